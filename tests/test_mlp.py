"""The network: first weights, forward and backward, and the model against its peers."""

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
from lessons_pkg.activation import ACTIVATIONS, sigmoid, sigmoid_derivative
from lessons_pkg.autodiff import Value
from lessons_pkg.estimator import ConvergenceWarning
from lessons_pkg.gradient import check_gradient, relative_error
from lessons_pkg.logistic_regression import LogisticRegression
from lessons_pkg.loss import (
    cross_entropy,
    cross_entropy_from_logits,
    mean_squared_error,
)
from lessons_pkg.mlp import (
    MLP,
    Network,
    choose_loss,
    derivative,
    initial_weights,
    layer_sizes,
)
from lessons_pkg.softmax import softmax, softmax_cross_entropy

# Where a network starts ---------------------------------------------------------------


def test_the_sizes_are_a_row():
    assert layer_sizes(3, (), 1) == [3, 1]
    assert layer_sizes(3, (4, np.int64(5)), 2) == [3, 4, 5, 2]
    assert layer_sizes(3, [4], 2) == [3, 4, 2]


@pytest.mark.parametrize(
    ("hidden", "kind", "message"),
    [
        (
            8,
            TypeError,
            r"hidden must be a tuple of integers such as \(8,\), but it is 8",
        ),
        ("8", TypeError, "hidden must be a tuple of integers .* but it is '8'"),
        ((8, 2.5), TypeError, r"a size in hidden must be an integer, but it is 2\.5"),
        ((8, 0), ValueError, "a size in hidden must be at least 1, but it is 0"),
    ],
)
def test_bad_sizes_get_one_sentence(hidden, kind, message):
    with pytest.raises(kind, match=message):
        layer_sizes(2, hidden, 1)


@pytest.mark.parametrize("init", ["random", "zeros"])
def test_each_layer_has_a_matrix_and_a_vector(init):
    coefs, intercepts = initial_weights((5, 4, 3, 1), init)
    assert [W.shape for W in coefs] == [(5, 4), (4, 3), (3, 1)]
    assert [b.shape for b in intercepts] == [(4,), (3,), (1,)]
    assert {array.dtype for array in coefs + intercepts} == {np.dtype(float)}


def test_random_weights_fill_their_interval():
    (W,), (b,) = initial_weights((300, 100))
    limit = np.sqrt(6 / 400)
    assert np.abs(W).max() <= limit
    assert np.abs(W).max() > 0.99 * limit
    assert W.std() == pytest.approx(limit / np.sqrt(3), rel=0.02)
    assert abs(W.mean()) < 0.02 * limit
    assert (b == 0).all()


def test_random_weights_come_from_the_seed():
    one, two, other = (initial_weights((3, 4, 1), seed=seed)[0] for seed in (1, 1, 2))
    assert all((a == b).all() for a, b in zip(one, two, strict=True))
    assert (one[0] != other[0]).all()
    assert len(np.unique(np.concatenate([W.ravel() for W in one]))) == 16
    default, zero = initial_weights((3, 4, 1))[0], initial_weights((3, 4, 1), seed=0)[0]
    assert all((a == b).all() for a, b in zip(default, zero, strict=True))


def test_zeros_are_zeros():
    coefs, intercepts = initial_weights((3, 4, 1), "zeros")
    assert all((array == 0).all() for array in coefs + intercepts)


def test_given_weights_are_copied_as_floats():
    W, b = np.array([[1, 2], [3, 4]]), [5, 6]
    coefs, intercepts = initial_weights((2, 2), ([W], [b]))
    assert coefs[0].dtype == intercepts[0].dtype == np.float64
    coefs[0] += 0.5
    np.testing.assert_array_equal(W, [[1, 2], [3, 4]])
    np.testing.assert_array_equal(coefs[0], [[1.5, 2.5], [3.5, 4.5]])


