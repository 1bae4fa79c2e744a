"""The front end's modules joined into one script, by Python alone.

A notebook's widget wants one ES module as a string; the book wants one classic script,
which works from ``file://`` and under a strict content security policy. `compose` and
`book_script` make both from the files in ``static/``: each file becomes a function of
what it imports that returns what it exports, called once, after those that it needs;
so its other names are its own. A file may write

    import { a, b as c } from "../lib/file.js";
    export function a …      export class A …      export const a = …
    export default …;

and whatever else begins with `import` or `export` is refused in one sentence. A file
with a default export is a widget, named like the file.
"""

import json
import posixpath
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent / "static"
# A style sheet of a later folder may overrule one of an earlier folder.
FOLDERS = ("lib", "figures", "exercises")
APART = {"practice"}  # has the scheduler with it

_NAME = r"[^\W\d][\w$]*"
# Comments are overlooked where they stand alone or after a space.
_COMMENT = re.compile(r"^[ \t]*/\*.*?\*/|(?:^|(?<=\s))//[^\n]*", re.M | re.S)
# An import or export begins a line; anywhere else only what looks like one is meant.
_STATEMENT = re.compile(
    r"""^[ \t]*(?P<line>(?:import|export)\b)
    |[;}][ \t]*(?P<behind>import\s*[{*"']|import\s+\w+\s+from\b
        |export\s*[{*]|export\s+(?:default|const|let|var|function|class|async)\b)
    |(?<![\w$.])(?P<call>import\s*\(|import\.meta\b)""",
    re.M | re.X,
)
_IMPORT = re.compile(
    rf"""import\s*\{{\s*(?P<names>{_NAME}(?:\s+as\s+{_NAME})?
    (?:\s*,\s*{_NAME}(?:\s+as\s+{_NAME})?)*)\s*,?\s*\}}\s*
    from\s*(?P<quote>["'])(?P<path>[^"'\n]+)(?P=quote)[ \t]*;?[ \t]*$\n?""",
    re.M | re.X,
)
_EXPORT = re.compile(
    r"export\s+(?=(?:(?:async\s+)?function\b\s*\*?|class\b|const\b)"
    rf"\s*(?P<name>{_NAME}))"
)
_DEFAULT = re.compile(r"export\s+default\s+(?!(?:async|function|class)\b)")
_FORMS = {
    "import": 'of imports only `import { a, b as c } from "./file.js";`',
    "export": "of exports only a function, a class, one const or `export default …;`",
}


class BundleError(Exception):
    """A file of the front end cannot be joined; the message is for its author."""


@dataclass(frozen=True)
class _Module:
    """One file: what it takes from which other file, what it gives, and the rest."""

    name: str
    imports: tuple
    exports: tuple
    body: str

    def call(self):
        """Return the statement that makes the module of those that it needs."""
        names = ", ".join("{ " + ", ".join(taken) + " }" for _, taken in self.imports)
        given = ", ".join(f"modules[{json.dumps(path)}]" for path, _ in self.imports)
        gives = ", ".join(
            "default: __default" if name == "default" else name for name in self.exports
        )
        return (
            f"modules[{json.dumps(self.name)}] = (({names}) => {{\n"
            f"{self.body.rstrip()}\n\nreturn {{ {gives} }};\n}})({given});\n"
        )


@cache
def compose(widget, static=STATIC):
    """Return a widget with all that it imports, as one ES module.

    Parameters
    ----------
    widget : str
        The name of a file with a default export, without its folder and its ``.js``.
    static : Path
        The folder of the front end.

    Raises
    ------
    BundleError
        If there is no such widget, or if a file cannot be joined.
    """
    name = _widgets(static).get(widget)
    if name is None:
        raise BundleError(f"No file {widget}.js with a default export is in {static}.")
    modules = "\n".join(module.call() for module in _in_order([name], static))
    return (
        f"const modules = {{}};\n\n{modules}\n"
        f"export default modules[{json.dumps(name)}].default;\n"
    )


