"""A JupyterLab on a copy of the notebooks, and a browser in it: what a reader sees and does."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb") if path.stem != "glossary")
TOKEN = "for-this-test-only"
# Chromium asks the network for nothing of its own; the sandbox does not work for root in a container.
CHROMIUM_ARGUMENTS = [
    "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-gpu", *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
]  # fmt: skip


def chromium():
    """The path of an installed Chromium or Chrome, or None."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


# Of each module whose tests need a browser: skipped where there is none, unless BROWSER_TESTS=required.
REQUIRED = os.environ.get("BROWSER_TESTS") == "required"
IN_A_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(not chromium() and not REQUIRED, reason="no Chromium or Chrome found on this machine"),
]


@contextmanager
def jupyterlab(folder, extra_notebooks=(), front_end="lab"):
    """A server on a fresh copy of the notebooks in ``folder``; yields its address. ``front_end``: "lab" or "notebook"."""
    notebooks = Path(folder) / "notebooks"
    shutil.copytree(
        ROOT / "notebooks", notebooks, ignore=shutil.ignore_patterns(".ipynb_checkpoints", "my_case")
    )
    for path in extra_notebooks:
        shutil.copy(path, notebooks)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    home = Path(folder) / "home"
    home.mkdir()
    environment = {
        **os.environ, "HOME": str(home), "CUSTVALUE_PROGRESS": str(home / "progress.json"),
        "JUPYTER_CONFIG_DIR": str(home / "config"), "JUPYTER_RUNTIME_DIR": str(home / "run"),
    }  # fmt: skip
    with open(Path(folder) / "jupyterlab.log", "w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyter", front_end, "--no-browser", f"--ServerApp.port={port}", "--allow-root",
             f"--ServerApp.root_dir={notebooks}", "--LabApp.expose_app_in_browser=True", f"--IdentityProvider.token={TOKEN}"],
            stdout=log, stderr=log, env=environment,
        )  # fmt: skip
    try:
        _wait_for(f"http://127.0.0.1:{port}/api?token={TOKEN}")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


def _wait_for(address, seconds=60):
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.3)


@contextmanager
def page_in(width=1280, height=800):
    """A page of a fresh headless browser; its console messages and errors collect in ``page.said``."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_ARGUMENTS)
        page = browser.new_context(viewport={"width": width, "height": height}).new_page()
        page.said = []
        page.on("console", lambda message: page.said.append((message.type, message.text)))
        page.on("pageerror", lambda error: page.said.append(("pageerror", str(error))))
        yield page
        browser.close()


def open_notebook(page, address, name):
    """Open a notebook alone in the window, with its kernel ready."""
    page.goto(f"{address}/lab/tree/{name}?token={TOKEN}&reset")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    page.wait_for_function("() => document.body.innerText.includes('| Idle')", timeout=60_000)


def command(page, name):
    """Run one of JupyterLab's commands and wait until it is done."""
    page.evaluate("name => window.jupyterapp.commands.execute(name)", name)


def run_all(page):
    """Run every cell, as the Run menu does, and wait for the last."""
    page.set_default_timeout(120_000)
    command(page, "notebook:run-all-cells")
    page.wait_for_timeout(500)


def to_the_top(page):
    page.evaluate("document.querySelector('.jp-WindowedPanel-outer').scrollTop = 0")
    page.locator(".jp-Notebook .jp-Cell").first.click()
    page.keyboard.press("Escape")


def slides(page):
    """Start the slideshow at the first cell and yield (height of what shows, its text) for each step."""
    to_the_top(page)
    command(page, "deck:start")
    page.wait_for_timeout(1000)
    before = None
    while True:
        shown = page.evaluate(SLIDE)
        if shown == before:
            return
        before = shown
        yield shown
        page.keyboard.press("Space")
        for _ in range(9):  # the last step changes nothing; any other is there in a moment
            page.wait_for_timeout(50)
            if page.evaluate(SLIDE) not in (before, shown):
                page.wait_for_timeout(50)
                break


# The cells that a slide shows, from the top of the first to the bottom of the last.
SLIDE = """() => {
  const cells = [...document.querySelectorAll('.jp-Deck .jp-Cell')].filter(cell => {
    const style = getComputedStyle(cell);
    return cell.offsetParent && style.visibility !== 'hidden' && style.opacity !== '0' && cell.offsetHeight > 0;
  });
  const boxes = cells.map(cell => cell.getBoundingClientRect());
  const height = Math.max(...boxes.map(b => b.bottom)) - Math.min(...boxes.map(b => b.top));
  const active = document.querySelector('.jp-Deck .jp-mod-active');
  return {height, text: (active ? active.innerText : '').slice(0, 80)};
}"""
