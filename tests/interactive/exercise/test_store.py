"""Progress survives what happens to files: damage, failing disks, other processes."""

import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons_pkg.interactive.exercise import store

EXAMPLES = json.loads(
    Path(__file__, "../../../front/progress.json").resolve().read_text("utf-8")
)
HEAD = '{"format": "from-sigmoid-to-backprop progress", "version": '
DAMAGED = HEAD + '1, "exerci'
NEWER = HEAD + '2, "exercises": {"of.tomorrow": "mastered"}}'
on_unix = pytest.mark.skipif(os.name != "posix", reason="needs a Unix")

ids = st.from_regex(r"\A[a-z_]{1,9}\.[a-z0-9-]{1,9}\Z")
states = st.dictionaries(ids, st.sampled_from(store.STATES), max_size=8)


def test_without_the_variable_the_file_is_in_the_users_data_folder(monkeypatch):
    monkeypatch.delenv("LESSONS_PROGRESS")
    assert store.where().name == "progress.json"
    assert store.where().parent.name == "from-sigmoid-to-backprop"


@pytest.mark.parametrize(
    ("verdicts", "kept"),
    [
        (["not attempted"], {}),
        (["not yet"], {"a.b": "tried"}),
        (["mistake"], {"a.b": "tried"}),
        (["not yet", "correct"], {"a.b": "solved"}),
        (["correct", "mistake"], {"a.b": "solved"}),
    ],
)
def test_the_best_verdict_is_kept(verdicts, kept):
    for verdict in verdicts:
        store.record("a.b", verdict)
    assert store.read() == kept


def test_a_verdict_that_is_none_makes_no_file(file):
    store.record("a.b", "not attempted")
    assert not file.exists()


@given(states, states, states)
def test_merging_is_a_choice_of_the_better(a, b, c):
    merge = store.merge
    assert merge(a, b) == merge(b, a)
    assert merge(a, merge(b, c)) == merge(merge(a, b), c)
    assert merge(a, a) == a
    assert merge(a, {}) == a


@given(states)
def test_what_is_written_is_read_again(kept):
    assert store.from_text(store.to_text(kept)) == kept


def test_no_answer_is_kept(file):
    store.record("a.b", "correct")
    assert json.loads(file.read_text()) == {
        "format": "from-sigmoid-to-backprop progress",
        "version": 1,
        "exercises": {"a.b": "solved"},
    }


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["about"])
def test_what_a_progress_file_may_hold(example):
    """The page's tests read the same examples."""
    text = example["text"]
    text = text if isinstance(text, str) else text[0] * text[1]
    if "error" not in example:
        assert store.from_text(text) == example["states"]
        return
    with pytest.raises(ValueError) as refused:  # noqa: PT011
        store.from_text(text)
    assert str(refused.value) == example["error"]


# Damage ------------------------------------------------------------------------------


def test_a_damaged_file_is_set_aside_when_there_is_something_to_write(file):
    file.parent.mkdir()
    for i in (1, 2):
        damage = f"{DAMAGED}{i}"
        file.write_text(damage)
        with pytest.warns(UserWarning, match="could not be read"):
            assert store.read() == {}
        assert file.read_text() == damage
        with pytest.warns(UserWarning, match=f"damaged; it is now .*damaged-{i}.json"):
            store.record("a.b", "correct")
        assert store.read() == {"a.b": "solved"}
    for i in (1, 2):
        assert file.with_name(f"progress.damaged-{i}.json").read_text() == (
            f"{DAMAGED}{i}"
        )


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"\xff\xfe", b"[" * 90_000, b" " * 200_000]
)
def test_in_the_books_own_place_whatever_is_damaged_is_set_aside(
    file, monkeypatch, damage
):
    monkeypatch.delenv("LESSONS_PROGRESS")
    monkeypatch.setattr(store, "user_data_path", lambda *_, **__: file.parent)
    file.parent.mkdir()
    file.write_bytes(damage)
    with pytest.warns(UserWarning, match="damaged"):
        store.record("a.b", "correct")
    assert file.with_name("progress.damaged-1.json").read_bytes() == damage
    assert store.read() == {"a.b": "solved"}


