"""What is published: whole, nothing beside it, and no trace of where it was built."""

import re
import zipfile
from urllib.parse import unquote, urlsplit

import pytest

from lessons_pkg.interactive.sphinx import launch
from tools import site as publish

from .conftest import HTML, ROOT

TEXTS = {".html", ".css", ".js", ".svg", ".xml", ".ipynb"}


@pytest.fixture(scope="module")
def site(tmp_path_factory, pages):
    place = tmp_path_factory.mktemp("site")
    publish.write(site=place)
    return place


def names(folder):
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_page_is_there_and_nothing_that_no_page_needs(site):
    pages = {name for name in names(site) if name.endswith(".html")}
    assert pages == {name for name in names(HTML) if name.endswith(".html")}
    others = {name.rpartition("/")[2] for name in names(site) - pages}
    named = "".join(
        path.read_text("utf-8")
        for path in site.rglob("*")
        if path.suffix in (".html", ".css")
    )
    apart = {launch.WHEEL, launch.ZIP, "preview.png", "sitemap.xml"}
    assert [name for name in sorted(others - apart) if name not in named] == []


def test_every_link_leads_to_a_file_of_it(site):
    for path in site.rglob("*.html"):
        for link in re.findall(r'\b(?:href|src)="([^"]+)"', path.read_text("utf-8")):
            url = urlsplit(link)
            if url.path and not (url.scheme or url.netloc):
                assert (path.parent / unquote(url.path)).is_file(), (path.name, link)


def test_it_brings_the_notebooks_as_they_are(site):
    notebooks = {name for name in names(site) if name.endswith(".ipynb")}
    assert len(notebooks) == len([*(ROOT / "book").glob("*.ipynb")])
    for name in notebooks:
        assert (site / name).read_bytes() == (ROOT / name).read_bytes()


def test_it_brings_the_wheel_by_the_name_that_pages_give_it(site):
    (wheel,) = site.glob("*.whl")
    assert wheel.name == launch.WHEEL


def test_the_zip_holds_all_of_it(site):
    with zipfile.ZipFile(site / publish.ZIP) as archive:
        assert archive.testzip() is None
        inside = {
            entry.filename.partition("/")[2]: archive.read(entry)
            for entry in archive.infolist()
        }
        assert len({entry.partition("/")[0] for entry in archive.namelist()}) == 1
    online = {publish.ZIP, *publish.ASKED_FOR}
    assert inside.keys() == names(site) - online
    for name, data in inside.items():
        assert data == (site / name).read_bytes()


def test_it_does_not_say_where_it_was_built(site):
    for path in site.rglob("*"):
        if path.suffix in TEXTS:
            assert str(ROOT) not in path.read_text("utf-8"), path.name


def test_what_differs_is_named(tmp_path):
    for folder, text in (("one", "a"), ("other", "b")):
        (tmp_path / folder / "deep").mkdir(parents=True)
        (tmp_path / folder / "deep/same").write_text("same", "utf-8")
        (tmp_path / folder / "deep/text").write_text(text, "utf-8")
    (tmp_path / "other/more").write_text("", "utf-8")
    found = publish.differences(tmp_path / "one", tmp_path / "other")
    assert found == ["deep/text", "more"]
