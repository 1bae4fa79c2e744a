"""The package keeps its own rules: ideas at the top, machinery below, no circle."""

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import lessons_pkg
from tests import imports

TESTS = Path(__file__).parent
STATIC = imports.PACKAGE / "interactive/static"
MADE = {STATIC / "lib/fsrs.js"}  # by interactive/sphinx/scheduler.py
FRONT = sorted(set(STATIC.rglob("*.[jc]s*")) - MADE)

# Libraries, beside Python's own, that a part of the house may import.
LIBRARIES = {
    "ideas": {"numpy", "sklearn", "tqdm", "platformdirs"},
    "plots": {"numpy", "matplotlib"},
    "interactive": {"numpy", "anywidget", "traitlets", "platformdirs", "filelock"},
    "interactive.sphinx": {
        *("docutils", "sphinx", "myst_nb", "bs4", "PIL"),
        *("fontTools", "tinycss2", "ziamath", "deno"),
    },
    "explore": {"numpy", "traitlets"},
    "exercises": {"numpy"},
    "progress": {"traitlets"},
}
# What a reader studies, and beside it two files that the models lean on. A new file at
# the top is a new idea of the course: name it here, and say which in its docstring.
IDEAS = {
    "data",
    "activation",
    "gradient",
    "autodiff",
    "perceptron",
    "loss",
    "logistic_regression",
    "mlp",
    "softmax",
    "mnist",
    "optimise",
    "estimator",
    "_validation",
    "progress",
}
PARTS = {"plots", "explore", "exercises", "interactive"}

each_module = pytest.mark.parametrize("name", imports.FILES)


@pytest.mark.parametrize("path", [*imports.FILES.values(), *FRONT], ids=str)
def test_a_line_can_be_read_without_scrolling(path):
    assert max(map(len, path.read_text("utf-8").splitlines()), default=0) <= 88


@each_module
def test_a_module_says_its_idea(name):
    assert ast.get_docstring(ast.parse(imports.FILES[name].read_text("utf-8")))


def test_the_top_level_holds_the_ideas_and_nothing_else():
    top = {p.name for p in imports.PACKAGE.iterdir() if not p.name.startswith("__")}
    top |= {"__init__.py"}
    assert top == {f"{idea}.py" for idea in IDEAS} | PARTS | {
        "__init__.py",
        "lessons.mplstyle",
    }


def test_imports_run_in_no_circle():
    order = imports.order(imports.graph())
    assert order.index("_validation") < order.index("estimator") < order.index("mlp")


def test_imports_lead_only_where_they_may():
    assert imports.against_the_rules(imports.graph()) == []


@each_module
def test_a_module_takes_few_libraries(name):
    building = name.startswith("interactive.sphinx")
    place = "interactive.sphinx" if building else imports.place_of(name)
    assert imports.imported(name)[1] <= LIBRARIES[place]


def test_the_way_of_X_through_the_network_is_short():
    """`MLP.fit` hands X to estimator and _validation, and they to nobody else."""
    arrows = imports.graph()
    assert arrows["estimator"] == {"_validation"}
    assert arrows["_validation"] == set()
    assert "estimator" in arrows["mlp"]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("loss", "from lessons_pkg.plots import curves"),
        ("mlp", "def f():\n    from lessons_pkg.interactive import page"),
        ("data", "from lessons_pkg import explore"),
        ("plots.curves", "from ..exercises import sigmoid"),
        ("interactive.page", "from lessons_pkg.activation import sigmoid"),
        ("interactive.exercise.run", "from ...mlp import MLP"),
    ],
)
def test_an_arrow_that_must_not_be_is_seen(name, source, tmp_path, monkeypatch):
    path = tmp_path / "module.py"
    path.write_text(source, "utf-8")
    monkeypatch.setitem(imports.FILES, name, path)
    wrong = imports.against_the_rules(imports.graph())
    assert [arrow[0] for arrow in wrong] == [name]


def test_a_circle_is_seen(tmp_path, monkeypatch):
    path = tmp_path / "module.py"
    path.write_text("def f():\n    from lessons_pkg.mlp import MLP", "utf-8")
    monkeypatch.setitem(imports.FILES, "activation", path)
    with pytest.raises(ValueError, match=r"a circle of imports: .*mlp"):
        imports.order(imports.graph())


@each_module
def test_the_tests_mirror_the_package(name):
    """A module has a file of tests of its own, or its part of the house has one."""
    parts = [part.lstrip("_") for part in name.split(".")]
    places = [(parts[:k], parts[k]) for k in range(len(parts))]
    files = [TESTS.joinpath(*above, f"test_{part}.py") for above, part in places]
    assert imports.FILES[name].stem == "__init__" or any(
        file.exists() for file in files
    )


def test_importing_the_package_loads_no_heavy_library():
    heavy = {"matplotlib", "anywidget", "sklearn", "scipy", "pandas", "tqdm"}
    heavy |= {"lessons_pkg.mnist", "urllib.request"}  # only who wants MNIST waits
    code = f"import sys, lessons_pkg; print(sorted({heavy} & set(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


def test_a_function_is_not_hidden_behind_a_module_of_its_name():
    modules = {
        n for n in lessons_pkg.__all__ if inspect.ismodule(getattr(lessons_pkg, n))
    }
    assert modules == {"data"}


def test_the_front_names_each_idea_once():
    names = lessons_pkg.__all__
    assert len(names) == len(set(names))
    assert all(hasattr(lessons_pkg, name) for name in names)
