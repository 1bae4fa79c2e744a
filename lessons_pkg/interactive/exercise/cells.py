"""Which functions of a notebook are older than the cell that should define them.

A cell that does not parse, raises before it comes to its `def`, or now gives its
function another name leaves the function of an earlier run behind, and a check would
judge that one. IPython tells before and after each cell, so `watch` can remember which
functions a cell left as they were.
"""

import re
import sys
from textwrap import dedent

_DEFINED = re.compile(r"^def +(\w+)", re.MULTILINE)

_stale = {}  # {name: (the function of before, why it is not a new one)}


def watch(shell):
    """Listen to the cells that run in an IPython shell."""
    before = {}
    names_of = {}  # {a cell: the names of the functions that it defines}

    def begins(info):
        names = set(_DEFINED.findall(dedent(info.raw_cell)))
        earlier = names_of.get(info.cell_id, set())
        before.clear()
        before.update((name, shell.user_ns.get(name)) for name in names | earlier)

    def ended(result):
        error = result.error_before_exec or result.error_in_exec
        cell = result.info.cell_id
        names = set(_DEFINED.findall(dedent(result.info.raw_cell)))
        others = sorted(names - names_of.get(cell, names))
        for name, function in before.items():
            if function is not shell.user_ns.get(name):
                continue
            if error and name in names:
                kind = type(error).__name__
                _stale[name] = function, f"did not run through ({kind})"
            elif others and name not in names:
                _stale[name] = function, f"now defines `{others[0]}`"
        if cell and not error:
            names_of[cell] = names

    shell.events.register("pre_run_cell", begins)
    shell.events.register("post_run_cell", ended)


def trouble(function):
    """Say what became of the cell that should have defined a function anew, or ""."""
    before, told = _stale.get(getattr(function, "__name__", ""), (None, ""))
    return told if function is before else ""


def _watch_own():
    # Nothing to import, and nobody to listen to, where no IPython runs.
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell:
        watch(shell)


_watch_own()
