"""Make the scheduler of the practice page, ts-fsrs, one file of the front end.

What it is made of stands with its version in deno.json and with its digest in
deno.lock. The file is kept, so that neither a notebook nor a page needs npm: run
``python tools/fsrs.py`` after a change of the version.
"""

import json
from pathlib import Path

from lessons_pkg.interactive.bundle import STATIC
from lessons_pkg.interactive.sphinx import deno

ROOT = Path(__file__).parents[1]
PATH = STATIC / "lib" / "fsrs.js"
HEAD = """\
// ts-fsrs {version}, the Free Spaced Repetition Scheduler. MIT licence, copyright (c)
// 2026 Open Spaced Repetition. Made by tools/fsrs.py and not changed by hand.
// deno-lint-ignore-file
// deno-fmt-ignore-file
"""


def written():
    """Return the text of the file: the two functions that we use, as one constant."""
    package = ROOT / "node_modules" / "ts-fsrs"
    about = json.loads((package / "package.json").read_text("utf-8"))
    code = (package / about["module"]).read_text("utf-8")
    short = deno.run(ROOT, Path(__file__).with_suffix(".js"), code)
    return HEAD.format(version=about["version"]) + short + "\n"


if __name__ == "__main__":
    PATH.write_text(written(), "utf-8")
