"""Measure the package beside its peers, and write what came out into README.md.

``python -m benchmarks.speed`` measures every table, or those whose names it is given;
``--quick`` takes fewer rounds and keeps nothing; ``--draw`` measures nothing and draws
the stored numbers again. Every table is a function that returns rows, and before a
network or a regression is timed its result is held against the peers'. Nothing here
fails for being slow.
"""

import argparse
import subprocess
import sys
import warnings
from functools import partial

from benchmarks import measure  # isort: skip - it pins the threads of NumPy
from benchmarks.measure import peer  # isort: skip

import numpy as np

from benchmarks import networks, report
from lessons_pkg import data, sigmoid, sigmoid_derivative
from lessons_pkg.logistic_regression import LogisticRegression, Problem
from lessons_pkg.mlp import Network, initial_weights

OURS = "lessons_pkg"


def table(title, base, times, facts=None, reach=None, notes=(), column=None):
    """Return what a table shows: ratios to the base, a fact on each row, the reach."""
    facts, reach = facts or {}, reach or {}
    rows = [
        {
            "name": name,
            "ratio": quartiles,
            "fact": facts.get(name, ""),
            "reach": reach.get(name, ""),
        }
        for name, quartiles in measure.ratios(times, base).items()
    ]
    took = 1000 * float(np.median(times[base]))
    notes = [f"1.00 took {took:.3g} ms here.", *notes]
    return {"title": title, "column": column, "rows": rows, "notes": notes}


def spaced(number):
    """Return a large number as 100 000."""
    return f"{number:,}".replace(",", " ")


def missing(**libraries):
    """Return a sentence for each peer that is not installed."""
    return [
        f"**{title} is not installed here, and so not in the table.**"
        for name, title in libraries.items()
        if not peer(name)
    ]


# The sigmoid --------------------------------------------------------------------------


def two_branches(z):
    """Two formulas, each on the half where it does not overflow."""
    out = np.empty_like(z)
    right = z >= 0
    out[right] = 1 / (1 + np.exp(-z[right]))
    e = np.exp(z[~right])
    out[~right] = e / (1 + e)
    return out


def two_exponentials(z):
    """Both formulas everywhere, and the good one chosen."""
    with np.errstate(all="ignore"):
        e = np.exp(z)
        return np.where(z >= 0, 1 / (1 + np.exp(-z)), e / (1 + e))


def in_a_buffer(z, out):
    """Compute the plain formula in memory that is ready; the tail is lost."""
    with np.errstate(over="ignore"):
        np.negative(z, out=out)
        np.exp(out, out=out)
        out += 1
        return np.divide(1, out, out=out)


def ulp(function, exact, low, high=745.0, points=4000):
    """Return the largest error in units in the last place, or None without mpmath."""
    if not (mpmath := peer("mpmath")):
        return None
    rng = np.random.default_rng(0)
    z = np.concatenate([rng.uniform(low, high, points), rng.normal(0, 4, points)])
    with np.errstate(all="ignore"), mpmath.workprec(160):
        worst = 0.0
        for x, got in zip(z, function(z), strict=True):
            want = exact(mpmath, mpmath.mpf(float(x)))
            unit = float(np.spacing(float(want)))
            worst = max(worst, float(abs(mpmath.mpf(float(got)) - want) / unit))
    return worst


def exact_sigmoid(mpmath, z):
    return 1 / (1 + mpmath.exp(-z))


def exact_derivative(mpmath, z):
    return mpmath.exp(-z) / (1 + mpmath.exp(-z)) ** 2