@pytest.mark.parametrize(
    ("init", "kind", "message"),
    [
        (
            "ones",
            ValueError,
            "init must be 'random', 'zeros' or a pair .* it is 'ones'",
        ),
        (None, ValueError, "or a pair of lists, coefs and intercepts, but it is None"),
        (([],), ValueError, r"or a pair of lists, .* but it is \(\[\],\)"),
        (
            ([], []),
            ValueError,
            r"coefs must have shapes \[\(2, 1\)\], but they have \[\]",
        ),
        (
            ([[[1.0, 2.0]]], [[0.0]]),
            ValueError,
            r"coefs must have shapes \[\(2, 1\)\], but they have \[\(1, 2\)\]",
        ),
        (
            ([[[1.0], [2.0]]], [0.0]),
            ValueError,
            r"intercepts must have shapes \[\(1,\)\], but they have \[\(\)\]",
        ),
        (([[[1.0], [np.nan]]], [[0.0]]), ValueError, "coefs must be finite"),
        (([[["a"], ["b"]]], [[0.0]]), TypeError, "coefs must hold real numbers"),
    ],
)
def test_a_bad_start_gets_one_sentence(init, kind, message):
    with pytest.raises(kind, match=message):
        initial_weights((2, 1), init)


# Forward and backward -----------------------------------------------------------------


TOPS = [
    ("sigmoid", "cross_entropy"),
    ("sigmoid", "squared_error"),
    ("softmax", "cross_entropy"),
    ("softmax", "squared_error"),
    ("identity", "squared_error"),
]
every_top = pytest.mark.parametrize(("output", "loss"), TOPS)
every_activation = pytest.mark.parametrize("activation", ACTIVATIONS)
shapes = st.tuples(
    st.integers(1, 6),  # samples
    st.lists(st.integers(1, 5), min_size=2, max_size=5),  # features, neurons, outputs
    st.integers(0, 10_000),  # seed
)


def example(samples, sizes, seed, activation, output, loss):
    """Return a network, data X and targets Y, all random."""
    rng = np.random.default_rng(seed)
    coefs, intercepts = initial_weights(sizes, seed=rng)
    intercepts = [rng.normal(size=b.shape) for b in intercepts]
    X, Y = rng.normal(size=(samples, sizes[0])), rng.uniform(size=(samples, sizes[-1]))
    if output == "softmax":
        Y /= Y.sum(axis=1, keepdims=True)
    return Network(coefs, intercepts, activation, output, loss), X, Y


def top(outputs, output, loss):
    """Return a network of which only the output layer matters."""
    weights = [np.zeros((1, outputs))], [np.zeros(outputs)]
    return Network(*weights, "tanh", output, loss)


def loss_at(network, X, Y):
    Z, _ = network.forward(X)
    return float(network.output_losses(Y, Z[-1]).mean())


@every_top
@every_activation
@settings(max_examples=30)
@given(shape=shapes)
def test_the_gradients_are_slopes(activation, output, loss, shape):
    network, X, Y = example(*shape, activation, output, loss)
    network.gradients(X, Y)
    gradient, vector = network.gradient.copy(), network.parameters.copy()

    def loss_of(parameters):
        network.parameters[:] = parameters
        return loss_at(network, X, Y)

    if output == "softmax" and shape[1][-1] == 1:
        assert (gradient == 0).all()  # one class alone is certain
    elif np.abs(gradient).max() > 1e-6:  # or nudges drown in the rounding of the loss
        assert check_gradient(loss_of, gradient, vector) < 1e-7


