"""The exercises of the rendered book, answered as a reader answers them.

Every exercise that stands on a page is tried with all its right answers and known
mistakes; new chapters need no new test. What is said is held to the exercise's own
words in Python.
"""

import json
import re
from itertools import starmap, zip_longest
from unicodedata import normalize

import pytest
from axe_playwright_python.sync_playwright import Axe

from lessons_pkg.exercises import catalogue
from lessons_pkg.interactive.exercise import store, typeset
from lessons_pkg.interactive.exercise.grade import goals_met, grade
from lessons_pkg.interactive.exercise.kinds import FIRST_COUNTS
from lessons_pkg.interactive.exercise.markup import ICONS, NAMES, blocks, marked

from .conftest import HTML, mounted

CHAPTERS = catalogue()
EXERCISES = {e.id: e for exercises in CHAPTERS.values() for e in exercises}
STATE = re.compile(
    r'data-module="exercise">\s*<script type="application/json">(.*?)</script>', re.S
)
PLACE = "from-sigmoid-to-backprop/progress"
PROGRESS = "book/progress.html"
# Give each exercise on the page its name, which stands in its state only.
NAME = """const all = document.querySelectorAll('[data-module="exercise"]');
for (const exercise of all) {
  const state = exercise.querySelector('script[type="application/json"]');
  exercise.id = JSON.parse(state.textContent).spec.id;
}"""
VERDICT = """(node) => [node.dataset.verdict ?? "",
  ...[...node.children].map((child) => child.textContent)]"""
SMALL = """() => [...document.querySelectorAll(
  ".lessons-exercise :is(button, label, input[type=text], input[type=range])"
)].filter((target) => {
  const { width, height } = target.getBoundingClientRect();
  return Math.min(width, height) < 24;
}).map((target) => target.outerHTML)"""


def specs_by_page():
    """Return {page: {exercise's id: its specification as it stands there}}."""
    pages = {}
    for path in sorted(HTML.glob("book/**/*.html")):
        states = STATE.findall(path.read_text("utf-8"))
        specs = [json.loads(state)["spec"] for state in states]
        if specs:
            name = path.relative_to(HTML).as_posix()
            pages[name] = {spec["id"]: spec for spec in specs}
    return pages


PAGES = specs_by_page()
each_page = pytest.mark.parametrize("name", PAGES)


def test_every_exercise_stands_in_the_book_as_it_is_now(site):
    found = {id: spec for specs in PAGES.values() for id, spec in specs.items()}
    assert found == {e.id: json.loads(json.dumps(e.spec)) for e in EXERCISES.values()}
    assert sum(map(len, PAGES.values())) == len(found)


# How a reader answers --------------------------------------------------------------


def card(page, id):
    """Return the exercise on the page."""
    return page.locator(f'[id="{id}"]')


def named(seen):
    """Give each exercise of a page its name, and return the page."""
    mounted(seen.page).evaluate(NAME)
    return seen.page


def answer(box, spec, given):
    """Give an answer with the mouse; a line of text is typed."""
    kind = spec["kind"]
    if kind in ("choice", "predict"):
        for i in given:
            box.locator(".lessons-option").nth(i).click()
    elif kind in ("numeric", "formula"):
        box.locator(".lessons-typed input").fill(given)
    elif kind == "order":
        for line in given:
            box.locator(f'[data-line="{line}"] button').click()
    elif kind == "find-bug":
        for name, i in given.items():
            box.locator(f'.lessons-option:has([name="{name}"])').nth(i).click()
    elif kind == "build":
        for control in spec["controls"]:
            set_by_mouse(slider(box, control), control, given[control["name"]])


def slider(box, control):
    return box.locator(f'.lessons-slider:has([data-name="{control["name"]}"]) input')


def set_by_mouse(track, control, value):
    """Click where a slider's track means about `value`; arrow keys do the rest."""
    part = (value - control["min"]) / (control["max"] - control["min"])
    size = track.bounding_box()
    # Not the very edge, where the label lies.
    x = min(max(part * size["width"], 4), size["width"] - 4)
    track.click(position={"x": x, "y": size["height"] / 2})
    missing = round((value - float(track.input_value())) / control["step"])
    assert abs(missing) <= 5
    for _ in range(abs(missing)):
        track.press("ArrowRight" if missing > 0 else "ArrowLeft")


