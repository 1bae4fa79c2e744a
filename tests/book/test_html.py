"""The built pages: every link leads somewhere, and nothing comes from elsewhere."""

import copy
import re
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from .conftest import HTML

LOADING = {"script": "src", "img": "src", "iframe": "src", "link": "href"}
REMOTE = re.compile(r"^(https?:)?//")


@pytest.fixture(scope="module")
def soups(pages):
    return {path: BeautifulSoup(text, "html.parser") for path, text in pages.items()}


def anchors(soup):
    return {tag["id"] for tag in soup.find_all(id=True)}


def test_every_entry_of_the_contents_is_built(toc):
    for entry in toc:
        assert (HTML / f"{entry}.html").exists(), entry


def test_every_link_inside_the_book_leads_somewhere(soups):
    broken = []
    known = {path.resolve(): anchors(soup) for path, soup in soups.items()}
    for path, soup in soups.items():
        for tag in soup.find_all("a", href=True):
            url = urlsplit(tag["href"])
            if url.scheme or url.netloc:
                continue
            target = (path.parent / unquote(url.path)).resolve() if url.path else path
            anchor = unquote(url.fragment)
            if not target.exists() or (
                anchor and anchor not in known.get(target, {anchor})
            ):
                broken.append((path.name, tag["href"]))
    assert not broken


def test_a_page_loads_nothing_from_another_host(soups):
    for path, soup in soups.items():
        for name, attribute in LOADING.items():
            for tag in soup.find_all(name, **{attribute: True}):
                assert not REMOTE.match(tag[attribute]), (path.name, str(tag)[:200])


def test_a_page_loads_only_files_that_exist(soups):
    for path, soup in soups.items():
        for name, attribute in LOADING.items():
            for tag in soup.find_all(name, **{attribute: True}):
                file = unquote(urlsplit(tag[attribute]).path)
                if file and not tag[attribute].startswith("data:"):
                    assert (path.parent / file).exists(), (path.name, file)


def test_style_sheets_load_nothing_from_another_host():
    for sheet in HTML.rglob("_static/**/*.css"):
        urls = re.findall(r"url\(\s*['\"]?([^)'\"]+)", sheet.read_text("utf-8"))
        assert not [url for url in urls if REMOTE.match(url)], sheet.name


def test_every_picture_is_described(soups):
    for path, soup in soups.items():
        for image in soup.find_all("img"):
            assert image.get("alt", "").strip(), (path.name, image.get("src"))


def test_every_page_has_a_language_a_title_and_one_main_heading(soups):
    for path, soup in soups.items():
        if soup.find("meta", attrs={"http-equiv": "Refresh"}):
            continue
        assert soup.html.get("lang") == "en", path.name
        assert soup.title.string.strip(), path.name
        assert len(soup.find("article").find_all("h1")) == 1, path.name


def test_no_formula_is_left_as_source(soups):
    for path, soup in soups.items():
        page = copy.copy(soup)  # the other tests read the whole of it
        for tag in page.find_all(["script", "style", "code", "pre"]):
            tag.decompose()
        for formula in page.find_all(class_="math"):
            formula.decompose()
        assert "$$" not in page.get_text(), path.name
        assert not re.search(r"\{(ref|eq|cite|term)[:\w]*\}`", page.get_text()), (
            path.name
        )
