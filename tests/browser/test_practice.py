"""Practice over a month, with a clock of our own: what was solved is asked again."""

import json
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from lessons_pkg import progress
from lessons_pkg.exercises import catalogue
from lessons_pkg.interactive.exercise import store

from .conftest import HTML
from .test_exercise import PLACE, SMALL, answer, check, judged, said, words

PRACTICE = "book/practice.html"
PROGRESS = "book/progress.html"
NAMES = [
    "sigmoid.which-z",
    "sigmoid.derivative-in-a",
    "chain_rule.two-links",
    "chain_rule.sigmoid-of-line",
    "value.way-back-by-hand",
]
EXERCISES = {e.id: e for page in catalogue().values() for e in page}
MEMBERS = {
    "\n".join(words(member.spec["prompt"])): (id, turn, member)
    for id in NAMES
    for turn, member in enumerate(EXERCISES[id].members)
}
MINUTE = 60_000
DAY = 24 * 60 * MINUTE
MONDAY = 1_767_600_000_000  # 5 January 2026, in the morning


def practice(seen, site, now):
    """Open the page at a time."""
    seen.page.clock.set_fixed_time(now / 1000)
    seen.page.goto(f"{site}/{PRACTICE}")
    box = seen.page.locator(".lessons-practice")
    box.wait_for()
    return box


def solved(seen, site, names):
    """Let the browser have solved some exercises."""
    seen.page.goto(f"{site}/{PRACTICE}")
    text = store.to_text(dict.fromkeys(names, "solved"))
    seen.page.evaluate("([p, t]) => localStorage.setItem(p, t)", [PLACE, text])


def told(box):
    return box.locator("> p").inner_text()


def asked(box):
    """Return the id, the turn and the member that is asked."""
    prompt = box.locator(".lessons-prompt > *").all_text_contents()
    return MEMBERS["\n".join(prompt)]


def press(box, name):
    box.get_by_role("button", name=name).click()


def start(box):
    """Begin a session; the page fetches the exercises first."""
    press(box, "Start")
    box.locator(".lessons-exercise").wait_for()


def reply(box, right=True):
    """Answer what is asked, and return its id and turn."""
    id, turn, member = asked(box)
    examples = member.examples()
    given = examples[0][1] if right else examples[1][1]
    answer(box, member.spec, given)
    check(box)
    assert said(box) == judged(member.spec, given)
    return id, turn


def session(box, wrong=()):
    """Take one session and return what was asked; some is wrong at first."""
    listed, wrong = [], set(wrong)
    start(box)
    while box.get_by_role("button", name="Start").count() == 0:
        if box.locator(".lessons-exercise").count() == 0:
            break
        id, turn = reply(box, right=asked(box)[0] not in wrong)
        wrong.discard(id)
        listed.append((id, turn))
        press(box, "Next")
    return listed


def kept(page):
    return store.progress_from(page.evaluate(f"localStorage.getItem('{PLACE}')"))


def test_over_a_month_each_is_asked_when_it_is_due_with_other_numbers(visit, site):
    seen = visit("about:blank")
    solved(seen, site, NAMES)
    days = {}
    for day in range(31):
        box = practice(seen, site, MONDAY + day * DAY)
        if box.get_by_role("button", name="Start").count() == 0:
            assert "is due" in told(box)
            continue
        listed = session(box, wrong=["sigmoid.which-z"] if day == 0 else [])
        for id, turn in listed:
            days.setdefault(id, []).append((day, turn))
    for id in NAMES[1:]:
        # The intervals of FSRS for what is right each time.
        assert [day for day, _ in days[id]] == [0, 3, 17], id
    # What was wrong came back in the session and on the next day.
    which = days["sigmoid.which-z"]
    assert [day for day, _ in which][:3] == [0, 0, 1]
    assert len(which) > 3
    assert all(a != b for (_, a), (_, b) in pairwise(which))
    # Never first the numbers that the chapter has.
    assert all(days[id][0][1] == 1 for id in NAMES if len(EXERCISES[id].members) > 1)
    states, reviews = kept(seen.page)
    assert states == dict.fromkeys(NAMES, "solved")
    assert {id: len(text.split()) for id, text in reviews.items()} == {
        id: len({day for day, _ in listed}) for id, listed in days.items()
    }
    assert seen.complaints == []
    assert seen.strangers(site) == []


