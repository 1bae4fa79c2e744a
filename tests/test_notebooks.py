"""The notebook tool: it runs, stores outputs, and leaves nothing that varies."""

import nbformat
import pytest
from nbclient.exceptions import CellExecutionError

from tools import notebooks


def write(path, *sources):
    cells = [nbformat.v4.new_code_cell(s, id=f"c{i}") for i, s in enumerate(sources)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)


def test_running_stores_outputs_and_a_second_run_changes_nothing(tmp_path):
    path = tmp_path / "a.ipynb"
    write(path, "x = 6", "print(x * 7)")
    notebooks.run(path)
    first = path.read_text("utf-8")
    notebooks.run(path)
    assert path.read_text("utf-8") == first
    stored = nbformat.read(path, as_version=4)
    assert stored.cells[1].outputs[0].text == "42\n"
    assert [cell.id for cell in stored.cells] == ["c0", "c1"]
    assert "execution" not in stored.cells[0].metadata


def test_the_view_of_a_live_widget_is_not_stored():
    data = {notebooks.WIDGET_VIEW: {"model_id": "1"}, "text/plain": "a widget"}
    output = nbformat.v4.new_output("display_data", data=data)
    cell = nbformat.v4.new_code_cell("w", outputs=[output])
    stored = notebooks.normalise(nbformat.v4.new_notebook(cells=[cell]))
    assert stored.cells[0].outputs[0].data == {"text/plain": "a widget"}


def test_a_notebook_that_fails_is_left_as_it_was(tmp_path):
    path = tmp_path / "a.ipynb"
    write(path, "1 / 0")
    before = path.read_text("utf-8")
    with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
        notebooks.run(path)
    assert path.read_text("utf-8") == before
