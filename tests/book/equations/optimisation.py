"""Checks of the labelled equations of chapter 8, optimisation.

Gradients are measured by finite differences and roots found by NumPy and sympy, which
know nothing of the page's formulas.
"""

import numpy as np
import sympy as sp

from lessons_pkg import (
    cross_entropy_from_logits,
    mean_squared_error,
    numerical_gradient,
    sigmoid,
)
from lessons_pkg.logistic_regression import Problem
from lessons_pkg.optimise import (
    Moments,
    adam_step,
    decayed,
    gradient_step,
    largest_rate,
    logistic_bound,
    momentum_step,
    newton_step,
)

from . import equation

close = np.testing.assert_allclose

LAMBDA = np.array([4.0, 0.5])
RNG = np.random.default_rng(80)
n = 12
X = np.column_stack([RNG.normal(0.4, 1.3, size=(n, 2)), np.ones(n)])
T = RNG.normal(1.5, 3.0, size=n)  # targets of a linear regression
Y = np.array([0, 1, 1, 0, 1, 0, 1, 1, 0, 0, 1, 0]) * 1.0  # and of a logistic one
V = np.array([0.8, -1.3, 0.6])
GRADIENTS = RNG.normal(size=(5, 2))


def bowl(w):
    """Return the loss of the chapter's first bowl."""
    return (4 * w[0] ** 2 + 0.5 * w[1] ** 2) / 2


def askew():
    """Return the Hessian and the bottom of a bowl that lies askew."""
    H = np.array([[3.1, 1.2, -0.4], [1.2, 1.9, 0.3], [-0.4, 0.3, 0.7]])
    return H, np.array([0.3, -0.7, 1.9])


def after(H, rate, steps):
    """Return how far from the bottom some steps of gradient descent lead."""
    w = np.ones(len(H))
    for _ in range(steps):
        w = gradient_step(w, H @ w, rate)
    return w


def linear(w):
    """Return the loss of linear regression."""
    return np.mean((X @ w - T) ** 2) / 2


def logistic(w):
    """Return the loss of logistic regression."""
    return cross_entropy_from_logits(Y, X @ w)


def adams_steps():
    """Return where some steps of Adam lead, and its state."""
    w, moments = np.array([1.0, 2.0]), Moments()
    for g in GRADIENTS:
        w, moments = adam_step(w, g, moments, learning_rate=0.1)
    return w, moments


@equation(
    "eq-bowl",
    r"L(w_1, w_2) = \tfrac12 \bigl(\lambda_1 w_1^2 + \lambda_2 w_2^2\bigr)",
)
def _():
    w, rate = np.array([1.7, -2.3]), 0.2
    np.testing.assert_allclose(numerical_gradient(bowl, w), LAMBDA * w, rtol=1e-7)
    assert bowl(w) == (4 * 1.7**2 + 0.5 * 2.3**2) / 2
    assert bowl(gradient_step(w, LAMBDA * w, rate)) < bowl(w)


@equation(
    "eq-bowl-step",
    r"\begin{aligned} w_1 &\leftarrow w_1 - \eta\,\lambda_1 w_1 = (1 - "
    r"\eta\lambda_1)\,w_1 \\[1ex] w_2 &\leftarrow w_2 - \eta\,\lambda_2 w_2 = (1 "
    r"- \eta\lambda_2)\,w_2 \end{aligned}",
)
def _():
    w, rate = np.array([1.7, -2.3]), 0.37
    new = gradient_step(w, numerical_gradient(bowl, w), rate)
    close(new, (1 - rate * LAMBDA) * w, rtol=1e-7)


@equation(
    "eq-largest-rate",
    r"\eta < \frac{2}{\lambda_{\max}}.",
)
def _():
    H, _ = askew()
    edge = 2 / np.linalg.eigvalsh(H)[-1]
    close(largest_rate(H), edge)
    for part, grows in ((0.98, False), (1.02, True)):
        w = after(H, part * edge, 1000)
        assert (np.abs(w).max() > 1) == grows


