"""The few marks that exercises are written in, as HTML, and verdicts shown with them.

A text has paragraphs, `code`, **bold**, *emphasis*, $formulas$ and fenced blocks, and
everything else in it is escaped; so whatever a reader typed can be shown again. Links
and lists are left out: prose with those belongs in the chapter.
"""

import re
from html import escape

from lessons_pkg.interactive.exercise import typeset

ICONS = {"correct": "✓", "mistake": "✗", "not yet": "○", "not attempted": "–"}
NAMES = {
    "correct": "Correct.",
    "mistake": "Not quite:",
    "not yet": "Not yet.",
    "not attempted": "Not attempted.",
}

LETTERS = "abcdefghijklmnopqrstuvwxyz"  # what options and lines are called

_TAGS = ("code", "strong", "em", "math")
_MARK = re.compile(
    r"`([^`\n]+)`|\*\*([^*\n]+)\*\*"
    # A lone star, as in 2 * 3, is no mark.
    r"|\*([^\s*`$](?:[^\n*`$]*[^\s*`$])?)\*"
    # What ends a sentence or a clause stays on the line of the formula before it.
    r"|\$([^$\n]+\$[.,;:?!)]*)"
)


def blocks(text):
    """List the ("p", words) and ("pre", code) blocks of a text.

    Examples
    --------
    >>> blocks('''One
    ... paragraph.
    ...
    ... ```
    ... code
    ... ```''')
    [('p', 'One paragraph.'), ('pre', 'code')]
    """
    found = []
    for i, part in enumerate(re.split(r"^```.*\n?", text, flags=re.MULTILINE)):
        if i % 2:
            found.append(("pre", part.rstrip("\n")))
        else:
            paragraphs = re.split(r"\n\s*\n", part)
            found += [("p", " ".join(p.split())) for p in paragraphs if p.strip()]
    return found


def marked(words):
    """List the (tag, words) runs of a paragraph.

    The tag is "", "code", "strong", "em" or "math"; a formula ends in its dollar sign,
    and behind that is the punctuation that follows.

    Examples
    --------
    >>> marked("so `a` is **not** $z$.")
    [('', 'so '), ('code', 'a'), ('', ' is '), ('strong', 'not'), ('', ' '),
     ('math', 'z$.')]
    """
    runs, end = [], 0
    for mark in _MARK.finditer(words):
        runs.append(("", words[end : mark.start()]))
        runs.append((_TAGS[mark.lastindex - 1], mark[mark.lastindex]))
        end = mark.end()
    return [run for run in [*runs, ("", words[end:])] if run[1]]


def line_html(words, *, mathml=True):
    """Return one line of marked text as HTML, its formulas as MathML or as text.

    Examples
    --------
    >>> line_html("is `a < b`, or $a^2$?", mathml=False)
    'is <code>a &lt; b</code>, or a²?'
    """
    return "".join(_run_html(tag, run, mathml) for tag, run in marked(words))


def _run_html(tag, run, mathml):
    if tag != "math":
        return f"<{tag}>{escape(run)}</{tag}>" if tag else escape(run)
    formula, _, after = run.partition("$")
    if not mathml:
        return escape(typeset.unicode(formula) + after)
    *pieces, last = typeset.html(formula)
    kept = f'<span class="lessons-kept">{last}{after}</span>'
    return "<wbr>".join([*pieces, kept])


def html(text, *, mathml=True):
    """Return a marked text as HTML, its formulas as MathML or as text."""
    return "".join(
        f"<p>{line_html(content, mathml=mathml)}</p>"
        if tag == "p"
        else code_block(content)
        for tag, content in blocks(text)
    )


def code_block(text):
    """Return code as HTML, an element for each line, so that a long one goes on below.

    Examples
    --------
    >>> code_block("a < b")
    '<pre><code>a &lt; b</code></pre>'
    """
    lines = re.split(r"(?<=\n)", escape(text))
    return f"<pre>{''.join(f'<code>{line}</code>' for line in lines)}</pre>"


class Note:
    """A text that a notebook shows as HTML and a terminal as it is."""

    box = 'class="lessons-hint"'

    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return typeset.plain(self.text)

    def _repr_html_(self):
        inside = f"<div {self.box}>{html(self.text)}</div>"
        return f'<div class="lessons-widget">{inside}</div>'


class Result(Note):
    """What a check found.

    Attributes
    ----------
    verdict : {"correct", "mistake", "not yet", "not attempted"}
    message : str
        What it says to the reader.
    mistake : str
        The name of the recognised mistake, or the empty string.
    """

    def __init__(self, verdict, message="", mistake=""):
        self.verdict, self.message, self.mistake = verdict, message, mistake
        self.box = f'class="lessons-verdict" data-verdict="{verdict}"'
        icon, name = ICONS[verdict], NAMES[verdict]
        # Where it says what is missing, that is enough.
        heading = icon if message and verdict == "not attempted" else f"{icon} {name}"
        super().__init__(f"**{heading}** {message}".strip())

    def __repr__(self):
        return typeset.plain(self.text.replace("**", "", 2))
