"""Pictures analysed a second while a session is led, against a bare page that does nothing but analyse.

    python -m benchmarks.live [SECONDS]

Same browser, same film for a camera, same pose model, turn by turn; prints both and the ratio (reach: at least 0.95).
"""

import shutil
import statistics
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Page, Playwright, sync_playwright

from hamstride.system import find_browser
from tests.e2e import people
from tests.e2e.film import camera_file

ROOT = Path(__file__).resolve().parents[1]
BUILT = ROOT / "src" / "hamstride" / "web" / "static" / "built"
VISION = ROOT / "node_modules" / "@mediapipe" / "tasks-vision"
CLIP = ROOT / "tests" / "clips" / "lying-neutral-left-10.mp4"
TURNS = 3
COUNT = """(() => {
  window.analysed = 0;
  const Plain = Worker;
  window.Worker = class extends Plain {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({data}) => { if (data.type === "pose") window.analysed += 1; });
    }
  };
})()"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def bare_page() -> Iterator[str]:
    """The address of the bare page."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "models").symlink_to(BUILT / "models")
        (Path(folder) / "wasm").symlink_to(VISION / "wasm")
        shutil.copy(VISION / "vision_bundle.mjs", folder)
        shutil.copy(ROOT / "benchmarks" / "bare.html", folder)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/bare.html"
        server.shutdown()


def rate(page: Page, seconds: float) -> float:
    """Pictures analysed a second, once the first few are through."""
    page.wait_for_function("window.analysed > 20", timeout=120_000)
    began, at = page.evaluate("[window.analysed, performance.now()]")
    page.wait_for_timeout(1000 * seconds)
    ended, then = page.evaluate("[window.analysed, performance.now()]")
    return float(1000 * (ended - began) / (then - at))


def bare(playwright: Playwright, browser: str, camera: tuple[str, ...], seconds: float) -> float:
    """The bare page's rate."""
    with bare_page() as address:
        chromium = playwright.chromium.launch(
            executable_path=browser, args=["--headless=new", *people.QUIET, *camera]
        )
        page = chromium.new_page(viewport={"width": 844, "height": 390})
        page.goto(address)
        found = rate(page, seconds)
        chromium.close()
    return found


def ours(playwright: Playwright, browser: str, camera: tuple[str, ...], seconds: float) -> float:
    """The player's rate, in the middle of a session."""
    with tempfile.TemporaryDirectory() as data, people.site(Path(data)) as site:
        chromium = playwright.chromium.launch(
            executable_path=browser, args=["--headless=new", *people.QUIET, *camera]
        )
        context = chromium.new_context(viewport={"width": 844, "height": 390})
        context.add_init_script(COUNT)
        context.add_init_script(people.KNOWS_THE_SOUNDS)
        somebody = people.Runner(site=site, context=context, page=context.new_page())
        somebody.arrive()
        somebody.start()
        somebody.wait_for("the coach", lambda: somebody.stage() in ("ready", "working"), within_s=120)
        found = rate(somebody.page, seconds)
        chromium.close()
    return found


def main() -> None:
    """Measure in turns and print."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 15.0
    browser = find_browser()
    if browser is None:
        raise SystemExit("no Chromium on this machine; on Debian: apt install chromium")
    rates: dict[str, list[float]] = {"bare": [], "ours": []}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        film = camera_file(CLIP, Path(folder) / "film.mjpeg", lead_in_s=0)
        camera = (*people.CAMERA, f"--use-file-for-fake-video-capture={film}")
        for _ in range(TURNS):
            rates["bare"].append(bare(playwright, browser, camera, seconds))
            rates["ours"].append(ours(playwright, browser, camera, seconds))
            print({name: round(found[-1], 1) for name, found in rates.items()}, file=sys.stderr)
    middle = {name: statistics.median(found) for name, found in rates.items()}
    print(
        f"bare {middle['bare']:.1f}/s  ours {middle['ours']:.1f}/s  ratio {middle['ours'] / middle['bare']:.2f}"
    )


if __name__ == "__main__":
    main()
