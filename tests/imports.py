"""Which module of `lessons_pkg` imports which: the arrows, and the rules for them.

``python -m tests.imports`` draws them, a line for each module in the order in which it
can be read, and says what breaks a rule.
"""

import ast
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "lessons_pkg"

# Where a module stands, and where it may import from; "ideas" is the top level.
MAY_IMPORT = {
    "ideas": {"ideas"},
    "plots": {"ideas", "plots"},
    "interactive": {"interactive", "_validation"},
    "explore": {"ideas", "interactive", "explore"},
    "exercises": {"ideas", "interactive", "exercises"},
    "progress": {"interactive", "exercises"},
}


def name_of(path):
    """Name a module by its place, as in "interactive.page"; the package is ""."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


FILES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def place_of(name):
    """Return the part of the house that a module stands in."""
    top = name.split(".")[0]
    return top if top in MAY_IMPORT else "ideas"


def imported(name):
    """Return the modules of ours that a module imports, and the libraries.

    Imports inside of functions count too.
    """
    ours, libraries = set(), set()
    for node in ast.walk(ast.parse(FILES[name].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            libraries |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if node.level:
                base = (
                    name if FILES[name].stem == "__init__" else name.rpartition(".")[0]
                )
                for _ in range(node.level - 1):
                    base = base.rpartition(".")[0]
                module = ".".join(filter(None, ["lessons_pkg", base, module]))
            first, _, rest = module.partition(".")
            if first != "lessons_pkg":
                libraries.add(first)
                continue
            inner = [".".join(filter(None, [rest, a.name])) for a in node.names]
            ours |= {each if each in FILES else rest for each in inner}
    return ours - {name}, libraries - set(sys.stdlib_module_names) - {"lessons_pkg"}


def graph():
    """Return {module: the modules that it imports}, without the package's own front."""
    return {name: imported(name)[0] - {""} for name in FILES if name}


def order(arrows):
    """Return the modules so that each stands after those it imports.

    Raises
    ------
    ValueError
        If some import each other in a circle.
    """
    try:
        return list(TopologicalSorter(arrows).static_order())
    except CycleError as error:
        raise ValueError(f"a circle of imports: {' → '.join(error.args[1])}") from None


def against_the_rules(arrows):
    """List the arrows that lead where they must not, as (from, to)."""
    return [
        (name, other)
        for name, others in arrows.items()
        for other in sorted(others)
        if not {place_of(other), other} & MAY_IMPORT[place_of(name)]
    ]


if __name__ == "__main__":
    arrows = graph()
    for name in order(arrows):
        print(f"{name:32} ← {', '.join(sorted(arrows[name])) or '–'}")
    wrong = against_the_rules(arrows)
    print("\nno circle;", "against the rules:", wrong or "none")
    sys.exit(bool(wrong))
