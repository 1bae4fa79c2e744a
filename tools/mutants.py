"""Break the package on purpose, one small change at a time, and see which tests notice.

Usage: python tools/mutants.py [loss softmax …]    (without names: every idea)

A mutant is a module with one change that `tools/mutations.py` makes. It runs the tests
of its module in a process of its own, forked from one that has imported the libraries
already. What no test notices survives, and is listed: a test is missing there, or the
change makes no difference. `tools/equivalent.txt` holds the latter, with the reasons.
"""

import argparse
import gc
import hashlib
import importlib
import importlib.machinery
import importlib.util
import json
import os
import resource
import signal
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

# Before numpy and pytest are imported: a core per mutant, and no plugin to start.
os.environ |= {"OPENBLAS_NUM_THREADS": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}

import hypothesis
import pytest
from tqdm import tqdm

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tools.mutations import mutants  # noqa: E402

PACKAGE = ROOT / "lessons_pkg"
EQUIVALENT = ROOT / "tools" / "equivalent.txt"
CACHE = ROOT / "_build" / "mutants.json"
IDEAS = [*sorted(path.stem for path in PACKAGE.glob("[!_]*.py")), "_validation"]
# Beside its own file and the examples in its docstrings, a module may have tests in:
MORE_TESTS = {
    "_validation": ["test_activation"],
    "estimator": ["test_perceptron", "test_logistic_regression", "test_mlp"],
    "logistic_regression": ["test_descent", "test_estimator"],
    "mlp": ["test_backprop", "test_estimator"],
    "perceptron": ["test_estimator"],
}
LIBRARIES = (
    "numpy scipy.special scipy.optimize scipy.stats sklearn.base sklearn.datasets"
    " sklearn.linear_model sklearn.metrics sklearn.neural_network sklearn.pipeline"
    " sklearn.model_selection sklearn.utils.estimator_checks mpmath sympy tqdm"
    " hypothesis.strategies hypothesis.extra.numpy"
    " hypothesis.internal.conjecture.engine"
)
# With plain asserts, for pytest would rewrite the module from its file.
QUIET = ["-x", "-q", "-p", "no:cacheprovider", "--tb=no", "--assert=plain"]
MEMORY = 6 * 2**30  # bytes that a mutant may take


class Changed(importlib.machinery.SourceFileLoader):
    """Finds one module of the package and loads another source in its place."""

    def __init__(self, name, source):
        super().__init__(f"lessons_pkg.{name}", str(PACKAGE / f"{name}.py"))
        self.source = source

    def find_spec(self, fullname, path=None, target=None):
        """Return where to find the module, if it is the one."""
        if fullname == self.name:
            return importlib.util.spec_from_file_location(
                fullname, self.path, loader=self
            )
        return None

    def get_code(self, fullname):
        """Compile the changed source."""
        return compile(self.source, self.path, "exec")


class Watch:
    """Answers with the first test that fails, and ends the process there."""

    def __init__(self, pipe):
        self.pipe = pipe

    def answer(self, killer):
        """Tell the waiting process what noticed the change; None for nothing."""
        os.write(self.pipe, json.dumps(killer).encode())
        os._exit(0)

    def pytest_runtest_logreport(self, report):
        """Note a test that fails."""
        if report.failed:
            self.answer(report.nodeid)

    def pytest_collectreport(self, report):
        """Note a file that cannot even be imported."""
        if report.failed:
            self.answer(f"import of {report.nodeid}")

    def pytest_collection_finish(self):
        """Let hypothesis find a failure, and not look for its smallest example."""
        found = hypothesis.Phase.explicit, hypothesis.Phase.generate
        hypothesis.settings.register_profile(
            "mutants", hypothesis.settings.default, phases=found
        )
        hypothesis.settings.load_profile("mutants")


def tests_of(name):
    """List the files that hold a module's tests, its own first."""
    names = [f"test_{name.strip('_')}", *MORE_TESTS.get(name, [])]
    files = [f"tests/{each}.py" for each in names]
    return [each for each in files if (ROOT / each).exists()] + [
        f"lessons_pkg/{name}.py"
    ]


