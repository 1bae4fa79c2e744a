"""The explorable of chapter 9: draw a digit, and a network reads it.

`picture` brings strokes to what the makers of the data set had: bitmaps of 32 by 32,
framed, set upright and of about the same ink, then counted in blocks of 4 by 4. The
page has the same functions in ``static/figures/digits.js``, and the same network, which
`tools.digits_network` trained: 64 inputs, hidden layers of 32 and 16, ten outputs.
"""

import json
import math
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import ClassVar

import numpy as np
import traitlets

from lessons_pkg._validation import finite_array
from lessons_pkg.interactive.explorable import Explorable, Option, Record
from lessons_pkg.mlp import Network
from lessons_pkg.softmax import softmax

SIZES = (64, 32, 16, 10)
RECORD = Path(__file__).with_name("digits.json")  # made by tools.digits_network
FIELD, MOST = 100, 200  # the side of the field, and how many points a drawing may have
SAMPLES = tuple(str(i) for i in range(1, 9))
YOURS = "yours"


# From strokes to a picture ------------------------------------------------------------

SIDE, WIDE = 32, 20  # the bitmap, and the width of the frame in it that a digit fills
PEN, THICKER = 4.8, 2.0  # the width of the pen, and what is added or taken away
INK = (256, 412)  # with fewer points of ink a digit is thickened, with more thinned
STRETCH = 3.0  # at most so many times more in one direction than in the other


def framed(strokes, pen):
    """Return the ends of all line segments, shape (segments, 2, 2), in the frame.

    The ink of a pen of that width then fills the frame, 20 wide and 32 high, unless
    this would stretch one direction more than three times as much as the other. A
    stroke of one point is a segment of length 0.
    """
    rows = np.array(strokes, dtype=float)
    places = rows[:, :2]
    low, high = places.min(axis=0), places.max(axis=0)
    scales = (np.array([WIDE, SIDE]) - pen) / np.maximum(high - low, 1e-9)
    scales = np.minimum(scales, STRETCH * scales[::-1])
    places = (places - (low + high) / 2) * scales + SIDE / 2
    begins = rows[:, 2] == 0
    begins[0] = True
    alone = begins & np.append(begins[1:], True)
    pairs = [(k, k) for k in np.flatnonzero(alone)]
    pairs += [(j, k) for j, k in pairwise(range(len(rows))) if not begins[k]]
    return places[np.array(pairs)]


def inked(strokes, pen):
    """Return the bitmap: which of 32 by 32 points lie within half a pen of a line."""
    ends = framed(strokes, pen)
    x, y = ends[:, 0, 0, None, None], ends[:, 0, 1, None, None]
    across, down = ends[:, 1, 0, None, None] - x, ends[:, 1, 1, None, None] - y
    centres = np.arange(SIDE) + 0.5
    x, y = centres[np.newaxis, np.newaxis, :] - x, centres[:, np.newaxis] - y
    square = across * across + down * down
    along = (x * across + y * down) / np.where(square > 0, square, 1)
    along = np.clip(along, 0, 1)  # the nearest place of the segment
    x, y = x - along * across, y - along * down
    return (x * x + y * y <= pen * pen / 4).any(axis=0)


