"""Checks of the labelled equations of chapter 5, backpropagation.

Each derivative is found again by sympy, or measured with a network that is written out
here in NumPy; the package's own network is held against the same numbers.
"""

import itertools

import numpy as np
import sympy as sp

from lessons_pkg import (
    MLP,
    cross_entropy,
    cross_entropy_from_logits,
    data,
    numerical_gradient,
    sigmoid,
    sigmoid_derivative,
)
from lessons_pkg.mlp import Network

from . import equation

z, y = sp.symbols("z y", real=True)
SIGMA = 1 / (1 + sp.exp(-z))
close = np.testing.assert_allclose

# A network with all sizes different: n = 5 samples, m = 2, h = 3 hidden, k = 4 outputs.
RNG = np.random.default_rng(5)
X, Y = RNG.normal(size=(5, 2)), RNG.integers(0, 2, size=(5, 4)).astype(float)
W1, B1 = RNG.normal(size=(2, 3)), RNG.normal(size=3)
W2, B2 = RNG.normal(size=(3, 4)), RNG.normal(size=4)
NETWORK = Network([W1, W2], [B1, B2], "sigmoid", "sigmoid", "squared_error")
WEIGHTS = {"W1": W1, "b1": B1, "W2": W2, "b2": B2}


def same(left, right):
    """Assert that two formulas are one."""
    assert sp.simplify(left - right) == 0


def forward(W1=W1, b1=B1, W2=W2, b2=B2, X=X):
    """Return Z1, A1, Z2, A2, written out."""
    Z1 = X @ W1 + b1
    A1 = sigmoid(Z1)
    Z2 = A1 @ W2 + b2
    return Z1, A1, Z2, sigmoid(Z2)


def squared(**weights):
    """Return the mean over samples of half the squared error, summed over outputs."""
    return ((forward(**weights)[3] - Y) ** 2).sum() / (2 * len(X))


def deltas():
    """Return the error signals of both layers by the equations of the page."""
    Z1, _, Z2, A2 = forward()
    delta2 = (A2 - Y) / len(X) * sigmoid_derivative(Z2)
    return (delta2 @ W2.T) * sigmoid_derivative(Z1), delta2


def measured(name):
    """Return the gradient of the squared error for one array, by finite differences."""
    return numerical_gradient(lambda w: squared(**{name: w}), WEIGHTS[name])


def package(loss):
    """Return the package's network with these weights and this loss."""
    model = MLP(hidden=(3,), output="sigmoid", loss=loss)
    model.coefs_, model.intercepts_ = [W1, W2], [B1, B2]
    return model


# One sample, three inputs, two hidden neurons, one output and cross-entropy; as a
# function of all its numbers in a row, so that each can be changed alone.
TINY = RNG.normal(size=14)


def tiny(numbers, label):
    """Return x, the hidden z, the v, the output z and the loss."""
    x, W, bias, v, c = np.split(numbers, [3, 9, 11, 13])
    hidden = x @ W.reshape(3, 2) + bias
    z = float(sigmoid(hidden) @ v + c[0])
    return x, hidden, v, z, cross_entropy_from_logits(float(label), z)


def tiny_gradient(label):
    """Return the derivatives for W, the hidden biases, v and the output's bias."""
    gradient = numerical_gradient(lambda numbers: tiny(numbers, label)[-1], TINY)
    _, W, bias, v, c = np.split(gradient, [3, 9, 11, 13])
    return W.reshape(3, 2), bias, v, c[0]


@equation(
    "eq-score-sum",
    r"z_j = \sum_i x_i\, w_{ij} + b_j",
)
def _():
    for j in range(3):
        sums = [sum(x[i] * W1[i, j] for i in range(2)) + B1[j] for x in X]
        close(sums, forward()[0][:, j], rtol=1e-12)


