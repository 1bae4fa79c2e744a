"""Formulas as MathML: written once, when the book is built, and not by every reader.

Temml turns LaTeX into MathML, which every browser draws by itself, which reads well
with scripts off, and which a screen reader can read out. It runs with deno; one call
converts all formulas that are new since the last build. Each keeps its LaTeX as an
annotation.
"""

import hashlib
import json
import re
from pathlib import Path
from xml.etree import ElementTree

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.locale import _
from sphinx.util.math import get_node_equation_number

from . import deno

SCRIPT = Path(__file__).with_name("formulas.js")
#: A notebook's line numbers, as myst-nb counts them: the cell, then the line in it.
CELL = 10_000


class Formulas:
    """LaTeX to MathML, kept on the disk from one build to the next."""

    def __init__(self, root, cache):
        self.root = Path(root)
        self.file = Path(cache) / f"formulas-{self._version()}.json"
        self.known = (
            json.loads(self.file.read_text("utf-8")) if self.file.exists() else {}
        )

    def _version(self):
        """Name what the MathML depends on: the converter and how it is called."""
        files = [Path(__file__), SCRIPT, self.root / "deno.lock"]
        parts = [file.read_bytes() for file in files]
        return hashlib.sha256(b"".join(parts)).hexdigest()[:12]

    def add(self, wanted):
        """Convert the (LaTeX, display) pairs of `wanted` that are new, in one call."""
        new = [pair for pair in dict.fromkeys(wanted) if _key(*pair) not in self.known]
        if not new:
            return
        question = [{"latex": latex, "display": display} for latex, display in new]
        answers = deno.run(self.root, SCRIPT, question)
        for pair, answer in zip(new, answers, strict=True):
            if "mathml" in answer:
                answer["mathml"] = polish(answer["mathml"])
            self.known[_key(*pair)] = answer
        self.file.parent.mkdir(parents=True, exist_ok=True)
        good = {key: value for key, value in self.known.items() if "mathml" in value}
        self.file.write_text(json.dumps(good, ensure_ascii=False), "utf-8")

    def mathml(self, latex, display):
        """Return the MathML of one formula."""
        self.add([(latex, display)])
        return self.known[_key(latex, display)]["mathml"]

    def error(self, latex, display):
        """Return what Temml says is wrong with a formula, or None."""
        return self.known[_key(latex, display)].get("error")


# Where MathML's spacing falls short of TeX's ------------------------------------------

_SCRIPTS = ("msub", "msup", "msubsup", "munder", "mover", "munderover")
#: What stands between two things and has no space around it in a script.
_BETWEEN = set("=≠<>≤≥≈∼+−±·⋅×/∘→←∈")
#: After these, the name of a function begins a new factor.
_FACTORS = ("mi", "mn", "mfrac", "msqrt", *_SCRIPTS)
_APPLY = "\u2061"
#: A sign of a root has one smallest size, and what is lower would let it hang down.
_STRUT = {"height": "0.74em", "depth": "0.12em"}
#: Products, around which TeX has a medium space.
_PRODUCTS = set("∘·⋅×")


def polish(mathml):
    """Return MathML with TeX's space.

    There is some around products, before a function, and around a sign that goes on
    with the line above; none in scripts, and none inside brackets of a chosen size,
    which they keep with a power, too. A root stands on the line, however low what is
    under it.
    """
    tree = ElementTree.fromstring(mathml.replace("&nbsp;", "\u00a0"))
    for root in list(tree.iter()):
        if root.tag in ("msqrt", "mroot"):
            strut = ElementTree.Element("mspace", width="0", **_STRUT)
            if root.tag == "mroot" and root[0].tag != "mrow":
                row = ElementTree.Element("mrow")
                row.append(root[0])
                root[0] = row
            (root if root.tag == "msqrt" else root[0]).insert(0, strut)
    for operator in tree.iter("mo"):
        if operator.get("fence") and not operator.get("form"):
            _space(operator, "0")
        elif operator.text in _PRODUCTS:
            _space(operator, "0.2222em")
    for script in list(tree.iter()):
        if script.tag in _SCRIPTS:
            if script[0].get("minsize"):  # a bracket grows in a row, and not as a base
                row = ElementTree.Element("mrow")
                row.append(script[0])
                script[0] = row
            for operator in (mo for part in script[1:] for mo in part.iter("mo")):
                if operator.text in _BETWEEN:
                    _space(operator, "0")
    for row in list(tree.iter()):
        for before, here in zip(list(row), list(row)[1:], strict=False):
            name = here[0] if here.tag == "mrow" and len(here) > 1 else None
            if name is not None and here[1].text == _APPLY and _is_factor(before):
                here.insert(0, ElementTree.Element("mspace", width="0.1667em"))
    for row in tree[0].iter("mrow"):  # a function's name by itself, in a sentence
        if (
            len(row)
            and row[-1].tag == "mspace"
            and len(row) <= 3
            and row in list(tree[0])
        ):
            row.remove(row[-1])
    for line in tree.findall(".//mtable[@displaystyle]/mtr"):
        for cell in line[1::2]:  # TeX has an empty group where such a cell begins
            for sign in cell.findall("mrow/mo[1][@form='prefix']"):
                if sign.text in "+−" and sign is cell[0][0]:
                    sign.set("form", "infix")
    return ElementTree.tostring(tree, "unicode", short_empty_elements=False)


