"""Your progress through the exercises: show it, practise, take it along, forget it.

It is on your own machine only, see `exercise.store`; the rendered book keeps another
one in the browser, and each side reads what the other exports. Nothing else is
recorded, and nothing is sent anywhere. The file stands in your data folder, or where
the environment variable ``LESSONS_PROGRESS`` says.
"""

import os
from html import escape
from pathlib import Path

from traitlets import Dict, List, Unicode

from lessons_pkg.exercises import catalogue
from lessons_pkg.interactive.exercise import store
from lessons_pkg.interactive.exercise.widget import exercise_html
from lessons_pkg.interactive.page import PageWidget

FORGOTTEN = "Your progress is empty now."
RECALL = "Questions from earlier chapters"


def show():
    """Show what has been solved, chapter by chapter."""
    return ProgressWidget()


def export(path):
    """Write the progress to a file, which `load` and the rendered book can read.

    Raises
    ------
    OSError
        If the file is there already and holds something else.
    """
    target = Path(os.path.realpath(path))
    store.look(target)
    store.write(target, store.to_text(*store.progress()))
    print(f"Your progress is now in {path}.")


def load(path):
    """Add the progress that `export` or the rendered book wrote to a file.

    Raises
    ------
    ValueError
        If the file is not such a file; nothing is changed then.
    """
    print(load_text(store.text_of(path)))


def load_text(text):
    """Add the progress in an exported text, and return how much of it there was."""
    given, reviews = store.progress_from(text)
    here = {e.id for exercises in catalogue().values() for e in exercises}
    ours = [{id: parts[id] for id in parts if id in here} for parts in (given, reviews)]
    store.update(*ours)
    unknown = len(given.keys() - here)
    words = f"Read: {len(given) - unknown} of {len(given)} exercises."
    if unknown:
        words += f" This book does not have the other {unknown}."
    return words


def reset():
    """Forget everything."""
    store.forget()
    print(FORGOTTEN)


def practice():
    """Show what has been solved and is due again, one exercise after the other."""
    return PracticeWidget()


def recall(*ids):
    """Ask exercises of earlier chapters again, folded, as each chapter begins.

    Parameters
    ----------
    ids : str
        Which exercises, as in "sigmoid.which-z".

    Raises
    ------
    ValueError
        If the book has no such exercise.

    Examples
    --------
    >>> recall("sigmoid.which-z", "sigmoid.derivative-in-a")
    Questions from earlier chapters: sigmoid.which-z, sigmoid.derivative-in-a
    """
    return RecallWidget(ids)


class AskingWidget(PageWidget):
    """What asks exercises again; the page tells Python how each one went."""

    _kept = Dict().tag(sync=True)
    _reviews = Dict().tag(sync=True)

    def __init__(self, **traits):
        super().__init__(_kept=store.read(), _reviews=store.reviews(), **traits)
        self.on_msg(self._hear)

    def _hear(self, _, message, buffers):
        store.practised(message["id"], message["review"])
        store.record(message["id"], message["verdict"])
        self._kept, self._reviews = store.read(), store.reviews()


class RecallWidget(AskingWidget):
    """A few questions from the chapters before, folded."""

    module = "recall"
    specs = List().tag(sync=True)

    def __init__(self, ids):
        book = {e.id: e.spec for page in catalogue().values() for e in page}
        for id in ids:
            if id not in book:
                raise ValueError(f"The book has no exercise {id!r}.")
        super().__init__(specs=[book[id] for id in ids])

    def page_text(self):
        """Return which questions there are."""
        return f"{RECALL}: {', '.join(spec['id'] for spec in self.specs)}"

    def page_html(self):
        """Return the questions as their chapters ask them, folded."""
        asked = "".join(map(exercise_html, self.specs))
        return f"<details><summary>{RECALL}</summary>{asked}</details>"


class PracticeWidget(AskingWidget):
    """What was solved, asked again when it is due, with other numbers."""

    module = "practice"
    chapters = List().tag(sync=True)
    specs = List().tag(sync=True)

    def __init__(self):
        pages = {
            title: [e.spec for e in page if e.kind != "code"]
            for title, page in catalogue().items()
        }
        super().__init__(
            chapters=[
                {"title": title, "ids": [spec["id"] for spec in specs]}
                for title, specs in pages.items()
            ],
            specs=[spec for specs in pages.values() for spec in specs],
        )

    def page_text(self):
        """Return how much there is, the same for every reader."""
        return f"Practice: {len(self.specs)} exercises, asked again when they are due."

    def page_html(self):
        """Return the same for a page without JavaScript, which cannot ask."""
        return f"<p>{escape(self.page_text())} It needs a script to ask them.</p>"


class ProgressWidget(PageWidget):
    """What has been solved, by chapter, with export, import and reset."""

    module = "progress"
    chapters = Dict().tag(sync=True)
    in_notebook = List().tag(sync=True)  # those that a page cannot check
    _kept = Dict().tag(sync=True)
    _reviews = Dict().tag(sync=True)
    _said = Unicode().tag(sync=True)

    def __init__(self):
        pages = catalogue()
        code = [e.id for page in pages.values() for e in page if e.kind == "code"]
        super().__init__(
            chapters={title: [e.id for e in page] for title, page in pages.items()},
            in_notebook=code,
            _kept=store.read(),
            _reviews=store.reviews(),
        )
        self.on_msg(self._hear)

    def _hear(self, _, message, buffers):
        """Do what the page asks, and say what came of it."""
        self._said = ""  # the same words may be said twice
        try:
            self._said = self._do(message)
        except (OSError, ValueError) as error:
            self._said = f"{error}"
        self._kept, self._reviews = store.read(), store.reviews()

    def _do(self, message):
        if message["do"] == "reset":
            store.forget()
            return FORGOTTEN
        return load_text(message["text"])

    def page_text(self):
        """Return the list of chapters, the same for every reader."""
        return "\n".join(f"{len(ids):3} exercises: {c}" for c, ids in self.rows())

    def page_html(self):
        """Return the list of chapters as a table, the same for every reader."""
        code = set(self.in_notebook)
        rows = "".join(
            f"<tr><th scope='row'>{escape(chapter)}</th>"
            f"<td>{len({*ids} - code)}</td><td>{len(code & {*ids})}</td></tr>"
            for chapter, ids in self.rows()
        )
        heads = "<th>Exercises in the chapter</th><th>More in its notebook</th>"
        return f"<table><tr><th>Chapter</th>{heads}</tr>{rows}</table>"

    def rows(self):
        """List the chapters that have exercises."""
        return [(chapter, ids) for chapter, ids in self.chapters.items() if ids]

    def __repr__(self):
        kept = self._kept
        return "\n".join(
            f"{sum(kept.get(id) == 'solved' for id in ids):3} of {len(ids)}: {chapter}"
            for chapter, ids in self.rows()
        )
