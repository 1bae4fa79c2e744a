"""The exercises, one module for each chapter, and the list of them all.

A chapter imports its own module as `ex`; nothing has to be registered, because
`catalogue` looks into every module that stands here.
"""

import pkgutil
import re
from importlib import import_module

from lessons_pkg.interactive.exercise import Exercise


def catalogue():
    """Return {chapter's title: its exercises}, in the book's order.

    A module's docstring begins with the title, as in "Chapter 1, the sigmoid."
    """
    chapters = {}
    for module in pkgutil.iter_modules(__path__):
        names = vars(import_module(f"{__name__}.{module.name}"))
        title = names["__doc__"].partition("\n")[0].rstrip(".")
        chapters[title] = [e for e in names.values() if isinstance(e, Exercise)]
    return dict(sorted(chapters.items(), key=lambda item: _number(item[0])))


def _number(title):
    return int(re.search(r"\d+", title)[0])
