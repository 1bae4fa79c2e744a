"""Checks of the labelled equations of page 3a, why the perceptron must come to rest.

Algebra is checked by sympy, with letters for the coordinates; the statements of the
theorem are held against real runs of lessons_pkg.
"""

import itertools

import numpy as np
import sympy as sp

from lessons_pkg import Perceptron
from lessons_pkg.perceptron import margin, mistake_bound

from . import equation
from .perceptron import POINT, W, b, close, runs, same, w1, w2, x1, x2

RNG = np.random.default_rng(3)
P, Q = sp.Matrix(sp.symbols("p_1 p_2")), sp.Matrix(sp.symbols("q_1 q_2"))


@equation(
    "eq-square-of-sum",
    r"\|p + q\|^2 = \|p\|^2 + 2\,p \cdot q + \|q\|^2",
)
def _():
    same((P + Q).dot(P + Q), P.dot(P) + 2 * P.dot(Q) + Q.dot(Q))


@equation("eq-distance", r"s = \frac{w \cdot x + b}{\|w\|}.")
def _():
    length = sp.sqrt(W.dot(W))
    s = (W.dot(POINT) + b) / length
    same(W.dot(POINT - s * W / length) + b, sp.Integer(0))  # the foot is on the line
    w, c, x = RNG.normal(size=2), 0.7, RNG.normal(size=2)
    along = np.array([w[1], -w[0]]) / np.hypot(*w)
    line = -c * w / (w @ w) + np.linspace(-20, 20, 400_001)[:, np.newaxis] * along
    nearest = np.hypot(*(line - x).T).min()
    close(nearest, abs(w @ x + c) / np.hypot(*w), atol=1e-6)


@equation("eq-augmented", r"w \cdot x + b = \theta \cdot \hat{x}.")
def _():
    theta, x_hat = sp.Matrix([w1, w2, b]), sp.Matrix([x1, x2, 1])
    same(W.dot(POINT) + b, theta.dot(x_hat))


@equation("eq-rule-in-one", r"\theta \leftarrow \theta + t\,\hat{x}.")
def _():
    for model, X_hat, t, _ in runs():
        theta, path = np.zeros(4), []
        for row in model.updated_by_:
            assert t[row] * (theta @ X_hat[row]) <= 0
            theta = theta + t[row] * X_hat[row]
            path.append(theta)
        close(path, model.path_[1:])


@equation(
    "eq-margin",
    r"\begin{aligned}"
    r" \gamma &= \min \frac{t\,(w \cdot x + b)}{\sqrt{\|w\|^2 + b^2}} \\[1ex]"
    r" &= \min\, t\,u \cdot \hat{x} > 0 \end{aligned}",
)
def _():
    for model, X_hat, t, u in runs():
        for line in (u, 7 * u, model.path_[-1]):
            w, c = line[:3], line[3]
            scores = t * (X_hat[:, :3] @ w + c)
            gap = margin(X_hat[:, :3], t, w, c)
            assert gap > 0
            close(gap, (scores / np.sqrt(w @ w + c**2)).min())
            close(gap, (t * (X_hat @ (line / np.linalg.norm(line)))).min())


@equation(
    "eq-radius",
    r"R^2 = \max\, \|\hat{x}\|^2 = \max\, \|x\|^2 + 1",
)
def _():
    for _, X_hat, t, u in runs():
        X = X_hat[:, :3]
        gap = margin(X, t, u[:3], u[3])
        radius_squared = mistake_bound(X, t, u[:3], u[3]) * gap**2
        close(radius_squared, (np.linalg.norm(X_hat, axis=1) ** 2).max())
        close(radius_squared, (X**2).sum(axis=1).max() + 1)


