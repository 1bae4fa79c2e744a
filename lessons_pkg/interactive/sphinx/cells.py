"""What the page shows of a cell: no code where the code only fetches what is seen.

JupyterLab shows every cell whole. In the book the cell that imports the tools, and each
cell that does nothing but show a figure or an exercise, show what they make and not
how. What only a notebook can use, the starter of an exercise and its check, is left
out, because the exercise shows the starter itself. The other folds, of a plot's code or
of an answer, become the browser's own, which open for a search, for a link, in print,
and with scripts off.
"""

import ast
import html

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.locale import admonitionlabels
from sphinx.transforms.post_transforms import SphinxPostTransform

#: Where the widgets come from, and what a widget that a reader shall type keeps.
WIDGETS = ("lessons_pkg.exercises", "lessons_pkg.explore", "lessons_pkg.progress")
TYPED = {"check"}


def only_shows_a_widget(source):
    """Say whether a cell imports nothing but widgets and ends by showing one."""
    *before, last = _statements(source) or [None]
    if not isinstance(last, ast.Expr) or not all(map(_imports_widgets, before)):
        return False
    shown = last.value.func if isinstance(last.value, ast.Call) else last.value
    return (
        isinstance(shown, ast.Attribute)
        and isinstance(shown.value, ast.Name)
        and shown.value.id in ("ex", "explore", "progress")
        and shown.attr not in TYPED
    )


def only_sets_up(source):
    """Say whether a cell does nothing but import and choose the style of figures."""
    statements = _statements(source)
    return bool(statements) and all(map(_prepares, statements))


def only_serves_a_notebook(source):
    """Say whether a cell is a function to be written, or the check of one."""
    statements = _statements(source)
    if len(statements) != 1:
        return False
    (statement,) = statements
    if isinstance(statement, ast.FunctionDef):
        *_, last = statement.body
        return isinstance(last, ast.Expr) and ast.unparse(last) == "..."
    called = ast.unparse(getattr(getattr(statement, "value", None), "func", statement))
    return called.startswith("ex.") and called.endswith(".check")


def _statements(source):
    try:
        return ast.parse(source).body
    except SyntaxError:
        return []


def _imports_widgets(statement):
    if not isinstance(statement, ast.ImportFrom):
        return False
    names = [f"{statement.module}.{alias.name}" for alias in statement.names]
    return all(name.startswith(WIDGETS) for name in names)


def _prepares(statement):
    if isinstance(statement, ast.Expr):
        return ast.unparse(statement).startswith("plt.style.use(")
    return isinstance(statement, ast.Import | ast.ImportFrom)


class HideWhatOnlyFetches(SphinxPostTransform):
    """Take away the input of the set-up cell and of cells that only show a widget.

    A cell that only serves a notebook goes as a whole.
    """

    default_priority = 190  # before myst-nb folds inputs and outputs
    formats = ("html",)

    def run(self, **kwargs):
        """Look at each code cell of a page; the set-up cell is the first of them."""
        first = True
        for cell in list(self.document.findall(_is_code_cell)):
            source = cell.children[0].astext() if cell.children else ""
            if only_serves_a_notebook(source):
                cell.parent.remove(cell)
            elif only_shows_a_widget(source) or (first and only_sets_up(source)):
                cell.remove(cell.children[0])
                cell.attributes.pop("hide_mode", None)
                cell["classes"].append("shows-no-input")
                if not cell.children:
                    cell.parent.remove(cell)
            first = False


def _is_code_cell(node):
    return isinstance(node, nodes.container) and node.get("nb_element") == "cell_code"


class Fold(nodes.Element):
    """A box that opens."""


class FoldTitle(nodes.TextElement):
    """What a box that opens says while it is closed."""


class UseTheBrowsersFolds(SphinxPostTransform):
    """Turn each box of class dropdown into an element that opens without a script."""

    default_priority = 200
    formats = ("html",)

    def run(self, **kwargs):
        """Replace the boxes, with their titles."""
        for box in list(self.document.findall(nodes.Admonition)):
            if "dropdown" not in box["classes"]:
                continue
            title, *content = box.children
            if not isinstance(title, nodes.title):  # a note, a tip: named by its kind
                content = box.children
                title = nodes.title("", admonitionlabels[box.tagname])
            head = FoldTitle("", "", *title.children, classes=["admonition-title"])
            kept = {"ids": box["ids"], "classes": ["admonition", *box["classes"]]}
            box.replace_self(Fold("", head, *content, **kept))


class NameRowsWhereColumnsHaveNoName(SphinxPostTransform):
    """Let the first column name the rows of a table in which a column has no name."""

    default_priority = 210
    formats = ("html",)

    def run(self, **kwargs):
        """Mark that column, so that no number stands without a name to it."""
        for table in self.document.findall(nodes.table):
            heads = [
                cell
                for row in table.findall(nodes.thead)
                for cell in row.findall(nodes.entry)
            ]
            columns = list(table.findall(nodes.colspec))
            if columns and not all(cell.astext().strip() for cell in heads):
                columns[0]["stub"] = 1


def _visit_fold(self, node):
    self.body.append(self.starttag(node, "details"))


def _depart_fold(self, node):
    self.body.append("</details>\n")


def _visit_title(self, node):
    self.body.append(self.starttag(node, "summary", ""))


def _depart_title(self, node):
    self.body.append("</summary>\n")


def _visit_hidden(self, node):
    self.body.append(f'<details class="fold {" ".join(node["classes"])}">\n<summary>')
    for state in ("show", "hide"):
        label = html.escape(node[f"prompt_{state}"].replace("source", "code"))
        self.body.append(f'<span class="to-{state}">{label}</span>')
    self.body.append("</summary>\n")


def _use_own_folds(app):
    app.add_node(HideCodeCellNode, override=True, html=(_visit_hidden, _depart_fold))


def setup(app):
    """Register both, and the browser's own fold in place of myst-nb's."""
    app.connect("builder-inited", _use_own_folds)
    app.add_node(Fold, html=(_visit_fold, _depart_fold))
    app.add_node(FoldTitle, html=(_visit_title, _depart_title))
    app.add_post_transform(HideWhatOnlyFetches)
    app.add_post_transform(UseTheBrowsersFolds)
    app.add_post_transform(NameRowsWhereColumnsHaveNoName)
