"""Checks of the labelled equations of chapter 2, the chain rule.

Algebra is checked by sympy, which knows nothing of our code; then the same statement is
held against lessons_pkg on numbers.
"""

import numpy as np
import sympy as sp

from lessons_pkg import Value, data, numerical_gradient, sigmoid, sigmoid_derivative
from lessons_pkg.explore import Learning

from . import equation

Z = np.linspace(-6, 6, 241)
x, w, b, y, z, a, h, t = sp.symbols("x w b y z a h t", real=True)
eps = sp.symbols("varepsilon", positive=True)
SIGMA = 1 / (1 + sp.exp(-z))
close = np.testing.assert_allclose


def same(left, right):
    """Assert that two formulas are one."""
    assert sp.simplify(left - right) == 0


def neuron_loss(weight, bias, size, target):
    """Return ½(σ(wx + b) - y)²."""
    return (sigmoid(weight * size + bias) - target) ** 2 / 2


NEURONS = [(14.0, -6.0, 0.5, 1), (2.0, -1.0, 0.3, 0), (-1.5, 0.7, 2.0, 1)]


@equation(
    "eq-two-functions",
    r"\begin{aligned} z &= f(x) = 3x \\[1ex] a &= g(z) = 3x + 3 \end{aligned}",
)
def _():
    same((z + 3).subs(z, 3 * x), 3 * x + 3)
    close(numerical_gradient(lambda x: 3 * x + 3, 2.0), 3 * 1, rtol=1e-9)


@equation(
    "eq-rates-multiply",
    r"\frac{\Delta a}{\Delta x} ="
    r" \frac{\Delta a}{\Delta z} \cdot \frac{\Delta z}{\Delta x}",
)
def _():
    for nudge in (0.1, -0.25):  # not only small ones: it is a line about fractions
        across = 14 * nudge
        out = sigmoid(14 * (0.43 + nudge) - 6) - sigmoid(14 * 0.43 - 6)
        close(out / nudge, (out / across) * (across / nudge), rtol=1e-12)


@equation("eq-chain-two", r"\frac{da}{dx} = \frac{da}{dz} \cdot \frac{dz}{dx}")
def _():
    inner = w * x**2 + b
    outer = sp.Function("g")
    whole = sp.diff(outer(inner), x)
    same(whole.doit(), (sp.diff(outer(z), z).subs(z, inner) * sp.diff(inner, x)).doit())
    whole = numerical_gradient(lambda x: sigmoid(x**2 - 1), 1.3)
    close(whole, sigmoid_derivative(1.3**2 - 1) * 2 * 1.3, rtol=1e-8)


@equation("eq-chain-rule", r"\bigl(g(f(x))\bigr)' = g'(f(x)) \cdot f'(x)")
def _():
    f, g = 3 * x, z**2
    same(sp.diff(g.subs(z, f), x), sp.diff(g, z).subs(z, f) * sp.diff(f, x))
    v = Value(0.7)
    (v**3).tanh().backward()
    close(v.grad, (1 - np.tanh(0.7**3) ** 2) * 3 * 0.7**2, rtol=1e-12)


@equation("eq-neuron-size", r"\frac{da}{dx} = \sigma'(wx + b) \cdot w")
def _():
    score = w * x + b
    same(sp.diff(SIGMA.subs(z, score), x), sp.diff(SIGMA, z).subs(z, score) * w)
    for size in (0.2, 0.43, 0.9):
        nudged = numerical_gradient(lambda x: sigmoid(14 * x - 6), size)
        close(nudged, sigmoid_derivative(14 * size - 6) * 14, rtol=1e-7)


@equation(
    "eq-tangents",
    r"\begin{aligned} \Delta a &\approx g'(z) \, \Delta z \\[1ex]"
    r" &\approx g'(f(x)) \, f'(x) \, \Delta x \end{aligned}",
)
def _():
    # What is left over shrinks like the square of the nudge.
    def left_over(nudge):
        out = sigmoid((1 + nudge) ** 2) - sigmoid(1.0)
        return out - sigmoid_derivative(1.0) * 2 * nudge

    close(left_over(1e-3) / left_over(5e-4), 4, rtol=1e-2)


