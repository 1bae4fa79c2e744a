"""One widget, three faces: a live notebook, the rendered book, and plain text.

Python holds the state and JavaScript shows it. `PageWidget` gives a widget a mime
bundle that never changes from run to run, with content inside that reads well where
no script runs. Its front end is joined by `bundle`, for anywidget here and for the book
in `sphinx`.
"""

import json
from html import escape

import anywidget

from lessons_pkg.interactive.bundle import compose, styles

# What a notebook says that has not been run; the book's style sheet hides it.
RUN = (
    '<p class="lessons-run"><em>To use this, run the first cell of the notebook and '
    "then this one.</em></p>"
)


def state_text(state):
    r"""Write a state for the script element of a page that holds it.

    Examples
    --------
    >>> print(state_text({"a": "</script"}))
    {"a": "\u003c/script"}
    """
    written = json.dumps(state, allow_nan=False, ensure_ascii=False)
    return written.replace("<", r"\u003c")  # "</script" would end the element


class PageWidget(anywidget.AnyWidget):
    """A widget whose front end is the file ``<module>.js`` somewhere in ``static/``.

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
        state = state_text(self.page_state())
        html = (
            f'<div class="lessons-widget" data-module="{self.module}">'
            f'<script type="application/json">{state}</script>'
            f'<div class="lessons-fallback">{RUN}{self.page_html()}</div></div>'
        )
        live = super()._repr_mimebundle_(**kwargs)
        data = live[0] if isinstance(live, tuple) else live or {}
        return {**data, "text/plain": self.page_text(), "text/html": html}