@every_activation
@every_top
def test_the_gradients_agree_with_pytorch(activation, output, loss):
    torch = pytest.importorskip("torch")
    functions = {
        "identity": lambda z: z,
        "step": lambda z: z.detach().ge(0).double(),
        "leaky_relu": lambda z: torch.nn.functional.leaky_relu(z, 0.01),
        "softplus": torch.nn.functional.softplus,
        "elu": torch.nn.functional.elu,
        "gelu": torch.nn.functional.gelu,
    }
    function = functions.get(activation) or getattr(torch, activation)
    for samples, sizes in (
        (5, (4, 3, 2)),
        (1, (2, 6, 5, 3)),
        (9, (3, 1)),
        (7, (1, 4, 4, 4, 1)),
    ):
        network, X, Y = example(samples, sizes, 3, activation, output, loss)
        tensors = [
            [torch.tensor(array, requires_grad=True) for array in arrays]
            for arrays in (network.coefs, network.intercepts)
        ]
        z, y = torch.tensor(X), torch.tensor(Y)
        for layer, (W, b) in enumerate(zip(*tensors, strict=True)):
            z = (function(z) if layer else z) @ W + b
        if loss == "squared_error":
            a = {"sigmoid": torch.sigmoid, "identity": lambda z: z}.get(
                output, lambda z: torch.softmax(z, dim=1)
            )(z)
            total = ((a - y) ** 2).sum() / (2 * samples)
        elif output == "softmax":
            total = torch.nn.functional.cross_entropy(z, y)
        else:
            total = (
                torch.nn.functional.binary_cross_entropy_with_logits(
                    z, y, reduction="sum"
                )
                / samples
            )
        total.backward()
        assert loss_at(network, X, Y) == pytest.approx(total.item(), rel=1e-12)
        _, *gradients = network.gradients(X, Y)
        for ours, theirs in zip(
            itertools.chain(*gradients), itertools.chain(*tensors), strict=True
        ):
            zeros = torch.zeros_like(theirs)
            found = (theirs.grad if theirs.grad is not None else zeros).numpy()
            assert relative_error(ours, found) < 1e-12 or np.abs(ours).max() < 1e-16


@pytest.mark.parametrize("loss", ["cross_entropy", "squared_error"])
@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
def test_the_gradients_agree_with_value(activation, loss):
    network, X, Y = example(4, (2, 3, 2, 1), 5, activation, "sigmoid", loss)
    coefs = [[[Value(w) for w in row] for row in W.tolist()] for W in network.coefs]
    intercepts = [[Value(b) for b in row.tolist()] for row in network.intercepts]
    total = Value(0.0)
    for x, (y,) in zip(X.tolist(), Y.tolist(), strict=True):
        a = [Value(each) for each in x]
        for layer, (W, b) in enumerate(zip(coefs, intercepts, strict=True)):
            z = [
                sum((a[i] * W[i][j] for i in range(len(a))), b[j])
                for j in range(len(b))
            ]
            last = layer == len(coefs) - 1
            a = [getattr(each, "sigmoid" if last else activation)() for each in z]
        if loss == "squared_error":
            total = total + (a[0] - y) ** 2 / 2
        else:
            total = total - (a[0].log() * y + (1 - a[0]).log() * (1 - y))
    (total / len(X)).backward()
    _, coef_gradients, intercept_gradients = network.gradients(X, Y)
    for ours, theirs in zip(coef_gradients, coefs, strict=True):
        np.testing.assert_allclose(
            ours, [[w.grad for w in row] for row in theirs], rtol=1e-10
        )
    for ours, theirs in zip(intercept_gradients, intercepts, strict=True):
        np.testing.assert_allclose(ours, [b.grad for b in theirs], rtol=1e-10)


def test_the_forward_pass_is_a_loop():
    network, X, _ = example(3, (2, 4, 3), 0, "sigmoid", "softmax", "cross_entropy")
    Z, A = network.forward(X)
    for sample, x in enumerate(X.tolist()):
        a = x
        for layer, (W, b) in enumerate(
            zip(network.coefs, network.intercepts, strict=True)
        ):
            np.testing.assert_allclose(A[layer][sample], a, rtol=1e-14)
            z = [
                sum(a[i] * W[i, j] for i in range(len(a))) + b[j] for j in range(len(b))
            ]
            np.testing.assert_allclose(Z[layer][sample], z, rtol=1e-12)
            a = [1 / (1 + math.exp(-each)) for each in z]


def test_the_backward_pass_has_the_shapes_of_the_weights():
    network, X, Y = example(7, (5, 4, 3, 2), 0, "tanh", "sigmoid", "cross_entropy")
    Z, A = network.forward(X)
    assert [z.shape for z in Z] == [(7, 4), (7, 3), (7, 2)]
    assert [a.shape for a in A] == [(7, 5), (7, 4), (7, 3)]
    delta = network.output_error(Y, Z[-1])
    coef_gradients, intercept_gradients = network.backward(delta, Z, A)
    assert [g.shape for g in coef_gradients] == [(5, 4), (4, 3), (3, 2)]
    assert [g.shape for g in intercept_gradients] == [(4,), (3,), (2,)]