def judge(name, source, tests, seconds):
    """Run the tests on the source in a forked process; return its id and its answer."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    # A mutant that never ends, or that takes all memory, is noticed too.
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.alarm(10 * seconds)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1), os.dup2(nowhere, 2)
    sys.meta_path.insert(0, Changed(name, source))
    watch = Watch(writing)
    for chosen in (tests, [test for test in tests if "::" not in test]):
        code = pytest.main([*QUIET, *chosen], plugins=[watch])
        if code != pytest.ExitCode.USAGE_ERROR:  # a test that is no longer there
            break
    watch.answer(None if code == pytest.ExitCode.OK else f"pytest, code {int(code)}")
    return None


def verdict(reading, status):
    """Return what noticed the mutant, None when nothing did."""
    with os.fdopen(reading) as pipe:
        answer = pipe.read()
    return json.loads(answer) if os.WIFEXITED(status) and answer else "time or memory"


def run_all(name, todo, cache, jobs):
    """Judge each mutant of a module, and note in the cache what killed it."""
    files, running = tests_of(name), {}
    useful = defaultdict(list)  # the tests that noticed the latest mutants, by function
    unchanged = (PACKAGE / f"{name}.py").read_text("utf-8")
    child, reading = judge(name, unchanged, files, 600)
    _, status, used = os.wait4(child, 0)
    failed = verdict(reading, status)
    if failed:
        sys.exit(f"{name}: the tests fail without any change: {failed}")
    seconds = 5 + int(5 * used.ru_utime)  # of the processor, so that load is no matter
    waiting = list(reversed(todo))
    with tqdm(total=len(todo), desc=name, unit="mutant") as progress:
        while waiting or running:
            while waiting and len(running) < jobs:
                mutant = waiting.pop()
                known = cache.get(mutant.key, {}).get("killer")
                first = dict.fromkeys([known, *reversed(useful[mutant.function][-3:])])
                first = [test for test in first if test and "::" in test]
                child, reading = judge(name, mutant.source, first + files, seconds)
                running[child] = mutant, reading
            child, status = os.wait()
            mutant, reading = running.pop(child)
            killer = verdict(reading, status)
            cache[mutant.key] = {"killer": killer, "stamp": stamp(name)}
            if killer in useful[mutant.function]:
                useful[mutant.function].remove(killer)
            useful[mutant.function].append(killer)
            progress.update()


def stamp(name):
    """Return a digest of the module and its tests: while it stays, so do verdicts."""
    files = [PACKAGE / f"{name}.py", *(ROOT / each for each in tests_of(name))]
    return hashlib.sha1(b"".join(file.read_bytes() for file in files)).hexdigest()


def equivalents():
    """Read the changes that make no difference: {(where, old line, new line): why}."""
    found = {}
    for block in EQUIVALENT.read_text("utf-8").split("\n\n"):
        lines = [line.strip() for line in block.strip().splitlines()]
        why = [line[1:].strip() for line in lines if line.startswith("#")]
        rest = [line for line in lines if not line.startswith("#")]
        for where, old, new in zip(*[iter(rest)] * 3, strict=True):
            found[where, old[1:].strip(), new[1:].strip()] = " ".join(why)
    return found


def main():
    """Judge the mutants of the named modules and list what survives."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="*", default=IDEAS, metavar="module")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    os.chdir(ROOT)
    for library in LIBRARIES.split():
        importlib.import_module(library)
    gc.freeze()  # what was imported is never garbage: no mutant need look through it
    cache = json.loads(CACHE.read_text("utf-8")) if CACHE.exists() else {}
    CACHE.parent.mkdir(exist_ok=True)
    excused, used, totals = equivalents(), set(), []
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        tempfile.tempdir = folder  # for what the forked processes leave behind
        for name in options.names:
            every = list(mutants(name, (PACKAGE / f"{name}.py").read_text("utf-8")))
            real = [m for m in every if m.change not in excused]
            used |= {m.change for m in every} & set(excused)
            todo = [m for m in real if cache.get(m.key, {}).get("stamp") != stamp(name)]
            if todo:
                run_all(name, todo, cache, options.jobs)
            CACHE.write_text(json.dumps(cache, indent=0), "utf-8")
            alive = [m for m in real if cache[m.key]["killer"] is None]
            totals.append((name, len(real), len(alive), len(every) - len(real)))
            for mutant in alive:
                print(mutant)
    for change in excused:
        if change not in used and change[0].split(".")[0] in options.names:
            print(
                "no longer made, remove it from", EQUIVALENT.name, *change, sep="\n  "
            )
    for name, real, alive, same in totals:
        print(f"{name}: {alive} of {real} survive; {same} more make no difference")
    real, alive = (sum(total[place] for total in totals) for place in (1, 2))
    print(f"{alive} of {real} survive: {alive / max(real, 1):.1%}")


if __name__ == "__main__":
    main()
