"""The perceptron's playground against the model, and its bound against a solver."""

import math
import re

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import linprog, minimize

from lessons_pkg import data
from lessons_pkg.explore import Playground
from lessons_pkg.explore.perceptron import (
    HIGH,
    LAST,
    LOW,
    SETS,
    UNIT,
    run,
    signed,
    theorem,
    touching,
)
from lessons_pkg.perceptron import Perceptron, margin, mistake_bound

# Every step of every set of points.
GRIDS = {Playground: {"step": list(range(LAST + 1))}}


def point_sets(places, least=1):
    """Sets of points at such places."""
    point = st.tuples(places, places, st.sampled_from([-1, 1]))
    return st.lists(point, min_size=least, max_size=12)


# Hundredths, and quarters, which a float holds to the last digit.
hundredths = st.integers(100 * LOW, 100 * HIGH).map(lambda n: n / 100)
quarters = st.integers(4 * LOW, 4 * HIGH).map(lambda n: n / 4)


def split(points):
    """Return X and t."""
    points = np.array(points, dtype=float)
    return points[:, :2], points[:, 2]


def divided(points):
    """Say whether a line divides the points, as a linear programme does."""
    X, t = split(points)
    rows = -t[:, np.newaxis] * np.column_stack([X, np.ones(len(X))])
    found = linprog(np.zeros(3), A_ub=rows, b_ub=-np.ones(len(X)), bounds=(None, None))
    return found.status == 0


def assert_same_run(points, most=1000):
    """Hold the run against the package's perceptron."""
    X, t = split(points)
    model = Perceptron(epochs=most).fit(X, t)
    updates, rests = run(points, most=len(model.updated_by_))
    assert [u.point for u in updates] == model.updated_by_.tolist()
    weights = np.array([u.weights for u in updates]) / UNIT
    np.testing.assert_allclose(weights, model.path_[1:], atol=1e-12)
    counts = np.bincount([u.epoch - 1 for u in updates], minlength=model.n_iter_)
    assert counts.tolist() == model.mistakes_.tolist()
    assert rests or not model.converged_


@given(point_sets(quarters, least=2))
def test_the_run_is_that_of_the_perceptron(points):
    assume(len({t for *_, t in points}) == 2)
    assert_same_run(points, most=40)


@pytest.mark.parametrize("name", SETS)
def test_the_sets_run_as_they_do_in_the_perceptron(name):
    assert_same_run(SETS[name], most=15)


@pytest.mark.parametrize("name", ["AND", "XOR"])
def test_the_gates_are_the_gates(name):
    X, y = data.gates(name.lower())
    places, t = split(SETS[name])
    np.testing.assert_array_equal(places, X)
    np.testing.assert_array_equal(t, 2 * y - 1)


@given(point_sets(hundredths))
def test_a_tie_is_a_mistake_to_the_last_digit(points):
    """Each update is due by exact arithmetic, and no other point was due before it."""
    vectors = [tuple(map(int, v)) for v in signed(points)]
    updates, rests = run(points, most=30)
    weights, at = (0, 0, 0), 0
    for update in updates:
        while at % len(vectors) != update.point or update.epoch - 1 > at // len(
            vectors
        ):
            v = vectors[at % len(vectors)]
            assert sum(a * b for a, b in zip(weights, v, strict=True)) > 0
            at += 1
        v = vectors[update.point]
        assert sum(a * b for a, b in zip(weights, v, strict=True)) <= 0
        weights = tuple(a + b for a, b in zip(weights, v, strict=True))
        assert weights == update.weights
        at += 1
    if rests:
        assert all(np.dot(weights, v) > 0 for v in vectors)


def test_a_tie_that_floats_do_not_see():
    """After two updates w = (0.5, 0.5), b = 0; as floats 0.7 - 0.2 is below 0.5."""
    updates, _ = run([(-0.2, 0.5, 1), (-0.7, 0, -1), (-0.5, 0.5, 1)], most=LAST)
    assert [u.point for u in updates] == [0, 1, 2, 1]


