"""A program is shown as its lines, and a wrong one is a right one with an edit."""

from inspect import getsource

import pytest

from lessons_pkg.interactive.exercise import edited
from lessons_pkg.interactive.exercise.program import source, source_lines
from tests.interactive.samples import mean


def test_a_program_may_go_by_another_name():
    assert source(mean, "average").startswith("def average(values):\n")
    assert source(mean) == getsource(mean).rstrip()


def test_its_lines_leave_the_docstring_out():
    head, body = source_lines(mean, "average")
    assert head == ["def average(values):"]
    assert body == [
        "    result = sum(values)",
        "    n = len(values) - 1",
        "    return result / n",
    ]


def test_an_edited_program_runs_and_has_a_source_and_a_reason():
    mended = edited(mean, "len(values) - 1", "len(values)", "One too few.")
    assert mended([1.0, 2.0, 6.0]) == 3.0
    assert mended.__doc__ == "One too few."
    assert "n = len(values)\n" in getsource(mended)
    assert mean([1.0, 2.0, 6.0]) == 4.5


@pytest.mark.parametrize("old", ["nothing like it", "values"])
def test_an_edit_needs_one_place(old):
    with pytest.raises(ValueError, match="must stand once in mean"):
        edited(mean, old, "x")
