"""Programs as their author writes them, functions, and as the reader sees them, lines.

So every program in an exercise can be run, right or wrong, and none is a text that only
looks like one. `source` and `source_lines` give the text of a function, and `edited`
makes a mistake out of a right one; what running a function shows is in `run`.
"""

import ast
import linecache
import re
from inspect import getsource
from textwrap import dedent


def edited(function, old, new, doc=None):
    """Return another function, whose source has `new` where this one has `old`.

    So a wrong program is written as what is wrong with it. `doc` is its docstring.
    """
    text = source(function)
    if text.count(old) != 1:
        raise ValueError(f"{old!r} must stand once in {function.__name__}.")
    changed = compiled(function, text.replace(old, new), f"with {new}")
    changed.__doc__ = doc
    return changed


def compiled(function, text, what):
    """Return the function that another source of this one defines, where it stands."""
    file, names = f"<{function.__name__} {what}>", {}
    # Lets inspect.getsource find the new source too.
    linecache.cache[file] = len(text), None, text.splitlines(True), file
    exec(compile(text, file, "exec"), function.__globals__, names)
    return names[function.__name__]


def source(function, name=None):
    """Return a function's source, in which it may go by another name."""
    text = dedent(getsource(function)).rstrip()
    old = function.__name__
    return re.sub(rf"\b{old}\b", name or old, text)


def source_lines(function, name=None):
    """Return the lines of a function's head and of its body, without the docstring."""
    text = source(function, name)
    definition = ast.parse(text).body[0]
    first = definition.body[0]
    head = first.lineno - 1
    start = first.end_lineno if ast.get_docstring(definition) else head
    lines = text.split("\n")
    return lines[:head], lines[start:]
