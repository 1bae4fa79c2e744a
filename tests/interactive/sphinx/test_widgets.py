"""Widgets in pages of text: a call with literals, and nothing else that runs."""

import pytest

from lessons_pkg.explore import Neuron, Training
from lessons_pkg.interactive.sphinx.widgets import made


def test_a_call_makes_the_widget():
    neuron = made("lessons_pkg.explore.Neuron(2.0, x0=-1.5)")
    assert isinstance(neuron, Neuron)
    assert (neuron.k, neuron.x0) == (2, -1.5)
    deep = made("lessons_pkg.explore.Training(hidden=(3, 2))")
    assert deep.page_state() == Training(hidden=(3, 2)).page_state()


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("lessons_pkg.explore.Neuron", ValueError),
        ("Neuron()", ValueError),
        ("lessons_pkg.explore.Neuron(k=__import__('os').getpid())", ValueError),
        ("os.getcwd()", TypeError),
        ("builtins.list()", TypeError),
        ("nowhere.Neuron()", ImportError),
        ("lessons_pkg.explore.Newton()", AttributeError),
        ("lessons_pkg.explore.Neuron(k=100)", ValueError),
        ("lessons_pkg.explore.Neuron(weight=1)", TypeError),
        ("lessons_pkg.explore.Neuron(", SyntaxError),
    ],
)
def test_anything_else_is_refused(source, error):
    with pytest.raises(error):
        made(source)
