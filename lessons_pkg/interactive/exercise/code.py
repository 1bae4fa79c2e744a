"""The exercise answered by a function that the reader writes in a cell: `Code`.

The reader's function and the reference run on the same cases, and so does each known
mistake: it is recognised if it shows what the reader's function shows in every case.
The solution shown is the source of the reference itself, so it cannot drift from it.
"""

import re
from textwrap import dedent, indent

import numpy as np

from lessons_pkg.interactive.exercise.base import Exercise, brief
from lessons_pkg.interactive.exercise.program import source
from lessons_pkg.interactive.exercise.run import (
    call_text,
    observe,
    same,
    same_outcome,
    traceback_text,
    value_text,
)


class Code(Exercise):
    """Write a function.

    Parameters
    ----------
    starter : str
        The function to fill in, as source.
    reference : callable
        The right function; a Wrong's answer is a function too.
    cases : list of tuple
        The arguments to try.
    rtol, atol : float
        How exactly numbers have to agree, as in ``np.allclose``.
    """

    kind = "code"

    def __init__(
        self, id, *, starter, reference, cases, rtol=1e-9, atol=1e-12, **words
    ):
        super().__init__(id, **words)
        self.starter, self.reference = dedent(starter).strip(), reference
        self.cases, self.rtol, self.atol = cases, rtol, atol
        self.name = re.search(r"def (\w+)", self.starter)[1]

    def _details(self):
        solution = f"```\n{self.reference_source()}\n```\n\n{self.worked}".strip()
        return {"starter": self.starter, "name": self.name, "solution": solution}

    def reference_source(self):
        """Return the reference's source, under the name that the reader's has."""
        return source(self.reference, self.name)

    def _examples(self):
        return [("", self.reference), *((w.name, w.answer) for w in self.wrong)]

    def check(self, function=None):
        """Check the function itself, as in ``check(my_function)``."""
        if self.missing([function]):
            return self.finish("not attempted")
        if not callable(function):
            wanted = f"the function itself, as in check({self.name})"
            raise TypeError(f"check wants {wanted}; it was given {brief(function)}.")
        if bytecode(function) == bytecode(self.starter_function()):
            return self.finish("not attempted")
        try:
            theirs = [observe(function, case) for case in self.cases]
        except KeyboardInterrupt:
            message = "Interrupted: the function had not returned yet."
            return self.finish("not yet", message)
        if isinstance(theirs[0].error, NotImplementedError) or theirs[0].value is ...:
            return self.finish("not attempted")
        return self.compare(theirs)

    def compare(self, theirs):
        """Hold outcomes against the reference's, then against the known mistakes'."""
        right = self.outcomes(self.reference)
        for outcome in right:
            if outcome.error:
                raise outcome.error
        if self.agree(theirs, right):
            return self.finish("correct")
        for wrong in self.wrong:
            if self.agree(theirs, self.outcomes(wrong.answer)):
                return self.finish("mistake", wrong.hint, wrong.name)
        triples = zip(self.cases, theirs, right, strict=True)
        failing = [t for t in triples if not self.agree([t[1]], [t[2]])]
        smallest = min(failing, key=lambda triple: sum(map(np.size, triple[0])))
        return self.finish("not yet", self.failure(*smallest))

    def outcomes(self, function):
        """Return the outcomes of a function of ours in all cases."""
        return [observe(function, case) for case in self.cases]

    def agree(self, some, others):
        """Say whether outcomes agree in every case."""
        return all(map(self.same, some, others))

    def same(self, a, b):
        """Say whether two outcomes agree, within the tolerances."""
        return same_outcome(a, b, self.rtol, self.atol)

    def failure(self, case, yours, right):
        """Describe a failing case."""
        lines = [call_text(self.name, case)]
        if yours.error:
            said = "This call raises an exception:"
            lines.append(traceback_text(yours.error))
        elif not same(yours.value, right.value, self.rtol, self.atol):
            said = "The smallest case that fails:"
            digits = 6
            if value_text(yours.value) == value_text(right.value):
                digits = 17
            for title, value in [("yours", yours.value), ("wanted", right.value)]:
                text = indent(value_text(value, digits), " " * 8).strip()
                lines.append(f"{title + ':':<8}{text}")
        elif yours.changed:
            said = "The value is right, but the call changes its argument:"
        else:
            said = f"The value is right, but NumPy warns: {'; '.join(yours.warned)}."
        return "\n".join([said, "", "```", *lines, "```"])

    def starter_function(self):
        """Return the starter as a function; it is our own source."""
        names = {}
        exec(self.starter, names)
        return names[self.name]


def bytecode(function):
    """Return what makes two functions the same program, comments and names aside."""
    code = getattr(function, "__code__", None)
    if code is None:
        return function
    constants = [c for c in code.co_consts if c != function.__doc__]
    return code.co_code, code.co_names, repr(constants)
