"""What chapter 10 says of its wrong programs holds from several starts."""

import numpy as np
import pytest

from lessons_pkg import (
    MLP,
    cross_entropy,
    cross_entropy_from_logits,
    data,
    numerical_gradient,
    sigmoid,
)
from lessons_pkg.exercises import bugs as ex

from .conftest import CELLS

X, y = data.moons()
Y = y[:, np.newaxis]
SEEDS = range(5)


def coins(seed):
    return np.random.default_rng(seed).integers(0, 2, 200)


def losses(train, f, rate, epochs):
    """Return the losses on the moons after training, from five starts."""
    found = []
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        W1, W2 = rng.normal(size=(2, 6)), rng.normal(size=(6, 1))
        with np.errstate(all="ignore"):
            W1, W2 = train(X, Y, W1, W2, rate, epochs)
            z = (f(X @ W1) @ W2)[:, 0]
            found.append(np.mean(np.logaddexp(0, z) - y * z))
    return np.array(found)


def test_the_wrong_network_has_the_lower_loss_and_the_better_result():
    for seed in SEEDS:
        right, loss = ex.coin_flips.buggy(X, y, 1.0, 1000, seed)
        honest, its_loss = ex.coin_flips.fixed(X, y, 1.0, 1000, seed)
        assert right == 1 > honest
        assert loss == pytest.approx(0.07, abs=0.01)
        assert its_loss > 2 * loss


def test_only_the_wrong_network_learns_tosses_of_a_coin():
    for seed in range(10):
        assert ex.coin_flips.buggy(X, coins(seed), 1.0, 1000, seed)[0] == 1
        assert ex.coin_flips.fixed(X, coins(seed), 1.0, 1000, seed)[0] < 0.66


def test_the_package_fails_the_coin_as_it_should():
    for seed in SEEDS:
        model = MLP(hidden=(4,), learning_rate=1.0, epochs=100, seed=seed)
        assert (model.fit(X, coins(seed)).predict(X) == coins(seed)).mean() < 0.7


def test_mixing_up_inputs_matters_to_the_mended_neuron_alone():
    for seed in SEEDS:
        mixed = np.random.default_rng(seed).permutation(X)
        assert ex.all_right.buggy(mixed, y, 1.0, 300) == 1
        assert ex.all_right.fixed(mixed, y, 1.0, 300) < 0.6


def test_another_order_of_whole_samples_does_not_matter_to_the_mended_neuron():
    share = ex.all_right.fixed(X, y, 1.0, 300)
    for seed in SEEDS:
        order = np.random.default_rng(seed).permutation(200)
        assert ex.all_right.fixed(X[order], y[order], 1.0, 300) == share


def test_doubled_data_change_the_wrong_steps_alone():
    rows = np.random.default_rng(0).normal(size=(20, 3))
    labels = np.arange(20) % 2
    twice = np.vstack([rows, rows]), np.hstack([labels, labels])
    for train, alike in (
        (ex.thirty_columns.fixed, True),
        (ex.thirty_columns.buggy, False),
    ):
        once = train(rows, labels, 0.1, 5)
        assert np.allclose(once, train(*twice, 0.1, 5), atol=2e-3) is alike


def test_a_square_table_of_data_hides_the_wrong_divisor():
    rows = np.random.default_rng(1).normal(size=(4, 4))
    wrong, right = ex.thirty_columns.buggy, ex.thirty_columns.fixed
    labels = np.array([0, 1, 1, 0])
    assert (wrong(rows, labels, 0.5, 5) == right(rows, labels, 0.5, 5)).all()


def test_the_last_layer_alone_brings_the_loss_of_the_wrong_derivative_down():
    """Its gradient is right: with the first layer left alone, the runs begin well."""

    def last_layer(X, Y, W1, W2, rate, epochs):
        A1 = np.tanh(X @ W1)
        for _ in range(epochs):
            W2 = W2 - rate * A1.T @ (sigmoid(A1 @ W2) - Y) / len(X)
        return W1, W2

    before = losses(last_layer, np.tanh, 1.0, 0)
    assert (losses(last_layer, np.tanh, 1.0, 10) < 0.62 * before).all()