def answer_by_keyboard(box, spec, given):
    """Give an answer with the keyboard alone, from the place where the focus is."""
    keyboard, kind = box.page.keyboard, spec["kind"]
    if kind in ("numeric", "formula"):
        tab_to(box.locator(".lessons-typed input"))
        keyboard.type(given)
    elif kind == "order":
        for line in given:
            tab_to(box.locator(f'[data-line="{line}"] button'))
            keyboard.press("Space")
    elif kind == "build":
        for control in spec["controls"]:
            tab_to(slider(box, control))
            keyboard.press("Home")
            steps = (given[control["name"]] - control["min"]) / control["step"]
            for _ in range(round(steps)):
                keyboard.press("ArrowRight")
    elif kind == "find-bug":
        for name, i in given.items():
            pick(box.locator(f'[name="{name}"]'), i)
    elif spec["several"]:
        for i in given:
            tab_to(box.get_by_role("checkbox").nth(i))
            keyboard.press("Space")
    else:
        pick(box.get_by_role("radio"), *given)


def pick(radios, i):
    tab_to(radios.first)
    radios.page.keyboard.press("Space")
    for _ in range(i):
        radios.page.keyboard.press("ArrowDown")


FOCUSED = "(node) => node === document.activeElement"
ABOVE = "(node) => Boolean(document.activeElement.compareDocumentPosition(node) & 2)"


def tab_to(target):
    """Press Tab, or Shift and Tab where it lies above, until the target has focus."""
    key = "Shift+Tab" if target.evaluate(ABOVE) else "Tab"
    for _ in range(400):
        if target.evaluate(FOCUSED):
            return
        target.page.keyboard.press(key)
    pytest.fail(f"Tab does not lead to {target}.")


def check(box):
    box.get_by_role("button", name="Check").click()


def said(box):
    """Return the verdict's name and the paragraphs that the reader sees of it."""
    return box.locator(".lessons-verdict").evaluate(VERDICT)


def words(text):
    """List the paragraphs of a marked text as a page shows them."""
    return [
        "".join(starmap(seen_of, marked(content))) if tag == "p" else content
        for tag, content in blocks(text)
    ]


def seen_of(tag, run):
    """Return the text of a run; a formula's is that of its MathML."""
    if tag != "math":
        return run
    formula, _, after = run.partition("$")
    return "".join(map(text_of, typeset.table()[formula])) + after


def text_of(tree):
    return tree if isinstance(tree, str) else "".join(map(text_of, tree[2:]))


def due(spec, name):
    """Return what `said` has to be after an answer: right, or a known mistake."""
    examples = EXERCISES[spec["id"]].examples()
    return judged(spec, next(given for mistake, given in examples if mistake == name))


def judged(spec, given):
    """Return what `said` has to be of an answer."""
    found = grade(spec, given)
    verdict = found["verdict"]
    first, *more = words(found["message"])
    return [verdict, f"{ICONS[verdict]} {NAMES[verdict]} {first}", *more]


def in_page(name):
    """List the exercises of a page that are answered in it."""
    return [spec for spec in PAGES[name].values() if spec["kind"] != "code"]


def rounds(name):
    """List rounds of (specification, mistake, answer), no exercise twice in a round."""
    lists = [
        [(spec, *example) for example in EXERCISES[spec["id"]].examples()]
        for spec in in_page(name)
    ]
    return [list(filter(None, one)) for one in zip_longest(*lists)]


def first_of_each_kind(name):
    kinds = {}
    for spec in in_page(name):
        kinds.setdefault((spec["kind"], spec.get("several")), spec)
    return list(kinds.values())


def right(spec):
    examples = EXERCISES[spec["id"]].examples()
    return next(given for mistake, given in examples if not mistake)


