"""The second run: each starter filled with its reference, every check correct."""

import importlib
import re

import nbformat
import pytest
from nbclient import NotebookClient

from lessons_pkg.interactive.exercise import Code

from .conftest import NOTEBOOKS

IMPORT = re.compile(r"from lessons_pkg\.exercises import (\w+) as ex")
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
    """List the first line of what each check answers."""
    return [
        cell.outputs[-1]["data"]["text/plain"].splitlines()[0]
        for cell in cells
        if CHECK.search(cell.source)
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_every_check_passes_once_its_starter_is_filled(path, tmp_path):
    notebook = nbformat.read(path, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    exercises = exercises_in(cells)
    if not exercises:
        pytest.skip("no exercise here is answered in code")
    assert set(verdicts(cells)) == {"– Not attempted."}
    for exercise in exercises:
        (starter,) = [c for c in cells if c.source == exercise.starter]
        starter.source = exercise.reference_source()
    NotebookClient(notebook, resources={"metadata": {"path": tmp_path}}).execute()
    assert set(verdicts(cells)) == {"✓ Correct."}
    assert len(verdicts(cells)) == len(exercises)