def upright(bitmap):
    """Shift the rows so that the left ends of the top and of the bottom align.

    Both are looked for two rows inside, past noisy edges.
    """
    rows = np.flatnonzero(bitmap.any(axis=1))
    top, bottom = rows[0] + 2, rows[-1] - 2
    if top >= bottom or not (bitmap[top].any() and bitmap[bottom].any()):
        return bitmap
    lean = (bitmap[top].argmax() - bitmap[bottom].argmax()) / (bottom - top)
    straight = np.zeros_like(bitmap)
    for row in rows:
        shift = math.floor((row - SIDE // 2) * lean + 0.5)
        columns = np.flatnonzero(bitmap[row]) + shift
        straight[row, columns[(columns >= 0) & (columns < SIDE)]] = True
    return straight


def picture(strokes):
    """Return the 8 by 8 counts, 0 to 16, of strokes as the data set would have them.

    Parameters
    ----------
    strokes : sequence of (x, y, down)
        Points with y downwards; the pen is down = 1 on the way to a point and 0 where
        it begins a stroke.

    Returns
    -------
    ndarray of int, shape (8, 8)

    References
    ----------
    Garris et al. (1994), "NIST Form-Based Handprint Recognition System", NISTIR 5469.
    Alpaydin & Kaynak (1998), "Cascading classifiers", Kybernetika 34, 369-374.

    Examples
    --------
    >>> picture([(50, 10, 0), (50, 90, 1)])[0].tolist()
    [0, 0, 0, 11, 11, 0, 0, 0]
    """
    bitmap = inked(strokes, PEN)
    ink = int(bitmap.sum())
    if ink < INK[0]:
        bitmap = inked(strokes, PEN + THICKER)
    elif ink > INK[1]:
        bitmap = inked(strokes, PEN - THICKER)
    return upright(bitmap).reshape(8, 4, 8, 4).sum(axis=(1, 3))


# The network --------------------------------------------------------------------------


@cache
def record():
    """Return what `tools.digits_network` has stored: weights, samples, accuracies."""
    return json.loads(RECORD.read_text("utf-8"))


@cache
def network():
    """Return the trained network."""
    shapes = pairwise(SIZES)
    coefs = [
        np.reshape(W, shape) for W, shape in zip(record()["coefs"], shapes, strict=True)
    ]
    intercepts = [np.array(b) for b in record()["intercepts"]]
    return Network(coefs, intercepts, "relu", "softmax", "cross_entropy")


def read(pixels):
    """Return the activations of both hidden layers and the probabilities of 64 counts.

    Examples
    --------
    >>> [len(layer) for layer in read([0] * 64)]
    [32, 16, 10]
    """
    Z, A = network().forward(np.reshape(pixels, (1, 64)) / 16)
    return A[1][0], A[2][0], softmax(Z[-1][0])


# The explorable -----------------------------------------------------------------------


class Strokes(traitlets.TraitType):
    """Points (x, y, down) of a drawing, on a square field of 100 by 100."""

    def validate(self, widget, value):
        """Return the points as whole numbers, or say what is wrong with them."""
        if isinstance(value, tuple | list) and len(value) == 0:
            return ()
        array = finite_array(value, self.name)
        if array.ndim != 2 or array.shape[1] != 3:
            raise ValueError(
                f"{self.name} must be rows (x, y, down), but the shape is "
                f"{array.shape}."
            )
        if len(array) > MOST:
            raise ValueError(
                f"{self.name} must be at most {MOST} points, but they are {len(array)}."
            )
        places, down = array[:, :2].round() + 0, array[:, 2]
        if (outside := places[(places < 0) | (places >= FIELD)]).size:
            raise ValueError(
                f"x and y must lie between 0 and {FIELD - 1}, but one is "
                f"{outside[0]:g}."
            )
        if (other := down[(down != 0) & (down != 1)]).size:
            raise ValueError(f"down must be 0 or 1, but one is {other[0]:g}.")
        return tuple(
            (int(x), int(y), int(d)) for (x, y), d in zip(places, down, strict=True)
        )


class Digits(Explorable):
    """A field to draw a digit in, and a network that reads it.

    The network has 64 inputs, hidden layers of 32 and 16 ReLUs and a softmax over ten
    digits. It was trained on 60 % of scikit-learn's digits, each slightly moved and
    bent anew in every epoch; `samples` are from the 20 % that neither training nor
    validation has seen, and it reads some of them wrong.

    Parameters
    ----------
    digit : {"1", "2", …, "8", "yours"}
        What is read: a test digit, or the drawing.
    strokes : array_like, shape (n, 3)
        The drawing: up to 200 rows (x, y, down), with x and y from 0 to 99, y
        downwards, and down = 0 where a stroke begins, else 1. Places are rounded.

    Raises
    ------
    TypeError, ValueError
        If a setting is not of its kind, or the strokes are not such rows.

    References
    ----------
    Alpaydin & Kaynak (1998), "Cascading classifiers", Kybernetika 34, 369-374.

    Examples
    --------
    >>> seven = [(25, 12, 0), (75, 12, 1), (42, 88, 1)]
    >>> Digits("yours", seven).shown()["guess"]
    '7'
    """

    module = "digits"
    digit = Option(*SAMPLES, YOURS)
    strokes = Strokes(()).tag(sync=True)
    network = Record()
    samples = Record()
    sentence = (
        "The network’s first guess is {guess}, with probability {sure}, and its second "
        "one {second}, with {next}."
    )
    columns: ClassVar = {"digit": 0, "probability": 3}
    decimals: ClassVar = {
        "guess": 0,
        "second": 0,
        **{f"p{digit}": 3 for digit in range(10)},
    }

    def __init__(self, digit="1", strokes=()):
        kept = {name: record()[name] for name in ("coefs", "intercepts")}
        super().__init__(
            digit=digit, strokes=strokes, network=kept, samples=record()["samples"]
        )

    def pixels(self):
        """Return the 64 counts that the network gets, or None for an empty field."""
        if self.digit != YOURS:
            return self.samples[SAMPLES.index(self.digit)]["pixels"]
        return picture(self.strokes).ravel().tolist() if self.strokes else None

    def probabilities(self):
        """Return the ten probabilities; they are nan for an empty field."""
        pixels = self.pixels()
        return np.full(10, np.nan) if pixels is None else read(pixels)[-1]

    def numbers(self):
        """Return the ten probabilities, and the first and the second guess."""
        shares = self.probabilities()
        found = {f"p{digit}": share for digit, share in enumerate(shares.tolist())}
        names = ("guess", "sure", "second", "next")
        if np.isnan(shares[0]):
            return found | dict.fromkeys(names, math.nan)
        first, second = np.argsort(-shares, kind="stable")[:2].tolist()
        values = (first, found[f"p{first}"], second, found[f"p{second}"])
        return found | dict(zip(names, values, strict=True))

    def page_text(self):
        """Return one line for a terminal."""
        if self.pixels() is None:
            return "The field is empty: draw a digit."
        return super().page_text()

    def table(self):
        """Return the probability of each digit."""
        return list(enumerate(self.probabilities().tolist()))
