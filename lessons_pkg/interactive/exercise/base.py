"""What every exercise is: a prompt, a right answer, mistakes, hints, a solution.

Each known mistake is a `Wrong`, an executable wrong answer; from it come the hint that
names the mistake, the distractor, and the test of the exercise. A kind of exercise
turns all this into plain data, its `spec`, which the page shows and which both `grade`
and the page judge with. What a reader answered is not kept, only whether it was right.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from textwrap import dedent

from lessons_pkg.interactive.exercise import store
from lessons_pkg.interactive.exercise.grade import grade
from lessons_pkg.interactive.exercise.markup import Note, Result


@dataclass(frozen=True)
class Wrong:
    """A known mistake: its name, the wrong answer it leads to, and the hint against it.

    The answer has the form of the exercise's own answer; a function of nothing stands
    for its value.
    """

    name: str
    answer: object
    hint: str


def brief(value):
    """Write what was given instead of an answer, in one short line."""
    text = " ".join(repr(value).split())
    return text if len(text) < 60 else f"{text[:60]}…"


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
    """

    kind = None

    def __init__(self, id, *, prompt, wrong=(), hints=(), solution=""):
        if not re.fullmatch(r"[a-z_]+\.[a-z0-9-]+", id):
            raise ValueError(f'id must be like "sigmoid.some-name", but it is {id!r}.')
        if len({w.name for w in wrong}) < len(wrong):
            raise ValueError(f"{id}: two of its wrong answers have the same name.")
        self.id, self.prompt, self.wrong = id, dedent(prompt).strip(), tuple(wrong)
        self.hints, self.worked = tuple(hints), dedent(solution).strip()
        self.hints_given = 0

    @cached_property
    def spec(self):
        """The exercise as plain data, all that the page needs."""
        return {
            "id": self.id,
            "kind": self.kind,
            "prompt": self.prompt,
            "hints": list(self.hints),
            "solution": self.worked,
            "call": f"ex.{self.id.split('.')[1].replace('-', '_')}.check(…)",
            **self._details(),
        }

    def examples(self):
        """List (mistake's name, answer) pairs; the right answers' name is empty."""
        return self._examples()

    def judge(self, answer):
        """Grade an answer in the page's form."""
        return self.finish(**grade(self.spec, answer))

    def finish(self, verdict, message="", mistake=""):
        """Remember a verdict and show it."""
        store.record(self.id, verdict)
        return Result(verdict, message, mistake)

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
