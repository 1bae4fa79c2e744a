"""The explorables of chapter 2: learning, a change on its way, a graph, a step size.

`Learning`, `Gears` and `Graph` are formulas, of which the page has a twin. `StepSize`
shows rounding errors, which depend on the last digit of f, and another machine's exp
may have another: so they are recorded here with an exp that is rounded correctly, the
same everywhere, and the page reads the record.
"""

import math
from decimal import Decimal
from functools import cache
from typing import ClassVar

import numpy as np

from lessons_pkg import data
from lessons_pkg.activation import sigmoid, sigmoid_derivative
from lessons_pkg.autodiff import Value
from lessons_pkg.interactive.explorable import (
    Explorable,
    Number,
    Option,
    Record,
    Setting,
)

STEPS = 500  # as far as Learning goes


class Learning(Explorable):
    """A neuron that learns the hundred beans by gradient descent on squared error.

    Each step subtracts from the weight and from the bias the learning rate times the
    derivative of the mean of ½(a - y)², over all beans.

    Parameters
    ----------
    w, b : float
        The parameters to start from, each from -20 to 20.
    learning_rate : int
        η, from 1 to 200.
    steps : int
        At which step Play ends, from 1 to 500.
    step : int
        How many steps have been made, from 0 to 500.

    Raises
    ------
    TypeError, ValueError
        If a setting is not one number within its range, or a count is not whole.

    Examples
    --------
    >>> neuron = Learning(w=0, b=0, learning_rate=10, step=500)
    >>> neuron.shown()["weight"], neuron.shown()["bias"]
    ('10.07', '−3.48')
    """

    module = "learning"
    w = Number(0.0, -20, 20)
    b = Number(0.0, -20, 20)
    learning_rate = Setting(10, 1, 200, whole=True)
    steps = Number(STEPS, 1, STEPS, whole=True)
    step = Setting(0, 0, STEPS, whole=True)
    beans = Record()
    sentence = (
        "Gradient descent from w = {w} and b = {b} with η = {learning_rate}: after "
        "{step} steps w is {weight} and b is {bias}. The smallest bean gets the "
        "probability {smallest} %, the largest {largest} %."
    )
    columns: ClassVar = {
        "step": 0,
        "weight": 2,
        "bias": 2,
        "smallest bean, %": 1,
        "largest bean, %": 1,
    }
    decimals: ClassVar = {
        **{"learning_rate": 0, "steps": 0, "step": 0},
        **{"smallest": 1, "largest": 1},
    }

    def __init__(self, w=0.0, b=0.0, learning_rate=10, steps=STEPS, step=0):
        X, y = data.beans(n=100, noise=0.1, seed=0)
        sizes = X[:, 0].round(6).tolist()
        beans = [list(bean) for bean in zip(sizes, y.tolist(), strict=True)]
        super().__init__(
            w=w, b=b, learning_rate=learning_rate, steps=steps, step=step, beans=beans
        )

    def path(self):
        """Return w and b after 0, 1, 2, …, 500 steps, shape (501, 2)."""
        x, y = np.array(self.beans).T
        w, b = self.w, self.b
        reached = [(w, b)]
        for _ in range(STEPS):
            a = sigmoid(w * x + b)
            dL_dz = (a - y) * a * (1 - a)
            w -= self.learning_rate * np.mean(dL_dz * x)
            b -= self.learning_rate * np.mean(dL_dz)
            reached.append((w, b))
        return np.array(reached)

    def numbers(self):
        """Return the parameters after the step, and two beans' probabilities in %."""
        return self._after(*self.path()[self.step])

    def _after(self, w, b):
        sizes = [x for x, _ in self.beans]
        small, large = (100 * sigmoid(w * x + b) for x in (min(sizes), max(sizes)))
        return {"weight": w, "bias": b, "smallest": small, "largest": large}

    def table(self):
        """Return the same after a few steps."""
        path = self.path()
        moments = (0, 1, 10, 100, STEPS)
        return [(step, *self._after(*path[step]).values()) for step in moments]


# Each chain: what a link is called, its function and the slope of that.
CHAINS = {
    "lines": (
        ("u = 3x", lambda x: 3 * x, lambda x: 3.0),
        ("v = u + 3", lambda u: u + 3, lambda u: 1.0),
        ("y = v / 2", lambda v: v / 2, lambda v: 0.5),
    ),
    "sigmoid": (
        ("u = 3x", lambda x: 3 * x, lambda x: 3.0),
        ("v = u − 1", lambda u: u - 1, lambda u: 1.0),
        ("y = σ(v)", sigmoid, sigmoid_derivative),
    ),
    "bell": (
        ("u = x² / 2", lambda x: x * x / 2, lambda x: x),
        ("v = −u", lambda u: -u, lambda u: -1.0),
        ("y = exp(v)", math.exp, math.exp),
    ),
}


