"""The reader's progress: shown, taken along, forgotten, and never overwritten."""

import os

import pytest

from lessons_pkg import progress
from lessons_pkg.exercises import catalogue
from lessons_pkg.interactive.exercise import store
from lessons_pkg.interactive.exercise.widget import ExerciseWidget

KNOWN = [e.id for exercises in catalogue().values() for e in exercises][:3]


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    """Keep these tests away from the reader's own progress."""
    path = tmp_path / "deep" / "progress.json"
    monkeypatch.setenv("LESSONS_PROGRESS", str(path))
    monkeypatch.setattr(store, "_unsaved", {})
    monkeypatch.setattr(store, "_unsaved_reviews", {})
    return path


def test_export_and_load_go_round(tmp_path, capsys):
    for id in KNOWN:
        store.record(id, "correct")
    progress.export(tmp_path / "mine.json")
    assert f"now in {tmp_path / 'mine.json'}." in capsys.readouterr().out
    progress.reset()
    assert "empty now" in capsys.readouterr().out
    assert store.read() == {}
    store.record(KNOWN[0], "mistake")
    progress.load(tmp_path / "mine.json")
    assert store.read() == dict.fromkeys(KNOWN, "solved")
    assert "Read: 3 of 3 exercises." in capsys.readouterr().out


def test_exercises_that_the_book_does_not_have_are_left_out(tmp_path, capsys):
    path = tmp_path / "old.json"
    path.write_text(store.to_text({KNOWN[0]: "solved", "sigmoid.gone": "solved"}))
    progress.load(path)
    assert store.read() == {KNOWN[0]: "solved"}
    assert "Read: 1 of 2 exercises. This book does not have the other 1." in (
        capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"hello", "not a progress file of this book"),
        (b'{"format": "from-sigmoid-to-backprop progress", "version": 2}', "newer"),
        (b"\xff", "bad.json is not a text file"),
        (b"\xff" * 100_001, "bad.json is too large"),
    ],
    ids=["words", "newer", "bytes", "large"],
)
def test_a_file_that_is_no_progress_is_refused(tmp_path, content, message):
    """What else a file may hold is in tests/front/progress.json."""
    store.record("a.b", "correct")
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=message):
        progress.load(path)
    assert store.read() == {"a.b": "solved"}


def test_a_file_is_measured_before_it_is_read(tmp_path):
    full, larger = tmp_path / "full.json", tmp_path / "larger.json"
    full.write_text(store.to_text({KNOWN[0]: "solved"}).ljust(store.LIMIT))
    larger.write_bytes(b"\xff" * (store.LIMIT + 1))
    progress.load(full)
    assert store.read() == {KNOWN[0]: "solved"}
    with pytest.raises(ValueError, match=r"larger\.json is too large"):
        progress.load(larger)


def test_a_folder_and_a_pipe_are_refused_and_not_waited_for(tmp_path):
    places = [tmp_path]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        places.append(tmp_path / "pipe")
    for place in places:
        with pytest.raises(ValueError, match="not a file that can hold progress"):
            progress.load(place)


def test_a_byte_order_mark_is_read(tmp_path):
    path = tmp_path / "mine.json"
    path.write_text(store.to_text({KNOWN[0]: "solved"}), "utf-8-sig")
    progress.load(path)
    assert store.read() == {KNOWN[0]: "solved"}


def test_an_export_writes_over_an_older_one_only(tmp_path):
    path = tmp_path / "mine.json"
    store.record(KNOWN[0], "correct")
    progress.export(path)
    store.record(KNOWN[1], "mistake")
    progress.export(path)
    assert store.from_text(path.read_text()) == store.read()
    path.write_text("My thesis.")
    with pytest.raises(OSError, match="not a progress file of this book"):
        progress.export(path)
    assert path.read_text() == "My thesis."


def test_progress_that_cannot_be_read_is_not_exported_as_none(tmp_path, file):
    store.record(KNOWN[0], "correct")
    progress.export(tmp_path / "mine.json")
    before = (tmp_path / "mine.json").read_text()
    file.write_text("damaged")
    with pytest.raises(ValueError, match="not a progress file"):
        progress.export(tmp_path / "mine.json")
    assert (tmp_path / "mine.json").read_text() == before


def test_what_the_disk_does_not_take_can_be_exported(tmp_path, monkeypatch):
    monkeypatch.setenv("LESSONS_PROGRESS", str(tmp_path))
    with pytest.warns(UserWarning, match="could not be saved"):
        store.record(KNOWN[0], "correct")
    monkeypatch.setenv("LESSONS_PROGRESS", str(tmp_path / "progress.json"))
    progress.export(tmp_path / "mine.json")
    assert store.from_text((tmp_path / "mine.json").read_text()) == {KNOWN[0]: "solved"}


