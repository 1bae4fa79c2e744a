"""Make MathML of the formulas in the exercises, with the converter of the pages.

``make notebooks`` does this first, for the notebooks store the exercises.
"""

import json
import tempfile
from pathlib import Path
from xml.etree import ElementTree

from lessons_pkg.exercises import catalogue
from lessons_pkg.interactive.exercise import typeset
from lessons_pkg.interactive.sphinx.formulas import Formulas

ROOT = Path(__file__).parents[1]


def wanted():
    """List the formulas of all exercises, sorted."""
    exercises = [m for page in catalogue().values() for e in page for m in e.members]
    texts = [[e.spec, [wrong.hint for wrong in e.wrong]] for e in exercises]
    return typeset.formulas_in(texts)


def converted(formulas):
    """Return {formula: its pieces as trees}; one that cannot be read is named."""
    with tempfile.TemporaryDirectory() as folder:
        converter = Formulas(ROOT, folder)
        pieces = {formula: typeset.latex(formula) for formula in formulas}
        everything = [(latex, False) for listed in pieces.values() for latex in listed]
        converter.add(everything)
        for latex, display in everything:
            if error := converter.error(latex, display):
                raise ValueError(f"${latex}$ cannot be shown: {error}")
        return {
            formula: [_tree(converter.mathml(latex, False)) for latex in listed]
            for formula, listed in pieces.items()
        }


def _tree(mathml):
    """Return MathML as a tree, without the LaTeX that the pages keep beside it."""
    math = ElementTree.fromstring(mathml)
    return ["math", {}, _node(math[0][0])]


def _node(element):
    text = [element.text] if element.text else []
    # A strict policy of a site forbids style attributes.
    attributes = {k: v for k, v in element.attrib.items() if k != "style"}
    return [element.tag, attributes, *text, *map(_node, element)]


def written(formulas):
    """Return the text of the table, a line for each formula."""
    lines = [
        f"{json.dumps(formula, ensure_ascii=False)}: "
        + json.dumps(pieces, ensure_ascii=False, separators=(",", ":"))
        for formula, pieces in converted(formulas).items()
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def write():
    """Write the table of the package."""
    typeset.TABLE.write_text(written(wanted()), "utf-8")
    typeset.table.cache_clear()


if __name__ == "__main__":
    write()
