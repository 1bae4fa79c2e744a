"""Your progress through the exercises: show it, take it along, forget it.

It is on your own machine only, see `exercise.store`; the rendered book keeps another
one in the browser, and each side reads what the other exports. Nothing else is
recorded, and nothing is sent anywhere.
"""

from html import escape
from pathlib import Path

from traitlets import Dict

from lessons_pkg.exercises import catalogue
from lessons_pkg.interactive.exercise import store
from lessons_pkg.interactive.page import PageWidget


def show():
    """Show what has been solved, chapter by chapter."""
    return ProgressWidget()


def export(path):
    """Write the progress to a file, which `load` and the rendered book can read."""
    Path(path).write_text(store.to_text(store.read()), "utf-8")
    print(f"Your progress is now in {path}.")


def load(path):
    """Add the progress that `export` or the rendered book wrote to a file.

    Raises
    ------
    ValueError
        If the file is not such a file; nothing is changed then.
    """
    if Path(path).stat().st_size > store.LIMIT:
        raise ValueError(f"{path} is too large to be a progress file.")
    try:
        text = Path(path).read_text("utf-8")
    except UnicodeDecodeError:
        raise ValueError(f"{path} is not a text file.") from None
    print(load_text(text))


def load_text(text):
    """Add the progress in an exported text, and say how much of it there was."""
    given = store.from_text(text)
    here = {e.id for exercises in catalogue().values() for e in exercises}
    store.update({id: state for id, state in given.items() if id in here})
    return loaded_words(len(given), len(given.keys() - here))


def loaded_words(given, unknown):
    """Say how much was read."""
    words = f"Read: {given - unknown} of {given} exercises."
    if unknown:
        words += f" This book does not have the other {unknown}."
    return words


def reset():
    """Forget everything."""
    store.forget()
    print("Your progress is empty now.")


class ProgressWidget(PageWidget):
    """What has been solved, by chapter, with export, import and reset."""

    module = "progress"
    chapters = Dict().tag(sync=True)
    _kept = Dict().tag(sync=True)

    def __init__(self):
        chapters = {
            k: [e.id for e in exercises] for k, exercises in catalogue().items()
        }
        super().__init__(chapters=chapters, _kept=store.read())
        self.on_msg(self._hear)

    def _hear(self, _, message, buffers):
        """Do what the page asks: take in an exported file, or forget everything."""
        if message.get("do") == "import":
            load_text(message["text"])
        elif message.get("do") == "reset":
            store.forget()
        self._kept = store.read()

    def page_text(self):
        """Return the list of chapters, the same for every reader."""
        return "\n".join(f"{len(ids):3} exercises: {c}" for c, ids in self.rows())

    def page_html(self):
        """Return the list of chapters as a table, the same for every reader."""
        rows = "".join(
            f"<tr><th scope='row'>{escape(chapter)}</th><td>{len(ids)}</td></tr>"
            for chapter, ids in self.rows()
        )
        return f"<table><tr><th>Chapter</th><th>Exercises</th></tr>{rows}</table>"

    def rows(self):
        """List the chapters that have exercises."""
        return [(chapter, ids) for chapter, ids in self.chapters.items() if ids]

    def __repr__(self):
        kept = self._kept
        return "\n".join(
            f"{sum(kept.get(id) == 'solved' for id in ids):3} of {len(ids)}: {chapter}"
            for chapter, ids in self.rows()
        )
