"""Measure the sigmoid beside its peers: ratios to np.exp, a million float64 at a time.

Rounds are interleaved, so that a busy moment of the machine meets all alike, and the
median of the paired ratios is shown. Prints a table; nothing here fails.
"""

import sys
import time
from pathlib import Path
from statistics import median

import numpy as np
from scipy.special import expit
from tqdm import trange

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from lessons_pkg import sigmoid, sigmoid_derivative  # noqa: E402

ROUNDS = 60
Z = np.random.default_rng(0).normal(scale=4, size=1_000_000)


def two_branches(z):
    """Two formulas, each on the half where it does not overflow."""
    out = np.empty_like(z)
    right = z >= 0
    out[right] = 1 / (1 + np.exp(-z[right]))
    e = np.exp(z[~right])
    out[~right] = e / (1 + e)
    return out


def two_exponentials(z):
    """Both formulas everywhere, and the good one chosen."""
    with np.errstate(all="ignore"):
        e = np.exp(z)
        return np.where(z >= 0, 1 / (1 + np.exp(-z)), e / (1 + e))


WORK = {
    "np.exp": np.exp,
    "lessons_pkg.sigmoid": sigmoid,
    "lessons_pkg.sigmoid_derivative": sigmoid_derivative,
    "scipy.special.expit": expit,
    "two branches": two_branches,
    "two exponentials": two_exponentials,
}


def seconds(function):
    """Return the time of one call."""
    start = time.perf_counter()
    function(Z)
    return time.perf_counter() - start


if __name__ == "__main__":
    for function in WORK.values():
        function(Z)
    ratios = {name: [] for name in WORK}
    order = list(WORK)
    shuffle = np.random.default_rng(1).shuffle
    for _ in trange(ROUNDS, unit="round"):
        shuffle(order)  # whatever ran before leaves the memory warm or cold
        times = {name: seconds(WORK[name]) for name in order}
        for name, taken in times.items():
            ratios[name].append(taken / times["np.exp"])
    print(f"\n{'a million float64':34}time / np.exp")
    for name, values in ratios.items():
        print(f"{name:34}{median(values):8.2f}")
