"""The explorables of chapter 4: two losses of one neuron, and three ways down.

`LossSlopes` is a formula. `Descent` shows runs of `LogisticRegression` on the beans,
recorded here and rounded, so that the page draws what the package has learned.
"""

import math
from functools import cache
from typing import ClassVar

import numpy as np

from lessons_pkg import data
from lessons_pkg.activation import sigmoid, sigmoid_derivative
from lessons_pkg.interactive.explorable import Explorable, Option, Record, Setting
from lessons_pkg.logistic_regression import LogisticRegression
from lessons_pkg.loss import cross_entropy_from_logits

# After how many passes through the beans the reader may stop.
STOPS = [0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200, 300]
SOLVERS = {
    "gd": {"learning_rate": 4.0},
    "sgd": {"learning_rate": 1.0, "decay": 0.02},
    "newton": {},
}


class LossSlopes(Explorable):
    """Squared error and cross-entropy of one neuron over its score, with their slopes.

    Parameters
    ----------
    z : float
        The score, from -8 to 8.
    label : {"y = 1", "y = 0"}
        What the neuron should have answered.

    Raises
    ------
    TypeError, ValueError
        If `z` is not one number within its range, or there is no such label.

    Examples
    --------
    >>> LossSlopes(z=-6.0).shown()["ratio"]
    '405.4'
    """

    module = "losses"
    z = Setting(-3.0, -8, 8)
    label = Option("y = 1", "y = 0")
    sentence = (
        "At z = {z} with {label} the answer is p = {p}; cross-entropy is {entropy} and "
        "its slope {entropy_slope}, squared error is {squared} and its slope "
        "{squared_slope}: {ratio} times less."
    )
    columns: ClassVar = {
        "z": 0,
        "cross-entropy": 4,
        "its slope": 4,
        "squared error": 4,
        "its slope ": 4,
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
        """Return cross-entropy, its slope, squared error and its slope at z."""
        y = 1 if self.label == "y = 1" else 0
        # p - y, without subtracting from 1
        error = sigmoid(z) if y == 0 else -sigmoid(-z)
        entropy = cross_entropy_from_logits([y], [z])
        return entropy, error, error**2 / 2, error * sigmoid_derivative(z)

    def numbers(self):
        """Return the answer, both losses with their slopes, and the slopes' ratio."""
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
        """Return z with both losses and their slopes across the figure."""
        return [(z, *self.at(z)) for z in range(-8, 9, 2)]


class Descent(Explorable):
    """Logistic regression on the beans: three ways down one surface, pass by pass.

    Parameters
    ----------
    stop : int
        How far the runs have gone, from 0 to 20: after 0, 1, 2, ..., 200, 300 passes
        through the hundred beans.
    size : {"as measured", "standardised"}
        The feature: the size itself, or with mean 0 and standard deviation 1.

    Raises
    ------
    TypeError, ValueError
        If `stop` is not a whole number within its range, or there is no such size.

    Examples
    --------
    >>> Descent(stop=6).shown()["newton_loss"]
    '0.1901'
    """

    module = "descent"
    stop = Setting(4, 0, len(STOPS) - 1, whole=True)
    size = Option("as measured", "standardised")
    runs = Record()
    stops = Record()
    sentence = (
        "After {passes} passes through the beans, their size {size}, the loss is "
        "{gd_loss} by gradient descent, {sgd_loss} by stochastic descent and "
        "{newton_loss} by Newton’s method."
    )
    columns: ClassVar = {"passes": 0, "gradient": 4, "stochastic": 4, "Newton": 4}
    decimals: ClassVar = {"stop": 0, "passes": 0} | {f"{s}_loss": 4 for s in SOLVERS}

    def __init__(self, stop=4, size="as measured"):
        runs = {name: recorded(name) for name in type(self).size.choices}
        super().__init__(stop=stop, size=size, runs=runs, stops=STOPS)

    def at(self, stop):
        """Return the weight, the bias and the loss of each run after a stop."""
        run, passes = self.runs[self.size], STOPS[stop]
        X, y = np.array(run["x"]), run["y"]
        found = {}
        for solver in SOLVERS:
            _, w, b = [row for row in run[solver] if row[0] <= passes][-1]
            loss = cross_entropy_from_logits(y, w * X + b)
            found[solver] = {"w": w, "b": b, "loss": loss}
        return found

    def numbers(self):
        """Return the passes, and each run's weight, bias and loss."""
        numbers = {"passes": STOPS[self.stop]}
        for solver, values in self.at(self.stop).items():
            numbers |= {f"{solver}_{name}": v for name, v in values.items()}
        return numbers

    def table(self):
        """Return the three losses after each stop."""
        rows = [(passes, self.at(stop)) for stop, passes in enumerate(STOPS)]
        return [(n, *(run[s]["loss"] for s in SOLVERS)) for n, run in rows]


@cache
def recorded(size):
    """Return the beans, and the path [pass, w, b] of each solver through the stops."""
    X, y = data.beans()
    if size == "standardised":
        X = (X - X.mean(axis=0)) / X.std(axis=0)
    runs = {"x": X[:, 0].round(4).tolist(), "y": y.tolist()}
    for solver, settings in SOLVERS.items():
        steps = len(y) if solver == "sgd" else 1
        runs[solver] = path(X, y, solver, steps, settings)
    return runs


def path(X, y, solver, steps, settings):
    """Return [pass, w, b] at each stop and, of a stochastic path, often before 8."""
    limit = STOPS[-1] * steps
    model = LogisticRegression(
        solver=solver, epochs=STOPS[-1], record=limit + 2, **settings
    ).fit(X, y)
    last = len(model.path_) - 1
    early = range(0, 8 * steps, math.ceil(steps / 8)) if steps > 1 else ()
    kept = sorted({*early, *(stop * steps for stop in STOPS)})
    return [
        [round(k / steps, 4), *model.path_[k].round(4).tolist()]
        for k in kept
        if k <= last
    ]
