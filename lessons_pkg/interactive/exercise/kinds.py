"""What an exercise is, and its eight kinds in order of complexity.

Read `Exercise` first, then any kind: how it turns answer and mistakes into plain data,
its `spec`, with which `grade` and the page both judge, and how `check` reads an answer
given in Python. With `given` values any kind that asks for them makes a `Family` of
itself. What a reader answered is not kept, only whether it was right.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from inspect import getdoc
from numbers import Real
from textwrap import dedent
from types import MappingProxyType
from zlib import crc32

import numpy as np

from lessons_pkg.interactive.exercise import cells, store, typeset
from lessons_pkg.interactive.exercise.diagnosis import (
    Call,
    Comparison,
    diagnosis,
    failure_text,
    of_borrowed,
)
from lessons_pkg.interactive.exercise.family import changes, filled, settings
from lessons_pkg.interactive.exercise.formula import FUNCTIONS, evaluate, parse
from lessons_pkg.interactive.exercise.grade import goals_met, grade
from lessons_pkg.interactive.exercise.markup import LETTERS, Note, Result
from lessons_pkg.interactive.exercise.orders import orders
from lessons_pkg.interactive.exercise.program import source, source_lines
from lessons_pkg.interactive.exercise.run import (
    borrowed,
    call_text,
    observe,
    same,
    same_outcome,
    value_text,
)

# Where formulas are compared: parts of a variable's range, from its middle outwards.
PARTS = (0.53, 0.41, 0.62, 0.29, 0.73, 0.17, 0.86, 0.06, 0.95)

FIRST_COUNTS = "You know the result by now, so your first answer counts."
SINGLE = 1e-5  # how near float32 has to come where no number of digits is named


@dataclass(frozen=True)
class Wrong:
    """A known mistake: its name, the wrong answer it leads to, and the hint against it.

    The answer has the form of the exercise's own answer; a function of nothing stands
    for its value, and in a family both are functions of the given values, too.
    """

    name: str
    answer: object
    hint: str

    def with_values(self, values):
        """Return the mistake as one member of a family has it."""
        answer, hint = filled([self.answer, self.hint], values)
        return replace(self, answer=answer, hint=hint)


class Exercise:
    """What all kinds share.

    Parameters
    ----------
    id : str
        The chapter and the exercise's name, as in "sigmoid.derivative-at-minus-1".
    prompt, solution : str
        Texts with the marks of `markup`.
    wrong : list of Wrong
        The known mistakes.
    hints : list of str
        Shown one at a time, before the solution.
    why : str
        One sentence that follows "Correct."
    given : dict or list of dict, optional
        What makes it a `Family`: for each name the values that it has in the members,
        as in ``{"z": [2.0, -1.0]}``, or the values of each member. Each text may then
        have places for them, as in "at z = {z}", and for `answer`; each function may
        take them (see `family`).
    """

    kind = None
    turn = 0  # its place in a family
    values = MappingProxyType({})  # and what is given there

    def __new__(cls, id, *, given=None, **words):
        """Make an exercise, or a family where there are given values."""
        return object.__new__(cls) if given is None else Family(cls, id, given, words)

    def __init__(self, id, *, prompt, wrong=(), hints=(), solution="", why=""):
        if not re.fullmatch(r"[a-z_]+\.[a-z0-9-]+", id):
            raise ValueError(f'id must be like "sigmoid.some-name", but it is {id!r}.')
        if len({w.name for w in wrong}) < len(wrong):
            raise ValueError(f"{id}: two of its wrong answers have the same name.")
        self.id, self.prompt, self.wrong = id, dedent(prompt).strip(), tuple(wrong)
        self.hints, self.worked = tuple(hints), dedent(solution).strip()
        self.why = why
        self.hints_given = 0

    @cached_property
    def spec(self):
        """The exercise as plain data, all that the page needs."""
        spec = {
            "id": self.id,
            "kind": self.kind,
            "prompt": self.prompt,
            "hints": list(self.hints),
            "solution": self.worked,
            "why": self.why,
            "call": f"ex.{self.id.split('.')[1].replace('-', '_')}.check(…)",
            **self._details(),
        }
        return with_formulas(spec)

    @property
    def members(self):
        """The exercises of a family; any other is the only one of its kind."""
        return [self]

    def another(self):
        """Say that there is no other one; a family has them."""
        return Note("There is only this one; it has no other numbers.")

    def question(self):
        """Return the prompt with all that is needed to answer in Python."""
        code = f"```\n{self.spec['code']}\n```" if "code" in self.spec else ""
        options = [option["text"] for option in self.spec.get("options", [])]
        listed = map("{}. {}".format, LETTERS, options)
        return "\n\n".join(filter(None, [self.prompt, code, *listed]))

    def examples(self):
        """List (mistake's name, answer) pairs; the right answers' name is empty."""
        return self._examples()

    def judge(self, answer):
        """Grade an answer in the page's form."""
        return self.finish(**grade(self.spec, answer))

    def finish(self, verdict, message="", mistake=""):
        """Remember a verdict and show it."""
        self.record(verdict)
        return Result(verdict, message, mistake)

    def record(self, verdict):
        """Remember a verdict."""
        store.record(self.id, verdict)

    def hint(self):
        """Show the next hint."""
        if self.hints_given == len(self.hints):
            return Note("There is no further hint; `.solution()` shows the solution.")
        self.hints_given += 1
        return Note(self.hints[self.hints_given - 1])

    def solution(self):
        """Show the solution."""
        return Note(self.spec["solution"])

    @cached_property
    def widget(self):
        """The exercise as a widget, made when it is first shown."""
        # Not at the top: only an exercise that is shown needs anywidget.
        from lessons_pkg.interactive.exercise.widget import ExerciseWidget

        return ExerciseWidget(self)

    def __repr__(self):
        from lessons_pkg.interactive.exercise.widget import exercise_text

        return exercise_text(self.spec)

    def _repr_mimebundle_(self, **kwargs):
        return self.widget._repr_mimebundle_(**kwargs)

    @staticmethod
    def missing(answers):
        """Say whether ``check`` was called with nothing, ``None`` or ``...``."""
        return all(answer is None or answer is ... for answer in answers)


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
        id = f"{self.id}{self.turn or ''}"
        options.sort(key=lambda option: crc32(f"{id} {option.pop('key')}".encode()))
        box = {"box": _box(options)} if self.curves else {}
        return {"several": self.several, "options": options, **box}

    def _option(self, key, answer, **wrong):
        if not self.curves:
            value = value_of(answer)
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
    What it gives is known after the first answer, so no other one counts.
    """

    kind = "predict"
    was_answered = False

    def __init__(self, id, *, code, **words):
        super().__init__(id, **words)
        self.code = dedent(code).strip()

    def _details(self):
        result = f"The result is {self._option('', self.answers[0])['text']}."
        solution = f"{result} {self.worked}"
        return {"code": self.code, "solution": solution, **super()._details()}

    def finish(self, verdict, message="", mistake=""):
        """Remember a verdict and show it, and say so where it does not count."""
        is_late = verdict != "not attempted" and self.is_over()
        if is_late and store.state(self.id) != "solved":
            message = f"{message}\n\n{FIRST_COUNTS}"
        return super().finish(verdict, message, mistake)

    def record(self, verdict):
        """Remember the first verdict."""
        if verdict != "not attempted" and not self.is_over():
            super().record(verdict)
            self.was_answered = True

    def is_over(self):
        """Say whether the answer is known; the first member is asked first."""
        return self.was_answered or (self.turn == 0 and store.state(self.id) != "")


class Numeric(Exercise):
    """Type a number, or an expression for it, right within `tolerance`.

    `units` are the words that may follow it, such as "fish".
    """

    kind = "numeric"

    def __init__(self, id, *, answer, tolerance, units=(), **words):
        super().__init__(id, **words)
        self.answer, self.tolerance, self.units = answer, tolerance, units

    def _details(self):
        wrong = [known(w, [rounded(value_of(w.answer))]) for w in self.wrong]
        right = [rounded(value_of(self.answer))]
        names = {
            "variables": [],
            "functions": list(FUNCTIONS),
            "also": {},
            "units": list(self.units),
            "points": [{}],
        }
        return {**names, "tolerance": self.tolerance, "right": right, "wrong": wrong}

    def _examples(self):
        answers = [("", self.answer), *((w.name, w.answer) for w in self.wrong)]
        return [(name, repr(rounded(value_of(answer)))) for name, answer in answers]

    def check(self, answer=None, *more):
        """Check a number, or a text such as ``"1/4"``."""
        if more:
            comma = len(more) == 1 and type(answer) is type(more[0]) is int
            point = f"{answer}.{more[0]}" if comma else "the decimal point as a point"
            raise TypeError(f"In Python write {point}.")
        if self.missing([answer]):
            return self.judge(None)
        if not is_real(answer) and not isinstance(answer, str):
            raise TypeError(f"check wants a number, but it was given {brief(answer)}.")
        return self.judge(answer if isinstance(answer, str) else repr(float(answer)))


class Formula(Exercise):
    """Type an expression in the given variables, compared at fixed sample points.

    Parameters
    ----------
    variables : dict
        For each name the (low, high) of its sample points, within [-4, 4].
    answer : str
        The formula, one of many that may be right.
    reference : callable
        The same function of the variables, computed in another way: it checks us.
    functions : tuple of str
        The functions that the reader may use.
    also : dict
        What a variable is called too, as in ``{"σ(z)": "a"}``.
    """

    kind = "formula"

    def __init__(
        self,
        id,
        *,
        variables,
        answer,
        reference,
        functions=tuple(FUNCTIONS),
        also=None,
        tolerance=1e-6,
        **words,
    ):
        super().__init__(id, **words)
        self.also = also or {}
        self.variables, self.functions = variables, functions
        self.answer, self.reference, self.tolerance = answer, reference, tolerance

    def _details(self):
        names = list(self.variables)
        points = [
            {
                name: rounded(low + PARTS[(k + 4 * j) % len(PARTS)] * (high - low))
                for j, (name, (low, high)) in enumerate(self.variables.items())
            }
            for k in range(len(PARTS))
        ]

        def values(formula):
            tree = parse(formula, names, self.functions)
            return [rounded(evaluate(tree, point)) for point in points]

        return {
            "variables": names,
            "functions": list(self.functions),
            "also": self.also,
            "units": [],
            "points": points,
            "tolerance": self.tolerance,
            "right": values(self.answer),
            "wrong": [known(w, values(w.answer)) for w in self.wrong],
        }

    def _examples(self):
        return [("", self.answer), *((w.name, w.answer) for w in self.wrong)]

    def check(self, answer=None):
        """Check a formula, given as a text such as ``"1 - a"``."""
        if self.missing([answer]):
            return self.judge(None)
        if not isinstance(answer, str):
            wanted = "a formula in quotation marks"
            raise TypeError(f"check wants {wanted}, but it was given {brief(answer)}.")
        return self.judge(answer)


class Build(Exercise):
    """Set some values until every goal is met.

    A mistake is recognised by the goals that it meets and misses, so its hint should
    speak of those.

    Parameters
    ----------
    controls : dict
        For each name its (meaning, lowest, highest, step, start).
    goals : list of (str, str)
        Each goal in words, and a formula in the controls that is positive when it is
        met.
    answer : dict
        One setting that meets them all; a Wrong's answer is a setting too.
    plot : dict
        The `curve`, a formula in the controls and x; the axes `x` and `y` as (low,
        high, name); and the `points` (x, y) drawn with it.
    """

    kind = "build"

    def __init__(self, id, *, controls, goals, answer, plot, **words):
        super().__init__(id, **words)
        self.controls, self.goals = controls, goals
        self.answer, self.plot = answer, plot

    def _details(self):
        names = ("words", "min", "max", "step", "start")
        controls = [
            {"name": name, **dict(zip(names, values, strict=True))}
            for name, values in self.controls.items()
        ]
        goals = [{"text": text, "formula": formula} for text, formula in self.goals]
        wrong = [
            {"name": w.name, "hint": w.hint, "met": goals_met(goals, w.answer)}
            for w in self.wrong
        ]
        return {"controls": controls, "goals": goals, "wrong": wrong, "plot": self.plot}

    def _examples(self):
        return [("", self.answer), *((w.name, w.answer) for w in self.wrong)]

    def check(self, *nameless, **values):
        """Check a setting, as in ``check(k=10, x0=0.5)``."""
        if nameless:
            wanted = ", ".join(f"{name}=…" for name in self.controls)
            raise TypeError(f"check wants names for the numbers: check({wanted}).")
        if self.missing(values.values()):
            return self.judge(None)
        if set(values) != set(self.controls) or not all(map(is_real, values.values())):
            wanted = " and ".join(self.controls)
            raise ValueError(f"check wants a number for {wanted}, not {brief(values)}.")
        return self.judge({name: float(value) for name, value in values.items()})


class Order(Exercise):
    """Put lines of code in order, and leave out those that do not belong.

    Parameters
    ----------
    answer : callable
        The right program, whose lines may stand in every order that does the same.
    cases : list of tuple
        Arguments on which every wrong program differs from the right one.
    """

    kind = "order"

    def __init__(self, id, *, answer, cases, **words):
        super().__init__(id, **words)
        self.answer, self.cases = answer, cases

    def _details(self):
        programs = {w.name: source_lines(w.answer)[1] for w in self.wrong}
        head, _ = source_lines(self.answer)
        right = orders(self.answer)
        pool = Counter()
        for lines in [right[0], *programs.values()]:
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

    def check(self, letters=None, *more):
        """Check the lines' letters in the order that you choose, as in ``"cab"``."""
        if more:
            first = "".join(map(str, [letters, *more]))[:2]
            raise TypeError(f'check wants one text with the letters, as in "{first}…".')
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
    name : str, optional
        What the program is called where it is shown, if its module needs the name.
    """

    kind = "find-bug"

    def __init__(self, id, *, buggy, fixed, cases, name=None, **words):
        super().__init__(id, **words)
        self.buggy, self.fixed, self.cases = buggy, fixed, cases
        self.name = name or buggy.__name__

    def _details(self):
        lines = [x for part in source_lines(self.buggy, self.name) for x in part]
        mended = [x for part in source_lines(self.fixed, self.name) for x in part]
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
        call = call_text(self.name, case)
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
        if self.missing([reason]):
            raise ValueError(
                f'check wants a reason, too: its letter, as in check({line}, "b").'
            )
        place = letter_index(reason, self.spec["reasons"])
        return self.judge({"line": line - 1, "reason": place})


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
    digits : int, optional
        How many digits have to be right, where that is more than the usual nine. The
        prompt then says so, and float32 is refused, since it holds seven.
    atol : float
        What numbers may differ by besides.
    returns : str
        The names of the results, where there are several, as in "dw, db".
    """

    kind = "code"

    def __init__(
        self,
        id,
        *,
        starter,
        reference,
        cases,
        digits=None,
        atol=1e-12,
        returns="",
        **words,
    ):
        super().__init__(id, **words)
        self.starter, self.reference = dedent(starter).strip(), reference
        self.cases, self.digits, self.atol = cases, digits, atol
        self.rtol = 10.0 ** -(digits or 9)
        self.single = 0.0 if digits else SINGLE
        self.returns = tuple(filter(None, returns.split(", ")))
        self.signature = re.search(r"def (.+):", self.starter)[1]
        self.name, *self.parameters = re.findall(r"\w+", self.signature)

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
        if told := cells.trouble(function):
            message = (
                f"The cell of `{function.__name__}` {told}: this is the function as it "
                "was before."
            )
            return self.finish("not attempted", message)
        try:
            theirs = [observe(function, case) for case in self.cases]
        except KeyboardInterrupt:
            message = "Interrupted: the function had not returned yet."
            return self.finish("not yet", message)
        if isinstance(theirs[0].error, NotImplementedError) or theirs[0].value is ...:
            return self.finish("not attempted")
        taken = set(borrowed(function)) - set(borrowed(self.reference))
        return self.compare(theirs, sorted(taken))

    def compare(self, theirs, taken=()):
        """Hold outcomes against the reference's, then against the known mistakes'.

        Where they agree with none, it may be for values `taken` from the notebook.
        """
        for outcome in self.right:
            if outcome.error:
                raise outcome.error
        if self.agree(theirs, self.right):
            return self.finish("correct", self.why)
        for wrong in self.wrong:
            if self.agree(theirs, self.outcomes(wrong.answer)):
                return self.finish("mistake", wrong.hint, wrong.name)
        return self.finish("not yet", self.failure(theirs, taken))

    @cached_property
    def right(self):
        """The outcomes of the reference."""
        return self.outcomes(self.reference)

    def outcomes(self, function):
        """Return the outcomes of a function of ours in all cases."""
        return [observe(function, case) for case in self.cases]

    def agree(self, some, others):
        """Say whether outcomes agree in every case."""
        return all(map(self.same, some, others))

    def same(self, a, b):
        """Say whether two outcomes agree, within the tolerances."""
        return same_outcome(a, b, self.rtol, self.atol, self.single)

    def alike(self, a, b):
        """Say whether two values agree, within the tolerances."""
        return same(a, b, self.rtol, self.atol, self.single)

    def passes(self, function):
        """Say whether a function is right, and stop at the first case that fails."""
        pairs = zip(self.cases, self.right, strict=True)
        return all(self.same(observe(function, case), right) for case, right in pairs)

    def failure(self, theirs, taken=()):
        """Say what is wrong, where that can be told, and show the smallest case."""
        calls = list(map(Call, self.cases, theirs, self.right))
        comparison = Comparison(
            calls, self.alike, self.digits or 9, self.signature, self.returns
        )
        told, call = diagnosis(comparison)
        told = of_borrowed(taken) or told
        shown = failure_text(comparison, call)
        return f"{told}\n\n{shown}".strip()

    def starter_function(self):
        """Return the starter as a function; it is our own source."""
        names = {}
        exec(self.starter, names)
        return names[self.name]


class Family(Exercise):
    """One exercise with other numbers: what a kind makes of `given` values.

    Its members are exercises; the first is on the page, `another` goes on to the next,
    and the present one answers what is asked of the family. Progress counts it once.
    """

    def __new__(cls, *_):
        """Make a family, which has no given values of its own."""
        return object.__new__(cls)

    def __init__(self, cls, id, given, words):
        self.id, self.kind = id, cls.kind
        self._cls, self._given, self._words = cls, given, words

    @cached_property
    def members(self):
        """The exercises, made when the first of them is wanted."""
        return [self._member(*place) for place in enumerate(settings(self._given))]

    def _member(self, turn, values):
        words = dict(self._words)
        wrong = words.pop("wrong", ())
        told = {**values, "answer": filled(words["answer"], values)}
        member = self._cls(
            self.id,
            wrong=[mistake.with_values(told) for mistake in wrong],
            **filled(words, told),
        )
        member.turn, member.values = turn, values
        return member

    @property
    def member(self):
        """The present member."""
        return self.members[self.turn]

    def another(self):
        """Go on to the next member, here and in the widget, and show its question."""
        self.turn = (self.turn + 1) % len(self.members)
        if "widget" in vars(self):
            self.widget.set_trait("answer", None)
            self.widget.set_trait("verdict", "")
            self.widget.turn = self.turn
        return Note(self.member.question())

    @cached_property
    def spec(self):
        """The first member's, with how each of the others differs from it."""
        first, *others = [without_formulas(member.spec) for member in self.members]
        members = [changes(first, other) for other in others]
        return with_formulas({**first, "members": members})

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.member, name)

    def judge(self, answer):
        """Grade an answer to the present member."""
        return self.member.judge(answer)

    def examples(self):
        """List those of the present member."""
        return self.member.examples()

    def hint(self):
        """Show the next hint for the present member."""
        return self.member.hint()

    def solution(self):
        """Show the solution of the present member."""
        return self.member.solution()

    def __repr__(self):
        return repr(self.member)


