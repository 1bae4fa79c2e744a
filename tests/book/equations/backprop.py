"""Checks of the labelled equations of chapter 5, backpropagation.

Each derivative is found again by sympy, or by nudging a network that is written out
here in NumPy; the package's own network is held against the same numbers.
"""

import functools
import itertools

import numpy as np
import sympy as sp

from lessons_pkg import (
    MLP,
    cross_entropy,
    cross_entropy_from_logits,
    cross_entropy_gradient,
    data,
    numerical_gradient,
    sigmoid,
    sigmoid_derivative,
    step,
)
from lessons_pkg.mlp import Network

from . import equation

z, y, a = sp.symbols("z y a", real=True)
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
    """Return the error terms of both layers by the equations of the page."""
    Z1, _, Z2, A2 = forward()
    delta2 = (A2 - Y) / len(X) * sigmoid_derivative(Z2)
    return (delta2 @ W2.T) * sigmoid_derivative(Z1), delta2


def nudged(name):
    """Return the gradient of the squared error for one array of weights, by nudging."""
    return numerical_gradient(lambda w: squared(**{name: w}), WEIGHTS[name])


def package():
    """Return the package's network with these weights and squared error."""
    model = MLP(hidden=(3,), output="sigmoid", loss="squared_error")
    model.coefs_, model.intercepts_ = [W1, W2], [B1, B2]
    return model


# The tiny network of the page: one sample, two hidden neurons, one output.
x1, x2, w11, w12, w21, w22, c1, c2, v1, v2, c = sp.symbols(
    "x1 x2 w11 w12 w21 w22 c1 c2 v1 v2 c", real=True
)
z1, z2 = x1 * w11 + x2 * w21 + c1, x1 * w12 + x2 * w22 + c2
score = SIGMA.subs(z, z1) * v1 + SIGMA.subs(z, z2) * v2 + c
TINY = (SIGMA.subs(z, score) - y) ** 2 / 2
NUMBERS = dict(
    zip(
        (x1, x2, w11, w12, w21, w22, c1, c2, v1, v2, c, y),
        (1.0, 2.0, 2.0, -1.0, -1.0, 1.0, 0.0, 1.0, 2.0, -1.0, 0.0, 1.0),
        strict=True,
    )
)


def at(formula):
    """Return the value of a formula of the tiny network at the page's numbers."""
    return float(formula.subs(NUMBERS))


def tiny_delta():
    """Return the error term of the tiny network's output, from its formula."""
    answer = SIGMA.subs(z, score)
    return (answer - y) * sp.diff(SIGMA, z).subs(z, score)


@equation(
    "eq-xor-hidden",
    r"\begin{aligned} a_1 &= \operatorname{step}(x_1 + x_2 - \tfrac12) \\[1ex] a_2"
    r" &= \operatorname{step}(\tfrac32 - x_1 - x_2) \end{aligned}",
)
def _():
    corners, either = data.gates("or")
    _, not_both = data.gates("nand")
    close(step(corners.sum(axis=1) - 0.5), either)
    close(step(1.5 - corners.sum(axis=1)), not_both)


@equation(
    "eq-xor-output",
    r"a = \operatorname{step}(a_1 + a_2 - \tfrac32)",
)
def _():
    corners, xor = data.gates("xor")
    total = corners.sum(axis=1)
    hidden = step(total - 0.5) + step(1.5 - total)
    close(step(hidden - 1.5), xor)


@equation(
    "eq-score-sum",
    r"z_j = \sum_i a_i\, w_{ij} + b_j",
)
def _():
    for j in range(3):
        scores = [sum(x[i] * W1[i, j] for i in range(2)) + B1[j] for x in X]
        close(scores, forward()[0][:, j], rtol=1e-12)


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
    "eq-count",
    r"(m + 1)\,h + (h + 1)\,k",
)
def _():
    for m, h, k in itertools.product((1, 3, 6), (1, 4), (2, 5)):
        rows, labels = RNG.normal(size=(k + 4, m)), np.arange(k + 4) % k
        model = MLP(hidden=(h,), output="softmax", epochs=0).fit(rows, labels)
        knobs = sum(array.size for array in model.coefs_ + model.intercepts_)
        assert knobs == (m + 1) * h + (h + 1) * k


