"""Checks of the labelled equations of chapter 4, logistic regression.

Algebra is checked by sympy, which knows nothing of our code; then the same statement is
held against lessons_pkg on numbers.
"""

import numpy as np
import sympy as sp

from lessons_pkg import (
    LogisticRegression,
    cross_entropy,
    cross_entropy_from_logits,
    cross_entropy_from_logits_gradient,
    cross_entropy_gradient,
    numerical_gradient,
    sigmoid,
    sigmoid_derivative,
)
from lessons_pkg.logistic_regression import Problem

from . import equation

z, w, b, x, d, s = sp.symbols("z w b x d s", real=True)
a, c = sp.symbols("a c", positive=True)
SIGMA = 1 / (1 + sp.exp(-z))
close = np.testing.assert_allclose

RNG = np.random.default_rng(4)
n, m = 12, 3
X = RNG.normal(size=(n, m))
ONES = np.column_stack([X, np.ones(n)])
y = np.array([0, 1, 1, 0, 1, 0, 1, 1, 0, 0, 1, 0])  # no plane separates them
W = np.array([0.7, -1.2, 0.4, 0.3])  # the bias last


def same(left, right):
    """Assert that two formulas are one."""
    assert sp.simplify(left - right) == 0


def one_loss(label, answer):
    """Return the surprisal of one sample, as a formula."""
    return -label * sp.log(answer) - (1 - label) * sp.log(1 - answer)


def loss(weights):
    """Return the mean cross-entropy at weights whose last entry is the bias."""
    return cross_entropy_from_logits(y, ONES @ weights)


def errors(weights=W):
    """Return p - y."""
    return sigmoid(ONES @ weights) - y


@equation("eq-likelihood", r"\prod_{i=1}^{n} p_i^{\,y_i}\,(1 - p_i)^{1 - y_i}")
def _():
    # The probability of these labels: that of all 2ⁿ possible ones adds up to 1.
    p = sigmoid(ONES @ W)
    every = np.array(list(np.ndindex(*(2,) * n)))
    likelihood = np.prod(p**every * (1 - p) ** (1 - every), axis=1)
    close(likelihood.sum(), 1, rtol=1e-13)
    ours = likelihood[(every == y).all(axis=1)]
    close(ours, np.exp(-n * loss(W)), rtol=1e-12)


@equation(
    "eq-cross-entropy",
    r"\begin{aligned} L &= -\frac1n \sum_{i=1}^{n} \Bigl[ y_i \ln p_i \\"
    r" &\qquad + (1 - y_i) \ln(1 - p_i) \Bigr] \end{aligned}",
)
def _():
    p = sigmoid(ONES @ W)
    mean = -sum(np.log(v if t == 1 else 1 - v) for t, v in zip(y, p, strict=True)) / n
    close(cross_entropy(y, p), mean, rtol=1e-14)


@equation(
    "eq-ascent-descent",
    r"w + \frac{\eta}{n}\,\frac{\partial \ell}{\partial w}"
    r" = w - \eta\,\frac{\partial L}{\partial w}",
)
def _():
    def log_likelihood(v):
        p = sigmoid(ONES @ v)
        return float(np.log(np.prod(np.where(y == 1, p, 1 - p))))

    up, down = numerical_gradient(log_likelihood, W), numerical_gradient(loss, W)
    close(down, -up / n, rtol=1e-6)
    close(W + 0.5 / n * up, W - 0.5 * down, rtol=1e-6)


@equation(
    "eq-squared-chain",
    r"\begin{aligned} \frac{\partial L}{\partial w} &="
    r" \underbrace{(a - y)}_{\partial L / \partial a} \cdot"
    r" \underbrace{a(1 - a)}_{\partial a / \partial z} \cdot"
    r" \underbrace{x}_{\partial z / \partial w} \\[1ex]"
    r" \frac{\partial L}{\partial b} &= (a - y) \cdot a(1 - a) \cdot 1 \end{aligned}",
)
def _():
    label = sp.symbols("y", real=True)
    answer = SIGMA.subs(z, w * x + b)
    squared = (answer - label) ** 2 / 2
    by_logit = (answer - label) * answer * (1 - answer)
    same(sp.diff(squared, w), by_logit * x)
    same(sp.diff(squared, b), by_logit)
    slope = numerical_gradient(lambda v: (sigmoid(v * 0.4 - 1) - 1) ** 2 / 2, 2.0)
    close(slope, (sigmoid(-0.2) - 1) * sigmoid_derivative(-0.2) * 0.4, rtol=1e-6)


