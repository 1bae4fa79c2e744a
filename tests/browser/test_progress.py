"""The reader's progress in the rendered book: kept, shown, taken along, never lost.

What a browser may do to it is done here: it keeps nothing, is full, has two tabs open,
translates the page, holds a damaged text or a newer version's.
"""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from lessons_pkg.interactive.exercise import store

from .conftest import HTML
from .test_exercise import (
    CHAPTERS,
    EXERCISES,
    PAGES,
    PLACE,
    answer,
    card,
    first_of_each_kind,
    in_page,
    kept,
    marks,
    named,
    right,
    said,
)
from .test_lab import Notebook, put
from .test_pages import PAGES as ALL_PAGES
from .test_pages import POLICY, WINDOWS, typeset

CHAPTER = next(iter(PAGES))
PROGRESS = "book/progress.html"
SHARED = json.loads((HTML.parents[1] / "tests/front/progress.json").read_text("utf-8"))
NEWER = store.to_text({}).replace('"version": 1', '"version": 2')
# What a browser may do that keeps nothing: a full disk, and strict settings.
NO_STORAGE = {
    "full": "Storage.prototype.setItem = () => { throw new DOMException('full'); }",
    "forbidden": "Object.defineProperty(window, 'localStorage', "
    "{ get() { throw new DOMException('no', 'SecurityError'); } })",
    "missing": "Object.defineProperty(window, 'localStorage', { value: null })",
}
# As browsers translate: every text, also of what comes later, is another one, in an
# element of its own.
TRANSLATE = """() => {
  const translate = (root) => {
    const texts = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      if (text.parentElement?.closest("script, style, font, math")) continue;
      if (!text.data.trim()) continue;
      const font = document.createElement("font");
      text.replaceWith(font);
      font.textContent = `«${text.data}»`;
    }
  };
  translate(document.body);
  new MutationObserver((changes) => {
    for (const change of changes) translate(change.target);
  }).observe(document.body, { childList: true, subtree: true });
}"""


def solve(page, *specs):
    named_page(page)
    for spec in specs:
        box = card(page, spec["id"])
        answer(box, spec, right(spec))
        box.locator("button[type=submit]").click()
        assert said(box)[0] == "correct"


def named_page(page):
    """Give each exercise of a page its name, and return the page."""
    return named(type("Seen", (), {"page": page}))


def keep(page, text):
    """Put a text where the browser keeps the progress, and come back to the page."""
    page.evaluate("([place, text]) => localStorage.setItem(place, text)", [PLACE, text])
    page.reload()


def line(page):
    """Return the line that says what hinders keeping."""
    return page.locator(".unkept")


# Kept ------------------------------------------------------------------------------


def test_two_tabs_keep_what_both_have_solved(visit, site):
    first, second, *_ = first_of_each_kind(CHAPTER)
    seen = visit(f"{site}/{CHAPTER}")
    other = seen.page.context.new_page()
    other.goto(f"{site}/{CHAPTER}")
    solve(seen.page, first)
    card(named_page(other), first["id"]).get_by_text("✓ solved").wait_for()
    solve(other, second)
    card(seen.page, second["id"]).get_by_text("✓ solved").wait_for()
    both = {first["id"]: "solved", second["id"]: "solved"}
    assert kept(seen.page) == kept(other) == both
    assert seen.complaints == []


def test_a_tab_that_could_not_keep_does_not_erase_what_another_kept(visit, site):
    first, second, third, *_ = first_of_each_kind(CHAPTER)
    seen = visit(f"{site}/{CHAPTER}")
    page = seen.page
    other = page.context.new_page()
    other.goto(f"{site}/{CHAPTER}")
    full = NO_STORAGE["full"]
    page.evaluate(f"window.setItem = Storage.prototype.setItem; {full}; null")
    solve(page, first)
    assert card(page, first["id"]).get_by_text("solved, not saved").is_visible()
    assert line(page).is_visible()
    solve(other, second)
    page.evaluate("Storage.prototype.setItem = window.setItem; null")
    solve(page, third)
    assert kept(page) == {e["id"]: "solved" for e in (first, second, third)}
    assert len(marks(page)) == 3
    assert not line(page).is_visible()


# Not kept --------------------------------------------------------------------------


@pytest.mark.parametrize("trouble", NO_STORAGE)
def test_every_page_says_at_once_where_the_browser_keeps_nothing(visit, site, trouble):
    seen = visit("about:blank")
    seen.page.add_init_script(NO_STORAGE[trouble])
    for name in [*ALL_PAGES, "search.html"]:
        seen.page.goto(f"{site}/{name}")
        line(seen.page).wait_for(timeout=5000)
        words = line(seen.page).get_by_role("status").text_content()
        assert words == (
            "Your progress is not kept by this browser: export it before you leave."
        )
        line(seen.page).get_by_role("link").click()
        seen.page.wait_for_url(f"**/{PROGRESS}")
    assert seen.complaints == []


