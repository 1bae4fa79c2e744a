"""The explorable of chapter 6: how far an error signal gets through layers of one kind.

It is a formula, for layers so wide that a sum over their neurons is a mean: with random
weights, of mean 0 and standard deviation s/√m for m inputs, the pre-activations of a
layer are normally distributed around 0. Nothing here is drawn at random.
"""

from typing import ClassVar

import numpy as np

from lessons_pkg.activation import ACTIVATIONS
from lessons_pkg.interactive.explorable import Explorable, Option, Setting

# A standard normal number, as 240 places and how likely each is. They are the cubes of
# even steps, and so stand close together around 0, where functions bend.
STEPS = (np.arange(240) + 0.5) / 120 - 1
PLACES = 6.5 * STEPS**3
CHANCES = np.exp(-(PLACES**2) / 2) * STEPS**2
CHANCES /= CHANCES.sum()


def root_mean_square(values):
    """Return the root of the mean of squares of values at the places."""
    return np.sqrt(CHANCES @ values**2)


class Depth(Explorable):
    """A function f beside f′, and the error signal's size in each of many layers.

    Each layer is as wide as the next, and each has the same function. The weights of a
    layer with m inputs are random, of mean 0 and standard deviation s/√m; the biases
    are 0, and the mean square of the input is 1. Going back, a layer multiplies the
    size of the error signal by s times the root mean square of f′ at its
    pre-activations.

    Parameters
    ----------
    function : str
        f, a name in `ACTIVATIONS`. The step is missing, since its derivative is 0.
    scale : float
        s, from 0.2 to 4.
    layers : int
        How many hidden layers there are, from 2 to 20.

    Raises
    ------
    TypeError, ValueError
        If a setting is not one number within its range, or there is no such function.

    References
    ----------
    Glorot & Bengio (2010), "Understanding the difficulty of training deep feedforward
    neural networks", Proc. AISTATS 9, 249-256.

    Examples
    --------
    >>> Depth("relu", scale=2**0.5, layers=20).shown()["size"]
    '1'
    """

    module = "depth"
    function = Option(
        "sigmoid",
        "tanh",
        "relu",
        "leaky_relu",
        "elu",
        "gelu",
        "softplus",
        "identity",
    )
    scale = Setting(1.0, 0.2, 4)
    layers = Setting(10, 2, 20, whole=True)
    sentence = (
        "{layers} layers with the function {function} and weights of scale s = {scale}."
        " The error signal in layer 1 is {size} times as large as in the last layer. "
        "From each layer to the one before, it is multiplied by about {factor}."
    )
    columns: ClassVar = {
        "layer": 0,
        "pre-activation": 4,
        "factor": 4,
        "error signal": 6,
    }
    decimals: ClassVar = {"layers": 0, "factor": 3}
    digits: ClassVar = {"size": 2, "spread": 2}

    def __init__(self, function="sigmoid", scale=1.0, layers=10):
        super().__init__(function=function, scale=scale, layers=layers)

    def forward(self):
        """Return, for each layer, the size of z and the factor s times that of f′."""
        f, derivative = ACTIVATIONS[self.function]
        spread, rows = self.scale, []
        for _ in range(self.layers):
            z = spread * PLACES
            rows.append((spread, self.scale * root_mean_square(derivative(z))))
            spread = self.scale * root_mean_square(f(z))
        return rows

    def table(self):
        """Return each layer's number, its z, its factor and its error signal."""
        rows, size = [], 1.0
        for layer, (spread, factor) in reversed(list(enumerate(self.forward(), 1))):
            size *= 1 if layer == self.layers else factor
            rows.insert(0, (layer, spread, factor, size))
        return rows

    def numbers(self):
        """Return z in the last layer, the first error signal, and a layer's factor."""
        rows = self.table()
        size = rows[0][-1]
        factor = size ** (1 / (self.layers - 1))
        return {"spread": rows[-1][1], "size": size, "factor": factor}
