"""A few marks become HTML, and everything else is escaped."""

from lessons_pkg.interactive.exercise.markup import Result, html


def test_a_result_is_an_icon_and_words():
    assert repr(Result("correct")) == "✓ Correct."
    assert repr(Result("mistake", "So.")) == "✗ A known mistake.\n\nSo."
    assert repr(Result("not yet", "So.")) == "○ Not yet.\n\nSo."
    assert repr(Result("not attempted")) == "– Not attempted."
    shown = Result("not yet", "is `a < b`")._repr_html_()
    assert "<strong>○ Not yet.</strong>" in shown
    assert "<code>a &lt; b</code>" in shown


def test_prose_escapes_everything_else():
    assert html("<b> & `<i>`") == "<p>&lt;b&gt; &amp; <code>&lt;i&gt;</code></p>"
    assert html("```\n<b>\n```") == "<pre><code>&lt;b&gt;</code></pre>"
