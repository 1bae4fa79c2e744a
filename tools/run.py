"""The Makefile's commands where there is no make, as on most machines with Windows.

Usage: py -m tools.run book test …

It reads the Makefile, so that each command stands in one place, and runs what calls a
program of the environment, after what that depends on; what a shell does there only
saves time. Nothing is needed but Python: the environment is made first.
"""

import os
import re
import shlex
import subprocess
import sys
from glob import glob
from pathlib import Path

ROOT = Path(__file__).parents[1]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if sys.platform == "win32" else "bin")

READY = ".venv/.installed"

COMMANDS = ("book", "site", "lab", "test", "test-browser", "notebooks", "lint")

_VARIABLE = re.compile(r"^(\w+) *[:?]?= *(.*)$", re.M)
_RULE = re.compile(r"^((?!\.[A-Z])[^\s#:=][^:=\n]*):(?!=) *(.*)\n((?:\t.*\n)*)", re.M)
_SHELL = re.compile(r"\$\(shell [^()]*\)")
_CHOICE = re.compile(r"\$\(if \$\(\w+\),[^,()]*(?:,([^()]*))?\)")
_PROGRAM = re.compile(r"^@BIN/(.*)$", re.M)


def rules(text):
    """Return {target: (what it depends on, its lines)} of a Makefile."""
    text = re.sub(r" *\\\n\s*", " ", text)
    text = _SHELL.sub("", _CHOICE.sub(lambda choice: choice[1] or "", text))
    variables = dict(_VARIABLE.findall(text)) | {"BIN": "BIN"}
    for _ in range(4):  # a variable may name another
        text = re.sub(r"\$\((\w+)\)", lambda it: variables.get(it[1], it[0]), text)
    return {
        target: (needs.split(), recipe.replace("\t", ""))
        for target, needs, recipe in _RULE.findall(text)
    }


def lines(command, known):
    """List what `command` runs, each line after those that it depends on."""
    needs, recipe = known[command]
    above = [need for need in needs if need in known and need != READY]
    found = [line for need in above for line in lines(need, known)]
    return [*dict.fromkeys(found + _PROGRAM.findall(recipe))]


def words(line):
    """Divide a line into the program and its arguments, files by their names."""
    line = re.sub(r"\$\(wildcard ([^()]*)\)", r"\1", line)
    program, *rest = shlex.split(line)
    named = [sorted(glob(word)) if "*" in word else [word] for word in rest]
    return [str(BIN / program), *(word for group in named for word in group)]


def prepare(known):
    """Make the environment, unless it is there and newer than what it is made of."""
    ready = ROOT / READY
    made_of = [ROOT / "requirements.txt", ROOT / "pyproject.toml"]
    newest = max(path.stat().st_mtime for path in made_of)
    if ready.exists() and ready.stat().st_mtime >= newest:
        return
    subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    for line in _PROGRAM.findall(known[READY][1]):
        run(line)
    ready.touch()


def run(line):
    """Run one line, and end where it fails."""
    print(f"> {line}", flush=True)
    done = subprocess.run(words(line), check=False)
    if done.returncode:
        sys.exit(done.returncode)


def main(commands):
    """Run commands, or say which there are."""
    known = rules((ROOT / "Makefile").read_text("utf-8"))
    if not commands or not {*commands} <= {*COMMANDS}:
        sys.exit(f"Name one or more of these commands: {', '.join(COMMANDS)}")
    os.chdir(ROOT)
    prepare(known)
    for command in commands:
        for line in lines(command, known):
            run(line)


if __name__ == "__main__":
    main(sys.argv[1:])