@equation(
    "eq-condition",
    r"\kappa = \frac{\lambda_{\max}}{\lambda_{\min}}.",
)
def _():
    H, _ = askew()
    low, *_, high = np.linalg.eigvalsh(H)
    close(high / low, np.linalg.cond(H))


@equation(
    "eq-best-rate",
    r"\eta_{\text{best}} = \frac{2}{\lambda_{\max} + \lambda_{\min}}.",
)
def _():
    H, _ = askew()
    low, *_, high = values = np.linalg.eigvalsh(H)
    best = 2 / (high + low)

    def slowest(rate):
        return np.abs(1 - rate * values).max()

    rates = np.linspace(0.01, 2, 400) / high
    assert slowest(best) <= min(slowest(rate) for rate in rates)
    close(abs(1 - best * low), abs(1 - best * high))


@equation(
    "eq-best-factor",
    r"\frac{\kappa - 1}{\kappa + 1}",
)
def _():
    H, _ = askew()
    low, *_, high = np.linalg.eigvalsh(H)
    kappa, rate = high / low, 2 / (high + low)
    far, farther = after(H, rate, 200), after(H, rate, 201)
    shares = np.linalg.norm(farther) / np.linalg.norm(far)
    close(shares, (kappa - 1) / (kappa + 1), rtol=1e-6)


@equation(
    "eq-linear-loss",
    r"L(w) = \frac{1}{2n} \sum_{i=1}^{n} (x_i \cdot w - y_i)^2.",
)
def _():
    loops = sum((row @ V - t) ** 2 for row, t in zip(X, T, strict=True)) / (2 * n)
    close(loops, linear(V))
    close(mean_squared_error(T, X @ V), 2 * loops)


@equation(
    "eq-linear-gradient",
    r"\nabla L(w) = \tfrac1n X^{\mathsf T} (Xw - y).",
)
def _():
    close(X.T @ (X @ V - T) / n, numerical_gradient(linear, V), rtol=1e-6)


@equation(
    "eq-linear-hessian",
    r"\begin{aligned} \nabla L(w + s) &= \nabla L(w) + H s \\[1ex] H &= \tfrac1n "
    r"X^{\mathsf T} X \end{aligned}",
)
def _():
    s, H = np.array([0.7, -1.9, 2.2]), X.T @ X / n
    moved = numerical_gradient(linear, V + s) - numerical_gradient(linear, V)
    close(H @ s, moved, rtol=1e-6)


@equation(
    "eq-eigenvector",
    r"H d = \lambda\, d,",
)
def _():
    H, _ = askew()
    values, vectors = np.linalg.eigh(H)
    close(H @ vectors, vectors * values, atol=1e-12)
    close(vectors.T @ vectors, np.eye(3), atol=1e-12)  # at right angles


@equation(
    "eq-error-along",
    r"\begin{aligned} & d \cdot (w_{\text{new}} - w^*) \\[1ex] &\quad = d \cdot "
    r"(w - w^*) - \eta\, d \cdot H(w - w^*) \\[1ex] &\quad = (1 - \eta\lambda)\; "
    r"d \cdot (w - w^*). \end{aligned}",
)
def _():
    H, bottom = askew()
    w, rate = V, 0.13
    new = gradient_step(w, H @ (w - bottom), rate)
    for value, d in zip(*(part.T for part in np.linalg.eigh(H)), strict=True):
        middle = d @ (w - bottom) - rate * d @ H @ (w - bottom)
        close(d @ (new - bottom), middle, rtol=1e-9)
        close(middle, (1 - rate * value) * (d @ (w - bottom)), rtol=1e-9)