def test_chapters_are_mixed_and_what_was_wrong_comes_at_the_end(visit, site):
    seen = visit("about:blank")
    solved(seen, site, NAMES)
    box = practice(seen, site, MONDAY)
    assert told(box).startswith("5 exercises can be asked again today.")
    listed = session(box, wrong=NAMES[:1])
    ids = [id for id, _ in listed]
    assert ids[0] == ids[-1] == NAMES[0]
    first = [id.split(".")[0] for id in ids[:3]]
    assert first == ["sigmoid", "chain_rule", "value"]
    assert told(box).startswith("4 of 5 exercises right at once.")
    assert "Nothing is due today. The next exercise is due tomorrow." in told(box)


def test_after_ten_minutes_it_is_over_and_the_rest_waits(visit, site):
    seen = visit("about:blank")
    solved(seen, site, NAMES)
    box = practice(seen, site, MONDAY)
    start(box)
    reply(box)
    seen.page.clock.set_fixed_time((MONDAY + 11 * MINUTE) / 1000)
    press(box, "Next")
    assert told(box).startswith("The ten minutes are over. 1 of 1 exercise right")
    assert "4 exercises can be asked again today." in told(box)


def test_a_hint_makes_it_come_back_sooner(visit, site):
    seen = visit("about:blank")
    solved(seen, site, NAMES[:1])
    box = practice(seen, site, MONDAY)
    start(box)
    press(box, "Hint")
    reply(box)
    (_, reviews) = kept(seen.page)
    assert reviews == {NAMES[0]: f"{MONDAY // MINUTE}:2"}
    press(box, "Next")
    assert told(box).startswith("0 of 1 exercise right at once.")


def test_nobody_is_asked_who_has_solved_nothing(visit, site):
    seen = visit(f"{site}/{PRACTICE}")
    box = seen.page.locator(".lessons-practice")
    assert "Nothing is solved yet." in told(box)
    assert box.get_by_role("button").count() == 0


def test_the_schedule_survives_export_python_and_import(visit, site, tmp_path):
    seen = visit("about:blank")
    solved(seen, site, NAMES)
    session(practice(seen, site, MONDAY), wrong=NAMES[1:3])
    before = kept(seen.page)
    assert len(before[1]) == len(NAMES)
    seen.page.goto(f"{site}/{PROGRESS}")
    with seen.page.expect_download() as download:
        seen.page.get_by_role("button", name="Export").click()
    exported = download.value.path()
    # Through Python, which keeps it in a file and exports it again.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LESSONS_PROGRESS", str(tmp_path / "kept.json"))
        progress.load(exported)
        assert store.progress() == before
        progress.export(tmp_path / "mine.json")
        progress.reset()
        assert store.progress() == ({}, {})
    # Into another browser, which then has the same due.
    other = visit(f"{site}/{PROGRESS}")
    field = other.page.locator("input[type=file]")
    field.set_input_files(tmp_path / "mine.json")
    other.page.get_by_text("Read: 5 of 5 exercises.").wait_for()
    assert kept(other.page) == before
    for day in (1, 3):
        texts = [told(practice(s, site, MONDAY + day * DAY)) for s in (seen, other)]
        assert texts[0] == texts[1]
        assert "can be asked again today" in texts[0]
    # And Forget all forgets it.
    other.page.goto(f"{site}/{PROGRESS}")
    for name in ("Forget all", "Really forget all?"):
        other.page.get_by_role("button", name=name).click()
    assert "Nothing is solved yet." in told(practice(other, site, MONDAY))


def test_anki_gets_question_answer_and_why(visit, site):
    seen = visit("about:blank")
    solved(seen, site, NAMES)
    box = practice(seen, site, MONDAY)
    with seen.page.expect_download() as download:
        press(box, "Export for Anki")
    text = download.value.path().read_text("utf-8")
    head = [line for line in text.splitlines() if line.startswith("#")]
    notes = [line.split("\t") for line in text.splitlines() if line[:1] != "#"]
    assert head[:2] == ["#separator:tab", "#html:true"]
    assert len(notes) == len(NAMES)
    assert {len(note) for note in notes} == {3}
    assert all(all(note) for note in notes)
    assert "<math" in text
    assert "def chain(x):<br>" in text


