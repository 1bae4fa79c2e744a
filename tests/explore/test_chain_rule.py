"""The numbers of chapter 2's explorables against independent oracles."""

import json
import math
import re

import pytest
import sympy
from hypothesis import given
from mpmath import mp

from lessons_pkg import numerical_gradient
from lessons_pkg.explore import Gears, Graph, Learning, StepSize
from lessons_pkg.explore.chain_rule import EPSILON, FUNCTIONS, portable_exp

from . import options, states

GRIDS = {
    Learning: {"learning_rate": [1, 10, 73, 100, 145, 200], "step": [0, 1, 7, 60, 499]},
    Gears: {
        "x": [-2, -1.3, -0.1, 0, 0.5, 1.2, 2],
        "dx": [-0.8, -0.35, -0.05, 0, 0.1, 0.4, 0.8],
    },
    Graph: {
        "w": [-3, -0.7, 0, 0.5, 3],
        "x": [-3, 0, 1.1, 2, 3],
        "b": [-3, -0.5, 0, 2.3],
        "y": [0, 0.3, 1],
        "step": [0, 4, 9],
    },
    StepSize: {"exponent": [-tenth / 2 for tenth in range(33)]},
}
# Written out here once more, each chain in one piece.
WHOLE = {
    "lines": lambda x: (3 * x + 3) / 2,
    "sigmoid": lambda x: 1 / (1 + mp.exp(1 - 3 * x)),
    "bell": lambda x: mp.exp(-(x**2) / 2),
}


@given(states(Gears))
def test_the_product_of_the_slopes_is_the_slope_of_the_whole_chain(gears):
    numbers, whole = gears.numbers(), WHOLE[gears.chain]
    slope = float(mp.diff(whole, gears.x))
    assert numbers["y"] == pytest.approx(float(whole(gears.x)), rel=1e-12)
    assert numbers["product"] == pytest.approx(slope, rel=1e-9, abs=1e-14)
    assert numbers["dy"] == pytest.approx(slope * gears.dx, rel=1e-9, abs=1e-14)
    change = float(whole(gears.x + gears.dx) - whole(gears.x))
    assert numbers["true_y"] == pytest.approx(change, rel=1e-9, abs=1e-14)
    assert numbers["miss"] == numbers["true_y"] - numbers["dy"]


@given(states(Gears))
def test_each_link_multiplies_the_nudge_by_its_slope(gears):
    numbers = gears.numbers()
    nudge = gears.dx
    for name in "uvy":
        slope = numbers[f"slope_{name}"]
        assert numbers[f"d{name}"] == nudge * slope
        nudge *= slope


@given(states(Gears))
def test_the_slope_of_each_link_is_that_of_its_rule(gears):
    """The rule is read from its words, which is what the reader sees."""
    value = sympy.Float(gears.x)
    for words, after, slope, _, _ in gears.table():
        name, _, rule = words.partition(" = ")
        for sign, code in (("²", "**2"), ("3x", "3*x"), ("−", "-"), ("σ", "sigma")):
            rule = rule.replace(sign, code)
        rule = sympy.sympify(
            rule, {"sigma": lambda z: 1 / (1 + sympy.exp(-z)), "x": sympy.Symbol("x")}
        )
        (symbol,) = rule.free_symbols
        assert str(symbol) == {"u": "x", "v": "u", "y": "v"}[name]
        derivative = sympy.diff(rule, symbol).subs(symbol, value)
        assert slope == pytest.approx(float(derivative), rel=1e-9, abs=1e-15)
        value = rule.subs(symbol, value)
        assert after == pytest.approx(float(value), rel=1e-9, abs=1e-15)


@pytest.mark.parametrize("chain", options(Gears)["chain"])
def test_what_the_slopes_miss_shrinks_as_the_square_of_the_nudge(chain):
    wide, narrow = (
        Gears(x=0.6, dx=dx, chain=chain).numbers()["miss"] for dx in (0.02, 0.01)
    )
    if chain == "lines":
        assert max(abs(wide), abs(narrow)) < 1e-15
    else:
        assert wide / narrow == pytest.approx(4, rel=0.05)


