"""The summary cards on a page of their own."""

import re

import pytest
from sphinx.application import Sphinx

CONF = """
extensions = ["myst_parser", "lessons_pkg.interactive.sphinx.cards"]
myst_enable_extensions = ["colon_fence"]
"""
PAGES = {
    "index": "# Book\n\n```{toctree}\n02_b\n01_a\nlast\n```\n",
    "01_a": "# A\n\n:::{admonition} First\n:class: summary\n\n- one\n:::\n\n"
    ":::{admonition} Not this\n:class: trap\n\nno\n:::\n",
    "02_b": "# B\n\n:::{admonition} Second\n:class: summary\n\n"
    "- see {doc}`01_a`\n:::\n",
    "last": "# Cards\n\n```{cards}\n```\n",
}


@pytest.fixture
def book(tmp_path):
    """Build a small book, and return how to build it again."""
    source, out = tmp_path / "source", tmp_path / "out"
    source.mkdir()
    (source / "conf.py").write_text(CONF)
    for name, text in PAGES.items():
        (source / f"{name}.md").write_text(text)

    def build():
        quiet = {"status": None, "warning": None, "freshenv": False}
        places = (source, source, out, tmp_path / "trees")
        Sphinx(*places, "html", **quiet).build()
        return (out / "last.html").read_text("utf-8")

    build.source = source
    return build


def texts(html):
    inside = html.partition('<div class="cards docutils container">')[2].partition(
        "</article>"
    )[0]
    return " ".join(re.sub("<[^>]+>", " ", inside).split())


def test_the_page_has_all_cards_in_order_with_links_that_work(book):
    html = book()
    assert texts(html).startswith("1 First one 2 Second see A")
    assert "Not this" not in html.partition('class="cards')[2]
    assert html.count('href="01_a.html"') >= 2  # from its title, and from card 2
    assert 'href="02_b.html"' in html


def test_a_card_that_changes_changes_there_and_one_that_goes_is_gone(book):
    book()
    page = book.source / "01_a.md"
    page.write_text(PAGES["01_a"].replace("- one", "- another"))
    assert "1 First another 2 Second" in texts(book())
    page.write_text("# A\n\nNothing.\n")
    assert "First" not in texts(book())