def distance_to_hull(vectors, place):
    """Return how far a place is from the nearest mean of the vectors, entry by entry.

    A linear programme: the weights of the mean and the distance are its unknowns.
    """
    V, n = np.transpose(vectors), len(vectors)
    limits = np.column_stack([np.vstack([V, -V]), -np.ones(6)])
    found = linprog(
        [*np.zeros(n), 1],
        A_ub=limits,
        b_ub=[*place, *-place],
        A_eq=[[*np.ones(n), 0]],
        b_eq=[1],
    )
    return found.fun


@given(point_sets(hundredths))
def test_no_line_has_a_larger_margin(points):
    """Every mean of the t(x, 1) is at least as far from 0 as any margin is wide.

    So if the point at distance γ in the direction of the line is such a mean, no
    margin is wider than γ.
    """
    _, gap, bound = theorem(points)
    assert divided(points) is (gap > 0)
    if gap == 0:
        assert bound == math.inf
        return
    vectors = np.array(signed(points)) / UNIT
    directions = [d / np.linalg.norm(d) for d in touching(signed(points)) if any(d)]
    direction = max(directions, key=lambda d: (vectors @ d).min())
    assert (vectors @ direction).min() == pytest.approx(gap)
    assert distance_to_hull(vectors, gap * direction) < 1e-7


@pytest.mark.parametrize("name", ["AND", "two groups", "a thin gap"])
def test_the_largest_margin_of_a_set_is_that_of_a_solver(name):
    X, t = split(SETS[name])
    rows = t[:, np.newaxis] * np.column_stack([X, np.ones(len(X))])
    limits = {"type": "ineq", "fun": lambda u: rows @ u - 1, "jac": lambda u: rows}
    best = minimize(lambda u: u @ u, [1, 1, -1], constraints=limits, method="SLSQP")
    assert best.success
    assert theorem(SETS[name])[1] == pytest.approx(best.fun**-0.5, rel=1e-6)


@given(point_sets(hundredths, least=2))
def test_margin_and_bound_are_those_of_the_package(points):
    assume(len({t for *_, t in points}) == 2)
    radius_squared, gap, bound = theorem(points)
    X, t = split(points)
    lines = [u for u in touching(signed(points)) if any(u)]
    margins = [margin(X, t, u[:2], u[2]) for u in lines]
    assert radius_squared == pytest.approx((X**2).sum(axis=1).max() + 1)
    if gap == 0:
        assert max(margins) < 1e-9
        return
    u = lines[int(np.argmax(margins))]
    assert gap == pytest.approx(max(margins), rel=1e-9)
    assert bound == pytest.approx(mistake_bound(X, t, u[:2], u[2]), rel=1e-9)


@given(point_sets(hundredths))
def test_the_mistakes_never_exceed_the_bound(points):
    bound = theorem(points)[2]
    assume(bound < 2000)
    updates, rests = run(points, most=int(bound))
    assert rests
    vectors = np.array(signed(points))
    assert (vectors @ updates[-1].weights > 0).all()


@given(point_sets(hundredths))
def test_undivided_points_never_rest(points):
    assume(theorem(points)[1] == 0)
    assert not run(points, most=LAST)[1]
    numbers = Playground(points=points, step=LAST).numbers()
    assert (numbers["mistakes"], numbers["bound"]) == (LAST, math.inf)
    assert np.isfinite([v for name, v in numbers.items() if name != "bound"]).all()


@given(point_sets(hundredths), st.integers(0, LAST))
def test_the_numbers_are_those_of_the_run_after_so_many_updates(points, step):
    updates, rests = run(points, LAST)
    n = Playground(points=points, step=step).numbers()
    assert n["mistakes"] == min(step, len(updates))
    vectors = np.array([[0.0, 0.0, 0.0], *(signed(points)[u.point] for u in updates)])
    sums = vectors[: step + 1].sum(axis=0) / UNIT
    np.testing.assert_allclose([n["w1"], n["w2"], n["b"]], sums, atol=1e-9)
    if step > len(updates):
        assert rests
        assert n["epoch"] == updates[-1].epoch + 1
    else:
        assert n["epoch"] == (updates[step - 1].epoch if step else 1)