@given(states(Gears))
def test_no_nudge_leaves_the_rulers(gears):
    """A ruler shows 2.7 to each side of its value, and the curve's axes -4 to 6."""
    numbers = gears.numbers()
    for name in "uvy":
        assert abs(numbers[f"d{name}"]) < 2.7
        assert abs(numbers[f"true_{name}"]) < 2.7
    low, high = (-4, 6) if gears.chain == "lines" else (-0.3, 1.3)
    assert low < numbers["y"] < high
    assert low < numbers["y"] + numbers["true_y"] < high


def test_a_chain_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="chain must be one of"):
        Gears(chain="cube")


def loss_of(w, x, b, y):
    """Return ½(σ(wx + b) - y)², written once more with sympy."""
    return (1 / (1 + sympy.exp(-(w * x + b))) - y) ** 2 / 2


SYMBOLS = sympy.symbols("w x b y")
GRADIENT = sympy.lambdify(
    SYMBOLS, [loss_of(*SYMBOLS), *(loss_of(*SYMBOLS).diff(s) for s in SYMBOLS)], "math"
)


@given(states(Graph))
def test_the_walk_ends_at_the_slopes_that_sympy_derives(graph):
    numbers = graph.numbers()
    names = ("L", "grad_w", "grad_x", "grad_b", "grad_y")
    values = GRADIENT(graph.w, graph.x, graph.b, graph.y)
    for name, value in zip(names, values, strict=True):
        assert numbers[name] == pytest.approx(value, rel=1e-9, abs=1e-15), name


@given(states(Graph))
def test_nudging_any_number_on_the_way_moves_the_loss_by_its_slope(graph):
    n = graph.numbers()

    def from_score(z):
        return (1 / (1 + math.exp(-z)) - graph.y) ** 2 / 2

    def from_activation(a):
        return (a - graph.y) ** 2 / 2

    for name in ("z", "u"):
        score = numerical_gradient(from_score, n["z"])
        assert n[f"grad_{name}"] == pytest.approx(score, rel=1e-6, abs=1e-9)
    activation = numerical_gradient(from_activation, n["a"])
    assert n["grad_a"] == pytest.approx(activation, rel=1e-6, abs=1e-9)
    assert n["grad_L"] == 1
    assert n["grad_z"] == n["grad_a"] * n["slope"]
    assert n["error"] == n["grad_a"]


def test_the_step_of_the_walk_changes_no_number():
    assert Graph(step=0).numbers() == Graph(step=9).numbers()
    with pytest.raises(ValueError, match="step must be whole"):
        Graph(step=2.5)


