"""The scheduler is ts-fsrs as npm has it, in the version that deno.json names."""

import json

from lessons_pkg.interactive.sphinx import scheduler
from tests.book.conftest import ROOT


def test_the_scheduler_is_the_one_that_deno_json_names():
    wanted = json.loads((ROOT / "deno.json").read_text("utf-8"))["imports"]["ts-fsrs"]
    version = wanted.removeprefix("npm:ts-fsrs@")
    head = scheduler.HEAD.format(version=version)
    assert scheduler.PATH.read_text("utf-8").startswith(head)


def test_the_scheduler_is_made_where_it_is_missing_or_old(tmp_path, monkeypatch):
    made = scheduler.PATH.read_text("utf-8")
    monkeypatch.setattr(scheduler, "PATH", tmp_path / "fsrs.js")
    for before in ("", made.replace("ts-fsrs ", "ts-fsrs 0.", 1)):
        scheduler.PATH.write_text(before, "utf-8")
        scheduler.write(ROOT)
        assert scheduler.PATH.read_text("utf-8") == made
    scheduler.PATH.write_text(made + "kept", "utf-8")
    scheduler.write(ROOT)
    assert scheduler.PATH.read_text("utf-8") == made + "kept"
