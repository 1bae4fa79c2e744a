"""Formulas are read as mathematics reads them, and nothing else is ever run."""

import contextlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons_pkg.interactive.exercise import formula
from lessons_pkg.interactive.exercise.formula import (
    FUNCTIONS,
    FormulaError,
    evaluate,
    parse,
)

VALUES = {"z": -1.5, "a": 0.25}
NAMES = {**VALUES, **FUNCTIONS, "e": math.e, "pi": math.pi}


def value(text, values=VALUES):
    return evaluate(parse(text, values), values)


# Python's own parser is the oracle, on texts that these tests make themselves.

numbers = st.floats(0.01, 3).map(lambda x: f"{x:.3f}")
atoms = st.one_of(numbers, st.sampled_from(["z", "a", "pi", "e"]))


def larger(inner):
    space = st.sampled_from(["", " ", "  "])
    operator = st.sampled_from(["+", "-", "*", "/", "**", "^"])
    function = st.sampled_from(sorted(FUNCTIONS))
    return st.one_of(
        st.builds("{}{}{}{}{}".format, inner, space, operator, space, inner),
        st.builds("({})".format, inner),
        st.builds("-{}".format, inner),
        st.builds("{}({})".format, function, inner),
    )


formulas = st.recursive(atoms, larger, max_leaves=12)


@given(formulas)
def test_a_formula_means_what_it_means_in_python(text):
    try:
        wanted = eval(text.replace("^", "**"), {"__builtins__": {}}, dict(NAMES))
        usable = isinstance(wanted, float) and math.isfinite(wanted)
    except (ArithmeticError, ValueError, TypeError):
        usable = False
    try:
        assert value(text) == pytest.approx(wanted, rel=1e-12)
    except FormulaError:
        assert not usable or len(text) > 200


@given(st.text(max_size=300) | st.text("()+-*/^az1.e ", max_size=300))
def test_any_text_is_a_finite_number_or_is_refused(text):
    with contextlib.suppress(FormulaError):
        assert math.isfinite(value(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2^3^2", 512),
        ("-2^2", -4),
        ("2^-1", 0.5),
        ("1-2-3", -4),
        ("8/4/2", 1),
        ("a·(1 − a) × 2", 0.375),
        ("σ(0)", 0.5),
        ("e^0 + pi - pi", 1),
        ("sigmoid(-800) * 0", 0),
        ("a(1-a)", 0.1875),
        ("(1-a)a", 0.1875),
        ("3z", -4.5),
        ("az", -0.375),
        ("2σ(2·0)", 1),
        ("ln(1) + ln 1", 0),
        ("a²", 0.0625),
        ("½a", 0.125),
        ("25 %", 0.25),
        ("0,25", 0.25),
        ("w = a", 0.25),
        ("dL/dw ≈ a", 0.25),
        ("e⁻⁰a", 0.25),
        ("a – ½ − ½ ﹣ 1", -1.75),
        ("2 × 3 ⋅ 4 ÷ 2", 12),
        ("a\u2062(1\u00a0-\u200ba\u00ad)", 0.1875),
        ("a^2z", -0.09375),
    ],
)
def test_precedence_and_spellings(text, wanted):
    assert value(text) == wanted


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("1/2a", r"A quotient followed by `a` can be read in two ways"),
        ("e^-za", r"An exponent followed by `a` can be read in two ways"),
        ("e^2a", r"An exponent followed by `a` can be read in two ways"),
        ("e(-z)", r"`e\(` can be read in two ways"),
        ("1,000", "`1,000` can be read in two ways"),
        ("0,5 + 0.5", "decimal point as a point"),
        ("ln 4/2", "`ln` needs parentheses"),
        ("a 2", r"An operator such as `\*` is missing before `2`"),
        ("5 % 3", r"An operator such as `\*` is missing before `3`"),
        ("1½", r"An operator such as `\*` is missing before `½`"),
        ("2f′(z)", "`′` is not understood. Write a derivative out"),
        ("2σ″", "`″` does not belong"),
        ("2σ′′(z)", "`′` is not understood. Write a derivative out"),
        ("2σ′z", r"`σ′` needs parentheses: `σ′\(…\)`"),
        ("σ′(z)", "A derivative alone is no answer yet. Work it out"),
        ("sigmoid_derivative(z)", "A derivative alone is no answer yet"),
        ("dL/dw = tanh'(z)", "A derivative alone is no answer yet"),
        ("2*a =", "Nothing stands after the `=`"),
        ("A(1 - A)", r"`A` is not known here. Did you mean `a`\?"),
        ("a = 1", "`a =` is not understood"),
        ("1 = a = 1", "`a =` is not understood"),
        ("1 = b = 1", "`b =` is not understood"),
        ("log10(4)", "`log10` is not known here"),
        ("foo4", "`foo4` is not known here"),
        ("axz", "`axz` is not known here"),
        ("a\u2063z", r"cannot be seen is in it, U\+2063"),
        ("(a", r"A `\)` is missing"),
        ("2*(1 - a 2)", r"An operator such as `\*` is missing before `2`"),
        ("a)", r"A `\)` has no `\(`"),
        ("()", r"is missing before `\)`"),
        ("1+", "stops where"),
        ("*2", r"is missing before `\*`"),
        ("exp", "needs parentheses"),
        ("sin(1)", "`sin` is not known here"),
        ("exp(0, 5)", "decimal point as a point"),
        ("1/0", "no finite value"),
        ("log(0)", "no finite value"),
        ("(-1)^0.5", "no finite value"),
        ("1/exp(1000)", "no finite value"),
        ("9^9^9^9^9", "no finite value"),
        ("1e999", "too large a number"),
        ("(" * 41 + "a" + ")" * 41, "nested more than 40 deep"),
        ("-" * 100 + "a", "nested more than 40 deep"),
        ("a" * 201, "at most 200 characters"),
        ("(" * 10_000, "at most 200 characters"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(text, message):
    with pytest.raises(FormulaError, match=message):
        value(text)


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')",
        "a.__class__",
        "a[0]",
        "[a for a in a]",
        "lambda: a",
        "a if a else z",
        "a == z",
        "a = 1",
        "(a := 1)",
        "'a'",
        "f'{a}'",
        "1_000",
        "1j",
        "a; z",
        "a # comment",
        "print(a)",
        "exp(a, z)",
        "exp(*a)",
        "None",
        "１j",
    ],
)
def test_code_is_refused(text):
    with pytest.raises(FormulaError):
        value(text)