@equation(
    "eq-momentum",
    r"\begin{aligned} v &\leftarrow \beta v + \nabla L(w) \\[1ex] w &\leftarrow "
    r"w - \eta\, v \end{aligned}",
)
def _():
    velocity, w, rate, beta = np.array([0.4, -1.1, 0.3]), V, 0.07, 0.83
    g = numerical_gradient(linear, w)
    new, after = momentum_step(w, g, velocity, rate, beta)
    close(after, beta * velocity + g)
    close(new, w - rate * (beta * velocity + g))


@equation(
    "eq-velocity-limit",
    r"v \to \frac{g}{1 - \beta}.",
)
def _():
    velocity = 0.0
    for _ in range(300):
        _, velocity = momentum_step(0.0, -2.7, velocity, 0.1, 0.8)
    close(velocity, -2.7 / (1 - 0.8))


@equation(
    "eq-momentum-recursion",
    r"\begin{aligned} w_{k+1} &= w_k - \eta\,(\beta v_{k-1} + \lambda w_k) "
    r"\\[1ex] &= (1 + \beta - \eta\lambda)\,w_k - \beta\, w_{k-1} \end{aligned}",
)
def _():
    for beta, rate, curve in ((0.6, 0.3, 1.7), (0.9, 0.5, 0.2)):
        w, v = [2.0], [0.0]
        for _ in range(5):
            new, velocity = momentum_step(w[-1], curve * w[-1], v[-1], rate, beta)
            w.append(float(new))
            v.append(float(velocity))
        for k in range(1, 5):
            close(w[k + 1], w[k] - rate * (beta * v[k] + curve * w[k]))
            close(w[k + 1], (1 + beta - rate * curve) * w[k] - beta * w[k - 1])


@equation(
    "eq-momentum-roots",
    r"r^2 - (1 + \beta - \eta\lambda)\, r + \beta = 0.",
)
def _():
    r, b, x, w = sp.symbols("r b x w", positive=True)  # x stands for ηλ
    k = sp.symbols("k", integer=True, positive=True)
    recursion = w * r ** (k + 1) - ((1 + b - x) * w * r**k - b * w * r ** (k - 1))
    quadratic = r**2 - (1 + b - x) * r + b
    assert sp.simplify(recursion - w * r ** (k - 1) * quadratic) == 0
    one, other = sp.solve(quadratic, r)
    assert sp.simplify(one * other - b) == 0


@equation(
    "eq-momentum-range",
    r"(1 - \sqrt\beta)^2 < \eta\lambda < (1 + \sqrt\beta)^2.",
)
def _():
    for beta in (0.2, 0.5, 0.9):
        low, high = (1 - np.sqrt(beta)) ** 2, (1 + np.sqrt(beta)) ** 2
        for x in np.linspace(0.01, 4.2, 200):
            roots = np.roots([1, -(1 + beta - x), beta])
            assert (abs(roots[0].imag) > 0) == (low < x < high)
            if low < x < high:
                close(np.abs(roots), np.sqrt(beta))


@equation(
    "eq-momentum-best",
    r"\sqrt\beta = \frac{\sqrt\kappa - 1}{\sqrt\kappa + 1}",
)
def _():
    for kappa in (8.0, 470.0):
        root = (np.sqrt(kappa) - 1) / (np.sqrt(kappa) + 1)
        close(((1 + root) / (1 - root)) ** 2, kappa)  # the ends of the range
        rate = (1 + root) ** 2 / kappa  # of curvatures from 1 to κ
        for curve in (1.0, 0.3 * kappa + 0.7, kappa):
            sizes = np.abs(np.roots([1, -(1 + root**2 - rate * curve), root**2]))
            close(sizes, root, rtol=1e-6)


@equation(
    "eq-batch-noise",
    r"\frac{\sigma}{\sqrt{b}}",
)
def _():
    rng, each = np.random.default_rng(0), X * (X @ V - T)[:, np.newaxis]
    sigma = np.sqrt(each.var(axis=0))
    for b in (4, 25):
        means = each[rng.integers(0, n, (20_000, b))].mean(axis=1)
        close(means.mean(axis=0), each.mean(axis=0), atol=4 * sigma.max() / 250)
        close(means.std(axis=0), sigma / np.sqrt(b), rtol=0.03)