def kept(page):
    """Return the states that the browser keeps."""
    text = page.evaluate(f"localStorage.getItem('{PLACE}')")
    return store.from_text(text) if text else {}


def marks(page):
    """List the exercises that are marked as solved."""
    mounted(page).evaluate(NAME)
    return page.evaluate(
        """[...document.querySelectorAll('[data-module="exercise"]')].filter((e) =>
        e.querySelector(".lessons-mark").textContent === "✓ solved").map((e) => e.id)"""
    )


# Verdicts, hints, solutions --------------------------------------------------------


@each_page
def test_each_answer_gets_its_verdict_and_only_its_own_hint(visit, site, name):
    tried = {}
    for answers in rounds(name):
        seen = visit(f"{site}/{name}")
        page = named(seen)
        for spec, mistake, given in answers:
            box = card(page, spec["id"])
            answer(box, spec, given)
            check(box)
            assert said(box) == due(spec, mistake)
            state = "tried" if mistake else "solved"
            assert kept(page)[spec["id"]] == state
            tried.setdefault(spec["id"], set()).add(mistake)
        assert seen.complaints == []
        assert seen.strangers(site) == []
        page.context.close()
    assert tried == {
        spec["id"]: {"", *(w.name for w in EXERCISES[spec["id"]].wrong)}
        for spec in in_page(name)
    }


@each_page
def test_untouched_it_is_not_attempted_and_hints_come_one_at_a_time(visit, site, name):
    seen = visit(f"{site}/{name}")
    page = named(seen)
    for id, spec in PAGES[name].items():
        box = card(page, id)
        assert box.locator(".lessons-prompt > *").all_text_contents() == words(
            spec["prompt"]
        )
        if spec["kind"] == "code":
            assert box.get_by_role("button", name="Check").count() == 0
            assert spec["starter"] in box.locator("pre").all_text_contents()
            # What is far away has no inner text.
            assert spec["call"].replace("…", spec["name"]) in box.text_content()
        else:
            check(box)
            assert said(box)[0] == "not attempted"
            assert re.match("– (Choose|Type|Put|Move) ", said(box)[1])
        help, shown = box.locator(".lessons-hint"), []
        for hint in spec["hints"]:
            assert help.count() == len(shown)
            box.get_by_role("button", name="Hint", exact=True).click()
            shown.append("".join(words(hint)))
            assert help.all_text_contents() == shown
        box.get_by_role("button", name="Solution", exact=True).click()
        assert help.all_text_contents()[-1] == "".join(words(spec["solution"]))
        assert box.get_by_role("button", name=re.compile("Hint|Solution")).count() == 0
    # What is spoken of a slider is there from the start.
    spoken = page.locator(".lessons-exercise [aria-valuetext]").evaluate_all(
        "(nodes) => nodes.map((node) => node.getAttribute('aria-valuetext'))"
    )
    assert all(re.fullmatch(r"−?[\d.]+", text) for text in spoken)
    assert kept(page) == {}
    assert marks(page) == []
    assert seen.complaints == []
    assert seen.strangers(site) == []


@each_page
def test_with_the_keyboard_alone_every_exercise_can_be_solved(visit, site, name):
    seen = visit(f"{site}/{name}")
    page = named(seen)
    # From the top of the page downwards, by Tab, as the exercises stand there.
    for spec in in_page(name):
        box = card(page, spec["id"])
        answer_by_keyboard(box, spec, right(spec))
        if spec["kind"] in ("numeric", "formula"):
            page.keyboard.press("Enter")
        else:
            tab_to(box.get_by_role("button", name="Check"))
            page.keyboard.press("Space")
        assert said(box) == due(spec, "")
    assert marks(page) == [spec["id"] for spec in in_page(name)]
    assert seen.complaints == []


def bring_near(place):
    """Scroll until a place is laid out, as what is far away from the screen is not."""
    for _ in range(200):
        place.scroll_into_view_if_needed()
        if place.inner_text():
            return
        place.page.wait_for_timeout(50)


def bare(text):
    """Return a text without spaces, its formulas' letters upright."""
    return re.sub(r"\s", "", normalize("NFKC", text))


