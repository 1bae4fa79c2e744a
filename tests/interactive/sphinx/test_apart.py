"""The practice page is light, and its exercises lie beside it."""

import json
import re

import pytest

from lessons_pkg.interactive.sphinx.apart import move_exercises
from lessons_pkg.progress import practice


@pytest.fixture
def place(tmp_path):
    """Return a page with practice in it, and the folder of the site's scripts."""
    static, page = tmp_path / "_static", tmp_path / "book" / "practice.html"
    for folder in (static, page.parent):
        folder.mkdir()
    return page, static


def state(text):
    return json.loads(re.search(r"json\">(.*?)</script>", text, re.DOTALL)[1])


def test_the_exercises_are_moved_and_nothing_else(place):
    page, static = place
    widget = practice()
    texts = {page: f"<p>before</p>{widget._repr_mimebundle_()['text/html']}"}
    before = state(texts[page])
    script = move_exercises(texts, static)
    assert script == (static / "exercises.js").read_text("utf-8")
    name, _, written = script.partition(" = ")
    assert name == "globalThis.lessonsExercises"
    assert json.loads(written.rstrip(";\n")) == before.pop("specs")
    after = state(texts[page])
    assert after.pop("source") == "../_static/exercises.js?v=this"
    assert after == before
    assert texts[page].startswith("<p>before</p>")
    assert "<" not in re.search(r"json\">(.*?)</script>", texts[page])[1]


def test_a_page_of_an_earlier_build_keeps_its_script(place):
    page, static = place
    texts = {page: practice()._repr_mimebundle_()["text/html"]}
    script = move_exercises(texts, static)
    again = dict(texts)
    assert move_exercises(again, static) == script
    assert again == texts


def test_a_book_without_practice_has_no_such_script(place):
    page, static = place
    texts = {page: "<p>Nothing here.</p>"}
    assert move_exercises(texts, static) == ""
    assert list(static.iterdir()) == []