@equation(
    "eq-average-step",
    r"\begin{aligned} w &\leftarrow w - \eta\,(w - y_k) \\[1ex] &= (1 - \eta)\,w "
    r"+ \eta\, y_k \end{aligned}",
)
def _():
    w, number, rate = 2.3, -1.7, 0.21
    new = gradient_step(w, numerical_gradient(lambda v: (v - number) ** 2 / 2, w), rate)
    close(new, w - rate * (w - number))
    close(new, (1 - rate) * w + rate * number)


@equation(
    "eq-running-mean",
    r"w_k = \frac1k \sum_{i=1}^{k} y_i.",
)
def _():
    numbers, w = np.random.default_rng(3).normal(5, 2, 20), 11.0
    for k, number in enumerate(numbers, start=1):
        w = gradient_step(w, w - number, 1 / k)
        close(w, numbers[:k].mean())


@equation(
    "eq-average-variance",
    r"V = \frac{\eta}{2 - \eta}\,\sigma^2.",
)
def _():
    rng = np.random.default_rng(4)
    for rate in (0.1, 0.6):
        w, sigma = np.zeros(40_000), 3.0
        for _ in range(100):
            w = gradient_step(w, w - rng.normal(0, sigma, w.size), rate)
        close(w.var(), rate / (2 - rate) * sigma**2, rtol=0.03)


@equation(
    "eq-robbins-monro",
    r"\sum_k \eta_k = \infty \qquad \text{and} \qquad \sum_k \eta_k^2 < \infty",
)
def _():
    k, eta, c = sp.symbols("k eta c", positive=True)
    rates = eta / (1 + c * k)
    assert sp.integrate(rates, (k, 0, sp.oo)) == sp.oo
    assert sp.integrate(rates**2, (k, 0, sp.oo)) == eta**2 / c
    close(decayed(0.7, 0.3, 5), float(rates.subs({eta: 0.7, c: 0.3, k: 5})))


@equation(
    "eq-adam-means",
    r"\begin{aligned} m &\leftarrow \beta_1 m + (1 - \beta_1)\, g \\[1ex] s "
    r"&\leftarrow \beta_2 s + (1 - \beta_2)\, g^2. \end{aligned}",
)
def _():
    _, moments = adams_steps()
    m, s = 0.0, 0.0
    for g in GRADIENTS:
        m, s = 0.9 * m + 0.1 * g, 0.999 * s + 0.001 * g**2
    close(moments.mean, m)
    close(moments.square, s)


@equation(
    "eq-adam-unrolled",
    r"m_k = (1 - \beta_1) \sum_{i=1}^{k} \beta_1^{k-i}\, g_i.",
)
def _():
    k = len(GRADIENTS)
    m = 0.1 * sum(0.9 ** (k - i) * g for i, g in enumerate(GRADIENTS, start=1))
    close(adams_steps()[1].mean, m)


@equation(
    "eq-adam-weights",
    r"\begin{aligned} & (1 - \beta_1)\,(1 + \beta_1 + \dots + \beta_1^{k-1}) \\[1ex]"
    r" &\quad = 1 - \beta_1^k. \end{aligned}",
)
def _():
    for beta, k in ((0.9, 7), (0.35, 3)):
        close((1 - beta) * sum(beta**i for i in range(k)), 1 - beta**k)


@equation(
    "eq-adam-corrected",
    r"\hat m = \frac{m}{1 - \beta_1^k}, \qquad \hat s = \frac{s}{1 - \beta_2^k}",
)
def _():
    steady, moments = np.array([3.1, -0.2]), Moments()
    for _ in range(6):
        _, moments = adam_step(np.zeros(2), steady, moments)
    mean, square, k = moments
    close(mean / (1 - 0.9**k), steady)
    close(square / (1 - 0.999**k), steady**2)


