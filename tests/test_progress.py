"""The reader's progress: shown, taken along, forgotten, and never overwritten."""

import pytest

from lessons_pkg import progress
from lessons_pkg.exercises import catalogue
from lessons_pkg.interactive.exercise import store

KNOWN = [e.id for exercises in catalogue().values() for e in exercises][:3]


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    """Keep these tests away from the reader's own progress."""
    monkeypatch.setenv("LESSONS_PROGRESS", str(tmp_path / "deep" / "progress.json"))


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


HEAD = '{"format": "from-sigmoid-to-backprop progress", "version": '


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("hello", "not JSON"),
        ("[" * 50_000, "not JSON"),
        ('{"format": "another"}', "of this book"),
        ("[]", "of this book"),
        (HEAD + '2, "exercises": {}}', "version unknown"),
        (HEAD + '1, "exercises": []}', "lists no exercises"),
        (HEAD + "1}", "lists no exercises"),
        (HEAD + '1, "exercises": {"a.b": "won"}}', "something that is no exercise"),
        (HEAD + '1, "exercises": {"a.b": []}}', "something that is no exercise"),
        (
            HEAD + '1, "exercises": {"<script>alert(1)</script>": "solved"}}',
            "something that is no exercise",
        ),
        (" " * 100_001, "too large"),
        ("\xff", "not a text file"),
    ],
)
def test_a_file_that_is_no_progress_is_refused(tmp_path, text, message):
    store.record("a.b", "correct")
    path = tmp_path / "bad.json"
    path.write_text(text, "latin-1")
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


def test_the_live_table_imports_and_resets():
    table = progress.show()
    assert {"chapters", "_kept"} <= set(table.get_state())
    text = store.to_text({KNOWN[0]: "solved"})
    table._handle_custom_msg({"do": "import", "text": text}, [])
    assert store.read() == table._kept == {KNOWN[0]: "solved"}
    table._handle_custom_msg({"do": "reset"}, [])
    assert store.read() == table._kept == {}
