"""Checks of the labelled equations of chapter 3, the perceptron.

Vectors are checked twice: by sympy with letters for their coordinates, and on random
numbers and real runs against lessons_pkg.
"""

import numpy as np
import sympy as sp

from lessons_pkg import Perceptron, Value, data, numerical_gradient, sigmoid

from . import equation

close = np.testing.assert_allclose
RNG = np.random.default_rng(3)
w1, w2, b, x1, x2, s, eta = sp.symbols("w_1 w_2 b x_1 x_2 s eta", real=True)
W, POINT = sp.Matrix([w1, w2]), sp.Matrix([x1, x2])


def same(left, right):
    """Assert that two formulas are one."""
    assert sp.simplify(left - right) == 0


def runs():
    """Yield perceptrons that came to rest, with their rows x̂, labels t and ideal u."""
    for seed in range(20):
        rng = np.random.default_rng(seed)
        u = rng.normal(size=4)
        u /= np.linalg.norm(u)
        X = rng.normal(size=(30, 3))
        t = np.where(X @ u[:3] + u[3] > 0, 1, -1)
        if len(set(t)) == 2:
            model = Perceptron(epochs=5000).fit(X, t)
            assert model.converged_
            assert len(model.updated_by_) == model.mistakes_.sum()
            yield model, np.column_stack([X, np.ones(30)]), t, u


@equation("eq-first-step", r"w + x = (1, -2) + (2, 3) = (3, 1)")
def _():
    before, x = np.array([1.0, -2.0]), np.array([2.0, 3.0])
    after = before + x  # a mistake of label +1, with a rate of 1
    assert after.tolist() == [3, 1]
    assert before @ x + 2 < 0 < after @ x + 3 == 12
    # The package's first step, from zeros, adds x, too.
    model = Perceptron(epochs=1).fit([x, -x], [1, 0])
    assert model.coef_.ravel().tolist() == x.tolist()


@equation("eq-unit", r"z = w_1 x_1 + w_2 x_2 + b = w \cdot x + b")
def _():
    same(w1 * x1 + w2 * x2 + b, W.dot(POINT) + b)
    X, y = data.gates("and")
    model = Perceptron().fit(X, y)
    (u, v), (c,) = model.coef_[0], model.intercept_
    close(model.decision_function(X), u * X[:, 0] + v * X[:, 1] + c)


@equation(
    "eq-normal",
    r"\begin{aligned} &w_1 (x_1 - s\,w_2) + w_2 (x_2 + s\,w_1) + b \\[1ex]"
    r" &\quad = w_1 x_1 + w_2 x_2 + b \end{aligned}",
)
def _():
    turned = sp.Matrix([-w2, w1])  # a quarter turn: as long, and to the left
    same(W.dot(POINT + s * turned) + b, W.dot(POINT) + b)
    same(turned.dot(turned), W.dot(W))
    X, y = data.gates("and")
    model = Perceptron().fit(X, y)
    (u, v), z = model.coef_[0], model.decision_function(X)
    close(model.decision_function(X + 0.7 * np.array([-v, u])), z)


@equation(
    "eq-uphill",
    r"w \cdot (x + s\,w) + b = z + s\,(w_1^2 + w_2^2)",
)
def _():
    same(W.dot(POINT + s * W) + b, W.dot(POINT) + b + s * (w1**2 + w2**2))
    X, y = data.gates("and")
    model = Perceptron().fit(X, y)
    w, z = model.coef_[0], model.decision_function(X)
    close(model.decision_function(X + 0.7 * w), z + 0.7 * (w[0] ** 2 + w[1] ** 2))


@equation(
    "eq-gates",
    r"\begin{aligned} \text{AND:} \quad z &= x_1 + x_2 - 1.5 \\[1ex]"
    r" \text{OR:} \quad z &= x_1 + x_2 - 0.5 \\[1ex]"
    r" \text{NAND:} \quad z &= 1.5 - x_1 - x_2 \end{aligned}",
)
def _():
    scores = {
        "and": lambda u, v: u + v - 1.5,
        "or": lambda u, v: u + v - 0.5,
        "nand": lambda u, v: 1.5 - u - v,
    }
    meaning = {
        "and": lambda u, v: u and v,
        "or": lambda u, v: u or v,
        "nand": lambda u, v: not (u and v),
    }
    for gate, score in scores.items():
        X, y = data.gates(gate)
        for (u, v), target in zip(X, y, strict=True):
            assert (score(u, v) >= 0) == target == bool(meaning[gate](u, v))


@equation("eq-signed-label", r"t = 2y - 1")
def _():
    assert [2 * y - 1 for y in (0, 1)] == [-1, 1]


@equation("eq-mistake", r"t\,(w \cdot x + b) \le 0")
def _():
    # Off the line it says what the two sentences with y say; on it, a mistake always.
    for score in (-2.0, -1e-9, 1e-9, 3.0):
        for y in (0, 1):
            wrong = (y == 1 and score < 0) or (y == 0 and score >= 0)
            assert ((2 * y - 1) * score <= 0) == wrong
    first = Perceptron(epochs=1).fit([[5.0], [6.0]], [0, 1])
    assert first.updated_by_[0] == 0  # from zeros the first row is a mistake


