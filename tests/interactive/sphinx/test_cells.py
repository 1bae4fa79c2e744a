"""Which cells show no code in the book."""

import pytest

from lessons_pkg.interactive.sphinx.cells import (
    only_serves_a_notebook,
    only_sets_up,
    only_shows_a_widget,
)


@pytest.mark.parametrize(
    "source",
    [
        "ex.at_minus_2",
        "from lessons_pkg.exercises import sigmoid as ex\n\nex.at_minus_2",
        "from lessons_pkg import explore\n\nexplore.Neuron(w=1.0, b=0.0)",
        "from lessons_pkg import progress\n\nprogress.show()",
    ],
)
def test_a_cell_that_only_shows_a_widget(source):
    assert only_shows_a_widget(source)


@pytest.mark.parametrize(
    "source",
    [
        "ex.update.check(update)",
        "model.fit(X, y)",
        "w = 2\nexplore.Neuron(w=w)",
        "from lessons_pkg import MLP\n\nexplore.Neuron()",
        "print(ex)",
        "%matplotlib inline",
        "",
    ],
)
def test_a_cell_that_does_more(source):
    assert not only_shows_a_widget(source)


def test_the_cell_that_sets_up():
    tools = "import numpy as np\nfrom lessons_pkg import data\n\n"
    assert only_sets_up(tools + 'plt.style.use("lessons_pkg.lessons")')
    assert not only_sets_up(tools + "X, y = data.beans()")
    assert not only_sets_up("")


STARTER = '''def slope(z):
    """Return it."""
    ...'''


@pytest.mark.parametrize("source", [STARTER, "ex.update.check(update)"])
def test_a_cell_that_only_a_notebook_can_use(source):
    assert only_serves_a_notebook(source)


@pytest.mark.parametrize(
    "source",
    [
        STARTER.replace("...", "return z"),
        f"{STARTER}\n\n\nprint(slope(2))",
        "ex.update",
        "model.check(update)",
        "x = 2",
        "",
    ],
)
def test_a_cell_that_a_reader_of_the_page_wants_to_see(source):
    assert not only_serves_a_notebook(source)
