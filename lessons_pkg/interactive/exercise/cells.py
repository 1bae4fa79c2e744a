"""Which functions of a notebook are older than the cell that should define them.

A cell that does not parse, or raises before it comes to its `def`, leaves the function
of an earlier run behind, and a check would judge that one. IPython tells before and
after each cell, so `watch` can remember which functions a cell left as they were.
"""

import re
import sys
from textwrap import dedent

_DEFINED = re.compile(r"^def +(\w+)", re.MULTILINE)

_stale = {}  # {name: (the function of before, the exception's name)}


def watch(shell):
    """Listen to the cells that run in an IPython shell."""
    before = {}

    def begins(info):
        before.clear()
        for name in _DEFINED.findall(dedent(info.raw_cell)):
            before[name] = shell.user_ns.get(name)

    def ended(result):
        error = result.error_before_exec or result.error_in_exec
        for name, function in before.items():
            if error and function is shell.user_ns.get(name):
                _stale[name] = function, type(error).__name__

    shell.events.register("pre_run_cell", begins)
    shell.events.register("post_run_cell", ended)


def trouble(function):
    """Name the exception that kept a cell from defining a function anew, or ""."""
    before, error = _stale.get(getattr(function, "__name__", ""), (None, ""))
    return error if function is before else ""


def _watch_own():
    # Nothing to import, and nobody to listen to, where no IPython runs.
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell:
        watch(shell)


_watch_own()
