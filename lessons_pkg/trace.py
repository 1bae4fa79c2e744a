"""A bounded record of a run of any length, to draw its path or to scrub through it.

`Trace` keeps snapshots evenly spaced: when it is full it drops every second one, and
takes half as many from then on. What a snapshot holds is up to the model.
"""

import copy

from lessons_pkg._validation import whole_number


class Trace:
    """At most `limit` snapshots of a run: its first state, its last, some between.

    Parameters
    ----------
    limit : int
        At least 2.
    start : object
        The first state.

    Examples
    --------
    >>> trace = Trace(5, "a")
    >>> for state in "bcdefghijk":
    ...     trace.add(state)
    >>> trace.snapshots()
    [(0, 'a'), (4, 'e'), (8, 'i'), (10, 'k')]
    """

    def __init__(self, limit, start):
        self.limit = whole_number(limit, "record", minimum=2)
        self.stride, self.step, self.state = 1, 0, start
        self.kept = [(0, copy.deepcopy(start))]

    def add(self, state):
        """Offer the next state of the run; it is copied if it is kept."""
        self.step, self.state = self.step + 1, state
        if self.step % self.stride == 0 and len(self.kept) == self.limit - 1:
            del self.kept[1::2]  # one place is left for the last state
            self.stride *= 2
        if self.step % self.stride == 0:
            self.kept.append((self.step, copy.deepcopy(state)))

    def snapshots(self):
        """Return (step, state) for each state that was kept; steps count from 0."""
        if self.kept[-1][0] == self.step:
            return list(self.kept)
        return [*self.kept, (self.step, copy.deepcopy(self.state))]
