"""The table of contents names every chapter, and only what exists."""

import re

from .conftest import CHAPTERS, FURTHER, NOTEBOOKS, ROOT


def test_every_notebook_is_in_the_table_of_contents(toc):
    assert NOTEBOOKS
    missing = [p.name for p in NOTEBOOKS if f"book/{p.stem}" not in toc]
    assert not missing


def test_every_entry_is_one_file(toc):
    for entry in toc:
        found = [p for p in (".md", ".ipynb") if (ROOT / f"{entry}{p}").exists()]
        assert len(found) == 1, entry
    assert len(toc) == len(set(toc))


def test_chapters_are_numbered_in_the_order_of_the_contents(toc):
    names = [entry.removeprefix("book/") for entry in toc]
    chapters = [name for name in names if re.match(r"\d\d_", name)]
    assert chapters == sorted(chapters)
    assert len(chapters) == len(CHAPTERS)


def test_a_page_that_goes_further_stands_behind_the_whole_course(toc):
    names = [entry.removeprefix("book/") for entry in toc]
    further = [name for name in names if re.match(r"\d\d[a-z]_", name)]
    assert further == [path.stem for path in FURTHER]
    assert names.index(CHAPTERS[-1].stem) < names.index(further[0])
