"""What is written in JavaScript runs while the book is built, or says why not."""

import pytest
from sphinx.errors import ExtensionError

from lessons_pkg.interactive.sphinx import deno
from tests.book.conftest import ROOT


def test_a_script_answers_in_json(tmp_path):
    script = tmp_path / "double.js"
    script.write_text(
        "const given = JSON.parse(await new Response(Deno.stdin.readable).text());"
        "console.log(JSON.stringify(given.map((x) => 2 * x)));",
        "utf-8",
    )
    assert deno.run(ROOT, script, [1, 2.5]) == [2, 5]


def test_a_script_that_fails_fails_the_build_with_its_own_words(tmp_path):
    script = tmp_path / "broken.js"
    script.write_text('throw new Error("no such formula");', "utf-8")
    with pytest.raises(ExtensionError, match=r"deno run failed:\n(.|\n)*no such fo"):
        deno.run(ROOT, script, [])


def test_a_script_may_not_look_around(tmp_path):
    script = tmp_path / "curious.js"
    script.write_text('await Deno.readTextFile("README.md");', "utf-8")
    with pytest.raises(ExtensionError, match=r"NotCapable|PermissionDenied"):
        deno.run(ROOT, script, [])
