"""Checks of the labelled equations of chapter 2, the chain rule.

Algebra is checked by sympy, which knows nothing of our code; then the same statement is
held against lessons_pkg on numbers.
"""

import numpy as np
import sympy as sp

from lessons_pkg import (
    Value,
    numerical_gradient,
    relative_error,
    sigmoid,
    sigmoid_derivative,
)

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
    "eq-two-machines",
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


@equation("eq-chain-rule", r"\bigl(g(f(x))\bigr)' = g'(f(x)) \, f'(x)")
def _():
    f, g = 3 * x, z**2
    same(sp.diff(g.subs(z, f), x), sp.diff(g, z).subs(z, f) * sp.diff(f, x))
    v = Value(0.7)
    (v**3).tanh().backward()
    close(v.grad, (1 - np.tanh(0.7**3) ** 2) * 3 * 0.7**2, rtol=1e-12)


@equation("eq-bean-slope", r"\frac{da}{dx} = \sigma'(wx + b) \cdot w")
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


@equation("eq-one-loss-slope", r"\frac{dL}{da} = a - y")
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
    "eq-square-sigmoid",
    r"\bigl(x^2 \sigma(x)\bigr)' = 2x\,\sigma(x) + x^2 \sigma'(x)",
)
def _():
    s = SIGMA.subs(z, x)
    same(sp.diff(x**2 * s, x), 2 * x * s + x**2 * sp.diff(s, x))
    nudged = numerical_gradient(lambda x: (x**2 * sigmoid(x)).sum(), Z)
    close(nudged, 2 * Z * sigmoid(Z) + Z**2 * sigmoid_derivative(Z), atol=1e-6)


@equation(
    "eq-score-slopes",
    r"\frac{\partial z}{\partial w} = x, \qquad \frac{\partial z}{\partial b} = 1",
)
def _():
    same(sp.diff(w * x + b, w), x)
    same(sp.diff(w * x + b, b), 1)
    weight, bias = Value(14.0), Value(-6.0)
    (weight * 0.5 + bias).backward()
    assert (weight.grad, bias.grad) == (0.5, 1.0)


@equation(
    "eq-neuron-weight-slope",
    r"\begin{aligned} \frac{\partial L}{\partial w} &="
    r" \frac{\partial L}{\partial a} \cdot \frac{\partial a}{\partial z} \cdot"
    r" \frac{\partial z}{\partial w} \\[1ex] &= (a - y) \cdot a(1 - a) \cdot x"
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
    "eq-neuron-bias-slope",
    r"\frac{\partial L}{\partial b} = (a - y) \cdot a(1 - a)",
)
def _():
    s = SIGMA.subs(z, w * x + b)
    same(sp.diff((s - y) ** 2 / 2, b), (s - y) * s * (1 - s))
    for weight, bias, size, target in NEURONS:
        p, knob = sigmoid(weight * size + bias), Value(bias)
        (((weight * size + knob).sigmoid() - target) ** 2 / 2).backward()
        close(knob.grad, (p - target) * p * (1 - p), rtol=1e-12)


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


@equation("eq-cube-one-sided", r"\frac{(x + h)^3 - x^3}{h} = 3x^2 + 3xh + h^2")
def _():
    same(((x + h) ** 3 - x**3) / h, 3 * x**2 + 3 * x * h + h**2)


@equation("eq-cube-central", r"\frac{(x + h)^3 - (x - h)^3}{2h} = 3x^2 + h^2")
def _():
    same(((x + h) ** 3 - (x - h) ** 3) / (2 * h), 3 * x**2 + h**2)
    for step in (0.5, 0.125):
        close(numerical_gradient(lambda x: x**3, 2.0, h=step), 12 + step**2, rtol=1e-13)


@equation(
    "eq-taylor",
    r"\begin{aligned} f(x \pm h) &= f \pm h f' + \tfrac{h^2}{2} f'' \\[1ex]"
    r" &\quad \pm \tfrac{h^3}{6} f''' + \dots \end{aligned}",
)
def _():
    slopes = [sp.diff(SIGMA, z, k) for k in range(4)]
    for sign in (1, -1):
        found = sp.series(SIGMA.subs(z, 1 + sign * h), h, 0, 4).removeO()
        step = sign * h
        wanted = sum(
            s.subs(z, 1) * step**k / sp.factorial(k) for k, s in enumerate(slopes)
        )
        same(found, wanted)


def limit_of_error(quotient, power):
    """Return what quotient(h) - σ′, divided by hᵖᵒʷᵉʳ, tends to at z = 1."""
    error = quotient - sp.diff(SIGMA, z).subs(z, 1)
    return sp.series(error, h, 0, power + 1).removeO().coeff(h, power)


