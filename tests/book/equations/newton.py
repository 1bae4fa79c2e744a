"""Checks of the labelled equations of page 4a, Newton's way.

Derivatives are taken by sympy or measured by finite differences, which know nothing of
the page's formulas.
"""

import numpy as np
import sympy as sp

from lessons_pkg import cross_entropy_from_logits, numerical_gradient, sigmoid
from lessons_pkg.logistic_regression import Problem

from . import equation

close = np.testing.assert_allclose

RNG = np.random.default_rng(41)
n = 11
X = np.column_stack([RNG.normal(size=(n, 2)), np.ones(n)])
y = np.array([0, 1, 1, 0, 1, 0, 1, 1, 0, 0, 1])
W = np.array([0.6, -0.9, 0.4])
x = X[:, 0]


def loss(w, X=X):
    """Return the mean cross-entropy."""
    return cross_entropy_from_logits(y, X @ w)


def gradient(w=W, X=X):
    """Return the measured gradient of the loss."""
    return numerical_gradient(lambda v: loss(v, X), w)


def measured_hessian(w=W, X=X):
    """Return the derivatives of the package's gradient, one row for each of them."""
    problem = Problem(X, y * 1.0, penalty=np.zeros(X.shape[1]))
    rows = range(X.shape[1])
    return np.array(
        [numerical_gradient(lambda v, j=j: problem.at(v).gradient[j], w) for j in rows]
    )


def variance(w=W, X=X):
    """Return p(1 - p) of each sample."""
    p = sigmoid(X @ w)
    return p * (1 - p)


@equation(
    "eq-newton-length",
    r"\begin{aligned} L'(w) + s\,L''(w) &= 0 \\[1ex]"
    r" s &= -\frac{L'(w)}{L''(w)} \end{aligned}",
)
def _():
    a, b, c, w = 3.0, -2.0, 7.0, 1.3  # a parabola, where one step leads to the bottom
    first, second = 2 * a * w + b, 2 * a
    step = -first / second
    close(first + step * second, 0, atol=1e-12)
    close(numerical_gradient(lambda v: a * v**2 + b * v + c, w + step), 0, atol=1e-8)


@equation(
    "eq-curvature",
    r"\begin{aligned} L'(w) &= \frac1n \sum_{i=1}^{n} (p_i - y_i)\,x_i \\[1ex]"
    r" L''(w) &= \frac1n \sum_{i=1}^{n} p_i(1 - p_i)\,x_i^2 \end{aligned}",
)
def _():
    def first(w, b=0.7):
        return np.mean((sigmoid(w * x + b) - y) * x)

    w, b = 0.8, 0.7
    close(
        first(w),
        numerical_gradient(lambda v: cross_entropy_from_logits(y, v * x + b), w),
        rtol=1e-7,
    )
    p = sigmoid(w * x + b)
    close(np.sum(p * (1 - p) * x**2) / n, numerical_gradient(first, w), rtol=1e-7)


@equation(
    "eq-newton-taylor",
    r"\begin{aligned} 0 &= L'(w^*) \\[1ex]"
    r" &\approx L'(w) - e\,L''(w) + \tfrac{e^2}{2} L'''(w) \end{aligned}",
)
def _():
    w, e = sp.symbols("w e")
    f = sp.exp(w) + sp.exp(-2 * w)  # stands for L
    first, second, third = (sp.diff(f, w, k) for k in (1, 2, 3))
    series = sp.series(first.subs(w, w - e), e, 0, 3).removeO()
    assert sp.simplify(series - (first - e * second + e**2 / 2 * third)) == 0


@equation("eq-digits-double", r"e_{\text{new}} \approx \frac{L'''}{2L''}\, e^2")
def _():
    best = np.log(2) / 3  # of e^w + e^-2w

    def derivative(k, w):
        return np.exp(w) + (-2.0) ** k * np.exp(-2 * w)

    for e in (1e-3, -2e-3):
        w = best + e
        new = w - derivative(1, w) / derivative(2, w) - best
        close(new, derivative(3, best) / (2 * derivative(2, best)) * e**2, rtol=1e-2)


@equation("eq-same-share", r"e_{\text{new}} \approx (1 - \eta L'')\, e")
def _():
    best = np.log(2) / 3
    second = np.exp(best) + 4 * np.exp(-2 * best)
    for e, rate in ((1e-5, 0.1), (-2e-5, 0.4)):
        w = best + e
        new = w - rate * (np.exp(w) - 2 * np.exp(-2 * w)) - best
        close(new, (1 - rate * second) * e, rtol=1e-3)


@equation(
    "eq-hessian-two",
    r"H = \frac1n \sum_{i=1}^{n} p_i(1 - p_i)"
    r" \begin{pmatrix} x_i^2 & x_i \\ x_i & 1 \end{pmatrix}",
)
def _():
    two, w = np.column_stack([x, np.ones(n)]), np.array([0.8, -0.5])
    H = sum(
        s * np.array([[v**2, v], [v, 1]])
        for s, v in zip(variance(w, two), x, strict=True)
    )
    close(H / n, measured_hessian(w, two), rtol=1e-6)


