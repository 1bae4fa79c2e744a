"""What the reader has tried and solved, kept on the reader's own machine only.

One small JSON file holds the names of exercises, and of those that were practised when
that was and how it went: no answers, no account. It is merged on every write and
written whole or not at all, by one process at a time. Only a file of our own is ever
moved or written over: one that is damaged is set aside, and a newer version's or
somebody else's is left alone. What the disk does not take is kept as long as Python
runs, and said. No trouble with the file ever stops a check. The rendered book keeps the
same in the browser, by static/exercises/store.js; the reader's side is `progress`.
"""

import json
import os
import re
import secrets
import shutil
import stat
import warnings
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from filelock import FileLock
from platformdirs import user_data_path

FORMAT = "from-sigmoid-to-backprop progress"
VERSION = 1
LIMIT = 100_000  # bytes; the whole book needs a tenth of it
PATIENCE = 10  # seconds to wait for another process
STATES = ["tried", "solved"]
ID = re.compile(r"[a-z_]+\.[a-z0-9-]+")
# When it was asked, in minutes since 1970, and how well it went, from 1 to 4.
REVIEWS = re.compile(r"[0-9]{1,10}:[1-4]( [0-9]{1,10}:[1-4])*")
LATEST = 30  # reviews of one exercise that are kept

_unsaved = {}  # what the disk did not take
_unsaved_reviews = {}


class LeftAloneError(OSError):
    """The file is not ours to write over: the message says whose it is."""


class NewerError(ValueError):
    """The text was written by a newer version of the book."""


def record(id, verdict):
    """Remember a verdict on an exercise; what was once solved stays so."""
    if verdict != "not attempted":
        _told({id: "solved" if verdict == "correct" else "tried"}, {})


def practised(id, review):
    """Remember that an exercise was practised, as "minute:grade"."""
    if not _is_id(id) or not REVIEWS.fullmatch(review):
        raise ValueError(f"{id}, {review} is no practice of an exercise.")
    _told({}, {id: review})


def _told(states, reviews):
    """Add to what is on file, and say where that cannot be."""
    try:
        update(states, reviews)
    except OSError as error:
        warnings.warn(
            f"Your progress could not be saved: {_sentence(error)} It lasts until "
            'Python ends; `progress.export("mine.json")` saves it elsewhere.',
            stacklevel=3,
        )


def where():
    """Return the file's path; the variable LESSONS_PROGRESS may name another.

    A link stands for the file that it leads to.
    """
    return Path(os.path.realpath(os.environ.get("LESSONS_PROGRESS") or _own_place()))


def _own_place():
    folder = user_data_path("from-sigmoid-to-backprop", appauthor=False)
    return folder / "progress.json"


def read():
    """Return {exercise's id: "tried" or "solved"}, and warn where the file is amiss."""
    try:
        return states()
    except (OSError, ValueError) as error:
        words = f"Your progress could not be read: {_sentence(error)}"
        warnings.warn(words, stacklevel=2)
        return dict(_unsaved)


def states():
    """Return the same, or raise an `OSError` or `ValueError`."""
    return progress()[0]


def reviews():
    """Return {exercise's id: "minute:grade …"} of what was asked again."""
    try:
        return progress()[1]
    except (OSError, ValueError):
        return dict(_unsaved_reviews)


def progress():
    """Return states and reviews, or raise an `OSError` or `ValueError`."""
    path = where()
    try:
        text = text_of(path)
    except (FileNotFoundError, NotADirectoryError):
        return dict(_unsaved), dict(_unsaved_reviews)  # there is no file yet
    try:
        states, reviews = progress_from(text)
    except ValueError as error:
        raise ValueError(f"{error} It is {path}.") from None
    return merge(states, _unsaved), merge_reviews(reviews, _unsaved_reviews)


def kept(id):
    """Return an exercise's state, or "unsaved" where what was solved is not on disk."""
    state = read().get(id, "")
    return "unsaved" if _unsaved.get(id) == state == "solved" else state


def state(id):
    """Return an exercise's state without a warning, "" where there is none."""
    try:
        return states().get(id, "")
    except (OSError, ValueError):
        return _unsaved.get(id, "")


def update(states, reviews=MappingProxyType({})):
    """Add to what is on file; what it does not take is kept until Python ends.

    Raises
    ------
    OSError
        If the states could not be saved.
    """
    try:
        with _writing() as (path, before):
            after = (
                merge(merge(before[0], _unsaved), states),
                merge_reviews(merge_reviews(before[1], _unsaved_reviews), reviews),
            )
            if after != before:
                write(path, to_text(*after))
            _unsaved.clear()
            _unsaved_reviews.clear()
    except OSError:
        _unsaved.update(merge(_unsaved, states))
        _unsaved_reviews.update(merge_reviews(_unsaved_reviews, reviews))
        raise


def forget():
    """Forget everything, or raise an `OSError`."""
    with _writing() as (path, _):
        write(path, to_text({}))
        _unsaved.clear()
        _unsaved_reviews.clear()


