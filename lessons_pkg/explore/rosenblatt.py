"""Rosenblatt's rule on points of the plane, update by update, and its theorem.

Places are counted in hundredths, so that w and b are whole and a score of 0 is one to
the last digit, in the page's arithmetic as in Python's. For a few points with two
decimals only: `lessons_pkg.Perceptron` takes any data.
"""

import math
from itertools import combinations
from typing import NamedTuple

UNIT = 100.0  # hundredths to one


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