def test_a_byte_order_mark_is_read(file):
    file.parent.mkdir()
    file.write_text(store.to_text({"a.b": "solved"}), "utf-8-sig")
    assert store.read() == {"a.b": "solved"}


# What is not ours --------------------------------------------------------------------


def is_left_alone(path, match):
    """Assert that neither a check nor a reset touches what stands at a path."""
    beside = sorted(os.listdir(path.parent)) if path.parent.is_dir() else []
    with pytest.warns(UserWarning, match=match) as told:
        store.record("a.b", "correct")
    assert "could not be saved" in str(told[0].message)
    with pytest.raises(OSError, match=match):
        store.forget()
    with pytest.warns(UserWarning, match="could not be read"):
        assert store.read() == {"a.b": "solved"}, "it lasts until Python ends"
    with pytest.warns(UserWarning, match="could not be read"):
        assert store.kept("a.b") == "unsaved"
    if path.parent.is_dir():
        assert sorted(os.listdir(path.parent)) == beside


@pytest.mark.parametrize(
    "content", [b"", b"My thesis.", b'{"a": 1}', b"\xff\xfe", b"x" * 200_000]
)
def test_somebody_elses_file_is_left_alone(file, content):
    file.parent.mkdir()
    file.write_bytes(content)
    is_left_alone(file, "not a progress file of this book")
    assert file.read_bytes() == content


def test_a_newer_versions_file_is_left_alone_and_said_to_be_newer(file):
    file.parent.mkdir()
    file.write_text(NEWER)
    is_left_alone(file, "newer version")
    assert file.read_text() == NEWER


def test_a_folder_is_left_alone(file):
    file.mkdir(parents=True)
    is_left_alone(file, "not a progress file")
    assert list(file.iterdir()) == []


@on_unix
def test_a_device_is_left_alone(monkeypatch):
    monkeypatch.setenv("LESSONS_PROGRESS", os.devnull)
    is_left_alone(Path(os.devnull), "not a progress file")
    assert Path(os.devnull).is_char_device()


@on_unix
def test_a_pipe_is_left_alone_and_not_waited_for(file):
    file.parent.mkdir()
    os.mkfifo(file)
    is_left_alone(file, "not a progress file")
    assert file.is_fifo()


@on_unix
def test_a_link_stands_for_the_file_that_it_leads_to(file, tmp_path):
    file.parent.mkdir()
    target = tmp_path / "cloud" / "mine.json"
    file.symlink_to(target)
    store.record("a.b", "correct")
    assert store.from_text(target.read_text()) == {"a.b": "solved"}
    target.write_text(DAMAGED)
    with pytest.warns(UserWarning, match=r"mine.damaged-1.json"):
        store.record("a.b", "correct")
    store.forget()
    assert file.readlink() == target
    assert store.from_text(target.read_text()) == {}


@on_unix
def test_a_link_to_somebody_elses_file_is_left_alone(file, tmp_path, monkeypatch):
    file.parent.mkdir()
    thesis = tmp_path / "thesis.txt"
    thesis.write_text("My thesis.")
    file.symlink_to(thesis)
    is_left_alone(file, "not a progress file")
    # Also where the book's own place is that link.
    monkeypatch.delenv("LESSONS_PROGRESS")
    monkeypatch.setattr(store, "user_data_path", lambda *_, **__: file.parent)
    is_left_alone(file, "not a progress file")
    assert file.readlink() == thesis
    assert thesis.read_text() == "My thesis."


@on_unix
def test_a_link_to_itself_stops_nothing(file):
    file.parent.mkdir()
    file.symlink_to(file)
    is_left_alone(file, "symbolic links")


@on_unix
def test_another_name_of_the_file_keeps_what_it_had(file, tmp_path):
    store.record("a.b", "correct")
    before = file.read_text()
    os.link(file, tmp_path / "backup.json")
    store.record("a.c", "correct")
    assert (tmp_path / "backup.json").read_text() == before


# A disk that takes nothing -----------------------------------------------------------

START = """
import json, os, resource, sys, warnings
from lessons_pkg.interactive.exercise import store
warnings.simplefilter("always")
"""


