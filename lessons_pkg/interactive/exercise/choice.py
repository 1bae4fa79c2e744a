"""Exercises answered by choosing: `Choice`, and `Predict`, which reveals the result.

The options are the right answers and the known mistakes, each a text, or a function
whose value or whose curve is shown; so a distractor cannot drift from what it stands
for. Their order is fixed by their names, and says nothing.
"""

from textwrap import dedent
from zlib import crc32

import numpy as np

from lessons_pkg.interactive.exercise.base import Exercise, brief

LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Choice(Exercise):
    """Pick one option, or several where `answer` is a list.

    An answer is a text, or a function of nothing whose value is shown. With
    `curves=(low, high)` each is a function of z instead, drawn on that interval.
    """

    kind = "choice"

    def __init__(self, id, *, answer, curves=None, **words):
        super().__init__(id, **words)
        self.several = isinstance(answer, list)
        self.answers = answer if self.several else [answer]
        self.curves = curves

    def _details(self):
        options = [self._option(f"right {i}", a) for i, a in enumerate(self.answers)]
        for wrong in self.wrong:
            known = {"name": wrong.name, "hint": wrong.hint}
            options.append(self._option(wrong.name, wrong.answer, wrong=known))
        # An order that means nothing, and is the same on every machine.
        options.sort(
            key=lambda option: crc32(f"{self.id} {option.pop('key')}".encode())
        )
        box = {"box": _box(options)} if self.curves else {}
        return {"several": self.several, "options": options, **box}

    def _option(self, key, answer, **wrong):
        if not self.curves:
            value = answer() if callable(answer) else answer
            text = value if isinstance(value, str) else f"`{value}`"
            return {"key": key, "text": text, **wrong}
        z = np.linspace(*self.curves, 61)
        points = np.column_stack([z, answer(z)]).round(3).tolist()
        through = ", ".join(f"({x:g}, {y:.2f})" for x, y in points[::10])
        return {"key": key, "text": f"through {through}", "curve": points, **wrong}

    def _examples(self):
        options = list(enumerate(self.spec["options"]))
        right = [i for i, option in options if "wrong" not in option]
        wrong = [(o["wrong"]["name"], [i]) for i, o in options if "wrong" in o]
        return [("", right), *wrong]

    def check(self, *letters):
        """Check the chosen options' letters, as in ``check("b")``."""
        if self.missing(letters):
            return self.judge(None)
        return self.judge([letter_index(x, self.spec["options"]) for x in letters])


class Predict(Choice):
    """Say what some code gives, before it is shown: a Choice that reveals the result.

    `code` is the code as text; `answer` is a function of nothing that computes it.
    """

    kind = "predict"

    def __init__(self, id, *, code, **words):
        super().__init__(id, **words)
        self.code = dedent(code).strip()

    def _details(self):
        result = f"The result is {self._option('', self.answers[0])['text']}."
        solution = f"{result} {self.worked}"
        return {"code": self.code, "solution": solution, **super()._details()}


def _box(options):
    """Return the (left, right, lowest, highest) that holds every option's curve."""
    z, y = np.transpose([point for option in options for point in option["curve"]])
    return [*_ends(z), *_ends(y.round(1))]


def _ends(values):
    return [float(values.min()), float(values.max())]


def letter_index(letter, options):
    """Return the place of the option that a letter stands for."""
    letters = LETTERS[: len(options)]
    if not isinstance(letter, str) or len(letter) != 1 or letter not in letters:
        wanted = f'letters from "a" to "{letters[-1]}"'
        raise ValueError(f"check wants {wanted}, but it was given {brief(letter)}.")
    return letters.index(letter)
