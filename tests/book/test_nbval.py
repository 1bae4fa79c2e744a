"""The comparison of outputs is strict: one changed number in a notebook is found.

Each notebook is run alone and in an empty folder, so the order in which notebooks run
cannot matter, and none can lean on what another left behind.
"""

import re
import subprocess
import sys

import nbformat
import pytest

from .conftest import PAGES

NUMBER = re.compile(r"\d(?=\D*$)")


def run_nbval(path):
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--nbval",
        "-q",
        "-p",
        "no:cacheprovider",
    ]
    return subprocess.run([*command, str(path)], capture_output=True, text=True)


def change_last_number(notebook):
    """Change the last digit of the last number that the notebook prints."""
    for cell in reversed(notebook.cells):
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and NUMBER.search(output.text):
                output.text = NUMBER.sub(
                    lambda digit: str((int(digit[0]) + 1) % 10), output.text
                )
                return cell
    raise AssertionError("the notebook prints no number")


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_one_changed_number_fails_and_nothing_else_does(path, tmp_path):
    notebook = nbformat.read(path, as_version=4)
    cell = change_last_number(notebook)
    copy = tmp_path / path.name
    nbformat.write(notebook, copy)
    run = run_nbval(copy)
    codes = [c for c in notebook.cells if c.cell_type == "code"]
    assert run.returncode == 1, run.stdout
    assert f"1 failed, {len(codes) - 1} passed" in run.stdout
    assert f"::Cell {codes.index(cell)}" in run.stdout
