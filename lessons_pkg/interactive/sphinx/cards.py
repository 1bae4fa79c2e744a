"""All summary cards of the book on one page, collected from the pages they stand on.

A card is written once, as an admonition of the class ``summary``. A page shows them
all, in the book's order, each with a link to its own page, by the directive::

    ```{cards}
    ```
"""

import re

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.util.docutils import new_document


class cards(nodes.Element):
    """The place where the cards come, once every page has been read."""


class Cards(Directive):
    """Keeps a place for the cards."""

    def run(self):
        """Return the place, on a page that is made anew whenever another one is."""
        self.state.document.settings.env.note_reread()
        return [cards()]


def _collect(app, doctree):
    """Keep the cards of a page that has been read."""
    found = [
        card.deepcopy()
        for card in doctree.findall(nodes.admonition)
        if "summary" in card["classes"]
    ]
    _kept(app.env)[app.env.docname] = found


def _kept(env):
    if not hasattr(env, "lessons_cards"):
        env.lessons_cards = {}
    return env.lessons_cards


def _forget(app, env, docname):
    _kept(env).pop(docname, None)


def _merge(app, env, docnames, other):
    _kept(env).update({name: _kept(other)[name] for name in docnames})


def _fill(app, doctree, docname):
    """Put the cards in their place."""
    for place in list(doctree.findall(cards)):
        kept = _kept(app.env)
        sheet = nodes.container(classes=["cards"])
        for source in sorted(kept):
            sheet += [_card(app, card, source, docname) for card in kept[source]]
        place.replace_self(sheet)


def _card(app, card, source, docname):
    """Return a copy of a card whose title leads to its page."""
    page = new_document("")
    page += card.deepcopy()
    app.env.resolve_references(page, docname, app.builder)
    copy = page[0]
    number = re.match(r"0*(\d+\w?)_", source.rpartition("/")[2])
    title = copy[0]
    link = nodes.reference("", "", *title.children, internal=True)
    link["refuri"] = app.builder.get_relative_uri(docname, source)
    title.children = []
    title += nodes.Text(f"{number[1]} " if number else "")
    title += link
    return copy


def setup(app):
    """Register the directive, and collect cards as pages are read."""
    app.add_node(cards)
    app.add_directive("cards", Cards)
    app.connect("doctree-read", _collect)
    app.connect("env-purge-doc", _forget)
    app.connect("env-merge-info", _merge)
    app.connect("doctree-resolved", _fill)