@each_page
def test_without_a_script_hints_and_solution_are_folded(visit, site, name):
    page = visit(f"{site}/{name}", java_script_enabled=False).page
    fallbacks = page.locator('[data-module="exercise"] .lessons-fallback').all()
    assert len(fallbacks) == len(PAGES[name])
    for fallback, spec in zip(fallbacks, PAGES[name].values(), strict=True):
        texts = map(typeset.plain, [*spec["hints"], spec["solution"], spec["prompt"]])
        *help, prompt = map(words, texts)
        bring_near(fallback)
        whole, seen = bare(fallback.text_content()), bare(fallback.inner_text())
        assert all(bare(part) in whole for parts in help for part in parts)
        assert bare(prompt[0]) in seen
        assert "Runthiscell" not in seen
        assert fallback.locator("details[open]").count() == 0
        assert not any(bare(parts[-1]) in seen for parts in help)
        assert fallback.locator("summary").first.inner_text() == "Hint"


@each_page
def test_a_verdict_goes_when_the_answer_changes(visit, site, name):
    page = named(visit(f"{site}/{name}"))
    for spec in first_of_each_kind(name):
        if spec["kind"] == "predict":
            continue
        box = card(page, spec["id"])
        check(box)
        assert said(box)[0] == "not attempted"
        answer(box, spec, right(spec))
        assert said(box) == [""]


def buttons(box):
    return box.get_by_role("button").all_text_contents()


def left(spec):
    """List the buttons that are left when something was predicted."""
    return ["Another one"] if "members" in spec else []


def test_what_was_predicted_cannot_be_predicted_again(visit, site):
    for name in PAGES:
        for spec in in_page(name):
            if spec["kind"] == "predict":
                box = card(named(visit(f"{site}/{name}")), spec["id"])
                answer(box, spec, right(spec))
                check(box)
                assert all(r.is_disabled() for r in box.get_by_role("radio").all())
                assert buttons(box) == left(spec)
                return
    pytest.fail("The book has no Predict.")


def test_what_was_predicted_in_one_tab_counts_in_every_other(visit, site):
    name = "book/02_chain_rule.html"
    spec = next(s for s in in_page(name) if s["kind"] == "predict")
    seen = visit(f"{site}/{name}")
    box = card(named(seen), spec["id"])
    examples = EXERCISES[spec["id"]].examples()
    answer(box, spec, next(given for mistake, given in examples if mistake))
    check(box)
    assert FIRST_COUNTS not in said(box)
    other = seen.page.context.new_page()
    other.goto(f"{site}/{name}")
    box = card(named(type(seen)(other)), spec["id"])
    answer(box, spec, right(spec))
    check(box)
    assert said(box) == [*due(spec, ""), FIRST_COUNTS]
    assert kept(other) == {spec["id"]: "tried"}
    assert seen.complaints == []


@each_page
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_after_mistakes_a_phone_shows_all_of_it_to_everybody(visit, site, name, dark):
    seen = visit(f"{site}/{name}", width=360, dark=dark)
    page = named(seen)
    for spec, _, given in rounds(name)[1]:
        box = card(page, spec["id"])
        answer(box, spec, given)
        check(box)
    for button in page.get_by_role("button", name="Hint", exact=True).all()[::-1]:
        button.click()
    assert page.evaluate(SMALL) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert seen.complaints == []
    found = Axe().run(page, {"include": [[".lessons-exercise"]]}).response
    serious = [
        (rule["id"], [node["target"] for node in rule["nodes"]])
        for rule in found["violations"]
        if rule["impact"] in ("serious", "critical")
    ]
    assert serious == []


# Families --------------------------------------------------------------------------


def families(name):
    """List the families that stand on a page."""
    found = [EXERCISES[spec["id"]] for spec in in_page(name)]
    return [exercise for exercise in found if len(exercise.members) > 1]


def by_keyboard(box, spec, given):
    answer_by_keyboard(box, spec, given)
    if spec["kind"] in ("numeric", "formula"):
        box.page.keyboard.press("Enter")
    else:
        press(box, "Check")


