"""What every test run needs, the notebooks' included.

pytest reads this file before any test, in each worker and so before numpy is imported.
"""

import os
import tempfile
from pathlib import Path

import pytest

# No test reads the reader's own progress, and none writes to it or to a neighbour's.
_folder = tempfile.TemporaryDirectory(prefix="lessons-")
os.environ["LESSONS_PROGRESS"] = str(Path(_folder.name) / "progress.json")

# A worker per core and a thread per worker, or they get in each other's way.
for _library in ("OPENBLAS", "OMP", "MKL"):
    os.environ[f"{_library}_NUM_THREADS"] = "1"


def pytest_addoption(parser):
    """Add the option for a run that must not leave anything out."""
    parser.addoption("--no-skip", action="store_true", help="a skipped test fails")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """Let a skipped test fail where `--no-skip` was asked for."""
    report = yield
    if report.skipped and item.config.getoption("no_skip"):
        report.outcome, report.longrepr = "failed", f"skipped: {report.longrepr[2]}"
    return report
