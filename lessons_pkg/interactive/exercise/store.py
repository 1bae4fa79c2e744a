"""What the reader has tried and solved, kept on the reader's own machine only.

One small JSON file holds the names of exercises and nothing else: no answers, no
times, no account. It is merged on every write and written whole or not at all; a
damaged file is set aside, and no trouble with it ever stops a check. The rendered book
keeps the same in the browser, by static/exercises/store.js; the reader's side is
`progress`.
"""

import json
import os
import re
import time
import warnings
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_data_path

FORMAT = "from-sigmoid-to-backprop progress"
VERSION = 1
LIMIT = 100_000  # bytes; the whole book needs a tenth of it
STATES = ["tried", "solved"]
ID = re.compile(r"[a-z_]+\.[a-z0-9-]+")


def record(id, verdict):
    """Remember a verdict on an exercise; what was once solved stays so."""
    if verdict == "not attempted":
        return
    try:
        update({id: "solved" if verdict == "correct" else "tried"})
    except OSError as error:
        warnings.warn(f"Your progress could not be saved: {error}", stacklevel=2)


def where():
    """Return the file's path; the variable LESSONS_PROGRESS may name another."""
    chosen = os.environ.get("LESSONS_PROGRESS")
    folder = user_data_path("from-sigmoid-to-backprop", appauthor=False)
    return Path(chosen) if chosen else folder / "progress.json"


def read():
    """Return {exercise's id: "tried" or "solved"}."""
    path = where()
    try:
        return from_text(path.read_text("utf-8"))
    except ValueError:
        aside = path.with_suffix(".damaged.json")
        path.replace(aside)
        warnings.warn(
            f"The progress file was damaged; it is now {aside}.", stacklevel=2
        )
    except OSError:
        pass  # there is none yet, or it cannot be read
    return {}


def update(states):
    """Add states to those on file."""
    with _locked(where()):
        before = read()
        after = merge(before, states)
        if after != before:
            _write(after)


def forget():
    """Forget everything."""
    with _locked(where()):
        _write({})


def merge(some, others):
    """Return for each exercise the better of two states."""
    both = {id: [s[id] for s in (some, others) if id in s] for id in {**some, **others}}
    return {id: max(states, key=STATES.index) for id, states in both.items()}


def to_text(states):
    """Write states as the text of a progress file."""
    exercises = dict(sorted(states.items()))
    content = {"format": FORMAT, "version": VERSION, "exercises": exercises}
    return json.dumps(content, indent=1) + "\n"


def from_text(text):
    """Read the text of a progress file, of which every part is checked."""
    if len(text) > LIMIT:
        raise ValueError("This is too large to be a progress file.")
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("This is not a progress file: it is not JSON.") from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise ValueError("This is not a progress file of this book.")
    if content.get("version") != VERSION:
        raise ValueError("This progress file is of a version unknown here.")
    exercises = content.get("exercises")
    if not isinstance(exercises, dict):
        raise ValueError("This progress file lists no exercises.")
    for id, state in exercises.items():
        if not ID.fullmatch(id) or len(id) > 80 or state not in STATES:
            raise ValueError("This progress file holds something that is no exercise.")
    return exercises


def _write(states):
    path = where()
    new = path.with_name(f"{path.name}.new")
    try:
        new.write_text(to_text(states), "utf-8")
        new.replace(path)  # whole or not at all
    finally:
        new.unlink(missing_ok=True)


@contextmanager
def _locked(path):
    """Let one process at a time read and write the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = path.with_name(f"{path.name}.lock")
    patience = time.monotonic() + 2
    while time.monotonic() < patience:  # after that, its owner must have died
        try:
            lock.open("x").close()
            break
        except FileExistsError:
            time.sleep(0.01)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
