"""Checks of the labelled equations of chapter 7, softmax.

Softmax is held against sympy and against the package, and each derivative against
sympy's or against finite differences. What is said of a shift is tried with shifts.
"""

import itertools
import math

import numpy as np
import sympy as sp

from lessons_pkg import (
    MLP,
    numerical_gradient,
    sigmoid,
    softmax,
    softmax_cross_entropy,
    softmax_cross_entropy_gradient,
)
from lessons_pkg.exercises.softmax import step
from lessons_pkg.explore import Softmax

from . import equation

close = np.testing.assert_allclose
RNG = np.random.default_rng(7)
LOGITS = [RNG.normal(0, 2, size=k) for k in (2, 3, 5, 10)]

# n = 6 samples, m = 2 features, k = 4 classes.
X, W, B = RNG.normal(size=(6, 2)), RNG.normal(size=(2, 4)), RNG.normal(size=4)
Y = np.eye(4)[[2, 0, 1, 3, 2, 1]]

symbols = sp.symbols("z1:4", real=True)
exponentials = [sp.exp(z) for z in symbols]
shares = [e / sum(exponentials) for e in exponentials]
total = sp.log(sum(exponentials))


def same(left, right):
    """Assert that two formulas are one."""
    assert sp.simplify(left - right) == 0


def fitted():
    """Return a network without a hidden layer, with these weights."""
    how = {"hidden": (), "epochs": 0, "init": ([W], [B])}
    return MLP(**how).fit(X, Y.argmax(axis=1))


@equation("eq-class-logits", r"z_j = w_j \cdot x + b_j, \qquad j = 1, \dots, k")
def _():
    found = fitted().decision_function(X)
    for j in range(4):
        close(found[:, j], [W[:, j] @ x + B[j] for x in X])


@equation("eq-share", r"p_j = \frac{g(z_j)}{\sum_{i=1}^{k} g(z_i)}")
def _():
    for z in LOGITS:
        for g in (np.exp, sigmoid, np.square):
            p = [g(z[j]) / sum(g(each) for each in z) for j in range(len(z))]
            assert min(p) > 0
            close(sum(p), 1)
        close(softmax(z), np.exp(z) / np.exp(z).sum())


@equation("eq-equal-factors", r"\frac{g(z + c)}{g(c)} = \frac{g(z)}{g(0)}")
def _():
    # Powers of any base have equal factors, and the other candidates have not.
    def differ(g):
        return max(
            abs(g(z + c) / g(c) - g(z) / g(0.0))
            for z, c in itertools.product((-1.3, 0.4, 2.1), (0.7, 1.9))
        )

    for base in (1.5, math.e, 7.0):
        assert differ(lambda z, base=base: 3 * base**z) < 1e-12
    assert differ(lambda z: math.log1p(math.exp(z))) > 0.1
    assert differ(sigmoid) > 0.1
    # From equal factors in steps of one length follows the power.
    z, a, b = sp.symbols("z a b", positive=True)
    g = sp.Function("g")
    found = sp.rsolve(g(z + 1) - b * g(z), g(z), {g(0): a})
    same(found, a * b**z)


@equation("eq-softmax", r"p_j = \frac{e^{z_j}}{\sum_{i=1}^{k} e^{z_i}}")
def _():
    for z in LOGITS:
        size = sum(math.exp(each) for each in z)
        close(softmax(z), [math.exp(each) / size for each in z], rtol=1e-13)


@equation(
    "eq-log-ratio", r"\ln \frac{p_i}{p_j} = \ln \frac{e^{z_i}}{e^{z_j}} = z_i - z_j"
)
def _():
    for z in LOGITS:
        p = softmax(z)
        for i, j in itertools.permutations(range(len(z)), 2):
            close(math.log(p[i] / p[j]), z[i] - z[j])
            close(math.log(math.exp(z[i]) / math.exp(z[j])), z[i] - z[j])