@equation(
    "eq-layer-one",
    r"Z_1 = X W_1 + b_1, \quad A_1 = \sigma(Z_1)",
)
def _():
    # A definition: what can be checked is that the package's network says the same.
    Z, A = NETWORK.forward(X)
    close(Z[0], X @ W1 + B1, rtol=1e-12)
    close(A[1], sigmoid(X @ W1 + B1), rtol=1e-12)


@equation(
    "eq-layer-two",
    r"Z_2 = A_1 W_2 + b_2, \quad A_2 = \sigma(Z_2)",
)
def _():
    # A definition, as above.
    Z, A = NETWORK.forward(X)
    close(Z[1], A[1] @ W2 + B2, rtol=1e-12)
    close(sigmoid(Z[1]), forward()[3], rtol=1e-12)


@equation(
    "eq-collapse",
    r"\begin{aligned} &(X W_1 + b_1)\, W_2 + b_2 \\[1ex] &\quad = X\,(W_1 W_2) +"
    r" (b_1 W_2 + b_2) \end{aligned}",
)
def _():
    close((X @ W1 + B1) @ W2 + B2, X @ (W1 @ W2) + (B1 @ W2 + B2), rtol=1e-10)


@equation(
    "eq-composition",
    r"\begin{aligned} a &= f_2(f_1(x)) \\[1ex] f_l(u) &= \sigma(u\, W_l + b_l)"
    r" \end{aligned}",
)
def _():
    x, net = X[0], Network([W1, W2], [B1, B2], "sigmoid", "sigmoid", "cross_entropy")

    def first(u):
        return sigmoid(u @ W1 + B1)

    def second(u):
        return sigmoid(u @ W2 + B2)

    assert (x.shape, first(x).shape, second(first(x)).shape) == ((2,), (3,), (4,))
    close(second(first(x)), sigmoid(net.forward(X[:1])[0][-1][0]))


@equation(
    "eq-output-gradient",
    r"\frac{\partial L}{\partial v_j} = (a - y)\, a_j, \qquad"
    r" \frac{\partial L}{\partial b} = a - y",
)
def _():
    for label in (0, 1):
        _, hidden, _, z, _ = tiny(TINY, label)
        _, _, of_v, of_bias = tiny_gradient(label)
        close(of_v, (sigmoid(z) - label) * sigmoid(hidden), rtol=1e-6)
        close(of_bias, sigmoid(z) - label, rtol=1e-6)


@equation(
    "eq-error-signal",
    r"\delta_j = \frac{\partial L}{\partial z_j}",
)
def _():
    # A definition. The bias of a neuron changes its own pre-activation and no other.
    _, _, v, _, _ = tiny(TINY, 1)

    def loss(hidden):
        return cross_entropy_from_logits(1.0, float(sigmoid(hidden) @ v + TINY[13]))

    delta = numerical_gradient(loss, tiny(TINY, 1)[1])
    close(tiny_gradient(1)[1], delta, rtol=1e-6)


@equation(
    "eq-blame-hidden",
    r"\delta_j = \delta\, v_j\, \sigma'(z_j)",
)
def _():
    for label in (0, 1):
        _, hidden, v, z, _ = tiny(TINY, label)
        delta = (sigmoid(z) - label) * v * sigmoid_derivative(hidden)
        close(tiny_gradient(label)[1], delta, rtol=1e-6)


@equation(
    "eq-input-times-signal",
    r"\frac{\partial L}{\partial w_{ij}} = x_i\, \delta_j, \qquad"
    r" \frac{\partial L}{\partial b_j} = \delta_j",
)
def _():
    x, hidden, v, z, _ = tiny(TINY, 1)
    delta = (sigmoid(z) - 1) * v * sigmoid_derivative(hidden)
    of_W, of_bias, _, _ = tiny_gradient(1)
    for i, j in np.ndindex(3, 2):
        close(of_W[i, j], x[i] * delta[j], rtol=1e-6)
    close(of_bias, delta, rtol=1e-6)


