"""The explorable of chapter 3: points to drag, and Rosenblatt's rule among them.

The reader moves the points and walks through the run; the run itself, update by update,
and its theorem stand below. Places are counted in hundredths, so that w and b are whole
and a sum of 0 is one to the last digit, in the page's arithmetic as in Python's.
Other learning rates, which move no line, are left out, and so are points of any other
kind, which `lessons_pkg.Perceptron` takes.
"""

import math
from itertools import combinations
from typing import ClassVar, NamedTuple

import numpy as np
import traitlets

from lessons_pkg._validation import finite_array
from lessons_pkg.interactive.explorable import Explorable, Option, Record, Setting

UNIT = 100.0  # hundredths to one
LAST = 60  # the update at which a run that does not rest is cut off
LOW, HIGH, MOST = -1, 2, 12  # the ends of the plane, and how many points it takes
SETS = {
    "AND": ((0, 0, -1), (0, 1, -1), (1, 0, -1), (1, 1, 1)),
    "two groups": (
        *((0.2, 0.4, -1), (-0.3, 0.7, -1), (0.4, -0.2, -1), (1.2, 0.9, 1)),
        *((1.3, 1.4, 1), (1.6, 0.8, 1), (0.9, 1.7, 1), (-0.4, -0.1, -1)),
    ),
    "a thin gap": (
        *((0.1, 0.4, -1), (1.1, 1.6, 1), (1.5, 1.2, -1), (0.9, 1.1, -1)),
        *((-0.3, 0.6, -1), (-0.1, 1.4, 1), (0.5, 1.6, 1), (-0.7, 0.8, 1)),
    ),
    "XOR": ((0, 0, -1), (0, 1, 1), (1, 0, 1), (1, 1, -1)),
}


class Points(traitlets.TraitType):
    """Points (x1, x2, t), with places in the plane and t = -1 or 1."""

    def validate(self, widget, value):
        """Return the points with two decimals, or say what is wrong with them."""
        array = finite_array(value, self.name)
        if array.ndim != 2 or array.shape[1] != 3:
            raise ValueError(
                f"{self.name} must be rows (x1, x2, t), but the shape is {array.shape}."
            )
        if len(array) > MOST:
            raise ValueError(
                f"{self.name} must be at most {MOST}, but there are {len(array)}."
            )
        places, labels = array[:, :2], array[:, 2]
        if (outside := places[(places < LOW) | (places > HIGH)]).size:
            raise ValueError(
                f"x1 and x2 must lie between {LOW} and {HIGH}, but one is {outside[0]}."
            )
        if (other := labels[np.abs(labels) != 1]).size:
            raise ValueError(f"t must be -1 or 1, but one is {other[0]:g}.")
        # Adding 0 turns -0.0 into 0.0.
        return tuple(
            (round(a, 2) + 0, round(b, 2) + 0, int(t)) for a, b, t in array.tolist()
        )