def press(box, name):
    """Go to a button with the keyboard and press it."""
    tab_to(box.get_by_role("button", name=name))
    box.page.keyboard.press("Space")


def asked(box):
    return box.locator(".lessons-prompt > *").all_text_contents()


@pytest.mark.parametrize("means", ["mouse", "keyboard"])
@each_page
def test_another_one_asks_the_next_and_after_the_last_the_first(
    visit, site, name, means
):
    seen = visit(f"{site}/{name}")
    page = named(seen)
    for family in families(name):
        box = card(page, family.id)
        for turn, member in enumerate(family.members):
            spec = member.spec
            assert asked(box) == words(spec["prompt"])
            # The first is solved; of the others each known mistake has its turn.
            examples = member.examples()
            _, given = examples[turn % len(examples)] if turn else examples[0]
            if means == "mouse":
                answer(box, spec, given)
                check(box)
            else:
                by_keyboard(box, spec, given)
            assert said(box) == judged(spec, given)
            if means == "mouse":
                box.get_by_role("button", name="Another one").click()
            else:
                press(box, "Another one")
                assert box.locator(".lessons-prompt").evaluate(FOCUSED)
            assert said(box) == [""]
            assert box.locator(".lessons-hint").count() == 0
        assert asked(box) == words(family.members[0].spec["prompt"])
    # Progress counts the exercise, and what was solved stays so.
    assert kept(page) == {family.id: "solved" for family in families(name)}
    assert seen.complaints == []


@each_page
def test_another_one_is_offered_when_one_is_done(visit, site, name):
    page = named(visit(f"{site}/{name}"))
    for family in families(name):
        box = card(page, family.id)
        assert "Another one" not in buttons(box)
        for _ in [*family.spec["hints"], family.spec["solution"]]:
            box.get_by_role("button", name=re.compile("Hint|Solution")).click()
        assert "Another one" in buttons(box)


@pytest.mark.parametrize("scheme", ["http", "file"])
@each_page
def test_a_reload_keeps_which_one_was_asked_and_its_answer(visit, site, name, scheme):
    origin = site if scheme == "http" else HTML.as_uri()
    seen = visit(f"{origin}/{name}")
    page = named(seen)
    turns = {}
    for i, family in enumerate(families(name)):
        box = card(page, family.id)
        solve(page, family.spec)
        turns[family.id] = 1 + i % (len(family.members) - 1)
        for _ in range(turns[family.id]):
            box.get_by_role("button", name="Another one").click()
        member = family.members[turns[family.id]]
        answer(box, member.spec, member.examples()[-1][1])
        if i % 2:
            check(box)
    page.reload()
    named(seen)
    for i, family in enumerate(families(name)):
        member = family.members[turns[family.id]]
        box, given = card(page, family.id), member.examples()[-1][1]
        assert asked(box) == words(member.spec["prompt"])
        assert said(box) == (judged(member.spec, given) if i % 2 else [""])
        if not i % 2:
            check(box)
        assert said(box) == judged(member.spec, given)
        # It has been solved before, so there is another one.
        assert "Another one" in buttons(box)
    assert seen.complaints == []
    # Another tab begins with the first.
    other = page.context.new_page()
    other.goto(f"{origin}/{name}")
    for family in families(name):
        first = words(family.members[0].spec["prompt"])
        assert asked(card(named(type(seen)(other)), family.id)) == first


# Progress --------------------------------------------------------------------------


@pytest.fixture
def name():
    """Return the page with the most kinds, for what is the same on every page."""
    return max(PAGES, key=lambda page: len({s["kind"] for s in in_page(page)}))