def test_an_exercise_says_that_it_was_solved_but_not_saved(tmp_path, monkeypatch):
    """A warning that a click makes is not seen in JupyterLab."""
    book = (e for page in catalogue().values() for e in page)
    exercise = next(e for e in book if e.kind != "predict")  # which counts once
    widget = ExerciseWidget(exercise)
    monkeypatch.setenv("LESSONS_PROGRESS", str(tmp_path))
    with pytest.warns(UserWarning, match="could not be") as told:
        widget.verdict, widget._tries = "correct", 1
    assert any("saved" in str(warning.message) for warning in told)
    assert widget._kept == "unsaved"
    monkeypatch.setenv("LESSONS_PROGRESS", str(tmp_path / "progress.json"))
    store.record(exercise.id, "correct")
    assert ExerciseWidget(exercise)._kept == "solved"


def test_a_missing_file_is_pythons_own_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        progress.load(tmp_path / "none.json")


def test_the_table_says_how_much_is_solved():
    store.record(KNOWN[0], "correct")
    store.record(KNOWN[1], "mistake")
    assert repr(progress.show()).startswith("  1 of ")


def test_what_a_notebook_stores_does_not_depend_on_the_progress():
    def stored():
        bundle = progress.show()._repr_mimebundle_()
        return {k: bundle[k] for k in ("text/plain", "text/html")}

    before = stored()
    store.record(KNOWN[0], "correct")
    assert stored() == before
    assert "Chapter 1, the sigmoid and its derivative" in before["text/html"]


def test_the_live_table_imports_and_resets_and_says_so():
    table = progress.show()
    assert {"chapters", "_kept", "_said"} <= set(table.get_state())
    said = []
    table.observe(lambda change: said.append(change["new"]), "_said")
    text = store.to_text({KNOWN[0]: "solved", "sigmoid.gone": "tried"})
    for _ in range(2):
        table._handle_custom_msg({"do": "import", "text": text}, [])
        assert store.read() == table._kept == {KNOWN[0]: "solved"}
    read = "Read: 1 of 2 exercises. This book does not have the other 1."
    assert said == [read, "", read]
    table._handle_custom_msg({"do": "reset"}, [])
    assert store.read() == table._kept == {}
    assert said[-1] == "Your progress is empty now."
    table._handle_custom_msg({"do": "import", "text": "hello"}, [])
    assert said[-1] == "This is not a progress file of this book."


def test_the_live_table_says_what_it_could_not_do(file):
    store.record(KNOWN[0], "correct")
    newer = store.to_text({KNOWN[0]: "solved"}).replace('"version": 1', '"version": 2')
    file.write_text(newer)
    with pytest.warns(UserWarning, match="could not be read"):
        table = progress.show()
    with pytest.warns(UserWarning, match="could not be read"):
        table._handle_custom_msg({"do": "reset"}, [])
    assert "newer version of this book and is left as it is" in table._said
    assert file.read_text() == newer


def test_practice_is_kept_by_python_and_goes_along(tmp_path):
    store.record(KNOWN[0], "correct")
    widget = progress.practice()
    assert widget._kept == {KNOWN[0]: "solved"}
    told = {"id": KNOWN[0], "verdict": "correct", "review": "100:3"}
    widget._hear(widget, told, [])
    assert widget._reviews == store.reviews() == {KNOWN[0]: "100:3"}
    progress.export(tmp_path / "mine.json")
    progress.reset()
    assert progress.practice()._reviews == {}
    progress.load(tmp_path / "mine.json")
    assert store.progress() == ({KNOWN[0]: "solved"}, {KNOWN[0]: "100:3"})


def test_what_is_recalled_counts_like_an_exercise_that_is_done():
    widget = progress.recall(*KNOWN[:2])
    assert [spec["id"] for spec in widget.specs] == KNOWN[:2]
    for id, verdict in zip(KNOWN, ("correct", "wrong"), strict=False):
        widget._hear(widget, {"id": id, "verdict": verdict, "review": "100:3"}, [])
    assert widget._kept == {KNOWN[0]: "solved", KNOWN[1]: "tried"}
    assert widget._reviews == dict.fromkeys(KNOWN[:2], "100:3")


def test_what_is_not_in_the_book_cannot_be_recalled():
    with pytest.raises(ValueError, match=r"^The book has no exercise 'a\.b'\.$"):
        progress.recall(KNOWN[0], "a.b")


def test_what_a_page_shows_of_practice_is_the_same_for_every_reader():
    before = progress.practice()._repr_mimebundle_()["text/html"]
    store.record(KNOWN[0], "correct")
    store.practised(KNOWN[0], "100:3")
    assert progress.practice()._repr_mimebundle_()["text/html"] == before
    assert KNOWN[0] in before
