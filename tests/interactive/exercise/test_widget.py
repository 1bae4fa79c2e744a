"""An exercise has three faces: a live widget, a page without script, and plain text."""

import pytest

from lessons_pkg.exercises import catalogue
from lessons_pkg.interactive.exercise import Build, Choice, Wrong, store
from lessons_pkg.interactive.exercise.markup import html
from lessons_pkg.interactive.exercise.widget import (
    ExerciseWidget,
    exercise_html,
    exercise_text,
)
from tests.interactive import samples
from tests.interactive.samples import CURVES, NUMERIC


@pytest.mark.parametrize("exercise", samples.ALL, ids=lambda e: e.id)
def test_a_page_without_javascript_has_everything_to_read(exercise):
    shown, spec = exercise_html(exercise.spec), exercise.spec
    assert html(spec["prompt"], mathml=False) in shown
    assert shown.count("<details>") == len(spec["hints"]) + 1
    assert shown.index("Think.") < shown.index("<strong>twice</strong>")
    assert shown.rindex("So it is.") > shown.rindex("<summary>Solution</summary>")
    for part in ("lines", "head"):
        for line in spec.get(part, []):
            assert line in shown
    for option in spec.get("options", []):
        assert option["text"] in shown.replace("</code>", "`").replace("<code>", "`")
    assert shown.count("<svg") == 3 * (exercise is CURVES)


def test_what_a_notebook_stores_has_its_formulas_as_text():
    # JupyterLab strips MathML from it, and 10⁻⁴ would be read as 10−4.
    words = dict.fromkeys(("prompt", "solution"), "Is $10^-4$ < $½(a - y)²$?")
    wrong = [Wrong("other", "$x^2$", hint="$x^3$?"), Wrong("more", "$x^4$", hint="?")]
    asked = Choice("test.text", answer="$x^5$", wrong=wrong, hints=["$x^6$"], **words)
    shown = exercise_html(asked.spec)
    assert shown.count("<p>Is 10⁻⁴ &lt; ½(a − y)²?</p>") == 2
    assert all(f">x{power}<" in shown for power in "²⁴⁵⁶")
    build = Build(
        "test.goal",
        controls={"w": ("slope", -5, 5, 1, 0)},
        goals=[("$w^2 > 4$", "w^2 - 4")],
        answer={"w": 3},
        plot={},
        prompt="?",
    )
    assert "<li>w² &gt; 4</li>" in exercise_html(build.spec)
    for page in catalogue().values():
        assert not any("<math" in exercise_html(e.spec) for e in page)


@pytest.mark.parametrize("exercise", samples.ALL, ids=lambda e: e.id)
def test_a_terminal_shows_the_question_and_how_to_answer(exercise):
    text = exercise_text(exercise.spec)
    assert repr(exercise) == text
    assert exercise.prompt in text
    how = text.splitlines()[-1]
    assert how.startswith(f"Answer in Python with {exercise.spec['call']}: ")
    assert "So it is." not in text


@pytest.mark.parametrize(
    ("exercise", "asked"),
    [
        (samples.CHOICE, 'the letters of all that hold, such as "a", "b".'),
        (CURVES, 'a letter, such as "a".'),
        (samples.ORDER, 'one text with the letters of the lines, such as "ab…".'),
        (samples.BUILD, "a number for each: a=…, b=…."),
    ],
    ids=lambda x: getattr(x, "id", ""),
)
def test_a_terminal_says_what_stands_between_the_parentheses(exercise, asked):
    assert exercise_text(exercise.spec).endswith(f": {asked}")


def test_the_live_widget_hears_verdicts_and_python_remembers():
    widget = ExerciseWidget(NUMERIC)
    for verdict, state in [("mistake", "tried"), ("correct", "solved")]:
        widget.set_state({"verdict": verdict, "_tries": widget._tries + 1})
        assert store.read() == {NUMERIC.id: state}
        assert (widget._heard, widget._kept) == (widget._tries, state)
    # Solved once more, in a notebook that has forgotten it.
    store.forget()
    widget.set_state({"verdict": "correct", "_tries": widget._tries + 1})
    assert store.read() == {NUMERIC.id: "solved"}
    assert widget.page_state() == {"spec": NUMERIC.spec, "answer": None, "verdict": ""}
