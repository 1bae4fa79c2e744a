"""The exercises, one module for each page of the book, and the list of them all.

A page imports its own module, as in `from lessons_pkg.exercises import sigmoid as ex`.
A module lists its exercises in `__all__`, in the order in which its page shows them,
and nothing else has to be registered: `catalogue` looks into every module here.
"""

import pkgutil
import re
from importlib import import_module


def __getattr__(name):
    """Import a page's module when it is asked for."""
    if name in {found.name for found in pkgutil.iter_modules(__path__)}:
        return _module(name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _module(name):
    """Import a page's module, of which `dir` shows the exercises and no helpers."""
    module = import_module(f"{__name__}.{name}")
    module.__dir__ = lambda: module.__all__
    return module


def catalogue():
    """Return {page's title: its exercises}, in the book's order.

    A module's docstring begins with the title, as in "Chapter 1, the sigmoid."; a page
    that goes further than chapter 1 is "Page 1a".
    """
    pages = {}
    for found in pkgutil.iter_modules(__path__):
        module = _module(found.name)
        title = module.__doc__.partition("\n")[0].rstrip(".")
        pages[title] = [getattr(module, name) for name in module.__all__]
    return dict(sorted(pages.items(), key=lambda page: _place(page[0])))


def _place(title):
    number, letter = re.search(r"(\d+)(\w?)", title).groups()
    return int(number), letter
