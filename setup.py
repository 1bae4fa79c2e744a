"""Pack the package only when it is whole; all else stands in pyproject.toml."""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

#: What comes from npm and is not kept with the sources; every widget reads it.
SCHEDULER = Path("lessons_pkg/interactive/static/lib/fsrs.js")


class Whole(build_py):
    """Collects the package's files, once all of them are there."""

    def run(self):
        """Refuse to make a wheel whose exercises could not start."""
        if not self.editable_mode and not SCHEDULER.exists():
            words = "is missing: `make wheel` fetches it, and builds the wheel."
            raise SystemExit(f"{SCHEDULER.as_posix()} {words}")
        super().run()


setup(cmdclass={"build_py": Whole})
