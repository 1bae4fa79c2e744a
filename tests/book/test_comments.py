"""No line of the book is lost because it begins with a percent sign.

MyST reads such a line as a comment and leaves it out, and where it stands in the middle
of a paragraph, as "45" and "% of them" broken over two lines, nothing looks wrong.
"""

import pytest
import yaml
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from myst_parser.parsers.mdit import create_md_parser

from .conftest import ROOT, page_sources

CONFIG = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
EXTENSIONS = CONFIG["parse"]["myst_enable_extensions"]
MYST = create_md_parser(MdParserConfig(enable_extensions=EXTENSIONS), DocutilsRenderer)
PAGES = page_sources()


def dropped(text):
    """List the lines that MyST leaves out, in the bodies of directives, too."""
    found = []
    for token in MYST.parse(text):
        if token.type == "myst_line_comment":
            found.append(token.content)
        elif token.type in ("fence", "colon_fence") and token.info.startswith("{"):
            found += dropped(token.content)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page[0].stem)
def test_no_line_is_dropped_as_a_comment(page):
    assert dropped(page[1]) == []


@pytest.mark.parametrize(
    "text",
    [
        "about 45\n% of them",
        "  % a note",
        "- about 45\n  % of them",
        ":::{admonition} Trap\n:class: trap\n\nabout 45\n% of them\n:::",
        "::::{admonition} A\n:::{admonition} B\n% of them\n:::\n::::",
    ],
)
def test_a_line_that_would_be_dropped_is_found(text):
    assert len(dropped(text)) == 1


@pytest.mark.parametrize(
    "text",
    ["about 45 %\nof them", "```\n%timeit f()\n```", "$$\n% x\ny\n$$", "`45`\n\\% x"],
)
def test_what_stays_is_no_comment(text):
    assert dropped(text) == []
