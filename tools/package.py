"""Build the package's wheel, the same bytes wherever it is built.

Usage: python -m tools.package
"""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from tools import archive

ROOT = Path(__file__).parents[1]
SOURCES = ("lessons_pkg", "pyproject.toml", "setup.py", "README.md", "LICENSE")
DIST = ROOT / "_build" / "dist"
BUILD = "import sys; from setuptools import build_meta; build_meta.{}(sys.argv[1])"


def sources(place):
    """Copy what the package is made of into the folder `place`, and nothing else."""
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            made = shutil.ignore_patterns("__pycache__", ".*")
            shutil.copytree(source, place / name, ignore=made)
        else:
            shutil.copyfile(source, place / name)
    return place


def build(kind, place, folder):
    """Build a "wheel" or an "sdist" of the sources in `place`; return its path.

    Raises
    ------
    RuntimeError
        If the package is not whole.
    """
    before = {*folder.glob("*")}
    done = subprocess.run(
        [sys.executable, "-c", BUILD.format(f"build_{kind}"), str(folder)],
        cwd=place,
        env={**os.environ, "SOURCE_DATE_EPOCH": "315532800"},  # 1980
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip().rpartition("\n")[2])
    (made,) = {*folder.glob("*")} - before
    return made


def wheel(folder=DIST):
    """Build the wheel into `folder`, and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as made, TemporaryDirectory() as place:
        built = build("wheel", sources(Path(place)), Path(made))
        with zipfile.ZipFile(built) as packed:
            files = {name: packed.read(name) for name in packed.namelist()}
    target = folder / built.name
    # The files that describe a wheel stand at its end, as its format asks for.
    order = sorted(files, key=lambda name: (".dist-info/" in name, name))
    archive.write(target, {name: files[name] for name in order})
    return target


if __name__ == "__main__":
    print(wheel())
