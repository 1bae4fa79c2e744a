"""Formulas in the texts of exercises: kept as MathML, and shown the same everywhere."""

import json
import re
from xml.etree import ElementTree

import pytest

from lessons_pkg.exercises import catalogue
from lessons_pkg.interactive.exercise import markup, typeset
from tools import formulas

EXERCISES = [e for page in catalogue().values() for e in page]
FRONT = typeset.TABLE.parents[1] / "static" / "exercises"
STALE = "stale: `make notebooks` writes formulas.json"


def test_the_table_has_the_formulas_of_all_exercises_and_no_others():
    assert list(typeset.table()) == formulas.wanted(), STALE


def test_the_table_is_what_the_pages_converter_makes():
    assert typeset.TABLE.read_text("utf-8") == formulas.written(formulas.wanted()), (
        STALE
    )


def test_a_formula_that_cannot_be_shown_is_named():
    with pytest.raises(ValueError, match=re.escape(r"$\frac{1}{2$ cannot be shown")):
        formulas.converted([r"\frac{1}{2"])


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)
def test_an_exercise_brings_its_formulas_along(exercise):
    wanted = typeset.formulas_in({**exercise.spec, "formulas": {}})
    assert list(exercise.spec["formulas"]) == wanted


def test_every_formula_is_mathml_and_nothing_else():
    def look(tree):
        if isinstance(tree, str):
            return
        tag, attributes, *contents = tree
        assert re.fullmatch("m[a-z]+", tag)
        # What the page lets through: see static/exercises/markup.js.
        allowed = (FRONT / "markup.js").read_text("utf-8")
        assert all(f'"{name}",' in allowed for name in attributes), attributes
        for part in contents:
            look(part)

    for pieces in typeset.table().values():
        for piece in pieces:
            look(piece)


@pytest.mark.parametrize(
    ("formula", "pieces"),
    [
        ("σ′(z)", ["σ'(z)"]),
        ("½(a - y)²", [r"\tfrac{1}{2}(a - y)^{2}"]),
        ("e^-2z", ["e^{-2z}"]),
        ("e^(-k(x - x0))", ["e^{-k(x - x_{0})}"]),
        ("5·10⁻⁶", [r"5\cdot 10^{-6}"]),
        ("10 ln 3", [r"10 \ln  3"]),
        ("x̂", [r"\hat{x}"]),
        (r"\ln 4", [r"\ln 4"]),
        ("0.269·(1 - 0.269) = 0.197", [r"0.269\cdot (1 - 0.269)", "{} = 0.197"]),
        ("z = 3x", ["z = 3x"]),
    ],
)
def test_what_is_typed_becomes_latex(formula, pieces):
    assert typeset.latex(formula) == pieces


def test_a_formula_is_shown_with_its_punctuation_and_escaped_if_unknown():
    shown = markup.line_html("At $z = -2$, so.")
    math = ElementTree.fromstring(shown[shown.index("<span") : shown.index(" so.")])
    assert "".join(math.itertext()) == "z=−2,"
    assert math[0].tag == "math"
    assert markup.line_html("$<b>$") == (
        '<span class="lessons-kept"><code>&lt;b&gt;</code></span>'
    )


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("½(a - y)²", "½(a − y)²"),
        ("x^2", "x²"),
        ("10^-4", "10⁻⁴"),
        ("σ'(z)", "σ′(z)"),
        ("e^(-2w)", "e⁻²ʷ"),
        ("e^(-w/2)", "e^(−w/2)"),
        ("e^-1.5 < e^0.5", "e^(−1.5) < e^0.5"),
        ("(1 + e^{-z})^2", "(1 + e⁻ᶻ)²"),
        (r"1/\sqrt{m} - \sqrt{2/m}", "1/√m − √(2/m)"),
        ("A₁^T δ₂", "A₁ᵀ δ₂"),
        ("-k(x - x0)", "−k(x − x₀)"),
        (r"\ln 4", "ln 4"),
    ],
)
def test_text_keeps_what_a_formula_means(formula, text):
    assert typeset.unicode(formula) == text
    assert repr(markup.Note(f"At ${formula}$.")) == f"At {text}."


def test_no_mark_of_latex_is_left_in_any_formula_as_text():
    for formula in typeset.table():
        shown = typeset.unicode(formula)
        assert not re.search(r"[\\{}_$-]", shown), (formula, shown)
        # A power that has no raised letters is a number or stands in parentheses.
        assert not re.search(r"\^(?![(\d])", shown), (formula, shown)


def test_formulas_are_found_in_all_texts_of_plain_data():
    data = {"a": ["$x$ and $y$", {"b": "$x$"}], "c": 1, "d": "no"}
    assert typeset.formulas_in(data) == ["x", "y"]
    assert typeset.formulas_in(json.loads(json.dumps(data))) == ["x", "y"]