@equation(
    "eq-entropy-slope-a",
    r"\begin{aligned} \frac{\partial L}{\partial a}"
    r" &= -\frac{y}{a} + \frac{1 - y}{1 - a} \\[1ex]"
    r" &= \frac{-y(1 - a) + (1 - y)a}{a(1 - a)} \\[1ex]"
    r" &= \frac{a - y}{a(1 - a)} \end{aligned}",
)
def _():
    label = sp.symbols("y", real=True)
    slope = sp.diff(one_loss(label, a), a)
    same(slope, -label / a + (1 - label) / (1 - a))
    same(slope, (-label * (1 - a) + (1 - label) * a) / (a * (1 - a)))
    same(slope, (a - label) / (a * (1 - a)))
    for t in (0, 1):
        close(cross_entropy_gradient([t], [0.2]), (0.2 - t) / 0.16, rtol=1e-14)


@equation(
    "eq-delta",
    r"\delta = \frac{a - y}{a(1 - a)} \cdot a(1 - a) = a - y",
)
def _():
    label = sp.symbols("y", real=True)
    same(sp.diff(one_loss(label, SIGMA), z), SIGMA - label)
    logits = np.linspace(-6, 6, n)
    delta = cross_entropy_from_logits_gradient(y, logits) * n
    close(delta, sigmoid(logits) - y, rtol=1e-14)


@equation(
    "eq-ratio-of-slopes",
    r"\frac{1}{a(1 - a)} = \frac{(1 + e^{-z})^2}{e^{-z}} = e^{z} + 2 + e^{-z}",
)
def _():
    same(1 / (SIGMA * (1 - SIGMA)), (1 + sp.exp(-z)) ** 2 / sp.exp(-z))
    same(1 / (SIGMA * (1 - SIGMA)), sp.exp(z) + 2 + sp.exp(-z))
    entropy = numerical_gradient(lambda v: cross_entropy_from_logits(1, v), -6.0)
    squared = numerical_gradient(lambda v: (sigmoid(v) - 1) ** 2 / 2, -6.0)
    close(entropy / squared, np.exp(-6) + 2 + np.exp(6), rtol=1e-5)


@equation(
    "eq-gradient-sums",
    r"\begin{aligned} \frac{\partial L}{\partial w_j}"
    r" &= \frac1n \sum_{i=1}^{n} \delta_i\, x_{ij}, \\[1ex]"
    r" \frac{\partial L}{\partial b}"
    r" &= \frac1n \sum_{i=1}^{n} \delta_i. \end{aligned}",
)
def _():
    slopes, delta = numerical_gradient(loss, W), errors()
    for j in range(m):
        close(slopes[j], sum(delta[i] * X[i, j] for i in range(n)) / n, rtol=1e-6)
    close(slopes[m], sum(delta) / n, rtol=1e-6)


@equation(
    "eq-gradient",
    r"\frac{\partial L}{\partial w} = \frac1n X^{\mathsf T} (p - y)",
)
def _():
    p = sigmoid(ONES @ W)
    close(numerical_gradient(loss, W)[:m], X.T @ (p - y) / n, rtol=1e-6)
    problem = Problem(ONES, y * 1.0, np.zeros(m + 1))
    close(problem.at(W).gradient[:m], X.T @ (p - y) / n, rtol=1e-12)


@equation(
    "eq-descent",
    r"\begin{aligned} w &\leftarrow w - \frac{\eta}{n}\, X^{\mathsf T}(p - y), \\[1ex]"
    r" b &\leftarrow b - \frac{\eta}{n} \sum_{i=1}^{n} (p_i - y_i). \end{aligned}",
)
def _():
    weights, bias, rate = np.zeros(m), 0.0, 0.8
    for _ in range(5):
        delta = sigmoid(X @ weights + bias) - y
        weights = weights - rate / n * X.T @ delta
        bias = bias - rate / n * sum(delta)
    model = LogisticRegression(learning_rate=rate, epochs=5).fit(X, y)
    close(model.coef_[0], weights, rtol=1e-12)
    close(model.intercept_, bias, rtol=1e-12)


