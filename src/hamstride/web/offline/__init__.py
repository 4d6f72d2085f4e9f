"""Without a connection: which files a browser keeps, the worker that keeps them, and the page that stands in."""
