"""Every page keeps the contract: short cells, described figures, an hour at most."""

import ast
import importlib
import re

import nbformat
import pytest

from lessons_pkg.exercises import catalogue

from .conftest import (
    CELLS,
    CHAPTERS,
    CODE,
    FURTHER,
    NOTEBOOKS,
    PAGES,
    PROSE,
    page_sources,
)
from .test_equations import DISPLAYED

MOST_LINES = 15
MOST_COLUMNS = 66  # what a phone shows of a line of code
# Cells, and words of prose, of a chapter that takes an hour and of a further page that
# takes half of one.
CHAPTER, HALF = (90, 5500), (60, 3000)
FIGURE_TYPES = {"image/png", "image/svg+xml"}
ITEM = re.compile(r"(?:(?P<bullet>[-+*])|(?P<number>\d+[.)])|(?P<heading>#+)) ")
NO_SENTENCE = re.compile(
    r"^```(?!\{).*?^```|\$\$.*?\$\$|^\(\S+\)=\n", re.DOTALL | re.MULTILINE
)
TALKING_DOWN = re.compile(
    r"\b(simply|obviously|trivial(ly)?|of course)\b", re.IGNORECASE
)

ids = {"ids": str}
each_code_cell = pytest.mark.parametrize("item", CODE, **ids)
each_prose_cell = pytest.mark.parametrize("item", PROSE, **ids)
each_chapter = pytest.mark.parametrize("path", CHAPTERS, ids=lambda p: p.stem)
each_page = pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)


def figures(cell):
    outputs = cell.get("outputs", [])
    return [o for o in outputs if FIGURE_TYPES & set(o.get("data", {}))]


@each_code_cell
def test_a_code_cell_is_short(item):
    assert 1 <= len(item.cell.source.splitlines()) <= MOST_LINES
    assert max(map(len, item.cell.source.splitlines())) <= 88
    assert "fmt: skip" not in item.cell.source, "a reader wonders what this is for"


@each_code_cell
def test_a_code_cell_has_one_output_and_no_warning(item):
    outputs = item.cell.outputs
    assert len(outputs) <= 1
    assert not [o for o in outputs if o.get("name") == "stderr"]


@each_code_cell
def test_an_error_is_stored_only_where_it_is_the_lesson(item):
    has_error = any(o.output_type == "error" for o in item.cell.outputs)
    assert has_error == ("raises-exception" in item.cell.metadata.get("tags", []))


@each_code_cell
def test_a_figure_has_a_caption_a_name_and_a_description(item):
    if figures(item.cell):
        about = item.cell.metadata.get("mystnb", {})
        assert len(about["figure"]["caption"]) > 20
        assert re.fullmatch(r"fig-[a-z0-9-]+", about["figure"]["name"])
        assert len(about["image"]["alt"]) > 30
        assert about["image"]["alt"] != about["figure"]["caption"]


def solves(item):
    """Say whether a cell defines what an exercise on its page asks for."""
    code = "\n".join(c.cell.source for c in CODE if c.path == item.path)
    asked = re.findall(r"^ex\.\w+\.check\((\w+)\)$", code, re.MULTILINE)
    return item.cell.source.startswith(tuple(f"def {name}(" for name in asked))


@each_code_cell
def test_only_plotting_and_solutions_are_hidden(item):
    if "hide-input" in item.cell.metadata.get("tags", []):
        assert figures(item.cell) or solves(item)


def hidden_outputs(item):
    """Return what a cell gives that is shown only when the reader asks for it."""
    about = item.cell.metadata
    tagged = "hide-output" in about.get("tags", [])
    hidden = tagged or about.get("jupyter", {}).get("outputs_hidden")
    return item.cell.get("outputs", []) if hidden else []


@each_code_cell
def test_the_first_line_of_a_hidden_output_gives_nothing_away(item):
    """JupyterLab shows that line; it stands in the code, which is read before."""
    # Put together from the call.
    headings = {"report(name, rate)": "relu, rate 10.0, five networks:"}
    tree = ast.parse(re.sub(r"^%.*$", "", item.cell.source, flags=re.MULTILINE))
    constants = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)]
    written = {c.strip() for c in constants if isinstance(c, str)}
    written |= {line for code, line in headings.items() if code in item.cell.source}
    for output in hidden_outputs(item):
        text = output.get("text") or output.get("data", {}).get("text/plain", "")
        first = next(iter(text.strip().splitlines()), "")
        assert first in {"", "– Not attempted.", *written}, f"{item} begins: {first}"


@each_notebook
def test_nothing_hidden_is_used_later(path):
    hidden = set()
    for item in (c for c in CODE if c.path == path):
        tree = ast.parse(re.sub(r"^%.*$", "", item.cell.source, flags=re.MULTILINE))
        names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
        stored = {n.id for n in names if isinstance(n.ctx, ast.Store)}
        used = {n.id for n in names if isinstance(n.ctx, ast.Load)}
        assert not (used - stored) & hidden, f"{item} uses a hidden definition"
        if "hide-input" in item.cell.metadata.get("tags", []) and not solves(item):
            hidden |= stored
        else:
            hidden -= stored


