"""A small book, built with and without an address: what search engines are told."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).parents[3]
TOC = "format: jb-book\nroot: book/index\nchapters:\n  - file: book/slopes\n"
PAGES = {
    "index": "# A small book\n\nIt has two pages, and this one is its front door.\n",
    "slopes": "# Slopes & signs\n\nHow steep is $x^2$ at 3? Twice 3, which is 6.\n",
}


def built(folder, address):
    (folder / "book").mkdir()
    for name in ("_config.yml", "deno.json", "deno.lock"):
        shutil.copy(ROOT / name, folder)
    for name in ("node_modules", "book/_static", "book/images", "book/references.bib"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "_toc.yml").write_text(TOC, "utf-8")
    for name, text in PAGES.items():
        (folder / "book" / f"{name}.md").write_text(text, "utf-8")
    program = Path(sys.executable).with_name("jupyter-book")
    command = [program, "build", ".", "-W", "-n", "-q"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "BOOK_URL": address}
    subprocess.run(command, cwd=folder, env=environment, check=True, timeout=300)
    return folder / "_build" / "html"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return built(tmp_path_factory.mktemp("site"), "https://example.org/course")


def page(site, name):
    return BeautifulSoup((site / name).read_text("utf-8"), "html.parser")


def test_a_page_names_its_address_and_says_what_it_is_about(site):
    head = page(site, "book/slopes.html").head
    here = "https://example.org/course/book/slopes.html"
    assert head.find("link", rel="canonical")["href"] == here
    about = {
        tag["property"]: tag["content"]
        for tag in head.find_all("meta", property=True)
        if tag["property"].startswith("og:")
    }
    assert about["og:url"] == here
    assert about["og:title"] == "Slopes & signs"
    assert "Twice 3" in about["og:description"]
    assert (
        about["og:description"] == head.find("meta", {"name": "description"})["content"]
    )
    prefix = "https://example.org/course/"
    assert (site / about["og:image"].removeprefix(prefix)).exists()


def test_the_site_map_lists_every_page(site):
    tree = ElementTree.parse(site / "sitemap.xml")
    places = [node.text for node in tree.iter() if node.tag.endswith("loc")]
    assert places == [
        f"https://example.org/course/book/{name}.html" for name in ("index", "slopes")
    ]


def test_a_wrong_address_shows_a_page_that_finds_its_files_from_anywhere(site):
    lost = page(site, "404.html")
    assert lost.find("base")["href"] == "https://example.org/course/"
    for sheet in lost.find_all("link", rel="stylesheet"):
        assert (site / sheet["href"].partition("?")[0]).exists()
    assert lost.find("a", href="book/index.html")


def test_without_an_address_nothing_names_one(tmp_path):
    site = built(tmp_path, "")
    head = page(site, "book/slopes.html").head
    assert not head.find("link", rel="canonical")
    assert not head.find_all("meta", property="og:url")
    assert head.find("meta", {"name": "description"})
    assert not (site / "sitemap.xml").exists()
    assert not (site / "404.html").exists()