@equation(
    "eq-one-step-forward",
    r"\begin{aligned} (\theta + t\,\hat{x}) \cdot u"
    r" &= \theta \cdot u + t\,u \cdot \hat{x} \\[1ex]"
    r" &\ge \theta \cdot u + \gamma \end{aligned}",
)
def _():
    for model, X_hat, t, u in runs():
        gap = margin(X_hat[:, :3], t, u[:3], u[3])
        for theta, row in zip(model.path_, model.updated_by_, strict=False):
            stepped = (theta + t[row] * X_hat[row]) @ u
            close(stepped, theta @ u + t[row] * (u @ X_hat[row]), atol=1e-12)
            assert stepped >= theta @ u + gap - 1e-12


@equation("eq-progress", r"\theta \cdot u \ge k\,\gamma.")
def _():
    for model, X_hat, t, u in runs():
        gap = margin(X_hat[:, :3], t, u[:3], u[3])
        k = np.arange(len(model.path_))
        assert (model.path_ @ u >= k * gap - 1e-9).all()


@equation(
    "eq-one-step-longer",
    r"\begin{aligned} \|\theta &+ t\,\hat{x}\|^2 \\[1ex]"
    r" &= \|\theta\|^2 + 2\,t\,\theta \cdot \hat{x} + \|\hat{x}\|^2"
    r" \end{aligned}",
)
def _():
    theta, x_hat = sp.Matrix([w1, w2, b]), sp.Matrix([x1, x2, 1])
    for label in (-1, 1):
        new = theta + label * x_hat
        longer = theta.dot(theta) + 2 * label * theta.dot(x_hat) + x_hat.dot(x_hat)
        same(new.dot(new), longer)


@equation("eq-length", r"\|\theta\|^2 \le k\,R^2.")
def _():
    for model, X_hat, *_ in runs():
        radius_squared = (X_hat**2).sum(axis=1).max()
        squares = (model.path_**2).sum(axis=1)
        assert (squares <= np.arange(len(squares)) * radius_squared + 1e-9).all()


@equation(
    "eq-shadow",
    r"\begin{aligned} 0 &\le \|\theta - (\theta \cdot u)\,u\|^2 \\[1ex]"
    r" &= \|\theta\|^2 - 2\,(\theta \cdot u)^2 + (\theta \cdot u)^2 \\[1ex]"
    r" &= \|\theta\|^2 - (\theta \cdot u)^2. \end{aligned}",
)
def _():
    angle = sp.symbols("angle", real=True)
    u = sp.Matrix([sp.cos(angle), sp.sin(angle)])  # any u of length 1
    rest = W - W.dot(u) * u
    same(rest.dot(rest), W.dot(W) - 2 * W.dot(u) ** 2 + W.dot(u) ** 2)
    same(rest.dot(rest), W.dot(W) - W.dot(u) ** 2)
    for model, _, _, direction in runs():
        assert model.path_[-1] @ direction <= np.linalg.norm(model.path_[-1])


@equation(
    "eq-race",
    r"k\,\gamma \;\le\; \theta \cdot u \;\le\; \|\theta\| \;\le\; \sqrt{k}\,R",
)
def _():
    for model, X_hat, t, u in runs():
        gap = margin(X_hat[:, :3], t, u[:3], u[3])
        radius = np.linalg.norm(X_hat, axis=1).max()
        k = np.arange(len(model.path_))
        lengths = np.linalg.norm(model.path_, axis=1)
        links = [k * gap, model.path_ @ u, lengths, np.sqrt(k) * radius]
        for smaller, larger in itertools.pairwise(links):
            assert (smaller <= larger + 1e-9).all()


@equation("eq-novikoff", r"k \le \frac{R^2}{\gamma^2}")
def _():
    k, radius, gap = sp.symbols("k R gamma", positive=True)
    assert sp.solve(k * gap - sp.sqrt(k) * radius, k) == [radius**2 / gap**2]
    for model, X_hat, t, u in runs():
        bound = mistake_bound(X_hat[:, :3], t, u[:3], u[3])
        assert model.mistakes_.sum() <= bound
    pair = [[-1.0], [1.0]]
    made = Perceptron().fit(pair, [0, 1]).mistakes_.sum()
    close(made, mistake_bound(pair, [0, 1], 1.0, 0.0))  # no smaller bound would hold