def test_the_chapters_numbers():
    rest = Playground(step=19).shown()
    assert (rest["mistakes"], rest["epoch"], rest["bound"]) == ("18", "9", "51.0")
    assert (rest["w1"], rest["w2"], rest["b"]) == ("3.00", "2.00", "−4.00")
    assert Playground(step=18).shown()["epoch"] == "8"
    xor = Playground(data="XOR", step=60).shown()
    assert (xor["w1"], xor["w2"], xor["b"]) == ("0.00", "0.00", "0.00")
    assert (xor["bound"], xor["margin"], xor["epoch"]) == ("∞", "0.0000", "15")


def test_a_narrower_gap_allows_and_makes_more_mistakes():
    wide, thin = Playground(data="two groups", step=60), Playground(data="a thin gap")
    thin.step = 60
    wide, thin = wide.numbers(), thin.numbers()
    assert wide["mistakes"] < 10 < 40 < thin["mistakes"] < LAST
    assert wide["bound"] < 30 < 250 < thin["bound"]


def test_one_class_alone_is_divided_too():
    n = Playground(points=[[1, 0, 1], [0, 1, 1]], step=2).numbers()
    assert (n["mistakes"], n["epoch"]) == (1, 2)
    assert n["bound"] == pytest.approx(2 / 1.5)


def test_a_new_set_brings_its_points_and_a_dragged_point_stays_where_it_is():
    playground = Playground(points=[[0.5, 0.5, 1], [0, 0, -1]])
    assert playground.points == ((0.5, 0.5, 1), (0, 0, -1))
    playground.data = "XOR"
    assert playground.points == SETS["XOR"]
    playground.points = np.array([[1.0, 1.0, -1.0]])
    assert playground.data == "XOR"
    assert playground.points == ((1, 1, -1),)
    # A page that goes back to where it began sends a set and points of its own.
    playground.set_state({"data": "AND", "points": [[0.25, 0.25, 1]]})
    assert (playground.data, playground.points) == ("AND", ((0.25, 0.25, 1),))
    playground.set_state({"data": "two groups"})
    assert playground.points == SETS["two groups"]


def test_points_are_rounded_to_hundredths():
    points = Playground(points=[[0.123456, -0.0001, 1]]).points
    assert points == ((0.12, 0, 1),)
    assert math.copysign(1, points[0][1]) == 1
    assert [type(each) for each in points[0]] == [float, float, int]


@pytest.mark.parametrize(
    ("points", "error", "message"),
    [
        (
            [[0, 1]],
            ValueError,
            "points must be rows (x1, x2, t), but the shape is (1, 2)",
        ),
        ([0, 1, 1], ValueError, "must be rows (x1, x2, t), but the shape is (3,)"),
        ([], ValueError, "points must not be empty, but its shape is (0,)"),
        ([[0, 0, 1]] * 13, ValueError, "points must be at most 12, but there are 13."),
        ([[0, 3, 1]], ValueError, "x1 and x2 must lie between -1 and 2, but one is 3."),
        ([[0, 1, 0]], ValueError, "t must be -1 or 1, but one is 0."),
        ([[0, math.nan, 1]], ValueError, "points must be finite, but it holds nan"),
        (
            [[0, 1, 1], [0]],
            ValueError,
            "points must be rectangular, but its rows differ",
        ),
        ("AND", TypeError, "points must hold real numbers, but it holds text"),
    ],
)
def test_bad_points_are_named_and_change_nothing(points, error, message):
    with pytest.raises(error, match=re.escape(message)):
        Playground(points=points)
    playground = Playground()
    with pytest.raises(error, match=re.escape(message)):
        playground.points = points
    assert playground.points == SETS["AND"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            {"data": "OR"},
            "data must be one of 'AND', 'two groups', 'a thin gap', 'XOR'",
        ),
        ({"step": 61}, "step must lie between 0 and 60, but it is 61"),
        ({"step": 0.5}, "step must be whole, but it is 0.5."),
    ],
)
def test_a_bad_setting_is_named(words, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        Playground(**words)


def test_the_table_holds_the_run():
    table = Playground().table()
    assert len(table) == 18
    assert table[0] == (1, 1, 0, 0, -1, 0, 0, -1)
    assert table[-1][-3:] == (3, 2, -4)
    assert len(Playground(data="XOR").table()) == 20