def sigmoid_table(rounds, size=1_000_000, points=4000):
    z = np.random.default_rng(0).normal(scale=4, size=size)
    memory = np.empty_like(z)
    functions = {
        "np.exp alone": np.exp,
        OURS: sigmoid,
        f"{OURS}, derivative": sigmoid_derivative,
        "1 / (1 + exp(-z)), in a buffer": lambda x: in_a_buffer(x, memory[: len(x)]),
        "two branches by masks": two_branches,
        "np.where of two exponentials": two_exponentials,
    }
    if scipy := peer("scipy.special"):
        functions["SciPy, expit"] = scipy.expit
    facts = {}
    for name, function in functions.items():
        exact, low, high = exact_sigmoid, -745.0, 745.0
        if function is np.exp:
            exact, high = (lambda mpmath, x: mpmath.exp(x)), 709.0
        elif function is sigmoid_derivative:
            exact = exact_derivative
        error = ulp(function, exact, low, high, points)
        facts[name] = "" if error is None else f"{error:.3g}"
    works = {name: partial(function, z) for name, function in functions.items()}
    return table(
        f"The sigmoid of {spaced(size)} numbers (float64)",
        "np.exp alone",
        measure.interleaved(works, rounds, "sigmoid"),
        facts,
        {OURS: "≤ 1.8, ≤ 1.7 ulp", f"{OURS}, derivative": "≤ 4.5 ulp"},
        missing(scipy="SciPy", mpmath="mpmath"),
        "largest error, ulp",
    )


# Logistic regression ------------------------------------------------------------------


def bare_newton(X, y, l2, tol):
    """Return the weights by Newton's formula alone: no check of X, H or the loss."""
    X = np.column_stack([X, np.ones(len(X))])
    penalty = np.append(np.full(X.shape[1] - 1, l2), 0.0)
    w = np.zeros(X.shape[1])
    while True:
        p = 1 / (1 + np.exp(-(X @ w)))
        gradient = X.T @ (p - y) / len(y) + penalty * w
        if np.abs(gradient).max() <= tol:
            return w
        H = X.T @ ((p * (1 - p) / len(y))[:, np.newaxis] * X) + np.diag(penalty)
        w -= np.linalg.solve(H, gradient)


def standardised(X):
    return (X - X.mean(axis=0)) / X.std(axis=0)


def regression(title, X, y, l2, rounds, reach, tol=1e-6):
    """Newton's method beside scikit-learn's two best, to the same gradient."""
    from sklearn.linear_model import LogisticRegression as Peer

    C = 1 / (len(y) * l2) if l2 else np.inf
    models = {
        OURS: LogisticRegression(solver="newton", l2=l2, tol=tol),
        "scikit-learn, lbfgs": Peer(C=C, tol=tol, max_iter=10_000),
        "scikit-learn, newton-cholesky": Peer(C=C, tol=tol, solver="newton-cholesky"),
    }
    works = {name: partial(model.fit, X, y) for name, model in models.items()}
    bare = "NumPy by hand, no checks"
    works[bare] = partial(bare_newton, X, y, l2, tol)
    times = measure.interleaved(works, rounds, title)
    exact = LogisticRegression(solver="newton", l2=l2, tol=1e-13).fit(X, y)
    penalty = np.append(np.full(X.shape[1], l2), 0)
    problem = Problem(np.column_stack([X, np.ones(len(X))]), y * 1.0, penalty)
    facts = {}
    found = {n: np.append(m.coef_, m.intercept_) for n, m in models.items()}
    for name, w in (found | {bare: works[bare]()}).items():
        error = np.abs(w[:-1] - exact.coef_).max() / np.abs(exact.coef_).max()
        steepness = np.abs(problem.at(w).gradient).max()
        facts[name] = f"{error:.0e}, gradient {steepness:.0e}"
    column = "relative error of the coefficients"
    return table(title, OURS, times, facts, reach, (), column)


def breast_cancer_table(rounds):
    X, y = data.breast_cancer()
    reach = {"scikit-learn, lbfgs": "≥ 4", "scikit-learn, newton-cholesky": "≥ 3"}
    title = "Logistic regression, breast cancer, 569 × 30, l2 = 1/n"
    return regression(title, standardised(X), y, 1 / len(y), rounds, reach)


def made_up_table(rounds, n=100_000, m=50):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(n, m))
    y = (rng.uniform(size=n) < sigmoid(X @ rng.normal(size=m) / 3)).astype(int)
    title = f"Logistic regression, made up, {spaced(n)} × {m}, no penalty"
    return regression(title, X, y, 0, rounds, {"scikit-learn, newton-cholesky": "≥ 1"})