@cache
def book_script(static=STATIC, apart=False):
    """Return every widget and the host that mounts them, as one classic script.

    What one page alone needs is left out, unless it is the script for that page, which
    has it `apart`.
    """
    widgets = _widgets(static)
    if not apart:
        widgets = {name: w for name, w in widgets.items() if name not in APART}
    listed = "".join(
        f"  {json.dumps(widget)}: modules[{json.dumps(name)}].default,\n"
        for widget, name in widgets.items()
    )
    mount = f'modules["host.js"].mountWidgets({{\n{listed}}});\n'
    return _classic(["host.js", *widgets.values()], mount, static)


def page_script(progress, static=STATIC):
    """Return what every page shows of the progress, as one classic script.

    Parameters
    ----------
    progress : dict
        What `startPage` in pages.js must know of the book.
    """
    root = 'new URL("..", document.currentScript.src)'
    start = f'modules["pages.js"].startPage({root}, {json.dumps(progress)});\n'
    return _classic(["pages.js"], start, static)


def _classic(names, statement, static):
    modules = "\n".join(module.call() for module in _in_order(names, static))
    start = '(() => {\n"use strict";\nconst modules = {};\n'
    return f"{start}\n{modules}\n{statement}}})();\n"


@cache
def styles(static=STATIC):
    """Return every style sheet: the shared ones first, and by name in each folder."""
    sheets = [p for folder in FOLDERS for p in sorted((static / folder).glob("*.css"))]
    return "\n".join(path.read_text("utf-8") for path in sheets)


def _widgets(static):
    """Return {widget: name of its file}, by name."""
    found = {}
    for path in sorted(static.rglob("*.js"), key=lambda path: path.stem):
        name = path.relative_to(static).as_posix()
        if "default" not in _module(name, static).exports:
            continue
        if path.stem in found:
            both = f"{found[path.stem]} and {name}"
            raise BundleError(f"Two widgets have one name: {both}.")
        found[path.stem] = name
    return found


def _in_order(names, static):
    """List the modules of these names with all that they need, each after its needs."""
    done, above = {}, []

    def visit(name):
        if name in above:
            circle = " → ".join([*above[above.index(name) :], name])
            raise BundleError(f"Modules cannot import in a circle: {circle}.")
        if name in done:
            return
        module = _module(name, static)
        above.append(name)
        for path, taken in module.imports:
            visit(path)
            for each in taken:
                wanted = each.partition(":")[0]
                if wanted not in done[path].exports:
                    lacks = f"`{wanted}` from {path}, which does not export it"
                    raise BundleError(f"{name} imports {lacks}.")
        above.pop()
        done[name] = module

    for name in names:
        visit(name)
    return list(done.values())


@cache
def _module(name, static):
    """Read one file and take its imports and exports apart."""
    text = (static / name).read_text("utf-8")
    blank = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    imports, exports, parts, end = [], [], [], 0
    for found in _STATEMENT.finditer(blank):
        start = found.start(found.lastgroup)
        taken = _IMPORT.match(blank, start)
        given = _EXPORT.match(blank, start)
        default = _DEFAULT.match(blank, start)
        match = taken or given or default
        if not match:
            raise BundleError(_refusal(name, text, start))
        if taken:
            names = re.split(r"\s*,\s*", taken["names"])
            renamed = tuple(re.sub(r"\s+as\s+", ": ", each) for each in names)
            imports.append((_place(name, taken["path"], static), renamed))
        else:
            exports.append(given["name"] if given else "default")
        parts += [text[end:start], "const __default = " if default else ""]
        end = match.end()
    for export in exports:
        if exports.count(export) > 1:
            raise BundleError(f"{name} exports `{export}` twice.")
    body = "".join([*parts, text[end:]])
    return _Module(name, tuple(imports), tuple(exports), body)


def _refusal(name, text, start):
    line = text.count("\n", 0, start) + 1
    words = text[start:].partition("\n")[0]
    known = _FORMS[words[:6]]
    return f"{name}, line {line}: `{words}` is not understood; {known} is."


def _place(name, path, static):
    """Return the name of the file that `path` means in the file `name`."""
    if not path.startswith(("./", "../")):
        raise BundleError(f"{name} imports {path!r}, which is no path of a file here.")
    place = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
    if place.startswith("../") or not (static / place).is_file():
        raise BundleError(f"{name} imports {path!r}, and there is no such file.")
    return place