DERIVATIVES = {
    "sigmoid": lambda x: 1 / (1 + mp.exp(-x)),
    "exp": mp.exp,
    "square": lambda x: x**2,
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_derivatives_and_the_expected_errors_are_right(name):
    _, *derivatives = FUNCTIONS[name]
    exact = [mp.diff(DERIVATIVES[name], 1, n) for n in (1, 2, 3)]
    assert derivatives == pytest.approx(list(map(float, exact)), rel=1e-12, abs=1e-30)
    record = StepSize().measured[name]
    first, second, third = map(float, exact)
    assert record["slope"] == pytest.approx(first, abs=5e-9)
    size = EPSILON * float(DERIVATIVES[name](1)) / first
    assert record["rounding"] == pytest.approx(math.log10(size), abs=5e-5)
    assert 10 ** record["bends"][0] == pytest.approx(abs(second) / 2 / first, rel=1e-3)
    if third:
        bend = 10 ** record["bends"][1]
        assert bend == pytest.approx(abs(third) / 6 / first, rel=1e-3)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_recorded_error_is_that_of_its_quotient(name):
    slope = mp.diff(DERIVATIVES[name], 1)
    for exponent in range(-16, 1):
        n = StepSize(exponent=exponent, function=name).numbers()
        h = 10.0**exponent
        f = FUNCTIONS[name][0]
        one, two = (f(1 + h) - f(1)) / h, (f(1 + h) - f(1 - h)) / (2 * h)
        for key, quotient in (("one_sided", one), ("central", two)):
            assert n[key] == pytest.approx(quotient, abs=6e-9)
            error = float(abs(quotient / slope - 1))
            log = math.log10(max(error, EPSILON / 2))
            # Errors of a few ε are themselves rounded.
            loose = 0.01 if error > 1e-14 else 0.5
            assert n[f"{key}_error"] == pytest.approx(log, abs=loose)


def test_with_long_steps_the_curve_is_the_truncation_error():
    for k in (-4, -3, -2):
        n = StepSize(exponent=k).numbers()
        first, second = StepSize().measured["sigmoid"]["bends"]
        assert n["one_sided_error"] == pytest.approx(first + k, abs=0.02)
        assert n["central_error"] == pytest.approx(second + 2 * k, abs=0.02)


def test_with_short_steps_no_error_is_above_twice_the_rounding():
    for name, record in StepSize().measured.items():
        for place in range(80):
            k = place / 10 - 16
            allowed = record["rounding"] - k + math.log10(4)
            assert record["one_sided_error"][place] < max(allowed, 0.3), (name, k)
            assert record["central_error"][place] < max(allowed, 0.3), (name, k)


def test_the_best_steps_are_near_the_roots_of_epsilon():
    record = StepSize().measured["sigmoid"]
    one, two = (
        min(range(161), key=record[f"{name}_error"].__getitem__) / 10 - 16
        for name in ("one_sided", "central")
    )
    assert one == pytest.approx(math.log10(EPSILON) / 2, abs=1)
    assert two == pytest.approx(math.log10(EPSILON) / 3, abs=1)


def test_between_two_sides_a_square_has_no_truncation_error():
    for k in (-3, -1, 0):
        assert StepSize(exponent=k, function="square").numbers()["central_error"] < -11


@pytest.mark.parametrize("x", [-2.5, -1.0, 0.0, 1e-17, 0.999999, 1.0, 2.0])
def test_exp_is_rounded_correctly(x):
    with mp.workdps(60):
        assert portable_exp(x) == float(mp.exp(x))


def test_an_exponent_is_read_to_the_nearest_tenth():
    near = StepSize(exponent=-7.34).numbers()
    assert near == StepSize(exponent=-7.3).numbers()
    assert near != StepSize(exponent=-7.4).numbers()


def test_the_record_stays_the_same_and_small():
    html = StepSize()._repr_mimebundle_()["text/html"]
    state = json.loads(re.search(r"json\">(.*?)</script>", html)[1])
    assert state["measured"] == StepSize(exponent=-9.0, function="exp").measured
    assert len(html) < 25_000


def mean_loss(beans, w, b):
    """Return the mean of ½(σ(wx + b) - y)², bean by bean."""
    losses = [(1 / (1 + math.exp(-w * x - b)) - y) ** 2 / 2 for x, y in beans]
    return math.fsum(losses) / len(losses)


@given(states(Learning))
def test_a_step_goes_against_the_measured_gradient(neuron):
    path = neuron.path()
    k = min(neuron.step, 499)
    here, then = path[k], path[k + 1]
    slopes = numerical_gradient(lambda p: mean_loss(neuron.beans, *p), here)
    wanted = here - neuron.learning_rate * slopes
    assert then == pytest.approx(wanted, rel=1e-6, abs=1e-7 * neuron.learning_rate)


def test_the_numbers_of_the_first_screen():
    start, end = Learning().shown(), Learning(step=500).shown()
    assert (start["smallest"], start["largest"]) == ("50.0", "50.0")
    assert (end["weight"], end["bias"]) == ("10.07", "−3.48")
    assert (end["smallest"], end["largest"]) == ("3.1", "99.9")


def test_a_start_and_an_end_of_play_are_kept():
    neuron = Learning(w=14, b=-6, steps=60)
    assert neuron.path()[0].tolist() == [14, -6]
    assert neuron.page_state()["steps"] == 60
    with pytest.raises(ValueError, match="steps must lie between"):
        Learning(steps=501)