@equation(
    "eq-batch-loss",
    r"L = \frac1n \sum_s \sum_o \ell(a_{so}, y_{so})",
)
def _():
    A2 = forward()[3]
    each = {
        "cross_entropy": lambda a, y: cross_entropy(y, a),
        "squared_error": lambda a, y: (a - y) ** 2 / 2,
    }
    for name, ell in each.items():
        total = sum(ell(A2[s, o], Y[s, o]) for s, o in np.ndindex(5, 4))
        close(package(name).loss_and_gradients(X, Y)[0], total / 5, rtol=1e-12)


@equation(
    "eq-blame-sum",
    r"\delta_j = \Bigl(\sum_o \delta_o\, v_{jo}\Bigr)\, \sigma'(z_j)",
)
def _():
    def loss(Z1):
        return ((sigmoid(sigmoid(Z1) @ W2 + B2) - Y[0]) ** 2).sum() / 2

    Z1, _, Z2, A2 = (array[0] for array in forward())
    delta = (A2 - Y[0]) * sigmoid_derivative(Z2)
    sums = [sum(delta[k] * W2[j, k] for k in range(4)) for j in range(3)]
    by_hand = np.array(sums) * sigmoid_derivative(Z1)
    close(by_hand, numerical_gradient(loss, Z1), rtol=1e-6)


@equation(
    "eq-samples-add",
    r"\frac{\partial L}{\partial w_{ij}} = \sum_s x_{si}\, \delta_{sj}",
)
def _():
    delta1, _ = deltas()
    for i, j in np.ndindex(2, 3):
        total = sum(X[s, i] * delta1[s, j] for s in range(5))
        close(measured("W1")[i, j], total, rtol=1e-5, atol=1e-9)
        close((X.T @ delta1)[i, j], total, rtol=1e-10)


@equation(
    "eq-bp-output",
    r"\boxed{\;\delta_2 = \frac{\partial L}{\partial A_2} \circ \sigma'(Z_2)\;}",
)
def _():
    _, _, Z2, A2 = forward()

    def loss_of_outputs(A):
        return ((A - Y) ** 2).sum() / (2 * len(X))

    def loss_of_z(Z):
        return loss_of_outputs(sigmoid(Z))

    start = numerical_gradient(loss_of_outputs, A2) * sigmoid_derivative(Z2)
    close(start, numerical_gradient(loss_of_z, Z2), rtol=1e-5, atol=1e-10)
    close(start, deltas()[1], rtol=1e-6, atol=1e-11)


@equation(
    "eq-bp-back",
    r"\boxed{\;\delta_1 = \bigl(\delta_2 W_2^{\mathsf T}\bigr) \circ"
    r" \sigma'(Z_1)\;}",
)
def _():
    def loss_of_z(Z1):
        return ((sigmoid(sigmoid(Z1) @ W2 + B2) - Y) ** 2).sum() / (2 * len(X))

    slope = numerical_gradient(loss_of_z, forward()[0])
    close(deltas()[0], slope, rtol=1e-5, atol=1e-10)


@equation(
    "eq-bp-weights",
    r"\boxed{\;\frac{\partial L}{\partial W_l} = A_{l-1}^{\mathsf T}\, \delta_l\;}",
)
def _():
    (delta1, delta2), A1 = deltas(), forward()[1]
    _, ours, _ = package("squared_error").loss_and_gradients(X, Y)
    pairs = zip(("W1", "W2"), (X.T @ delta1, A1.T @ delta2), ours, strict=True)
    for name, product, gradient in pairs:
        close(product, measured(name), rtol=1e-5, atol=1e-9)
        close(product, gradient, rtol=1e-10)


@equation(
    "eq-bp-bias",
    r"\boxed{\;\frac{\partial L}{\partial b_l} = \sum_{\text{rows}} \delta_l\;}",
)
def _():
    _, _, ours = package("squared_error").loss_and_gradients(X, Y)
    for name, delta, gradient in zip(("b1", "b2"), deltas(), ours, strict=True):
        close(delta.sum(axis=0), measured(name), rtol=1e-5, atol=1e-9)
        close(delta.sum(axis=0), gradient, rtol=1e-10)


