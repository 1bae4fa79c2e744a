"""Explorables in pages of text: a call with literals, and nothing else that runs."""

import pytest

from lessons_pkg.explore import Neuron, Training
from lessons_pkg.interactive.sphinx.explorables import made


def test_a_call_makes_the_explorable():
    neuron = made("Neuron(2.0, x0=-1.5)")
    assert isinstance(neuron, Neuron)
    assert (neuron.k, neuron.x0) == (2, -1.5)
    assert (
        made("Training(hidden=(3, 2))").page_state()
        == Training(hidden=(3, 2)).page_state()
    )


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("Neuron", ValueError),
        ("neuron.Neuron()", ValueError),
        ("Neuron(k=__import__('os').getpid())", ValueError),
        ("print('here')", AttributeError),
        ("Neuron(k=100)", ValueError),
        ("Neuron(weight=1)", TypeError),
        ("Neuron(", SyntaxError),
    ],
)
def test_anything_else_is_refused(source, error):
    with pytest.raises(error):
        made(source)