def test_the_slope_of_the_output_cancels_in_cross_entropy_alone():
    rng = np.random.default_rng(0)
    Y, Z = rng.uniform(size=(5, 2)), rng.normal(size=(5, 2))
    cross, squared = (
        top(2, "sigmoid", loss).output_error(Y, Z)
        for loss in ("cross_entropy", "squared_error")
    )
    np.testing.assert_allclose(cross, sigmoid(Z) - Y, rtol=1e-14)
    np.testing.assert_allclose(squared, cross * sigmoid_derivative(Z), rtol=1e-12)


def test_a_sure_and_wrong_neuron_learns_by_cross_entropy_only():
    Y, Z = np.array([[1.0]]), np.array([[-30.0]])
    cross, squared = (
        top(1, "sigmoid", loss).output_error(Y, Z).item()
        for loss in ("cross_entropy", "squared_error")
    )
    assert cross == pytest.approx(-1)
    assert squared == pytest.approx(-math.exp(-30), rel=1e-6)


@pytest.mark.parametrize("outputs", [1, 3])
def test_the_losses_are_those_of_the_course(outputs):
    rng = np.random.default_rng(outputs)
    Z, Y = rng.normal(size=(6, outputs)), rng.uniform(size=(6, outputs))

    def loss(output, name):
        return top(outputs, output, name).output_losses(Y, Z).mean()

    # The functions of `loss` are means over the outputs; here they are summed.
    assert loss("identity", "squared_error") == pytest.approx(
        outputs * mean_squared_error(Y, Z) / 2
    )
    assert loss("sigmoid", "squared_error") == pytest.approx(
        outputs * mean_squared_error(Y, sigmoid(Z)) / 2
    )
    assert loss("softmax", "squared_error") == pytest.approx(
        outputs * mean_squared_error(Y, softmax(Z)) / 2
    )
    assert loss("sigmoid", "cross_entropy") == pytest.approx(
        outputs * cross_entropy(Y, sigmoid(Z))
    )
    assert loss("sigmoid", "cross_entropy") == pytest.approx(
        outputs * cross_entropy_from_logits(Y, Z)
    )
    Y /= Y.sum(axis=1, keepdims=True)
    assert loss("softmax", "cross_entropy") == pytest.approx(
        softmax_cross_entropy(Y, Z)
    )


@every_activation
def test_the_slope_is_the_derivative(activation):
    f, f_derivative = ACTIVATIONS[activation]
    z = np.random.default_rng(0).normal(0, 5, size=(30, 4))
    found = derivative(activation, z, f(z))
    np.testing.assert_allclose(found, f_derivative(z), atol=1e-15)


@every_top
@pytest.mark.parametrize("size", [1, 4, 6, 10, 99])
def test_descending_takes_a_step_for_each_batch(output, loss, size):
    network, X, Y = example(10, (3, 4, 2), 1, "tanh", output, loss)
    order = np.random.default_rng(2).permutation(10)
    by_hand = Network(network.coefs, network.intercepts, "tanh", output, loss)
    losses = 0.0
    for start in range(0, 10, size):
        rows = order[start : start + size]
        losses += loss_at(by_hand, X[rows], Y[rows]) * len(rows)
        _, coef_gradients, intercept_gradients = by_hand.gradients(X[rows], Y[rows])
        for layer in range(2):
            by_hand.coefs[layer] -= 0.3 * coef_gradients[layer]
            by_hand.intercepts[layer] -= 0.3 * intercept_gradients[layer]
    assert network.descend(X, Y, order, size, 0.3) == pytest.approx(
        losses / 10, rel=1e-12
    )
    for ours, hand in zip(network.coefs, by_hand.coefs, strict=True):
        np.testing.assert_allclose(ours, hand, rtol=1e-12)
    for ours, hand in zip(network.intercepts, by_hand.intercepts, strict=True):
        np.testing.assert_allclose(ours, hand, rtol=1e-12)


def test_neither_pass_changes_what_it_is_given():
    network, X, Y = example(4, (3, 2, 2), 0, "sigmoid", "sigmoid", "squared_error")
    for array in (X, Y, *network.coefs, *network.intercepts):
        array.flags.writeable = False
    network.gradients(X, Y)
    Z, A = network.forward(X)
    delta = network.output_error(Y, Z[-1])
    delta.flags.writeable = False
    network.backward(delta, Z, A)


