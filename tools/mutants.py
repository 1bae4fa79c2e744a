"""Break the package on purpose, one small change at a time, and see which tests notice.

Usage: python tools/mutants.py [loss softmax …]    (without names: every idea)

A mutant is a module with one change that `tools/mutations.py` makes. It runs the tests
of its module in a process of its own, forked from one that has imported the libraries
already: first the test that noticed it the last time, then all of the module, those of
its neighbours, and last the slow ones, which few mutants reach. What no test notices
survives, and is listed: a test is missing there, or the change makes no difference.
`tools/equivalent.txt` holds the latter, with the reasons.

While writing tests, `--alive --quick` asks only about the survivors of the last run,
leaves the slow tests out, and takes fewer examples.
"""

import argparse
import ast
import functools
import gc
import hashlib
import importlib
import importlib.machinery
import importlib.util
import json
import os
import resource
import select
import signal
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

# Before numpy and pytest are imported: a core per mutant, and no plugin to start.
os.environ |= {"OPENBLAS_NUM_THREADS": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}

import hypothesis
import pytest
from tqdm import tqdm

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tools.mutations import equivalents, mutants  # noqa: E402

PACKAGE = ROOT / "lessons_pkg"
EQUIVALENT = ROOT / "tools" / "equivalent.txt"
CACHE = ROOT / "_build" / "mutants"  # what killed each mutant, a file per module
IDEAS = [*sorted(path.stem for path in PACKAGE.glob("[!_]*.py")), "_validation"]
# Beside its own file and the examples in its docstrings, a module may have tests in:
MORE_TESTS = {
    "_validation": ["test_activation"],
    "estimator": ["test_perceptron", "test_logistic_regression", "test_mlp"],
    "logistic_regression": ["test_estimator"],
    "mlp": ["test_estimator"],
    "perceptron": ["test_estimator"],
}
SLOW = "checks_of_scikit_learn"  # each model's takes longer than its other tests
LIBRARIES = (
    "numpy scipy.special scipy.optimize scipy.stats sklearn.base sklearn.datasets"
    " sklearn.linear_model sklearn.metrics sklearn.neural_network sklearn.pipeline"
    " sklearn.model_selection sklearn.utils.estimator_checks mpmath sympy tqdm"
    " hypothesis.strategies hypothesis.extra.numpy"
    " hypothesis.internal.conjecture.engine"
)
# With plain asserts, for pytest would rewrite the module from its file.
QUIET = ["-x", "-q", "--tb=no", "--assert=plain"]
QUIET += ["-p", "no:cacheprovider", "-p", "no:unraisableexception"]
LONG = 0.25  # seconds of a test that a quick run leaves out
FEW = 10  # examples that hypothesis tries when it has to be quick
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

    def __init__(self, pipe, quick, times):
        self.pipe, self.quick, self.times = pipe, quick, times
        self.first, self.seconds, self.spent = [], [], {}

    def answer(self, killer):
        """Tell the waiting process what noticed the change; None for nothing."""
        os.write(self.pipe, json.dumps([killer, self.seconds, self.spent]).encode())
        os._exit(0)

    def pytest_runtest_logreport(self, report):
        """Note a test that fails."""
        if report.failed:
            self.answer(report.nodeid)

    def pytest_collectreport(self, report):
        """Note a file that cannot even be imported."""
        if report.failed:
            self.answer(f"import of {report.nodeid}")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):
        """Note how long a test keeps the processor, and end it if it never ends."""
        start = time.process_time()
        if item.nodeid in self.times:
            limit_time(3 + int(2 * self.times[item.nodeid]))
        result = yield
        self.spent[item.nodeid] = round(time.process_time() - start, 3)
        return result

    def pytest_collection_modifyitems(self, items):
        """Put first what may notice, then what is fast; leave out what is slow."""
        items.sort(key=lambda item: self.times.get(item.nodeid, 0))
        items.sort(key=lambda item: item.nodeid not in self.first)
        if self.quick:
            items[:] = [
                item
                for item in items
                if item.nodeid in self.first or self.times.get(item.nodeid, 0) < LONG
            ]

    def pytest_collection_finish(self, session):
        """Let hypothesis find a failure, at any pace, and not make it smaller."""
        found = hypothesis.Phase.explicit, hypothesis.Phase.generate
        for item in session.items:
            test = getattr(item, "obj", None)
            own = getattr(test, "_hypothesis_internal_use_settings", None)
            if own is not None:
                few = min(own.max_examples, FEW) if self.quick else own.max_examples
                test._hypothesis_internal_use_settings = hypothesis.settings(
                    own,
                    phases=found,
                    max_examples=few,
                    suppress_health_check=list(hypothesis.HealthCheck),
                )