@pytest.mark.parametrize("trouble", NO_STORAGE)
def test_what_is_not_kept_is_said_and_can_be_exported_from_the_page(
    visit, site, trouble
):
    seen = visit("about:blank")
    page = seen.page
    page.add_init_script(NO_STORAGE[trouble])
    page.goto(f"{site}/{CHAPTER}")
    first, second, *_ = first_of_each_kind(CHAPTER)
    solve(page, first, second)
    assert page.get_by_text("✓ solved, not saved").count() == 2
    assert marks(page) == []
    with page.expect_download() as download:
        line(page).get_by_role("button", name="Export").click()
    exported = store.from_text(download.value.path().read_text("utf-8"))
    assert exported == {first["id"]: "solved", second["id"]: "solved"}
    line(page).get_by_role("button", name="Close").click()
    assert not line(page).is_visible()
    page.reload()
    assert page.get_by_text("✓ solved").count() == 0
    assert line(page).is_visible()
    page.emulate_media(media="print")
    assert not line(page).is_visible()
    assert seen.complaints == []


def test_a_newer_versions_progress_is_left_alone(visit, site):
    seen = visit(f"{site}/{CHAPTER}")
    page = seen.page
    keep(page, NEWER)
    assert "newer version" in line(page).text_content()
    first = first_of_each_kind(CHAPTER)[0]
    solve(page, first)
    assert card(page, first["id"]).get_by_text("solved, not saved").is_visible()
    page.goto(f"{site}/{PROGRESS}")
    forget = page.get_by_role("button", name="Forget all")
    forget.click()
    page.get_by_role("button", name="Really forget all?").click()
    assert page.get_by_text("It could not be forgotten.").is_visible()
    assert page.evaluate(f"localStorage.getItem('{PLACE}')") == NEWER
    assert seen.complaints == []


def test_damaged_storage_is_said_and_set_aside_before_anything_is_kept(visit, site):
    seen = visit(f"{site}/{CHAPTER}")
    page = seen.page
    specs = first_of_each_kind(CHAPTER)
    damages = ["{", '{"format": 1}', "<script>window.bad = 1</script>"]
    for i, (text, spec) in enumerate(zip(damages, specs, strict=False), 1):
        keep(page, text)
        assert "is damaged" in line(page).text_content()
        assert page.evaluate(f"localStorage.getItem('{PLACE}')") == text
        solve(page, spec)
        assert kept(page) == {spec["id"]: "solved"}
        assert not line(page).is_visible()
        aside = f"{PLACE}/damaged" + (f"-{i}" if i > 1 else "")
        assert page.evaluate(f"localStorage.getItem('{aside}')") == text
    assert page.evaluate("window.bad") is None
    assert seen.complaints == []


@pytest.mark.parametrize(("width", "dark"), WINDOWS)
def test_the_line_is_small_and_for_everybody(visit, site, width, dark):
    seen = visit("about:blank", width=width, height=740, dark=dark)
    seen.page.add_init_script(NO_STORAGE["forbidden"])
    seen.page.goto(f"{site}/{CHAPTER}")
    line(seen.page).wait_for()
    box = line(seen.page).bounding_box()
    assert box["height"] <= 110
    assert box["y"] + box["height"] == 740
    for button in line(seen.page).get_by_role("button").all():
        size = button.bounding_box()
        assert min(size["width"], size["height"]) >= 24
    # Nothing lies above it, and at the very end of the page nothing below it.
    on_top = """([x, y]) => document.elementFromPoint(x, y).closest(".unkept")"""
    for x in range(5, width, width // 20):
        assert seen.page.evaluate(f"!!({on_top})([{x}, {box['y'] + 10}])"), x
    seen.page.wait_for_function(
        """() => {
        scrollTo(0, document.body.scrollHeight);
        const box = (name) => document.querySelector(name).getBoundingClientRect();
        return box(".bottom-of-page").bottom <= box(".unkept").top; }"""
    )
    found = Axe().run(seen.page, {"include": [[".unkept"]]}).response["violations"]
    assert [r["id"] for r in found if r["impact"] in ("serious", "critical")] == []


# Counted ---------------------------------------------------------------------------


def counts(page):
    """Return {page's title: what is shown beside its link in the contents}."""
    return {
        count.locator("xpath=..").evaluate("(a) => a.firstChild.data"): (
            count.text_content(),
            count.get_attribute("aria-label"),
        )
        for count in page.locator(".sidebar-tree .solved").all()
    }


def places(page):
    """Return where each link of the contents stands, and the page's title."""
    return page.evaluate(
        """[...document.querySelectorAll(".sidebar-tree a, h1")].map((node) => {
        const { x, y, width, height } = node.getBoundingClientRect();
        return [x, y, width, height]; })"""
    )


@pytest.mark.parametrize("scheme", ["http", "file", "policy"])
def test_the_contents_count_what_is_solved_and_nothing_moves(visit, site, scheme):
    origin = HTML.as_uri() if scheme == "file" else site
    seen = visit("about:blank")
    page = seen.page
    if scheme == "policy":
        page.context.route(
            "**/*.html*",
            lambda route: route.fulfill(
                response=(reply := route.fetch()),
                headers={**reply.headers, "Content-Security-Policy": POLICY},
            ),
        )
    page.goto(f"{origin}/{CHAPTER}")
    typeset(page)
    before = places(page)
    assert counts(page) == {}
    specs = in_page(CHAPTER)
    code = len(PAGES[CHAPTER]) - len(specs)
    solve(page, *specs[:2])
    words = f"Solved: 2 of {len(specs)} here, in the notebook: 0 of {code}"
    expected = [(f"2/{len(specs)}", words)]
    assert list(counts(page).values()) == expected
    page.evaluate("scrollTo(0, 0)")
    assert places(page) == before
    # On every page, also where there is no exercise.
    page.goto(f"{origin}/book/glossary.html")
    assert list(counts(page).values()) == expected
    assert page.locator(".solved").is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".solved").is_visible()
    assert seen.complaints == []
    assert seen.strangers(origin) == []


