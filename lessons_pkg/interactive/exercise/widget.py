"""Exercises as widgets, and as text where no script runs.

`exercise_html` writes what a page holds before, or without, JavaScript: the prompt, the
options, lines or starter, and behind folds one hint after the other, then the solution.
It is the same on every run, whatever the reader has answered so far. Its formulas are
text, since JupyterLab lets no MathML pass in what a notebook has stored.
"""

from functools import partial
from html import escape
from itertools import count

from traitlets import Any, Dict, Int, Unicode

from lessons_pkg.interactive.exercise import markup, store, typeset
from lessons_pkg.interactive.exercise.markup import LETTERS
from lessons_pkg.interactive.page import PageWidget

_html = partial(markup.html, mathml=False)
_line_html = partial(markup.line_html, mathml=False)

KINDS = {
    "choice": "Choose",
    "predict": "Predict",
    "numeric": "Work out a number",
    "formula": "Find a formula",
    "order": "Put in order",
    "find-bug": "Find the bug",
    "build": "Build",
    "code": "Write a function",
}


ASKED = {
    "choice": 'a letter, such as "a"',
    "predict": 'a letter, such as "a"',
    "numeric": "a number",
    "formula": "a formula in quotation marks",
    "order": 'one text with the letters of the lines, such as "ab…"',
    "find-bug": 'the number of a line and the letter of a reason, such as 1, "a"',
    "code": "your function",
}


class ExerciseWidget(PageWidget):
    """An exercise on the page, which grades there; Python keeps the verdict."""

    module = "exercise"
    spec = Dict().tag(sync=True)
    answer = Any().tag(sync=True)
    verdict = Unicode().tag(sync=True)
    turn = Int().tag(sync=True)  # which member of a family is asked
    # Tells the page that Python keeps the progress, and what was kept before.
    _kept = Unicode().tag(sync=True)
    # The page counts its tries, and Python says which it has heard of.
    _tries = Int().tag(sync=True)
    _heard = Int().tag(sync=True)

    def __init__(self, exercise):
        self._members = exercise.members
        kept = store.kept(exercise.id)
        super().__init__(spec=exercise.spec, turn=exercise.turn, _kept=kept)
        self.observe(self._keep, "_tries")
        self.observe(lambda change: setattr(exercise, "turn", change["new"]), "turn")

    def _keep(self, change):
        self._members[self.turn].record(self.verdict)
        self._kept = store.kept(self.spec["id"])
        self._heard = change["new"]

    def page_state(self):
        """Return the exercise as it is before any answer."""
        return {"spec": self.spec, "answer": None, "verdict": ""}

    def page_text(self):
        """Return the exercise for a terminal."""
        return exercise_text(self.spec)

    def page_html(self):
        """Return the exercise for a page without JavaScript."""
        return exercise_html(self.spec)


def exercise_text(spec):
    """Write an exercise for a terminal."""
    options = [option["text"] for option in _options(spec)]
    lists = [
        "\n".join(map("{}. {}".format, LETTERS, options)),
        "\n".join(f"- {goal['text']}" for goal in spec.get("goals", [])),
    ]
    title = f"{KINDS[spec['kind']]} ({spec['id']})"
    how = f"Answer in Python with {spec['call']}: {_asked(spec)}."
    parts = [title, spec["prompt"], *_blocks(spec), *lists, how]
    return typeset.plain("\n\n".join(filter(None, parts)))


def _asked(spec):
    """Say what stands between the parentheses of `check`."""
    if spec["kind"] == "build":
        return "a number for each: " + ", ".join(
            f"{c['name']}=…" for c in spec["controls"]
        )
    if spec.get("several"):
        return 'the letters of all that hold, such as "a", "b"'
    return ASKED[spec["kind"]]


def exercise_html(spec):
    """Write an exercise for a page without JavaScript."""
    title = f"<p><strong>{KINDS[spec['kind']]}</strong></p>"
    blocks = map(markup.code_block, _blocks(spec))
    lists = [
        _list("ol type='a'", [_option(option, spec) for option in _options(spec)]),
        _list("ul", [_line_html(g["text"]) for g in spec.get("goals", [])]),
    ]
    help = _folded(spec["hints"], spec["solution"])
    return "".join([title, _html(spec["prompt"]), *blocks, *lists, help])


def _blocks(spec):
    """List the blocks of code; lines have the marks that `check` wants."""
    blocks = [spec[name] for name in ("code", "symptom", "starter") if name in spec]
    if "lines" in spec:
        marks = count(1) if spec["kind"] == "find-bug" else LETTERS
        lines = map("{:>2}  {}".format, marks, spec["lines"])
        blocks.append("\n".join([*spec.get("head", []), *lines]))
    return blocks


def _options(spec):
    return spec.get("options", spec.get("reasons", []))


def _list(tag, items):
    inside = "".join(f"<li>{item}</li>" for item in items)
    return f"<{tag}>{inside}</{tag.split()[0]}>" if items else ""


def _option(option, spec):
    if "curve" not in option:
        return _line_html(option["text"])
    left, right, low, high = spec["box"]
    path = " ".join(
        f"{30 + 150 * (z - left) / (right - left):.1f},"
        f"{90 - 80 * (y - low) / (high - low):.1f}"
        for z, y in option["curve"]
    )
    return (
        '<svg viewBox="0 0 190 100" width="190" height="100" role="img" '
        f'aria-label="a curve {escape(option["text"])}" '
        'fill="none" stroke="currentColor">'
        f'<path d="M30 10V90H180"/><polyline points="{path}" stroke-width="2"/>'
        f'<g fill="currentColor" stroke="none" font-size="10">'
        f'<text x="2" y="13">{high:g}</text><text x="2" y="93">{low:g}</text></g></svg>'
    )


def _folded(hints, solution):
    """Fold the hints one into the other, and the solution into the last."""
    if not hints:
        return f"<details><summary>Solution</summary>{_html(solution)}</details>"
    inside = _html(hints[0]) + _folded(hints[1:], solution)
    return f"<details><summary>Hint</summary>{inside}</details>"