class Gears(Explorable):
    """A nudge dx that passes through three links: each multiplies it by its slope.

    Parameters
    ----------
    x, dx : float
        The input (-2 to 2) and its nudge (-0.8 to 0.8).
    chain : {"lines", "sigmoid", "bell"}
        (3x + 3) / 2, σ(3x - 1) or exp(-x²/2), each cut into three links.

    Raises
    ------
    TypeError, ValueError
        If a setting is not one number within its range, or `chain` not one of the
        three.

    Examples
    --------
    >>> Gears(chain="lines").shown()["product"]
    '1.5000'
    """

    module = "gears"
    x = Setting(0.5, -2, 2)
    dx = Setting(0.4, -0.8, 0.8)
    chain = Option(*CHAINS)
    sentence = (
        "A change of {dx} at x = {x} in the chain “{chain}”: the derivatives {slope_u} "
        "× {slope_v} × {slope_y} = {product} make it {dy} at y; in fact y changes by "
        "{true_y}."
    )
    columns: ClassVar = {
        "link": 0,
        "value": 4,
        "derivative": 4,
        "change by the derivatives": 4,
        "change in fact": 4,
    }
    decimals: ClassVar = {
        f"{what}{name}": 4
        for what in ("", "slope_", "d", "true_")
        for name in ("u", "v", "y")
    } | {"product": 4, "miss": 4}

    def __init__(self, x=0.5, dx=0.4, chain="lines"):
        super().__init__(x=x, dx=dx, chain=chain)

    def table(self):
        """Return each link's value and slope, the nudge after it, the true change."""
        rows, value, nudge, moved = [], self.x, self.dx, self.x + self.dx
        for words, function, slope in CHAINS[self.chain]:
            steep = slope(value)
            nudge *= steep
            value, moved = function(value), function(moved)
            rows.append((words, value, steep, nudge, moved - value))
        return rows

    def numbers(self):
        """Return the table's numbers, the product of the slopes and what it misses."""
        found, product = {}, 1.0
        for name, row in zip("uvy", self.table(), strict=True):
            keys = (name, f"slope_{name}", f"d{name}", f"true_{name}")
            found |= dict(zip(keys, row[1:], strict=True))
            product *= found[f"slope_{name}"]
        miss = found["true_y"] - found["dy"]
        return found | {"product": product, "miss": miss}


class Graph(Explorable):
    """The graph of L = ½(σ(wx + b) - y)², walked forward and then backward.

    Parameters
    ----------
    w, x, b : float
        Weight, input and bias, each from -3 to 3.
    y : float
        The target, from 0 to 1.
    step : int
        How far the walk has come: 4 steps forward fill in the values, 5 backward the
        slopes of L by each.

    Raises
    ------
    TypeError, ValueError
        If a setting is not one number within its range, or `step` is not whole.

    Examples
    --------
    >>> graph = Graph(w=0.5, x=2.0, b=-0.5, y=1.0)
    >>> graph.shown()["grad_w"]
    '−0.1774'
    """

    module = "graph"
    w = Setting(0.5, -3, 3)
    x = Setting(2.0, -3, 3)
    b = Setting(-0.5, -3, 3)
    y = Setting(1.0, 0, 1)
    step = Setting(0, 0, 9, whole=True)
    sentence = (
        "L = ½(σ(wx + b) − y)² at w = {w}, x = {x}, b = {b} and y = {y}. Forward: "
        "z = {z}, a = {a}, L = {L}. Backward: ∂L/∂z = {grad_z}, ∂L/∂w = {grad_w}, "
        "∂L/∂b = {grad_b}."
    )
    columns: ClassVar = {"box": 0, "value": 4, "∂L by it": 4}
    decimals: ClassVar = dict.fromkeys(("u", "z", "a", "L", "error", "slope"), 4)
    decimals |= {f"grad_{name}": 4 for name in "wxbyuzaL"} | {"step": 0}

    def __init__(self, w=0.5, x=2.0, b=-0.5, y=1.0, step=0):
        super().__init__(w=w, x=x, b=b, y=y, step=step)

    def walk(self):
        """Return the graph's Values by name, with their gradients."""
        w, x, b, y = (Value(getattr(self, name), name=name) for name in "wxby")
        u = w * x
        z = u + b
        a = z.sigmoid()
        loss = (a - y) ** 2 / 2
        loss.backward()
        return {"w": w, "x": x, "b": b, "y": y, "u": u, "z": z, "a": a, "L": loss}

    def numbers(self):
        """Return the computed values, all gradients, a - y and σ′(z)."""
        nodes = self.walk()
        values = {name: nodes[name].data for name in ("u", "z", "a", "L")}
        grads = {f"grad_{name}": node.grad for name, node in nodes.items()}
        local = {
            "error": nodes["a"].data - nodes["y"].data,
            "slope": nodes["a"].slopes[0],
        }
        return values | grads | local

    def table(self):
        """Return each box with its value and its gradient."""
        return [(name, node.data, node.grad) for name, node in self.walk().items()]


