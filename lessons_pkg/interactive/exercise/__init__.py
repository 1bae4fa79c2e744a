"""Exercises that know the mistakes: eight kinds, one idea.

An author writes the right answer as code, and each known mistake as code, a `Wrong`;
from these come the verdict, the hint that names the mistake, the distractors, and the
test of the exercise itself. Read `kinds` first, then `grade`, and `proof` for what an
exercise promises; essays are left out, as no code judges them fairly.
"""

from lessons_pkg.interactive.exercise.kinds import (
    Build,
    Choice,
    Code,
    Exercise,
    Family,
    FindBug,
    Formula,
    Numeric,
    Order,
    Predict,
    Wrong,
)
from lessons_pkg.interactive.exercise.program import edited

__all__ = [
    "Build",
    "Choice",
    "Code",
    "Exercise",
    "Family",
    "FindBug",
    "Formula",
    "Numeric",
    "Order",
    "Predict",
    "Wrong",
    "edited",
]