def test_an_overflow_gives_nan():
    network, X, Y = example(4, (3, 2, 1), 0, "relu", "identity", "squared_error")
    network.intercepts[0] += 1.0
    assert np.isnan(network.descend(X, Y, np.arange(4), 1, 1e200))


def test_an_overflow_in_the_last_step_is_seen_too():
    network = top(1, "identity", "squared_error")
    X, Y = np.array([[1e10]]), np.array([[1.0]])
    assert np.isnan(network.descend(X, Y, np.arange(1), 1, 1e300))
    assert np.isinf(network.parameters).any()  # although the loss before was 1/2
    start = [[[0.0]]], [[0.0]]
    model = MLP(hidden=(), output="identity", init=start, learning_rate=1e300, epochs=1)
    with pytest.raises(FloatingPointError, match="The weights overflow with learning"):
        model.fit(X, [1.0])
    assert_close(parameters(model), [*start[0], *start[1]], rtol=0)
    assert (model.n_iter_, model.loss_curve_) == (0, [])


def test_an_infinite_z_is_an_overflow_even_where_the_loss_is_finite():
    network = top(1, "sigmoid", "squared_error")
    network.coefs[0][:] = 1e200
    X, Y = np.array([[0.0], [1e200]]), np.ones((2, 1))
    with np.errstate(over="ignore"):
        z = network.forward(X)[0][-1]
    assert np.isfinite(network.output_losses(Y, z)).all()
    assert np.isnan(network.descend(X, Y, np.arange(2), 2, 0.1))
    assert np.isfinite(network.parameters).all()


@every_top
@every_activation
def test_it_does_not_hang_on_how_numpy_treats_small_and_large_numbers(
    activation, output, loss
):
    network, X, Y = example(6, (3, 4, 2), 0, activation, output, loss)
    network.parameters *= 60  # so that exponentials underflow
    other = Network(network.coefs, network.intercepts, activation, output, loss)
    order = np.arange(6)
    expected = other.descend(X, Y, order, 2, 1e-300)
    with np.errstate(all="raise"):
        found = network.descend(X, Y, order, 2, 1e-300)
    assert found == expected
    np.testing.assert_array_equal(network.parameters, other.parameters)


def test_the_loss_belongs_to_the_output():
    assert choose_loss("sigmoid") == choose_loss("softmax") == "cross_entropy"
    assert choose_loss("identity") == "squared_error"
    assert choose_loss("identity", "squared_error") == "squared_error"
    assert choose_loss("sigmoid", "squared_error") == "squared_error"
    message = "loss must be one of 'cross_entropy', 'squared_error', but it is 'hinge'"
    with pytest.raises(ValueError, match=message):
        choose_loss("sigmoid", "hinge")
    message = (
        "loss='cross_entropy' needs probabilities, but output='identity' gives any"
    )
    with pytest.raises(ValueError, match=message):
        choose_loss("identity", "cross_entropy")


# The model ----------------------------------------------------------------------------


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


# What comes out -----------------------------------------------------------------------


def passing_on(Z, y, output):
    """Return a network without hidden layers that passes Z on to its output."""
    start = [np.eye(Z.shape[1])], [np.zeros(Z.shape[1])]
    return MLP(hidden=(), output=output, init=start, epochs=0).fit(Z, y)


def test_the_probabilities_of_each_kind_of_output():
    Z = np.random.default_rng(0).normal(size=(6, 3))
    one = passing_on(Z[:, :1], [0, 1, 0, 1, 0, 1], "sigmoid").predict_proba(Z[:, :1])
    both = np.column_stack([1 - sigmoid(Z[:, 0]), sigmoid(Z[:, 0])])
    np.testing.assert_allclose(one, both)
    exclusive = passing_on(Z, [0, 1, 2, 0, 1, 2], "softmax").predict_proba(Z)
    np.testing.assert_allclose(exclusive, softmax(Z))
    several = passing_on(Z, (Z > 0).astype(int), "sigmoid").predict_proba(Z)
    np.testing.assert_allclose(several, sigmoid(Z))
    shared = passing_on(Z, [0, 1, 2, 0, 1, 2], "sigmoid").predict_proba(Z)
    expected = sigmoid(Z) / sigmoid(Z).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(shared, expected, rtol=1e-12)