def words(markdown):
    """Count the words that are read as prose: no displayed formulas, no marks."""
    text = DISPLAYED.sub("", markdown)
    text = re.sub(r"^(:{3,}|```).*$|^:\w+:.*$", "", text, flags=re.MULTILINE)
    return len(text.split())


def test_formulas_and_marks_are_no_words():
    box = ":::{admonition} Trap\n:class: trap\n\nSo much\n:::"
    assert words(f"{box}\n\n$$\na b\n$$ (eq-a)\n\nfor it") == 4


@each_page
def test_a_page_takes_no_longer_than_it_says(path):
    most_cells, most_words = CHAPTER if path in CHAPTERS else HALF
    assert len([c for c in CELLS if c.path == path]) <= most_cells
    assert sum(words(c.cell.source) for c in PROSE if c.path == path) <= most_words


@each_page
def test_the_first_screen_says_what_for_and_how_long(path):
    first = next(c.cell.source for c in PROSE if c.path == path)
    assert "you can**" in first
    assert re.search(r"takes\s+about\s+(half\s+)?an\s+hour", first)


@each_page
def test_code_that_is_read_fits_on_a_phone(path):
    for item in (c for c in CODE if c.path == path):
        if "hide-input" not in item.cell.metadata.get("tags", []):
            longest = max(map(len, item.cell.source.splitlines()))
            assert longest <= MOST_COLUMNS, str(item)


def accidental_items(markdown):
    """List the lines within a sentence that Markdown takes for an item or a heading.

    A list is meant where a paragraph begins with an item of its kind. Even there half
    of a formula, "- a)$", begins no item.
    """
    text = NO_SENTENCE.sub("", markdown)
    found = []
    for paragraph in text.split("\n\n"):
        lines = [line.strip() for line in paragraph.strip("\n").splitlines()]
        for number, line in enumerate(lines):
            kind = ITEM.match(line)
            first = ITEM.match(lines[0])
            meant = kind and first and first.lastgroup == kind.lastgroup
            inside = "".join(lines[:number]).count("$") % 2
            found += [line] if number and kind and (inside or not meant) else []
    return found


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=path.stem) for path, text in page_sources()]
)
def test_no_line_within_a_sentence_begins_a_list(text):
    assert not accidental_items(text)


def test_a_list_begins_a_paragraph():
    assert accidental_items("Its derivative is\n1. Now go back.") == ["1. Now go back."]
    assert accidental_items("term\n  one of\n  # 3") == ["# 3"]
    assert accidental_items("- $a\n- b$ is\n2. or") == ["- b$ is", "2. or"]
    assert not accidental_items("So:\n\n- a\n  b\n- c\n\n1. a\n2. b\n\n$$\n- a\n$$")


@each_prose_cell
def test_prose_never_talks_down(item):
    assert not TALKING_DOWN.search(item.cell.source)


@each_page
def test_a_page_has_the_parts_of_the_contract(path):
    prose = "\n".join(c.cell.source for c in PROSE if c.path == path)
    for part in ("{admonition}", ":class: predict", ":class: trap", ":class: summary"):
        assert part in prose, f"{path.stem} has no {part}"
    assert "{cite" in prose
    assert prose.startswith("# ")
    assert prose.count("\n# ") == 0


def exercises_of(code):
    """List the exercises of the page whose module the code imports first."""
    (name, *_) = re.findall(r"from lessons_pkg\.exercises import (\w+) as ex", code)
    module = importlib.import_module(f"lessons_pkg.exercises.{name}")
    return catalogue()[module.__doc__.partition("\n")[0].rstrip(".")]


@each_page
def test_a_page_shows_each_of_its_exercises_once(path):
    """In their order, and enough of them of enough kinds."""
    code = "\n".join(c.cell.source for c in CODE if c.path == path)
    exercises = exercises_of(code)
    shown = re.findall(r"^ex\.(\w+)$", code, re.MULTILINE)
    assert shown == [e.id.split(".")[1].replace("-", "_") for e in exercises]
    least, least_kinds = (6, 4) if path in FURTHER else (10, 5)
    assert len(exercises) >= least
    assert len({exercise.kind for exercise in exercises}) >= least_kinds
    mistakes = [len(exercise.wrong) for exercise in exercises]
    assert sum(mistakes) / len(mistakes) >= 3


@each_chapter
def test_a_chapter_has_an_explorable(path):
    assert any("explore." in c.cell.source for c in CODE if c.path == path)


@each_notebook
def test_a_notebook_is_stored_in_its_normal_form(path):
    from tools.notebooks import normalise

    text = path.read_text("utf-8")
    notebook = nbformat.reads(text, as_version=4)
    assert nbformat.writes(normalise(notebook)) + "\n" in (text, text + "\n")
    cells = [c.cell for c in CELLS if c.path == path]
    assert len({cell.id for cell in cells}) == len(cells)
    counts = [c.execution_count for c in cells if c.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1))
    assert len(text) < 1_000_000


@each_page
def test_a_role_stands_on_one_line_as_jupyterlab_wants_it(path):
    text = "\n\n".join(c.cell.source for c in CELLS if c.path == path)
    assert re.findall(r"\{[\w:]+\}`[^`]*\n[^`]*`", text) == []
