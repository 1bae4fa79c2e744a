"""Times that can be compared: one process, equal threads, rounds in shuffled order.

A busy moment of the machine meets all that is measured in the same round, so that each
time is divided by the base's of its own round, and the median of these ratios is shown
with its quartiles. Import this module before NumPy: it is what pins the threads.
"""

import gc
import importlib
import os
import platform
import re
import time
from contextlib import contextmanager
from pathlib import Path

THREADS = int(os.environ.get("THREADS", "1"))
for library in ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM"):  # read once, by NumPy
    os.environ[f"{library}_NUM_THREADS"] = str(THREADS)

import numpy as np  # noqa: E402
from tqdm import tqdm  # noqa: E402


def peer(name):
    """Return the module of this name, or None where it is not installed."""
    try:
        module = importlib.import_module(name)
    except ImportError:
        return None
    return module if module.__file__ else None  # a folder of that name has no file


def seconds(work, clock=time.perf_counter):
    """Return the time of one call."""
    start = clock()
    work()
    return clock() - start


@contextmanager
def no_collection():
    """Keep the garbage collector from taking its turn within a measurement."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def interleaved(works, rounds, title, clock=time.perf_counter):
    """Return the times of each work, `rounds` of them, measured in turns."""
    # Once an array of 31 MB has been freed, the C library keeps smaller ones for the
    # next call; before, a result of 8 MB costs new pages in some rounds, 4 ms, or not.
    np.empty(3_900_000)
    for work in works.values():
        work()  # the first call of anything pays for what the others find ready
    times = {name: [] for name in works}
    order, shuffle = list(works), np.random.default_rng(0).shuffle
    with no_collection():
        for _ in tqdm(range(rounds), desc=title, unit="round", leave=False):
            shuffle(order)  # whatever ran before leaves the memory warm or cold
            for name in order:
                times[name].append(seconds(works[name], clock))
    return {name: np.array(values) for name, values in times.items()}


def ratios(times, base):
    """Return the quartiles of the paired ratios to the base, the median in between."""
    quartiles = (25, 50, 75)
    return {
        name: np.percentile(own / times[base], quartiles).round(4).tolist()
        for name, own in times.items()
    }


def machine():
    """Say on what kind of machine this runs; no name of a host, no path."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "threads": THREADS,
        "system": platform.system(),
        "Python": platform.python_version(),
        "NumPy": np.__version__,
        **{
            title: module.__version__.partition("+")[0]
            for title, module in (
                ("SciPy", peer("scipy")),
                ("scikit-learn", peer("sklearn")),
                ("PyTorch", peer("torch")),
            )
            if module
        },
        "BLAS": _blas(),
    }


def _processor():
    try:
        text = Path("/proc/cpuinfo").read_text("utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    return re.search(r"model name\s*:\s*(.*)", text + "model name: unknown")[1]


def _blas():
    threadpoolctl = peer("threadpoolctl")
    for library in threadpoolctl.threadpool_info() if threadpoolctl else ():
        if library["user_api"] == "blas" and "numpy" in library["filepath"]:
            kernel = library.get("architecture", "unknown")
            return f"{library['internal_api']} {library['version']}, kernel {kernel}"
    return np.show_config(mode="dicts")["Build Dependencies"]["blas"]["name"]