def test_shared_probabilities_exist_even_where_every_sigmoid_is_zero():
    Z = np.array([[-900.0] * 3] * 3)
    p = passing_on(Z, [0, 1, 2], "sigmoid").predict_proba(Z)
    np.testing.assert_allclose(p, 1 / 3)


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


def test_chosen_weights_say_what_the_output_is():
    X, Z = [[1.0, 2.0]], np.array([[1.0, 2.0]])

    def at(outputs, Y, **params):
        model = MLP(hidden=(), **params)
        model.coefs_ = [np.eye(2)[:, :outputs]]
        model.intercepts_ = [np.zeros(outputs)]
        loss, _, (gradient,) = model.loss_and_gradients(X, Y)
        return loss, gradient

    loss, gradient = at(2, [[0.0, 1.0]])  # classes exclude each other
    assert loss == pytest.approx(softmax_cross_entropy([[0.0, 1.0]], Z))
    np.testing.assert_allclose(gradient, softmax(Z)[0] - [0, 1])
    loss, gradient = at(1, [[1.0]])  # one output is the chance of the second class
    assert loss == pytest.approx(cross_entropy([1.0], sigmoid(Z[0, :1])))
    np.testing.assert_allclose(gradient, sigmoid(Z[0, :1]) - 1)
    loss, gradient = at(2, [[1.0, 1.0]], output="sigmoid")  # unless it is told
    assert loss == pytest.approx(2 * cross_entropy([[1.0, 1.0]], sigmoid(Z)))
    np.testing.assert_allclose(gradient, sigmoid(Z)[0] - 1)
    for outputs in (1, 2):
        y = np.zeros((1, outputs))
        loss, gradient = at(outputs, y, output="identity")
        assert loss == (Z[:, :outputs] ** 2).sum() / 2
        np.testing.assert_array_equal(gradient, Z[0, :outputs])


def test_the_last_layer_says_what_the_output_is_whatever_the_hidden_ones_are():
    model = MLP(hidden=(2,))
    model.coefs_ = [np.zeros((1, 2)), np.zeros((2, 1))]
    model.intercepts_ = [np.zeros(2), np.zeros(1)]
    loss, *_ = model.loss_and_gradients([[3.0]], [[0.0]])  # σ(0) = 1/2
    assert loss == pytest.approx(np.log(2))


def test_the_targets_of_a_softmax_sum_to_one_but_for_rounding():
    X, y, _ = sample("three")
    model = MLP(epochs=0).fit(X, y)
    Y = np.eye(3)[y]
    for row in ([0.5, 0.5 + 5e-10, 0.0], [0.5, 0.5 - 5e-10, 0.0]):
        Y[4] = row
        model.loss_and_gradients(X, Y)
    message = r"Each row of Y must sum to 1, for softmax gives such rows\."
    for row in ([0.5, 0.5 + 2e-9, 0], [0.5, 0.5 - 2e-9, 0], [1, 1, 0], [0, 0, 0]):
        Y[4] = row
        with pytest.raises(ValueError, match=message):
            model.loss_and_gradients(X, Y)
    # No such rule binds outputs that do not share: two labels may be true, or none.
    free = MLP(epochs=0, output="sigmoid").fit(X, np.eye(3)[y].astype(int))
    free.loss_and_gradients(X, np.ones_like(Y))
    free.loss_and_gradients(X, np.zeros_like(Y))


@pytest.mark.parametrize("z", [-800.0, 800.0])
def test_a_step_from_far_out_does_not_hang_on_how_numpy_treats_underflow(z):
    model = MLP(hidden=())
    model.coefs_, model.intercepts_ = [[[z]]], [[0.0]]
    with np.errstate(all="raise"):
        loss, (coefs,), _ = model.loss_and_gradients([[1.0]], [[0.0]])
    assert loss == max(z, 0)
    assert coefs == [[float(z > 0)]]