class Playground(Explorable):
    """Points of two classes, and a line that moves at each mistake.

    At a mistake, t(w·x + b) ≤ 0, Rosenblatt's rule adds tx to w and t to b.

    Parameters
    ----------
    data : {"AND", "two groups", "a thin gap", "XOR"}
        The points to begin with; setting it later brings its points back.
    points : array_like, shape (n, 3), optional
        Up to 12 rows (x1, x2, t) in place of these, with x1 and x2 between -1 and 2
        and t = ±1. They are visited in this order, and rounded to two decimals.
    step : int
        How many updates to make, from 0 to 60. One more than the run has shows the
        epoch without a mistake, at which the rule rests.

    Raises
    ------
    TypeError, ValueError
        If a setting is not of its kind, or the points are not such rows.

    Examples
    --------
    >>> Playground(step=18).shown()["mistakes"], Playground(data="XOR").shown()["bound"]
    ('18', '∞')
    """

    module = "playground"
    data = Option(*SETS)
    points = Points(SETS["AND"]).tag(sync=True)
    sets = Record()
    step = Setting(2, 0, LAST, whole=True)
    sentence = (
        "Mistakes of Rosenblatt’s rule so far: {mistakes}, in epoch {epoch}; now "
        "w = ({w1}, {w2}) and b = {b}. With R² = {radius_squared} and the largest "
        "margin γ = {margin}, there can be at most R²/γ² = {bound} mistakes."
    )
    columns: ClassVar = {
        **{"mistake": 0, "epoch": 0, "x₁": 2, "x₂": 2, "t": 0},
        **{"w₁ after it": 2, "w₂": 2, "b": 2},
    }
    decimals: ClassVar = {
        **{"step": 0, "mistakes": 0, "epoch": 0, "margin": 4, "bound": 1}
    }

    def __init__(self, data="AND", points=None, step=2):
        super().__init__(data=data, step=step, sets=SETS)
        if points is not None:
            self.points = points

    @traitlets.observe("data")
    def _bring_back(self, change):
        self.points = SETS[change.new]

    def set_state(self, sync_data):
        """Take what the page sends; points that come with a set are those it has."""
        super().set_state(sync_data)
        if "points" in sync_data:
            self.points = sync_data["points"]

    def numbers(self):
        """Return where the run stands, R², the largest margin and the bound."""
        updates, _ = run(self.points, LAST)
        made = updates[: self.step]
        epoch = made[-1].epoch if made else 1
        weights = made[-1].weights if made else (0, 0, 0)
        w1, w2, b = (each / UNIT for each in weights)
        now = {"mistakes": len(made), "epoch": epoch + (self.step > len(updates))}
        now |= {"w1": w1, "w2": w2, "b": b}
        names = ("radius_squared", "margin", "bound")
        return now | dict(zip(names, theorem(self.points), strict=True))

    def table(self):
        """Return the first twenty updates of the run."""
        return [
            (k, u.epoch, *self.points[u.point], *(each / UNIT for each in u.weights))
            for k, u in enumerate(run(self.points, 20)[0], start=1)
        ]


class Update(NamedTuple):
    """One mistake: in which epoch, by which point, and (w1, w2, b) after it."""

    epoch: int
    point: int
    weights: tuple


def signed(points):
    """Return t·(x1, x2, 1) for each point, in hundredths."""
    rows = [(t * x1, t * x2, t) for x1, x2, t in points]
    return [tuple(float(round(UNIT * c)) for c in row) for row in rows]


def dot(a, b):
    """Return the product of two vectors of three numbers."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def run(points, most):
    """Return the updates of the rule, and whether it rests after at most so many."""
    weights, updates, epoch = (0.0, 0.0, 0.0), [], 0
    while not updates or updates[-1].epoch == epoch:
        epoch += 1
        for i, v in enumerate(signed(points)):
            if dot(weights, v) <= 0:
                if len(updates) == most:
                    return updates, False
                weights = tuple(a + b for a, b in zip(weights, v, strict=True))
                updates.append(Update(epoch, i, weights))
    return updates, True


def touching(vectors):
    """Yield the directions that are at one distance from one, two or three vectors."""
    yield from vectors
    for a, b in combinations(vectors, 2):
        d = [q - p for p, q in zip(a, b, strict=True)]
        yield tuple(p * dot(d, d) - q * dot(a, d) for p, q in zip(a, d, strict=True))
    for a, b, c in combinations(vectors, 3):
        d, e = ([q - p for p, q in zip(a, other, strict=True)] for other in (b, c))
        n = (
            d[1] * e[2] - d[2] * e[1],
            d[2] * e[0] - d[0] * e[2],
            d[0] * e[1] - d[1] * e[0],
        )
        yield n if dot(n, a) > 0 else tuple(-x for x in n)


def theorem(points):
    """Return R², the largest margin γ that a line has, and the bound R²/γ².

    Of three-dimensional vectors, at most three hold the widest gap, so the best of
    the directions that `touching` tries is the best of all. Points that no line
    divides have γ = 0 and the bound infinity.
    """
    vectors = signed(points)
    radius_squared = max(dot(v, v) for v in vectors)
    gap, bound = 0.0, math.inf
    for direction in touching(vectors):
        least = min(dot(direction, v) for v in vectors)
        square = dot(direction, direction)
        if least > 0 and least / math.sqrt(square) > gap:
            gap = least / math.sqrt(square)
            bound = radius_squared * square / (least * least)
    return radius_squared / UNIT**2, gap / UNIT, bound