# Networks -----------------------------------------------------------------------------

PEERS = {
    "products and exponentials alone": networks.limit,
    "NumPy by hand, in buffers, no loss": networks.in_buffers,
    OURS: networks.ours,
    "textbook NumPy, no loss": networks.textbook,
    "textbook NumPy, our bookkeeping": networks.with_bookkeeping,
    "scikit-learn, MLPClassifier": networks.scikit_learn,
}
WITH_TORCH = {
    "PyTorch, backward by hand, no loss": networks.pytorch_by_hand,
    "PyTorch, eager": networks.pytorch,
}
LOOPS = {  # and how many samples of an epoch they are given
    "NumPy, one sample at a time": (networks.one_at_a_time, 256),
    "plain Python loops": (networks.plain_loops, 64),
    "the scalar graph of Value": (networks.scalar_graph, 10),  # each digit once
}


def apart(weights, others):
    """Return the largest difference, relative to the largest number of its array."""
    return max(
        float(np.abs(a - b).max() / np.abs(a).max())
        for pair in zip(weights, others, strict=True)
        for a, b in zip(*pair, strict=True)
    )


def network_table(title, X, Y, hidden, size, epochs, rounds, reach, loops=True):
    """One epoch of a network with a hidden layer, as each library runs it."""
    start = initial_weights((X.shape[1], hidden, Y.shape[1]))
    peers = PEERS | (WITH_TORCH if networks.torch else {})
    works, shares, facts = {}, {}, {}
    expected = networks.ours(X, Y, start, size, epochs)()
    for name, make in peers.items():
        works[name], shares[name] = make(X, Y, start, size, epochs), epochs
        if (found := works[name]()) is not None and name != OURS:
            facts[name] = f"{apart(expected, found):.0e}"
    for name, (make, count) in LOOPS.items() if loops else ():
        few = X[:count], Y[:count], start, size, 1
        works[name], shares[name] = make(*few), len(few[0]) / len(X)
        facts[name] = f"{apart(networks.ours(*few)(), works[name]()):.0e}"
    times = measure.interleaved(works, rounds, title)
    times = {name: own / shares[name] for name, own in times.items()}
    column = "weights: largest relative difference from ours"
    base = "products and exponentials alone"
    return table(title, base, times, facts, reach, missing(torch="PyTorch"), column)


def digits_table(rounds, epochs=5):
    X, y = data.digits()
    title = "MLP 64-32-10, digits, batches of 32, an epoch"
    reach = {
        OURS: "≤ 1.9",
        "scikit-learn, MLPClassifier": "≥ 4.5 × ours",
        "PyTorch, eager": "≥ 5 × ours",
    }
    return network_table(title, X / 16, np.eye(10)[y], 32, 32, epochs, rounds, reach)


def wide_table(rounds, n=12_000):
    rng = np.random.default_rng(0)
    X, Y = rng.uniform(size=(n, 784)), np.eye(10)[rng.integers(0, 10, n)]
    title = f"MLP 784-128-10, {spaced(n)} random rows, batches of 64, an epoch"
    reach = {OURS: "≤ 1.25", "PyTorch, eager": "≥ 1 × ours"}
    return network_table(title, X, Y, 128, 64, 1, rounds, reach, loops=False)


# How cost grows -----------------------------------------------------------------------


