"""Exercises made of programs: `Order` puts lines in order, `FindBug` finds the line.

Programs are given as functions, and their sources become the lines: so the tests can
run every program, right or wrong, and see the wrong ones go wrong. A function's
docstring is left out of what is shown; in a FindBug it says the reason in words.
"""

import ast
import linecache
import re
from collections import Counter
from inspect import getdoc, getsource
from textwrap import dedent
from zlib import crc32

from lessons_pkg.interactive.exercise.base import Exercise, brief
from lessons_pkg.interactive.exercise.choice import letter_index
from lessons_pkg.interactive.exercise.run import (
    call_text,
    observe,
    value_text,
)


def edited(function, old, new, doc=None):
    """Return another function, whose source has `new` where this one has `old`.

    So a wrong program is written as what is wrong with it. `doc` is its docstring.
    """
    text, name = source(function), f"<{function.__name__} with {new}>"
    if text.count(old) != 1:
        raise ValueError(f"{old!r} must stand once in {function.__name__}.")
    text = text.replace(old, new)
    # Lets inspect.getsource find the new source too.
    linecache.cache[name] = len(text), None, text.splitlines(True), name
    names = {}
    exec(compile(text, name, "exec"), function.__globals__, names)
    changed = names[function.__name__]
    changed.__doc__ = doc
    return changed


def source(function, name=None):
    """Return a function's source, in which it may go by another name."""
    text = dedent(getsource(function)).rstrip()
    old = function.__name__
    return re.sub(rf"\b{old}\b", name or old, text)


def source_lines(function, name=None):
    """Return the lines of a function's head and of its body, without the docstring."""
    text = source(function, name)
    definition = ast.parse(text).body[0]
    first = definition.body[0]
    head = first.lineno - 1
    start = first.end_lineno if ast.get_docstring(definition) else head
    lines = text.split("\n")
    return lines[:head], lines[start:]


class Order(Exercise):
    """Put lines of code in order, and leave out those that do not belong.

    Parameters
    ----------
    answer : callable or list of callable
        The right program, or several that differ in the order of their lines.
    cases : list of tuple
        Arguments on which every wrong program differs from the right one.
    """

    kind = "order"

    def __init__(self, id, *, answer, cases, **words):
        super().__init__(id, **words)
        self.answers = answer if isinstance(answer, list) else [answer]
        self.cases = cases

    def _details(self):
        programs = {w.name: source_lines(w.answer)[1] for w in self.wrong}
        head, _ = source_lines(self.answers[0])
        right = [source_lines(answer)[1] for answer in self.answers]
        pool = Counter()
        for lines in [*right, *programs.values()]:
            pool |= Counter(lines)
        wrong = [
            {"name": w.name, "hint": w.hint, "program": programs[w.name]}
            for w in self.wrong
        ]
        lines = sorted(pool.elements(), key=lambda x: crc32(f"{self.id} {x}".encode()))
        return {"head": head, "lines": lines, "right": right, "wrong": wrong}

    def _examples(self):
        right = [("", self.places(lines)) for lines in self.spec["right"]]
        wrong = [(w["name"], self.places(w["program"])) for w in self.spec["wrong"]]
        return [*right, *wrong]

    def places(self, program):
        """Return where a program's lines are among the given ones."""
        places = [
            i for line in program for i, x in enumerate(self.spec["lines"]) if x == line
        ]
        return list(dict.fromkeys(places))

    def check(self, letters=None):
        """Check the lines' letters in the order that you choose, as in ``"cab"``."""
        if self.missing([letters]):
            return self.judge(None)
        lines = self.spec["lines"]
        return self.judge([letter_index(x, lines) for x in letters if x != " "])


class FindBug(Exercise):
    """Pick the faulty line of a program, and the reason.

    Parameters
    ----------
    buggy, fixed : callable
        Two functions that differ in one line. The docstring of `fixed` is the reason.
        A Wrong's answer is a function too: what one would mend who blames something
        else, which its docstring says, and which does not help.
    cases : list of tuple
        Arguments on which the buggy function fails; the first is shown.
    """

    kind = "find-bug"

    def __init__(self, id, *, buggy, fixed, cases, **words):
        super().__init__(id, **words)
        self.buggy, self.fixed, self.cases = buggy, fixed, cases

    def _details(self):
        name = self.buggy.__name__
        lines = [x for part in source_lines(self.buggy) for x in part]
        mended = [x for part in source_lines(self.fixed, name) for x in part]
        bug = next(i for i, line in enumerate(lines) if line != mended[i])
        reasons = [{"text": getdoc(self.fixed)}]
        for wrong in self.wrong:
            known = {"name": wrong.name, "hint": wrong.hint}
            reasons.append({"text": getdoc(wrong.answer), "wrong": known})
        reasons.sort(key=lambda reason: crc32(f"{self.id} {reason['text']}".encode()))
        solution = "\n".join(["```", *mended, "```", "", self.worked])
        return {
            "symptom": self.symptom(),
            "lines": lines,
            "bug": bug,
            "reasons": reasons,
            "solution": solution,
        }

    def symptom(self):
        """Return the first case, with what the buggy and the mended program give."""
        case = self.cases[0]
        gives, wanted = observe(self.buggy, case), observe(self.fixed, case)
        call = call_text(self.buggy.__name__, case)
        gives = repr(gives.error) if gives.error else value_text(gives.value)
        return f"{call}\ngives:  {gives}\nwanted: {value_text(wanted.value)}"

    def _examples(self):
        bug, reasons = self.spec["bug"], self.spec["reasons"]
        return [
            (r["wrong"]["name"] if "wrong" in r else "", {"line": bug, "reason": i})
            for i, r in enumerate(reasons)
        ]

    def check(self, line=None, reason=None):
        """Check a line's number and a reason's letter, as in ``check(3, "b")``."""
        if self.missing([line]) and self.missing([reason]):
            return self.judge(None)
        numbers = range(1, len(self.spec["lines"]) + 1)
        if line not in numbers:
            wanted = f"a line from 1 to {numbers[-1]}"
            raise ValueError(f"check wants {wanted}, but it was given {brief(line)}.")
        place = letter_index(reason, self.spec["reasons"])
        return self.judge({"line": line - 1, "reason": place})
