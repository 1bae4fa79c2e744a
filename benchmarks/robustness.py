"""Throw a hundred thousand bad inputs at what reads a reader's text.

Formulas, answers, functions and progress files, random or mangled: each must be taken
or refused in one sentence, at once; and the page must say the same as Python about
every formula. Prints a table; the exit code is 1 if anything else happened.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from tqdm import tqdm

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from lessons_pkg.interactive.exercise import store  # noqa: E402
from lessons_pkg.interactive.exercise.formula import (  # noqa: E402
    FUNCTIONS,
    FormulaError,
    evaluate,
    parse,
)
from lessons_pkg.interactive.exercise.markup import Result  # noqa: E402
from tests.interactive import samples  # noqa: E402
from tests.interactive.vectors import whole  # noqa: E402

SEED = 0
SLOW = 0.25  # seconds of the processor; far more than any input should need
VALUES = {"z": -1.5, "a": 0.25}
TOKENS = ["z", "a", "e", "pi", *FUNCTIONS, *"+-*/^()", "**", ",", ".", "1", "0", "2.5"]
TOKENS += [
    "1e9",
    "1e308",
    "1e-308",
    " ",
    "−",
    "σ",
    "@",
    "_",
    "__",
    "'",
    "\\",
    "\n",
    "😀",
    *"²⁻ᶻ½⅒%=≈,'′·×÷–√ηπ",
    "ln",
    "\u200b",
    "\u2062",
    "\u2063",
    "𝑎",
    "（",
]
GOOD = ["a(1-a)", "e⁻ᶻ/(1+e⁻ᶻ)²", "w = 52.84 %", "2σ(2z)−1"]
GOOD += ["a*(1-a)", "1/(1+e^-z)", "2*sigmoid(2*z)-1", "exp(-z)/(1+exp(-z))^2", "z^2^a"]
CODE = [
    "__import__('os')",
    "a.b",
    "a[0]",
    "lambda: 0",
    "f'{a}'",
    "(a:=1)",
    "1 if a else 2",
]
HEAD = {"format": store.FORMAT, "version": store.VERSION}
OBJECTS = [
    None,
    ...,
    True,
    0,
    -1,
    7,
    2.5,
    float("nan"),
    float("inf"),
    "",
    "a",
    "ab",
    "b ",
]
OBJECTS += [
    "1/3",
    "z" * 300,
    [],
    [0],
    ["a", "b"],
    {},
    {"a": 1},
    (),
    b"a",
    1j,
    abs,
    object,
]
OBJECTS += [np.float64(1), np.array([1.0]), np.zeros((2, 2)), 10**400, "\ud800"]


def random_formula(rng):
    """Return tokens in a row, a mangled good formula, deep nesting, or any text."""
    kind = rng.randrange(5)
    if kind == 0:
        return "".join(rng.choices(TOKENS, k=rng.randrange(1, 30)))
    if kind == 1:
        text = list(rng.choice(GOOD + CODE))
        for _ in range(rng.randrange(1, 4)):
            text[rng.randrange(len(text))] = rng.choice(TOKENS)
        return "".join(text)
    if kind == 2:
        return [rng.choice(["(", "-", "exp(", "2^", "((a)+"]), rng.randrange(1, 20_000)]
    if kind == 3:
        return grown(rng, 6)
    return "".join(chr(rng.randrange(1, 0xD800)) for _ in range(rng.randrange(20)))


def grown(rng, depth):
    """Return a formula that is right by its making."""
    if depth == 0 or rng.random() < 0.2:
        return rng.choice(["z", "a", "e", "2", "0.5", "3"])
    one, two = grown(rng, depth - 1), grown(rng, depth - 1)
    return rng.choice(
        [f"({one}){rng.choice('+-*/^')}({two})", f"{rng.choice([*FUNCTIONS])}({one})"]
    )


def try_formula(text):
    try:
        value = evaluate(parse(whole(text), VALUES), VALUES)
    except FormulaError as error:
        return {"text": text, "error": str(error)}
    assert np.isfinite(value)
    return {"text": text, "value": value}


def random_answer(rng):
    """Return an exercise, and arguments for its check."""
    exercise = rng.choice(samples.IN_PAGE)
    names = {
        k: rng.choice(OBJECTS) for k in rng.sample(["a", "b", "c"], rng.randrange(3))
    }
    if exercise.kind == "build":
        return exercise, [], names
    return exercise, rng.choices(OBJECTS, k=rng.choice([0, 1, 1, 1, 2, 3])), {}


def try_answer(given):
    exercise, arguments, names = given
    try:
        found = exercise.check(*arguments, **names)
    except (TypeError, ValueError) as error:
        lines = len(str(error).splitlines())
        return {"error": str(error)} if lines == 1 else {"failure": "many lines"}
    assert isinstance(found, Result)
    repr(found), found._repr_html_()
    return {} if found.verdict == "correct" else {"error": found.verdict}


def random_function(rng):
    """Return a function that does something odd."""
    value, error = (
        rng.choice(OBJECTS),
        rng.choice([ValueError, SystemExit, MemoryError]),
    )

    def fails(x):
        raise error(value)

    def spoils(x):
        if isinstance(x, np.ndarray):
            x.fill(0)
        return value

    return rng.choice(
        [fails, spoils, lambda: value, lambda x: [x] * 3, lambda x: x / 0]
    )


def try_function(function):
    return try_answer((samples.CODE, [function], {}))


def random_progress(rng):
    """Return a progress file that is mangled in some way."""
    ids = ["sigmoid.at-40", "a.b", "<script>", "__proto__", "a" * 100, "", "é.è"]
    states = {i: rng.choice([*store.STATES, *OBJECTS[3:6], "won"]) for i in ids[:2]}
    if rng.random() < 0.5:
        states[rng.choice(ids)] = "solved"
    text = json.dumps({**HEAD, "exercises": rng.choice([states, [], None, 1])})
    if rng.random() < 0.5:
        i = rng.randrange(len(text))
        text = (
            text[:i]
            + rng.choice(["", "{", '"', "\x00", "[" * 9999, "😀"])
            + text[i + 1 :]
        )
    return text


def try_progress(text):
    try:
        states = store.from_text(text)
    except ValueError as error:
        return {"text": text, "error": str(error)}
    assert all(store.ID.fullmatch(i) for i in states)
    return {"text": text, "states": states}


WORK = {
    "formulas": (100_000, random_formula, try_formula),
    "answers": (20_000, random_answer, try_answer),
    "functions": (2_000, random_function, try_function),
    "progress files": (20_000, random_progress, try_progress),
}


def run(name):
    """Return what became of each input, and the failures."""
    count, make, attempt = WORK[name]
    rng = random.Random(SEED)
    results, failures, slowest = [], [], 0.0
    for _ in tqdm(range(count), desc=name, disable=None):
        given = make(rng)
        start = time.process_time()
        try:
            results.append(attempt(given))
            assert "failure" not in results[-1], results[-1]
        except Exception as error:
            failures.append(f"{name}: {str(given)[:200]!r}: {error!r}")
        taken = time.process_time() - start
        slowest = max(slowest, taken)
        if taken > SLOW:
            failures.append(f"{name}: {str(given)[:200]!r}: took {taken:.2f} s")
    refused = sum("error" in result for result in results)
    return results, failures, (name, count, count - refused, refused, 1000 * slowest)


def held_to_the_page(formulas, files, folder):
    """Let the page read the same texts; return its complaint, if any."""
    deno = shutil.which("deno", path=Path(sys.executable).parent) or shutil.which(
        "deno"
    )
    if not deno:
        return "deno is not installed"
    path = Path(folder) / "vectors.json"
    given = {"values": VALUES, "functions": list(FUNCTIONS), "examples": formulas}
    path.write_text(json.dumps({"formulas": [given], "progress": files}), "utf-8")
    script = str(ROOT / "tests" / "front" / "agree.js")
    found = subprocess.run([deno, "run", "--allow-read", script, str(path)])
    return "" if found.returncode == 0 else "the page disagrees with Python"


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LESSONS_PROGRESS"] = str(Path(folder) / "progress.json")
        done = {name: run(name) for name in WORK}
        formulas, files = (done[name][0] for name in ("formulas", "progress files"))
        said = held_to_the_page(formulas, files, folder)
    print(f"{'':16}{'inputs':>9}{'taken':>9}{'refused':>9}{'slowest ms':>12}")
    for _, _, (name, *numbers, slowest) in done.values():
        print(f"{name:16}" + "".join(f"{n:9}" for n in numbers) + f"{slowest:12.1f}")
    failures = [f for _, some, _ in done.values() for f in some]
    print(f"page and Python: {said or 'agree on every formula and progress file'}")
    print(*failures[:20], f"{len(failures)} failures", sep="\n")
    return int(bool(failures) or "disagrees" in said)


if __name__ == "__main__":
    sys.exit(main())