@equation("eq-decay", r"\eta_k = \frac{\eta}{1 + c\,k}")
def _():
    # One batch of all samples an epoch: the step is that of gradient descent at η_k.
    weights, rate, decay = np.zeros(m + 1), 0.8, 0.5
    for k in range(4):
        weights = weights - rate / (1 + decay * k) * ONES.T @ errors(weights) / n
    settings = {"learning_rate": rate, "decay": decay, "batch_size": n, "epochs": 4}
    model = LogisticRegression(solver="sgd", **settings).fit(X, y)
    close(np.append(model.coef_, model.intercept_), weights, rtol=1e-12)


@equation(
    "eq-logits-loss",
    r"\begin{aligned} L &= -y\,\bigl[z - \ln(1 + e^{z})\bigr] \\"
    r" &\qquad + (1 - y)\,\ln(1 + e^{z}) \\[1ex] &= \ln(1 + e^{z}) - yz \end{aligned}",
)
def _():
    grow = sp.log(1 + sp.exp(z))
    for label in (0, 1):
        first = -label * (z - grow) + (1 - label) * grow
        same(first, grow - label * z)
        # Equal slopes, and equal at one place.
        same(sp.diff(one_loss(label, SIGMA), z), sp.diff(first, z))
        same(one_loss(label, SIGMA).subs(z, 0), first.subs(z, 0))
    logits = np.linspace(-9, 9, n)
    mean = np.mean(np.log(1 + np.exp(logits)) - y * logits)
    close(cross_entropy_from_logits(y, logits), mean, rtol=1e-12)


@equation(
    "eq-stable-loss",
    r"L = \max(z, 0) - yz + \ln\bigl(1 + e^{-|z|}\bigr)",
)
def _():
    positive = sp.symbols("r", positive=True)
    for value in (positive, -positive):
        stable = sp.Max(value, 0) + sp.log(1 + sp.exp(-sp.Abs(value)))
        same(sp.exp(stable), sp.exp(sp.log(1 + sp.exp(value))))
    for label in (0, 1):
        for value in (-800.0, -30.0, -1.0, 0.0, 1.0, 30.0, 800.0):
            stable = max(value, 0) - label * value + np.log1p(np.exp(-abs(value)))
            exact = sp.log(1 + sp.exp(sp.Float(value, 400))) - label * value
            close(cross_entropy_from_logits(label, value), stable, rtol=1e-14)
            close(stable, float(exact), rtol=1e-13)


@equation(
    "eq-independent-labels",
    r"\frac{\partial L}{\partial W} = \frac1n X^{\mathsf T}(P - Y)",
)
def _():
    labels = np.column_stack([y, 1 - y[::-1]])
    weights = RNG.normal(size=(m, 2))

    def total(v):
        each = [cross_entropy_from_logits(labels[:, k], X @ v[:, k]) for k in (0, 1)]
        return sum(each)

    slopes = X.T @ (sigmoid(X @ weights) - labels) / n
    close(numerical_gradient(total, weights), slopes, rtol=1e-6)


@equation(
    "eq-penalty",
    r"\begin{aligned} L_\lambda &= L + \frac{\lambda}{2} \sum_{j=1}^{m} w_j^2 \\[1ex]"
    r" \frac{\partial L_\lambda}{\partial w_j} &="
    r" \frac{\partial L}{\partial w_j} + \lambda w_j \end{aligned}",
)
def _():
    strength = 0.3

    def penalised(v):
        return loss(v) + strength / 2 * float(v[:m] @ v[:m])

    slopes = numerical_gradient(loss, W)
    slopes[:m] += strength * W[:m]
    close(numerical_gradient(penalised, W), slopes, rtol=1e-6)
    model = LogisticRegression(solver="newton", l2=strength).fit(X, y)
    best = np.append(model.coef_, model.intercept_)
    close(model.loss_curve_[-1], penalised(best), rtol=1e-12)
    close(numerical_gradient(penalised, best), 0, atol=1e-8)
