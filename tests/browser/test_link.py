"""The state of a figure in the page's address: a link that is copied, and a reload."""

import re

import pytest
from playwright.sync_api import expect

from lessons_pkg.explore import Digits, Growth, Playground, Slope, Training
from lessons_pkg.interactive.explorable import Number, Option

from ..explore import CLASSES
from .conftest import HTML, mounted
from .test_explore import explore, shown

__all__ = ["explore"]  # the fixture

CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
# Settings that are neither a number nor a word: another value of them.
OTHERS = {
    (Training, "hidden"): (3, 2),
    (Digits, "strokes"): ((25, 12, 0), (75, 12, 1), (42, 88, 1)),
    (Playground, "points"): ((0.25, 0.5, -1), (1, -0.75, 1), (1.5, 1, 1)),
}
#: Longer than the page waits until it writes its address.
WRITTEN = 700


def moved(cls):
    """Return {setting: another value than the first one}."""
    state = {}
    for name, trait in cls.class_traits().items():
        if isinstance(trait, Number):
            part = trait.low + 0.3 * (trait.high - trait.low)
            state[name] = int(part) if trait.whole else round(part, 2)
        elif isinstance(trait, Option):
            state[name] = trait.choices[-1]
        elif (cls, name) in OTHERS:
            state[name] = OTHERS[cls, name]
    return state | ({"epoch": 300} if cls is Training else {})


def text_of(value):
    if isinstance(value, tuple):
        return ",".join(text_of(each) for each in value)
    return f"{value:g}" if isinstance(value, float) else str(value).replace(" ", "%20")


def fragment(place, state):
    pairs = [f"{name}={text_of(value)}" for name, value in state.items()]
    return f"#{place}?{'&'.join(pairs)}"


def place(cls):
    return f"explore-{cls.module}"


def at(page, hash_):
    """Open the same page in a new window, at another fragment."""
    new = page.context.new_page()
    new.goto(page.url.split("#")[0] + hash_)
    return mounted(new)


def settled(page, numbers):
    """Wait until a training has come to its epoch, and compare the readouts."""
    if "epoch" in numbers:
        page.wait_for_function(
            "n => document.querySelector('[data-name=epoch]').textContent === n",
            arg=numbers["epoch"],
        )
    assert shown(page) == numbers


@pytest.mark.parametrize("cls", CLASSES)
def test_a_link_is_copied_and_opens_with_the_same_state(explore, cls):
    opened = explore(cls(), **CLIPBOARD)
    state = moved(cls)
    page = at(opened.page, fragment(place(cls), state))
    settled(page, cls(**state).shown())
    page.get_by_role("button", name="Copy link").click()
    # The clipboard answers in its own time.
    expect(page.get_by_role("status").last).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url
    again = at(opened.page, "#" + copied.partition("#")[2])
    settled(again, cls(**state).shown())
    again.reload()
    settled(mounted(again), cls(**state).shown())


@pytest.mark.parametrize("cls", CLASSES)
def test_what_a_reader_moves_stands_in_the_address(explore, cls):
    opened = explore(cls())
    page = opened.page
    before, entries = page.url, page.evaluate("history.length")
    # A figure without a slider has words to choose among.
    kinds = ("input[type=range]", "input[type=radio]:checked")
    slider, word = (page.locator(kind) for kind in kinds)
    (slider if slider.count() else word).first.focus()
    page.keyboard.press("End")
    for _ in range(5):
        page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(WRITTEN)
    assert f"#{place(cls)}?" in page.url
    assert page.evaluate("history.length") == entries
    numbers = shown(page)
    page.reload()
    settled(mounted(page), numbers)
    page.get_by_role("button", name="Reset").click()
    page.wait_for_timeout(WRITTEN)
    if cls is not Training:  # its Reset keeps the settings and goes back to epoch 0
        assert shown(page) == cls().shown()
        assert page.url == before
    assert opened.complaints == []


def go(page, hash_):
    """Change the fragment, as a link within the page does."""
    page.evaluate("(hash) => { location.hash = hash; }", hash_)
    page.wait_for_function("(hash) => location.hash === hash", arg=hash_)


@pytest.mark.parametrize("cls", CLASSES)
def test_each_setting_is_taken_to_the_ends_of_its_range(explore, cls):
    page = explore(cls()).page
    other, traits = moved(cls), cls.class_traits()
    start = fragment(place(cls), {name: getattr(cls(), name) for name in other})
    for name in other:
        trait = traits[name]
        good, bad = [other[name]], ["", "x", "-1e3"]
        if isinstance(trait, Number) and name != "epoch":  # it would train so far
            good += [trait.low, trait.high]
            bad += [trait.low - 0.5, trait.high + 0.5]
        for value in good:
            go(page, fragment(place(cls), {name: value}))
            settled(page, cls(**{name: value}).shown())
            for wrong in bad:
                go(page, fragment(place(cls), {name: wrong}))
                assert shown(page) == cls(**{name: value}).shown(), wrong
        go(page, start)
        settled(page, cls().shown())


