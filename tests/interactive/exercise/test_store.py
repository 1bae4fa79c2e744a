"""Progress survives what happens to files: damage, failing disks, other processes."""

import json
import multiprocessing
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons_pkg.interactive.exercise import store

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


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe", b"[" * 90_000, b"[]"])
def test_a_damaged_file_is_set_aside(file, damage):
    file.parent.mkdir()
    file.write_bytes(damage)
    with pytest.warns(UserWarning, match="damaged"):
        assert store.read() == {}
    assert file.with_suffix(".damaged.json").read_bytes() == damage
    store.record("a.b", "correct")
    assert store.read() == {"a.b": "solved"}


def test_a_place_that_cannot_be_written_is_not_fatal(file):
    file.parent.write_text("a file where a folder should be")
    with pytest.warns(UserWarning, match="could not be saved"):
        store.record("a.b", "correct")
    assert store.read() == {}


def test_a_write_that_fails_leaves_the_old_file_whole(file, monkeypatch):
    store.record("a.b", "correct")
    before = file.read_text()

    def fail(*args):
        raise OSError("the disk is full")

    monkeypatch.setattr(store.Path, "replace", fail)
    with pytest.warns(UserWarning, match="disk is full"):
        store.record("a.c", "correct")
    assert file.read_text() == before
    assert os.listdir(file.parent) == [file.name]


def test_a_lock_that_a_dead_process_left_is_not_waited_for_long(file, monkeypatch):
    file.parent.mkdir()
    lock = file.with_name("progress.json.lock")
    lock.touch()
    clock = iter(range(100))
    monkeypatch.setattr(store.time, "monotonic", lambda: next(clock))
    store.record("a.b", "correct")
    assert store.read() == {"a.b": "solved"}
    assert not lock.exists()


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        (lambda: store.record("a.b", "correct"), {"a.b": "solved", "a.c": "solved"}),
        (store.forget, {}),
    ],
    ids=["record", "forget"],
)
def test_a_change_waits_until_another_process_is_done(file, monkeypatch, change, kept):
    file.parent.mkdir()
    lock = file.with_name("progress.json.lock")
    lock.touch()

    def the_other_ends(seconds):
        store._write({"a.c": "solved"})
        lock.unlink()

    monkeypatch.setattr(store.time, "sleep", the_other_ends)
    change()
    assert store.read() == kept
    assert not lock.exists()


def record_some(who):
    for i in range(20):
        store.record(f"{who}.e{i}", "correct")


def test_processes_do_not_lose_each_others_progress():
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=record_some, args=[who]) for who in "abc"]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert len(store.read()) == 60