@equation(
    "eq-composition",
    r"\begin{aligned} A_2 &= f_2\bigl(f_1(X)\bigr) \\[1ex] f_l(A) &= \sigma(A W_l"
    r" + b_l) \end{aligned}",
)
def _():
    def layer(A, W, b):
        return sigmoid(A @ W + b)

    close(layer(layer(X, W1, B1), W2, B2), forward()[3], rtol=1e-12)


@equation(
    "eq-collapse",
    r"\begin{aligned} &(X W_1 + b_1)\, W_2 + b_2 \\[1ex] &\quad = X\,(W_1 W_2) +"
    r" (b_1 W_2 + b_2) \end{aligned}",
)
def _():
    close((X @ W1 + B1) @ W2 + B2, X @ (W1 @ W2) + (B1 @ W2 + B2), rtol=1e-10)


@equation(
    "eq-network-loss",
    r"L = \tfrac12\,(a - y)^2",
)
def _():
    # A definition; the package's squared error of one sample and output is the same.
    model = MLP(hidden=(3,), output="sigmoid", loss="squared_error")
    model.coefs_, model.intercepts_ = [W1, W2[:, :1]], [B1, B2[:1]]
    loss, *_ = model.loss_and_gradients(X[:1], Y[:1, :1])
    answer = forward()[3][0, 0]
    close(loss, (answer - Y[0, 0]) ** 2 / 2, rtol=1e-12)


@equation(
    "eq-blame-output-weight",
    r"\frac{\partial L}{\partial v_1} = \underbrace{(a - y)}_{\partial L /"
    r" \partial a} \cdot \underbrace{\sigma'(z)}_{\partial a / \partial z} \cdot"
    r" \underbrace{a_1}_{\partial z / \partial v_1}",
)
def _():
    by_hand = tiny_delta() * SIGMA.subs(z, z1)
    close(at(sp.diff(TINY, v1)), at(by_hand), rtol=1e-12)


@equation(
    "eq-blame-output",
    r"\delta = \frac{\partial L}{\partial z} = (a - y)\,\sigma'(z)",
)
def _():
    loss = (SIGMA - y) ** 2 / 2
    same(sp.diff(loss, z), (SIGMA - y) * sp.diff(SIGMA, z))
    close(at(sp.diff(TINY, c)), at(tiny_delta()), rtol=1e-12)  # the bias moves z alone


@equation(
    "eq-blame-hidden-weight",
    r"\begin{aligned} \frac{\partial L}{\partial w_{11}} &= (a - y)\,\sigma'(z)\,"
    r" v_1\, \sigma'(z_1)\, x_1 \\[1ex] &= \delta\, v_1\, \sigma'(z_1)\, x_1"
    r" \end{aligned}",
)
def _():
    by_hand = tiny_delta() * v1 * sp.diff(SIGMA, z).subs(z, z1) * x1
    close(at(sp.diff(TINY, w11)), at(by_hand), rtol=1e-12)


@equation(
    "eq-blame-hidden",
    r"\delta_j = \frac{\partial L}{\partial z_j} = \delta\, v_j\, \sigma'(z_j)",
)
def _():
    for bias, weight, own_score in ((c1, v1, z1), (c2, v2, z2)):
        by_hand = tiny_delta() * weight * sp.diff(SIGMA, z).subs(z, own_score)
        close(at(sp.diff(TINY, bias)), at(by_hand), rtol=1e-12)


