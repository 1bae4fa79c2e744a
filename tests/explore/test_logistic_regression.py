"""The numbers of chapter 4's explorables against independent oracles."""

import json

import numpy as np
import pytest
from hypothesis import given
from mpmath import mp
from sklearn.linear_model import LogisticRegression as Peer

from lessons_pkg import data
from lessons_pkg.explore import Descent, LossSlopes
from lessons_pkg.explore.logistic_regression import SOLVERS, STOPS

from . import states

GRIDS = {
    LossSlopes: {"z": [tenth / 10 for tenth in range(-80, 81, 3)]},
    Descent: {"stop": range(len(STOPS))},
}


@given(states(LossSlopes))
def test_the_losses_and_slopes_are_those_of_their_definitions(losses):
    y = int(losses.label[-1])
    n = losses.numbers()

    def entropy(z):
        p = 1 / (1 + mp.exp(-z))
        return -(y * mp.log(p) + (1 - y) * mp.log(1 - p))

    def squared(z):
        return (1 / (1 + mp.exp(-z)) - y) ** 2 / 2

    with mp.workdps(40):
        for name, loss in {"entropy": entropy, "squared": squared}.items():
            assert n[name] == pytest.approx(float(loss(losses.z)), rel=1e-12)
            slope = float(mp.diff(loss, losses.z))
            assert n[f"{name}_slope"] == pytest.approx(slope, rel=1e-9)


@given(states(LossSlopes))
def test_the_ratio_is_that_of_the_two_slopes(losses):
    n = losses.numbers()
    assert n["entropy_slope"] / n["squared_slope"] == pytest.approx(n["ratio"])
    assert n["ratio"] >= 4


@pytest.mark.parametrize("size", Descent.size.choices)
def test_the_three_runs_start_at_zero_and_end_at_the_best_line(size):
    start, end = (Descent(stop=stop, size=size) for stop in (0, len(STOPS) - 1))
    X, y = data.beans()
    if size == "standardised":
        X = (X - X.mean(axis=0)) / X.std(axis=0)
    best = Peer(C=np.inf, tol=1e-10, max_iter=1000).fit(X, y)
    for solver in SOLVERS:
        first, last = start.at(0)[solver], end.at(len(STOPS) - 1)[solver]
        assert (first["w"], first["b"]) == (0, 0)
        assert first["loss"] == pytest.approx(np.log(2))
        near = 0.2 if solver == "gd" and size == "as measured" else 0.02
        assert last["w"] == pytest.approx(best.coef_[0, 0], rel=near)
        assert last["b"] == pytest.approx(best.intercept_[0], rel=near)


@pytest.mark.parametrize("size", Descent.size.choices)
def test_each_stop_of_gradient_descent_is_a_loop_of_its_own(size):
    run = Descent(size=size).runs[size]
    x, y = np.array(run["x"]), np.array(run["y"])
    w = b = 0.0
    for passes in range(51):
        if passes in STOPS:
            found = Descent(size=size).at(STOPS.index(passes))["gd"]
            assert (w, b) == pytest.approx((found["w"], found["b"]), abs=2e-3)
        error = 1 / (1 + np.exp(-(w * x + b))) - y
        w, b = w - 4 * np.mean(error * x), b - 4 * np.mean(error)


def test_newton_needs_the_fewest_passes_and_standardising_helps_the_gradient():
    measured, standard = Descent(stop=10), Descent(stop=10, size="standardised")
    a, b = measured.numbers(), standard.numbers()
    best = Descent(stop=20).numbers()["newton_loss"]
    assert a["newton_loss"] == pytest.approx(best, abs=1e-6)
    assert a["gd_loss"] - best > 5 * (b["gd_loss"] - best)


def test_a_path_is_in_order_and_rounded():
    for run in Descent().runs.values():
        for solver in SOLVERS:
            passes = [row[0] for row in run[solver]]
            assert passes == sorted(set(passes))
            assert passes[0] == 0
        assert len(json.dumps(run)) < 8000
