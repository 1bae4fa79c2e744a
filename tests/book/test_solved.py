"""The second run: starters filled with their references, all figures drawn again."""

import base64
import importlib
import io
import itertools
import re
from copy import deepcopy

import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from lessons_pkg import sigmoid
from lessons_pkg.interactive.exercise import Code

from .conftest import CODE, NOTEBOOKS
from .pictures import TOLERANCE, difference, pictures

IMPORT = re.compile(r"from lessons_pkg\.exercises import (\w+) as ex")
VERDICT = re.compile(r"\S [\w ]+[.:]")
CHECK = re.compile(r"ex\.(\w+)\.check\(")


def exercises_in(cells):
    """List the `Code` exercises that the cells check, in their order."""
    source = "\n".join(cell.source for cell in cells)
    found = IMPORT.search(source)
    if found is None:
        return []
    chapter = importlib.import_module(f"lessons_pkg.exercises.{found[1]}")
    checked = [getattr(chapter, name) for name in CHECK.findall(source)]
    return [exercise for exercise in checked if isinstance(exercise, Code)]


def verdicts(cells):
    """List what each check answers, without its reason."""
    return [
        VERDICT.match(cell.outputs[-1]["data"]["text/plain"])[0]
        for cell in cells
        if CHECK.search(cell.source)
    ]


def redrawn(before, after):
    """Assert that each figure looks as it is stored."""
    for old, new in zip(before, after, strict=True):
        stored, fresh = pictures(old), pictures(new)
        assert len(fresh) == len(stored), f"{old.id} shows another number of figures"
        for pair in zip(stored, fresh, strict=True):
            apart = difference(*pair)
            assert apart < TOLERANCE, f"{old.id} stores another figure ({apart:.2f})"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_filled_notebook_is_correct_and_draws_what_is_stored(path, tmp_path):
    notebook = nbformat.read(path, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    before = deepcopy(cells)
    exercises = exercises_in(cells)
    assert {"– Not attempted."} >= set(verdicts(cells))
    for exercise in exercises:
        (starter,) = [c for c in cells if c.source == exercise.starter]
        starter.source = exercise.reference_source()
    NotebookClient(notebook, resources={"metadata": {"path": tmp_path}}).execute()
    assert all(verdict.startswith("✓ Correct.") for verdict in verdicts(cells))
    assert len(verdicts(cells)) == len(exercises)
    redrawn(before, cells)


# What the comparison of figures sees --------------------------------------------------


def drawn(shift=0.0, hinting="default"):
    """Return a notebook's cell that shows a curve, dots and words."""
    with plt.style.context(["lessons_pkg.lessons", {"text.hinting": hinting}]):
        figure, axes = plt.subplots()
        x = np.linspace(-6, 6, 200)
        axes.plot(x, sigmoid(x - shift))
        axes.plot([-3, 0, 2], [0.2, 0.4, 0.6], "o")
        axes.set(xlabel="logit z", ylabel="activation a", title="A curve with words")
        file = io.BytesIO()
        figure.savefig(file, format="png")
        plt.close(figure)
    data = {"image/png": base64.b64encode(file.getvalue()).decode()}
    output = nbformat.v4.new_output("display_data", data)
    return nbformat.v4.new_code_cell(outputs=[output])


def test_letters_may_be_smoothed_in_another_way():
    other = drawn(hinting="none")
    assert other.outputs != drawn().outputs
    redrawn([drawn()], [other])


def test_a_curve_that_has_moved_is_found():
    with pytest.raises(AssertionError, match="another figure"):
        redrawn([drawn()], [drawn(shift=0.1)])


def test_a_figure_that_is_missing_is_found():
    with pytest.raises(AssertionError, match="another number"):
        redrawn([drawn()], [nbformat.v4.new_code_cell()])


def test_any_two_figures_of_the_book_are_told_apart():
    book = [picture for item in CODE for picture in pictures(item.cell)]
    assert len(book) > 20
    pairs = itertools.combinations(book, 2)
    assert min(difference(one, other) for one, other in pairs) > TOLERANCE
