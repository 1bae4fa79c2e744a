"""The zip of the whole book, unpacked anywhere, opened from the disk, no network."""

import zipfile

import pytest

from lessons_pkg.explore import Slope
from tools import site as publish

from .conftest import mounted
from .test_exercise import first_of_each_kind, kept, marks, solve
from .test_pages import typeset
from .test_practice import MONDAY, NAMES, practice, reply, solved, told

CHAPTER = "book/01_sigmoid.html"
# Fails where one of them cannot be loaded.
PICTURES = """() => Promise.all([...document.images].map((image) => {
  image.loading = "eager";
  return image.decode();
})).then(({ length }) => length)"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    """Return the address of the book's folder, as a reader has unpacked it."""
    place = tmp_path_factory.mktemp("a folder with spaces", numbered=False)
    publish.write(site=place / "site")
    with zipfile.ZipFile(place / "site" / publish.ZIP) as archive:
        archive.extractall(place)
    return (place / publish.ZIP.removesuffix(".zip")).as_uri()


@pytest.fixture
def seen(visit, unpacked):
    """Return the book's first page without a network; nothing may go amiss there."""
    seen = visit(f"{unpacked}/index.html", offline=True)
    yield seen
    assert seen.complaints == []
    assert seen.strangers(f"{unpacked}/") == []


def test_it_opens_at_its_first_page_and_has_its_typefaces(seen):
    page = seen.page
    page.wait_for_url("**/book/index.html")
    page.get_by_role("link", name="Start with the beans").click()
    page.wait_for_url(f"**/{CHAPTER}")
    typeset(mounted(page))
    assert page.evaluate("document.fonts.check('1em \"STIX Two Math\"')")
    assert page.locator("math").count() > 10
    assert page.evaluate(PICTURES) > 3


def test_its_figures_move(seen, unpacked):
    seen.page.goto(f"{unpacked}/{CHAPTER}")
    figure = mounted(seen.page).locator('[data-module="slope"]').first
    slider = figure.locator("input[type=range]").first
    before = float(slider.input_value())
    slider.press("ArrowRight")
    z = float(slider.input_value())
    assert z > before
    slope = figure.locator("output[data-name=slope]").text_content()
    assert slope == Slope(z).shown()["slope"]


def test_its_exercises_are_marked_and_remembered(seen, unpacked):
    seen.page.goto(f"{unpacked}/{CHAPTER}")
    specs = first_of_each_kind(CHAPTER)
    solve(seen.page, *specs)
    seen.page.reload()
    assert {*marks(seen.page)} == {spec["id"] for spec in specs}
    seen.page.goto(f"{unpacked}/book/progress.html")
    assert kept(seen.page) == {spec["id"]: "solved" for spec in specs}


def test_its_practice_asks_what_was_solved(seen, unpacked):
    solved(seen, unpacked, NAMES[:1])
    box = practice(seen, unpacked, MONDAY)
    box.get_by_role("button", name="Start").click()
    assert reply(box)[0] == NAMES[0]
    box.get_by_role("button", name="Next").click()
    assert "1 of 1 exercise right at once." in told(box)


def test_its_search_finds(seen):
    page = seen.page
    page.wait_for_url("**/book/index.html")
    page.locator(".sidebar-search").fill("chain rule")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=chain+rule**")
    page.locator(".search-found a").first.click()
    page.wait_for_url("**/book/02_chain_rule.html")


def test_its_chapters_bring_their_notebooks(seen, unpacked):
    seen.page.goto(f"{unpacked}/{CHAPTER}")
    seen.page.locator(".launch summary").click()
    seen.page.get_by_role("link", name="Notebook").click()
    # It is on the disk already, so a browser shows it and downloads nothing.
    seen.page.wait_for_url("**/01_sigmoid.ipynb")
    assert '"cell_type": "markdown"' in seen.page.locator("body").inner_text()
