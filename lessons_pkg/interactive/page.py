"""One widget, three faces: a live notebook, the rendered book, and plain text.

Python holds the state and JavaScript shows it. `PageWidget` gives a widget a mime
bundle that never changes from run to run, with content inside that reads well where
no script runs; `compose` and `book_script` join the modules in ``static/`` so that the
same files serve anywidget, which wants one string, and the book, which must also work
from ``file://``, where a browser refuses to import one file from another.
"""

import json
import re
from functools import cache
from html import escape
from pathlib import Path

import anywidget

STATIC = Path(__file__).parent / "static"

_IMPORT = re.compile(r'^import\s*\{[^}]*\}\s*from\s*"\./(\w+)\.js";\n?', re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)
_DEFAULT = re.compile(r"^export default ", re.MULTILINE)


class PageWidget(anywidget.AnyWidget):
    """A widget whose front end is ``static/<module>.js``.

    A subclass names its `module`, declares its state as synced traits, and writes two
    descriptions of itself: `page_text` for a terminal and `page_html` for a reader
    without JavaScript.
    """

    module = ""

    def __init__(self, **traits):
        # anywidget reads these two when an instance is made; nothing is read on import.
        type(self)._esm = compose(self.module)
        type(self)._css = styles()
        super().__init__(**traits)

    def page_state(self):
        """Return the widget's own traits, the state that the page starts from."""
        inherited = anywidget.AnyWidget.class_trait_names()
        names = sorted(self.trait_names(sync=True))
        own = [n for n in names if n not in inherited and not n.startswith("_")]
        return {name: getattr(self, name) for name in own}

    def page_text(self):
        """Return one line for a terminal."""
        state = ", ".join(f"{k}={v!r}" for k, v in self.page_state().items())
        return f"{type(self).__name__}({state})"

    def page_html(self):
        """Return what a reader without JavaScript sees, as HTML."""
        return f"<p>{escape(self.page_text())}</p>"

    def __repr__(self):
        return self.page_text()

    def _repr_mimebundle_(self, **kwargs):
        state = json.dumps(self.page_state(), allow_nan=False, ensure_ascii=False)
        # "</script" in the state would end the element that holds it.
        state = state.replace("<", r"\u003c")
        html = (
            f'<div class="lessons-widget" data-module="{self.module}">'
            f'<script type="application/json">{state}</script>'
            f'<div class="lessons-fallback">{self.page_html()}</div></div>'
        )
        live = super()._repr_mimebundle_(**kwargs)
        data = live[0] if isinstance(live, tuple) else live or {}
        return {**data, "text/plain": self.page_text(), "text/html": html}


@cache
def styles():
    """Return every style sheet of ``static/``, joined."""
    return "\n".join(path.read_text("utf-8") for path in sorted(STATIC.glob("*.css")))


@cache
def compose(module):
    """Return ``static/<module>.js`` with all it imports, as one ES module."""
    parts = [_EXPORT.sub("", _source(name)) for name in _imports(module)]
    return "\n".join([*parts, _source(module)])


@cache
def book_script():
    """Return every widget and the host that mounts them, as one classic script."""
    names = sorted(path.stem for path in STATIC.glob("*.js"))
    widgets = [name for name in names if _DEFAULT.search(_read(name))]
    shared = dict.fromkeys(
        name for widget in [*widgets, "host"] for name in [*_imports(widget), widget]
    )
    parts = [_EXPORT.sub("", _source(n)) for n in shared if n not in widgets]
    for name in widgets:
        body = _DEFAULT.sub("return ", _EXPORT.sub("", _source(name)))
        parts.append(f"widgets.{name} = (() => {{\n{body}\n}})();")
    script = "\n".join(["const widgets = {};", *parts, "mountAll(widgets);"])
    return f'(() => {{\n"use strict";\n{script}\n}})();\n'


def _read(name):
    return (STATIC / f"{name}.js").read_text("utf-8")


def _source(name):
    return _IMPORT.sub("", _read(name))


def _imports(name):
    """List the modules that `name` needs, each after those that it needs itself."""
    needed = {}
    for dependency in _IMPORT.findall(_read(name)):
        needed |= dict.fromkeys([*_imports(dependency), dependency])
    return list(needed)
