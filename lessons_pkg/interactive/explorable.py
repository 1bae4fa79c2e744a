"""What every explorable shares: settings with a range, and numbers as they are written.

An explorable holds its settings as traits and computes each number that its figure
shows; ``static/<module>.js`` draws them and lets the reader drag, and tests hold the
two together. The explorables themselves, chapter by chapter, are in `explore`.
"""

from decimal import ROUND_HALF_UP, Decimal
from html import escape
from math import isinf
from numbers import Real
from typing import ClassVar

import traitlets

from lessons_pkg._validation import choice, finite_number
from lessons_pkg.interactive.page import PageWidget


class Number(traitlets.TraitType):
    """A number between `low` and `high`; `whole` ones count."""

    def __init__(self, default, low, high, *, whole=False):
        super().__init__(default)
        self.low, self.high, self.whole = low, high, whole
        self.tag(sync=True)

    def validate(self, widget, value):
        """Return `value` as a float or an int, or say what is wrong with it."""
        number = finite_number(value, self.name)
        if not self.low <= number <= self.high:
            between = f"between {self.low} and {self.high}"
            raise ValueError(f"{self.name} must lie {between}, but it is {value!r}.")
        if not self.whole:
            return number + 0.0  # -0.0 becomes 0.0
        if number != int(number):
            raise ValueError(f"{self.name} must be whole, but it is {value!r}.")
        return int(number)


class Setting(Number):
    """A number that the reader sets on a slider from `low` to `high`."""


class Option(traitlets.TraitType):
    """One of a few words, the first at the start."""

    def __init__(self, *choices):
        super().__init__(choices[0])
        self.choices = choices
        self.tag(sync=True)

    def validate(self, widget, value):
        """Return `value`, or say which words there are."""
        return choice(value, self.name, self.choices)


class Record(traitlets.TraitType):
    """What Python computed for the figure, as plain lists; the reader cannot set it."""

    def __init__(self):
        super().__init__(None, allow_none=True)
        self.tag(sync=True)


class Explorable(PageWidget):
    """A figure that the reader moves.

    A subclass has its settings, `numbers` and `table`, and describes them: `sentence`
    with the names of settings and numbers in braces, `columns` with the heading of each
    column of the table and its decimals, `decimals` of the numbers that have not two.
    A cell of the table may be a text.
    """

    sentence = ""
    columns: ClassVar = {}
    decimals: ClassVar = {}

    def numbers(self):
        """Return the numbers that the figure shows, by name."""
        raise NotImplementedError

    def table(self):
        """Return the rows that stand for the figure where no script runs."""
        raise NotImplementedError

    def shown(self):
        """Return settings and numbers by name, as the figure writes them."""
        values = self.page_state() | self.numbers()
        return {
            name: fixed(value, self.decimals.get(name, 2))
            for name, value in values.items()
            if isinstance(value, Real) and not isinstance(value, bool)
        }

    def page_text(self):
        """Return one line for a terminal."""
        return self.sentence.format(**(self.page_state() | self.shown()))

    def page_html(self):
        """Return the same line with the table."""
        names = map(escape, self.columns)
        head = "".join(f'<th scope="col">{name}</th>' for name in names)
        body = "".join(f"<tr>{self._cells(row)}</tr>" for row in self.table())
        table = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
        return f"<p>{escape(self.page_text())}</p><table>{table}</table>"

    def _cells(self, row):
        pairs = zip(row, self.columns.values(), strict=True)
        cells = [escape(x) if isinstance(x, str) else fixed(x, d) for x, d in pairs]
        return "".join(f"<td>{cell}</td>" for cell in cells)


def fixed(value, decimals):
    """Write a number with fixed decimals, a true minus sign and never "−0".

    A tie is rounded away from zero, as a browser does it.

    Parameters
    ----------
    value : float
        Any number but nan; an infinite one is written "∞".
    decimals : int
        How many digits stand after the point.

    Returns
    -------
    str

    Examples
    --------
    >>> fixed(0.03125, 4), fixed(-0.5, 1), fixed(-0.001, 2)
    ('0.0313', '−0.5', '0.00')
    """
    if isinf(value):
        return "∞" if value > 0 else "−∞"
    unit = Decimal(1).scaleb(-decimals)
    digits = Decimal(abs(value)).quantize(unit, ROUND_HALF_UP)
    return f"−{digits:f}" if value < 0 and digits else f"{digits:f}"