@equation("eq-one-loss", r"L = \tfrac12 (a - y)^2")
def _():
    # A definition: it is 0 where answer and target agree, and positive elsewhere.
    loss = (a - y) ** 2 / 2
    assert sp.solve(loss, a) == [y]
    graph = (Value(0.505) - 1) ** 2 / 2
    close(graph.data, float(loss.subs({a: 0.505, y: 1})), rtol=1e-14)


@equation("eq-one-loss-derivative", r"\frac{dL}{da} = a - y")
def _():
    same(sp.diff((a - y) ** 2 / 2, a), a - y)
    answer = Value(0.505)
    ((answer - 1) ** 2 / 2).backward()
    close(answer.grad, 0.505 - 1, rtol=1e-14)


@equation(
    "eq-three-links",
    r"\frac{dL}{dx} ="
    r" \frac{dL}{da} \cdot \frac{da}{dz} \cdot \frac{dz}{dx}",
)
def _():
    score = w * x + b
    loss = (SIGMA.subs(z, score) - y) ** 2 / 2
    links = [sp.diff((a - y) ** 2 / 2, a), sp.diff(SIGMA, z), sp.diff(score, x)]
    product = sp.prod(links).subs(a, SIGMA).subs(z, score)
    same(sp.diff(loss, x), product)
    for weight, bias, size, target in NEURONS:
        p = sigmoid(weight * size + bias)
        nudged = numerical_gradient(
            lambda x, n=(weight, bias), t=target: neuron_loss(*n, x, t), size
        )
        close(nudged, (p - target) * p * (1 - p) * weight, rtol=1e-7)


@equation(
    "eq-logit-partials",
    r"\frac{\partial z}{\partial w} = x, \qquad \frac{\partial z}{\partial b} = 1.",
)
def _():
    same(sp.diff(w * x + b, w), x)
    same(sp.diff(w * x + b, b), 1)
    weight, bias = Value(14.0), Value(-6.0)
    (weight * 0.5 + bias).backward()
    assert (weight.grad, bias.grad) == (0.5, 1.0)


@equation(
    "eq-neuron-weight",
    r"\begin{aligned} \frac{\partial L}{\partial w} &="
    r" \frac{\partial L}{\partial a} \cdot \frac{\partial a}{\partial z} \cdot"
    r" \frac{\partial z}{\partial w} \\[1ex] &= (a - y) \cdot a(1 - a) \cdot x,"
    r" \end{aligned}",
)
def _():
    s = SIGMA.subs(z, w * x + b)
    same(sp.diff((s - y) ** 2 / 2, w), (s - y) * s * (1 - s) * x)
    for weight, bias, size, target in NEURONS:
        p, knob = sigmoid(weight * size + bias), Value(weight)
        (((knob * size + bias).sigmoid() - target) ** 2 / 2).backward()
        close(knob.grad, (p - target) * p * (1 - p) * size, rtol=1e-12)


@equation(
    "eq-neuron-bias",
    r"\frac{\partial L}{\partial b} = (a - y) \cdot a(1 - a).",
)
def _():
    s = SIGMA.subs(z, w * x + b)
    same(sp.diff((s - y) ** 2 / 2, b), (s - y) * s * (1 - s))
    for weight, bias, size, target in NEURONS:
        p, knob = sigmoid(weight * size + bias), Value(bias)
        (((weight * size + knob).sigmoid() - target) ** 2 / 2).backward()
        close(knob.grad, (p - target) * p * (1 - p), rtol=1e-12)


@equation(
    "eq-strips",
    r"\Delta(uv) = v\,\Delta u + u\,\Delta v + \Delta u\,\Delta v",
)
def _():
    u, v, du, dv = sp.symbols("u v du dv")
    same((u + du) * (v + dv) - u * v, v * du + u * dv + du * dv)


@equation(
    "eq-paths-add",
    r"\frac{df}{dx} = \frac{\partial f}{\partial u} \frac{du}{dx}"
    r" + \frac{\partial f}{\partial v} \frac{dv}{dx}",
)
def _():
    u, v = sp.symbols("u v")
    f, by_path = u * sp.sin(v) + v**3, {u: x**2, v: sp.exp(x)}
    paths = sum(sp.diff(f, n) * sp.diff(by_path[n], x) for n in (u, v))
    same(sp.diff(f.subs(by_path), x), paths.subs(by_path))
    n = Value(0.8)
    left, right = n**2, n.exp()
    (left * right.tanh() + right**3).backward()
    close(n.grad, left.grad * 2 * 0.8 + right.grad * np.exp(0.8), rtol=1e-12)


