"""The network against scikit-learn, PyTorch and the answers that it should find."""

import contextlib
import itertools
import math
import pickle
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone, is_classifier, is_regressor
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from lessons_pkg import data
from lessons_pkg.activation_zoo import ACTIVATIONS
from lessons_pkg.backprop import Network
from lessons_pkg.estimator import ConvergenceWarning
from lessons_pkg.gradient import check_gradient
from lessons_pkg.logistic_regression import LogisticRegression
from lessons_pkg.mlp import MLP
from lessons_pkg.weights import initial_weights

NAN, INF = math.nan, math.inf
PEER = {"sigmoid": "logistic", "tanh": "tanh", "relu": "relu", "identity": "identity"}


def sample(kind, n=37, seed=0):
    """Return X and a y of that kind, and how many outputs it takes."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, 4))
    z = X @ rng.normal(size=(4, 3)) + rng.normal(size=(n, 3))
    return X, *{
        "two": lambda: ((z[:, 0] > 0).astype(int), 1),
        "three": lambda: (z.argmax(axis=1), 3),
        "labels": lambda: ((z > 0).astype(int), 3),
        "number": lambda: (z[:, 0], 1),
        "numbers": lambda: (z, 3),
    }[kind]()


def parameters(model):
    return [*model.coefs_, *model.intercepts_]


def assert_close(ours, theirs, rtol=1e-10):
    for a, b in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(a, b, rtol=rtol, atol=1e-13)


# The same start, the same batches, the same end ---------------------------------------


@pytest.mark.parametrize("activation", PEER)
@pytest.mark.parametrize("hidden", [(5,), (6, 3)])
@pytest.mark.parametrize("kind", ["two", "three", "labels", "number", "numbers"])
def test_from_the_same_start_it_ends_where_scikit_learn_does(kind, hidden, activation):
    X, y, outputs = sample(kind)
    start = initial_weights((4, *hidden, outputs), seed=1)
    epochs, size, rate = 12, 10, 0.05
    output = {"labels": "sigmoid", "number": "identity", "numbers": "identity"}.get(
        kind
    )
    ours = MLP(
        hidden=hidden,
        activation=activation,
        output=output,
        learning_rate=rate,
        epochs=epochs,
        batch_size=size,
        shuffle=False,
        init=start,
    ).fit(X, y)

    peer = MLPRegressor if output == "identity" else MLPClassifier
    theirs = peer(
        hidden_layer_sizes=hidden,
        activation=PEER[activation],
        solver="sgd",
        alpha=0,
        momentum=0,
        learning_rate="constant",
        learning_rate_init=rate,
        batch_size=size,
        shuffle=False,
        max_iter=1,
        n_iter_no_change=1000,
        warm_start=True,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that one epoch is not enough
        theirs.fit(X, y)
        theirs.coefs_ = [W.copy() for W in start[0]]
        theirs.intercepts_ = [b.copy() for b in start[1]]
        theirs.loss_curve_ = []
        del theirs._optimizer  # it holds the arrays that were there before
        for _ in range(epochs):
            theirs.fit(X, y)

    assert_close(parameters(ours), parameters(theirs))
    if kind != "numbers":  # of several numbers scikit-learn's loss is the mean
        np.testing.assert_allclose(
            ours.loss_curve_, theirs.loss_curve_[-epochs:], rtol=1e-9
        )
    if kind == "labels":
        np.testing.assert_allclose(ours.predict_proba(X), theirs.predict_proba(X))
    np.testing.assert_allclose(ours.predict(X), theirs.predict(X), rtol=1e-9)
    assert ours.score(X, y) == pytest.approx(theirs.score(X, y), rel=1e-9)


@pytest.mark.parametrize("loss", ["cross_entropy", "squared_error"])
@pytest.mark.parametrize("output", ["sigmoid", "softmax"])
def test_from_the_same_start_it_ends_where_pytorch_does(output, loss):
    torch = pytest.importorskip("torch")
    X, y, _ = sample("three")
    start = initial_weights((4, 6, 5, 3), seed=1)
    ours = MLP(
        hidden=(6, 5),
        activation="tanh",
        output=output,
        loss=loss,
        learning_rate=0.2,
        epochs=20,
        batch_size=8,
        shuffle=False,
        init=start,
    ).fit(X, y)
    coefs, intercepts = (
        [torch.tensor(array, requires_grad=True) for array in arrays]
        for arrays in start
    )
    optimiser = torch.optim.SGD([*coefs, *intercepts], lr=0.2)
    inputs, targets = torch.tensor(X), torch.eye(3, dtype=torch.float64)[y]
    for _ in range(20):
        for rows in torch.arange(len(X)).split(8):
            z = inputs[rows]
            for layer, (W, b) in enumerate(zip(coefs, intercepts, strict=True)):
                z = (torch.tanh(z) if layer else z) @ W + b
            a = torch.sigmoid(z) if output == "sigmoid" else torch.softmax(z, dim=1)
            if loss == "squared_error":
                total = ((a - targets[rows]) ** 2).sum() / 2
            elif output == "softmax":
                total = -(targets[rows] * torch.log_softmax(z, dim=1)).sum()
            else:
                total = torch.nn.functional.binary_cross_entropy_with_logits(
                    z, targets[rows], reduction="sum"
                )
            optimiser.zero_grad()
            (total / len(rows)).backward()
            optimiser.step()
    found = [tensor.detach().numpy() for tensor in (*coefs, *intercepts)]
    assert_close(parameters(ours), found)


def test_without_hidden_layers_it_is_logistic_regression():
    X, y, _ = sample("two")
    network = MLP(
        hidden=(), init="zeros", batch_size=None, epochs=30, learning_rate=0.5
    )
    logistic = LogisticRegression(epochs=30, learning_rate=0.5)
    network.fit(X, y), logistic.fit(X, y)
    np.testing.assert_allclose(network.coefs_[0].T, logistic.coef_, rtol=1e-12)
    np.testing.assert_allclose(network.intercepts_[0], logistic.intercept_, rtol=1e-12)
    np.testing.assert_allclose(network.predict_proba(X), logistic.predict_proba(X))
    np.testing.assert_allclose(
        network.loss_curve_[1:], logistic.loss_curve_[:-1], rtol=1e-12
    )


# What it learns -----------------------------------------------------------------------


def test_xor_is_solved_with_a_hidden_layer_and_not_without():
    X, y = data.gates("xor")
    params = {"learning_rate": 5.0, "epochs": 1000}
    assert MLP(hidden=(4,), **params).fit(X, y).score(X, y) == 1
    p = MLP(hidden=(), **params).fit(X, y).predict_proba(X)
    np.testing.assert_allclose(p, 0.5, atol=1e-4)


def test_a_3_4_1_network_learns_the_truth_table_of_chapter_5():
    X, y = [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]], [0, 1, 1, 0]
    for loss in ("cross_entropy", "squared_error"):
        model = MLP(
            hidden=(4,), loss=loss, learning_rate=4.0, epochs=8000, batch_size=None
        ).fit(X, y)
        np.testing.assert_allclose(model.predict_proba(X)[:, 1], y, atol=0.05)


def test_the_moons_come_apart():
    X, y = data.moons(n=200, noise=0.15, seed=0)
    model = MLP(hidden=(8,), learning_rate=0.5, epochs=500, seed=0).fit(X, y)
    assert model.score(X, y) > 0.98


@pytest.mark.parametrize(
    ("output", "loss"),
    [("softmax", "cross_entropy"), ("sigmoid", "squared_error"), ("sigmoid", None)],
)
def test_digits_are_read(output, loss):
    X, y = data.digits()
    model = MLP(hidden=(32,), output=output, loss=loss, learning_rate=0.5, epochs=15)
    model.fit(X[:1200] / 16, y[:1200])
    assert model.score(X[1200:] / 16, y[1200:]) > 0.88


def test_a_curve_is_followed():
    x = np.linspace(-3, 3, 60)[:, np.newaxis]
    model = MLP(output="identity", activation="tanh", learning_rate=0.1, epochs=600)
    assert model.fit(x, np.sin(x[:, 0])).score(x, np.sin(x[:, 0])) > 0.98
    both = np.column_stack([np.sin(x[:, 0]), np.cos(x[:, 0])])
    assert model.fit(x, both).predict(x).shape == (60, 2)
    assert model.score(x, both) > 0.95


def test_zeros_as_first_weights_leave_the_neurons_alike():
    X, y = data.gates("xor")
    model = MLP(hidden=(4,), init="zeros", learning_rate=1.0, epochs=200)
    model.fit(X, np.array([0, 1, 1, 1]))
    inner, outer = model.coefs_
    assert np.abs(inner).max() > 0.1
    np.testing.assert_allclose(inner, inner[:, [0, 0, 0, 0]], rtol=1e-12)
    np.testing.assert_allclose(outer, outer[[0, 0, 0, 0]], rtol=1e-12)
    relu = MLP(hidden=(4,), init="zeros", activation="relu", epochs=5).fit(X, y)
    assert all((W == 0).all() for W in relu.coefs_)


@given(st.sampled_from(list(ACTIVATIONS)), st.integers(0, 100))
@settings(max_examples=20)
def test_every_activation_lowers_the_loss(activation, seed):
    X, y, _ = sample("three", seed=seed)
    model = MLP(activation=activation, learning_rate=0.05, epochs=30, seed=seed).fit(
        X, y
    )
    assert model.loss_curve_[-1] < model.loss_curve_[0]


# One step at chosen weights -----------------------------------------------------------


def test_a_step_worked_out_by_hand():
    model = MLP(hidden=(1,), loss="squared_error")
    model.coefs_, model.intercepts_ = [[[0.0]], [[2.0]]], [[0.0], [-1.0]]
    loss, (first, last), (inner, outer) = model.loss_and_gradients([[3.0]], [[1.0]])
    # a₁ = σ(0) = 1/2 and a₂ = σ(2/2 - 1) = 1/2, so that the error is -1/2.
    assert loss == 0.125
    delta = -0.5 * 0.25
    assert outer == [delta]
    assert last == [[delta * 0.5]]
    assert inner == [delta * 2 * 0.25]
    assert first == [[delta * 2 * 0.25 * 3]]


@pytest.mark.parametrize("kind", ["two", "three", "labels", "numbers"])
def test_the_gradients_belong_to_the_fitted_network(kind):
    X, y, outputs = sample(kind)
    output = {"labels": "sigmoid", "numbers": "identity"}.get(kind)
    model = MLP(hidden=(3,), activation="tanh", output=output, epochs=2).fit(X, y)
    Y = {"two": lambda: y[:, np.newaxis], "three": lambda: np.eye(3)[y]}.get(
        kind, lambda: y
    )()
    _, *gradients = model.loss_and_gradients(X, Y)
    for arrays, derived in zip(
        (model.coefs_, model.intercepts_), gradients, strict=True
    ):
        for layer, weights in enumerate(list(arrays)):

            def loss(moved, arrays=arrays, layer=layer):
                arrays[layer] = moved
                return model.loss_and_gradients(X, Y)[0]

            assert check_gradient(loss, derived[layer], weights) < 1e-7
            arrays[layer] = weights
    assert Y.shape == (len(X), outputs)


def test_whole_numbers_as_weights_are_not_cut():
    whole = ([[[1, -1], [2, 1]], [[1], [-2]]], [[0, 1], [1]])
    X, y = data.gates("xor")
    model = MLP(hidden=(2,), init=whole, epochs=3, learning_rate=0.1).fit(X, y)
    floats = (
        [np.array(W, float) for W in whole[0]],
        [np.array(b, float) for b in whole[1]],
    )
    other = MLP(hidden=(2,), init=floats, epochs=3, learning_rate=0.1).fit(X, y)
    assert_close(parameters(model), parameters(other))
    assert model.coefs_[0][0, 0] not in (0, 1)
    assert whole[0][0] == [[1, -1], [2, 1]]

    model.coefs_, model.intercepts_ = [np.array(W) for W in whole[0]], whole[1]
    loss, *_ = model.loss_and_gradients(X, y[:, np.newaxis])
    other.coefs_, other.intercepts_ = floats
    assert loss == other.loss_and_gradients(X, y[:, np.newaxis])[0]


def test_the_step_is_not_taken_by_looking_at_it():
    X, y, _ = sample("two")
    model = MLP(epochs=1).fit(X, y)
    before = [array.copy() for array in parameters(model)]
    model.loss_and_gradients(X, y[:, np.newaxis])
    assert_close(parameters(model), before, rtol=0)


@pytest.mark.parametrize(
    ("X", "Y", "message"),
    [
        ([[1.0, 2.0]], [1], r"Y must have shape \(1, 1\), .* but it has \(1,\)"),
        ([[1.0, 2.0]], [[1], [0]], r"Y must have shape \(1, 1\), .* it has \(2, 1\)"),
        ([[1.0, 2.0]], [[1, 0]], r"Y must have shape \(1, 1\), .* it has \(1, 2\)"),
        ([[1.0, 2.0]], [[1.5]], r"y must lie in \[0, 1\], but it holds 1\.5"),
        ([[1.0, 2.0]], [[NAN]], "Y must be finite, but it holds nan or infinity"),
        ([[1.0]], [[1]], "X must have the 2 features that the model has learned from"),
    ],
)
def test_bad_targets_of_a_step_get_one_sentence(X, Y, message):
    model = MLP(epochs=0).fit(*data.gates("and"))
    with pytest.raises(ValueError, match=message):
        model.loss_and_gradients(X, Y)


def test_a_step_needs_weights_that_fit_together():
    with pytest.raises(
        ValueError, match=r"This MLP has no weights yet: call fit\(X, y\)"
    ):
        MLP().loss_and_gradients([[1.0]], [[1.0]])
    model = MLP()
    model.coefs_, model.intercepts_ = [[[1.0]], [[1.0], [1.0]]], [[0.0], [0.0]]
    message = r"coefs must have shapes \[\(1, 1\), \(1, 1\)\], but they have .*\(2, 1\)"
    with pytest.raises(ValueError, match=message):
        model.loss_and_gradients([[1.0]], [[1.0]])


# Data in any form ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "labels",
    [(-1, 1), (2.0, 7.0), ("edible", "toxic"), (False, True), "abc", (9, 5, 1)],
)
def test_labels_are_any_values(labels):
    X, y, _ = sample("three" if len(labels) == 3 else "two")
    labels = np.array(sorted(labels))
    plain, model = MLP(epochs=5).fit(X, y), MLP(epochs=5).fit(X, labels[y])
    assert_close(parameters(model), parameters(plain), rtol=0)
    np.testing.assert_array_equal(model.classes_, labels)
    np.testing.assert_array_equal(model.predict(X), labels[plain.predict(X)])
    assert model.score(X, labels[y]) == plain.score(X, y)
    p = model.predict_proba(X)
    assert p.shape == (len(X), len(labels))
    np.testing.assert_allclose(p.sum(axis=1), 1)
    np.testing.assert_array_equal(labels[p.argmax(axis=1)], model.predict(X))


def test_the_form_of_X_does_not_matter():
    X = np.random.default_rng(0).integers(-4, 5, (30, 6))
    y = (X[:, 0] > X[:, 2]).astype(int)
    model = MLP(epochs=10).fit(X[:, ::2] * 1.0, y)
    read_only = X[:, ::2].astype(float)
    read_only.flags.writeable = False
    for form in (
        X[:, ::2],
        X[:, ::2].tolist(),
        X[:, ::2].astype(np.float32),
        X[:, ::2].astype(np.int8),
        np.asfortranarray(X[:, ::2]),
        read_only,
    ):
        other = MLP(epochs=10).fit(form, y)
        assert_close(parameters(other), parameters(model))
        np.testing.assert_array_equal(other.predict(form), model.predict(X[:, ::2]))
    np.testing.assert_array_equal(read_only, X[:, ::2])


def test_the_scores_are_a_vector_for_one_output_and_a_matrix_for_more():
    X, y, _ = sample("two")
    assert MLP(epochs=1).fit(X, y).decision_function(X).shape == (37,)
    assert MLP(epochs=1, output="softmax").fit(X, y).decision_function(X).shape == (
        37,
        2,
    )


def test_a_constant_column_does_no_harm():
    X, y, _ = sample("two")
    X = np.column_stack([X, np.full(len(X), 3.0), np.zeros(len(X))])
    model = MLP(learning_rate=0.5).fit(X, y)
    assert model.score(X, y) > 0.8
    start, *_ = initial_weights((6, 8, 1), seed=np.random.default_rng(0))
    np.testing.assert_array_equal(model.coefs_[0][5], start[0][5])


def test_one_number_can_be_learned_by_heart():
    model = MLP(output="identity", learning_rate=0.5, epochs=300).fit(
        [[1.0, 2.0]], [5.0]
    )
    assert model.predict([[1.0, 2.0]]) == pytest.approx([5.0])


@pytest.mark.parametrize(
    ("X", "y", "message"),
    [
        ([[1.0]], [0], "y must hold at least two classes, but all are 0"),
        ([[1.0], [2.0]], ["a", "a"], "y must hold at least two classes, but all are a"),
        ([[1.0], [2.0]], [0.5, 1.0], "it holds fractions: to predict numbers, set out"),
        ([[1.0], [2.0]], [[0], [1]], r"y must have one dimension, .* \(2, 1\)"),
        ([[1.0], [INF]], [0, 1], "X must be finite, but it holds nan or infinity"),
        ([[1.0]], [0, 1], "but X has 1 rows and y has 2 labels"),
    ],
)
def test_bad_data_get_one_sentence(X, y, message):
    model = MLP()
    with pytest.raises(ValueError, match=message):
        model.fit(X, y)
    assert not hasattr(model, "coefs_")


# Hyperparameters ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("params", "kind", "message"),
    [
        ({"hidden": 8}, TypeError, "hidden must be a tuple of integers .* it is 8"),
        ({"hidden": (0,)}, ValueError, "a size in hidden must be at least 1"),
        ({"activation": "swish"}, ValueError, "activation must be one of 'identity', "),
        ({"output": "tanh"}, ValueError, "output must be one of .* but it is 'tanh'"),
        ({"loss": "hinge"}, ValueError, "loss must be one of .* but it is 'hinge'"),
        (
            {"output": "identity", "loss": "cross_entropy"},
            ValueError,
            "needs probabilities, but output='identity' gives any number",
        ),
        ({"learning_rate": 0}, ValueError, r"learning_rate must be positive, .* 0\.0"),
        ({"learning_rate": [1]}, ValueError, "learning_rate must be one finite number"),
        ({"epochs": -1}, ValueError, "epochs must be at least 0, but it is -1"),
        ({"epochs": 2.0}, TypeError, r"epochs must be an integer, but it is 2\.0"),
        ({"batch_size": 0}, ValueError, "batch_size must be at least 1, but it is 0"),
        ({"init": "ones"}, ValueError, "init must be 'random', 'zeros' or a pair"),
        (
            {"init": ([], [])},
            ValueError,
            r"coefs must have shapes \[\(1, 8\), \(8, 1\)\]",
        ),
        ({"seed": None}, TypeError, "seed must be an integer, but it is None"),
        ({"record": 1}, ValueError, "record must be at least 2, but it is 1"),
    ],
)
def test_a_bad_hyperparameter_gets_one_sentence(params, kind, message):
    model = MLP(**params)
    with pytest.raises(kind, match=message):
        model.fit([[0.0], [1.0]], [0, 1])
    assert not hasattr(model, "coefs_")


def test_hyperparameters_have_names():
    with pytest.raises(TypeError, match="positional argument"):
        MLP((8,))


def test_the_same_seed_gives_the_same_network():
    X, y, _ = sample("two")
    one, two, other = (MLP(epochs=3, seed=seed).fit(X, y) for seed in (1, 1, 2))
    assert_close(parameters(one), parameters(two), rtol=0)
    assert (one.coefs_[0] != other.coefs_[0]).any()
    shuffled, ordered = (
        MLP(epochs=3, shuffle=shuffle).fit(X, y) for shuffle in (True, False)
    )
    assert (shuffled.coefs_[0] != ordered.coefs_[0]).any()


def test_a_batch_may_be_all_samples_or_more():
    X, y, _ = sample("two")
    whole, large = (
        MLP(epochs=5, batch_size=size, shuffle=False).fit(X, y) for size in (None, 1000)
    )
    assert_close(parameters(whole), parameters(large), rtol=0)


def test_no_epochs_leave_the_network_as_it_starts():
    X, y, _ = sample("three")
    start = initial_weights((4, 8, 3), seed=5)
    model = MLP(epochs=0, init=start).fit(X, y)
    assert_close(parameters(model), [*start[0], *start[1]], rtol=0)
    assert model.n_iter_ == 0
    assert model.loss_curve_ == []
    assert model.predict(X).shape == (37,)


def test_the_loss_curve_is_the_loss_met_on_the_way():
    X, y, _ = sample("two")
    model = MLP(epochs=4, batch_size=None, record=10).fit(X, y)
    assert len(model.loss_curve_) == model.n_iter_ == 4
    assert type(model.loss_curve_[0]) is float
    for (_, weights), loss in zip(model.history_, model.loss_curve_, strict=False):
        at = MLP(epochs=0, init=weights).fit(X, y)
        assert loss == pytest.approx(at.loss_and_gradients(X, y[:, np.newaxis])[0])


def test_the_history_is_bounded_and_has_both_ends():
    X, y, _ = sample("two")
    model = MLP(hidden=(3, 2), epochs=100, record=12).fit(X, y)
    epochs = [epoch for epoch, _ in model.history_]
    assert epochs == [*range(0, 100, 16), 100]
    first, last = model.history_[0][1], model.history_[-1][1]
    start = initial_weights((4, 3, 2, 1), seed=np.random.default_rng(0))
    assert_close(itertools.chain(*first), itertools.chain(*start), rtol=0)
    assert_close(itertools.chain(*last), parameters(model), rtol=0)
    between = model.history_[1][1]
    assert (between[0][0] != first[0][0]).any()
    assert (between[0][0] != last[0][0]).any()
    assert not hasattr(MLP(epochs=1).fit(X, y), "history_")


def test_verbose_shows_a_progress_bar_on_stderr(capsys):
    X, y, _ = sample("two")
    MLP(epochs=3).fit(X, y)
    silent = capsys.readouterr()
    assert silent.out == silent.err == ""
    MLP(epochs=3, verbose=True).fit(X, y)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "3/3" in shown.err


# When it goes wrong -------------------------------------------------------------------


def test_weights_that_overflow_are_reported_and_nothing_is_lost():
    X, y, _ = sample("number")
    model = MLP(
        activation="relu", output="identity", learning_rate=1.0, epochs=50, record=5
    )
    with pytest.raises(
        FloatingPointError, match=r"overflow with learning_rate=1\.0: take"
    ):
        model.fit(100 * X, y)
    assert len(model.loss_curve_) == model.n_iter_ < 50
    assert np.isfinite(model.loss_curve_).all()
    assert all(np.isfinite(array).all() for array in parameters(model))


@pytest.mark.parametrize("rate", [1e3, 1e10, 1e100, 1e300])
@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("kind", ["two", "three", "number"])
def test_a_learning_rate_of_any_size_has_a_defined_outcome(kind, activation, rate):
    X, y, _ = sample(kind)
    output = "identity" if kind == "number" else None
    model = MLP(activation=activation, output=output, learning_rate=rate, epochs=5)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", ConvergenceWarning)
        with contextlib.suppress(FloatingPointError):
            model.fit(X, y)
    assert all(np.isfinite(array).all() for array in parameters(model))
    assert np.isfinite(model.loss_curve_).all()


def test_a_loss_that_doubles_is_reported():
    X, y, _ = sample("two")
    good = MLP(hidden=(), epochs=50, learning_rate=0.5).fit(X, y)
    start = (good.coefs_, good.intercepts_)
    message = r"The loss has doubled with learning_rate=5000\.0: take a smaller one"
    with pytest.warns(ConvergenceWarning, match=message) as caught:
        MLP(hidden=(), init=start, learning_rate=5000.0, epochs=3, batch_size=None).fit(
            X, y
        )
    assert caught[0].filename == __file__


def test_an_interrupted_network_has_learned_so_far(monkeypatch):
    X, y, _ = sample("two")
    descend, calls = Network.descend, itertools.count()

    def interrupted(*args):
        if next(calls) == 3:
            raise KeyboardInterrupt
        return descend(*args)

    monkeypatch.setattr(Network, "descend", interrupted)
    model = MLP(epochs=10)
    with pytest.raises(KeyboardInterrupt):
        model.fit(X, y)
    monkeypatch.undo()
    assert_close(parameters(model), parameters(MLP(epochs=3).fit(X, y)), rtol=0)
    assert model.n_iter_ == len(model.loss_curve_) == 3
    assert model.predict(X).shape == y.shape


def test_before_fit_there_is_nothing_to_predict():
    for method in ("predict", "predict_proba", "decision_function"):
        with pytest.raises(
            ValueError, match=r"This MLP has not learned yet: call fit\(X"
        ):
            getattr(MLP(), method)([[1.0]])
    with pytest.raises(ValueError, match="This MLP has not learned yet"):
        MLP().score([[1.0]], [1])


# In scikit-learn's company ------------------------------------------------------------


def test_scikit_learn_takes_it_for_one_of_its_own():
    X, y = data.breast_cancer()
    model = MLP(hidden=(4,), epochs=20)
    piped = make_pipeline(StandardScaler(), model)
    assert is_classifier(piped)
    assert cross_val_score(piped, X, y, cv=3).min() > 0.94
    assert cross_val_score(piped, X, y, cv=3, scoring="roc_auc").min() > 0.98
    search = GridSearchCV(piped, {"mlp__hidden": [(2,), (4,)]}, cv=3).fit(X, y)
    assert search.best_score_ > 0.94
    restored = pickle.loads(pickle.dumps(piped.fit(X, y)))
    np.testing.assert_array_equal(restored.predict(X), piped.predict(X))


def test_scikit_learn_scores_it_as_what_it_is():
    X, _, _ = sample("number", n=200)
    model = MLP(output="identity", activation="tanh", learning_rate=0.05, epochs=50)
    assert is_regressor(model)
    assert cross_val_score(model, X, X[:, 0] + X[:, 1], cv=3).min() > 0.9
    X, y, _ = sample("three", n=200)
    scores = cross_val_score(MLP(epochs=50), X, y, cv=3, scoring="neg_log_loss")
    assert scores.min() > -math.log(3)


def test_a_clone_starts_anew_from_the_same_weights():
    X, y, _ = sample("two")
    model = MLP(init=initial_weights((4, 8, 1), seed=3), epochs=3).fit(X, y)
    again = clone(model)
    assert not hasattr(again, "coefs_")
    assert_close(parameters(again.fit(X, y)), parameters(model), rtol=0)


def test_refitting_forgets():
    X, y, _ = sample("three")
    model = MLP(epochs=3).fit(X, y)
    X, y, _ = sample("number")
    model.set_params(output="identity").fit(X[:, :2], y)
    assert model.classes_ is None
    assert model.predict(X[:, :2]).dtype == np.float64
    with pytest.raises(
        ValueError, match="With output='identity' numbers are predicted"
    ):
        model.predict_proba(X[:, :2])
