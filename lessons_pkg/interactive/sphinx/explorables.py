"""An explorable in a page of text, where no cell can show it.

In a notebook a cell's output holds it. A page in Markdown names it in a directive, with
settings that are written out::

    ```{explorable} Training(small=True, seed=1)
    ```
"""

import ast
import inspect

from docutils import nodes
from docutils.parsers.rst import Directive

from lessons_pkg import explore


class ExplorableDirective(Directive):
    """Puts what a cell with ``explore.…`` would store into the page."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self):
        """Return the explorable's placeholder, or in other formats its line of text."""
        env = self.state.document.settings.env
        source = self.arguments[0]
        try:
            figure = made(source)
        except (AttributeError, SyntaxError, TypeError, ValueError) as error:
            raise self.error(f"{source} is no explorable: {error}") from error
        env.note_dependency(inspect.getfile(type(figure)))
        bundle = figure._repr_mimebundle_()
        html = nodes.raw("", bundle["text/html"], format="html")
        text = nodes.paragraph("", bundle["text/plain"])
        return [html] if env.app.builder.format == "html" else [text]


def made(source):
    """Return the explorable that a call such as ``Neuron(w=2.0)`` makes.

    Nothing else is run: the name is looked up in `explore`, the settings are literals.
    """
    call = ast.parse(source, mode="eval").body
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
        raise ValueError("write a call, such as Neuron(w=2.0)")
    if call.func.id not in explore.__all__:
        raise AttributeError(f"explore has no {call.func.id}")
    settings = {word.arg: ast.literal_eval(word.value) for word in call.keywords}
    values = [ast.literal_eval(value) for value in call.args]
    return getattr(explore, call.func.id)(*values, **settings)


def setup(app):
    """Register the directive."""
    app.add_directive("explorable", ExplorableDirective)