def test_a_loss_too_large_for_a_float_is_infinite():
    model = MLP(hidden=(), output="identity")
    model.coefs_, model.intercepts_ = [[[1e200]]], [[0.0]]
    loss, (coefs,), (intercepts,) = model.loss_and_gradients([[1.0]], [[0.0]])
    assert loss == INF
    assert (coefs, intercepts) == ([[1e200]], [1e200])
    _, (coefs,), _ = model.loss_and_gradients([[1e100]], [[0.0]])
    assert np.isposinf(coefs)


def test_targets_of_a_squared_error_are_any_numbers():
    model = MLP(epochs=0, loss="squared_error", hidden=(), init="zeros")
    model.fit(*data.gates("and"))
    loss, *_ = model.loss_and_gradients([[1.0, 2.0]], [[-2.5]])
    assert loss == 4.5  # half the square of 1/2 + 5/2
    for target in (0.0, 1.0):
        assert model.loss_and_gradients([[1.0, 2.0]], [[target]])[0] == 0.125


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
        ([[1.0, 2.0]], [[1.5]], r"Y must lie in \[0, 1\], but it holds 1\.5"),
        ([[1.0, 2.0]], [[-0.5]], r"Y must lie in \[0, 1\], but it holds -0\.5"),
        ([[1.0, 2.0]] * 2, [[1.5], [-2]], r"Y must lie in .* but it holds 1\.5"),
        ([[1.0, 2.0]], [[NAN]], "Y must be finite, but it holds nan or infinity"),
        ([[1.0]], [[1]], "X has 1 features, but MLP is expecting 2"),
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
    for output in ("sigmoid", "softmax"):
        model = MLP(epochs=1, output=output).fit(X, y)
        p = model.predict_proba(X)
        log_odds = np.log(p[:, 1] / p[:, 0])
        np.testing.assert_allclose(model.decision_function(X), log_odds, atol=1e-12)
    X, y, _ = sample("three")
    model = MLP(epochs=1).fit(X, y)
    scores = model.decision_function(X)
    np.testing.assert_allclose(softmax(scores), model.predict_proba(X), rtol=1e-12)
    X, y, _ = sample("labels")
    several = MLP(epochs=1, output="sigmoid").fit(X, y[:, :2])
    scores = several.decision_function(X)
    np.testing.assert_allclose(sigmoid(scores), several.predict_proba(X), rtol=1e-12)


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
        ([[1.0]], [0], "y must hold two classes, but it holds one class, 0"),
        (
            [[1.0], [2.0]],
            ["a", "a"],
            "y must hold two classes, but it holds one class, 'a'",
        ),
        (
            [[1.0], [2.0], [3.0]],
            [0.5, 1.0, 2.0],
            r"y must hold labels, but it holds continuous numbers such as 0\.5 \(MLP\(",
        ),
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


def test_the_hyperparameters_have_their_defaults():
    assert MLP().get_params() == {
        "hidden": (8,),
        "activation": "sigmoid",
        "output": None,
        "loss": None,
        "learning_rate": 0.1,
        "epochs": 200,
        "batch_size": 10,
        "shuffle": True,
        "init": "random",
        "seed": 0,
        "record": 0,
        "verbose": False,
    }


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
    assert not hasattr(model.set_params(epochs=1, record=0).fit(X, y), "history_")


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


@pytest.mark.parametrize("rate", [1.9, 2.0, 2.001, 2.2])
def test_a_loss_of_just_twice_the_first_is_not_reported(rate):
    # From errors of 0 and 1, a step of rate 2 leads to errors of -1 and -1.
    model = MLP(
        hidden=(),
        output="identity",
        init=([[[1.0]]], [[0.0]]),
        learning_rate=rate,
        batch_size=None,
        epochs=2,
    )
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        model.fit([[0.0], [1.0]], [0.0, 0.0])
    first, last = model.loss_curve_
    assert first == 0.25
    assert first < last < 3 * first
    assert (last == 0.5) is (rate == 2)
    doubled = ["The loss has doubled" in str(each.message) for each in caught]
    assert doubled == [True] * (rate > 2)


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
        AttributeError, match=r"predicts numbers, and so has no predict_proba\."
    ):
        model.predict_proba(X[:, :2])
