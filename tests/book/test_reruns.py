"""Who goes back to a section and runs it again finds the others as they were.

A name that a section takes from another one is bound in that one alone: were it bound
elsewhere too, what a cell gives would depend on the order in which sections were run.
"""

import json
import re
import subprocess
import sys
from symtable import symtable

import pytest

from .conftest import CELLS, NOTEBOOKS

MAGIC = re.compile(r"^%.*$", re.MULTILINE)


def sections(path):
    """List the code of each section of a page: what stands under a `##`."""
    code = [""]
    for item in (c for c in CELLS if c.path == path):
        if item.cell.cell_type == "code":
            code[-1] += MAGIC.sub("", item.cell.source) + "\n"
        elif re.search(r"^## ", item.cell.source, re.MULTILINE):
            code.append("")
    return code


def missing(codes, folder):
    """List the names that each of some pieces of code needs and does not bind."""
    folder.mkdir()
    for number, code in enumerate(codes):
        (folder / f"s{number}.py").write_text(code, "utf-8")
    options = "check --isolated --select F821 --output-format json --exit-zero"
    command = [sys.executable, "-m", "ruff", *options.split(), folder]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    names = [set() for _ in codes]
    for each in json.loads(told.stdout):
        number = int(re.search(r"s(\d+)\.py$", each["filename"])[1])
        names[number].add(re.search(r"`(\w+)`", each["message"])[1])
    return names


def bound(code):
    """Return the names that code binds when it runs."""
    names = symtable(code, "section", "exec").get_symbols()
    return {n.get_name() for n in names if n.is_assigned() or n.is_imported()}


def within(table):
    """Return the names of the page that functions use, by the functions' names."""
    used = {}
    for inner in table.get_children():
        names = {n.get_name() for n in inner.get_symbols() if n.is_global()}
        used[inner.get_name()] = names.union(*within(inner).values())
    return used


def doubtful(codes, folder):
    """List (section, name) where the name's value depends on what ran last."""
    binds = [bound(code) for code in codes]
    functions = {}
    for code in codes:
        functions |= within(symtable(code, "section", "exec"))
    found = []
    for number, names in enumerate(missing(codes, folder)):
        called = [functions.get(name, set()) for name in names]
        for name in sorted(names.union(*called) - binds[number]):
            if sum(name in others for others in binds) > 1:
                found.append((number, name))
    return found


def test_what_depends_on_the_order_is_found(tmp_path):
    first, second = "w = 14\nfor x in (1, 2):\n    w * x", "def f():\n    return w"
    again = [first, second, "f()", "w = 3"]
    assert doubtful([first, second, "f()\nx = 3"], tmp_path / "once") == []
    assert doubtful([first, "w = 3"], tmp_path / "unused") == []
    assert doubtful(again, tmp_path / "twice") == [(1, "w"), (2, "w")]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_section_can_be_run_again_after_any_other(path, tmp_path):
    assert doubtful(sections(path), tmp_path / "sections") == []
