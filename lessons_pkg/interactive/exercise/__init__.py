"""Exercises that know the mistakes: eight kinds, one idea.

An author writes the right answer as code, and each known mistake as code, a `Wrong`;
from these come the verdict, the hint that names the mistake, the distractors, and the
test of the exercise itself. Read `base` first, then the kinds `choice`, `value`,
`program` and `code`, then `grade`; essays are left out, as no code judges them fairly.
"""

from lessons_pkg.interactive.exercise.base import Exercise, Wrong
from lessons_pkg.interactive.exercise.choice import Choice, Predict
from lessons_pkg.interactive.exercise.code import Code
from lessons_pkg.interactive.exercise.program import FindBug, Order, edited
from lessons_pkg.interactive.exercise.value import Build, Formula, Numeric

__all__ = [
    "Build",
    "Choice",
    "Code",
    "Exercise",
    "FindBug",
    "Formula",
    "Numeric",
    "Order",
    "Predict",
    "Wrong",
    "edited",
]
