"""Given values put into all that an author wrote, and plain data kept as differences.

A family is one exercise with other numbers. Its author writes texts with places for
them, as in an f-string, and functions of them; `filled` makes of those what an exercise
without given values has. A place holds a formula in the grammar of the exercises
(`formula`), so nothing is run as code: "{z}", "{sigmoid(z)}", or with one of Python's
formats "{1 - p:.2f}" and "{z!r}". A brace that is meant is written twice. In a formula
the signs are then set as by hand: "$2·{z} + {b}$" may become "$2·(-3) - 1$". The family
itself is in `kinds`.
"""

import re
from functools import partial
from inspect import signature
from string import Formatter

from lessons_pkg.interactive.exercise.formula import evaluate, parse
from lessons_pkg.interactive.exercise.typeset import MARK
from lessons_pkg.interactive.numbers import shown

# What a negative number makes of the sign before it.
_SIGNS = (
    (re.compile(r"(?<=[-+] )(-\d[\d.]*)(?=[²³^])"), r"(\1)"),
    (re.compile(r"\+ -(?=\d)"), "- "),
    (re.compile(r"- -(?=\d)"), "+ "),
    (re.compile(r"·(-\d[\d.]*)"), r"·(\1)"),
)


class _Places(Formatter):
    """Fills the places of a text with what their formulas come to."""

    def get_field(self, field_name, args, kwargs):
        """Return a given value as it is, and the value of any other formula."""
        if field_name in kwargs:
            return kwargs[field_name], field_name
        numbers = {k: v for k, v in kwargs.items() if not isinstance(v, str)}
        return evaluate(parse(field_name, numbers), numbers), field_name

    def format_field(self, value, format_spec):
        """Write a number with four significant digits, unless there is a format."""
        plain = format_spec or isinstance(value, str)
        return format(value, format_spec) if plain else shown(value)


def settings(given):
    """List the values of each member, of names with lists or of a list of settings.

    Examples
    --------
    >>> settings({"z": [2.0, -1.0]})
    [{'z': 2.0}, {'z': -1.0}]
    """
    if not isinstance(given, dict):
        return given
    rows = zip(*given.values(), strict=True)
    return [dict(zip(given, row, strict=True)) for row in rows]


def filled(value, values):
    """Return what an author wrote with the given values put in, however deep.

    A function takes those that it names. If it wants nothing else, its result takes its
    place; if it does, it becomes a function of the rest.

    Examples
    --------
    >>> filled(["at $z = {z}$: {sigmoid(z):.2f}", lambda z: 2 * z], {"z": -1.0})
    ['at $z = -1$: 0.27', -2.0]
    >>> filled("$2·{z} + {z}$", {"z": -3})
    '$2·(-3) - 3$'
    >>> filled("$1 - {z}²$", {"z": -3})
    '$1 - (-3)²$'
    """
    if isinstance(value, str):
        return MARK.sub(_signs_set, _Places().vformat(value, (), values))
    if isinstance(value, dict):
        return {key: filled(part, values) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(filled(part, values) for part in value)
    if not callable(value):
        return value
    parameters = signature(value).parameters.values()
    taken = {p.name: values[p.name] for p in parameters if p.name in values}
    open_ends = [p for p in parameters if p.default is p.empty and p.name not in taken]
    return partial(value, **taken) if open_ends else value(**taken)


def _signs_set(formula):
    text = formula[0]
    for pattern, new in _SIGNS:
        text = pattern.sub(new, text)
    return text


def changes(first, other):
    """Return how plain data becomes other plain data: by place, or as a list of it.

    Examples
    --------
    >>> changes({"a": 1, "b": ["x", "y"]}, {"a": 1, "b": ["x", "z"]})
    {'b': {'1': ['z']}}
    """
    if isinstance(first, dict) and isinstance(other, dict):
        alike, places = first.keys() == other.keys(), first
    elif isinstance(first, list) and isinstance(other, list):
        alike, places = len(first) == len(other), range(len(first))
    else:
        alike = False
    if not alike:
        return [other]
    differ = [place for place in places if first[place] != other[place]]
    return {f"{place}": changes(first[place], other[place]) for place in differ}
