"""The code in the folded boxes of chapter 5, which the page shows and does not run."""

import contextlib
import io
import re

import matplotlib as mpl
import pytest

from .conftest import BOOK, CELLS

CHAPTER = BOOK / "05_backprop.ipynb"
TITLES = ["The same network, one number at a time", "The same network in PyTorch"]
BOX = r":::\{admonition\} %s\n:class: dropdown\n.*?```python\n(.*?)```"
ALL_AGREE = """\
W1: 12 of 12 agree
b1: 4 of 4 agree
W2: 8 of 8 agree
b2: 2 of 2 agree
"""


def boxes(title):
    """Return the code in a box and the cells that stand before it."""
    cells = [item.cell for item in CELLS if item.path == CHAPTER]
    for place, cell in enumerate(cells):
        if found := re.search(BOX % re.escape(title), cell.source, re.DOTALL):
            return found[1], [c for c in cells[:place] if c.cell_type == "code"]
    raise AssertionError(f"no box {title}")


def printed(title):
    """Return what a box prints after the cells before it."""
    code, cells = boxes(title)
    names = {}
    with mpl.rc_context({"backend": "agg"}), contextlib.redirect_stdout(io.StringIO()):
        for cell in cells:
            exec(cell.source, names)
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(code, names)
    return out.getvalue()


@pytest.mark.parametrize("title", TITLES)
def test_a_box_fits_on_a_phone(title):
    assert max(map(len, boxes(title)[0].splitlines())) <= 66


def test_value_finds_the_gradients_of_the_page():
    assert printed(TITLES[0]) == ALL_AGREE


def test_pytorch_finds_the_gradients_of_the_page():
    pytest.importorskip("torch")
    assert printed(TITLES[1]) == ALL_AGREE
