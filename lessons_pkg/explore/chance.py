"""Chance that the page repeats: the twin of ``static/lib/random.js``.

NumPy's generators have none in a browser. This one is short, so that weights and orders
are the same here and there.
"""

import numpy as np


def mulberry32(seed):
    """Yield numbers in [0, 1), the same as in the page.

    A generator by T. Ettinger with 32 bits of state: not for science, but short.

    Examples
    --------
    >>> import itertools
    >>> list(itertools.islice(mulberry32(0), 2))
    [0.26642920868471265, 0.0003297457005828619]
    """
    ones = 2**32 - 1
    state = seed
    while True:
        state = (state + 0x6D2B79F5) & ones
        t = (state ^ state >> 15) * (state | 1) & ones
        t ^= t + (t ^ t >> 7) * (t | 61) & ones
        yield (t ^ t >> 14) / 2**32


def permutation(n, random):
    """Return the numbers 0, ..., n - 1 in a random order, by Fisher and Yates."""
    order = list(range(n))
    for i in range(n - 1, 0, -1):
        j = int(next(random) * (i + 1))
        order[i], order[j] = order[j], order[i]
    return np.array(order)


class Orders:
    """Stands where a solver wants a generator of NumPy, for its random orders."""

    def __init__(self, seed):
        self.random = mulberry32(seed)

    def permutation(self, n):
        """Return the numbers 0, ..., n - 1 in the next random order."""
        return permutation(n, self.random)
