"""The explorable of chapter 8: three methods race down one valley.

`Race` steps with the functions of `optimise`, and the page with its own,
``static/lib/optimise.js``, which read like them.
"""

import math
from functools import cache
from typing import ClassVar

import numpy as np

from lessons_pkg.interactive.explorable import Explorable, Number, Setting
from lessons_pkg.optimise import Moments, adam_step, gradient_step, momentum_step

LAST = 200  # the step at which the race ends
START = (-6.0, 3.0)  # along the valley, and across it
METHODS = ("gradient", "momentum", "adam")


def hessian(conditioning, angle):
    """Return H with the eigenvalue 1/κ along the valley and 1 across it."""
    turn = math.radians(angle)
    along = np.array([math.cos(turn), math.sin(turn)])
    across = np.array([-math.sin(turn), math.cos(turn)])
    H = np.outer(along, along) / conditioning + np.outer(across, across)
    return H, START[0] * along + START[1] * across


@cache
def race(conditioning, rate, momentum, adam_rate, angle):
    """Return the path of each method, shape (LAST + 1, 2), and its losses."""
    H, start = hessian(conditioning, angle)
    runs = {
        "gradient": (gradient_step, (), (rate,)),
        "momentum": (momentum_step, (0.0,), (rate, momentum)),
        "adam": (adam_step, (Moments(),), (adam_rate,)),
    }
    found = {}
    for name, (step, state, how) in runs.items():
        path = [start]
        for _ in range(LAST):
            out = step(path[-1], H @ path[-1], *state, *how)
            w, *state = out if state else (out,)
            path.append(w)
        path = np.array(path)
        found[name] = path, np.einsum("ki,ij,kj->k", path, H, path) / 2
    return found


class Race(Explorable):
    """Gradient descent, momentum and Adam on the bowl ½ wᵀHw, from one start.

    The eigenvalues of H are 1 across the valley and 1/κ along it. A method has arrived
    after the step from which on, up to step 200, its loss is at most a thousandth of
    the loss at the start.

    Parameters
    ----------
    step : int
        How far the race has gone, from 0 to 200.
    conditioning : int
        The condition number κ, from 1 to 100.
    rate : float
        The learning rate η of gradient descent and of momentum, from 0.05 to 2.1.
    momentum : float
        β, from 0 to 0.95.
    adam_rate : float
        The learning rate of Adam, from 0.02 to 1.
    angle : int
        By how many degrees the valley is turned from the axis of w₁, from 0 to 45.

    Raises
    ------
    TypeError, ValueError
        If a setting is not one number within its range.

    Examples
    --------
    >>> shown = Race(conditioning=50).shown()
    >>> shown["gradient_steps"], shown["momentum_steps"]
    ('107', '32')
    """

    module = "race"
    step = Number(12, 0, LAST, whole=True)
    conditioning = Number(20, 1, 100, whole=True)
    rate = Setting(1.0, 0.05, 2.1)
    momentum = Setting(0.8, 0, 0.95)
    adam_rate = Number(0.5, 0.02, 1)
    angle = Setting(0, 0, 45, whole=True)
    sentence = (
        "At step {step}, in a valley with κ = {conditioning}, the loss is "
        "{gradient_loss} with gradient descent, {momentum_loss} with momentum and "
        "{adam_loss} with Adam. To stay below a thousandth of the first loss they need "
        "{gradient_steps}, {momentum_steps} and {adam_steps} steps."
    )
    columns: ClassVar = {"step": 0, "gradient descent": 5, "momentum": 5, "Adam": 5}
    decimals: ClassVar = {
        "step": 0,
        "conditioning": 0,
        "angle": 0,
        **{f"{name}_steps": 0 for name in METHODS},
    }
    digits: ClassVar = {f"{name}_loss": 2 for name in METHODS}

    def __init__(
        self,
        step=12,
        conditioning=20,
        rate=1.0,
        momentum=0.8,
        adam_rate=0.5,
        angle=0,
    ):
        super().__init__(
            step=step,
            conditioning=conditioning,
            rate=rate,
            momentum=momentum,
            adam_rate=adam_rate,
            angle=angle,
        )

    def runs(self):
        """Return the path of each method and its losses."""
        return race(
            self.conditioning, self.rate, self.momentum, self.adam_rate, self.angle
        )

    def numbers(self):
        """Return the loss of each method, and how many steps it takes to arrive.

        One that has not arrived when the race ends takes infinitely many.
        """
        found = {}
        for name, (_, losses) in self.runs().items():
            found[f"{name}_loss"] = float(losses[self.step])
            outside = np.flatnonzero(losses > losses[0] / 1000)
            arrived = outside[-1] < LAST
            found[f"{name}_steps"] = float(outside[-1] + 1) if arrived else math.inf
        return found

    def table(self):
        """Return the three losses after some steps."""
        losses = [losses for _, losses in self.runs().values()]
        return [(k, *(each[k] for each in losses)) for k in (0, 1, 5, 10, 20, 50, LAST)]
