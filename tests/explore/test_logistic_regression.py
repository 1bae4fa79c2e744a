"""The numbers of chapter 4's explorables against independent oracles."""

import json

import numpy as np
import pytest
from hypothesis import given
from mpmath import mp
from sklearn.linear_model import LogisticRegression as Peer

from lessons_pkg import data
from lessons_pkg.explore import Descent, Losses
from lessons_pkg.explore.chance import Orders
from lessons_pkg.explore.logistic_regression import LAST, SOLVERS

from . import states

GRIDS = {
    Losses: {"z": [tenth / 10 for tenth in range(-80, 81, 3)]},
    Descent: {},
}


@given(states(Losses))
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


@given(states(Losses))
def test_the_ratio_is_that_of_the_two_slopes(losses):
    n = losses.numbers()
    assert n["entropy_slope"] / n["squared_slope"] == pytest.approx(n["ratio"])
    assert n["ratio"] >= 4


@pytest.mark.parametrize("size", Descent.size.choices)
def test_the_three_runs_start_at_zero_and_end_at_the_best_line(size):
    figure = Descent(size=size)
    X, y = data.beans()
    if size == "standardised":
        X = (X - X.mean(axis=0)) / X.std(axis=0)
    best = Peer(C=np.inf, tol=1e-10, max_iter=1000).fit(X, y)
    for solver in SOLVERS:
        first, last = figure.at(0)[solver], figure.at(LAST)[solver]
        assert (first["w"], first["b"]) == (0, 0)
        assert first["loss"] == pytest.approx(np.log(2))
        near = 0.2 if solver == "gd" and size == "as measured" else 0.02
        assert last["w"] == pytest.approx(best.coef_[0, 0], rel=near)
        assert last["b"] == pytest.approx(best.intercept_[0], rel=near)


@pytest.mark.parametrize("size", Descent.size.choices)
def test_each_epoch_of_gradient_descent_is_a_loop_of_its_own(size):
    figure = Descent(size=size, gd_rate=2.5)
    x, y = np.array(figure.sets[size]).T
    w = b = 0.0
    for epoch in range(51):
        found = figure.at(epoch)["gd"]
        assert (w, b) == pytest.approx((found["w"], found["b"]))
        error = 1 / (1 + np.exp(-(w * x + b))) - y
        w, b = w - 2.5 * np.mean(error * x), b - 2.5 * np.mean(error)


@pytest.mark.parametrize("size", Descent.size.choices)
def test_each_epoch_of_stochastic_descent_is_a_loop_of_its_own(size):
    figure = Descent(size=size, sgd_rate=0.5)
    orders, w, b = Orders(0), 0.0, 0.0
    for epoch in range(6):
        found = figure.at(epoch)["sgd"]
        assert (w, b) == pytest.approx((found["w"], found["b"]))
        for i in orders.permutation(100):
            x, y = figure.sets[size][i]
            step = 0.5 / (1 + 0.02 * epoch) * (1 / (1 + np.exp(-(w * x + b))) - y)
            w, b = w - step * x, b - step


def test_newton_needs_the_fewest_epochs_and_standardising_helps_the_gradient():
    measured, standard = Descent(epoch=10), Descent(epoch=10, size="standardised")
    a, b = measured.numbers(), standard.numbers()
    best = Descent(epoch=LAST).numbers()["newton_loss"]
    assert a["newton_loss"] == pytest.approx(best, abs=1e-6)
    assert a["gd_loss"] - best > 5 * (b["gd_loss"] - best)


def test_a_rate_that_is_too_long_throws_the_run_about():
    losses = [Descent(gd_rate=40.0).at(epoch)["gd"]["loss"] for epoch in range(6)]
    assert losses[1] > 2 > losses[2]
    assert losses[3] > 2 > losses[4]


def test_what_the_page_knows_is_short():
    assert len(json.dumps(Descent().page_state())) < 5000