@equation(
    "eq-blame-sum",
    r"\delta_j = \Bigl(\sum_k \delta_k\, v_{jk}\Bigr)\, \sigma'(z_j)",
)
def _():
    # The hidden biases move the hidden scores alone, and of one sample each.
    def loss(scores):
        return ((sigmoid(sigmoid(scores) @ W2 + B2) - Y[0]) ** 2).sum() / 2

    scores, _, Z2, A2 = (array[0] for array in forward())
    delta = (A2 - Y[0]) * sigmoid_derivative(Z2)
    sums = [sum(delta[k] * W2[j, k] for k in range(4)) for j in range(3)]
    by_hand = np.array(sums) * sigmoid_derivative(scores)
    close(by_hand, numerical_gradient(loss, scores), rtol=1e-6)


@equation(
    "eq-blame-matrix",
    r"\delta_1 = \bigl(\delta_2\, W_2^{\mathsf T}\bigr) \circ \sigma'(Z_1)",
)
def _():
    _, delta2 = deltas()
    slopes = sigmoid_derivative(forward()[0])
    for s, j in np.ndindex(5, 3):
        heard = sum(delta2[s, k] * W2[j, k] for k in range(4))
        close(deltas()[0][s, j], heard * slopes[s, j], rtol=1e-12)


@equation(
    "eq-samples-add",
    r"\frac{\partial L}{\partial w_{ij}} = \sum_s a_{si}\, \delta_{sj} ="
    r" \bigl(A^{\mathsf T} \delta\bigr)_{ij}",
)
def _():
    _, delta2 = deltas()
    A1 = forward()[1]
    for i, j in np.ndindex(3, 4):
        total = sum(A1[s, i] * delta2[s, j] for s in range(5))
        close((A1.T @ delta2)[i, j], total, rtol=1e-10)
        close(nudged("W2")[i, j], total, rtol=1e-5, atol=1e-9)


@equation(
    "eq-bp-output",
    r"\boxed{\;\delta_2 = \frac{\partial L}{\partial A_2} \circ \sigma'(Z_2)\;}",
)
def _():
    _, _, Z2, A2 = forward()

    def loss_of_answers(A):
        return ((A - Y) ** 2).sum() / (2 * len(X))

    def loss_of_scores(Z):
        return loss_of_answers(sigmoid(Z))

    start = numerical_gradient(loss_of_answers, A2) * sigmoid_derivative(Z2)
    close(start, numerical_gradient(loss_of_scores, Z2), rtol=1e-5, atol=1e-10)
    close(start, deltas()[1], rtol=1e-6, atol=1e-11)


@equation(
    "eq-bp-back",
    r"\boxed{\;\delta_1 = \bigl(\delta_2 W_2^{\mathsf T}\bigr) \circ"
    r" \sigma'(Z_1)\;}",
)
def _():
    def loss_of_scores(Z1):
        return ((sigmoid(sigmoid(Z1) @ W2 + B2) - Y) ** 2).sum() / (2 * len(X))

    nudge = numerical_gradient(loss_of_scores, forward()[0])
    close(deltas()[0], nudge, rtol=1e-5, atol=1e-10)


@equation(
    "eq-bp-weights",
    r"\boxed{\;\frac{\partial L}{\partial W_l} = A_{l-1}^{\mathsf T}\, \delta_l\;}",
)
def _():
    (delta1, delta2), A1 = deltas(), forward()[1]
    _, ours, _ = package().loss_and_gradients(X, Y)
    pairs = zip(("W1", "W2"), (X.T @ delta1, A1.T @ delta2), ours, strict=True)
    for name, product, gradient in pairs:
        close(product, nudged(name), rtol=1e-5, atol=1e-9)
        close(product, gradient, rtol=1e-10)


