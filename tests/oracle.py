"""Exact values to hold floats against."""

import mpmath
import numpy as np

SMALLEST_NORMAL = np.finfo(float).tiny


def errors(function, exact, points):
    """Return (units in the last place, relative) errors, one pair per point.

    `exact` maps an mpmath number to an mpmath number. The relative error is 0 where the
    exact value is below the normal range.
    """
    pairs = []
    with mpmath.workprec(1200):  # enough for tanh² - 1 far out in the tails
        for point, got in zip(points, function(points), strict=True):
            want = exact(mpmath.mpf(float(point)))
            difference = abs(mpmath.mpf(float(got)) - want)
            unit = mpmath.mpf(float(np.spacing(np.abs(float(want)))))
            normal = abs(want) >= SMALLEST_NORMAL
            pairs.append((difference / unit, difference / abs(want) if normal else 0))
    return np.array(pairs, dtype=float)