def python(code, path, **options):
    """Run lines of Python with progress kept in `path`."""
    return subprocess.run(
        [sys.executable, "-c", START + code],
        env={**os.environ, "LESSONS_PROGRESS": str(path)},
        capture_output=True,
        text=True,
        check=True,
        **options,
    )


@on_unix
def test_a_full_disk_leaves_the_old_file_whole(file):
    """A file may not grow beyond a limit, and the kernel says so on writing."""
    store.record("a.b", "correct")
    told = python(
        """
limit = len(store.to_text(store.read()))
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
store.record("a.c", "correct")
print(store.kept("a.c"), store.read(), store.from_text(store.where().read_text()))
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
store.record("a.d", "mistake")
print(store.kept("a.c"))
""",
        file,
    )
    assert "Your progress could not be saved: [Errno 27]" in told.stderr
    assert told.stdout == (
        "unsaved {'a.b': 'solved', 'a.c': 'solved'} {'a.b': 'solved'}\nsolved\n"
    )
    assert store.read() == {"a.b": "solved", "a.c": "solved", "a.d": "tried"}
    assert {*os.listdir(file.parent)} <= {file.name, f".{file.name}.lock"}


def test_a_write_that_fails_leaves_the_old_file_whole(file, monkeypatch):
    store.record("a.b", "correct")
    before = file.read_text()

    def fail(*args):
        raise OSError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(store.os, "replace", fail)
        with pytest.warns(UserWarning, match="disk is full"):
            store.record("a.c", "correct")
    assert file.read_text() == before
    assert {*os.listdir(file.parent)} <= {file.name, f".{file.name}.lock"}
    assert store.kept("a.c") == "unsaved"
    store.record("a.c", "mistake")
    assert store.read() == {"a.b": "solved", "a.c": "solved"}
    assert store.kept("a.c") == "solved"


@pytest.fixture
def open_folder():
    """Return a folder that every user may enter, and a file in it."""
    with tempfile.TemporaryDirectory(prefix="lessons-") as folder:
        os.chmod(folder, 0o755)
        yield Path(folder) / "progress.json"


# Root may write everywhere, and so becomes nobody.
AS_NOBODY = """
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
store.record("a.c", "correct")
print(json.dumps(store.read()))
"""


@on_unix
@pytest.mark.parametrize(
    ("text", "known", "told"),
    [
        (store.to_text({"a.b": "solved"}), {"a.b": "solved"}, []),
        (DAMAGED, {}, ["could not be read"]),
        (None, {}, []),
    ],
    ids=["whole", "damaged", "none"],
)
def test_a_read_only_folder_stops_nothing(open_folder, text, known, told):
    if text is not None:
        open_folder.write_text(text)
    os.chmod(open_folder.parent, 0o555)
    said = python(AS_NOBODY, open_folder)
    os.chmod(open_folder.parent, 0o755)
    assert json.loads(said.stdout) == {**known, "a.c": "solved"}
    for words in ["could not be saved", *told]:
        assert words in said.stderr
    assert "Traceback" not in said.stderr
    left = open_folder.read_text() if open_folder.exists() else None
    assert left == text


@on_unix
def test_a_write_protected_file_is_not_replaced(open_folder):
    text = store.to_text({"a.b": "solved"})
    open_folder.write_text(text)
    os.chmod(open_folder, 0o444)
    os.chmod(open_folder.parent, 0o777)
    said = python(AS_NOBODY, open_folder)
    assert "is write-protected" in said.stderr
    assert open_folder.read_text() == text


def test_a_place_below_a_file_stops_nothing(file):
    file.parent.write_text("a file where a folder should be")
    with pytest.warns(UserWarning, match="could not be saved"):
        store.record("a.b", "correct")
    assert store.read() == {"a.b": "solved"}
    assert file.parent.read_text() == "a file where a folder should be"


def test_a_file_keeps_its_permissions(file):
    store.record("a.b", "correct")
    file.chmod(0o600)
    store.record("a.c", "correct")
    assert file.stat().st_mode & 0o777 == (0o600 if os.name == "posix" else 0o666)


# Other processes ---------------------------------------------------------------------


