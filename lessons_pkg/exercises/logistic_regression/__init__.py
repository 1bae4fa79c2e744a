"""Chapter 4, logistic regression.

The chapter's sections in order: `probability`, `by_hand`, `slopes`, `all_samples`,
`shapes`, `stochastic`, `nan`, `logits`, `separable`. A chapter writes `from
lessons_pkg.exercises import logistic_regression as ex`.
"""

from lessons_pkg.exercises.logistic_regression.all_samples import gradient
from lessons_pkg.exercises.logistic_regression.by_hand import fit_by_hand
from lessons_pkg.exercises.logistic_regression.logits import stable_loss
from lessons_pkg.exercises.logistic_regression.nan import cost_is_nan
from lessons_pkg.exercises.logistic_regression.probability import odds, surprise
from lessons_pkg.exercises.logistic_regression.separable import never_ending
from lessons_pkg.exercises.logistic_regression.shapes import column_and_row
from lessons_pkg.exercises.logistic_regression.slopes import (
    ratio_of_slopes,
    slope_when_wrong,
    why_it_cancels,
)
from lessons_pkg.exercises.logistic_regression.stochastic import one_epoch

__all__ = [
    "column_and_row",
    "cost_is_nan",
    "fit_by_hand",
    "gradient",
    "never_ending",
    "odds",
    "one_epoch",
    "ratio_of_slopes",
    "slope_when_wrong",
    "stable_loss",
    "surprise",
    "why_it_cancels",
]
