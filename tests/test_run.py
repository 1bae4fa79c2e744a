"""The commands without make: those of the Makefile, each after what it depends on."""

import re
import sys
from pathlib import Path

import pytest

from tools import run

MAKEFILE = run.rules((run.ROOT / "Makefile").read_text("utf-8"))
SMALL = """\
VENV := .venv
BIN  := $(VENV)/bin
TEST := $(BIN)/python -m pytest
BOOK := $(wildcard *.md)

.PHONY: all test
all: test made
	@echo "done"

made: $(READY) \\
  other
	@$(BIN)/make-it $(if $(FAST),--fast,--well) $(BOOK)
	@touch $@

test: made
	@$(TEST) --all
"""


def test_what_a_command_depends_on_runs_first_and_once():
    known = run.rules(SMALL)
    assert run.lines("all", known) == [
        "make-it --well $(wildcard *.md)",
        "python -m pytest --all",
    ]


def test_a_line_names_its_files_and_keeps_what_is_quoted(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("b.md", "a.md", "c.txt"):
        Path(name).touch()
    program, *words = run.words("make-it 'x; y(\".\")' $(wildcard *.md) --well")
    assert Path(program) == run.BIN / "make-it"
    assert words == ['x; y(".")', "a.md", "b.md", "--well"]


@pytest.mark.parametrize("command", [*run.COMMANDS, run.READY])
def test_every_command_of_the_makefile_can_be_read(command):
    lines = run.lines(command, MAKEFILE)
    assert lines
    for line in lines:
        assert re.match(r"[a-z-]+ ", line)
        assert not re.search(r"[$&|;<>]", re.sub(r"'.*?'|\$\(wildcard .*?\)", "", line))


def test_the_commands_do_what_make_does():
    (book,) = run.lines("book", MAKEFILE)
    assert book == "jupyter-book build . --all -W -n --keep-going"
    assert run.lines("site", MAKEFILE) == [book, "python -m tools.site"]
    test = "\n".join(run.lines("test", MAKEFILE))
    parts = ["scheduler", "deno test", "--nbval $(wildcard book/*.ipynb)", "build ."]
    places = [test.index(part) for part in parts]
    assert places == sorted(places)
    assert "--fix" not in "".join(run.lines("lint", MAKEFILE))


def test_a_line_that_fails_ends_it(monkeypatch):
    monkeypatch.setattr(run, "words", lambda line: [sys.executable, "-c", line])
    run.run("pass")
    with pytest.raises(SystemExit) as ended:
        run.run("raise SystemExit(3)")
    assert ended.value.code == 3


@pytest.mark.parametrize("commands", [[], ["bake"], ["book", "bake"]])
def test_another_command_is_refused(commands, monkeypatch):
    monkeypatch.setattr(run, "prepare", lambda known: pytest.fail("it began"))
    with pytest.raises(SystemExit, match="book, site, lab"):
        run.main(commands)
