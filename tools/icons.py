"""The icons for phones and for programs that take no SVG, drawn from `icon.svg`.

.venv/bin/python -m tools.icons     writes them beside it; they are committed, for nobody's machine has to draw them
"""

import io
import sys
from dataclasses import dataclass

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from hamstride.system import find_browser
from tools.paths import SOURCE

STATIC = SOURCE / "web" / "static"
DRAWING = STATIC / "icon.svg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Icon:
    """A picture to draw: `full` to its edges, where a phone cuts the corners itself."""

    name: str
    px: int
    full: bool = False


ICONS = (
    Icon(name="icon-192", px=192),
    Icon(name="icon-512", px=512),
    Icon(name="icon-maskable-512", px=512, full=True),
    Icon(name="apple-touch-icon", px=180, full=True),
)


def main() -> int:
    """Draw them all."""
    browser = find_browser()
    if browser is None:
        print("There is no Chromium here. On Debian: apt install chromium", file=sys.stderr)
        return 1
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=["--headless=new", "--no-sandbox"])
        page = opened.new_page()
        for icon in ICONS:
            (STATIC / f"{icon.name}.png").write_bytes(drawn(page, icon))
        opened.close()
    return 0


def drawn(page: Page, icon: Icon) -> bytes:
    """The picture, as a small PNG."""
    drawing = DRAWING.read_text("utf-8")
    if icon.full:
        drawing = drawing.replace(' rx="8"', "")
    page.set_viewport_size({"width": icon.px, "height": icon.px})
    page.set_content(f"<style>body{{margin:0}}svg{{display:block;width:{icon.px}px}}</style>{drawing}")
    shot = Image.open(io.BytesIO(page.screenshot(omit_background=True)))
    kept = io.BytesIO()
    (shot.convert("RGB") if icon.full else shot).quantize(64).save(kept, "PNG", optimize=True)
    return kept.getvalue()


if __name__ == "__main__":
    raise SystemExit(main())