@equation(
    "eq-newton-two",
    r"\begin{aligned} H_{11}\, s_w + H_{12}\, s_b &= -\frac{\partial L}{\partial w}"
    r" \\[1ex] H_{21}\, s_w + H_{22}\, s_b &= -\frac{\partial L}{\partial b}"
    r" \end{aligned}",
)
def _():
    two, w = np.column_stack([x, np.ones(n)]), np.array([0.3, -0.2])
    H, g = measured_hessian(w, two), gradient(w, two)
    s_w, s_b = np.linalg.solve(H, -g)
    close(H[0, 0] * s_w + H[0, 1] * s_b, -g[0], rtol=1e-6)
    close(H[1, 0] * s_w + H[1, 1] * s_b, -g[1], rtol=1e-6)
    after = gradient(w + np.array([s_w, s_b]), two)
    assert np.abs(after).max() < 0.1 * np.abs(g).max()  # nearer to 0, both of them


@equation(
    "eq-hessian-matrix",
    r"\begin{aligned} H_{jk} &= \frac1n \sum_{i=1}^{n} p_i(1 - p_i)\,x_{ij}\,x_{ik}"
    r" \\[1ex] H &= \frac1n X^{\mathsf T} S X \end{aligned}",
)
def _():
    wanted, s = measured_hessian(), variance()
    for j in range(3):
        for k in range(3):
            found = sum(s[i] * X[i, j] * X[i, k] for i in range(n)) / n
            close(found, wanted[j, k], rtol=1e-6)
    close(X.T @ np.diag(s) @ X / n, wanted, rtol=1e-6)


@equation("eq-newton-matrix", r"w \leftarrow w - H^{-1}\,\nabla L")
def _():
    w = W
    for _ in range(8):
        w = w - np.linalg.inv(measured_hessian(w)) @ gradient(w)
    close(gradient(w), 0, atol=1e-8)


@equation(
    "eq-curvature-along",
    r"d^{\mathsf T} H\, d = \frac1n \sum_{i=1}^{n} p_i(1 - p_i)\,(x_i \cdot d)^2",
)
def _():
    d = np.array([0.5, 2.0, -1.5])
    found = sum(s * (row @ d) ** 2 for s, row in zip(variance(), X, strict=True)) / n
    close(found, d @ measured_hessian() @ d, rtol=1e-6)

    def slope(t):
        return numerical_gradient(lambda u: loss(W + u * d), t)

    close(found, numerical_gradient(slope, 0.0, h=1e-3), rtol=1e-4)


def target():
    """Return the targets of the straight line."""
    s = variance()
    return X @ W + (y - sigmoid(X @ W)) / s


@equation(
    "eq-irls-system",
    r"\begin{aligned} X^{\mathsf T} S X\, w_{\text{new}}"
    r" &= X^{\mathsf T} S X\, w + X^{\mathsf T}(y - p) \\[1ex]"
    r" &= X^{\mathsf T} S\, u \end{aligned}",
)
def _():
    S, p = np.diag(variance()), sigmoid(X @ W)
    new = W - np.linalg.solve(measured_hessian(), gradient())
    left = X.T @ S @ X @ new
    close(left, X.T @ S @ X @ W + X.T @ (y - p), rtol=1e-6)
    close(left, X.T @ S @ target(), rtol=1e-6)


@equation("eq-irls-target", r"u_i = z_i + \frac{y_i - p_i}{p_i(1 - p_i)}")
def _():
    for z, label in ((0.7, 1), (-1.9, 0)):
        p = sigmoid(z)
        u = z + (label - p) / (p * (1 - p))
        slope = numerical_gradient(sigmoid, z)
        close(p + slope * (u - z), label, atol=1e-8)  # where the tangent is at y


@equation(
    "eq-weighted-squares",
    r"\frac12 \sum_{i=1}^{n} s_i\,(u_i - x_i \cdot w)^2",
)
def _():
    s, u = variance(), target()

    def squares(w):
        return sum(s[i] * (u[i] - X[i] @ w) ** 2 for i in range(n)) / 2

    v = np.array([0.2, 0.5, -0.1])
    close(numerical_gradient(squares, v), -X.T @ (s * (u - X @ v)), rtol=1e-6)
    new = W - np.linalg.solve(measured_hessian(), gradient())
    close(numerical_gradient(squares, new), 0, atol=1e-6)


@equation(
    "eq-newton-exponential",
    r"\begin{aligned} L(m) &= e^{-m} \\[1ex]"
    r" -\frac{L'(m)}{L''(m)} &= \frac{e^{-m}}{e^{-m}} = 1 \end{aligned}",
)
def _():
    m = sp.symbols("m")
    assert sp.simplify(-sp.diff(sp.exp(-m)) / sp.diff(sp.exp(-m), m, 2)) == 1
    far = cross_entropy_from_logits(1, 9.0)  # of a sample that is right by 9
    close(far, np.exp(-9), rtol=1e-4)


@equation("eq-hessian-penalty", r"H_\lambda = \frac1n X^{\mathsf T} S X + \lambda D")
def _():
    l2 = 0.3
    problem = Problem(X, y * 1.0, penalty=l2 * np.array([1.0, 1.0, 0.0]))

    def slope(v, j):
        def penalised(u):
            return loss(u) + l2 / 2 * (u[0] ** 2 + u[1] ** 2)

        return numerical_gradient(penalised, v)[j]

    H = X.T @ np.diag(variance()) @ X / n + l2 * np.diag([1, 1, 0])
    for j in range(3):
        measured = numerical_gradient(lambda v, j=j: slope(v, j), W, h=1e-4)
        close(H[j], measured, atol=1e-5)
    close(H, problem.hessian(sigmoid(X @ W)), rtol=1e-12)
