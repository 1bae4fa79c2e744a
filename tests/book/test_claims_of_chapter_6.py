"""What chapter 6 says of networks that learn holds from many starts."""

import math
import warnings

import numpy as np
import pytest

from lessons_pkg import MLP, cross_entropy, data, sigmoid
from lessons_pkg.activation import ACTIVATIONS
from lessons_pkg.mlp import initial_weights

from .conftest import CELLS

STARTS = range(5)
RATES = (0.1, 0.5, 3.0, 10.0)
SCALES = {"sigmoid": 1.0, "tanh": 1.0, "relu": math.sqrt(2)}


def fitted(name, layers, X, y, rate, epochs, seed, scale=None):
    """Return a network of the chapter, after its training."""
    hidden = (10,) * layers
    W, b = initial_weights([X.shape[1], *hidden, 1], seed=seed)
    W[:-1] = [(scale or SCALES[name]) * matrix for matrix in W[:-1]]
    model = MLP(
        hidden=hidden,
        activation=name,
        learning_rate=rate,
        epochs=epochs,
        batch_size=20,
        init=(W, b),
        seed=seed,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return model.fit(X, y)


def losses(name, layers, rate, epochs=100, scale=None):
    """Return the last losses on the moons, from five starts."""
    X, y = data.moons()
    runs = (fitted(name, layers, X, y, rate, epochs, k, scale) for k in STARTS)
    return np.array([run.loss_curve_[-1] for run in runs])


@pytest.mark.parametrize("name", ["tanh", "relu"])
@pytest.mark.parametrize("layers", [1, 3, 5, 7])
def test_tanh_and_relu_learn_at_any_of_these_depths(name, layers):
    best = min((losses(name, layers, rate) for rate in RATES), key=np.mean)
    assert best.max() < 0.05


def test_three_sigmoid_layers_need_the_largest_rate():
    for rate in RATES[:-1]:
        assert (losses("sigmoid", 3, rate) > 0.2).sum() >= 4
    assert losses("sigmoid", 3, RATES[-1]).max() < 0.01


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("layers", [5, 7])
def test_five_sigmoid_layers_learn_nothing_in_a_hundred_epochs(layers, rate):
    assert losses("sigmoid", layers, rate).min() > 0.68


def test_in_a_thousand_epochs_five_sigmoid_layers_do_and_seven_do_not():
    assert (losses("sigmoid", 5, 1.0, epochs=1000) < 0.05).sum() == 4
    for rate in (0.5, 1.0, 3.0, 10.0):
        assert losses("sigmoid", 7, rate, epochs=1000).min() > 0.68


def test_larger_weights_help_five_layers_and_four_networks_of_eight():
    assert losses("sigmoid", 5, 3.0, scale=4.0).max() < 0.05
    learned = [
        (losses("sigmoid", 8, rate, scale=4.0) < 0.05).sum()
        for rate in (0.5, 1.0, 3.0, 10.0)
    ]
    assert max(learned) == learned[1] == 4


def factors(name, s, layers=20):
    """Return the chapter's factor for each layer but the last, first layer first."""
    known = {"np": np, "ACTIVATIONS": ACTIVATIONS}
    exec(next(i.cell.source for i in CELLS if i.cell.id == "signal-sizes"), known)
    sizes = [known["signal_sizes"](name, s, layers, seed=seed) for seed in STARTS]
    return np.mean([np.divide(size[:-1], size[1:]) for size in sizes], axis=0)


def test_sigmoids_reach_a_factor_of_one_at_about_ten():
    assert factors("sigmoid", 4.0).mean() == pytest.approx(0.61, abs=0.02)
    assert factors("sigmoid", 8.0).mean() < 0.92
    assert factors("sigmoid", 10.0).mean() == pytest.approx(1, abs=0.05)
    assert factors("sigmoid", 12.0).mean() > 1.03


def test_tanh_loses_most_in_the_first_layers_and_little_in_the_last():
    first, *_, last = factors("tanh", 1.0)
    assert first < 0.75
    assert last > 0.95
    assert np.argmin(factors("tanh", 1.0)) == 0


def tumours(seed):
    """Return the chapter's training, validation and test sets."""
    X, y = data.breast_cancer()
    rows = np.split(np.random.default_rng(seed).permutation(569), [341, 455])
    X = (X - X[rows[0]].mean(axis=0)) / X[rows[0]].std(axis=0)
    return [(X[part], y[part]) for part in rows]


def chosen(learn, validation, rates, epochs, seed):
    """Return the five sigmoid layers that do best on the validation set."""
    X, y = validation
    tried = [fitted("sigmoid", 5, *learn, rate, epochs, seed) for rate in rates]
    z = [model.decision_function(X) for model in tried]
    return tried[np.argmin([cross_entropy(y, sigmoid(each)) for each in z])]


def test_sigmoids_of_five_layers_call_every_tumour_benign_at_first():
    rates = (0.03, 0.1, 0.3, 1.0, 3.0)
    for seed in range(10):
        learn, validation, (X, y) = tumours(seed)
        model = chosen(learn, validation, rates, 20, seed)
        assert (model.predict(X) == 1).all()
        assert 38 <= (y == 0).sum() <= 53


def test_in_a_hundred_epochs_nine_of_ten_have_learned():
    wrong = []
    for seed in range(10):
        learn, validation, (X, y) = tumours(seed)
        model = chosen(learn, validation, (0.1, 1.0, 3.0), 100, seed)
        wrong.append((model.predict(X) != y).sum())
    *learned, failed = sorted(wrong)
    assert failed > 30
    assert max(learned) <= 8
    assert np.mean(learned) < 5


def silent(model, X):
    """Return which units of the first layer are negative for every sample."""
    return (X @ model.coefs_[0] + model.intercepts_[0] <= 0).all(axis=0)


@pytest.mark.parametrize("seed", STARTS)
def test_a_dead_unit_stays_dead_and_a_leaky_one_has_a_gradient(seed):
    X, y = data.moons()
    how = {"learning_rate": 10.0, "batch_size": 20, "hidden": (10,)}
    model = MLP(activation="relu", epochs=100, seed=seed, **how).fit(X, y)
    dead = silent(model, X)
    assert dead.sum() >= 5
    start = model.coefs_, model.intercepts_
    later = MLP(activation="relu", epochs=50, seed=1, init=start, **how).fit(X, y)
    assert np.array_equal(later.coefs_[0][:, dead], model.coefs_[0][:, dead])
    leaky = MLP(activation="leaky_relu", epochs=100, seed=seed, **how).fit(X, y)
    _, gradients, _ = leaky.loss_and_gradients(X, y[:, np.newaxis])
    assert (gradients[0][:, silent(leaky, X)] != 0).all()
    assert (leaky.predict(X) == y).sum() > 175


def test_of_twenty_leaky_networks_about_a_third_get_no_further_than_a_neuron():
    X, y = data.moons()
    how = {"learning_rate": 10.0, "batch_size": 20, "hidden": (10,), "epochs": 100}
    right = [
        (MLP(activation="leaky_relu", seed=k, **how).fit(X, y).predict(X) == y).sum()
        for k in range(20)
    ]
    assert min(right[:5]) > 175
    assert 5 <= sum(count <= 175 for count in right) <= 8