def test_a_derivative_in_the_wrong_variable_ends_in_nan():
    wrong = ex.sudden_end.buggy
    assert np.isnan(losses(wrong, np.tanh, 1.0, 500)).all()
    assert (losses(wrong, np.tanh, 1.0, 10) < 0.4).all()
    slower = losses(wrong, np.tanh, 0.3, 500)
    assert np.isnan(slower).sum() == 2
    assert slower[~np.isnan(slower)] == pytest.approx(0.26, abs=0.005)
    assert (losses(ex.sudden_end.fixed, np.tanh, 1.0, 500) < 0.27).all()


def test_another_losss_derivative_never_lets_the_loss_rise_here():
    sizes, labels = data.beans()
    beans = np.column_stack([sizes, np.ones(100)])
    last, end = [], []
    for program in (ex.slow_start.buggy, ex.slow_start.fixed):
        for seed in SEEDS:
            w, found = np.random.default_rng(seed).normal(0, 5, size=2), []
            for _ in range(301):
                loss, gradient = program(beans, labels, w)
                measured = numerical_gradient(
                    lambda w, program=program: program(beans, labels, w)[0], w
                )
                same = np.allclose(gradient, measured, atol=1e-6)
                assert same == (program is ex.slow_start.fixed)
                found.append(loss)
                w = w - 3.0 * gradient
            assert np.all(np.diff(found) < 0)
            last.append(found[100])
            end.append(round(found[300], 3))
    assert (np.array(last[5:]) < last[:5]).all()
    assert np.sign(np.subtract(end[5:], end[:5])).tolist() == [-1, -1, -1, 0, -1]


def test_the_bias_of_the_line_jumps_by_one_minus_n():
    x, targets = np.array([1.0, 2.0, 3.0]), np.array([2.0, 6.0, 4.0])
    away = [ex.straight_line.buggy(x, targets, k)[1] - 4 for k in range(4)]
    assert np.array(away[1:]) == pytest.approx(-2 * np.array(away[:-1]))
    assert ex.straight_line.fixed(x, targets, 1) == (1, 4)


def test_losses_hardly_show_that_a_list_was_not_copied():
    wrong = losses(ex.kept_weights.buggy, sigmoid, 5.0, 500).round(3)
    right = losses(ex.kept_weights.fixed, sigmoid, 5.0, 500).round(3)
    assert np.sign(right - wrong).tolist() == [-1, -1, 1, 0, 0]


def test_limits_make_the_loss_finite_and_too_low():
    x, labels = np.array([-2.0, 1.0, 3.0, 50.0]), np.array([0, 1, 1, 0])
    with np.errstate(divide="ignore"):
        assert np.isinf(ex.clipped_loss.buggy(x, labels, 4.0, 3)[1])
    w, from_z = 0.0, []
    for _ in range(3):
        from_z.append(cross_entropy_from_logits(labels, w * x))
        w = w - 4.0 * np.mean((sigmoid(w * x) - labels) * x)
    assert np.round(from_z[1:], 2).tolist() == [33, 24]
    limited = ex.clipped_loss.fixed(x, labels, 4.0, 3)
    assert limited[0] == round(from_z[0], 2)
    assert (limited[1:] < 0.8 * np.array(from_z[1:])).all()


def test_any_three_rows_of_xor_are_learned_and_all_four_are_not():
    inputs, labels = data.gates("xor")
    for seed in range(10):
        order = np.random.default_rng(seed).permutation(4)
        rows = inputs[order], labels[order]
        assert ex.xor_by_one.buggy(*rows, 1.0, 200, 3) == "3 of 3 right"
        assert int(ex.xor_by_one.fixed(*rows, 1.0, 200, 3)[0]) < 4


def test_a_test_at_zero_weights_cannot_fail():
    known = {"np": np, "sigmoid": sigmoid, "X": X, "Y": Y}
    known |= {"cross_entropy": cross_entropy, "numerical_gradient": numerical_gradient}
    exec(next(i.cell.source for i in CELLS if i.cell.id == "green-light"), known)
    for seed in range(20):
        rng = np.random.default_rng(seed)
        W1, W2 = rng.normal(size=(2, 6)), rng.normal(size=(6, 1))
        assert known["passes"](W1, 0 * W2)
        assert not known["passes"](W1, W2)


def test_three_samples_are_learned_with_the_bug_and_without():
    for program in (ex.coin_flips.buggy, ex.coin_flips.fixed):
        for seed in SEEDS:
            right, loss = program(X[:3], y[:3], 5.0, 300, seed)
            assert right == 1
            assert loss < 0.01