X = 1.0  # where StepSize takes the slope
LOWEST = -16  # the exponent of the shortest step; from there in tenths up to 0
EPSILON = 2.0**-52


def portable_exp(x):
    """Return e^x, the nearest float to it."""
    return float(Decimal(x).exp())


def portable_sigmoid(z):
    """Return 1 / (1 + e^-z)."""
    return 1 / (1 + portable_exp(-z))


A = portable_sigmoid(X)
# Each function with f′, f″ and f‴ at X.
FUNCTIONS = {
    "sigmoid": (
        portable_sigmoid,
        A * (1 - A),
        A * (1 - A) * (1 - 2 * A),
        A * (1 - A) * (1 - 6 * A * (1 - A)),
    ),
    "exp": (portable_exp, portable_exp(X), portable_exp(X), portable_exp(X)),
    "square": (lambda x: x * x, 2.0, 2.0, 0.0),
}


def tenth(exponent):
    """Return where the record holds the tenth that is nearest to an exponent."""
    return math.floor(10 * (exponent - LOWEST) + 0.5)


def digits(estimate, slope):
    """Return log10 of the relative error; a float cannot tell less than half an ε."""
    return round(math.log10(max(abs(estimate / slope - 1), EPSILON / 2)), 2)


@cache
def measure(name):
    """Return what both quotients give for each step, and how large an error to expect.

    The expected errors are h|f″/2f′| and h²|f‴/6f′| where the function bends within the
    step, and ε|f/f′|/h where its values are rounded; their logarithms are kept, and
    none where f‴ is 0.
    """
    f, slope, second, third = FUNCTIONS[name]
    found = {"one_sided": [], "central": []}
    for place in range(-10 * LOWEST + 1):
        h = float(Decimal(10) ** (Decimal(place) / 10 + LOWEST))
        found["one_sided"].append((f(X + h) - f(X)) / h)
        found["central"].append((f(X + h) - f(X - h)) / (2 * h))
    errors = {f"{k}_error": [digits(e, slope) for e in es] for k, es in found.items()}
    bends = [abs(second / 2 / slope), abs(third / 6 / slope)]
    return {
        "slope": round(slope, 8),
        "bends": [round(math.log10(bend), 4) if bend else None for bend in bends],
        "rounding": round(math.log10(EPSILON * abs(f(X) / slope)), 4),
        **{k: [round(e, 8) for e in es] for k, es in found.items()},
        **errors,
    }


class StepSize(Explorable):
    """The error of a numerical slope at x = 1 against its step h = 10^exponent.

    (f(x + h) - f(x)) / h and (f(x + h) - f(x - h)) / 2h, in floating-point numbers.

    Parameters
    ----------
    exponent : float
        The power of ten that is h, from -16 to 0; it is read to the nearest tenth.
    function : {"sigmoid", "exp", "square"}
        The function f.

    Raises
    ------
    TypeError, ValueError
        If `exponent` is not one number within its range, or `function` not one of the
        three.

    Examples
    --------
    >>> StepSize(exponent=-5).shown()["central"]
    '0.19661193'
    """

    module = "stepsize"
    exponent = Setting(-3.0, -16, 0)
    function = Option(*FUNCTIONS)
    measured = Record()
    sentence = (
        "The derivative of {function}(x) at x = 1 is {slope}. With h = 10^{exponent} "
        "the one-sided difference gives {one_sided}, with a relative error of "
        "10^{one_sided_error}; the central one gives {central}, with one of "
        "10^{central_error}."
    )
    columns: ClassVar = {
        "exponent of h": 0,
        "one-sided": 8,
        "its error, exponent": 2,
        "central": 8,
        "its error, exponent ": 2,
    }
    decimals: ClassVar = {"exponent": 1, "slope": 8, "one_sided": 8, "central": 8}

    def __init__(self, exponent=-3.0, function="sigmoid"):
        record = {name: measure(name) for name in FUNCTIONS}
        super().__init__(exponent=exponent, function=function, measured=record)

    def at(self, exponent):
        """Return both quotients and their errors for the step 10^exponent."""
        now, place = self.measured[self.function], tenth(exponent)
        names = ("one_sided", "one_sided_error", "central", "central_error")
        return {name: now[name][place] for name in names}

    def numbers(self):
        """Return the slope, and both quotients with the logarithm of their errors."""
        return {"slope": self.measured[self.function]["slope"]} | self.at(self.exponent)

    def table(self):
        """Return the quotients and errors for every other power of ten."""
        return [(k, *self.at(k).values()) for k in range(LOWEST, 1, 2)]
