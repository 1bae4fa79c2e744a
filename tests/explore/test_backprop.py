"""The numbers of chapter 5's explorable against independent oracles."""

import itertools

import numpy as np
import pytest

from lessons_pkg import data, numerical_gradient
from lessons_pkg.explore import Training
from lessons_pkg.explore.backprop import (
    LAST,
    SETS,
    initial_weights,
    points,
    samples,
)
from lessons_pkg.explore.chance import mulberry32, permutation
from lessons_pkg.mlp import MLP

GRIDS = {Training: {}}
F = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(z, 0),
}


def entropy(model, arrays, X, y):
    """Return the loss and the outputs, neuron by neuron."""
    a = X
    half = len(arrays) // 2
    for i, (W, b) in enumerate(zip(arrays[:half], arrays[half:], strict=True)):
        z = np.array([[row @ w + c for w, c in zip(W.T, b, strict=True)] for row in a])
        a = F["sigmoid" if i == half - 1 else model.activation](z)
    p = a[:, 0]
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)), p


@pytest.mark.parametrize("activation", F)
@pytest.mark.parametrize("name", SETS)
def test_loss_right_and_sizes_are_those_of_the_model(name, activation):
    training = Training(name, (3, 2), activation, 0.5, "all", seed=2, epoch=30)
    model = training.model()
    X, y = samples(name)
    arrays = [*model.coefs_, *model.intercepts_]
    loss, p = entropy(model, arrays, X, y)
    shown = training.numbers()
    assert shown["loss"] == pytest.approx(loss)
    assert shown["right"] == np.sum((p > 0.5) == (y == 1))
    for number, layer in [("first", 0), ("last", 2)]:

        def with_layer(W, layer=layer):
            return entropy(model, [*arrays[:layer], W, *arrays[layer + 1 :]], X, y)[0]

        gradient = numerical_gradient(with_layer, arrays[layer])
        size = np.abs(gradient).mean()
        assert shown[number] == pytest.approx(size, rel=1e-4)


@pytest.mark.parametrize("batch", ["all", "10", "1"])
def test_the_model_is_an_mlp_from_the_same_start(batch):
    """With one order for all epochs, `MLP.fit` takes the same way."""
    settings = {"hidden": (5,), "activation": "tanh", "learning_rate": 0.1}
    training = Training("circles", batch=batch, seed=2, epoch=1, **settings)
    X, y = samples("circles")
    chance = mulberry32(2)
    start = initial_weights((2, 5, 1), chance)
    order = np.arange(200) if batch == "all" else permutation(200, chance)
    size = None if batch == "all" else int(batch)
    rest = {"batch_size": size, "shuffle": False, "epochs": 1, "init": start}
    fitted = MLP(**settings, **rest).fit(X[order], y[order])
    for one, other in zip(training.model().coefs_, fitted.coefs_, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-12)


def test_all_samples_at_once_are_an_ordinary_fit():
    start = initial_weights((2, 4, 1), mulberry32(0))
    fitted = MLP(
        hidden=(4,),
        learning_rate=5.0,
        batch_size=None,
        shuffle=False,
        epochs=120,
        init=start,
    ).fit(*samples("moons"))
    model = Training(epoch=120).model()
    assert [W.tolist() for W in model.coefs_] == [W.tolist() for W in fitted.coefs_]
    assert model.n_iter_ == 120


def test_the_samples_are_the_data_sets():
    for name, (X, y) in {
        "moons": data.moons(),
        "XOR": data.gates("xor"),
        "circles": data.circles(),
        "beans": data.beans(),
    }.items():
        rows = np.array(points(name))
        np.testing.assert_allclose(rows[:, :-1], X, atol=5.1e-4)
        np.testing.assert_array_equal(rows[:, -1], y)
        assert Training().sets[name] == points(name)


def test_weights_start_within_glorots_limits():
    sizes = (2, 8, 3, 1)
    coefs, intercepts = initial_weights(sizes, mulberry32(5))
    for (k, m), W, b in zip(itertools.pairwise(sizes), coefs, intercepts, strict=True):
        assert W.shape == (k, m)
        assert np.abs(W).max() < np.sqrt(6 / (k + m))
        assert b.tolist() == [0.0] * m
    W = np.concatenate([W.ravel() for W in coefs])
    assert W.min() < -0.4 < 0.4 < W.max()