def test_what_a_notebook_checked_is_counted_apart(visit, site):
    seen = visit(f"{site}/{CHAPTER}")
    page = seen.page
    code = [spec["id"] for spec in PAGES[CHAPTER].values() if spec["kind"] == "code"]
    here = [spec["id"] for spec in in_page(CHAPTER)]
    keep(page, store.to_text(dict.fromkeys([*here, code[0]], "solved")))
    ((shown, words),) = counts(page).values()
    assert shown == f"{len(here)}/{len(here)} + 1"
    assert words.endswith(f"in the notebook: 1 of {len(code)}")
    page.goto(f"{site}/{PROGRESS}")
    row = page.get_by_role("row", name=next(iter(CHAPTERS)))
    assert row.locator("td").first.text_content() == (
        f"{len(here)} of {len(here)} here, in the notebook: 1 of {len(code)}"
    )
    assert seen.complaints == []


def test_the_contents_follow_another_tab_and_the_way_back(visit, site):
    seen = visit(f"{site}/book/glossary.html")
    other = seen.page.context.new_page()
    other.goto(f"{site}/{CHAPTER}")
    solve(other, in_page(CHAPTER)[0])
    seen.page.locator(".sidebar-tree .solved").wait_for()
    assert counts(seen.page) == counts(other)
    other.goto(f"{site}/{PROGRESS}")
    other.get_by_role("button", name="Forget all").click()
    other.get_by_role("button", name="Really forget all?").click()
    seen.page.locator(".sidebar-tree .solved").wait_for(state="detached")
    assert counts(other) == {}


# Translated ------------------------------------------------------------------------


def test_on_a_translated_page_one_press_does_not_forget_everything(visit, site):
    seen = visit(f"{site}/{PROGRESS}")
    page = seen.page
    id = next(iter(EXERCISES))
    keep(page, store.to_text({id: "solved"}))
    page.evaluate(TRANSLATE)
    forget = page.locator(".lessons-progress button").last
    assert "«Forget all»" in forget.text_content()
    forget.click()
    page.wait_for_timeout(100)
    assert kept(page) == {id: "solved"}
    assert "«Really forget all?»" in forget.text_content()
    page.locator(".lessons-progress button").first.focus()
    page.wait_for_timeout(100)
    assert "«Forget all»" in forget.text_content()
    forget.click()
    page.wait_for_timeout(100)
    assert kept(page) == {id: "solved"}
    forget.click()
    assert kept(page) == {}
    assert seen.complaints == []


def test_a_double_click_and_a_key_held_down_are_one_press(visit, site):
    page = visit(f"{site}/{PROGRESS}").page
    id = next(iter(EXERCISES))
    keep(page, store.to_text({id: "solved"}))
    page.get_by_role("button", name="Forget all").dblclick()
    assert kept(page) == {id: "solved"}
    page.reload()
    page.get_by_role("button", name="Forget all").focus()
    for _ in range(5):
        page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    assert kept(page) == {id: "solved"}
    page.keyboard.press("Enter")
    assert kept(page) == {}