@equation(
    "eq-squared-direct",
    r"\delta = (a - y)\, \sigma'(z) \quad \text{(squared error)}",
)
def _():
    same(sp.diff((SIGMA - y) ** 2 / 2, z), (SIGMA - y) * sp.diff(SIGMA, z))


@equation(
    "eq-entropy-delta",
    r"\delta = a - y \quad \text{(cross-entropy)}",
)
def _():
    loss = -(y * sp.log(SIGMA) + (1 - y) * sp.log(1 - SIGMA))
    same(sp.diff(loss, z), SIGMA - y)
    for label, place in itertools.product((0.0, 1.0), (-3.0, 0.0, 1.5)):

        def loss(t, y=label):
            return cross_entropy(y, sigmoid(t))

        measured = numerical_gradient(loss, place)
        close(sigmoid(place) - label, measured, rtol=1e-7)
        # The two wrong answers that the page names.
        for power in (1, -1):
            slope = sigmoid_derivative(place) ** power
            assert abs((sigmoid(place) - label) * slope / measured - 1) > 0.7


@equation(
    "eq-entropy-direct",
    r"\delta = \frac{e^z}{1 + e^z} - y = \sigma(z) - y.",
)
def _():
    loss = sp.log(1 + sp.exp(z)) - y * z
    chapter_4 = -(y * sp.log(SIGMA) + (1 - y) * sp.log(1 - SIGMA))
    for label, place in itertools.product((0, 1), (-2, sp.Rational(1, 3), 4)):
        gap = (loss - chapter_4).subs({y: label, z: place})
        assert abs(sp.N(gap, 30)) < 1e-25
    same(sp.diff(loss, z), sp.exp(z) / (1 + sp.exp(z)) - y)
    same(sp.diff(loss, z), SIGMA - y)
    slope = numerical_gradient(lambda t: cross_entropy_from_logits(1.0, t), -6.0)
    close(sigmoid(-6.0) - 1, slope, rtol=1e-7)


@equation(
    "eq-network-step",
    r"W_l \leftarrow W_l - \eta\, \frac{\partial L}{\partial W_l}",
)
def _():
    rows, labels = data.gates("xor")
    settings = {"hidden": (3,), "learning_rate": 0.7, "batch_size": None}
    before = MLP(epochs=0, **settings).fit(rows, labels)
    after = MLP(epochs=1, **settings).fit(rows, labels)
    _, dW, db = before.loss_and_gradients(rows, labels[:, np.newaxis])
    for layer in range(2):
        close(after.coefs_[layer], before.coefs_[layer] - 0.7 * dW[layer], rtol=1e-12)
        close(after.intercepts_[layer], -0.7 * db[layer], rtol=1e-10)


@equation(
    "eq-symmetry-of-blame",
    r"\begin{aligned} \delta_i &= \Bigl(\sum_o \delta_o\, v_{io}\Bigr)\,"
    r" \sigma'(z_i) \\[1ex] &= \Bigl(\sum_o \delta_o\, v_{jo}\Bigr)\, \sigma'(z_j)"
    r" = \delta_j \end{aligned}",
)
def _():
    equal, alike = W1[:, [0, 1, 0]], W2[[0, 1, 0]]
    model = MLP(hidden=(3,), output="sigmoid")
    model.coefs_, model.intercepts_ = [equal, alike], [B1[[0, 1, 0]], B2]
    _, dW, db = model.loss_and_gradients(X, Y)
    close(dW[0][:, 0], dW[0][:, 2], rtol=1e-12)
    close(db[0][0], db[0][2], rtol=1e-12)
    close(dW[1][0], dW[1][2], rtol=1e-12)
    assert np.abs(dW[0][:, 0] - dW[0][:, 1]).max() > 1e-3
