"""The explorables of chapter 4: two losses of one neuron, and three ways down.

`Losses` is a formula. `Descent` runs the solvers of `lessons_pkg` on the beans, and
the page runs its own, ``static/lib/logistic_regression.js``, with the same orders.
"""

import itertools
from functools import cache
from typing import ClassVar

import numpy as np

from lessons_pkg import data
from lessons_pkg.activation import sigmoid, sigmoid_derivative
from lessons_pkg.estimator import Trace
from lessons_pkg.explore.chance import Orders
from lessons_pkg.interactive.explorable import (
    Explorable,
    Number,
    Option,
    Record,
    Setting,
)
from lessons_pkg.logistic_regression import (
    Problem,
    gradient_descent,
    newton,
    stochastic_descent,
)
from lessons_pkg.loss import cross_entropy_from_logits

LAST = 300  # the epoch at which the runs end
DECAY, SEED = 0.02, 0  # of stochastic descent
SOLVERS = ("gd", "sgd", "newton")


SIZES = {
    "as measured": lambda x: x,
    "standardised": lambda x: (x - x.mean()) / x.std(),
}


@cache
def beans(size):
    """Return the beans as [size, label], rounded to four decimals."""
    X, y = data.beans()
    x = SIZES[size](X[:, 0]).round(4)
    return [list(row) for row in zip(x.tolist(), y.tolist(), strict=True)]


class Losses(Explorable):
    """Squared error and cross-entropy of one neuron over its logit, with derivatives.

    Parameters
    ----------
    z : float
        The logit, from -8 to 8.
    label : {"y = 1", "y = 0"}
        What the neuron should have said.

    Raises
    ------
    TypeError, ValueError
        If `z` is not one number within its range, or there is no such label.

    Examples
    --------
    >>> Losses(z=-6.0).shown()["ratio"]
    '405.4'
    """

    module = "losses"
    z = Setting(-3.0, -8, 8)
    label = Option("y = 1", "y = 0")
    sentence = (
        "At z = {z} with {label} the output is p = {p}; the cross-entropy is {entropy} "
        "and its derivative {entropy_slope}, the squared error is {squared} and its "
        "derivative {squared_slope}: {ratio} times smaller."
    )
    columns: ClassVar = {
        "z": 0,
        "cross-entropy": 4,
        "its derivative": 4,
        "squared error": 4,
        "its derivative ": 4,
    }
    decimals: ClassVar = {
        "z": 1,
        "p": 4,
        "entropy": 4,
        "entropy_slope": 4,
        "squared": 4,
        "squared_slope": 4,
        "ratio": 1,
    }

    def __init__(self, z=-3.0, label="y = 1"):
        super().__init__(z=z, label=label)

    def at(self, z):
        """Return cross-entropy and squared error at z, each with its derivative."""
        y = 1 if self.label == "y = 1" else 0
        # p - y, without subtracting from 1
        error = sigmoid(z) if y == 0 else -sigmoid(-z)
        entropy = cross_entropy_from_logits([y], [z])
        return entropy, error, error**2 / 2, error * sigmoid_derivative(z)

    def numbers(self):
        """Return the output, both losses with their derivatives, and their ratio."""
        entropy, entropy_slope, squared, squared_slope = self.at(self.z)
        return {
            "p": sigmoid(self.z),
            "entropy": entropy,
            "entropy_slope": entropy_slope,
            "squared": squared,
            "squared_slope": squared_slope,
            "ratio": 1 / sigmoid_derivative(self.z),
        }

    def table(self):
        """Return z with both losses and their derivatives across the figure."""
        return [(z, *self.at(z)) for z in range(-8, 9, 2)]


class Descent(Explorable):
    """Logistic regression on the beans: three ways down one surface, epoch by epoch.

    Each run starts at w = 0, b = 0. Gradient descent steps once an epoch, stochastic
    descent once a bean, by a rate that decays to η / (1 + 0.02 k) in epoch k, and
    Newton's method once an epoch until the gradient is small.

    Parameters
    ----------
    epoch : int
        How far the runs have gone, from 0 to 300.
    size : {"as measured", "standardised"}
        The feature: the size itself, or with mean 0 and standard deviation 1.
    gd_rate, sgd_rate : float
        The learning rates η of gradient descent (0.1 to 100) and of stochastic descent
        (0.01 to 20).

    Raises
    ------
    TypeError, ValueError
        If a setting is not one number within its range, or there is no such size.

    Examples
    --------
    >>> Descent(epoch=6).shown()["newton_loss"]
    '0.1901'
    """

    module = "descent"
    epoch = Number(1, 0, LAST, whole=True)
    size = Option(*SIZES)
    gd_rate = Number(4.0, 0.1, 100)
    sgd_rate = Number(1.0, 0.01, 20)
    sets = Record()
    sentence = (
        "At epoch {epoch}, with the beans’ sizes {size}, the loss is {gd_loss} with "
        "gradient descent, {sgd_loss} with stochastic descent and {newton_loss} with "
        "Newton’s method."
    )
    columns: ClassVar = {"epochs": 0, "gradient": 4, "stochastic": 4, "Newton": 4}
    decimals: ClassVar = {"epoch": 0} | {f"{name}_loss": 4 for name in SOLVERS}

    def __init__(self, epoch=1, size="as measured", gd_rate=4.0, sgd_rate=1.0):
        super().__init__(
            epoch=epoch,
            size=size,
            gd_rate=gd_rate,
            sgd_rate=sgd_rate,
            sets={name: beans(name) for name in SIZES},
        )

    def at(self, epoch):
        """Return the weight, the bias and the loss of each run after an epoch."""
        found = {}
        for solver, path in runs(self.size, self.gd_rate, self.sgd_rate).items():
            (w, b), loss = path[min(epoch, len(path) - 1)]
            found[solver] = {"w": w, "b": b, "loss": loss}
        return found

    def numbers(self):
        """Return each run's weight, bias and loss."""
        return {
            f"{solver}_{name}": value
            for solver, values in self.at(self.epoch).items()
            for name, value in values.items()
        }

    def table(self):
        """Return the three losses after some epochs."""
        rows = [(n, self.at(n)) for n in (0, 1, 2, 5, 10, 20, 50, 100, 200, LAST)]
        return [(n, *(run[s]["loss"] for s in SOLVERS)) for n, run in rows]


@cache
def runs(size, gd_rate, sgd_rate):
    """Return what each solver has after each epoch: its weights (w, b), and its loss.

    Newton's run ends early, where the gradient is small.
    """
    x, y = np.array(beans(size)).T
    problem = Problem(np.column_stack([x, np.ones(len(x))]), y, penalty=np.zeros(2))
    start = problem.at(np.zeros(2))
    trace = Trace(2, start.w)
    sgd = (trace, sgd_rate, DECAY, 1, Orders(SEED))
    ways = {
        "gd": gradient_descent(problem, start, 0, trace, gd_rate),
        "sgd": stochastic_descent(problem, start, 0, *sgd),
        "newton": newton(problem, start, 1e-8, trace),
    }
    return {
        name: [
            (tuple(point.w.tolist()), point.loss)
            for point in (start, *itertools.islice(ways[name], LAST))
        ]
        for name in SOLVERS
    }
