"""The exercises, one module for each page of the book, and the list of them all.

A page imports its own module, as in `from lessons_pkg.exercises import sigmoid as ex`.
A module lists its exercises in `__all__`, in the order in which its page shows them,
and nothing else has to be registered: `catalogue` looks into every module here.
"""

import pkgutil
import re
from importlib import import_module


def catalogue():
    """Return {page's title: its exercises}, in the book's order.

    A module's docstring begins with the title, as in "Chapter 1, the sigmoid."; a page
    that goes further than chapter 1 is "Chapter 1a", and two modules of one title make
    one page. Where two pages list an exercise, it stands on the later one.
    """
    pages = {}
    for found in sorted(pkgutil.iter_modules(__path__), key=lambda found: found.name):
        module = import_module(f"{__name__}.{found.name}")
        title = module.__doc__.partition("\n")[0].rstrip(".")
        pages.setdefault(title, []).extend(getattr(module, n) for n in module.__all__)
    pages = dict(sorted(pages.items(), key=lambda item: _place(item[0])))
    elsewhere = set()
    for title, exercises in reversed(pages.items()):
        pages[title] = [e for e in exercises if e.id not in elsewhere]
        elsewhere |= {e.id for e in exercises}
    return pages


def _place(title):
    number, letter = re.search(r"(\d+)(\w?)", title).groups()
    return int(number), letter