def limit_time(seconds):
    """End this process if it keeps the processor for so long from now on."""
    end = int(time.process_time()) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (end, resource.RLIM_INFINITY))


def tests_of(name):
    """List the files that hold a module's tests, its own first."""
    names = [f"test_{name.strip('_')}", *MORE_TESTS.get(name, [])]
    missing = [each for each in names if not (ROOT / "tests" / f"{each}.py").exists()]
    if missing:
        sys.exit(f"{name}: there is no {', '.join(missing)}")
    return [*(f"tests/{each}.py" for each in names), f"lessons_pkg/{name}.py"]


def rounds_of(name, quick):
    """List what to run, round after round, as arguments for pytest."""
    own, *more, examples = tests_of(name)
    rounds = [[own, examples]]
    if more:
        rounds.append([*more, "-k", f"not {SLOW}"])
    if "tests/test_estimator.py" in (own, *more):
        rounds[0] += ["-k", f"not {SLOW}"]
        # Of a model, only its own: they bear the name of its class.
        which = "" if name == "estimator" else f" and {name.replace('_', '')}"
        rounds += [] if quick else [["tests/test_estimator.py", "-k", SLOW + which]]
    return rounds


def judge(name, source, rounds, seconds, watch, first=()):
    """Run the tests on the source in a forked process; return its id and its answer."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    # A mutant that never ends, or that takes all memory, is noticed too.
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1), os.dup2(nowhere, 2)
    sys.meta_path.insert(0, Changed(name, source))
    watch.pipe, watch.first = writing, first
    for tests, limit in zip(rounds, seconds, strict=True):
        start = time.process_time()
        limit_time(limit)
        signal.alarm(30 * limit)  # the machine may be busy
        code = pytest.main([*QUIET, *tests], plugins=[watch])
        if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            watch.answer(f"pytest, code {int(code)}")
        watch.seconds.append(time.process_time() - start)
    watch.answer(None)
    return None


def verdict(child, reading):
    """Return what noticed the mutant, or None; the time of rounds; that of tests."""
    with os.fdopen(reading) as pipe:
        answer = pipe.read()
    ended = os.WIFEXITED(os.waitpid(child, 0)[1]) and answer
    return json.loads(answer) if ended else ["time or memory", [], {}]


def run_all(name, todo, cache, jobs, quick):
    """Judge each mutant of a module, and note in the cache what killed it."""
    rounds, running, texts = rounds_of(name, quick), {}, texts_of(name)
    useful = defaultdict(list)  # the tests that noticed the latest mutants, by function
    watch = Watch(None, False, {})
    unchanged = texts[f"lessons_pkg/{name}.py"]
    failed, used, times = verdict(
        *judge(name, unchanged, rounds, [600] * len(rounds), watch)
    )
    if failed:
        sys.exit(f"{name}: the tests fail without any change: {failed}")
    patience = 1 if quick else 2
    seconds = [3 + int(patience * each) for each in used]
    watch = Watch(None, quick, times)
    waiting = list(reversed(todo))
    with tqdm(total=len(todo), desc=name, unit="mutant") as progress:
        while waiting or running:
            while waiting and len(running) < jobs:
                mutant = waiting.pop()
                known = cache.get(mutant.key, {}).get("killer")
                first = useful[mutant.function][-3:]
                all_rounds, limits = rounds, seconds
                if known in times:
                    all_rounds = [[known], *rounds]
                    limits = [3 + int(patience * times[known]), *seconds]
                child, reading = judge(
                    name, mutant.source, all_rounds, limits, watch, first
                )
                running[reading] = mutant, child
            for reading in select.select(list(running), [], [])[0]:
                mutant, child = running.pop(reading)
                killer, *_ = verdict(child, reading)
                # What survives the quick tests is not judged yet.
                judged = killer or not quick
                mark = stamp(name, killer, texts) if judged else "quick"
                cache[mutant.key] = {"killer": killer, "stamp": mark}
                write(name, cache)  # a run that is ended early has not been for nothing
                if killer in useful[mutant.function]:
                    useful[mutant.function].remove(killer)
                useful[mutant.function].append(killer)
                progress.update()
                if not killer:
                    tqdm.write(str(mutant))


def read(name):
    """Return what is known of a module's mutants: {key: killer and stamp}."""
    file = CACHE / f"{name}.json"
    return json.loads(file.read_text("utf-8")) if file.exists() else {}