@equation(
    "eq-bp-bias",
    r"\boxed{\;\frac{\partial L}{\partial b_l} = \sum_{\text{rows}} \delta_l\;}",
)
def _():
    _, _, ours = package().loss_and_gradients(X, Y)
    for name, delta, gradient in zip(("b1", "b2"), deltas(), ours, strict=True):
        close(delta.sum(axis=0), nudged(name), rtol=1e-5, atol=1e-9)
        close(delta.sum(axis=0), gradient, rtol=1e-10)


@equation(
    "eq-entropy-slope",
    r"\begin{aligned} \frac{\partial L}{\partial a} &= -\frac{y}{a} + \frac{1 -"
    r" y}{1 - a} \\[1ex] &= \frac{a - y}{a(1 - a)} \end{aligned}",
)
def _():
    loss = -(y * sp.log(a) + (1 - y) * sp.log(1 - a))
    same(sp.diff(loss, a), -y / a + (1 - y) / (1 - a))
    same(sp.diff(loss, a), (a - y) / (a * (1 - a)))
    for label, answer in itertools.product((0.0, 1.0), (0.1, 0.5, 0.8)):
        slope = (answer - label) / (answer * (1 - answer))
        close(cross_entropy_gradient(label, answer), slope, rtol=1e-12)


@equation(
    "eq-entropy-delta",
    r"\delta = \frac{a - y}{a(1 - a)} \cdot a(1 - a) = a - y",
)
def _():
    same((a - y) / (a * (1 - a)) * (a * (1 - a)), a - y)
    for label, place in itertools.product((0.0, 1.0), (-3.0, 0.0, 1.5)):

        def loss(t, y=label):
            return cross_entropy(y, sigmoid(t))

        close(sigmoid(place) - label, numerical_gradient(loss, place), rtol=1e-7)


@equation(
    "eq-entropy-direct",
    r"\delta = \frac{e^z}{1 + e^z} - y = \sigma(z) - y",
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
    "eq-squared-direct",
    r"\delta = (\sigma(z) - y)\,\sigma'(z)",
)
def _():
    same(sp.diff((SIGMA - y) ** 2 / 2, z), (SIGMA - y) * sp.diff(SIGMA, z))


@equation(
    "eq-network-step",
    r"\begin{aligned} W_l &\leftarrow W_l - \eta\, \frac{\partial L}{\partial W_l}"
    r" \\[1ex] b_l &\leftarrow b_l - \eta\, \frac{\partial L}{\partial b_l}"
    r" \end{aligned}",
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
    r"\begin{aligned} \delta_i &= \Bigl(\sum_k \delta_k\, v_{ik}\Bigr)\,"
    r" \sigma'(z_i) \\[1ex] &= \Bigl(\sum_k \delta_k\, v_{jk}\Bigr)\, \sigma'(z_j)"
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


@equation(
    "eq-deep-path",
    r"\frac{\partial z_6}{\partial z_1} = w_2\, \sigma'(z_1) \cdots w_6\,"
    r" \sigma'(z_5)",
)
def _():
    weights = RNG.normal(size=5)

    def last_score(first):
        return functools.reduce(lambda s, w: w * sigmoid(s), weights, first)

    scores = [0.3]
    for w in weights[:4]:
        scores.append(w * sigmoid(scores[-1]))
    product = np.prod(weights * sigmoid_derivative(np.array(scores)))
    close(numerical_gradient(last_score, 0.3), product, rtol=1e-4)


@equation(
    "eq-deep-bound",
    r"\left| \frac{\partial z_6}{\partial z_1} \right| \le"
    r" \bigl(\tfrac14\bigr)^5\, |w_2 w_3 w_4 w_5 w_6|",
)
def _():
    for scale in (0.5, 1.0, 10.0):
        for _ in range(100):
            scores, weights = RNG.normal(0, scale, size=(2, 5))
            path = np.prod(weights * sigmoid_derivative(scores))
            assert abs(path) <= 0.25**5 * abs(np.prod(weights))
    close(sigmoid_derivative(np.zeros(5)).prod(), 0.25**5, rtol=1e-14)
