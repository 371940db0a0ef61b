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

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
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


@contextmanager
def jupyterlab(folder, extra_notebooks=()):
    """A server on a fresh copy of the notebooks in ``folder``; yields its address."""
    notebooks = Path(folder) / "notebooks"
    shutil.copytree(ROOT / "notebooks", notebooks, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
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
            [sys.executable, "-m", "jupyter", "lab", "--no-browser", f"--ServerApp.port={port}", "--allow-root",
             f"--ServerApp.root_dir={notebooks}", f"--IdentityProvider.token={TOKEN}"],
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
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", timeout=60_000)


def command(page, name):
    """Run a JupyterLab command by its name in the command palette."""
    page.keyboard.press("Control+Shift+C")
    page.wait_for_selector(".lm-CommandPalette-input")
    page.fill(".lm-CommandPalette-input", name)
    page.keyboard.press("Enter")


def run_all(page, seconds=180):
    """Run every cell and wait until the kernel is idle and nothing waits."""
    page.click("text=Run >> nth=0")
    page.click(".lm-Menu-itemLabel >> text='Run All Cells'")
    page.wait_for_timeout(1500)
    page.wait_for_function(
        """() => document.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status === 'idle'""",
        timeout=seconds * 1000,
    )
