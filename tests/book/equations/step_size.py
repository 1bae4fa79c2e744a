"""Checks of the labelled equations of page 2b, how small a step.

Algebra is checked by sympy, which knows nothing of our code; then the same statement is
held against lessons_pkg on numbers.
"""

import numpy as np
import sympy as sp

from lessons_pkg import numerical_gradient, relative_error, sigmoid, sigmoid_derivative
from lessons_pkg.explore import StepSize

from . import equation

x, z, h = sp.symbols("x z h", real=True)
eps = sp.symbols("varepsilon", positive=True)
SIGMA = 1 / (1 + sp.exp(-z))
close = np.testing.assert_allclose


def same(left, right):
    """Assert that two formulas are one."""
    assert sp.simplify(left - right) == 0


@equation("eq-one-sided", r"\frac{f(x + h) - f(x)}{h}")
def _():
    for h in (1e-3, 1e-4):
        here = StepSize(function="exp", exponent=np.log10(h)).numbers()["one_sided"]
        close((np.exp(1 + h) - np.exp(1)) / h, here, rtol=1e-8)
        # Its error is half the step times the second derivative.
        close(here - np.exp(1), h / 2 * np.exp(1), rtol=2e-3)


@equation("eq-central", r"\frac{f(x + h) - f(x - h)}{2h}")
def _():
    for x in (-0.7, 0.4, 2.0):
        for h in (0.1, 1e-3):
            quotient = (np.exp(x + h) - np.exp(x - h)) / (2 * h)
            close(numerical_gradient(np.exp, x, h=h), quotient, rtol=1e-10)


@equation("eq-cube-one-sided", r"\frac{(x + h)^3 - x^3}{h} = 3x^2 + 3xh + h^2.")
def _():
    same(((x + h) ** 3 - x**3) / h, 3 * x**2 + 3 * x * h + h**2)


@equation("eq-cube-central", r"\frac{(x + h)^3 - (x - h)^3}{2h} = 3x^2 + h^2.")
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
    r"E(h) \approx \tfrac{h^2}{6} |f'''| + \frac{\varepsilon |f|}{h}.",
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