@pytest.mark.parametrize(("width", "dark"), [(360, False), (1280, True)])
def test_it_fits_a_phone_and_can_be_used_by_everybody(visit, site, width, dark):
    seen = visit("about:blank", width=width, dark=dark)
    solved(seen, site, NAMES)
    box = practice(seen, site, MONDAY)
    start(box)
    reply(box, right=False)
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen.page.evaluate(SMALL) == []
    found = Axe().run(seen.page, {"include": [[".lessons-practice"]]}).response
    serious = [r["id"] for r in found["violations"] if r["impact"] != "minor"]
    assert serious == []


def test_with_the_keyboard_alone_and_from_a_file(visit):
    origin = HTML.as_uri()
    seen = visit("about:blank")
    solved(seen, origin, NAMES[:1])
    box = practice(seen, origin, MONDAY)
    keyboard = seen.page.keyboard
    box.get_by_role("button", name="Start").focus()
    keyboard.press("Enter")
    box.locator(".lessons-exercise").wait_for()
    _, _, member = asked(box)
    keyboard.press("Tab")  # from the prompt, which has been read out
    keyboard.type(json.loads(member.examples()[0][1]).__repr__())
    keyboard.press("Enter")
    assert said(box)[0] == "correct"
    for _ in range(3):
        keyboard.press("Tab")
    box.get_by_role("button", name="Next").focus()
    keyboard.press("Enter")
    assert "1 of 1 exercise right at once." in told(box)
    assert seen.complaints == []


RECALLS = [
    path
    for path in sorted(HTML.glob("book/*.html"))
    if 'data-module="recall"' in path.read_text("utf-8")
]


@pytest.mark.parametrize("path", RECALLS, ids=lambda path: path.stem)
def test_a_chapter_begins_with_questions_from_those_before(visit, site, path):
    seen = visit("about:blank")
    page = seen.page
    fold = page.locator(".lessons-recall")
    for turn in (1, 2):
        page.clock.set_fixed_time((MONDAY + turn * DAY) / 1000)
        page.goto(f"{site}/book/{path.name}")
        assert fold.locator(".lessons-exercise").count() == 0
        fold.get_by_text("Questions from earlier chapters").click()
        boxes = fold.locator(".lessons-exercise")
        expect(boxes).to_have_count(3)
        for box in boxes.all():
            family = next(f for f in EXERCISES.values() if asks(box, f, turn))
            spec = family.members[turn % len(family.members)]
            answer(box, spec.spec, spec.examples()[0][1])
            check(box)
            assert said(box)[0] == "correct"
    states, reviews = kept(page)
    assert len(states) == 3
    assert set(states.values()) == {"solved"}
    assert all(len(text.split()) == 2 for text in reviews.values())
    assert seen.complaints == []
    assert seen.strangers(site) == []


def asks(box, family, turn):
    """Whether this is the member of a family whose turn it is."""
    if family.kind == "code":
        return False
    spec = family.members[turn % len(family.members)].spec
    shown = box.locator(".lessons-prompt > *").all_text_contents()
    return shown == words(spec["prompt"])


def test_the_exercises_are_fetched_when_they_are_asked_and_not_before(visit, site):
    seen = visit("about:blank")
    solved(seen, site, NAMES)
    fetched, script = [], "**/exercises.js*"
    seen.page.on("request", lambda request: fetched.append(request.url))
    seen.page.route(script, lambda route: route.abort())
    box = practice(seen, site, MONDAY)
    assert not any("exercises.js" in url for url in fetched)
    press(box, "Start")
    expect(box.locator("> p")).to_have_text(
        "The exercises could not be fetched. Once you are online again, press the "
        "button again."
    )
    assert box.locator(".lessons-exercise").count() == 0
    seen.page.unroute(script)
    start(box)
    reply(box)
    press(box, "Next")
    assert sum("exercises.js" in url for url in fetched) == 2
