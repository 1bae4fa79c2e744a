"""The Sphinx extension that makes the notebooks a book of light, living pages.

`formulas` writes formulas as MathML, `cells` decides what is shown of a cell,
`widgets` puts figures into pages of text, `cards` collects the summary cards, `fonts`
keeps of each typeface what the book needs, `launch` offers the ways to run a notebook,
`pages` finishes the pages, and `search` writes the index that the search page looks
things up in.
"""

from . import cards, cells, formulas, launch, pages, search, widgets


def setup(app):
    """Register the extension with Sphinx."""
    for part in (formulas, cells, widgets, cards, launch, search, pages):
        part.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": False}