def epochs_of(n, size, hidden, samples):
    """Return a work that takes about so many samples through 64-hidden-10."""
    rng = np.random.default_rng(0)
    X, Y = rng.normal(size=(n, 64)), np.eye(10)[rng.integers(0, 10, n)]
    start = initial_weights((64, hidden, 10))
    network = Network(*start, "sigmoid", "softmax", "cross_entropy")
    orders = [rng.permutation(n) for _ in range(max(1, samples // n))]
    return lambda: [network.descend(X, Y, order, size, 0.01) for order in orders]


def growth_table(title, settings, base, rounds, samples, reach="", scale=1):
    """Return the time of a sample in an epoch, over settings (n, size, hidden)."""
    works, count = {}, {}
    for name, (n, size, hidden) in settings.items():
        works[name] = epochs_of(n, size, hidden, samples)
        count[name] = n * max(1, samples // n)
    times = measure.interleaved(works, rounds, title)
    times = {name: own / count[name] for name, own in times.items()}
    found = table(title, base, times)
    found["notes"] = [f"1.00 was {1e6 * np.median(times[base]):.3g} µs here."]
    if reach:
        medians = [row["ratio"][1] for row in found["rows"]]
        spread = max(medians) / min(medians) - 1
        found["notes"] += [f"From lowest to highest {spread:.0%}; reach: {reach}."]
    return found


def samples_table(rounds, sizes=(256, 1024, 4096, 16_384, 65_536)):
    settings = {f"{n} samples": (n, 32, 32) for n in sizes}
    title = "Time of a sample, over the number of samples"
    base = f"{sizes[len(sizes) // 2]} samples"
    return growth_table(title, settings, base, rounds, max(sizes), "flat within 15 %")


def batches_table(rounds, sizes=(1, 2, 4, 8, 16, 32, 64, 128, 256, 512), n=2048):
    settings = {f"batches of {size}": (n, size, 32) for size in sizes}
    title = "Time of a sample, over the size of the batch"
    return growth_table(title, settings, "batches of 32", rounds, n)


def widths_table(rounds, widths=(8, 16, 32, 64, 128, 256, 512), n=2048):
    settings = {f"{width} hidden neurons": (n, 32, width) for width in widths}
    title = "Time of a sample, over the width of the hidden layer"
    return growth_table(title, settings, "32 hidden neurons", rounds, n)


# The import ---------------------------------------------------------------------------


def import_table(rounds):
    """Fresh interpreters, so that the start of Python itself is in every row."""

    def fresh(code):
        return lambda: subprocess.run([sys.executable, "-c", code], check=True)

    works = {
        "import numpy": fresh("import numpy"),
        "import lessons_pkg": fresh("import lessons_pkg"),
        "Python alone": fresh("pass"),
    }
    times = measure.interleaved(works, rounds, "import")
    reach = {"import lessons_pkg": "≤ 1.3"}
    return table("A fresh interpreter that imports", "import numpy", times, None, reach)


# All of them --------------------------------------------------------------------------

TABLES = {  # each with its rounds, in a full run and in a quick one
    "sigmoid": (sigmoid_table, 60, 10),
    "breast_cancer": (breast_cancer_table, 200, 30),
    "made_up": (made_up_table, 9, 2),
    "digits": (digits_table, 12, 3),
    "wide": (wide_table, 6, 2),
    "samples": (samples_table, 15, 3),
    "batches": (batches_table, 30, 4),
    "widths": (widths_table, 30, 4),
    "import": (import_table, 25, 4),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tables", nargs="*", help=f"of {', '.join(TABLES)}")
    parser.add_argument(
        "--quick", action="store_true", help="measure less, keep nothing"
    )
    parser.add_argument("--draw", action="store_true", help="draw the stored numbers")
    asked = parser.parse_args()
    if unknown := set(asked.tables) - set(TABLES):
        parser.error(f"no table is called {', '.join(sorted(unknown))}")
    here = measure.machine()
    stored = report.read()
    if not asked.draw:
        print(report.described(here))
        if stored["machine"] != here:  # numbers of two machines do not mix
            stored = {"machine": here, "tables": {}}
        for name in asked.tables or TABLES:
            make, rounds, few = TABLES[name]
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # that few epochs are not enough
                found = make(few if asked.quick else rounds)
            print("\n" + report.text(found), flush=True)
            stored["tables"][name] = found
    if asked.quick:
        print("\nA quick run: too noisy to keep, so nothing was written.")
        return
    ordered = {n: stored["tables"][n] for n in TABLES if n in stored["tables"]}
    report.write(stored["machine"], ordered)


if __name__ == "__main__":
    main()
