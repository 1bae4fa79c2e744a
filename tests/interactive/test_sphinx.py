"""The Sphinx extension: it writes its files, and links them where they are needed."""

from types import SimpleNamespace

import pytest

from lessons_pkg.interactive import bundle, sphinx


class App:
    """What the extension uses of Sphinx's application."""

    def __init__(self, outdir, output_format="html"):
        self.outdir = outdir
        self.builder = SimpleNamespace(format=output_format)
        self.linked = []

    def add_css_file(self, name):
        self.linked.append(name)

    def add_js_file(self, name, loading_method):
        self.linked.append((name, loading_method))


def test_script_and_style_are_written_into_the_book(tmp_path):
    (tmp_path / "_static").mkdir()
    sphinx._write(App(tmp_path), None)
    assert (tmp_path / "_static/lessons.js").read_text("utf-8") == bundle.book_script()
    assert (tmp_path / "_static/lessons.css").read_text("utf-8") == bundle.styles()


@pytest.mark.parametrize(
    ("output_format", "error"), [("latex", None), ("html", OSError())]
)
def test_nothing_is_written_for_another_format_or_after_an_error(
    tmp_path, output_format, error
):
    sphinx._write(App(tmp_path, output_format), error)
    assert not list(tmp_path.iterdir())


def test_only_a_page_with_a_widget_links_the_files(tmp_path):
    app = App(tmp_path)
    sphinx._link(app, "a", "", {"body": "<p>text</p>"}, None)
    assert app.linked == []
    sphinx._link(app, "b", "", {"body": '<div class="lessons-widget">'}, None)
    assert app.linked == ["lessons.css", ("lessons.js", "defer")]


def test_a_list_of_citations_claims_no_role_that_its_entries_do_not_have():
    context = {
        "body": '<div role="list" class="citation-list"><div>Verhulst</div></div>'
    }
    sphinx._link(App(None), "references", "", context, None)
    assert context["body"] == "<div><div>Verhulst</div></div>"