@equation(
    "eq-graph-backward",
    r"\frac{\partial L}{\partial v} = \sum_{c \text{ made from } v}"
    r" \frac{\partial L}{\partial c} \cdot \frac{\partial c}{\partial v}",
)
def _():
    n = Value(0.6)
    made = [n * n, n.exp(), (n + 2).log()]
    loss = made[0] * made[1] + made[1] / made[2]
    loss.backward()
    for node in loss.nodes()[:-1]:
        arrows = [
            child.grad * slope
            for child in loss.nodes()
            for parent, slope in zip(child.parents, child.slopes, strict=True)
            if parent is node
        ]
        close(node.grad, sum(arrows), rtol=1e-12)
    nudged = numerical_gradient(
        lambda n: n**2 * np.exp(n) + np.exp(n) / np.log(n + 2), 0.6
    )
    close(n.grad, nudged, rtol=1e-8)


BEANS, LABELS = data.beans(n=100, noise=0.1, seed=0)
SIZES = BEANS[:, 0]


def mean_loss(parameters):
    """Return the mean of the beans' losses, bean by bean."""
    weight, bias = parameters
    beans = zip(SIZES, LABELS, strict=True)
    return sum(neuron_loss(weight, bias, *bean) for bean in beans) / len(SIZES)


@equation(
    "eq-mean-weight",
    r"\frac{\partial L}{\partial w} ="
    r" \frac1n \sum_i (a_i - y_i) \, a_i(1 - a_i) \, x_i.",
)
def _():
    for parameters in ([14.0, -6.0], [0.0, 0.0], [-2.0, 0.7]):
        p = sigmoid(parameters[0] * SIZES + parameters[1])
        mean = sum((p - LABELS) * p * (1 - p) * SIZES) / 100
        measured = numerical_gradient(mean_loss, parameters)
        close(mean, measured[0], rtol=1e-6, atol=1e-10)


@equation(
    "eq-first-descent",
    r"\begin{aligned} w &\leftarrow w - \eta\, \frac{\partial L}{\partial w}, \\[1ex]"
    r" b &\leftarrow b - \eta\, \frac{\partial L}{\partial b}, \end{aligned}",
)
def _():
    # The path of the chapter's figure is made of such steps, and each lowers the loss.
    neuron = Learning(w=0, b=0, learning_rate=10)
    path = neuron.path()
    losses = [mean_loss(parameters) for parameters in path[::50]]
    assert (np.diff(losses) < 0).all()
    for k in (0, 7, 200):
        measured = numerical_gradient(mean_loss, path[k])
        close(path[k + 1], path[k] - 10 * measured, rtol=1e-5)


@equation(
    "eq-five-sigmoids",
    r"\sigma'(z_1)\,\sigma'(z_2) \cdots \sigma'(z_5)"
    r" \le \bigl(\tfrac14\bigr)^5 = \tfrac{1}{1024}",
)
def _():
    rng = np.random.default_rng(0)
    for biases in [np.full(5, -0.5), *rng.normal(scale=2, size=(50, 5))]:
        n = Value(0.5)
        last, product = n, 1.0
        for bias in biases:
            logit = last + bias
            product *= sigmoid_derivative(logit.data)
            last = logit.sigmoid()
        last.backward()
        close(n.grad, product, rtol=1e-12)
        assert product <= 0.25**5 == 1 / 1024


@equation("eq-one-layer", r"\frac{da_k}{da_{k-1}} = w\,\sigma'(z_k).")
def _():
    same(sp.diff(SIGMA.subs(z, w * a + b), a), w * sp.diff(SIGMA, z).subs(z, w * a + b))
    for weight, bias, before in ((4.0, -2.0, 0.6), (-1.0, 0.3, 0.2)):
        n = Value(before)
        (weight * n + bias).sigmoid().backward()
        slope = weight * sigmoid_derivative(weight * before + bias)
        close(n.grad, slope, rtol=1e-12)
