"""What the tests of the engine share."""

import pytest

from lessons_pkg.interactive.exercise import store


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    """Keep these tests away from the reader's own progress."""
    path = tmp_path / "deep" / "progress.json"
    monkeypatch.setenv("LESSONS_PROGRESS", str(path))
    monkeypatch.setattr(store, "_unsaved", {})
    monkeypatch.setattr(store, "_unsaved_reviews", {})
    return path
