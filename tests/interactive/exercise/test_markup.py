"""A few marks become HTML, and everything else is escaped."""

import re

from lessons_pkg.interactive.exercise.markup import Result, html
from lessons_pkg.interactive.exercise.typeset import TABLE

STATIC = TABLE.parents[1] / "static" / "exercises"


def test_a_result_is_an_icon_and_words():
    assert repr(Result("correct")) == "✓ Correct."
    assert repr(Result("correct", "So it is.")) == "✓ Correct. So it is."
    assert repr(Result("mistake", "So.")) == "✗ Not quite: So."
    assert repr(Result("not yet", "So.")) == "○ Not yet. So."
    assert repr(Result("not attempted", "Choose.")) == "– Choose."
    assert repr(Result("not attempted")) == "– Not attempted."
    shown = Result("not yet", "is `a < b`")._repr_html_()
    assert "<strong>○ Not yet.</strong>" in shown
    assert "<code>a &lt; b</code>" in shown


def test_a_line_that_begins_with_a_percent_sign_stays():
    assert html("about 45\n% of them") == "<p>about 45 % of them</p>"


def test_emphasis_is_marked_and_a_lone_star_is_not():
    assert html("not *yet*: 2 * 3 * 4") == "<p>not <em>yet</em>: 2 * 3 * 4</p>"
    assert html("`a*b*c` *<b>*") == "<p><code>a*b*c</code> <em>&lt;b&gt;</em></p>"


def test_prose_escapes_everything_else():
    assert html("<b> & `<i>`") == "<p>&lt;b&gt; &amp; <code>&lt;i&gt;</code></p>"
    assert html("```\n<b>\n```") == "<pre><code>&lt;b&gt;</code></pre>"


def test_a_block_of_code_has_an_element_for_each_line_as_in_the_page():
    # A background of its own would make stripes, and its own style is the page's.
    shown = Result("not yet", "So:\n\n```\nf(1)\n  a\n```")._repr_html_()
    assert "<pre><code>f(1)\n</code><code>  a</code></pre>" in shown
    sheet = (STATIC / "kinds.css").read_text("utf-8")
    rule = re.search(
        r"\n(\.lessons-widget :is\([^)]*\bpre\) code) {(.*?)}", sheet, re.S
    )
    assert "display: block" in rule[2]
    assert "background: none" in rule[2]
