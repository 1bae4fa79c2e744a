"""Gather what is published: the pages with what they lead to, the wheel and the zip.

Usage: python -m tools.site [--twice]

It reads the built book and writes `_build/site`, where each file is the same wherever
it is built with the same tools; with --twice it builds all of it again elsewhere, and
compares. The zip has the whole of it, to be unpacked and read without a network.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

from lessons_pkg.interactive.sphinx.launch import ZIP
from tools import archive, package

HTML = package.ROOT / "_build" / "html"
SITE = package.ROOT / "_build" / "site"
#: Where a page or a style sheet names a file; what a script fetches stands in a state.
_NAMED = re.compile(
    r"""\b(?:src|href|source)"?\s*[=:]\s*"([^"#?:]+)|\burl\(["']?([^"'()#:]+)"""
)
#: What is found by its name: by whoever shares a link, by search engines, by a host.
ASKED_FOR = ("_static/preview.png", "sitemap.xml", "404.html")


def reachable(html):
    """Return {name: bytes} of every file that the first page leads to, sorted."""
    asked = [name for name in ASKED_FOR if (html / name).exists()]
    found, waiting = {}, ["index.html", "search.html", *asked]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        path = html / name
        found[name] = path.read_bytes()
        if path.suffix in (".html", ".css"):
            waiting += _named(html, path, found[name].decode("utf-8"))
    return dict(sorted(found.items()))


def _named(html, path, text):
    for names in _NAMED.findall(text):
        target = (path.parent / unquote("".join(names))).resolve()
        if target.is_file() and target.is_relative_to(html):
            yield target.relative_to(html).as_posix()


def write(html=HTML, site=SITE):
    """Write the site anew, and return its files."""
    shutil.rmtree(site, ignore_errors=True)
    files = reachable(html.resolve())
    for name, data in files.items():
        target = site / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    wheel = package.wheel(site)
    files[wheel.name] = wheel.read_bytes()
    folder = ZIP.removesuffix(".zip")
    unpacked = {
        f"{folder}/{name}": data
        for name, data in files.items()
        if name not in ASKED_FOR
    }
    archive.write(site / ZIP, unpacked)
    return sorted(path for path in site.rglob("*") if path.is_file())


def again(place):
    """Build the site anew, from a copy of the sources in `place`; return its folder."""
    made = shutil.ignore_patterns("_build", "node_modules", ".*", "__pycache__")
    copy = place / "elsewhere"
    shutil.copytree(package.ROOT, copy, ignore=made)
    (copy / "node_modules").symlink_to(package.ROOT / "node_modules")
    other = {"PYTHONPATH": str(copy), "PYTHONHASHSEED": "1", "TZ": "Asia/Kathmandu"}
    book = Path(sys.executable).with_name("jupyter-book")
    for command in (
        [book, "build", ".", "--all"],
        [sys.executable, "-m", "tools.site"],
    ):
        subprocess.run(
            command,
            cwd=copy,
            env={**os.environ, **other},
            stdout=subprocess.DEVNULL,
            check=True,
        )
    return copy / "_build" / "site"


def differences(one, other):
    """List the names of files that are not the same in two folders, or only in one."""
    kept = [
        {path.relative_to(top).as_posix(): path.read_bytes() for path in files}
        for top in (one, other)
        for files in [[path for path in top.rglob("*") if path.is_file()]]
    ]
    return sorted(
        n for n in kept[0].keys() | kept[1] if kept[0].get(n) != kept[1].get(n)
    )


if __name__ == "__main__":
    written = write()
    size = sum(path.stat().st_size for path in written) / 1e6
    print(f"{SITE}: {len(written)} files, {size:.1f} MB")
    if "--twice" in sys.argv[1:]:
        with TemporaryDirectory() as place:
            if found := differences(SITE, again(Path(place))):
                sys.exit(f"Built again, these differ: {', '.join(found)}")
        print("Built again elsewhere, each file is the same.")
