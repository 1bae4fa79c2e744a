"""Deno, which the environment has, runs what is written in JavaScript while building.

What it takes from npm, Temml and the text's typefaces, stands with versions in deno.json
and with digests in deno.lock; a package that differs from its digest is refused.
"""

import json
import subprocess
import sys
from pathlib import Path

from sphinx.errors import ExtensionError

#: What npm's packages may read of the machine: themselves, and the environment's variables.
RIGHTS = ("--frozen", "--allow-env", "--allow-read=node_modules")


def install(root):
    """Fetch the packages that deno.json names, unless they are there."""
    wanted = json.loads((Path(root) / "deno.json").read_text("utf-8"))["imports"]
    if not all((Path(root) / "node_modules" / name).exists() for name in wanted):
        _call(root, "install", "--frozen")


def run(root, script, question):
    """Put `question` to a script of this folder, and return its answer, both as JSON."""
    config = f"--config={Path(root) / 'deno.json'}"
    return json.loads(_call(root, "run", *RIGHTS, config, str(script), given=question))


def _call(root, command, *arguments, given=None):
    own = Path(sys.executable).with_name(
        "deno.exe" if sys.platform == "win32" else "deno"
    )
    done = subprocess.run(
        [str(own) if own.exists() else "deno", command, "--quiet", *arguments],
        input=json.dumps(given).encode(),
        cwd=root,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise ExtensionError(f"deno {command} failed:\n{done.stderr.decode()}")
    return done.stdout
