"""Every exercise of the book is proved, and the page judges it as Python does."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lessons_pkg.exercises import catalogue
from lessons_pkg.interactive.exercise import Exercise
from lessons_pkg.interactive.exercise.proof import prove
from tests.interactive import samples
from tests.interactive.vectors import verdicts

CHAPTERS = catalogue()
EXERCISES = [e for exercises in CHAPTERS.values() for e in exercises]
AGREE = Path(__file__).parent / "front" / "agree.js"


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    """Keep these tests away from the reader's own progress."""
    monkeypatch.setenv("LESSONS_PROGRESS", str(tmp_path / "progress.json"))


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)
def test_an_exercise_is_proved(exercise):
    prove(exercise)


@pytest.mark.parametrize("exercises", CHAPTERS.values(), ids=CHAPTERS)
def test_a_module_lists_its_exercises_in_the_order_in_which_they_stand(exercises):
    module = sys.modules[f"lessons_pkg.exercises.{exercises[0].id.split('.')[0]}"]
    defined = [e for e in vars(module).values() if isinstance(e, Exercise)]
    assert defined == exercises


def test_an_exercise_is_found_under_its_own_name():
    assert len({e.id for e in EXERCISES}) == len(EXERCISES)
    for exercise in EXERCISES:
        chapter, name = exercise.id.split(".")
        module = sys.modules[f"lessons_pkg.exercises.{chapter}"]
        assert getattr(module, name.replace("-", "_")) is exercise


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_has_enough_exercises_of_enough_kinds(chapter):
    exercises = CHAPTERS[chapter]
    assert len(exercises) >= 6
    assert len({e.kind for e in exercises}) >= 4
    assert sum(len(e.wrong) for e in exercises) >= 3 * len(exercises)


def test_the_page_agrees_on_every_exercise(tmp_path):
    deno = shutil.which("deno", path=str(Path(sys.executable).parent))
    deno = deno or shutil.which("deno")
    if not deno:
        pytest.skip("deno is not installed")
    in_page = [e for e in [*EXERCISES, samples.CURVES] if e.kind != "code"]
    path = tmp_path / "verdicts.json"
    path.write_text(json.dumps({"verdicts": verdicts(in_page)}), "utf-8")
    command = [deno, "run", "--allow-read", str(AGREE), str(path)]
    subprocess.run(command, check=True, env={"NO_COLOR": "1", "HOME": str(tmp_path)})
