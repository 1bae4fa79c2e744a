"""Every exercise of the book is proved, and the page judges it as Python does."""

import ast
import inspect
import json
import pkgutil
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

from lessons_pkg import exercises
from lessons_pkg.exercises import catalogue
from lessons_pkg.interactive.exercise import Exercise, Numeric
from lessons_pkg.interactive.exercise.family import filled
from lessons_pkg.interactive.exercise.grade import goals_met
from lessons_pkg.interactive.exercise.kinds import Family
from lessons_pkg.interactive.exercise.proof import MEMBERS, hints, prove
from tests.interactive import samples
from tests.interactive.vectors import families, verdicts

CHAPTERS = catalogue()
EXERCISES = [e for on_page in CHAPTERS.values() for e in on_page]
FAMILIES = [e for e in EXERCISES if isinstance(e, Family)]
# The kinds that can be asked again with other numbers or other cases.
VARIABLE = ("numeric", "formula", "choice", "predict", "build")
MODULES = [
    import_module(f"{exercises.__name__}.{found.name}")
    for found in pkgutil.iter_modules(exercises.__path__)
]
# What a prompt says of an answer that goes on, and how many decimals it means.
PRECISION = {
    "to the nearest whole number": 0,
    "one decimal": 1,
    "two decimals": 2,
    "three decimals": 3,
    "four decimals": 4,
    "five decimals": 5,
}
NUMERIC = [m for e in EXERCISES if e.kind == "numeric" for m in e.members]
AGREE = Path(__file__).parent / "front" / "agree.js"


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    """Keep these tests away from the reader's own progress."""
    monkeypatch.setenv("LESSONS_PROGRESS", str(tmp_path / "progress.json"))


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)
def test_an_exercise_is_proved(exercise):
    prove(exercise)


def test_a_completion_offers_exercises_and_no_helpers():
    code = "from lessons_pkg.exercises import sigmoid as ex; print(*dir(ex))"
    run = [sys.executable, "-c", code]
    listed = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    assert listed.split() == sorted(exercises.sigmoid.__all__)
    catalogue()
    for module in MODULES:
        assert dir(module) == sorted(module.__all__), module
    with pytest.raises(ImportError, match="cannot import name 'no_such_page'"):
        from lessons_pkg.exercises import no_such_page  # noqa: F401


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.__name__.split(".")[-1])
def test_a_module_lists_what_it_has_in_the_order_in_which_it_stands(module):
    has = {name for name, e in vars(module).items() if isinstance(e, Exercise)}
    assert has == set(module.__all__)
    statements = ast.parse(inspect.getsource(module)).body
    targets = [s.targets[0] for s in statements if isinstance(s, ast.Assign)]
    written = [t.id for t in targets if isinstance(t, ast.Name) and t.id in has]
    assert written == module.__all__


def test_an_exercise_is_found_under_its_own_name():
    assert len({e.id for e in EXERCISES}) == len(EXERCISES)
    for module in MODULES:
        for name in module.__all__:
            assert getattr(module, name).id.split(".")[1].replace("-", "_") == name


def test_an_exercise_that_moved_to_another_page_is_on_that_page_alone():
    places = {e.id: title for title, on_page in CHAPTERS.items() for e in on_page}
    assert places["sigmoid.euler-step"].startswith("Page 1a")
    assert places["sigmoid.at-40"].startswith("Page 1b")
    assert places["sigmoid.at-minus-2"].startswith("Chapter 1,")


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_has_enough_exercises_of_enough_kinds(chapter):
    on_page = CHAPTERS[chapter]
    assert len(on_page) >= 6
    assert len({e.kind for e in on_page}) >= 4
    assert sum(len(e.wrong) for e in on_page) >= 3 * len(on_page)


def test_half_of_what_can_be_asked_again_is_a_family():
    can = [e for e in EXERCISES if e.kind in VARIABLE]
    families = [e for e in can if isinstance(e, Family)]
    assert 2 * len(families) >= len(can)
    few = {e.id: len(e.members) for e in families if len(e.members) < MEMBERS}
    assert not few, f"families of fewer than {MEMBERS} members: {few}"


def plain_text(member):
    """Return all that an exercise says, without its formulas and its code."""
    shown = [member.spec[part] for part in ("prompt", "solution", "why")]
    for part in ("options", "reasons", "goals"):
        # A curve is described by its points, for those who cannot see it.
        texts = [each["text"] for each in member.spec.get(part, ())]
        shown += [text for text in texts if not text.startswith("through (")]
    formula = re.compile(r"```.*?```|\$[^$]*\$|`[^`]*`", re.DOTALL)
    return [formula.sub(" ", text) for text in [*shown, *hints(member)]]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)
