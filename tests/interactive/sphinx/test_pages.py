"""Style sheets lose what no page uses, and pictures say how large they are."""

import json
import re

import pytest
from PIL import Image

from lessons_pkg.interactive.sphinx.pages import (
    lighten,
    lines,
    move_styles,
    progress_of,
    size_of,
)
from lessons_pkg.interactive.sphinx.search import plain


def test_a_rule_for_a_class_that_no_page_has_goes():
    sheet = ".a, .b .c { color: red } .d { x: y } p { m: n } /* why */"
    assert lighten(sheet, {"a", "b"}) == ".a{color: red}\np{m: n}"


def test_what_a_rule_excludes_need_not_be_there():
    assert lighten("p:not(.x) { a: b }", set()) == "p:not(.x){a: b}"


def test_rules_inside_a_condition_are_looked_at_as_well():
    sheet = "@media print { .a { x: y } .b { x: y } } @font-face { src: url(a) }"
    assert lighten(sheet, {"a"}) == "@media print{.a{x: y}}\n@font-face {src: url(a)}"


def test_a_variable_that_nobody_asks_for_goes():
    sheet = (
        'p { --a: url("x;y"); --b: var(--c); --c: 1; color: var(--d, red); --d: (2;3) }'
        "q { --e: 4; --lessons-f: 5 }"
    )
    assert lighten(sheet, {"--e"}) == (
        "p{color: var(--d, red); --d: (2;3) }\nq{--e: 4; --lessons-f: 5}"
    ).replace(" }", "}")


def test_what_a_page_says_of_style_becomes_classes():
    pages = {
        1: '<p style="color: red;">a</p><i class="b" style="x:1;y:2">c</i>',
        2: '<style>.d { e: f }</style><math display="block" style="color: red;">',
    }
    moved, sheet = move_styles(pages)
    assert moved == {
        1: '<p class="as-0">a</p><i class="as-1 b">c</i>',
        2: '<math display="block" class="as-0">',
    }
    assert sheet.splitlines() == [
        ".d { e: f }",
        ".as-0{color: red!important}",
        ".as-1{x:1!important;y:2!important}",
    ]


@pytest.mark.parametrize(("dots", "size"), [(None, (300, 150)), (192, (150, 75))])
def test_a_picture_of_many_dots_is_shown_smaller(tmp_path, dots, size):
    file = tmp_path / "a.png"
    picture = Image.new("RGB", (300, 150))
    picture.save(file, **({"dpi": (dots, dots)} if dots else {}))
    assert size_of(file) == size


def test_a_drawing_has_the_size_of_its_box(tmp_path):
    file = tmp_path / "a.svg"
    file.write_text('<svg viewBox="0 0 40.4 20"></svg>', "utf-8")
    assert size_of(file) == (40, 20)


def widget(module, state):
    """Write a widget as a notebook stores it."""
    state = json.dumps(state).replace("<", "\\u003c")
    return (
        f'<div class="lessons-widget" data-module="{module}">\n'
        f'<script type="application/json">{state}</script>'
    )


def test_the_exercises_of_each_page_are_counted_as_it_can_check_them():
    kinds = {"a.one": "choice", "a.two": "code", "a.three": "order"}
    specs = [{"id": id, "kind": kind} for id, kind in kinds.items()]
    cards = "".join(
        widget("exercise", {"spec": {**spec, "prompt": "</script>"}}) for spec in specs
    )
    pages = {
        "book/a.html": f"<p>{cards}</p>",
        "book/b.html": widget("slope", {"z": 1}),
        "book/mine.html": widget("progress", {"chapters": {}}),
    }
    assert progress_of(pages) == {
        "exercises": {"book/a.html": [["a.one", "a.three"], ["a.two"]]},
        "progress": "book/mine.html",
    }
    assert progress_of({}) == {"exercises": {}, "progress": ""}


def test_a_formula_in_a_line():
    mathml = (
        "<math><mfrac><mn>1</mn><mrow><mn>1</mn><mo>+</mo>"
        "<msup><mi>e</mi><mi>z</mi></msup></mrow></mfrac></math>"
    )
    assert plain(mathml) == "1/(1 + e^z)"


def test_each_line_of_code_is_wrapped_with_its_marks_closed():
    code = '<span class="k">def</span> <span class="s">"""a\n\n b"""</span>\nreturn\n'
    assert lines(code) == (
        '<span class="line"><span class="k">def</span> <span class="s">"""a\n</span>'
        '</span><span class="line"><span class="s">\n</span></span>'
        '<span class="line"><span class="s"> b"""</span>\n</span>'
        '<span class="line">return\n</span>'
    )
    assert re.sub("<[^>]*>", "", lines(code)) == re.sub("<[^>]*>", "", code)
