"""A widget in a page of text, where no cell can show it.

In a notebook a cell's output holds it. A page in Markdown names it in a directive, with
settings that are written out::

    ```{widget} lessons_pkg.explore.Training(small=True, seed=1)
    ```
"""

import ast
import inspect
from importlib import import_module

from docutils import nodes
from docutils.parsers.rst import Directive

from lessons_pkg.interactive.page import PageWidget


class WidgetDirective(Directive):
    """Puts what a cell that shows the widget would store into the page."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self):
        """Return the widget's placeholder, or in other formats its line of text."""
        env = self.state.document.settings.env
        source = self.arguments[0]
        try:
            widget = made(source)
        except (AttributeError, ImportError, SyntaxError, TypeError, ValueError) as why:
            raise self.error(f"{source} is no widget: {why}") from why
        env.note_dependency(inspect.getfile(type(widget)))
        bundle = widget._repr_mimebundle_()
        if env.app.builder.format == "html":
            return [nodes.raw("", bundle["text/html"], format="html")]
        return [nodes.paragraph("", bundle["text/plain"])]


def made(source):
    """Return the widget that a call such as ``lessons_pkg.explore.Slope(2)`` makes.

    Nothing else is run: the class is looked up, and the settings are literals.
    """
    call = ast.parse(source, mode="eval").body
    if not isinstance(call, ast.Call):
        raise ValueError("write a call, such as lessons_pkg.explore.Slope(2)")
    module, _, name = ast.unparse(call.func).rpartition(".")
    widget = getattr(import_module(module), name)
    if not (isinstance(widget, type) and issubclass(widget, PageWidget)):
        raise TypeError(f"{name} is something else")
    settings = {word.arg: ast.literal_eval(word.value) for word in call.keywords}
    return widget(*map(ast.literal_eval, call.args), **settings)


def setup(app):
    """Register the directive."""
    app.add_directive("widget", WidgetDirective)