@equation(
    "eq-shift-invariance",
    r"\frac{e^{z_j + c}}{\sum_i e^{z_i + c}} = "
    r"\frac{e^c\, e^{z_j}}{e^c \sum_i e^{z_i}} = p_j",
)
def _():
    c = sp.symbols("c", real=True)
    shifted = [sp.exp(z + c) for z in symbols]
    for each, e, p in zip(shifted, exponentials, shares, strict=True):
        same(each / sum(shifted), sp.exp(c) * e / (sp.exp(c) * sum(exponentials)))
        same(each / sum(shifted), p)
    for z in LOGITS:
        close(softmax(z - 3.7), softmax(z))


@equation("eq-softmax-surprisal", r"-\ln p_j = \ln \sum_{i=1}^{k} e^{z_i} - z_j")
def _():
    for z in LOGITS:
        for j, label in enumerate(np.eye(len(z))):
            right = math.log(np.exp(z).sum()) - z[j]
            close(-math.log(softmax(z)[j]), right)
            close(softmax_cross_entropy([label], [z]), right)


@equation(
    "eq-log-sum-exp",
    r"\ln \sum_i e^{z_i} = z_{\max} + \ln \sum_i e^{z_i - z_{\max}}",
)
def _():
    for z in LOGITS:
        top = z.max()
        close(math.log(np.exp(z).sum()), top + math.log(np.exp(z - top).sum()))


@equation(
    "eq-log-sum-exp-bounds",
    r"z_{\max} \le \ln \sum_i e^{z_i} \le z_{\max} + \ln k.",
)
def _():
    for z in LOGITS:
        for each in (z, 30 * z, z - 50):
            lse = np.logaddexp.reduce(each)
            assert each.max() <= lse <= each.max() + math.log(len(z))
        # Both are reached, so that no narrower bound holds.
        equal = np.full(len(z), z[0])
        close(np.logaddexp.reduce(equal), z[0] + math.log(len(z)))
        close(np.logaddexp.reduce(200 * np.eye(len(z))[0]), 200)


@equation("eq-temperature", r"p_j = \frac{e^{z_j/T}}{\sum_i e^{z_i/T}}")
def _():
    for T in (0.3, 1.0, 2.5):
        z = np.array([1.3, -0.4, 2.2])
        p = np.exp(z / T) / np.exp(z / T).sum()
        n = Softmax(*z, temperature=T).numbers()
        close([n["p3"], n["p5"], n["p8"]], p)


@equation(
    "eq-softmax-of-two",
    r"""
    \begin{aligned}
    \frac{e^{z_1}}{e^{z_1} + e^{z_2}} &= \frac{1}{1 + e^{-(z_1 - z_2)}} \\[1ex]
    &= \sigma(z_1 - z_2)
    \end{aligned}
    """,
)
def _():
    z1, z2, _ = symbols
    same(sp.exp(z1) / (sp.exp(z1) + sp.exp(z2)), 1 / (1 + sp.exp(-(z1 - z2))))
    z = LOGITS[0]
    close(softmax(z)[0], sigmoid(z[0] - z[1]))


@equation("eq-shifted-weights", r"(w_j + v) \cdot x + b_j = z_j + v \cdot x,")
def _():
    z, v = X @ W + B, np.array([0.8, -2.3])
    for j in range(4):
        close(X @ (W[:, j] + v) + B[j], z[:, j] + X @ v)
    close(softmax(X @ (W + v[:, np.newaxis]) + B), softmax(z))


@equation(
    "eq-exactly-one",
    r"""
    \begin{aligned}
    s_j \prod_{i \ne j} (1 - s_i) &= \frac{s_j}{1 - s_j} \prod_{i=1}^{k} (1 - s_i) \\
    &= e^{z_j} \prod_{i=1}^{k} (1 - s_i),
    \end{aligned}
    """,
)
def _():
    for z in LOGITS:
        s = sigmoid(z)
        alone = []
        for j in range(len(z)):
            others = [1 - s[i] for i in range(len(z)) if i != j]
            alone.append(s[j] * np.prod(others))
            close(alone[-1], s[j] / (1 - s[j]) * np.prod(1 - s))
            close(alone[-1], math.exp(z[j]) * np.prod(1 - s))
        close(np.divide(alone, sum(alone)), softmax(z))


