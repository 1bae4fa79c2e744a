"""Calling a reader's function so that nothing but its outcome remains.

An `Outcome` is all that one call can show: a value, an exception, NumPy's warnings,
whether the arguments were changed and something was printed. Arguments are copied and
the global random state is put back, so a check changes nothing. A function that never
returns is left to the kernel's stop button: KeyboardInterrupt passes through here.
What an outcome says about the program is in `diagnosis`.
"""

import dis
import random
import re
import sys
import sysconfig
import traceback
import warnings
from contextlib import contextmanager, redirect_stdout
from copy import deepcopy
from dataclasses import dataclass
from numbers import Number
from pathlib import Path
from textwrap import indent
from types import CodeType, ModuleType

import numpy as np

WIDTH = 60  # of a call that stands in one line
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
    changed: tuple = ()  # the places of the arguments that were changed
    printed: bool = False


def observe(function, arguments):
    """Call a function on copies of the arguments and return the Outcome.

    Examples
    --------
    >>> observe(lambda z: 2 * z, (np.array([1.0, 2.0]),)).value
    array([2., 4.])
    """
    copies = deepcopy(arguments)
    value = error = None
    heard = _Heard(sys.stdout)
    with _random_state_kept(), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with np.errstate(all="warn", under="ignore"), redirect_stdout(heard):
            try:
                value = function(*copies)
            except (Exception, SystemExit) as problem:
                error = problem
    # NumPy's overflow, division by zero and the like; what is merely old may stay.
    warned = {str(w.message) for w in caught if issubclass(w.category, RuntimeWarning)}
    pairs = enumerate(zip(copies, arguments, strict=True))
    changed = tuple(k for k, (a, b) in pairs if not same(a, b))
    return Outcome(value, error, tuple(sorted(warned)), changed, heard.anything)


_CONSTANT = re.compile("[A-Z_]{2}[A-Z0-9_]*")


def borrowed(function):
    """List the values that a function takes from the notebook, by name.

    Modules, functions, classes and CONSTANTS are what one expects there.
    """
    code = getattr(function, "__code__", None)
    around = getattr(function, "__globals__", {})

    def is_value(name):
        value = around.get(name, len)
        usual = callable(value) or isinstance(value, ModuleType)
        return not (usual or _CONSTANT.fullmatch(name))

    return sorted(filter(is_value, _globals_of(code))) if code else []


def _globals_of(code):
    steps = dis.get_instructions(code)
    names = {step.argval for step in steps if step.opname == "LOAD_GLOBAL"}
    inner = (part for part in code.co_consts if isinstance(part, CodeType))
    return names.union(*map(_globals_of, inner))


class _Heard:
    """Passes on what is printed, and remembers whether there was anything."""

    def __init__(self, out):
        self.out, self.anything = out, False

    def write(self, text):
        self.anything = True
        return self.out.write(text)

    def __getattr__(self, name):
        return getattr(self.out, name)


@contextmanager
def _random_state_kept():
    # The reader may draw from the global generators, whatever the book advises.
    python, numpy = random.getstate(), np.random.get_state()  # noqa: NPY002
    try:
        yield
    finally:
        random.setstate(python)
        np.random.set_state(numpy)  # noqa: NPY002


def same(a, b, rtol=0.0, atol=0.0, single=0.0):
    """Say whether two values agree: shapes exactly, numbers within the tolerances.

    Where `a` holds float32, `single` is the relative tolerance if it is the larger one.
    Text that looks like a number is none.

    Examples
    --------
    >>> same((1.0, [2.0]), (1.0, [2.0 + 1e-12]), rtol=1e-9)
    True
    >>> same(np.zeros(3), np.zeros((3, 1)))
    False
    >>> same("1.0", 1.0)
    False
    """
    if isinstance(a, dict) and isinstance(b, dict):
        pairs = [(a[k], b[k]) for k in a if k in b]
        alike = a.keys() == b.keys()
        return alike and all(same(x, y, rtol, atol, single) for x, y in pairs)
    if isinstance(a, (list, tuple)) and isinstance(b, (list, tuple)):
        pairs = zip(a, b, strict=False)
        alike = len(a) == len(b)
        return alike and all(same(x, y, rtol, atol, single) for x, y in pairs)
    x, y = numbers(a), numbers(b)
    if x is None or y is None:
        return x is y and type(a) is type(b) and np.array_equal(a, b)
    if x.shape != y.shape or (x.dtype.kind in "bc") != (y.dtype.kind in "bc"):
        return False
    if x.dtype == np.float32:
        rtol = max(rtol, single)
    return np.allclose(x, y, rtol, atol, equal_nan=True)


def numbers(value):
    """Return a value as an array, or None where it holds anything but numbers.

    Examples
    --------
    >>> numbers([1, 2.5])
    array([1. , 2.5])
    >>> numbers("2.5")
    """
    try:
        array = np.asarray(value)
        if array.dtype.kind == "O" and all(isinstance(x, Number) for x in array.flat):
            array = array.astype(complex)  # fractions, or very large whole numbers
            array = array if array.imag.any() else array.real
    except (TypeError, ValueError, OverflowError):
        return None
    return array if array.dtype.kind in "biufc" else None


def same_outcome(a, b, rtol, atol, single=0.0):
    """Say whether two calls showed the same."""
    if type(a.error) is not type(b.error):
        return False
    if bool(a.warned) != bool(b.warned) or a.changed != b.changed:
        return False
    return same(a.value, b.value, rtol, atol, single)


def call_text(name, arguments, parameters=()):
    """Write a call as code, with a line for each parameter where it is long.

    Examples
    --------
    >>> call_text("f", (np.arange(3), 0.5))
    'f(array([0, 1, 2]), 0.5)'
    >>> print(call_text("f", (np.eye(2), 0.5), ("x", "h")))
    f(
        x=array([[1., 0.],
                 [0., 1.]]),
        h=0.5,
    )
    """
    texts = [value_text(argument) for argument in arguments]
    line = f"{name}({', '.join(texts)})"
    if not parameters or ("\n" not in line and len(line) < WIDTH):
        return line
    lines = []
    for parameter, text in zip(parameters, texts, strict=True):
        space = " " * (len(parameter) + 5)
        lines.append(f"    {parameter}={indent(text, space).strip()},")
    return "\n".join([f"{name}(", *lines, ")"])


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
