"""A small book, built with and without addresses: what it tells, and where it leads."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import nbformat
import pytest
from bs4 import BeautifulSoup

from lessons_pkg.interactive.sphinx import launch

ROOT = Path(__file__).parents[3]
TOC = "format: jb-book\nroot: book/index\nchapters:\n"
TOC += "  - file: book/slopes\n  - file: book/01_run\n"
ADDRESSES = {
    "BOOK_URL": "https://example.org/course",
    "BOOK_REPOSITORY": "https://github.com/somebody/the-course",
    "BOOK_BRANCH": "a/branch",
    "BOOK_HUB": "https://hub.example.org/",
}
PAGES = {
    "index": "# A small book\n\nIt has two pages, and this one is its front door.\n",
    "slopes": "# Slopes & signs\n\nHow steep is $x^2$ at 3? Twice 3, which is 6.\n",
}


def built(folder, addresses):
    (folder / "book").mkdir()
    for name in ("_config.yml", "deno.json", "deno.lock"):
        shutil.copy(ROOT / name, folder)
    for name in ("node_modules", "book/_static", "book/images", "book/references.bib"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "_toc.yml").write_text(TOC, "utf-8")
    for name, text in PAGES.items():
        (folder / "book" / f"{name}.md").write_text(text, "utf-8")
    cells = [
        nbformat.v4.new_markdown_cell("# Run it\n\nA page that is a notebook.", id="a")
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / "book/01_run.ipynb")
    program = Path(sys.executable).with_name("jupyter-book")
    command = [program, "build", ".", "-W", "-n", "-q"]
    own = {k: v for k, v in os.environ.items() if k not in ADDRESSES}
    environment = {**own, "PYTHONPATH": str(ROOT), **addresses}
    subprocess.run(command, cwd=folder, env=environment, check=True, timeout=300)
    return folder / "_build" / "html"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return built(tmp_path_factory.mktemp("site"), ADDRESSES)


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
        f"https://example.org/course/book/{name}.html"
        for name in ("01_run", "index", "slopes")
    ]


def test_a_wrong_address_shows_a_page_that_finds_its_files_from_anywhere(site):
    lost = page(site, "404.html")
    assert lost.find("base")["href"] == "https://example.org/course/"
    for sheet in lost.find_all("link", rel="stylesheet"):
        assert (site / sheet["href"].partition("?")[0]).exists()
    assert lost.find("a", href="book/index.html")


def ways(site, name):
    return {
        link.get_text(): link["href"]
        for link in page(site, name).select("details.launch a")
    }


def test_a_notebook_is_offered_in_each_place_that_has_an_address(site):
    offered = ways(site, "book/01_run.html")
    assert list(offered) == ["Notebook", "Binder", "Colab", "JupyterHub"]
    copy = (site / "book" / offered["Notebook"]).read_bytes()
    assert copy == (site.parents[1] / "book/01_run.ipynb").read_bytes()
    assert offered["Binder"] == (
        "https://mybinder.org/v2/gh/somebody/the-course/a%2Fbranch"
        "?urlpath=lab/tree/book/01_run.ipynb"
    )
    assert offered["Colab"] == (
        "https://colab.research.google.com/github/somebody/the-course"
        "/blob/a%2Fbranch/book/01_run.ipynb"
    )
    hub = urlsplit(offered["JupyterHub"])
    assert hub.netloc + hub.path == "hub.example.org/hub/user-redirect/git-pull"
    assert parse_qs(hub.query) == {
        "repo": ["https://github.com/somebody/the-course"],
        "branch": ["a/branch"],
        "urlpath": ["lab/tree/the-course/book/01_run.ipynb"],
    }


def test_a_notebook_says_where_its_package_is(site):
    said = page(site, "book/01_run.html").select_one("details.launch").get_text()
    assert (
        f"%pip install scikit-learn https://example.org/course/{launch.WHEEL}" in said
    )


def test_the_first_page_offers_the_whole_book(site):
    offered = ways(site, "book/index.html")
    assert offered == {"The whole book": f"https://example.org/course/{launch.ZIP}"}
    assert ways(site, "book/slopes.html") == {}


def test_without_an_address_nothing_names_one(tmp_path):
    site = built(tmp_path, {})
    assert ways(site, "book/01_run.html") == {"Notebook": "01_run.ipynb"}
    assert ways(site, "book/index.html") == {}
    head = page(site, "book/slopes.html").head
    assert not head.find("link", rel="canonical")
    assert not head.find_all("meta", property="og:url")
    assert head.find("meta", {"name": "description"})
    assert not (site / "sitemap.xml").exists()
    assert not (site / "404.html").exists()
