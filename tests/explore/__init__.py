"""One file for each chapter's explorables, and what every test of them needs."""

import inspect

from hypothesis import strategies as st

from lessons_pkg import explore
from lessons_pkg.interactive.explorable import Explorable, Option, Setting

CLASSES = [
    value
    for _, value in inspect.getmembers(explore, inspect.isclass)
    if issubclass(value, Explorable) and value is not Explorable
]


def settings(cls):
    """Return the numbers that a reader sets, by name."""
    traits = cls.class_traits().items()
    return {name: trait for name, trait in traits if isinstance(trait, Setting)}


def options(cls):
    """Return the words that a reader chooses among, by name."""
    traits = cls.class_traits().items()
    return {n: trait.choices for n, trait in traits if isinstance(trait, Option)}


def states(cls):
    """Any state of an explorable that its reader can reach."""
    values = {name: st.sampled_from(words) for name, words in options(cls).items()}
    for name, s in settings(cls).items():
        numbers = st.integers if s.whole else st.floats
        values[name] = numbers(s.low, s.high)
    return st.builds(cls, **values)