def test_who_holds_the_file_is_waited_for_and_dies_with_its_lock(file, monkeypatch):
    hold = "with store._writing():\n    print(flush=True)\n    sys.stdin.read()"
    owner = subprocess.Popen(
        [sys.executable, "-c", START.replace("resource, ", "") + hold],
        env={**os.environ, "LESSONS_PROGRESS": str(file)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with owner:
        owner.stdout.readline()
        monkeypatch.setattr(store, "PATIENCE", 0.1)
        with pytest.warns(UserWarning, match="could not be saved: .*lock"):
            store.record("a.b", "correct")
        assert store.kept("a.b") == "unsaved"
        with pytest.raises(OSError, match="lock"):
            store.forget()
        owner.kill()
    store.record("a.c", "correct")
    assert store.read() == {"a.b": "solved", "a.c": "solved"}
    assert store.kept("a.b") == "solved"


def record_many(who):
    """Remember 250 exercises, one at a time."""
    store.os.fsync = bool  # what a disk does after the writing takes most of the time
    for i in range(250):
        store.record(f"{who}.e{i}", "correct")


def test_twelve_processes_lose_none_of_each_others_progress():
    context = multiprocessing.get_context("spawn")
    processes = [
        context.Process(target=record_many, args=[who]) for who in "abcdefghijkl"
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * 12
    assert len(store.read()) == 3000


def test_what_was_practised_is_kept_beside_what_is_solved(file):
    store.record("a.one", "correct")
    store.practised("a.one", "100:3")
    store.practised("a.two", "7:2")
    store.practised("a.one", "90:1")
    kept = {"a.one": "90:1 100:3", "a.two": "7:2"}
    assert (store.read(), store.reviews()) == ({"a.one": "solved"}, kept)
    assert store.progress_from(file.read_text("utf-8")) == store.progress()
    store.forget()
    assert store.progress() == ({}, {})


def test_reviews_are_merged_in_any_order_and_the_latest_are_kept():
    some = {"a.one": "10:3 2:1", "a.two": "5:3"}
    others = {"a.one": "2:1 30:2", "b.one": "1:4"}
    merged = {"a.one": "2:1 10:3 30:2", "a.two": "5:3", "b.one": "1:4"}
    assert store.merge_reviews(some, others) == merged
    assert store.merge_reviews(others, some)["a.one"] == merged["a.one"]
    many = " ".join(f"{i + 1}:3" for i in range(50))
    latest = store.merge_reviews({}, {"a.one": many})["a.one"].split()
    assert (len(latest), latest[0], latest[-1]) == (30, "21:3", "50:3")


@pytest.mark.parametrize(
    "bad", ['"9:5"', '"9"', '""', '"9:3 "', "9", "null", '"-9:3"', '"9:3\\n"']
)
def test_what_is_no_practice_is_refused(bad):
    whole = store.to_text({"a.one": "solved"}, {"a.one": "9:3"})
    assert store.progress_from(whole)[1] == {"a.one": "9:3"}
    with pytest.raises(ValueError, match="holds something that is no practice"):
        store.progress_from(whole.replace('"9:3"', bad))


def test_what_is_no_practice_is_not_kept(file):
    for id, review in [("a.one", "soon"), ("nobody", "9:3"), ("a.one", "9:3 ")]:
        with pytest.raises(ValueError, match="is no practice"):
            store.practised(id, review)
    assert store.progress() == ({}, {})


def test_practice_that_a_disk_does_not_take_is_said_and_not_lost(file):
    file.mkdir(parents=True)
    with pytest.warns(UserWarning, match="could not be saved"):
        store.practised("a.one", "9:3")
    assert store.reviews() == {"a.one": "9:3"}
    file.rmdir()
    store.practised("a.one", "10:3")
    assert store.reviews() == {"a.one": "9:3 10:3"}
    assert "9:3 10:3" in file.read_text("utf-8")


def test_a_state_can_be_asked_for_without_a_warning(tmp_path, monkeypatch):
    store.record("test.some", "correct")
    assert (store.state("test.some"), store.state("test.other")) == ("solved", "")
    monkeypatch.setenv("LESSONS_PROGRESS", str(tmp_path))  # a folder
    assert store.state("test.some") == ""
