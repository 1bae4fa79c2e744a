"""The wheel: whole, the same wherever it is built, and light where it is installed."""

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from functools import cache
from importlib import metadata

import pytest
from packaging.requirements import Requirement

from tests import imports
from tools import package

OPTIONAL = {"matplotlib", "anywidget", "scikit-learn"}
#: Modules that draw or are widgets, and so need one of the libraries above.
SHOWN = ("plots", "explore", "progress", "interactive.page", "interactive.explorable")
WIDGET = "interactive.exercise.widget"
BUILDING = ("interactive.sphinx",)  # needs the book's environment
# What is refused cannot be imported, as in an environment that does not have it.
ALONE = """
import json, sys
from importlib import import_module
refused, modules, code = json.loads(sys.argv[1])
class Without:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in refused:
            raise ModuleNotFoundError(f"{name} is not here", name=name)
sys.meta_path.insert(0, Without())
import lessons_pkg
assert lessons_pkg.__file__.startswith(sys.prefix), lessons_pkg.__file__
for name in modules:
    import_module(name)
exec(code)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return package.wheel(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Return the Python of an environment that has the wheel alone."""
    place = tmp_path_factory.mktemp("fresh")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place], check=True)
    (python,) = {*place.glob("bin/python"), *place.glob("Scripts/python.exe")}
    offline = ["--no-index", "--no-deps", "--disable-pip-version-check", "--quiet"]
    pip = [sys.executable, "-m", "pip", "--python", python, "install", *offline]
    # Else pip could find the sources, and take the package for installed.
    clean = {name: v for name, v in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run([*pip, wheel], check=True, env=clean)
    return python


def run(python, allowed, modules, code=""):
    """Import `modules` and run `code` where only the `allowed` distributions are."""
    allowed = allowed | {"lessons-pkg"}
    refused = [
        top
        for top, names in distributions().items()
        if top.isidentifier() and not allowed & names
    ]
    others = os.pathsep.join(path for path in sys.path if "site-packages" in path)
    start = f"import sys; sys.path += {others!r}.split({os.pathsep!r})\n{ALONE}"
    told = json.dumps([refused, modules, code])
    done = subprocess.run(
        [python, "-I", "-c", start, told], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@cache
def distributions():
    """Return {module that can be imported: the distributions that have it}.

    Python's own `packages_distributions` overlooks some until 3.11.
    """
    found = {}
    for distribution in metadata.distributions():
        name = canonical(distribution.name)
        record = distribution.read_text("RECORD") or ""
        for line in record.splitlines():
            top = line.partition("/")[0].partition(",")[0].partition(".")[0]
            found.setdefault(top, set()).add(name)
    return found


def canonical(name):
    return name.lower().replace("_", "-").replace(".", "-")


def declared(wheel):
    """List the run-time dependencies that the wheel names."""
    with zipfile.ZipFile(wheel) as packed:
        (about,) = [name for name in packed.namelist() if name.endswith("/METADATA")]
        lines = packed.read(about).decode().splitlines()
    named = [line.partition(": ")[2] for line in lines if line.startswith("Requires-D")]
    return [Requirement(line) for line in named if "extra ==" not in line]


def closure(requirements, without=frozenset()):
    """Return the names of distributions with all that they need themselves."""
    found, waiting = set(), list(requirements)
    while waiting:
        wanted = waiting.pop()
        name = canonical(wanted.name)
        if name in found or name in without:
            continue
        if wanted.marker and not wanted.marker.evaluate({"extra": ""}):
            continue
        found.add(name)
        waiting += map(Requirement, metadata.requires(name) or [])
    return found


def test_the_wheel_holds_every_file_of_the_package(wheel):
    with zipfile.ZipFile(wheel) as packed:
        assert packed.testzip() is None
        inside = {name for name in packed.namelist() if ".dist-info/" not in name}
    files = {
        path.relative_to(package.ROOT).as_posix()
        for path in imports.PACKAGE.rglob("*")
        if path.is_file() and not {"__pycache__", ".ipynb_checkpoints"} & {*path.parts}
    }
    assert inside == files


def test_the_same_wheel_comes_out_twice_and_of_the_sdist(wheel, tmp_path):
    place = tmp_path / "sources"
    place.mkdir()
    before = os.umask(0o077)  # another machine's habits
    try:
        again = package.wheel(tmp_path / "again")
        (tmp_path / "sdist").mkdir()
        sdist = package.build("sdist", package.sources(place), tmp_path / "sdist")
    finally:
        os.umask(before)
    assert again.read_bytes() == wheel.read_bytes()
    with tarfile.open(sdist) as packed:
        packed.extractall(tmp_path, filter="data")
    unpacked = tmp_path / sdist.name.removesuffix(".tar.gz")
    made = package.build("wheel", unpacked, tmp_path / "sdist")
    with zipfile.ZipFile(made) as ours, zipfile.ZipFile(wheel) as theirs:
        assert {*ours.namelist()} == {*theirs.namelist()}
        for name in ours.namelist():
            assert ours.read(name) == theirs.read(name), name


def test_what_is_not_whole_is_not_packed(tmp_path):
    place = package.sources(tmp_path)
    (place / "lessons_pkg/interactive/static/lib/fsrs.js").unlink()
    with pytest.raises(RuntimeError, match=r"lib/fsrs\.js is missing: `make wheel`"):
        package.build("wheel", place, tmp_path)


def test_each_library_that_it_imports_is_declared(wheel):
    libraries = {
        library
        for name in imports.FILES
        if not name.startswith(BUILDING)
        for library in imports.imported(name)[1]
    }
    found = {dist for library in libraries for dist in distributions()[library]}
    wanted = {canonical(requirement.name) for requirement in declared(wheel)}
    # With its extra `data`; and ipywidgets, in which anywidget's widgets live.
    assert found == wanted - {"ipywidgets"} | {"scikit-learn"}


def names(*parts):
    return [
        f"lessons_pkg.{name}".rstrip(".")
        for name in imports.FILES
        if name.startswith(parts)
    ]


def test_it_imports_without_what_only_draws_or_shows(installed, wheel):
    modules = sorted({*names("")} - {*names(*SHOWN, *BUILDING, WIDGET)})
    assert "lessons_pkg.exercises.sigmoid" in modules
    code = """
from lessons_pkg import MLP, Value, data
from lessons_pkg.exercises import catalogue
X, y = data.moons(n=20, noise=0.1, seed=0)
MLP(hidden=(2,), epochs=2, seed=0).fit(X, y)
book = [e for page in catalogue().values() for e in page]
print(next(e for e in book if e.kind == "numeric").check(123.0).verdict)
"""
    said = run(installed, closure(declared(wheel), OPTIONAL), modules, code)
    assert said.strip() in ("mistake", "not yet")


def test_its_own_dependencies_are_enough(installed, wheel):
    modules = sorted({*names("")} - {*names(*BUILDING)})
    code = """
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
plt.style.use("lessons_pkg.lessons")
from lessons_pkg import explore, plots, progress
from lessons_pkg.exercises import sigmoid as ex
for widget in (explore.Slope(), progress.show(), progress.practice()):
    assert "text/html" in widget._repr_mimebundle_()
exercise = getattr(ex, ex.__all__[0])
print("text/html" in exercise._repr_mimebundle_())
"""
    said = run(installed, closure(declared(wheel)), modules, code)
    assert said == "True\n"
