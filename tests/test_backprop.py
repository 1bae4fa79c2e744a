"""Backpropagation against nudges, plain loops, `Value` and PyTorch."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons_pkg.activation import sigmoid, sigmoid_derivative
from lessons_pkg.activation_zoo import ACTIVATIONS
from lessons_pkg.autodiff import Value
from lessons_pkg.backprop import Network, slope
from lessons_pkg.gradient import check_gradient, relative_error
from lessons_pkg.loss import (
    cross_entropy,
    cross_entropy_from_logits,
    mean_squared_error,
)
from lessons_pkg.softmax import softmax, softmax_cross_entropy
from lessons_pkg.weights import initial_weights

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


def loss_at(network, X, Y):
    Z, _ = network.forward(X)
    return network.output_loss(Y, Z[-1])


@every_top
@every_activation
@settings(max_examples=30)
@given(shape=shapes)
def test_the_gradients_are_slopes(activation, output, loss, shape):
    network, X, Y = example(*shape, activation, output, loss)
    _, coef_gradients, intercept_gradients = network.gradients(X, Y)
    weights = network.coefs + network.intercepts
    sizes = [array.size for array in weights]

    def loss_of(vector):
        parts = np.split(vector, np.cumsum(sizes)[:-1])
        arrays = [p.reshape(a.shape) for p, a in zip(parts, weights, strict=True)]
        layers = len(network.coefs)
        moved = network._replace(coefs=arrays[:layers], intercepts=arrays[layers:])
        return loss_at(moved, X, Y)

    gradient = np.concatenate([g.ravel() for g in coef_gradients + intercept_gradients])
    vector = np.concatenate([array.ravel() for array in weights])
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
        Network([], [], "tanh", "sigmoid", loss).output_error(Y, Z)
        for loss in ("cross_entropy", "squared_error")
    )
    np.testing.assert_allclose(cross, sigmoid(Z) - Y, rtol=1e-14)
    np.testing.assert_allclose(squared, cross * sigmoid_derivative(Z), rtol=1e-12)


def test_a_sure_and_wrong_neuron_learns_by_cross_entropy_only():
    Y, Z = np.array([[1.0]]), np.array([[-30.0]])
    cross, squared = (
        Network([], [], "tanh", "sigmoid", loss).output_error(Y, Z).item()
        for loss in ("cross_entropy", "squared_error")
    )
    assert cross == pytest.approx(-1)
    assert squared == pytest.approx(-math.exp(-30), rel=1e-6)


@pytest.mark.parametrize("outputs", [1, 3])
def test_the_losses_are_those_of_the_course(outputs):
    rng = np.random.default_rng(outputs)
    Z, Y = rng.normal(size=(6, outputs)), rng.uniform(size=(6, outputs))

    def loss(output, name):
        return Network([], [], "tanh", output, name).output_loss(Y, Z)

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
    function, derivative = ACTIVATIONS[activation]
    z = np.random.default_rng(0).normal(0, 5, size=(30, 4))
    np.testing.assert_allclose(
        slope(activation, z, function(z)), derivative(z), atol=1e-15
    )


@every_top
@pytest.mark.parametrize("size", [1, 4, 6, 10, 99])
def test_descending_takes_a_step_for_each_batch(output, loss, size):
    network, X, Y = example(10, (3, 4, 2), 1, "tanh", output, loss)
    order = np.random.default_rng(2).permutation(10)
    by_hand = network._replace(
        coefs=[W.copy() for W in network.coefs],
        intercepts=[b.copy() for b in network.intercepts],
    )
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
