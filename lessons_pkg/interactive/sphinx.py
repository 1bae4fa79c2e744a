"""The Sphinx extension that makes the book's pages interactive.

It writes the joined script and style sheet of ``static/`` into the built book and links
them from every page that has a widget on it, and from no other. It also mends one role
that docutils gives to lists of citations, whose entries are not list items.
"""

from pathlib import Path

from . import bundle


def _write(app, error):
    if error is None and app.builder.format == "html":
        static = Path(app.outdir) / "_static"
        (static / "lessons.js").write_text(bundle.book_script(), "utf-8")
        (static / "lessons.css").write_text(bundle.styles(), "utf-8")


def _link(app, pagename, templatename, context, doctree):
    body = context.get("body", "")
    context["body"] = body.replace('<div role="list" class="citation-list">', "<div>")
    if 'class="lessons-widget"' in body:
        app.add_css_file("lessons.css")
        app.add_js_file("lessons.js", loading_method="defer")


def setup(app):
    """Register the extension with Sphinx."""
    app.connect("html-page-context", _link)
    app.connect("build-finished", _write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