def merge(some, others):
    """Return for each exercise the better of two states."""
    better = {
        id: state
        for id, state in others.items()
        if id not in some or STATES.index(state) > STATES.index(some[id])
    }
    return {**some, **better}


def merge_reviews(some, others):
    """Return for each exercise the reviews of both, the latest at the end."""
    merged = dict(some)
    for id, reviews in others.items():
        both = {*merged.get(id, "").split(), *reviews.split()}
        in_order = sorted(both, key=lambda review: [*map(int, review.split(":"))])
        merged[id] = " ".join(in_order[-LATEST:])
    return merged


def to_text(states, reviews=MappingProxyType({})):
    """Write progress as a file's text; where nothing was asked again, it is silent."""
    exercises = dict(sorted(states.items()))
    content = {"format": FORMAT, "version": VERSION, "exercises": exercises}
    if reviews:
        content["practice"] = dict(sorted(reviews.items()))
    return json.dumps(content, indent=1) + "\n"


def from_text(text):
    """Read the states in the text of a progress file."""
    return progress_from(text)[0]


def progress_from(text):
    """Read the text of a progress file, of which every part is checked."""
    if len(text.encode("utf-8", "surrogatepass")) > LIMIT:
        raise ValueError("This is too large to be a progress file.")
    content = _parsed(text)
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise ValueError("This is not a progress file of this book.")
    version = content.get("version")
    # Numbers are read as floats, as in the page, so that `true` is none.
    if isinstance(version, float) and version > VERSION:
        raise NewerError("This progress file is of a newer version of this book.")
    if not isinstance(version, float) or version != VERSION:
        raise ValueError("This progress file is of a version unknown here.")
    exercises = content.get("exercises")
    if not isinstance(exercises, dict):
        raise ValueError("This progress file lists no exercises.")
    for id, state in exercises.items():
        if not _is_id(id) or state not in STATES:
            raise ValueError("This progress file holds something that is no exercise.")
    practice = content.get("practice", {})
    if not isinstance(practice, dict):
        raise ValueError("This progress file lists no practice.")
    for id, given in practice.items():
        if not _is_id(id) or not isinstance(given, str) or not REVIEWS.fullmatch(given):
            raise ValueError("This progress file holds something that is no practice.")
    return exercises, practice


def _is_id(id):
    return ID.fullmatch(id) and len(id) <= 80


def _parsed(text):
    def refuse(constant):
        raise ValueError(f"{constant} is not JSON.")

    try:
        text = text.removeprefix("\ufeff")  # a mark that some editors begin with
        return json.loads(text, parse_int=float, parse_constant=refuse)
    except (ValueError, RecursionError):
        return None


# The file -----------------------------------------------------------------------------


def text_of(path):
    """Return the text of a file that may hold progress; no more than that is read."""
    about = os.stat(path)
    if not stat.S_ISREG(about.st_mode):
        raise ValueError(f"{path} is not a file that can hold progress.")
    if about.st_size > LIMIT:
        raise ValueError(f"{path} is too large to be a progress file.")
    with open(path, "rb") as file:
        data = file.read(LIMIT + 1)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise ValueError(f"{path} is not a text file.") from None


def write(path, text):
    """Write a file whole or not at all."""
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(f"{path} is write-protected.")
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with open(new, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, new)
        os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)


def look(path):
    """Return the progress in a file that may be written over, and if it is damaged.

    There is none yet, or it is ours: it holds progress, and none of a newer version.
    Anything else raises a `LeftAloneError`.
    """
    try:
        return progress_from(text_of(path)), False
    except (FileNotFoundError, NotADirectoryError):
        return ({}, {}), False
    except NewerError:
        words = "is of a newer version of this book and is left as it is"
        raise LeftAloneError(f"{path} {words}.") from None
    except ValueError:
        if _bears_our_name(path):
            return ({}, {}), True
        words = "is not a progress file of this book and is left as it is"
        raise LeftAloneError(f"{path} {words}.") from None


def _bears_our_name(path):
    if not path.is_file():
        return False
    own = _own_place()
    if path == Path(os.path.realpath(own.parent), own.name):
        return True
    with open(path, "rb") as file:
        return FORMAT.encode() in file.read(200)


@contextmanager
def _writing():
    """Yield the path and the progress there, to this process alone."""
    path = where()
    look(path)  # beside what is not ours nothing is made
    path.parent.mkdir(parents=True, exist_ok=True)
    # The system frees this lock when its owner dies.
    lock = FileLock(path.with_name(f".{path.name}.lock"))
    with lock.acquire(timeout=PATIENCE, poll_interval=0.01):
        before, damaged = look(path)
        if damaged:
            _set_aside(path)
        yield path, before


def _set_aside(path):
    """Give a damaged file a name that is free."""
    number = 1
    while os.path.lexists(aside := path.with_suffix(f".damaged-{number}.json")):
        number += 1
    path.rename(aside)
    warnings.warn(f"The progress file was damaged; it is now {aside}.", stacklevel=2)


def _sentence(error):
    return f"{error}".rstrip(".") + "."
