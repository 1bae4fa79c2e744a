"""Chapter 2's third explorable: the error of a numerical slope against its step.

Rounding errors hang on the last digit of f, and another machine's exp may have another.
So they are recorded here with an exp that is rounded correctly, the same everywhere,
and the page reads the record.
"""

from decimal import Decimal
from functools import cache
from math import floor, log10
from typing import ClassVar

from lessons_pkg.interactive.explorable import Explorable, Option, Record, Setting

X = 1.0
LOWEST = -16  # the exponent of the shortest step; from there in tenths up to 0
EPSILON = 2.0**-52


def exp(x):
    """Return e^x, the nearest float to it."""
    return float(Decimal(x).exp())


def sigmoid(z):
    """Return 1 / (1 + e^-z)."""
    return 1 / (1 + exp(-z))


A = sigmoid(X)
# Each function with f′, f″ and f‴ at X.
FUNCTIONS = {
    "sigmoid": (
        sigmoid,
        A * (1 - A),
        A * (1 - A) * (1 - 2 * A),
        A * (1 - A) * (1 - 6 * A * (1 - A)),
    ),
    "exp": (exp, exp(X), exp(X), exp(X)),
    "square": (lambda x: x * x, 2.0, 2.0, 0.0),
}


def tenth(exponent):
    """Return where the record holds the tenth that is nearest to an exponent."""
    return floor(10 * (exponent - LOWEST) + 0.5)


def digits(estimate, slope):
    """Return log10 of the relative error; a float cannot tell less than half an ε."""
    return round(log10(max(abs(estimate / slope - 1), EPSILON / 2)), 2)


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
        "bends": [round(log10(bend), 4) if bend else None for bend in bends],
        "rounding": round(log10(EPSILON * abs(f(X) / slope)), 4),
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
        "The slope of {function} at x = 1 is {slope}. With h = 10^{exponent} the "
        "one-sided quotient gives {one_sided}, off by the factor 10^{one_sided_error}; "
        "the central one gives {central}, off by 10^{central_error}."
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