@equation(
    "eq-one-sided-error",
    r"\frac{f(x + h) - f(x)}{h} - f' \approx \tfrac{h}{2} f''",
)
def _():
    quotient = (SIGMA.subs(z, 1 + h) - SIGMA.subs(z, 1)) / h
    same(limit_of_error(quotient, 1), sp.diff(SIGMA, z, 2).subs(z, 1) / 2)
    error = (sigmoid(1.001) - sigmoid(1.0)) / 0.001 - sigmoid_derivative(1.0)
    p = sigmoid(1.0)
    close(error, 0.0005 * p * (1 - p) * (1 - 2 * p), rtol=2e-3)


@equation(
    "eq-central-error",
    r"\frac{f(x + h) - f(x - h)}{2h} - f' \approx \tfrac{h^2}{6} f'''",
)
def _():
    quotient = (SIGMA.subs(z, 1 + h) - SIGMA.subs(z, 1 - h)) / (2 * h)
    same(limit_of_error(quotient, 1), 0)
    same(limit_of_error(quotient, 2), sp.diff(SIGMA, z, 3).subs(z, 1) / 6)
    p = sigmoid(1.0)
    third = p * (1 - p) * (1 - 6 * p * (1 - p))
    error = numerical_gradient(sigmoid, 1.0, h=0.01) - sigmoid_derivative(1.0)
    close(error, 0.01**2 / 6 * third, rtol=2e-2)


@equation(
    "eq-total-error",
    r"E(h) \approx \tfrac{h^2}{6} |f'''| + \frac{\varepsilon |f|}{h}",
)
def _():
    # An estimate: errors stay below a few times it, and mostly near it.
    unit = np.finfo(float).eps / 2
    steps = 10.0 ** np.arange(-10, -1, 0.125)
    errors = [
        abs((1.1 + s) ** 3 - (1.1 - s) ** 3 - 2 * s * 3 * 1.1**2) / (2 * s)
        for s in steps
    ]
    estimate = steps**2 / 6 * 6 + unit * 1.1**3 / steps
    assert (errors <= 4 * estimate).all()
    assert (np.median(errors / estimate)) > 0.1


@equation(
    "eq-best-step",
    r"h_{\text{best}} = \sqrt[3]{\frac{3 \varepsilon |f|}{|f'''|}}",
)
def _():
    f, third, step = sp.symbols("f third step", positive=True)
    total = step**2 / 6 * third + eps * f / step
    (best,) = sp.solve(sp.diff(total, step), step)
    same(best, sp.cbrt(3 * eps * f / third))
    assert sp.diff(total, step, 2).subs({step: 1, eps: 1, f: 1, third: 1}) > 0


@equation(
    "eq-relative-error",
    r"\begin{aligned} &\text{relative error} \\[1ex]"
    r" &\quad = \frac{\max_i |g_i - \hat g_i|}{\max_i \max(|g_i|, |\hat g_i|)}"
    r" \end{aligned}",
)
def _():
    g, nudged = np.array([3.0, -4.0, 0.5]), np.array([3.5, -3.0, 0.0])
    scale = max(np.abs(g).max(), np.abs(nudged).max())
    assert relative_error(g, nudged) == np.abs(g - nudged).max() / scale == 0.25


@equation(
    "eq-five-sigmoids",
    r"\begin{aligned} \frac{da_5}{dz} &="
    r" \sigma'(z)\,\sigma'(a_1)\,\sigma'(a_2) \\[1ex]"
    r" &\quad \cdot \sigma'(a_3)\,\sigma'(a_4) \\[1ex]"
    r" &\le \bigl(\tfrac14\bigr)^5 = \tfrac{1}{1024} \end{aligned}",
)
def _():
    for start in np.linspace(-8, 8, 33):
        n, fed, product = Value(start), start, 1.0
        last = n
        for _ in range(5):
            last, product = last.sigmoid(), product * sigmoid_derivative(fed)
            fed = sigmoid(fed)
        last.backward()
        close(n.grad, product, rtol=1e-12)
        assert product <= 0.25**5 == 1 / 1024


@equation("eq-one-layer", r"\frac{da_k}{da_{k-1}} = w\,\sigma'(z_k)")
def _():
    same(sp.diff(SIGMA.subs(z, w * a + b), a), w * sp.diff(SIGMA, z).subs(z, w * a + b))
    for weight, bias, before in ((4.0, -2.0, 0.6), (-1.0, 0.3, 0.2)):
        n = Value(before)
        (weight * n + bias).sigmoid().backward()
        slope = weight * sigmoid_derivative(weight * before + bias)
        close(n.grad, slope, rtol=1e-12)
