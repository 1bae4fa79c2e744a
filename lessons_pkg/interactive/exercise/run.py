"""Calling a reader's function so that nothing but its outcome remains.

An `Outcome` is all that one call can show: a value, an exception, NumPy's warnings, and
whether the arguments were changed. Arguments are copied and the global random state is
put back, so a check changes nothing. A function that never returns is left to the
kernel's stop button: KeyboardInterrupt passes through here.
"""

import random
import sysconfig
import traceback
import warnings
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import numpy as np

FRAMES = 6  # the last frames of a traceback that are shown

_LIBRARIES = (
    str(Path(__file__).parents[2]),
    *(sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")),
    "<frozen",
    "<__array_function__",
)


@dataclass(frozen=True)
class Outcome:
    """What one call showed; `error` is the exception, where there was one."""

    value: object = None
    error: BaseException | None = None
    warned: tuple = ()
    changed: bool = False


def observe(function, arguments):
    """Call a function on copies of the arguments and return the Outcome.

    Examples
    --------
    >>> observe(lambda z: 2 * z, (np.array([1.0, 2.0]),)).value
    array([2., 4.])
    """
    copies = deepcopy(arguments)
    value = error = None
    with _random_state_kept(), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with np.errstate(all="warn", under="ignore"):
            try:
                value = function(*copies)
            except (Exception, SystemExit) as problem:
                error = problem
    # NumPy's overflow, division by zero and the like; what is merely old may stay.
    warned = {str(w.message) for w in caught if issubclass(w.category, RuntimeWarning)}
    return Outcome(value, error, tuple(sorted(warned)), not same(copies, arguments))


@contextmanager
def _random_state_kept():
    # The reader may draw from the global generators, whatever the book advises.
    python, numpy = random.getstate(), np.random.get_state()  # noqa: NPY002
    try:
        yield
    finally:
        random.setstate(python)
        np.random.set_state(numpy)  # noqa: NPY002


def same(a, b, rtol=0.0, atol=0.0):
    """Say whether two values agree: shapes exactly, numbers within the tolerances.

    Examples
    --------
    >>> same((1.0, [2.0]), (1.0, [2.0 + 1e-12]), rtol=1e-9)
    True
    >>> same(np.zeros(3), np.zeros((3, 1)))
    False
    """
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[k], b[k], rtol, atol) for k in a)
    if isinstance(a, (list, tuple)) and isinstance(b, (list, tuple)):
        pairs = zip(a, b, strict=False)
        return len(a) == len(b) and all(same(x, y, rtol, atol) for x, y in pairs)
    try:
        kind = complex if np.iscomplexobj(a) or np.iscomplexobj(b) else float
        x, y = np.asarray(a, dtype=kind), np.asarray(b, dtype=kind)
    except (TypeError, ValueError, OverflowError):
        return type(a) is type(b) and bool(a == b)
    return x.shape == y.shape and np.allclose(x, y, rtol, atol, equal_nan=True)


def same_outcome(a, b, rtol, atol):
    """Say whether two calls showed the same."""
    if type(a.error) is not type(b.error):
        return False
    if bool(a.warned) != bool(b.warned) or a.changed != b.changed:
        return False
    return same(a.value, b.value, rtol, atol)


def call_text(name, arguments):
    """Write a call as code.

    Examples
    --------
    >>> call_text("f", (np.arange(3), 0.5))
    'f(array([0, 1, 2]), 0.5)'
    """
    return f"{name}({', '.join(value_text(a) for a in arguments)})"


def value_text(value, digits=6):
    """Write a value as code, rounded and cut to a size that can be read."""
    if isinstance(value, (float, np.floating)):
        return f"{value:.{digits}g}"
    if isinstance(value, tuple):
        return f"({', '.join(value_text(v, digits) for v in value)})"
    if callable(value):
        return getattr(value, "__name__", "function")
    with np.printoptions(precision=digits, threshold=40, edgeitems=3, legacy=False):
        text = repr(value)
    return text if len(text) < 500 else f"{text[:500]} …"


def traceback_text(error):
    """Write the reader's own frames of a traceback, and the error.

    Libraries' frames, ours among them, are left out, and so are the names of files,
    which mean nothing for the cells of a notebook.
    """
    frames = traceback.extract_tb(error.__traceback__)
    theirs = [f for f in frames if not f.filename.startswith(_LIBRARIES)]
    lines = [
        f"line {f.lineno}, in {f.name}\n    {f.line}".rstrip() for f in theirs[-FRAMES:]
    ]
    lines.append(traceback.format_exception_only(error)[-1].strip())
    return "\n".join(lines)
