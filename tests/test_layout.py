"""The package keeps its own rules: small modules that depend only on earlier ones."""

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import lessons_pkg

PACKAGE = Path(lessons_pkg.__file__).parent
TESTS = Path(__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
FRONT = sorted((PACKAGE / "interactive/static").rglob("*.[jc]s*"))

# The reading order. A module may import those above it and no others; what it may take
# from outside stands beside it.
READING_ORDER = {
    "validate": {"numpy"},
    "activation": {"numpy"},
    "rectifier": {"numpy"},
    "smooth_rectifier": {"numpy"},
    "activation_zoo": set(),
    "measured": {"numpy", "sklearn"},
    "data": {"numpy"},
    "gradient": {"numpy"},
    "loss": {"numpy"},
    "autodiff": set(),
    "estimator": {"numpy", "sklearn"},
    "perceptron": {"numpy"},
    "trace": {"numpy"},
    "descent": {"numpy"},
    "logistic_regression": {"numpy"},
    "softmax": {"numpy"},
    "weights": {"numpy"},
    "target": {"numpy"},
    "backprop": {"numpy"},
    "mlp": {"numpy", "tqdm"},
    "plots": {"numpy", "matplotlib"},
    "page": {"anywidget"},
    "sphinx_page": set(),
    "explorable": {"traitlets"},
    "explore": {"numpy", "traitlets"},
    "exercise": {"numpy", "traitlets", "platformdirs"},
    "exercises": {"numpy"},
    "progress": {"traitlets"},
}
STANDARD_LIBRARY = set(sys.stdlib_module_names)


def name_of(path):
    """Name a file by its place in the package."""
    return path.relative_to(PACKAGE).as_posix()


def imports(path):
    """List (package, module of ours or None) for each import in a file."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name.split(".")[0], None) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            parts = (node.module or "").split(".")
            if node.level == 0 and parts[0] != "lessons_pkg":
                found.append((parts[0], None))
                continue
            own = parts if node.level else parts[1:]
            names = own[:1] if own and own[0] else [a.name for a in node.names]
            found += [("lessons_pkg", name) for name in names]
    return found


@pytest.mark.parametrize("path", [*MODULES, *FRONT], ids=name_of)
def test_a_module_is_short_and_narrow(path):
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) < 200
    assert max(map(len, lines), default=0) <= 88


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_its_idea(path):
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_dependencies_point_up_the_reading_order(path):
    if path == PACKAGE / "__init__.py":
        return
    place = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    upto = list(READING_ORDER)[: list(READING_ORDER).index(place)]
    for package, module in imports(path):
        if package == "lessons_pkg":
            assert module in {*upto, place} - ({place} if path.stem == place else set())
        else:
            assert package in READING_ORDER[place] | STANDARD_LIBRARY


def test_every_module_has_its_place_in_the_reading_order():
    names = {p.stem for p in PACKAGE.glob("*.py")} - {"__init__"}
    folders = {p.parent.name for p in PACKAGE.glob("*/__init__.py")}
    assert names | folders == set(READING_ORDER)


@pytest.mark.parametrize("name", READING_ORDER)
def test_every_module_has_its_tests(name):
    assert (TESTS / f"test_{name}.py").exists()


def test_importing_the_package_loads_no_heavy_library():
    heavy = "{'matplotlib', 'anywidget', 'ipywidgets', 'sklearn', 'scipy', 'pandas'}"
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