def test_on_a_translated_page_exercises_are_solved_and_kept(visit, site):
    seen = visit(f"{site}/{CHAPTER}")
    page = named(seen)
    page.evaluate(TRANSLATE)
    specs = first_of_each_kind(CHAPTER)
    solve(page, *specs)
    assert kept(page) == {spec["id"]: "solved" for spec in specs}
    for spec in specs:
        mark = card(page, spec["id"]).locator(".lessons-mark")
        assert mark.text_content() == "«✓ solved»"
    assert seen.complaints == []


# Taken along -----------------------------------------------------------------------

GOOD = store.to_text(dict.fromkeys(EXERCISES, "tried"))


def import_text(page, text):
    """Import a file with this text; return what is said then."""
    status = page.locator(".lessons-progress [role=status]")
    status.evaluate("(node) => { node.textContent = ''; }")
    file = {"name": "p.json", "mimeType": "application/json", "buffer": text.encode()}
    page.locator("input[type=file]").set_input_files(file)
    page.wait_for_function("document.querySelector('[role=status]').textContent")
    return status.text_content()


def table(page):
    return page.locator(".lessons-progress table").text_content()


def test_progress_is_exported_imported_and_forgotten(visit, site):
    seen = visit(f"{site}/{PROGRESS}")
    page, (solved, *_) = seen.page, EXERCISES
    empty = table(page)
    assert all(chapter in empty for chapter in CHAPTERS)
    states = {**dict.fromkeys(EXERCISES, "tried"), solved: "solved"}
    text = store.to_text({**states, "sigmoid.gone": "solved"})
    count = len(EXERCISES)
    assert import_text(page, text) == (
        f"Read: {count} of {count + 1} exercises. This book does not have the other 1."
    )
    full = table(page)
    assert full != empty
    for chapter, exercises in CHAPTERS.items():
        row = page.get_by_role("row", name=chapter).locator("td").all_text_contents()
        of = [states[e.id] for e in exercises]
        code = sum(e.kind == "code" for e in exercises)
        words = f"{of.count('solved')} of {len(of) - code}"
        words += f" here, in the notebook: 0 of {code}" if code else ""
        assert row == [words, f"{of.count('tried')}"]

    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    exported = download.value.path().read_text("utf-8")
    assert exported == store.to_text(states)

    # Forgetting needs two presses, and another control in between calms it.
    forget = page.get_by_role("button", name=re.compile("orget"))
    forget.click()
    page.get_by_role("button", name="Export").focus()
    assert forget.text_content() == "Forget all"
    assert table(page) == full
    forget.click()
    forget.click()
    assert table(page) == empty
    assert kept(page) == {}

    import_text(page, exported)
    assert table(page) == full
    assert kept(page) == states
    assert seen.complaints == []
    assert seen.strangers(site) == []


def test_a_damaged_or_hostile_file_is_refused_in_words(visit, site):
    seen = visit(f"{site}/{PROGRESS}")
    page = seen.page
    import_text(page, GOOD)
    before, states = table(page), kept(page)
    refused = [example for example in SHARED if "error" in example]
    for example in refused:
        text = example["text"]
        text = text if isinstance(text, str) else text[0] * text[1]
        assert import_text(page, text) == example["error"], example["about"]
        assert (table(page), kept(page)) == (before, states)
    huge = import_text(page, GOOD + 3_000_000 * " ")
    assert huge == "This is too large to be a progress file."
    assert page.evaluate("window.bad") is None
    assert page.evaluate("({}).x === undefined && ({})['x.y'] === undefined")
    assert page.locator(".lessons-progress :is(img, script)").count() == 0
    assert seen.complaints == []


def test_in_jupyterlab_python_does_the_same_and_says_so(visit, lab):
    put(lab, "mine.ipynb", ["from lessons_pkg import progress", "progress.show()"])
    notebook = Notebook(visit, lab, "mine.ipynb")
    notebook.run_all()
    page, (id, *_) = notebook.page, EXERCISES
    status = page.locator(".lessons-progress [role=status]")
    row = page.locator(".lessons-progress tbody tr").first
    total = len(next(iter(CHAPTERS.values())))
    text = store.to_text({id: "solved", "sigmoid.gone": "tried"})
    for _ in range(2):
        file = {"name": "p.json", "mimeType": "", "buffer": text.encode()}
        page.locator(".lessons-progress input[type=file]").set_input_files(file)
        expect(status).to_have_text(
            "Read: 1 of 2 exercises. This book does not have the other 1."
        )
        # In a notebook all of them can be done.
        expect(row.locator("td").first).to_have_text(f"1 of {total}")
    page.get_by_role("button", name="Forget all").click()
    page.get_by_role("button", name="Really forget all?").click()
    expect(status).to_have_text("Your progress is empty now.")
    expect(row.locator("td").first).to_have_text(f"0 of {total}")
    notebook.assert_quiet()
