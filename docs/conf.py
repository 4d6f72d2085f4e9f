"""How `make docs` makes a site of these pages. Strict: a warning is an error, and so is a link that leads nowhere."""

from hamstride import __version__

project = "Hamstride"
release = __version__
copyright = "the Hamstride authors, Apache-2.0"  # noqa: A001, the name that Sphinx reads

extensions = ["myst_parser"]
exclude_patterns = ["_static"]
myst_heading_anchors = 3
nitpicky = True
highlight_language = "text"

html_theme = "furo"
html_title = "Hamstride"
html_static_path = ["_static"]
html_css_files = ["hamstride.css"]
html_favicon = "../src/hamstride/web/static/icon.svg"
html_copy_source = False
html_show_sphinx = False
html_theme_options: dict[str, list[str]] = {"footer_icons": [], "top_of_page_buttons": []}
