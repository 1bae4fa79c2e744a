"""The bundler: a scope for each file, each called once, and a refusal for the rest."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lessons_pkg.interactive import bundle
from lessons_pkg.interactive.bundle import BundleError, book_script, compose

CLASS = re.compile(r"\.(lessons-[\w-]+)")

WIDGETS = sorted(
    path.stem
    for path in bundle.STATIC.rglob("*.js")
    if re.search(r"^export default ", path.read_text("utf-8"), re.MULTILINE)
)


@pytest.fixture
def static(tmp_path):
    """Return a function that makes a folder of these files."""

    def write(**files):
        for name, text in {"host": HOST, **files}.items():
            path = tmp_path / "static" / f"{name.replace('__', '/')}.js"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return tmp_path / "static"

    return write


# What the host asks of a page, which here is empty.
EMPTY_PAGE = """globalThis.document = {
  readyState: "complete",
  querySelectorAll: () => [],
};
globalThis.IntersectionObserver = class {};
Object.defineProperty(globalThis, "location", { value: { hash: "" } });"""
HOST = "export function mountWidgets(all) { console.log(JSON.stringify(all)); }\n"


@pytest.fixture
def run(tmp_path):
    """Return a function that runs a script in deno and returns what it prints."""
    deno = shutil.which("deno", path=str(Path(sys.executable).parent))
    deno = deno or shutil.which("deno")
    if not deno:
        pytest.skip("deno is not installed")

    def call(script, kind="js"):
        path = tmp_path / f"script.{kind}"
        path.write_text(script, "utf-8")
        done = subprocess.run(
            [deno, "run", "--no-config", f"--allow-read={tmp_path}", str(path)],
            check=True,
            capture_output=True,
            text=True,
            env={"NO_COLOR": "1", "HOME": str(tmp_path)},
        )
        return done.stdout.strip()

    return call


def value_of(run, tmp_path, module):
    """Return what a composed module exports, as JSON."""
    (tmp_path / "widget.js").write_text(module, "utf-8")
    show = 'import value from "./widget.js";\nconsole.log(JSON.stringify(value));\n'
    return json.loads(run(show))


# What is understood ------------------------------------------------------------------


def test_two_files_may_have_a_private_name_in_common(static, run, tmp_path):
    folder = static(
        one="const secret = 1;\nexport const one = () => secret;\n",
        two='import { one } from "./one.js";\n'
        "const secret = 2;\nexport default [one(), secret];\n",
        three="const secret = 3;\nexport default secret;\n",
    )
    assert value_of(run, tmp_path, compose("two", folder)) == [1, 2]
    assert json.loads(run(book_script(folder))) == {"two": [1, 2], "three": 3}


def test_all_forms_of_imports_and_exports_work(static, run, tmp_path):
    folder = static(
        lib__forms="""// import { nothing } from "./nothing.js";
/**
 * A comment may speak of things to
export or to import.
 */
export const one = 1;
export function two() {
  return 2;
}
export async function later() {}
export function* three() {
  yield 3;
}
export class Four {
  value = 4;
}
export const η = "; export before you close the page";
""",
        figures__all="""import { one } from "../lib/forms.js"; // the first
import {
  Four as Quatre,
  later, // never called
  three,
  two as deux,
  η,
} from '../lib/forms.js'