def _is_factor(node):
    """Say whether TeX has a space between a node and a function's name after it."""
    if node.tag == "mo":
        return node.get("form") == "prefix" and node.text in "+−"
    if node.tag == "mstyle" and len(node):
        return _is_factor(node[-1])
    if node.tag == "mrow" and len(node):
        return node[-1].tag == "mo" and node[-1].get("form") == "postfix"
    return node.tag in _FACTORS


def _space(operator, width):
    operator.set("lspace", width)
    operator.set("rspace", width)


def _key(latex, display):
    return f"{'display' if display else 'inline'} {latex}"


def source_of(node):
    """Return the LaTeX of a node as Temml wants it, and whether it stands by itself."""
    latex = node.astext()
    if isinstance(node, nodes.math):
        return latex, False
    if node.get("nowrap"):
        return latex, True
    # As Sphinx does for MathJax: what a blank line divides stands below each other.
    parts = [part for part in latex.split("\n\n") if part.strip()]
    split = r"\begin{split}%s\end{split}"
    parts = [
        split % part if r"\\" in part and not _aligned(part) else part for part in parts
    ]
    if len(parts) > 1:
        lines = r"\\".join(parts)
        return rf"\begin{{aligned}}{lines}\end{{aligned}}", True
    return "".join(parts), True


def _aligned(part):
    r"""Say whether each ``\\`` of a formula stands in an environment of its own."""
    inside = re.compile(r"\\begin\{(\w+\*?)\}.*?\\end\{\1\}", re.DOTALL)
    return r"\\" not in inside.sub("", part)


def place(node):
    """Say where a formula stands, for a reader of the error."""
    while node is not None and node.line is None:
        node = node.parent
    if node is None:
        return "somewhere"
    source = node.source or (node.document and node.document["source"])
    cell, line = divmod(node.line, CELL)
    return f"{source}, cell {cell}, line {line}" if cell else f"{source}:{line}"


def convert_all(app, env):
    """Convert the formulas of every page, or fail with the place of each bad one."""
    if app.builder.format != "html":
        return
    app.formulas = Formulas(app.confdir, Path(app.outdir).parent / "cache")
    found = [
        (*source_of(node), node)
        for name in sorted(env.found_docs)
        for node in env.get_doctree(name).findall(_is_formula)
    ]
    app.formulas.add([(latex, display) for latex, display, _ in found])
    bad = [
        f"{place(node)}: {app.formulas.error(latex, display)}\n    {latex}"
        for latex, display, node in found
        if app.formulas.error(latex, display)
    ]
    if bad:
        raise ExtensionError("Formulas that cannot be shown:\n" + "\n".join(bad))


def _is_formula(node):
    return isinstance(node, nodes.math | nodes.math_block)


def visit_inline(self, node):
    """Write a formula inside a sentence."""
    mathml = self.builder.app.formulas.mathml(*source_of(node))
    self.body.append(self.starttag(node, "span", "", CLASS="math"))
    self.body.append(mathml + "</span>")
    raise nodes.SkipNode


def visit_display(self, node):
    """Write a formula that stands by itself, with its number if it has one."""
    mathml = self.builder.app.formulas.mathml(*source_of(node))
    self.body.append(self.starttag(node, "div", CLASS="math"))
    self.body.append(f'<div class="formula">{mathml}</div>')
    if node.get("number"):
        number = get_node_equation_number(self, node)
        self.body.append(f'<span class="eqno">({number})')
        self.add_permalink_ref(node, _("Link to this equation"))
        self.body.append("</span>")
    self.body.append("</div>\n")
    raise nodes.SkipNode


def setup(app):
    """Make MathML the way in which the book's HTML shows formulas."""
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_display, None))
    app.connect("env-updated", convert_all)
