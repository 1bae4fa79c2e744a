"""Measure the built pages with Lighthouse: a middling phone on a slow line.

The book is served with gzip on loopback, as any host would serve it; Lighthouse comes
from npm, so this needs Node, and Chromium. Of three runs the middle one counts. Prints
a table and keeps it in `benchmarks/README.md`; nothing here fails.

    python benchmarks/page.py [page ...]

Without pages it takes the index and every chapter.
"""

import functools
import gzip
import json
import mimetypes
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tqdm import tqdm

ROOT = Path(__file__).parents[1]
HTML = ROOT / "_build" / "html"
NOTES = Path(__file__).with_name("README.md")
LIGHTHOUSE = "lighthouse@12.8.2"  # the last one for Node 18
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
HEAD = (
    "| page | performance | accessibility | best practices | SEO "
    "| kB | requests | LCP (s) | TBT (ms) | CLS |"
)
BEGIN, END = "<!-- page: begin -->", "<!-- page: end -->"


class Packed(SimpleHTTPRequestHandler):
    """Serves the book gzipped, and says that nothing but its own scripts may run."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        """Answer with the file, its texts packed."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        data = path.read_bytes()
        packed = kind.startswith("text/") or kind in (
            "application/javascript",
            "image/svg+xml",
        )
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "max-age=31536000")
        self.send_header("Content-Security-Policy", "script-src 'self'")
        if packed:
            data = gzip.compress(data)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args):
        """Keep silent."""


def measure(address, chromium):
    """Return what Lighthouse says of one page."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [shutil.which("npx"), "--yes", LIGHTHOUSE, address, "--quiet"]
        subprocess.run(
            [
                *command,
                "--output=json",
                f"--output-path={report}",
                f"--chrome-flags={FLAGS}",
                f"--only-categories={','.join(CATEGORIES)}",
            ],
            env={**os.environ, "CHROME_PATH": chromium},
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return json.loads(report.read_text("utf-8"))


def middle(reports):
    """Return the run whose performance is the middle one of three: runs vary."""
    return sorted(reports, key=lambda r: r["categories"]["performance"]["score"])[1]


def row(name, report):
    """Return a page's row of the table."""
    scores = [round(100 * report["categories"][c]["score"]) for c in CATEGORIES]
    audits = report["audits"]
    sent = audits["network-requests"]["details"]["items"]
    sent = [item for item in sent if not item["url"].startswith("data:")]
    size = sum(item.get("transferSize", 0) for item in sent) / 1000
    lcp = audits["largest-contentful-paint"]["numericValue"] / 1000
    tbt = audits["total-blocking-time"]["numericValue"]
    cls = audits["cumulative-layout-shift"]["numericValue"]
    numbers = [
        *scores,
        f"{size:.0f}",
        len(sent),
        f"{lcp:.1f}",
        f"{tbt:.0f}",
        f"{cls:.3f}",
    ]
    return f"| {name} | {' | '.join(map(str, numbers))} |"


def main():
    """Measure the pages that were asked for, or all."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not (shutil.which("npx") and chromium):
        sys.exit(
            "Lighthouse needs Node and Chromium, and one of them is not installed here."
        )
    if not (HTML / "index.html").exists():
        sys.exit("The book is not built; run `make book` first.")
    chapters = sorted(path.stem for path in (HTML / "book").glob("[0-9]*.html"))
    names = sys.argv[1:] or ["index", *chapters]
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Packed, directory=HTML)
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site = f"http://127.0.0.1:{server.server_port}/book"
    rows = [
        row(name, middle([measure(f"{site}/{name}.html", chromium) for _ in range(3)]))
        for name in tqdm(names, unit="page")
    ]
    server.shutdown()
    table = "\n".join([HEAD, "|---|" + "---|" * (HEAD.count("|") - 2), *rows])
    print(table)
    if not sys.argv[1:]:
        keep(table)


def keep(table):
    """Put the table between its markers in the notes."""
    notes = NOTES.read_text("utf-8")
    between = re.compile(f"{BEGIN}.*{END}", re.DOTALL)
    NOTES.write_text(between.sub(f"{BEGIN}\n{table}\n{END}", notes), "utf-8")


if __name__ == "__main__":
    main()
