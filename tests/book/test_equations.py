"""Every labelled equation of the book is checked by machine.

`equations/` holds, for each label, the LaTeX that was verified and a check of what it
says. An equation that a page changes, adds or drops fails here until its check follows.
"""

import re

import pytest

from .conftest import BOOK, page_sources
from .equations import CHECKS

DISPLAYED = re.compile(r"\$\$(.+?)\$\$(?:\s*\((eq-[\w-]+)\))?", re.DOTALL)


def normal(latex):
    return " ".join(latex.split())


def labelled(pages):
    return [
        (label, normal(latex), path.name)
        for path, text in pages
        for latex, label in DISPLAYED.findall(text)
        if label
    ]


EQUATIONS = labelled(page_sources())


def test_a_label_names_one_equation():
    labels = [label for label, _, _ in EQUATIONS]
    assert sorted(labels) == sorted(set(labels))
    assert labels


def test_every_label_has_a_check_and_every_check_a_label():
    assert {label for label, _, _ in EQUATIONS} == set(CHECKS)


def test_every_displayed_equation_of_a_chapter_has_a_label():
    bare = [
        (path.name, normal(latex))
        for path, text in page_sources()
        if path.suffix == ".ipynb"
        for latex, label in DISPLAYED.findall(text)
        if not label
    ]
    assert bare == []


@pytest.mark.parametrize(("label", "latex", "page"), EQUATIONS)
def test_the_page_shows_what_was_verified(label, latex, page):
    assert latex == normal(CHECKS[label].latex), page


@pytest.mark.parametrize("label", CHECKS)
def test_the_equation_holds(label):
    CHECKS[label].verify()


def test_a_changed_sign_on_a_page_is_noticed():
    page = "$$ x $$\n\n$$\n\\sigma(-z) = 1 + \\sigma(z)\n$$ (eq-symmetry)"
    ((label, latex, _),) = labelled([(BOOK / "changed.md", page)])
    assert (label, latex) == ("eq-symmetry", r"\sigma(-z) = 1 + \sigma(z)")
    assert latex != normal(CHECKS[label].latex)
