"""What the benchmarks time is the same thing, and they write what they measure.

The models are held against plain loops over Python floats, to 1e-12; no time is looked
at.
"""

import json
import warnings

import numpy as np
import pytest

from benchmarks import loops, measure, networks, report, speed
from lessons_pkg import MLP, LogisticRegression, Perceptron, data
from lessons_pkg.mlp import initial_weights

TOPS = [
    ("sigmoid", "cross_entropy"),
    ("sigmoid", "squared_error"),
    ("softmax", "cross_entropy"),
    ("softmax", "squared_error"),
    ("identity", "squared_error"),
]


def assert_equal(found, expected):
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-14)


def clouds(n=40, m=3, seed=0):
    """Return X and labels that no line divides."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, m))
    return X, (X[:, 0] + rng.normal(size=n) > 0).astype(int)


# The models are their loops -----------------------------------------------------------


@pytest.mark.parametrize("rate", [1.0, 0.3])
def test_the_perceptron_is_its_loop(rate):
    X, y = clouds()
    model = Perceptron(learning_rate=rate, epochs=20).fit(X, y)
    w, b, mistakes = loops.perceptron(X.tolist(), (2 * y - 1).tolist(), rate, 20)
    assert_equal(model.coef_[0], w)
    assert_equal(model.intercept_[0], b)
    assert model.mistakes_.tolist() == mistakes


@pytest.mark.parametrize("l2", [0.0, 0.1])
@pytest.mark.parametrize("solver", ["gd", "sgd", "newton"])
def test_logistic_regression_is_its_loop(solver, l2):
    X, y = clouds()
    n, rows = len(X), [[*x, 1.0] for x in X.tolist()]
    params = {"solver": solver, "l2": l2, "epochs": 5, "tol": 0.0}
    if solver == "newton":
        w = loops.logistic_newton(rows, y.tolist(), l2, 5)
    elif solver == "gd":
        w = loops.logistic_batches(rows, y.tolist(), l2, 0.1, [range(n)] * 5, n)
    else:
        rng = np.random.default_rng(0)
        orders = [rng.permutation(n) for _ in range(5)]
        w = loops.logistic_batches(rows, y.tolist(), l2, 0.1, orders, 7, decay=0.01)
        params["batch_size"] = 7
    model = LogisticRegression(**params).fit(X, y)
    assert_equal([*model.coef_[0], *model.intercept_], w)


@pytest.mark.parametrize("activation", loops.HIDDEN)
@pytest.mark.parametrize("hidden", [(), (5,), (4, 3)])
@pytest.mark.parametrize(("output", "loss"), TOPS)
def test_the_network_is_its_loop(output, loss, hidden, activation):
    rng = np.random.default_rng(1)
    X, classes = rng.normal(size=(23, 4)), rng.integers(0, 3, 23)
    Y = rng.normal(size=(23, 3)) if output == "identity" else np.eye(3)[classes]
    start = initial_weights((4, *hidden, 3), seed=2)
    model = MLP(
        hidden=hidden,
        activation=activation,
        output=output,
        loss=loss,
        learning_rate=0.2,
        epochs=6,
        batch_size=5,
        init=start,
    ).fit(X, Y if output == "identity" else classes)
    rng = np.random.default_rng(0)
    orders = [rng.permutation(23) for _ in range(6)]
    top = (output, loss)
    W, b, curve = loops.network(
        X.tolist(), Y.tolist(), start, orders, 5, 0.2, activation, top
    )
    for ours, theirs in zip(model.coefs_ + model.intercepts_, W + b, strict=True):
        assert_equal(ours, theirs)
    assert_equal(model.loss_curve_, curve)


# What is timed ends at the same weights -----------------------------------------------


def few_digits(n=70):
    X, y = data.digits()
    return X[:n] / 16, np.eye(10)[y[:n]]


@pytest.mark.parametrize(
    ("make", "bound"),
    [
        (networks.textbook, 1e-12),
        (networks.with_bookkeeping, 1e-12),
        (networks.in_buffers, 1e-12),
        (networks.one_at_a_time, 1e-12),
        (networks.plain_loops, 1e-12),
        (networks.scalar_graph, 1e-12),
        (networks.scikit_learn, 1e-10),
        (networks.pytorch, 1e-10),
        (networks.pytorch_by_hand, 1e-10),
    ],
)
def test_every_network_ends_where_ours_does(make, bound):
    if make in (networks.pytorch, networks.pytorch_by_hand):
        pytest.importorskip("torch")
    X, Y = few_digits(24)
    given = X, Y, initial_weights((64, 4, 10), seed=3), 16, 1
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # scikit-learn's: one epoch is not enough
        run, expected = make(*given), networks.ours(*given)()
        assert speed.apart(expected, run()) < bound
        assert speed.apart(expected, run()) < bound  # a second run starts anew


def test_weights_that_differ_are_seen():
    start = initial_weights((2, 3, 1))
    moved = [[array + 0.1 for array in start[0]], start[1]]
    start[1][:] = [b + 1 for b in start[1]]
    assert speed.apart(start, moved) > 0.05


# What is measured is written ----------------------------------------------------------


def test_ratios_are_taken_round_by_round():
    times = {"base": np.array([1.0, 2.0, 4.0]), "other": np.array([2.0, 4.0, 8.0])}
    found = measure.ratios(times, "base")
    assert found == {"base": [1.0, 1.0, 1.0], "other": [2.0, 2.0, 2.0]}


def test_each_work_is_called_once_more_than_it_is_timed():
    calls = {"a": 0, "b": 0}

    def call(name):
        calls[name] += 1

    works = {name: lambda name=name: call(name) for name in calls}
    times = measure.interleaved(works, 3, "calls")
    assert calls == {"a": 4, "b": 4}
    assert all(len(own) == 3 and (own >= 0).all() for own in times.values())


def test_a_peer_that_is_not_installed_is_named():
    assert measure.peer("no_such_library") is None
    (sentence,) = speed.missing(numpy="NumPy", no_such_library="Nobody")
    assert "Nobody is not installed" in sentence


def tiny():
    """Return every table, of as few numbers as it takes."""
    X, Y = few_digits(20)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return {
            "sigmoid": speed.sigmoid_table(2, size=100, points=5),
            "breast_cancer": speed.breast_cancer_table(1),
            "made_up": speed.made_up_table(1, n=200, m=2),
            "digits": speed.network_table("few digits", X, Y, 4, 16, 2, 1, {}),
            "wide": speed.network_table("more", X, Y, 9, 8, 1, 1, {}, loops=False),
            "samples": speed.samples_table(1, sizes=(16, 32, 64)),
            "batches": speed.batches_table(1, sizes=(16, 32), n=64),
            "widths": speed.widths_table(1, widths=(8, 32), n=64),
            "import": speed.import_table(1),
        }


def test_tables_and_figure_are_written_between_the_marks(tmp_path):
    tables, machine = tiny(), measure.machine()
    assert list(tables) == list(speed.TABLES)
    readme = tmp_path / "README.md"
    readme.write_text(
        f"# By hand\n\n{report.BEGIN}\nold\n{report.END}\n\nAfter.\n", "utf-8"
    )
    report.write(machine, tables, tmp_path)
    first = [(tmp_path / name).read_bytes() for name in ("README.md", "speed.svg")]
    report.write(machine, tables, tmp_path)  # the same numbers give the same bytes
    assert first == [(tmp_path / n).read_bytes() for n in ("README.md", "speed.svg")]

    text = readme.read_text("utf-8")
    assert text.startswith("# By hand\n")
    assert text.endswith(f"{report.END}\n\nAfter.\n")
    assert "old" not in text
    assert all(f"### {found['title']}\n" in text for found in tables.values())
    assert f"NumPy {np.__version__}" in text
    assert report.read(tmp_path) == json.loads(
        json.dumps({"machine": machine, "tables": tables})
    )


def test_what_is_kept_names_no_place_and_is_small():
    stored = report.read()
    assert list(stored["tables"]) == list(speed.TABLES)
    assert set(stored["machine"]) >= {"processor", "cores", "threads", "NumPy", "BLAS"}
    assert not any("/" in str(value) for value in stored["machine"].values())
    figure = (report.FOLDER / "speed.svg").read_text("utf-8")
    assert len(figure.encode()) < 60_000
    assert "<dc:date>" not in figure