@equation(
    "eq-categorical-cross-entropy",
    r"""
    \begin{aligned}
    L &= -\sum_{j=1}^{k} y_j \ln p_j \\
    &= \ln \sum_{i=1}^{k} e^{z_i} - \sum_{j=1}^{k} y_j z_j.
    \end{aligned}
    """,
)
def _():
    for z in LOGITS:
        for y in np.eye(len(z)):
            loss = softmax_cross_entropy([y], [z])
            close(
                loss, -sum(a * math.log(b) for a, b in zip(y, softmax(z), strict=True))
            )
            close(loss, math.log(sum(map(math.exp, z))) - y @ z)


@equation(
    "eq-derivative-of-log-sum-exp",
    r"\frac{\partial}{\partial z_j} \ln \sum_i e^{z_i} = "
    r"\frac{1}{\sum_i e^{z_i}} \cdot e^{z_j} = p_j",
)
def _():
    for z, e, p in zip(symbols, exponentials, shares, strict=True):
        same(sp.diff(total, z), 1 / sum(exponentials) * e)
        same(sp.diff(total, z), p)
    for z in LOGITS:
        close(numerical_gradient(np.logaddexp.reduce, z), softmax(z), rtol=1e-6)


@equation(
    "eq-softmax-delta",
    r"\delta_j = \frac{\partial L}{\partial z_j} = p_j - y_j.",
)
def _():
    for z in LOGITS:
        for y in np.eye(len(z)):
            measured = numerical_gradient(
                lambda z, y=y: softmax_cross_entropy([y], [z]), z
            )
            close(softmax(z) - y, measured, atol=1e-8)
            close(softmax_cross_entropy_gradient([y], [z])[0], softmax(z) - y)


@equation(
    "eq-softmax-derivative",
    r"\frac{\partial p_i}{\partial z_j} = \begin{cases} p_i (1 - p_i) & \text{if } "
    r"i = j \\ -p_i\, p_j & \text{if } i \ne j \end{cases}",
)
def _():
    for (i, p), (j, z) in itertools.product(enumerate(shares), enumerate(symbols)):
        same(sp.diff(p, z), p * (1 - p) if i == j else -p * shares[j])


@equation(
    "eq-softmax-gradient",
    r"\frac{\partial L_\lambda}{\partial W} = \frac1n X^{\mathsf T}(P - Y) "
    r"+ \lambda W.",
)
def _():
    P, penalty = softmax(X @ W + B), 0.3

    def loss(W):
        return softmax_cross_entropy(Y, X @ W + B) + penalty / 2 * (W**2).sum()

    gradient = X.T @ (P - Y) / len(X) + penalty * W
    close(gradient, numerical_gradient(loss, W), atol=1e-8)
    after, _ = step(X, Y, W, B, 0.1, penalty)
    close(after, W - 0.1 * gradient)
    close(fitted().loss_and_gradients(X, Y)[1][0], gradient - penalty * W)


@equation(
    "eq-smallest-penalty",
    r"\frac{\mathrm d}{\mathrm d v} \sum_{j=1}^{k} (w_j + v)^2 = "
    r"2 \sum_{j=1}^{k} (w_j + v) = 0",
)
def _():
    v, *w = sp.symbols("v w1:5", real=True)
    penalty = sum((each + v) ** 2 for each in w)
    same(sp.diff(penalty, v), 2 * sum(each + v for each in w))
    (lowest,) = sp.solve(sp.diff(penalty, v), v)
    same(sum(each + lowest for each in w), 0)