def test_only_the_functions_that_are_allowed_can_be_called():
    assert parse("sigmoid(z)", ["z"], ["sigmoid"]) == ("sigmoid", ("variable", "z"))
    with pytest.raises(FormulaError, match="You can use z, σ, e, pi"):
        parse("tanh(z)", ["z"], ["sigmoid"])


def test_sigma_means_what_the_exercise_calls_it():
    def reads(text, functions=("sigmoid",)):
        return parse(text, ["a", "x"], functions, {"σ(z)": "a"})

    assert reads("σ(1-σ)x") == reads("a(1-a)x") == reads("σ(z)(1-sigmoid(z))x")
    assert reads("σ(1-σ)", ()) == reads("a(1-a)")
    # With an argument of its own it is a function, where there is one.
    assert reads("σ(x)") == ("sigmoid", ("variable", "x"))
    with pytest.raises(FormulaError, match="`σ` is not known here"):
        reads("σ(x)", ())


def test_a_greek_letter_and_its_name_are_one():
    assert parse("ηx", ["eta", "x"]) == parse("eta*x", ["eta", "x"])
    assert parse("eta x", ["η", "x"]) == parse("η*x", ["η", "x"])


def test_a_unit_may_follow_where_the_exercise_has_one():
    assert parse("17.2 fish", units=["fish"]) == 17.2
    with pytest.raises(FormulaError, match="`fish` is not known here"):
        parse("17.2 fish")
    with pytest.raises(FormulaError, match="`fish` is not known here"):
        parse("fish", units=["fish"])


def test_a_variable_goes_before_a_constant():
    assert value("e", {"e": 3.0}) == 3.0


