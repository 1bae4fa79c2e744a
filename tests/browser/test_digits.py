"""Drawing a digit: by mouse, finger and keyboard, and what the page then reads."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from lessons_pkg.explore import Digits
from lessons_pkg.explore.digits import MOST

from ..explore.test_digits import STYLES, strokes
from .conftest import mounted
from .test_explore import explore, shown
from .test_link import WRITTEN

__all__ = ["explore"]  # the fixture


def paper(page):
    return page.locator(".lessons-paper")


def pixels(page, rows):
    """Return where points of a drawing are in the window, and if the pen is down."""
    box = paper(page).bounding_box()
    return [
        (box["x"] + x * box["width"] / 100, box["y"] + y * box["width"] / 100, down)
        for x, y, down in rows
    ]


def draw_by_mouse(page, rows):
    for x, y, down in pixels(page, rows):
        if not down:
            page.mouse.up()
            page.mouse.move(x, y)
            page.mouse.down()
        page.mouse.move(x, y, steps=3)
    page.mouse.up()


def draw_by_finger(page, rows):
    touch = page.context.new_cdp_session(page)

    def send(kind, *points):
        touch.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]},
        )

    drawing = False
    for x, y, down in pixels(page, rows):
        if drawing and not down:
            send("touchEnd")
        send("touchMove" if down else "touchStart", (x, y))
        drawing = True
    send("touchEnd")


def drawing(page):
    """Return the strokes that the address says, once it has been written."""
    page.wait_for_timeout(WRITTEN)
    numbers = re.search(r"strokes=([\d,]*)", page.url)[1].split(",")
    triples = [numbers[i : i + 3] for i in range(0, len(numbers), 3)]
    return [tuple(map(int, triple)) for triple in triples]


@pytest.mark.parametrize("draw", [draw_by_mouse, draw_by_finger])
@pytest.mark.parametrize("digit", [4, 7, 8])
def test_what_is_drawn_is_read_and_stays_after_a_reload(explore, digit, draw):
    opened = explore(Digits(), width=700, height=500, has_touch=True)
    page = opened.page
    scroll = page.evaluate("scrollY")
    draw(page, strokes(STYLES["clean"][digit]))
    assert page.evaluate("scrollY") == scroll
    numbers = shown(page)
    assert numbers["guess"] == str(digit)
    assert page.locator("input[value=yours]").is_checked()
    assert page.locator(".lessons-chance.lessons-first").inner_text()[0] == str(digit)
    assert numbers == Digits("yours", drawing(page)).shown()
    said = page.locator(".lessons-buttons [role=status]")
    expect(said).to_contain_text(f"first guess {digit}, probability")
    page.reload()
    assert shown(mounted(page)) == numbers
    assert opened.complaints == []


def test_it_is_read_while_it_is_drawn(explore):
    page = explore(Digits()).page
    found = []
    places = pixels(page, strokes(STYLES["clean"][3]))
    page.mouse.move(*places[0][:2])
    page.mouse.down()
    for x, y, _ in places[1:]:
        page.mouse.move(x, y)
        found.append(shown(page)["p3"])
    assert len(set(found)) >= 5
    page.mouse.up()
    # The mouse that only passes draws nothing.
    before = shown(page)
    page.mouse.move(*places[0][:2], steps=4)
    assert shown(page) == before


def test_a_finger_beside_the_field_scrolls_the_page(explore):
    page = explore(Digits(), width=360, height=500, has_touch=True).page
    page.add_style_tag(content="main { padding-bottom: 1000px }")
    box = paper(page).bounding_box()
    touch = page.context.new_cdp_session(page)

    def send(kind, *points):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def swipe(x, y):
        send("touchStart", {"x": x, "y": y})
        for part in range(1, 9):
            send("touchMove", {"x": x, "y": y - 20 * part})
        send("touchEnd")

    low = box["y"] + box["height"] * 0.8
    swipe(box["x"] + box["width"] / 2, low)
    assert shown(page) == Digits("yours", drawing(page)).shown()
    assert page.evaluate("scrollY") == 0
    swipe(box["x"] + box["width"] + 40, low)
    page.wait_for_function("scrollY > 100")


def test_the_first_stroke_takes_the_place_of_a_test_digit(explore):
    page = explore(Digits("3")).page
    draw_by_mouse(page, strokes(STYLES["clean"][1]))
    one = drawing(page)
    assert shown(page) == Digits("yours", one).shown()
    # A test digit in between, and the drawing is still there.
    page.locator("input[value='2']").check()
    assert shown(page) == Digits("2").shown()
    assert page.locator(".lessons-ink").get_attribute("d") == ""
    page.locator("input[value=yours]").check()
    assert shown(page) == Digits("yours", one).shown()
    # One more stroke joins it, but for a test digit it makes room.
    draw_by_mouse(page, [(20, 90, 0), (80, 90, 1)])
    assert drawing(page)[: len(one)] == one
    page.locator("input[value='2']").check()
    draw_by_mouse(page, [(20, 50, 0), (80, 50, 1)])
    assert drawing(page)[0] == (20, 50, 0)


def test_clear_empties_the_field(explore):
    opened = explore(Digits("yours", strokes(STYLES["clean"][5])))
    page = opened.page
    assert shown(page) == Digits("yours", strokes(STYLES["clean"][5])).shown()
    page.get_by_role("button", name="Clear").click()
    assert shown(page) == Digits("yours").shown()
    assert page.locator(".lessons-note").first.inner_text().startswith("The field is")
    assert page.get_by_text("draw a digit", exact=True).is_visible()
    assert not page.locator(".lessons-readouts").is_visible()
    draw_by_mouse(page, [(50, 50, 0)])  # a dot
    assert drawing(page) == [(50, 50, 0)]
    assert shown(page) == Digits("yours", [(50, 50, 0)]).shown()
    assert opened.complaints == []


def test_a_digit_is_drawn_by_keyboard(explore):
    opened = explore(Digits(), height=400)
    page = opened.page
    page.keyboard.press("Tab")
    pen = page.locator(":focus")
    assert "lessons-pen" in pen.get_attribute("class")
    assert pen.get_attribute("aria-label") == "pen 50 from the left, 50 from the top"
    before = shown(page)
    scroll = page.evaluate("scrollY")
    for _ in range(4):
        page.keyboard.press("ArrowUp")
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    assert shown(page) == before  # the pen was not down
    page.keyboard.press("Space")
    assert pen.get_attribute("aria-pressed") == "true"
    for key in ["ArrowRight"] * 5 + ["ArrowDown", "ArrowDown", "ArrowLeft"] * 4:
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    assert pen.get_attribute("aria-pressed") == "false"
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("scrollY") == scroll
    rows = drawing(page)
    assert rows[:2] == [(20, 10, 0), (30, 10, 1)]
    assert len(rows) == 1 + 5 + 3 * 4
    assert shown(page) == Digits("yours", rows).shown()
    assert shown(page)["guess"] == "7"
    said = page.locator(".lessons-buttons [role=status]")
    expect(said).to_contain_text("first guess 7")
    # Who leaves the pen lifts it, and it stays within the field.
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    assert page.locator(".lessons-pen").get_attribute("aria-pressed") == "false"
    page.keyboard.press("Shift+Tab")
    for _ in range(20):
        page.keyboard.press("ArrowDown")
    assert "90 from the top" in page.locator(":focus").get_attribute("aria-label")
    assert opened.complaints == []


def test_a_drawing_ends_where_a_link_would(explore):
    page = explore(
        Digits("yours", [(40 * (k % 2), 9, 1) for k in range(MOST - 2)])
    ).page
    draw_by_mouse(page, [(10, 90, 0), (90, 90, 1)])
    assert len(drawing(page)) == MOST
    assert "press Clear" in page.locator(".lessons-note").first.inner_text()
    page.reload()
    assert len(drawing(mounted(page))) == MOST


@pytest.mark.parametrize(
    "rows", ["1,2", "1,2,3", "1,2,0.5", "1,100,0", "-1,2,0", ",".join(["9,9,1"] * 201)]
)
def test_a_link_with_other_strokes_leaves_the_field_empty(explore, rows):
    page = explore(Digits()).page
    address = page.url + f"#explore-digits?digit=yours&strokes={rows}"
    new = page.context.new_page()
    new.goto(address)
    assert shown(mounted(new)) == Digits("yours").shown()


def test_a_second_finger_draws_no_line_of_its_own(explore):
    page = explore(Digits(), width=700, height=500, has_touch=True).page
    touch = page.context.new_cdp_session(page)
    (x, y, _), (right, below, _) = pixels(page, [(20, 20, 0), (80, 80, 0)])

    def send(kind, *points):
        points = [{"x": a, "y": b, "id": i} for i, (a, b) in enumerate(points)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    send("touchStart", (x, y))
    send("touchStart", (x, y), (right, below))
    send("touchMove", (x + 30, y), (right, below - 20))
    send("touchEnd")
    rows = drawing(page)
    assert [down for *_, down in rows] == [0] + [1] * (len(rows) - 1)
    assert {y for _, y, _ in rows} == {20}


# How it looks -------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(explore, theme, width):
    drawn = Digits("yours", strokes(STYLES["clean"][2]))
    page = explore(Digits(), drawn, Digits("yours"), width=width, theme=theme).page
    colours = {"light": "#ffffff", "dark": "#14181e"}
    page.add_style_tag(content=f"body {{ background: {colours[theme]} }}")
    found = Axe().run(page).response["violations"]
    # This page is no page of the book, which has a heading.
    assert [v["id"] for v in found if v["id"] != "page-has-heading-one"] == []


FILL = "(e) => getComputedStyle(e).fill"


def test_in_forced_colours_the_squares_and_the_bars_are_seen(explore):
    page = explore(Digits(), forced_colors="active").page
    ink = page.evaluate("getComputedStyle(document.body).color")
    for kind in (".lessons-input rect", ".lessons-units32 rect"):
        assert page.locator(kind).first.evaluate(FILL) == ink
    bar = page.locator(".lessons-chance.lessons-first .lessons-share > span")
    paint = bar.evaluate("(e) => getComputedStyle(e).backgroundColor")
    back = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert paint not in (back, "rgba(0, 0, 0, 0)")
    lines = page.locator(".lessons-picker input + span").evaluate_all(
        "(all) => all.map((e) => getComputedStyle(e).outlineStyle)"
    )
    assert lines == ["solid"] + ["none"] * 8  # the first one is picked


def test_on_paper_the_drawing_stays_and_the_controls_go(explore):
    page = explore(Digits("yours", strokes(STYLES["clean"][2]))).page
    page.emulate_media(media="print")
    assert paper(page).is_visible()
    assert page.locator(".lessons-chance").first.is_visible()
    assert not page.get_by_role("button", name="Clear").is_visible()


def test_the_pen_of_the_keyboard_is_seen_by_who_uses_it(explore):
    page = explore(Digits()).page
    pen = page.locator(".lessons-pen")
    opacity = "(e) => getComputedStyle(e).opacity"
    assert pen.evaluate(opacity) == "0"
    page.keyboard.press("Tab")
    assert pen.evaluate(opacity) == "1"
