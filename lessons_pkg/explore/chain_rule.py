"""The explorables of chapter 2: a nudge through three links, a graph walked both ways.

Both are formulas, of which the page has a twin. `StepSize`, the chapter's third, shows
rounding errors, which are another matter: it has a module of its own.
"""

import math
from typing import ClassVar

from lessons_pkg.activation import sigmoid, sigmoid_derivative
from lessons_pkg.autodiff import Value
from lessons_pkg.interactive.explorable import Explorable, Option, Setting

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
        "A nudge of {dx} at x = {x} in the chain “{chain}”: the slopes {slope_u} × "
        "{slope_v} × {slope_y} = {product} make it {dy} at y; truly y changes by "
        "{true_y}."
    )
    columns: ClassVar = {
        "link": 0,
        "value": 4,
        "slope": 4,
        "nudge by the slopes": 4,
        "true change": 4,
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
    columns: ClassVar = {"box": 0, "value": 4, "slope of L by it": 4}
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
