"""Checks of the labelled equations of chapter 3, the perceptron.

Vectors are checked twice: by sympy with letters for their coordinates, and on random
numbers and real runs against lessons_pkg.
"""

import itertools

import numpy as np
import sympy as sp

from lessons_pkg import Perceptron, Value, data, numerical_gradient, sigmoid
from lessons_pkg.perceptron import margin, mistake_bound

from . import equation

close = np.testing.assert_allclose
RNG = np.random.default_rng(3)
w1, w2, b, x1, x2, z, eta = sp.symbols("w_1 w_2 b x_1 x_2 z eta", real=True)
W, POINT = sp.Matrix([w1, w2]), sp.Matrix([x1, x2])
P, Q = sp.Matrix(sp.symbols("p_1 p_2")), sp.Matrix(sp.symbols("q_1 q_2"))


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


@equation("eq-unit", r"z = w_1 x_1 + w_2 x_2 + b = w \cdot x + b")
def _():
    same(w1 * x1 + w2 * x2 + b, W.dot(POINT) + b)
    X, y = data.gates("and")
    model = Perceptron().fit(X, y)
    (u, v), (c,) = model.coef_[0], model.intercept_
    close(model.decision_function(X), u * X[:, 0] + v * X[:, 1] + c)


@equation(
    "eq-square-of-sum",
    r"\|p + q\|^2 = \|p\|^2 + 2\,p \cdot q + \|q\|^2",
)
def _():
    same((P + Q).dot(P + Q), P.dot(P) + 2 * P.dot(Q) + Q.dot(Q))


@equation("eq-normal", r"w \cdot (q - p) = 0")
def _():
    def on_line(first):
        return sp.Matrix([first, -(b + w1 * first) / w2])

    same(W.dot(on_line(x1)) + b, sp.Integer(0))
    same(W.dot(on_line(x2) - on_line(x1)), sp.Integer(0))


@equation("eq-distance", r"s = \frac{w \cdot x + b}{\|w\|}")
def _():
    length = sp.sqrt(W.dot(W))
    s = (W.dot(POINT) + b) / length
    same(W.dot(POINT - s * W / length) + b, sp.Integer(0))  # the foot is on the line
    w, c, x = RNG.normal(size=2), 0.7, RNG.normal(size=2)
    along = np.array([w[1], -w[0]]) / np.hypot(*w)
    line = -c * w / (w @ w) + np.linspace(-20, 20, 400_001)[:, np.newaxis] * along
    nearest = np.hypot(*(line - x).T).min()
    close(nearest, abs(w @ x + c) / np.hypot(*w), atol=1e-6)


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
    r"w \leftarrow w + \eta\,t\,x, \qquad b \leftarrow b + \eta\,t",
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
    r"t\,z_{\text{new}} = t\,z + \eta\,\bigl(\|x\|^2 + 1\bigr)",
)
def _():
    for label in (-1, 1):
        score = W.dot(POINT) + b
        new = (W + eta * label * POINT).dot(POINT) + (b + eta * label)
        same(label * new, label * score + eta * (POINT.dot(POINT) + 1))


@equation("eq-augmented", r"w \cdot x + b = \theta \cdot \hat{x}")
def _():
    theta, x_hat = sp.Matrix([w1, w2, b]), sp.Matrix([x1, x2, 1])
    same(W.dot(POINT) + b, theta.dot(x_hat))


@equation("eq-rule-in-one", r"\theta \leftarrow \theta + t\,\hat{x}")
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


@equation("eq-progress", r"\theta \cdot u \ge k\,\gamma")
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


@equation("eq-length", r"\|\theta\|^2 \le k\,R^2")
def _():
    for model, X_hat, *_ in runs():
        radius_squared = (X_hat**2).sum(axis=1).max()
        squares = (model.path_**2).sum(axis=1)
        assert (squares <= np.arange(len(squares)) * radius_squared + 1e-9).all()


@equation(
    "eq-shadow",
    r"\begin{aligned} 0 &\le \|\theta - (\theta \cdot u)\,u\|^2 \\[1ex]"
    r" &= \|\theta\|^2 - (\theta \cdot u)^2 \end{aligned}",
)
def _():
    angle = sp.symbols("angle", real=True)
    u = sp.Matrix([sp.cos(angle), sp.sin(angle)])  # any u of length 1
    rest = W - W.dot(u) * u
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
    # A definition: the ½ is there so that the slope in a is a - y.
    a, y = sp.symbols("a y", real=True)
    same(sp.diff((a - y) ** 2 / 2, a), a - y)


@equation(
    "eq-soft-slopes",
    r"\begin{aligned} \frac{\partial L}{\partial w_j}"
    r" &= (a - y) \cdot a(1 - a) \cdot x_j \\[1ex]"
    r" \frac{\partial L}{\partial b} &= (a - y) \cdot a(1 - a) \end{aligned}",
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