def with_formulas(spec):
    """Add the formulas of a specification's texts, as trees."""
    known, used = typeset.table(), typeset.formulas_in(spec)
    return {**spec, "formulas": {text: known[text] for text in used if text in known}}


def without_formulas(spec):
    """Return a specification's texts and values alone."""
    return {name: part for name, part in spec.items() if name != "formulas"}


def value_of(answer):
    """Return an answer, for which a function of nothing may stand."""
    return answer() if callable(answer) else answer


def brief(value):
    """Write what was given instead of an answer, in one short line."""
    text = " ".join(repr(value).split())
    return text if len(text) < 60 else f"{text[:60]}…"


def letter_index(letter, options):
    """Return the place of the option that a letter stands for."""
    letters = LETTERS[: len(options)]
    small = letter.lower() if isinstance(letter, str) else ""
    if len(small) != 1 or small not in letters:
        wanted = f'letters from "a" to "{letters[-1]}"'
        raise ValueError(f"check wants {wanted}, but it was given {brief(letter)}.")
    return letters.index(small)


def _box(options):
    """Return the (left, right, lowest, highest) that holds every option's curve."""
    z, y = np.transpose([point for option in options for point in option["curve"]])
    return [*_ends(z), *_ends(y.round(1))]


def _ends(values):
    return [float(values.min()), float(values.max())]


def rounded(number):
    """Keep twelve digits, which are the same on every machine."""
    return float(f"{number:.12g}")


def is_real(value):
    """Say whether a value is a number that a float can hold; True is not meant."""
    usable = isinstance(value, Real) and not isinstance(value, bool)
    return usable and abs(value) < 1e300


def known(wrong, values):
    """Return a mistake as the page knows it: by its values at the sample points."""
    return {"name": wrong.name, "hint": wrong.hint, "values": values}


def bytecode(function):
    """Return what makes two functions the same program, comments and names aside."""
    code = getattr(function, "__code__", None)
    if code is None:
        return function
    constants = [c for c in code.co_consts if c != function.__doc__]
    return code.co_code, code.co_names, repr(constants)
