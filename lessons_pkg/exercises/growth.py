"""Chapter 1a, where the S comes from.

Its exercises: growth by steps of Euler's method and by the formula, the error of a
step, and the sigmoid's relatives, the general logistic curve and tanh. Some of them
stood in chapter 1 before this page had them, and keep the id that they had there, so
that whoever has solved them has still solved them.
"""

import math

from lessons_pkg.activation import logistic
from lessons_pkg.exercises.sigmoid import (
    euler_program,
    euler_step,
    growth,
    steepest_slope,
    tanh_from_sigma,
)
from lessons_pkg.interactive.exercise import Numeric, Predict, Wrong

__all__ = [
    "euler_step",
    "euler_program",
    "half_full",
    "halved_step",
    "steepest_slope",
    "tanh_from_sigma",
]

half_full = Numeric(
    "growth.half-full",
    prompt="A second pond has room for K = 80 fish. It starts with 16, and r = 0.5 per "
    "year. After how many years is it half full, to two decimals?",
    answer=lambda: math.log((80 - 16) / 16) / 0.5,
    tolerance=0.01,
    wrong=[
        Wrong(
            "not-divided",
            lambda: math.log((80 - 16) / 16),
            hint="Not quite: you probably stopped at the distance of the log-odds. "
            "They rise by r in each year; how many years does that distance take?",
        ),
        Wrong(
            "multiplied",
            lambda: math.log((80 - 16) / 16) * 0.5,
            hint="Not quite: you probably multiplied by r. If the log-odds rise by "
            "less in each year, does it take longer or shorter?",
        ),
        Wrong(
            "share-not-odds",
            lambda: math.log(80 / 16) / 0.5,
            hint="Not quite: you probably took the logarithm of K/P. That is not the "
            "odds: compare the room that is left with the room that is taken.",
        ),
        Wrong(
            "no-limit",
            lambda: math.log(40 / 16) / 0.5,
            hint="Not quite: that is how long 16 fish take to become 40 when nothing "
            "slows them down. The pond fills on the way.",
        ),
        Wrong(
            "straight",
            lambda: (40 - 16) / (0.5 * 16 * (1 - 16 / 80)),
            hint="Not quite: you probably went on at the rate of the first moment. On "
            "the way to the middle the growth becomes faster.",
        ),
    ],
    hints=[
        "What are the log-odds of a pond that is half full? And of 16 fish in 80?",
        "The log-odds are a straight line in time, and r is its slope.",
    ],
    solution="The log-odds start at ln(16/64) = -1.3863 and have to reach 0. They rise "
    "by 0.5 per year, so it takes 1.3863/0.5 = 2.77 years.",
    why="The log-odds rise by r in each unit of time, so the time from one "
    "share to another is the distance of their log-odds, divided by r.",
)


def missing_fish(steps):
    """Return how many fish Euler is short after four years, with so many steps."""
    exact = logistic(4.0, L=100.0, k=0.6, x0=math.log(9) / 0.6)
    return round(exact - growth(10.0, r=0.6, K=100.0, h=4 / steps, steps=steps), 2)


halved_step = Predict(
    "growth.halved-step",
    prompt="After four years the formula gives 55.05 fish. With four steps of a year "
    "Euler is 7.69 fish short of that. How many is he short with eight steps of half a "
    "year?",
    code="round(exact - euler(10, h=0.5, until=4)[-1], 2)",
    answer=lambda: missing_fish(8),
    wrong=[
        Wrong(
            "same",
            lambda: missing_fish(4),
            hint="Not quite: that would mean that shorter steps don't help. But with "
            "them Euler looks at the rate more often.",
        ),
        Wrong(
            "quarter",
            lambda: missing_fish(16),
            hint="Not quite: you probably expected half the step to give a quarter of "
            "the error. There are methods that do this, but Euler's isn't one of them.",
        ),
        Wrong(
            "none",
            0.0,
            hint="Not quite: that would be exact. Within each half year the rate still "
            "changes, and Euler still doesn't look.",
        ),
        Wrong(
            "double",
            15.38,
            hint="Not quite: that is twice as much. More steps do mean more errors, "
            "but each of them becomes much smaller.",
        ),
    ],
    hints=[
        "In one step of half the length, Euler goes wrong by about a quarter as much. "
        "And how many steps are there now?"
    ],
    solution="Each step goes wrong by about a quarter of what it was, and there are "
    "twice as many of them, so half of the error is left.",
    why="The error of Euler's method is roughly proportional to the length of "
    "its steps.",
)
