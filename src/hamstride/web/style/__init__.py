"""The page that shows the look: every token, every component in its states. For who works on the pages; no page links to it."""