export default [
  one,
  deux(),
  ...three(),
  new Quatre().value,
  typeof later,
  η.length,
];
""",
    )
    found = [1, 2, 3, 4, "function", 34]
    assert value_of(run, tmp_path, compose("all", folder)) == found


def test_a_file_is_called_once_after_those_that_it_needs(static, run):
    says = 'console.log("{}");\nexport const {} = 0;\n'.format
    folder = static(
        lib__low=says("low", "low"),
        lib__left='import { low } from "./low.js";\n' + says("left", "left"),
        lib__right='import { low } from "./low.js";\n' + says("right", "right"),
        figures__top='import { right } from "../lib/right.js";\n'
        'import { left } from "../lib/left.js";\nexport default right + left;\n',
        figures__more='import { left } from "../lib/left.js";\nexport default left;\n',
    )
    assert run(compose("top", folder)).split() == ["low", "right", "left"]
    *order, widgets = run(book_script(folder)).split()
    assert order == ["low", "left", "right"]
    assert json.loads(widgets) == {"more": 0, "top": 0}


def test_a_module_holds_only_what_it_needs(static):
    folder = static(a="export default 1;\n", b="export default 2;\n")
    assert "b.js" not in compose("a", folder)


# What is refused, in one sentence -----------------------------------------------------

IMPORTS = [
    'import draw from "./other.js";',
    'import draw, { a } from "./other.js";',
    'import * as other from "./other.js";',
    'import "./other.js";',
    'import {} from "./other.js";',
    'import { "a b" as c } from "./other.js";',
    'import data from "./data.json" with { type: "json" };',
    'const other = await import("./other.js");',
    "const place = import.meta.url;",
    'import { a } from "./other.js"; import { b } from "./other.js";',
]
EXPORTS = [
    'export { a } from "./other.js";',
    'export * from "./other.js";',
    "export { a, b };",
    "export let a = 1;",
    "export var a = 1;",
    "export const { a, b } = { a: 1, b: 2 };",
    "export const [a] = [1];",
    "export default function render() {}",
    "export default class {}",
    "const a = 1; export { a };",
]


@pytest.mark.parametrize(
    ("line", "form"),
    [
        *[(line, "of imports only `import { a, b as c } from") for line in IMPORTS],
        *[(line, "of exports only a function, a class, one const") for line in EXPORTS],
    ],
)
def test_another_form_is_refused_with_its_place(static, line, form):
    folder = static(other="export const a = 1;\n", bad=f"// bad\n\n{line}\n")
    with pytest.raises(BundleError, match=r"^bad\.js, line 3: `.*` is not u") as error:
        book_script(folder)
    assert form in str(error.value)
    assert str(error.value).count("\n") == 0


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        (
            {"a": 'import { fixd } from "./b.js";\n', "b": "export const fixed = 1;\n"},
            "a.js imports `fixd` from b.js, which does not export it.",
        ),
        (
            {
                "a": 'import { default as x } from "./b.js";\n',
                "b": "const default_ = 1;\n",
            },
            "a.js imports `default` from b.js, which does not export it.",
        ),
        (
            {"lib__a": 'import { b } from "./b.js";\n'},
            "lib/a.js imports './b.js', and there is no such file.",
        ),
        (
            {"a": 'import { b } from "../../b.js";\n'},
            "a.js imports '../../b.js', and there is no such file.",
        ),
        (
            {"a": 'import { html } from "lit";\n'},
            "a.js imports 'lit', which is no path of a file here.",
        ),
        (
            {"a": 'import { html } from "https://host/lit.js";\n'},
            "a.js imports 'https://host/lit.js', which is no path of a file here.",
        ),
        (
            {
                "a": 'import { b } from "./b.js";\nexport const a = 1;\n',
                "b": 'import { c } from "./c.js";\nexport const b = 1;\n',
                "c": 'import { b } from "./b.js";\nexport const c = 1;\n',
            },
            "Modules cannot import in a circle: b.js → c.js → b.js.",
        ),
        (
            {"a": 'import { a } from "./a.js";\nexport const a = 1;\n'},
            "Modules cannot import in a circle: a.js → a.js.",
        ),
        (
            {"a": "export default 1;\nexport default 2;\n"},
            "a.js exports `default` twice.",
        ),
        (
            {"lib__a": "export default 1;\n", "figures__a": "export default 2;\n"},
            "Two widgets have one name: figures/a.js and lib/a.js.",
        ),
    ],
)
def test_what_cannot_be_joined_is_refused_in_one_sentence(static, files, sentence):
    start = 'import { a } from "./a.js";\n' if "a" in files else ""
    start = start or 'import { a } from "./lib/a.js";\n'
    folder = static(**{"host": start + HOST, **files})
    with pytest.raises(BundleError) as error:
        book_script(folder)
    assert str(error.value) == sentence


@pytest.mark.parametrize("name", ["gone", "lib", ""])
def test_a_widget_that_does_not_exist_is_refused_by_name(static, name):
    folder = static(lib="export const a = 1;\n", one="export default 1;\n")
    with pytest.raises(BundleError, match=rf"^No file {name}\.js with a default"):
        compose(name, folder)


# The front end itself -----------------------------------------------------------------


def test_each_widget_is_an_es_module_of_its_own(run, tmp_path):
    assert WIDGETS
    lines = []
    for i, name in enumerate(WIDGETS):
        (tmp_path / f"{name}.js").write_text(compose(name), "utf-8")
        lines.append(f'import widget{i} from "./{name}.js";')
        lines.append(f'console.log("{name}", typeof widget{i}.render);')
    assert run("\n".join(lines)).splitlines() == [
        f"{name} function" for name in WIDGETS
    ]


def test_only_the_book_has_an_address_for_a_figures_state():
    assert "Copy link" in book_script()
    for name in WIDGETS:
        assert "Copy link" not in compose(name)


@pytest.mark.parametrize("apart", [False, True])
def test_the_books_script_is_classic_and_mounts_every_widget(run, apart):
    script = book_script(apart=apart)
    assert not re.search(r"^(import|export) ", script, re.MULTILINE)
    for name in WIDGETS:
        here = apart or name not in bundle.APART
        assert script.count(f'\n  "{name}": modules["') == here
    run(f"{EMPTY_PAGE}\n{script}", "cjs")


def test_the_pages_script_is_classic_and_knows_the_site_and_the_exercises(static, run):
    start = "export function startPage(root, { exercises }) {\n"
    folder = static(pages=f"{start}  console.log(root.href, exercises.a[1]);\n}}\n")
    script = bundle.page_script({"exercises": {"a": [[], ["σ"]]}}, folder)
    address = "https://host/book/_static/site.js?v=1"
    document = f'globalThis.document = {{ currentScript: {{ src: "{address}" }} }};'
    assert run(f"{document}\n{script}", "cjs") == 'https://host/book/ [ "σ" ]'
    assert not re.search(r"^(import|export) ", bundle.page_script({}), re.MULTILINE)


def test_style_sheets_are_joined_folder_by_folder_and_none_is_forgotten(tmp_path):
    for name in ("exercises/a", "figures/b", "figures/a", "lib/z", "lib/b"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.css").write_text(name, "utf-8")
    joined = "lib/b\nlib/z\nfigures/a\nfigures/b\nexercises/a"
    assert bundle.styles(tmp_path) == joined
    for path in bundle.STATIC.rglob("*.css"):
        assert path.read_text("utf-8") in bundle.styles()


def test_the_scheduler_is_for_its_own_page_alone():
    everywhere, apart = book_script(), book_script(apart=True)
    assert '"practice"' not in everywhere
    assert "lib/fsrs.js" not in everywhere
    assert '"practice"' in apart
    assert "lib/fsrs.js" in apart


def classes(folder):
    """Return the classes that the style sheets of a folder speak of."""
    sheets = (bundle.STATIC / folder).glob("*.css")
    return {name for s in sheets for name in CLASS.findall(s.read_text("utf-8"))}


def test_no_figure_restyles_the_exercises_of_its_page():
    """`lessons-prompt` of one figure once hid the prompt of every exercise."""
    assert classes("figures") & classes("exercises") == {"lessons-widget"}
