"""What pages 4a to 5a say of chance, of limits and of penalties, and do not show."""

import itertools

import numpy as np
import pytest

from lessons_pkg import data, sigmoid
from lessons_pkg.logistic_regression import Problem

from .conftest import CODE

# Ten splits of the same tumours, 400 to learn from and 169 for the test, are not
# independent: Nadeau & Bengio (2003) make their interval this many times as wide.
CORRECTION = np.sqrt(1 + 10 * 169 / 400)


def run(page, *names, known=None):
    """Return what some cells of a page define, without what they print."""
    known = {"__name__": page, "print": lambda *_, **__: None} | (known or {})
    cells = {c.cell.id: c.cell.source for c in CODE if c.path.stem == page}
    for name in names:
        exec(cells[name], known)
    return known


def half(values, correction=1.0):
    """Return half of the 95 % interval for the mean of ten values."""
    return correction * 2.26 * np.std(values, ddof=1) / np.sqrt(10)


# Page 4a ------------------------------------------------------------------------------


def test_a_penalty_curves_the_loss_along_each_weight_and_not_along_the_bias():
    X, y = data.beans(noise=0.0)
    ones = np.column_stack([X, np.ones(len(y))])
    for l2, bias in itertools.product((0.0001, 0.001, 0.01), (0.0, 10.0, 20.0)):
        problem = Problem(ones, y, penalty=np.array([l2, 0.0]))
        H = problem.hessian(problem.at(np.array([0.0, bias])).p)
        assert H[0, 0] >= l2
        assert bias == 0.0 or H[1, 1] < l2


# Page 4b ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def flights():
    return run("04b_how_sure", "imports", "flights", "fit", "table", "coverage")


def test_the_interval_for_99_percent_stops_just_short_of_0(flights):
    """With a cut that catches the weight in 99 % of the worlds, it would not."""
    table, weights = flights["table"], flights["weights"]
    drop = table.max() - table[np.isclose(weights, 0)].max()
    assert 2.58**2 / 2 < drop < np.quantile(flights["drops"], 0.99)


def test_a_thousand_draws_leave_the_bootstrap_a_tenth_of_play(flights):
    """Its lower end is itself a number that depends on the draws."""
    answers = run("04b_how_sure", "bootstrap", known=flights)["answers"]
    again = np.random.default_rng(0).choice(answers, size=(1000, 1000))
    ends = np.quantile(again, 0.025, axis=1)
    assert ends.mean() == pytest.approx(0.87, abs=0.01)
    assert 2 * ends.std() == pytest.approx(0.1, abs=0.02)


# Page 4c ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tumours():
    return run("04c_choosing_honestly", "imports", "split", "fit", "cross-validate")


def test_where_no_penalty_stops_the_neuron_is_sure_of_most_tumours(tumours):
    fit, y, train, held = (
        tumours[name] for name in ("fit", "y", "train", "validation")
    )
    p = sigmoid(fit(train, 0)(train))
    given = np.where(y[train] == 1, p, 1 - p)
    assert (given > 0.5).all()  # a plane divides the training set
    assert (given < 0.99).sum() == 46
    p = sigmoid(fit(train, 0)(held))
    sure = np.maximum(p, 1 - p) > 0.99
    assert sure.sum() == 87
    wrong = (p > 0.5) != y[held]
    given = np.where(y[held] == 1, p, 1 - p)
    share = -np.log(given[sure & wrong]).sum() / -np.log(given).sum()
    assert share > 0.8  # where it is sure and wrong, that is costly


def test_a_strong_penalty_is_clearly_worse_and_a_very_weak_one_is_not(tumours):
    fold_losses = tumours["fold_losses"]
    best = fold_losses(0.003)
    for l2, clearly in ((0.0001, False), (0.1, True), (1, True)):
        more = fold_losses(l2) - best
        assert more.mean() > 0.05
        assert (more.mean() > half(more, np.sqrt(1 + 10 / 9))) == clearly


def test_ten_splits_settle_the_loss_and_not_the_mistakes(tumours):
    fit, y = tumours["fit"], tumours["y"]
    loss = tumours["cross_entropy_from_logits"]
    mistakes, losses = {}, {}
    for l2 in (0, 1e-8, 0.003):
        orders = [np.random.default_rng(seed).permutation(len(y)) for seed in range(10)]
        found = [(y[o[400:]], fit(o[:400], l2)(o[400:])) for o in orders]
        mistakes[l2] = np.array([np.sum((z > 0) != label) for label, z in found])
        losses[l2] = np.array([loss(label, z) for label, z in found])
    for numbers, expected in (
        (mistakes, (9.2, 7.0, 3.9)),
        (losses, (0.53, 1.96, 0.08)),
    ):
        means = [numbers[l2].mean() for l2 in (0, 1e-8, 0.003)]
        assert means == pytest.approx(expected, abs=0.005)
    more = mistakes[1e-8] - mistakes[0.003]
    assert 0 < more.mean() < half(more, CORRECTION)
    assert (more.mean(), half(more, 2)) == pytest.approx((3.1, 4.0), abs=0.05)
    for l2 in (0, 1e-8):
        assert (losses[l2] > losses[0.003]).all()
    more = losses[1e-8] - losses[0.003]
    assert more.mean() > half(more, CORRECTION)


# Page 5a ------------------------------------------------------------------------------


def test_a_quiet_start_is_not_quite_shown_to_be_better():
    """Counted exactly, turning the signs of the contested tumours in all ways."""
    names = ("folds", "neuron", "mistakes", "network", "loud", "glorot", "quiet")
    found = run("05a_real_data", "imports", "output", "learn", "class", *names)
    fifths = np.rint(5 * (found["quiet"] - found["loud"])).astype(int)
    contested = fifths[fifths != 0]
    assert (len(contested), contested.sum() / 5) == (28, -4.4)
    chances = np.ones(1)  # of each sum, from the smallest to the largest
    for step in np.abs(contested):
        turned = np.zeros(2 * step + 1)
        turned[[0, -1]] = 0.5
        chances = np.convolve(chances, turned)
    sums = np.arange(len(chances)) - len(chances) // 2
    assert 0.05 < chances[np.abs(sums) >= -contested.sum()].sum() < 0.06
