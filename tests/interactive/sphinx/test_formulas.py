"""Formulas become MathML with TeX's spacing, and a bad one is named with its place."""

from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from docutils import nodes
from docutils.utils import new_document
from sphinx.errors import ExtensionError

from lessons_pkg.interactive.sphinx import formulas

ROOT = Path(__file__).parents[3]


@pytest.fixture
def converter(tmp_path):
    return formulas.Formulas(ROOT, tmp_path)


def test_a_formula_keeps_its_latex_and_is_kept_for_the_next_build(converter, tmp_path):
    mathml = converter.mathml(r"\sigma(z)", False)
    assert r'<annotation encoding="application/x-tex">\sigma(z)</annotation>' in mathml
    again = formulas.Formulas(ROOT, tmp_path)
    assert again.known[r"inline \sigma(z)"]["mathml"] == mathml


def test_a_bad_formula_fails_with_its_place_and_its_text(tmp_path):
    document = new_document("book/05_backprop.ipynb")
    bad = nodes.math_block("", r"\frac{1}{2", nowrap=False)
    bad.source, bad.line = "book/05_backprop.ipynb", 120003
    document += bad
    env = SimpleNamespace(found_docs={"page"}, get_doctree=lambda name: document)
    builder = SimpleNamespace(format="html")
    app = SimpleNamespace(builder=builder, confdir=ROOT, outdir=tmp_path / "html")
    with pytest.raises(
        ExtensionError, match=r"05_backprop.ipynb, cell 12, line 3"
    ) as it:
        formulas.convert_all(app, env)
    assert r"\frac{1}{2" in str(it.value)


def test_scripts_are_tight_and_products_are_not(converter):
    mathml = converter.mathml(r"e^{a+b} \cdot c", False)
    assert '<mo lspace="0" rspace="0">+</mo>' in mathml
    assert '<mo lspace="0.2222em" rspace="0.2222em">⋅</mo>' in mathml


@pytest.mark.parametrize(
    "latex", [r"y_i \ln p_i", r"(1 - y)\ln(1 - p)", r"-\ln p", r"\tfrac12 \ln 2"]
)
def test_a_function_stands_apart_from_what_is_before_it(converter, latex):
    assert '<mspace width="0.1667em"></mspace><mi>ln</mi>' in converter.mathml(
        latex, False
    )


def test_a_function_begins_a_formula_or_a_bracket_without_a_space(converter):
    assert "mspace" not in converter.mathml(r"\ln(\ln(p))", False)


def test_a_sign_at_an_alignment_mark_is_one_between_two_terms(converter):
    mathml = converter.mathml(r"\begin{aligned} a &+ b \\ &- c \end{aligned}", True)
    assert mathml.count('form="infix"') == 2
    mathml = converter.mathml(r"\begin{cases} a & -1 \\ -c & +2 \end{cases}", True)
    assert mathml.count('form="infix"') == 0
    assert mathml.count('<mo form="prefix" stretchy="false">') == 3


def test_lines_that_a_blank_line_divides_stand_below_each_other():
    node = nodes.math_block("", "a = b\n\nc = d", nowrap=False)
    assert formulas.source_of(node) == (
        r"\begin{aligned}a = b\\c = d\end{aligned}",
        True,
    )


@pytest.mark.parametrize("latex", [r"\sqrt{c}", r"\sqrt[3]{c}", r"\sqrt m"])
def test_a_root_does_not_hang_below_the_line(converter, latex):
    tree = ElementTree.fromstring(converter.mathml(latex, False))
    root = next(node for node in tree.iter() if node.tag in ("msqrt", "mroot"))
    first = root[0] if root.tag == "msqrt" else root[0][0]
    assert first.tag == "mspace"
    assert float(first.get("height").removesuffix("em")) > 0.7