def test_a_letter_that_is_a_symbol_is_set_as_mathematics(exercise):
    for member in exercise.members:
        for text in plain_text(member):
            letter = re.search(r"(?<![\w'])[b-zα-ω][′₀-₉\d]?(?![\w'])", text)
            assert not letter, f"{letter[0]} in: {text}"


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)
def test_a_number_below_0_has_a_minus_sign_and_no_hyphen(exercise):
    for member in exercise.members:
        for text in plain_text(member):
            number = re.search(r"(?<!\w)-[\d.]", text)
            assert not number, f"{number[0]} in: {text}"


# How many goals a Build meets before anything is moved, where it cannot meet none: a
# rising curve is never too sure of the cold, and ½ is where everybody begins.
MET = {"how_sure.another-curve": 1, "choosing_honestly.a-threshold": 2}


@pytest.mark.parametrize("exercise", [e for e in EXERCISES if e.kind == "build"])
def test_a_build_starts_with_everything_to_do(exercise):
    for member in exercise.members:
        start = {c["name"]: c["start"] for c in member.spec["controls"]}
        met = goals_met(member.spec["goals"], start)
        assert sum(met) <= MET.get(exercise.id, 0), f"{member.values}: {met}"


@pytest.mark.parametrize("member", NUMERIC, ids=lambda m: f"{m.id}-{m.turn}")
def test_the_prompt_says_how_many_decimals_are_enough(member):
    right = member.spec["right"][0]
    named = [n for words, n in PRECISION.items() if words in member.prompt]
    assert named or right == round(right, 2), f"{right}: to how many decimals?"
    for decimals in named:
        assert member.check(f"{right:.{decimals}f}").verdict == "correct"


def as_asked(family, member):
    """Return a member's given values as its question shows them.

    A number without a format has to be shown as the very number that the answer uses;
    one that has a format is meant to be rounded, and returned as it is rounded.
    """
    values, rounded = member.values, {}
    texts = [family._words.get(part) for part in ("prompt", "code")]
    question = "\n".join(text for text in texts if isinstance(text, str))
    for _, name, how, raw in Formatter().parse(question):
        if not name or raw or isinstance(values.get(name), str):
            continue
        text = filled(f"{{{name}:{how}}}", values)
        if not how:
            value = filled(f"{{{name}!s}}", values)
            said = f"{name} = {value} is shown as {text}"
            assert float(text) == pytest.approx(float(value), rel=1e-12), said
        elif name in values:
            rounded[name] = float(text)
    return {**values, **rounded}


@pytest.mark.parametrize("exercise", FAMILIES, ids=lambda e: e.id)
def test_the_numbers_of_a_prompt_are_those_of_its_answer(exercise):
    """Where a prompt rounds what is given, what is rounded leads to a right answer."""
    for member in exercise.members:
        seen = as_asked(exercise, member)
        answer = filled(exercise._words["answer"], seen)
        if exercise.kind == "numeric":
            assert member.check(answer).verdict == "correct", seen
        elif seen != member.values:
            assert answer == filled(exercise._words["answer"], member.values), seen


def test_a_number_that_loses_a_digit_in_its_prompt_is_noticed():
    def ask(prompt, z, tolerance=0.001):
        words = {"answer": lambda z: z % 10, "tolerance": tolerance}
        return Numeric("a.b", given={"z": [z]}, prompt=prompt, **words)

    exact, lost = ask("Here is {z}.", 900.5), ask("Here is {z}.", 1000.5)
    test_the_numbers_of_a_prompt_are_those_of_its_answer(exact)
    with pytest.raises(AssertionError, match=r"z = 1000.5 is shown as 1001"):
        test_the_numbers_of_a_prompt_are_those_of_its_answer(lost)
    coarse, fine = (ask("Here is {z:.1f}.", 2.347, t) for t in (0.1, 0.001))
    test_the_numbers_of_a_prompt_are_those_of_its_answer(coarse)
    with pytest.raises(AssertionError, match=r"'z': 2.3"):
        test_the_numbers_of_a_prompt_are_those_of_its_answer(fine)


def test_the_page_agrees_on_every_exercise(tmp_path):
    deno = shutil.which("deno", path=str(Path(sys.executable).parent))
    deno = deno or shutil.which("deno")
    if not deno:
        pytest.skip("deno is not installed")
    in_page = [e for e in [*EXERCISES, samples.CURVES] if e.kind != "code"]
    path = tmp_path / "verdicts.json"
    agreed = {"verdicts": verdicts(in_page), "families": families(in_page)}
    path.write_text(json.dumps(agreed), "utf-8")
    command = [deno, "run", "--allow-read", str(AGREE), str(path)]
    subprocess.run(command, check=True, env={"NO_COLOR": "1", "HOME": str(tmp_path)})
