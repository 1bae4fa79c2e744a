"""What every explorable shares: settings with a range, and the numbers that it shows.

An explorable holds its settings as traits and computes each number that its figure
shows; ``static/<module>.js`` draws them and lets the reader drag, and tests hold the
two together. The explorables themselves, chapter by chapter, are in `explore`.
"""

from html import escape
from numbers import Real
from typing import ClassVar

import traitlets

from lessons_pkg._validation import choice, finite_number
from lessons_pkg.interactive.numbers import fixed, shown
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
    column of the table and its decimals, `decimals` of the numbers that have not two
    and `digits` of those that have a number of significant digits instead.
    A cell of the table may be a text.
    """

    sentence = ""
    columns: ClassVar = {}
    decimals: ClassVar = {}
    digits: ClassVar = {}

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
            name: self._written(name, value)
            for name, value in values.items()
            if isinstance(value, Real) and not isinstance(value, bool)
        }

    def _written(self, name, value):
        if name in self.digits:
            return shown(value, self.digits[name])
        return fixed(value, self.decimals.get(name, 2))

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
