"""The scheduler of the practice page, ts-fsrs, as one file of the front end.

It comes from npm, with its version in deno.json and its digest in deno.lock. It is made
when a book is built, or by ``make lab``, so a notebook and a page need no npm.
"""

import json
from pathlib import Path

from lessons_pkg.interactive.bundle import STATIC
from lessons_pkg.interactive.sphinx import deno

PATH = STATIC / "lib" / "fsrs.js"
HEAD = """\
// ts-fsrs {version}, the Free Spaced Repetition Scheduler. MIT licence, copyright (c)
// Open Spaced Repetition. Made by interactive/sphinx/scheduler.py.
// deno-lint-ignore-file
// deno-fmt-ignore-file
"""


def write(root):
    """Write the file, unless it is there in the version that is installed."""
    deno.install(root)
    package = Path(root) / "node_modules" / "ts-fsrs"
    about = json.loads((package / "package.json").read_text("utf-8"))
    head = HEAD.format(version=about["version"])
    if PATH.exists() and PATH.read_text("utf-8").startswith(head):
        return
    code = (package / about["module"]).read_text("utf-8")
    short = deno.run(root, Path(__file__).with_suffix(".js"), code)
    PATH.write_text(f"{head}{short}\n", "utf-8")
