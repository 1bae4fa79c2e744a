"""The ways to run a page that is a notebook, on the reader's machine or on another.

The notebook itself stands beside its page. The other ways lead through addresses that
come from the environment when the book is built, and from nowhere else:

BOOK_URL
    Where the site will be, such as https://example.org/course/
BOOK_REPOSITORY
    Where its sources are, such as https://github.com/somebody/course
BOOK_BRANCH
    The branch of these that readers get; without it, main.
BOOK_HUB
    A JupyterHub with nbgitpuller that they may use, such as https://hub.example.org/

Where an address is missing, what needs it is not offered.
"""

import os
import shutil
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote, urlencode

WHEEL = f"lessons_pkg-{version('lessons-pkg')}-py3-none-any.whl"
ZIP = "from-sigmoid-to-backprop.zip"
GITHUB = "https://github.com/"


@dataclass(frozen=True)
class Way:
    """A link, and what a reader should know before she follows it."""

    label: str
    address: str
    words: str
    download: bool = False


def address(name):
    """Return one of the addresses above without a slash at its end, or nothing."""
    return os.environ.get(name, "").strip().rstrip("/")


def ways(notebook):
    """List the ways to run the notebook at a path such as book/01_sigmoid.ipynb."""
    file = notebook.rpartition("/")[2]
    yield Way("Notebook", file, "to run in JupyterLab on your machine", True)
    sources, hub = address("BOOK_REPOSITORY"), address("BOOK_HUB")
    if not sources:
        return
    branch = address("BOOK_BRANCH") or "main"
    spelt = quote(branch, safe="")
    place = urlencode({"urlpath": f"lab/tree/{notebook}"}, quote_via=quote, safe="/")
    github = sources.removeprefix(GITHUB) if sources.startswith(GITHUB) else ""
    kept = f"gh/{github}" if github else f"git/{quote(sources, safe='')}"
    binder = f"https://mybinder.org/v2/{kept}/{spelt}?{place}"
    yield Way("Binder", binder, "runs it on the web, after a few minutes")
    if github and address("BOOK_URL"):
        colab = "https://colab.research.google.com/github"
        place = f"{colab}/{github}/blob/{spelt}/{notebook}"
        yield Way("Colab", place, "runs it on the web, with a Google account")
    if hub:
        name = sources.rpartition("/")[2].removesuffix(".git")
        path = f"lab/tree/{name}/{notebook}"
        pull = urlencode({"repo": sources, "branch": branch, "urlpath": path})
        place = f"{hub}/hub/user-redirect/git-pull?{pull}"
        yield Way("JupyterHub", place, "runs it on your class's server")


def _offer(app, pagename, templatename, context, doctree):
    site = address("BOOK_URL")
    if _is_notebook(app, pagename):
        context["launch"] = list(ways(f"{pagename}.ipynb"))
        context["wheel"] = site and f"{site}/{WHEEL}"
    elif pagename == app.config.root_doc and site:
        words = "as a zip, to read without a network"
        context["launch"] = [Way("The whole book", f"{site}/{ZIP}", words, True)]


def _is_notebook(app, page):
    return page in app.env.found_docs and app.env.doc2path(page).endswith(".ipynb")


def _copy(app, error):
    """Put each notebook beside its page."""
    if error is not None or app.builder.format != "html":
        return
    for page in app.env.found_docs:
        if _is_notebook(app, page):
            copy = Path(app.outdir) / f"{page}.ipynb"
            shutil.copyfile(app.env.doc2path(page), copy)


def setup(app):
    """Register what this module does."""
    app.connect("html-page-context", _offer)
    app.connect("build-finished", _copy)