@equation(
    "eq-adam",
    r"w \leftarrow w - \eta\, \frac{\hat m}{\sqrt{\hat s} + \varepsilon}",
)
def _():
    w, moments = adams_steps()
    g, k = np.array([0.7, -12.0]), moments.steps + 1
    new, (mean, square, _) = adam_step(w, g, moments, learning_rate=0.2)
    m_hat, s_hat = mean / (1 - 0.9**k), square / (1 - 0.999**k)
    close(new, w - 0.2 * m_hat / (np.sqrt(s_hat) + 1e-8))


@equation(
    "eq-newton-step",
    r"w \leftarrow w - H^{-1}\, \nabla L(w)",
)
def _():
    H, bottom = askew()
    close(V - np.linalg.inv(H) @ H @ (V - bottom), bottom)
    close(newton_step(V, H @ (V - bottom), H), bottom)


@equation(
    "eq-newton-linear",
    r"\begin{aligned} w_{\text{new}} &= w - (X^{\mathsf T} X)^{-1} X^{\mathsf T} "
    r"(Xw - y) \\[1ex] &= w - w + (X^{\mathsf T} X)^{-1} X^{\mathsf T} y \\[1ex] "
    r"&= (X^{\mathsf T} X)^{-1} X^{\mathsf T} y \end{aligned}",
)
def _():
    inverse = np.linalg.inv(X.T @ X)
    best = inverse @ X.T @ T
    close(V - inverse @ X.T @ (X @ V - T), best)
    close(newton_step(V, numerical_gradient(linear, V), X.T @ X / n), best, rtol=1e-6)
    close(numerical_gradient(linear, best), 0, atol=1e-8)


@equation(
    "eq-bound",
    r"B = \tfrac{1}{4n} X^{\mathsf T} X",
)
def _():
    close(X.T @ X / (4 * n), logistic_bound(X))
    close(logistic_bound(X), Problem(X, Y, np.zeros(3)).hessian(np.full(n, 0.5)))


@equation(
    "eq-bound-curvature",
    r"\begin{aligned} d^{\mathsf T} H d &= \frac1n \sum_{i=1}^{n} p_i(1 - "
    r"p_i)\,(x_i \cdot d)^2 \\[1ex] &\le d^{\mathsf T} B\, d. \end{aligned}",
)
def _():
    problem, B = Problem(X, Y, np.zeros(3)), X.T @ X / (4 * n)
    for d in np.random.default_rng(7).normal(size=(20, 3)):
        p = sigmoid(X @ V)
        loops = sum(q * (1 - q) * (row @ d) ** 2 for q, row in zip(p, X, strict=True))
        close(loops / n, d @ problem.hessian(p) @ d)
        assert loops / n <= d @ B @ d


@equation(
    "eq-bowl-above",
    r"L(w + s) \le L(w) + \nabla L(w) \cdot s + \tfrac12\, s^{\mathsf T} B\, s",
)
def _():
    B = X.T @ X / (4 * n)
    for s in np.random.default_rng(8).normal(0, 5, size=(200, 3)):
        bowl = logistic(V) + numerical_gradient(logistic, V) @ s + s @ B @ s / 2
        assert logistic(V + s) <= bowl + 1e-8


@equation(
    "eq-never-rises",
    r"L(w_{\text{new}}) \le L(w) - \tfrac12\, \nabla L \cdot B^{-1}\, \nabla L",
)
def _():
    B = X.T @ X / (4 * n)
    for w in np.random.default_rng(9).normal(0, 10, size=(50, 3)):
        g = numerical_gradient(logistic, w)
        new = newton_step(w, g, B)
        assert logistic(new) <= logistic(w) - g @ np.linalg.inv(B) @ g / 2 + 1e-8
