"""A real browser, the built book on loopback, and a JupyterLab of our own."""

import functools
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
HTML = ROOT / "_build" / "html"
CHROMIUM = {
    "args": [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
}
TOKEN = "book"


def no_browser(reason):
    """Skip where a reader has no browser; where CI has none, something is broken."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)


@pytest.fixture(scope="session")
def browser():
    """Playwright's own Chromium where it is installed, else the system's."""
    with sync_playwright() as playwright:
        system = shutil.which("chromium") or shutil.which("google-chrome")
        if Path(playwright.chromium.executable_path).exists():
            own = playwright.chromium.launch(**CHROMIUM)
        elif system:
            own = playwright.chromium.launch(executable_path=system, **CHROMIUM)
        else:
            no_browser("No Chromium was found; `playwright install chromium` gets one.")
        yield own
        own.close()


# Bring each widget near the screen, one after the other, and come back.
MOUNT = """async (widgets) => {
  const place = scrollY;
  for (const widget of widgets) {
    while (!widget.matches(".lessons-mounted")) {
      widget.scrollIntoView({ block: "nearest", behavior: "instant" });
      await new Promise(requestAnimationFrame);
    }
  }
  scrollTo({ top: place, behavior: "instant" });
}"""


def mounted(page):
    """Have every widget of a page mounted, as by a reader who has scrolled through."""
    page.locator("[data-module]").evaluate_all(MOUNT)
    return page


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and keeps silent about it."""

    def log_message(self, *args):
        pass


@pytest.fixture(scope="session")
def site():
    """The address of the built book, served on loopback."""
    if not (HTML / "index.html").exists():
        pytest.fail("The book is not built; run `make book` first.")
    handler = functools.partial(QuietHandler, directory=HTML)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class Visit:
    """A page together with what it asked for and complained about."""

    def __init__(self, page):
        self.page = page
        self.complaints = []
        self.requests = []
        page.on("console", self._console)
        # With the stack, which says whose error it is.
        page.on("pageerror", lambda error: self.complaints.append(error.stack))
        page.on("request", lambda request: self.requests.append(request.url))

    def _console(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def strangers(self, origin):
        """List the requests that left the page's own origin."""
        own = (origin, "data:", "blob:")
        return [url for url in self.requests if not url.startswith(own)]


@pytest.fixture
def visit(browser):
    """Return a function that opens an address in a window of its own."""
    contexts = []

    def open_page(address, width=1280, height=900, dark=False, **options):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            **options,
        )
        contexts.append(context)
        opened = Visit(context.new_page())
        opened.page.goto(address)
        return opened

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def lab(jupyterlab):
    """The address of a JupyterLab in which nothing has been solved yet."""
    address, home = jupyterlab
    (home / "progress.json").unlink(missing_ok=True)
    return address


@pytest.fixture(scope="session")
def jupyterlab(tmp_path_factory):
    """The address of a JupyterLab that serves a copy of the notebooks, and its home."""
    home = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "book", home / "book")
    environment = dict(os.environ, LESSONS_PROGRESS=str(home / "progress.json"))
    for variable in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        environment[variable] = str(home / variable.lower())
    port = free_port()
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    settings = [
        f"--ServerApp.port={port}",
        "--ServerApp.ip=127.0.0.1",
        f"--IdentityProvider.token={TOKEN}",
        f"--ServerApp.root_dir={home / 'book'}",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    server = subprocess.Popen(
        [*command, *settings],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    wait_for(f"{address}/api?token={TOKEN}", server)
    yield address, home
    server.terminate()
    server.wait(timeout=30)


def free_port():
    """Return a loopback port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address, server, seconds=60):
    """Return when `address` answers; fail when the server ends or takes too long."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(address)
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"JupyterLab did not answer at {address}.")
