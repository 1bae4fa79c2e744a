"""What the tests of the book look at: its sources and its built pages."""

from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
import yaml

ROOT = Path(__file__).parents[2]
BOOK = ROOT / "book"
HTML = ROOT / "_build" / "html"
NOTEBOOKS = sorted(BOOK.glob("*.ipynb"))
CHAPTERS = sorted(BOOK.glob("[0-9][0-9]_*.ipynb"))
FURTHER = sorted(BOOK.glob("[0-9][0-9][a-z]_*.ipynb"))  # one link away from the course
PAGES = [*CHAPTERS, *FURTHER]


@dataclass(frozen=True)
class Cell:
    """A cell of a notebook, with the name that a failing test shows."""

    path: Path
    cell: nbformat.NotebookNode

    def __str__(self):
        return f"{self.path.stem}:{self.cell.id}"


def pytest_collection_modifyitems(items):
    """Start with what takes longest, or one worker ends long after the others."""
    runs = {"test_nbval", "test_solved"}
    chapter = {path.stem: place for place, path in enumerate(CHAPTERS)}

    def order(item):
        if item.path.stem not in runs or not hasattr(item, "callspec"):
            return 0
        return -1 - chapter.get(item.callspec.id, -1)

    items.sort(key=order)


CELLS = [
    Cell(path, cell)
    for path in NOTEBOOKS
    for cell in nbformat.read(path, as_version=4).cells
]
CODE = [c for c in CELLS if c.cell.cell_type == "code"]
PROSE = [c for c in CELLS if c.cell.cell_type == "markdown"]


def page_sources():
    """List (path, Markdown text) of every page, notebooks and plain pages alike."""
    pages = [(path, path.read_text("utf-8")) for path in sorted(BOOK.rglob("*.md"))]
    for path in NOTEBOOKS:
        cells = [c.cell.source for c in PROSE if c.path == path]
        pages.append((path, "\n\n".join(cells)))
    return pages


@pytest.fixture(scope="session")
def toc():
    """Every file that _toc.yml names, the root first."""
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))

    def files(entry):
        if isinstance(entry, list):
            return [name for item in entry for name in files(item)]
        own = [entry["file"]] if "file" in entry else []
        nested = [entry[k] for k in ("parts", "chapters", "sections") if k in entry]
        return own + files(nested)

    return [contents["root"], *files(contents)]


@pytest.fixture(scope="session")
def pages():
    """The built pages of the book, path to text."""
    if not (HTML / "index.html").exists():
        pytest.fail("The book is not built; run `make book` first.")
    found = [HTML / "index.html", *sorted((HTML / "book").rglob("*.html"))]
    return {path: path.read_text("utf-8") for path in found}