def solve(page, *specs):
    mounted(page).evaluate(NAME)
    for spec in specs:
        box = card(page, spec["id"])
        answer(box, spec, right(spec))
        check(box)
        assert said(box)[0] == "correct"


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_a_reload_and_going_back_keep_what_was_solved_and_the_answers(
    visit, site, name, scheme
):
    origin = site if scheme == "http" else HTML.as_uri()
    seen = visit(f"{origin}/{name}")
    specs = first_of_each_kind(name)
    solve(seen.page, *specs)
    seen.page.reload()
    assert set(marks(seen.page)) == {spec["id"] for spec in specs}
    seen.page.goto(f"{origin}/{PROGRESS}")
    seen.page.go_back()
    named(seen)
    for spec in specs:
        box = card(seen.page, spec["id"])
        assert said(box) == due(spec, "")
        if spec["kind"] == "predict":
            assert all(r.is_disabled() for r in box.get_by_role("radio").all())
            assert buttons(box) == left(spec)
            assert box.locator(".lessons-right").count() == 1
            continue
        check(box)
        assert said(box) == due(spec, "")
    assert kept(seen.page) == {spec["id"]: "solved" for spec in specs}
    assert seen.complaints == []
    assert seen.strangers(origin) == []


def test_what_was_typed_and_not_checked_is_there_after_a_reload(visit, site, name):
    seen = visit(f"{site}/{name}")
    specs = [s for s in first_of_each_kind(name) if s["kind"] != "predict"]
    for spec in specs:
        answer(card(named(seen), spec["id"]), spec, right(spec))
    seen.page.reload()
    for spec in specs:
        box = card(named(seen), spec["id"])
        assert said(box) == [""]
        check(box)
        assert said(box) == due(spec, "")
    # Another tab begins anew.
    other = seen.page.context.new_page()
    other.goto(f"{site}/{name}")
    for spec in specs:
        box = card(named(type(seen)(other)), spec["id"])
        check(box)
        assert said(box)[0] == "not attempted"
    assert seen.complaints == []


DRAFTS = "from-sigmoid-to-backprop/drafts"


def test_a_draft_that_does_not_fit_is_overlooked(visit, site, name):
    seen = visit(f"{site}/{name}")
    page = named(seen)
    specs = first_of_each_kind(name)
    for bad in ("{", "7", '{"of": 1}', "null", None):
        for spec in specs:
            size = page.evaluate("(spec) => JSON.stringify(spec).length", spec)
            odd = [7, "x", {"y": {}}, [99], None][len(spec["id"]) % 5]
            text = bad or json.dumps({"of": size, "answer": odd, "checked": True})
            page.evaluate(
                "([place, text]) => sessionStorage.setItem(place, text)",
                [f"{DRAFTS}/{spec['id']}", text],
            )
        page.reload()
        named(seen)
        for spec in specs:
            box = card(page, spec["id"])
            assert box.locator(".lessons-exercise").count() == 1
    assert seen.complaints == []


def test_a_goal_is_ticked_as_it_is_met(visit, site, name):
    page = named(visit(f"{site}/{name}"))
    spec = next(s for s in in_page(name) if s["kind"] == "build")
    box = card(page, spec["id"])
    items = box.locator(".lessons-goals li")
    goals = len(spec["goals"])

    def ticks():
        return ["✓" in text for text in items.all_text_contents()]

    start = {c["name"]: c["start"] for c in spec["controls"]}
    assert ticks() == goals_met(spec["goals"], start)
    assert not all(ticks())
    answer(box, spec, right(spec))
    assert ticks() == [True] * goals


def test_a_spare_line_is_added_by_a_tap_anywhere_on_it(visit, site):
    name, spec = next(
        (name, s) for name in PAGES for s in in_page(name) if s["kind"] == "order"
    )
    page = named(visit(f"{site}/{name}", width=360, has_touch=True))
    box = card(page, spec["id"])
    line = box.locator(f'[data-line="{right(spec)[0]}"]')
    line.scroll_into_view_if_needed()
    size = line.bounding_box()
    page.touchscreen.tap(size["x"] + size["width"] - 12, size["y"] + size["height"] / 2)
    program = box.locator("ol.lessons-lines > li[data-line]")
    assert program.get_attribute("data-line") == str(right(spec)[0])
    # A line is broken between words only, and nothing of it is hidden.
    wide = box.locator(".lessons-lines code").evaluate_all(
        "(nodes) => nodes.filter((node) => node.scrollWidth > node.clientWidth).length"
    )
    assert wide == 0