def test_a_huge_text_is_refused_without_being_read(monkeypatch):
    monkeypatch.setattr(formula, "_tokens", None)  # cannot be called
    with pytest.raises(FormulaError, match="at most 200 characters"):
        value("(" * 10_000_000)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ln4", math.log(4)),
        ("2ln2", 2 * math.log(2)),
        ("(ln4+4)/10", (math.log(4) + 4) / 10),
        ("LN(4)", math.log(4)),
        ("Ln 4", math.log(4)),
        ("0.2689 x 0.7311", 0.2689 * 0.7311),
        ("8x0.05", 0.4),
        ("0.4.", 0.4),
        ("~0.4", 0.4),
        ("8 * 0.05 = 0.4", 0.4),
        ("z = ln(0.8/0.2) = ln 4 = 1.386", 1.386),
        ("√2/√50", 0.2),
        ("sigma(4)", 1 / (1 + math.exp(-4))),
        ("b ≤ -2.7", -2.7),
        ("b <= -2.7", -2.7),
        ("math.log(4)", math.log(4)),
    ],
)
def test_it_is_read_as_people_write_on_paper_and_on_a_phone(text, value):
    assert evaluate(parse(text), {}) == pytest.approx(value, rel=1e-15)


def test_an_x_is_a_sign_for_times_only_where_it_is_no_name():
    assert parse("3x2") == ("*", 3.0, 2.0)
    with pytest.raises(FormulaError, match="`x2` is not known here"):
        parse("3x2", ["x"])
    assert parse("3x2", ["x2"]) == ("*", 3.0, ("variable", "x2"))


def test_what_is_not_known_is_answered_in_the_books_words():
    with pytest.raises(FormulaError, match="You can use a, ln, σ, e, pi"):
        parse("q", ["a"], ["log", "sigmoid"])
    with pytest.raises(FormulaError, match="Give a number alone, or with ln, e, pi"):
        parse("17 apples", (), ["log"])


def test_the_derivative_of_the_output_is_known_where_the_output_is():
    def value(text):
        also = {"σ(z)": "a"}
        return evaluate(parse(text, ["a", "y"], (), also), {"a": 0.8, "y": 1})

    for text in ("(a-y)σ'(z)", "(a − y)·σ′(z)", "(a-y)σ′", "(a-y)sigmoid'(z)"):
        assert value(text) == pytest.approx((0.8 - 1) * 0.8 * 0.2)
    with pytest.raises(FormulaError, match="`′` is not understood"):
        parse("2σ'(z)", ["z"], [])


def test_the_derivatives_of_sigma_and_tanh_can_be_used():
    for text in ("3σ'(2)", "3 sigmoid'(2)", "3*sigmoid_derivative(2)"):
        assert evaluate(parse(text), {}) == pytest.approx(0.31498, abs=1e-5), text
    for text in ("1·tanh′(0.5)", "1*tanh_derivative(1/2)"):
        assert evaluate(parse(text), {}) == pytest.approx(1 / math.cosh(0.5) ** 2)
    # Nested, none of them is worked out twice.
    nested = "1*" + "σ'(" * 30 + "0" + ")" * 30
    assert 0 < evaluate(parse(nested), {}) < 0.25


def test_what_a_letter_stands_for_may_be_written_and_is_named_otherwise():
    also = {"σ(2z)": "s", "tanh(wx + b)": "t"}

    def reads(text, functions=("sigmoid",)):
        return parse(text, ["s", "t", "x"], functions, also)

    for text in ("4σ(2z)(1-σ(2z))", "4*sigmoid(2*z)*(1-sigmoid(2·z))"):
        assert reads(text) == reads(text, ()) == reads("4s(1-s)")
    assert reads("2σ'(2z)") == reads("2*sigmoid_derivative(2*z)") == reads("2(s*(1-s))")
    assert reads("1 - tanh(w*x + b)²") == reads("1 - t²")
    for text in ("z", "σ(z)", "σ(2x + z)"):
        with pytest.raises(FormulaError, match=r"`z` .* Write `s` for `σ\(2z\)`\."):
            reads(text)
    with pytest.raises(FormulaError, match=r"`tanh` .* `t` for `tanh\(wx \+ b\)`"):
        reads("tanh(x)")
    # What it stands for is not offered besides.
    with pytest.raises(FormulaError, match="You can use s, t, x, ln, e, pi"):
        reads("q", ("log", "sigmoid", "tanh"))


def test_another_case_is_guessed_only_where_nothing_else_can_be_meant():
    with pytest.raises(FormulaError, match=r"Did you mean `Ab`\?"):
        parse("aB", ["Ab"])
    with pytest.raises(FormulaError, match="You can use ab, AB, e, pi"):
        parse("aB", ["ab", "AB"], [])


def test_a_letter_where_a_number_is_asked_has_to_be_put_in():
    for text in ("x", "2x*σ(x)", "3η"):
        with pytest.raises(FormulaError, match="Put in the number that it stands for"):
            parse(text)
