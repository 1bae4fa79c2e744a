"""The explorables of chapter 1: a neuron to drag, growth by steps, and the slope.

They are formulas: nothing here trains or records a model.
"""

from typing import ClassVar

from lessons_pkg._validation import finite_number
from lessons_pkg.activation import (
    logistic,
    logistic_derivative,
    logit,
    sigmoid,
    sigmoid_derivative,
)
from lessons_pkg.interactive.explorable import Explorable, Setting


class Neuron(Explorable):
    """A neuron to drag: f(x) = L / (1 + exp(-k(x - x0))) with its tangent at x.

    Parameters
    ----------
    k, x0, L : float
        Steepness (-8 to 8, default 1), midpoint (-4 to 4, default 0) and height (0.2
        to 1.5).
    x : float
        The input at which value and slope are read, from -6 to 6.
    w, b : float, optional
        In place of `k` and `x0`, the weight and the bias of f(x) = L σ(wx + b), so
        that k = w and x0 = -b/w.

    Raises
    ------
    TypeError, ValueError
        If a setting is not one number within its range, if `w` is 0, or if both ways
        to give the curve are mixed.

    Examples
    --------
    >>> Neuron(w=2.0, b=-1.0, x=0.5)
    An S-shaped curve of steepness k = 2.00, midpoint x₀ = 0.50, height L = 1.00; at
    x = 0.50 its value is 0.5000 and its slope 0.5000.
    """

    module = "neuron"
    k = Setting(1.0, -8, 8)
    x0 = Setting(0.0, -4, 4)
    L = Setting(1.0, 0.2, 1.5)
    x = Setting(-1.0, -6, 6)
    sentence = (
        "An S-shaped curve of steepness k = {k}, midpoint x₀ = {x0}, height L = {L}; "
        "at x = {x} its value is {value} and its slope {slope}."
    )
    columns: ClassVar = {"x": 0, "value f(x)": 4, "slope f′(x)": 4}
    decimals: ClassVar = {"value": 4, "slope": 4, "steepest": 4}

    def __init__(self, k=None, x0=None, L=1.0, x=-1.0, *, w=None, b=None):
        if w is not None or b is not None:
            if k is not None or x0 is not None:
                raise TypeError("Give k and x0, or w and b; both set the same curve.")
            w = finite_number(1.0 if w is None else w, "w")
            b = finite_number(0.0 if b is None else b, "b")
            if w == 0:
                raise ValueError("w must not be 0: the midpoint lies at x = -b/w.")
            k, x0 = w, -b / w
        k, x0 = 1.0 if k is None else k, 0.0 if x0 is None else x0
        super().__init__(k=k, x0=x0, L=L, x=x)

    def at(self, x):
        """Return the curve's value and slope at x."""
        curve = {"L": self.L, "k": self.k, "x0": self.x0}
        return logistic(x, **curve), logistic_derivative(x, **curve)

    def numbers(self):
        """Return value, slope and steepest slope, and the curve as a neuron's."""
        value, slope = self.at(self.x)
        bias = -self.k * self.x0
        return {
            "value": value,
            "slope": slope,
            "steepest": self.L * self.k / 4,
            "weight": self.k,
            "bias": bias,
            "z": self.k * self.x + bias,
        }

    def table(self):
        """Return x, value and slope across the figure."""
        return [(x, *self.at(x)) for x in range(-6, 7, 2)]


class Growth(Explorable):
    """Growth P' = rP(1 - P/K): the exact curve, and Euler's steps of length h.

    Parameters
    ----------
    r, K, P0, h : float
        Rate (0.25 to 1.25 per unit of time), limit (40 to 100), population at t = 0
        (1 to 30) and step (0.1 to 2 units of time).

    Raises
    ------
    TypeError, ValueError
        If a setting is not one number within its range.

    Examples
    --------
    >>> Growth(h=1.5).shown()["factor"]
    '−0.50'
    """

    module = "growth"
    r = Setting(1.0, 0.25, 1.25)
    K = Setting(100.0, 40, 100)
    P0 = Setting(12.0, 1, 30)
    h = Setting(0.8, 0.1, 2)
    end = 12
    sentence = (
        "A population of {P0} grows at the rate r = {r} towards K = {K}; {steps} Euler "
        "steps of h = {h} miss the exact curve by up to {gap}, at t = {gap_time}."
    )
    columns: ClassVar = {"t": 2, "exact P": 2, "Euler’s P": 2}
    decimals: ClassVar = {"steps": 0, "K": 1, "P0": 1}

    def __init__(self, r=1.0, K=100.0, P0=12.0, h=0.8):
        super().__init__(r=r, K=K, P0=P0, h=h)

    def steps(self):
        """Return t, the exact P and Euler's P at every step."""
        middle = -logit(self.P0 / self.K) / self.r
        rows, P = [], self.P0
        # A hair more than end / h, so that 12 / 0.8 makes 15 steps.
        for n in range(int(self.end / self.h + 1e-9) + 1):
            rows.append((n * self.h, logistic(n * self.h, self.K, self.r, middle), P))
            P += self.h * (self.r * P * (1 - P / self.K))
        return rows

    def table(self):
        """Return some of the steps, evenly chosen."""
        rows = self.steps()
        return rows[:: len(rows) // 16 + 1]

    def numbers(self):
        """Return where the two are furthest apart, and the factor 1 - rh."""
        rows = self.steps()
        gaps = [abs(euler - exact) for _, exact, euler in rows]
        # The margin keeps a tie with its first step, whatever the rounding.
        first = next(n for n, gap in enumerate(gaps) if gap >= max(gaps) - 1e-7)
        t, exact, euler = rows[first]
        place = {"gap_time": t, "exact": exact, "euler": euler}
        factor = 1 - self.r * self.h
        return {"steps": len(rows) - 1, "gap": gaps[first], "factor": factor, **place}


class Slope(Explorable):
    """The sigmoid above its derivative: a(1 - a) is the tangent's slope at z.

    Parameters
    ----------
    z : float
        The logit, from -6 to 6.

    Raises
    ------
    TypeError, ValueError
        If `z` is not one number within its range.

    Examples
    --------
    >>> Slope(z=0.0).shown()["slope"]
    '0.2500'
    """

    module = "slope"
    z = Setting(1.0, -6, 6)
    sentence = "At z = {z} the sigmoid a is {value} and its slope a(1 − a) is {slope}."
    columns: ClassVar = {"z": 0, "σ(z)": 4, "σ′(z)": 4}
    decimals: ClassVar = {"value": 4, "rest": 4, "slope": 4}

    def __init__(self, z=1.0):
        super().__init__(z=z)

    def numbers(self):
        """Return a, 1 - a and a(1 - a)."""
        a, rest = sigmoid(self.z), sigmoid(-self.z)
        return {"value": a, "rest": rest, "slope": sigmoid_derivative(self.z)}

    def table(self):
        """Return z, the sigmoid and its slope across the figure."""
        return [(z, sigmoid(z), sigmoid_derivative(z)) for z in range(-6, 7, 2)]