@pytest.mark.parametrize("name", ["moons", "XOR"])
def test_depth_makes_the_first_layer_wait(name):
    shallow, deep = Training(name), Training(name, (6, 6, 6))
    gap = [t.numbers()["last"] / t.numbers()["first"] for t in (shallow, deep)]
    assert gap[1] > 10 * gap[0]


def test_a_description_is_the_same_on_every_machine():
    """The table is that of a start that is off by a hair, too."""
    exact = Training().page_html()
    X, y = samples("moons")
    coefs, intercepts = initial_weights((2, 4, 1), mulberry32(0))
    start = [W * (1 + 1e-11) for W in coefs], intercepts
    for epoch, *_ in Training().table():
        moved = MLP(
            hidden=(4,), learning_rate=5.0, batch_size=None, epochs=epoch, init=start
        ).fit(X, y)
        loss, *_ = moved.loss_and_gradients(X, y[:, np.newaxis])
        right = (moved.predict(X) == y).sum()
        assert f"<tr><td>{epoch}</td><td>{loss:.3f}</td><td>{right}</td>" in exact


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"hidden": ()}, ValueError, r"hidden must be one to 3 layers .* it is \(\)"),
        ({"hidden": (1, 2, 3, 4)}, ValueError, "hidden must be one to 3 layers of at"),
        ({"hidden": (9,)}, ValueError, r"of at most 8 neurons, such as \(4,\), but"),
        ({"hidden": (0,)}, ValueError, "a size in hidden must be at least 1"),
        ({"hidden": 4}, TypeError, "hidden must be a tuple of integers such as"),
        ({"hidden": (2.5,)}, TypeError, "a size in hidden must be an integer"),
        ({"data": "iris"}, ValueError, "data must be one of 'moons', 'XOR'"),
        ({"activation": "step"}, ValueError, "activation must be one of 'sigmoid'"),
        ({"batch": 7}, ValueError, "batch must be one of 'all', '10', '1'"),
        ({"learning_rate": 11}, ValueError, "learning_rate must lie between 0.01"),
        ({"seed": 0.5}, ValueError, "seed must be whole, but it is 0.5"),
        ({"epoch": LAST + 1}, ValueError, "epoch must lie between 0 and 5000"),
    ],
)
def test_a_bad_setting_is_named(change, error, message):
    with pytest.raises(error, match=message):
        Training(**change)


def test_what_the_page_sends_becomes_python():
    training = Training(batch=10)
    training.set_state({"hidden": [3, 2], "learning_rate": 1, "epoch": 2})
    assert training.hidden == (3, 2)
    assert type(training.learning_rate) is float
    assert training.model().n_iter_ == 2
    assert "MLP(hidden=(3, 2)) with sigmoid and learning rate 1.00" in repr(training)


def test_a_network_of_dead_units_has_no_gradient_and_a_description():
    training = Training("XOR", (2,), "relu", 10.0, seed=0, epoch=200)
    seeds = (seed for seed in range(50))
    while training.numbers()["first"]:
        training.seed = next(seeds)
    assert training.shown()["first"] == "0"
    assert "derivative for a weight is 0 in the first layer" in repr(training)


def test_training_ends_before_the_weights_overflow(monkeypatch):
    x = np.array([-1e308, -1e308, 1e308, 1e308])
    far = np.column_stack([x, np.ones(4)]), np.array([0, 1, 0, 1])
    monkeypatch.setattr("lessons_pkg.explore.backprop.samples", lambda name: far)
    model = Training(activation="relu", epoch=50).model()
    assert model.n_iter_ < 50
    assert all(np.isfinite(W).all() for W in model.coefs_)


def test_the_small_form_is_a_sentence_where_no_script_runs():
    words = Training(small=True, seed=1).page_html()
    rights = [Training(seed=1, epoch=n).shown()["right"] for n in (0, 100, 500, 1000)]
    first, *later = rights
    assert f"It gets {first} samples right at first" in words
    for n, right in zip((100, 500, 1000), later, strict=True):
        assert f"{right} after {n} epochs" in words
    assert "<table" not in words
