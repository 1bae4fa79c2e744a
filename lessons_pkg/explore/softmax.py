"""The explorable of chapter 7: softmax beside independent sigmoids, of three logits."""

from typing import ClassVar

import numpy as np

from lessons_pkg.activation import sigmoid
from lessons_pkg.interactive.explorable import Explorable, Setting
from lessons_pkg.softmax import softmax

DIGITS = (3, 5, 8)


class Softmax(Explorable):
    """What softmax makes of three logits, and beside it what sigmoids make of them.

    Three neurons have looked at a picture of a digit, for a 3, a 5 and an 8. Before
    softmax or sigmoid is applied, the shift c is added to each logit, and the
    temperature T divides the sum: (z + c)/T.

    Parameters
    ----------
    z3, z5, z8 : float
        The logits, from -6 to 6.
    shift : float
        c, from -5 to 5.
    temperature : float
        T, from 0.2 to 5.

    Raises
    ------
    TypeError, ValueError
        If a setting is not one number within its range.

    References
    ----------
    Bridle (1990), "Probabilistic interpretation of feedforward classification network
    outputs", in Neurocomputing, Springer, 227-236.

    Examples
    --------
    >>> Softmax(3, -1, 2.4).shown()["p3"], Softmax(3, -1, 2.4, shift=-4).shown()["p3"]
    ('0.638', '0.638')
    """

    module = "softmax"
    z3 = Setting(3.0, -6, 6)
    z5 = Setting(-1.0, -6, 6)
    z8 = Setting(2.4, -6, 6)
    shift = Setting(0.0, -5, 5)
    temperature = Setting(1.0, 0.2, 5)
    sentence = (
        "The logits {z3} for a 3, {z5} for a 5 and {z8} for an 8, shifted by {shift}, "
        "at the temperature {temperature}. Softmax gives {p3}, {p5} and {p8}, which "
        "add up to 1. Sigmoids give {s3}, {s5} and {s8}, which add up to {total}."
    )
    columns: ClassVar = {"digit": 0, "logit": 2, "softmax": 3, "sigmoid": 3}
    decimals: ClassVar = dict.fromkeys(("p3", "p5", "p8", "s3", "s5", "s8", "total"), 3)

    def __init__(self, z3=3.0, z5=-1.0, z8=2.4, shift=0.0, temperature=1.0):
        super().__init__(z3=z3, z5=z5, z8=z8, shift=shift, temperature=temperature)

    def table(self):
        """Return each digit, its logit, its softmax and its sigmoid."""
        z = np.array([self.z3, self.z5, self.z8])
        u = (z + self.shift) / self.temperature
        return list(zip(DIGITS, z, softmax(u), sigmoid(u), strict=True))

    def numbers(self):
        """Return the three probabilities of each kind, and the sum of the sigmoids."""
        rows = self.table()
        shares = {f"p{digit}": share for digit, _, share, _ in rows}
        apart = {f"s{digit}": each for digit, _, _, each in rows}
        return shares | apart | {"total": sum(apart.values())}