@equation(
    "eq-rosenblatt",
    r"w \leftarrow w + \eta\,t\,x, \qquad b \leftarrow b + \eta\,t,",
)
def _():
    for model, X_hat, t, _ in runs():
        half = Perceptron(learning_rate=0.5, epochs=5000).fit(X_hat[:, :3], t)
        for fitted, rate in ((model, 1.0), (half, 0.5)):
            rows = fitted.updated_by_
            moved = np.diff(fitted.path_, axis=0)
            close(moved, rate * t[rows, np.newaxis] * X_hat[rows], atol=1e-12)


@equation(
    "eq-score-after",
    r"\begin{aligned}"
    r" t\,z_{\text{new}} &= t\,\bigl((w + \eta\,t\,x) \cdot x"
    r" + b + \eta\,t\bigr) \\[1ex]"
    r" &= t\,(w \cdot x + b) + \eta\,t^2\,(x \cdot x + 1) \\[1ex]"
    r" &= t\,z + \eta\,(x \cdot x + 1). \end{aligned}",
)
def _():
    for label in (-1, 1):
        before = W.dot(POINT) + b
        new = (W + eta * label * POINT).dot(POINT) + (b + eta * label)
        same(label * new, label * before + eta * label**2 * (POINT.dot(POINT) + 1))
        same(label * new, label * before + eta * (POINT.dot(POINT) + 1))
    for model, X_hat, t, _ in runs():
        row, before, after = model.updated_by_[0], model.path_[0], model.path_[1]
        x_hat, label = X_hat[row], t[row]
        close(label * (after @ x_hat), label * (before @ x_hat) + x_hat @ x_hat)


INEQUALITIES = [b < 0, w2 + b >= 0, w1 + b >= 0, w1 + w2 + b < 0]


@equation(
    "eq-xor-inequalities",
    r"\begin{aligned} (0, 0) \to 0: \quad & b < 0 \\[1ex]"
    r" (0, 1) \to 1: \quad & w_2 + b \ge 0 \\[1ex]"
    r" (1, 0) \to 1: \quad & w_1 + b \ge 0 \\[1ex]"
    r" (1, 1) \to 0: \quad & w_1 + w_2 + b < 0 \end{aligned}",
)
def _():
    X, y = data.gates("xor")
    for row, target, asked in zip(X.astype(int), y, INEQUALITIES, strict=True):
        score = W.dot(sp.Matrix(row.tolist())) + b
        assert asked == (score >= 0 if target else score < 0)


@equation(
    "eq-xor-contradiction",
    r"\begin{aligned} w_1 + w_2 + 2b &< 0 \\[1ex]"
    r" w_1 + w_2 + 2b &\ge 0 \end{aligned}",
)
def _():
    first, second, third, fourth = (each.lhs for each in INEQUALITIES)
    same(first + fourth, w1 + w2 + 2 * b)
    same(second + third, w1 + w2 + 2 * b)
    assert not Perceptron(epochs=50).fit(*data.gates("xor")).converged_


@equation(
    "eq-soft-unit",
    r"\begin{aligned} a &= \sigma(w \cdot x + b) \\[1ex]"
    r" L &= \tfrac12 (a - y)^2 \end{aligned}",
)
def _():
    # A definition: the ½ is there so that the derivative with respect to a is a - y.
    a, y = sp.symbols("a y", real=True)
    same(sp.diff((a - y) ** 2 / 2, a), a - y)


@equation(
    "eq-soft-gradient",
    r"\begin{aligned} \frac{\partial L}{\partial w_j}"
    r" &= (a - y) \cdot a(1 - a) \cdot x_j, \\[1ex]"
    r" \frac{\partial L}{\partial b} &= (a - y) \cdot a(1 - a). \end{aligned}",
)
def _():
    y = sp.symbols("y", real=True)
    a = 1 / (1 + sp.exp(-(W.dot(POINT) + b)))
    loss = (a - y) ** 2 / 2
    for weight, value in ((w1, x1), (w2, x2), (b, 1)):
        same(sp.diff(loss, weight), (a - y) * a * (1 - a) * value)
    weights, bias = [Value(0.5), Value(-1.2)], Value(0.3)
    answer = (weights[0] * 2.0 + weights[1] * 0.7 + bias).sigmoid()
    ((answer - 1) ** 2 * 0.5).backward()
    common = (answer.data - 1) * answer.data * (1 - answer.data)
    close([v.grad for v in (*weights, bias)], [common * 2.0, common * 0.7, common])


@equation(
    "eq-step-downhill",
    r"\begin{aligned}"
    r" w_j &\leftarrow w_j - \eta\,\frac{\partial L}{\partial w_j} \\[1ex]"
    r" b &\leftarrow b - \eta\,\frac{\partial L}{\partial b} \end{aligned}",
)
def _():
    # A short step lowers the loss, by η times the square of the gradient.
    X, y = data.gates("and")

    def loss(v):
        return ((sigmoid(X @ v[:2] + v[2]) - y) ** 2).mean() / 2

    for _ in range(10):
        start, rate = RNG.normal(size=3), 1e-4
        slope = numerical_gradient(loss, start)
        gain = loss(start) - loss(start - rate * slope)
        close(gain, rate * (slope @ slope), rtol=1e-3)