def write(name, cache):
    """Keep what is known of a module's mutants."""
    new = CACHE / f"{name}.new"
    new.write_text(json.dumps(cache, indent=0), "utf-8")
    new.replace(CACHE / f"{name}.json")


def texts_of(name):
    """Read the module and its tests: {file: text}."""
    return {file: (ROOT / file).read_text("utf-8") for file in tests_of(name)}


def stamp(name, killer, texts):
    """Return a digest of what a verdict rests on: while it stays, so does the verdict.

    What one test has noticed rests on the module and that test; other verdicts rest on
    all tests.
    """
    file, _, test = (killer or "").partition("::")
    if test and file in texts:
        module = f"lessons_pkg/{name}.py"
        function = test.partition("[")[0]
        texts = {module: texts[module], file: without_others(texts[file], function)}
    return hashlib.sha1(repr(sorted(texts.items())).encode()).hexdigest()


@functools.cache
def without_others(text, test):
    """Return a file of tests with one test alone, and all that stands between tests."""
    others = [
        node
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and node.name != test
    ]
    lines = text.splitlines()
    for node in others:
        first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
        for place in range(first - 1, node.end_lineno):
            lines[place] = ""
    return "\n".join(filter(None, lines))


def main():
    """Judge the mutants of the named modules and list what survives."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="*", default=IDEAS, metavar="module")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument(
        "--quick", action="store_true", help="fewer examples, and no slow tests"
    )
    parser.add_argument(
        "--alive", action="store_true", help="only what survived the last time"
    )
    options = parser.parse_args()
    os.chdir(ROOT)
    for library in LIBRARIES.split():
        importlib.import_module(library)
    gc.freeze()  # what was imported is never garbage: no mutant need look through it
    CACHE.mkdir(parents=True, exist_ok=True)
    excused, used, totals = equivalents(EQUIVALENT), set(), []
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        tempfile.tempdir = folder  # for what the forked processes leave behind
        for name in options.names:
            every = list(mutants(name, (PACKAGE / f"{name}.py").read_text("utf-8")))
            real = [m for m in every if m.change not in excused]
            used |= {m.change for m in every} & set(excused)
            cache, texts, todo = read(name), texts_of(name), []
            for mutant in real:
                known = cache.get(mutant.key, {"killer": None, "stamp": None})
                if known["stamp"] == stamp(name, known["killer"], texts):
                    continue
                if known["killer"] is None or not options.alive:
                    todo.append(mutant)
            if todo:
                run_all(name, todo, cache, options.jobs, options.quick)
            alive = [m for m in real if cache[m.key]["killer"] is None]
            totals.append((name, len(real), len(alive), len(every) - len(real)))
            for mutant in (m for m in alive if m not in todo):  # named already
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
