"""What the tests of the engine share."""

import pytest


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    """Keep these tests away from the reader's own progress."""
    path = tmp_path / "deep" / "progress.json"
    monkeypatch.setenv("LESSONS_PROGRESS", str(path))
    return path
