"""The search: one index, made from the text as it is read, that works from the disk, too.

Each section, each word of the glossary and each name of the package is an entry with the
place that it leads to. A script of its own holds them all, since a page that is opened
from the disk may load a script but no data.
"""

import json
from pathlib import Path
from xml.etree import ElementTree

from docutils import nodes
from sphinx import addnodes

from . import formulas

#: What a section's entry leaves to other entries, or to nobody.
APART = (
    nodes.section,
    nodes.title,
    nodes.raw,
    nodes.math_block,
    nodes.comment,
    nodes.image,
    addnodes.glossary,
    addnodes.desc,
    addnodes.toctree,
    addnodes.index,
)


def collect(app, doctree, name):
    """Keep the entries of one page, as its tree is written."""
    if app.builder.format != "html":
        return
    app.builder.found[name] = list(_entries(app, doctree, name))


def _entries(app, doctree, name):
    kind = "code" if "/api/" in name else "text"
    for section in doctree.findall(nodes.section):
        title = _text(app, section.next_node(nodes.title))
        top = section.parent is doctree
        prose, code = _prose(app, section)
        yield _entry(
            "" if top else section["ids"][0],
            title,
            prose,
            code,
            "page" if top else kind,
        )
    for item in doctree.findall(nodes.definition_list_item):
        term = item.next_node(nodes.term)
        if isinstance(item.parent.parent, addnodes.glossary) and term["ids"]:
            meaning = _text(app, item.next_node(nodes.definition))
            yield _entry(term["ids"][0], term.astext(), meaning, "", "word")
    for described in doctree.findall(addnodes.desc):
        signature = described.next_node(addnodes.desc_signature)
        if signature["ids"]:
            content = described.next_node(addnodes.desc_content)
            prose, code = _prose(app, content)
            yield _entry(
                signature["ids"][0], signature["fullname"], prose, code, "code"
            )


def _entry(anchor, title, prose, code, kind):
    return [anchor, title, prose, code, kind]


def _prose(app, node):
    """Return what stands in a section itself: its sentences, and its code."""
    prose, code = [], []

    def walk(parent):
        for child in parent.children:
            if isinstance(child, nodes.literal_block):
                code.append(child.astext())
            elif isinstance(child, nodes.TextElement) and not isinstance(child, APART):
                prose.append(_text(app, child))
            elif not isinstance(child, APART):
                walk(child)

    walk(node)
    return " ".join(filter(None, prose)), "\n".join(code)


def _text(app, node):
    """Return a node's text, formulas as they would be read in a line."""
    if isinstance(node, nodes.Text):
        return node.astext()
    if isinstance(node, nodes.math):
        return plain(app.formulas.mathml(*formulas.source_of(node)))
    if isinstance(node, APART) and not isinstance(node, nodes.title):
        return ""
    between = "" if isinstance(node, nodes.TextElement) else " "
    return between.join(_text(app, child) for child in node.children).replace("\n", " ")


# Formulas in a line ----------------------------------------------------------------------

_RAISED = str.maketrans("0123456789+−-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SPACED = set("=≠<>≤≥≈+←→∈")


def plain(mathml):
    """Return a formula as a line of letters: a fraction with a slash, powers raised."""
    root = ElementTree.fromstring(mathml)
    return " ".join(_line(root).split())


def _line(node):
    tag = node.tag.rpartition("}")[2]
    if tag in ("annotation", "mspace"):
        return ""
    parts = [_line(child) for child in node]
    if tag in ("mi", "mn", "mo", "mtext"):
        text = node.text or ""
        return f" {text} " if text in _SPACED else text.replace("\u2061", " ")
    if tag == "mfrac":
        return "/".join(f"({part.strip()})" if _long(part) else part for part in parts)
    if tag == "msqrt":
        return f"√({''.join(parts)})"
    if tag == "msup" and not parts[1].strip("′″‴"):
        return "".join(parts)
    if tag == "msup":
        return parts[0] + _set(parts[1], _RAISED, "^")
    if tag in ("msub", "munder"):
        return parts[0] + _set(parts[1], _LOWERED, "_")
    if tag in ("msubsup", "munderover"):
        return parts[0] + _set(parts[1], _LOWERED, "_") + _set(parts[2], _RAISED, "^")
    return "".join(parts)


def _long(part):
    return any(sign in part.strip() for sign in " +−⋅/")


def _set(text, small, sign):
    moved = text.translate(small)
    if all(ord(letter) in small or letter in small.values() for letter in text):
        return moved
    return f"{sign}{text}" if len(text) == 1 else f"{sign}({text.strip()})"


# The index and its page ------------------------------------------------------------------


def pages(app):
    """Name the search page, whose text is its template's."""
    if app.builder.format == "html":
        yield "search", {"title": "Search"}, "search.html"


def write(app, error):
    """Write the index: each page with its address and title, and its entries."""
    if error is not None or app.builder.format != "html":
        return
    order = [name for name in _reading_order(app) if name in app.builder.found]
    index = [
        {
            "page": app.builder.get_target_uri(name),
            "title": app.env.titles[name].astext(),
            "entries": app.builder.found[name],
        }
        for name in order
    ]
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    file = Path(app.outdir) / "_static" / "search-index.js"
    file.write_text(f"window.searchIndex={text};\n", "utf-8")


def _reading_order(app):
    """List the pages as the table of contents has them."""
    order = [app.config.root_doc]
    for name in order:
        for child in app.env.toctree_includes.get(name, []):
            if child not in order:
                order.append(child)
    return order


def _prepare(app):
    app.builder.found = {}


def setup(app):
    """Register the search page and its index."""
    app.connect("builder-inited", _prepare)
    app.connect("doctree-resolved", collect)
    app.connect("html-collect-pages", pages)
    app.connect("build-finished", write, priority=800)
