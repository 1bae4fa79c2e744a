"""A function is not judged in place of the one that its cell failed to define."""

import subprocess
import sys

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from lessons_pkg.interactive.exercise import cells, store
from tests.interactive.samples import CODE

RIGHT = "def double(x):\n    return 2 * x"
BEFORE = "The cell of `double` did not run through"


@pytest.fixture
def shell(monkeypatch, capsys):
    """Return a shell that is listened to, and remembers nothing."""
    monkeypatch.setattr(cells, "_stale", {})
    made = InteractiveShell(config=Config({"HistoryManager": {"enabled": False}}))
    made.user_ns.update(np=np, CODE=CODE)
    cells.watch(made)
    return made


def checked(shell):
    """Return what a cell says that checks the function."""
    shell.run_cell("found = CODE.check(double)")
    return shell.user_ns["found"]


@pytest.mark.parametrize(
    ("cell", "error"),
    [
        ("def double(x)\n    return x", "SyntaxError"),
        ("def double(x):\nreturn x", "IndentationError"),
        ("1 / 0\ndef double(x):\n    return x", "ZeroDivisionError"),
    ],
)
def test_a_cell_that_did_not_run_through_is_named(shell, cell, error):
    for old in (RIGHT, RIGHT.replace("2", "3")):
        shell.run_cell(old)
        shell.run_cell(cell)
        found = checked(shell)
        assert found.verdict == "not attempted"
        assert found.message == (
            f"{BEFORE} ({error}): this is the function as it was before."
        )
    assert store.read() == {}
    shell.run_cell(RIGHT)
    assert checked(shell).verdict == "correct"


@pytest.mark.parametrize(
    "cell",
    [
        f"{RIGHT}\n1 / 0",  # the function is new, what came after it failed
        "1 / 0",
        "def other(x)\n    return x",
        "class Double:\n    def double(self)",
    ],
)
def test_a_function_that_is_as_its_cell_says_is_judged(shell, cell):
    shell.run_cell(RIGHT)
    shell.run_cell(cell)
    assert checked(shell).verdict == "correct"


def test_a_function_whose_cell_has_another_name_for_it_now_is_not_judged(shell):
    shell.run_cell(RIGHT, cell_id="a")
    assert checked(shell).verdict == "correct"
    shell.run_cell(RIGHT.replace("double", "twice"), cell_id="a")
    found = checked(shell)
    assert found.verdict == "not attempted"
    assert found.message == (
        "The cell of `double` now defines `twice`: this is the function as it was "
        "before."
    )
    shell.run_cell(RIGHT, cell_id="a")
    assert checked(shell).verdict == "correct"


@pytest.mark.parametrize("cell", ["", "2 + 2", f"{RIGHT}\ndef other(x): return x"])
def test_a_cell_that_says_nothing_against_a_function_leaves_it(shell, cell):
    shell.run_cell(RIGHT, cell_id="a")
    shell.run_cell(cell, cell_id="a")
    shell.run_cell("def other(x): return x", cell_id="b")
    assert checked(shell).verdict == "correct"


def test_a_function_that_is_given_a_new_value_elsewhere_is_judged(shell):
    shell.run_cell(RIGHT)
    shell.run_cell("def double(x)\n    return x")
    shell.run_cell("double = lambda x: 2 * x")
    assert checked(shell).verdict == "correct"


def test_importing_the_exercises_within_ipython_is_enough():
    script = """
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
shell.run_cell("from lessons_pkg.exercises import sigmoid as ex")
shell.run_cell("def sigmoid_slope(z):\\n    return z")
shell.run_cell("def sigmoid_slope(z)\\n    return z")
shell.run_cell("print(ex.sigmoid_slope.check(sigmoid_slope))")
"""
    run = [sys.executable, "-c", script]
    said = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    assert "did not run through (SyntaxError)" in said