HOSTILE = [
    "#explore-slope?z=%E0%A4%A",
    "#%E0%A4%A",
    "#%",
    "#__proto__?z=1",
    "#explore-slope?__proto__=1&constructor=2",
    "#explore-slope?z=1e999;explore-slope",
    "#explore-slope?" + "z=2&" * 20_000,
    "#explore-slope?z=<img src=x onerror=alert(1)>",
    "#explore-growth?z=2;;;???&&&===",
]


@pytest.mark.parametrize("hash_", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_fragment_does_nothing(visit, site, hash_):
    seen = visit(f"{site}/book/01_sigmoid.html{hash_}")
    page = mounted(seen.page)
    slope = page.locator("#explore-slope [data-name=z]").first
    assert slope.text_content() == "2.00"
    assert seen.complaints == []


def test_two_of_a_kind_have_links_of_their_own(explore):
    opened = explore(Slope(), Growth(), Slope(2.0), **CLIPBOARD)
    page = opened.page
    new = at(page, "#explore-slope-2?z=3;explore-growth?h=0.5")
    zs = new.locator("output[data-name=z]")
    assert zs.all_text_contents()[0] == "1.00"
    assert new.locator("#explore-slope-2 [data-name=z]").first.text_content() == "3.00"
    assert new.locator("#explore-growth [data-name=h]").first.text_content() == "0.50"
    # The first one joins them in the address, in front; its own link has it alone.
    new.locator("#explore-slope input").focus()
    new.keyboard.press("End")
    new.wait_for_timeout(WRITTEN)
    places = re.findall(r"[#;]([\w-]+)\?", new.url)
    assert places == ["explore-slope", "explore-slope-2", "explore-growth"]
    new.locator("#explore-slope .lessons-copy").click()
    copied = new.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("page.html#explore-slope?z=6")
    assert opened.complaints == []


# In the book --------------------------------------------------------------------------

TOP = "document.getElementById('{}').getBoundingClientRect().top"


def where(page, id):
    return page.evaluate(TOP.format(id))


@pytest.mark.parametrize("width", [360, 1280])
def test_a_link_opens_the_page_at_its_figure(visit, site, width):
    seen = visit(f"{site}/book/01_sigmoid.html#explore-slope?z=-3", width=width)
    page = seen.page
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    assert -5 <= where(page, "explore-slope") <= 110
    slope = page.locator("#explore-slope")
    assert slope.locator("[data-name=z]").first.text_content() == "−3.00"
    # A reload leads to where the reader was.
    page.mouse.move(width / 2, 20)
    page.mouse.wheel(0, 400)
    page.wait_for_timeout(700)
    before = where(page, "explore-slope")
    assert before < -200
    page.reload()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    assert where(page, "explore-slope") == pytest.approx(before, abs=5)
    assert slope.locator("[data-name=z]").first.text_content() == "−3.00"
    assert seen.complaints == []


def test_a_link_within_the_page_moves_the_figure_and_back_leads_back(visit, site):
    seen = visit(f"{site}/book/01_sigmoid.html")
    page = mounted(seen.page)
    page.locator("article > section > section").nth(4).scroll_into_view_if_needed()
    page.mouse.move(600, 400)
    page.mouse.wheel(0, 500)
    page.wait_for_timeout(500)
    there = page.evaluate("scrollY")
    assert there > 1000
    page.evaluate(
        """() => {
        const link = document.createElement("a");
        link.href = "#explore-slope?z=4";
        link.textContent = "Look at the tail";
        document.querySelector("article").prepend(link);
        link.click();
        }"""
    )
    page.wait_for_timeout(700)
    assert -5 <= where(page, "explore-slope") <= 110
    slope = page.locator("#explore-slope [data-name=z]").first
    assert slope.text_content() == "4.00"
    page.go_back()
    page.wait_for_timeout(700)
    assert "#" not in page.url
    assert page.evaluate("scrollY") == pytest.approx(there, abs=40)
    assert seen.complaints == []


def test_the_name_of_a_figure_is_that_of_nothing_else(visit, site):
    found = []
    for path in sorted((HTML / "book").glob("[0-9]*.html")):
        page = visit(f"{site}/book/{path.name}").page
        ids = page.eval_on_selector_all("[id]", "(all) => all.map((e) => e.id)")
        figures = [id for id in ids if id.startswith("explore-")]
        assert len(figures) == len(set(figures)), path.name
        found += figures
        page.context.close()
    assert found
