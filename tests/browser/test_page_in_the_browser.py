"""The second host: a bare page, on which Python's core runs in the browser, from the package's own wheel."""

import os
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from custvalue_helpers import explorers
from custvalue_helpers.course import explorers_of, lessons
from custvalue_helpers.kit.view import WEB
from tests.browser.lab import REQUIRED, ROOT, chromium, page_in

PYODIDE = Path(os.environ.get("PYODIDE", ROOT / ".cache" / "node_modules" / "pyodide"))
missing = not chromium() or not PYODIDE.is_dir()
pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(
        missing and not REQUIRED, reason="no Chromium, or no Pyodide (npm install --prefix .cache pyodide)"
    ),
]
# Those whose models reckon with arrays need NumPy, which Python's core has not.
WITH_NUMPY = {
    "k and scaling", "stability", "no structure", "moved on the map", "point or direction", "value map", "Kano mixture",
    "retention shape", "still there", "moving cuts", "which study", "one step", "louder promise", "one budget",
}  # fmt: skip
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Test bed</title>
<link rel="stylesheet" href="web/view.css"><body><main>{things}</main><script type="module">
import {{start}} from "./web/page.js";
start({{pyodide: new URL("pyodide/", location.href).href, wheel: new URL("course.whl", location.href).href}});
</script></body></html>"""


class Handler(SimpleHTTPRequestHandler):
    extensions_map = {  # noqa: RUF012
        **SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm",
    }  # fmt: skip

    def log_message(self, *_):
        pass


@contextmanager
def site(folder, *things):
    """A server of a page with these things; yields its address."""
    folder.mkdir(exist_ok=True)
    wheel = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        folder,
        ROOT,
    ]
    subprocess.run(wheel, check=True)
    next(Path(folder).glob("*.whl")).rename(folder / "course.whl")
    (folder / "web").symlink_to(WEB)
    (folder / "pyodide").symlink_to(PYODIDE)
    places = "".join(f'<div data-thing="{thing}"></div>' for thing in things)
    (folder / "index.html").write_text(PAGE.format(things=places), encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *each: Handler(*each, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def test_all_that_needs_no_numpy_is_alive_on_a_page(tmp_path):
    """Each explorer moves its first control and says what the model here says; each quiz and exercise answers."""
    if missing:
        pytest.fail(f"BROWSER_TESTS=required, but there is no Chromium, or no Pyodide at {PYODIDE}")
    things = [
        f"explorer/{number}/{name}"
        for number in lessons()
        for name in explorers_of(number)
        if name not in WITH_NUMPY
    ]
    things += [f"quiz/{number}" for number in lessons()] + ["exercise/0.1", "exercise/1.1", "exercise/4.1"]
    with site(tmp_path, *things) as address, page_in() as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        page.wait_for_function(
            f"document.querySelectorAll('.cv-view').length === {len(things)}", timeout=60_000
        )
        by_name = explorers()
        for thing in things:
            kind, _, name = thing.split("/", 2) if thing.count("/") > 1 else (*thing.split("/"), "")
            view = page.locator(f'[data-thing="{thing}"] .cv-view')
            if kind == "explorer":
                control = next((c for c in by_name[name].controls if hasattr(c, "step")), None)
                if control is None:
                    continue
                view.locator("input[type=range]").first.fill(
                    str(control.high if control.start != control.high else control.low)
                )
                end = control.high if control.start != control.high else control.low
                view.locator(".cv-reading", has_text=by_name[name].read(**{control.name: end})[:60]).wait_for(
                    timeout=20_000
                )
        exercise = page.locator('[data-thing="exercise/4.1"] .cv-view')
        exercise.locator("input[type=text]").first.fill("lots")
        exercise.get_by_role("button", name="Check").click()
        exercise.locator(".cv-feedback").first.wait_for()
        assert not page.evaluate("document.documentElement.dataset.failed")
        assert all(url.startswith((address, "blob:", "data:")) for url in asked), "the page asks another host"
        assert not [said for said in page.said if said[0] == "pageerror"]
