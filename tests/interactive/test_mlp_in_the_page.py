"""The page trains as `lessons_pkg.mlp` does: both train, and weights are compared.

Nothing is stored: each run of the tests makes its cases anew, and deno trains them with
the files that a reader's browser gets.
"""

import itertools
import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from lessons_pkg import data
from lessons_pkg.explore import Training
from lessons_pkg.mlp import MLP, Network, initial_weights, layer_sizes

TRAIN = Path(__file__).parents[1] / "front" / "train.js"
RATES = {"sigmoid": (0.1, 5.0), "tanh": (0.05, 0.5), "relu": (0.01, 0.2)}
SETS = [data.moons, data.circles, data.beans, data.blobs]
# Samples and the size of a batch, with the epochs that make 10 and 500 steps.
BATCHES = [(40, None, (10, 500)), (50, 10, (2, 100)), (10, 1, (1, 50))]


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """Return a function that lets the page's files train."""
    deno = shutil.which("deno", path=str(Path(sys.executable).parent))
    deno = deno or shutil.which("deno")
    if not deno:
        pytest.skip("deno is not installed")

    def train(**cases):
        path = tmp_path_factory.mktemp("cases") / "cases.json"
        path.write_text(json.dumps(cases), "utf-8")
        command = [deno, "run", "--no-config", "--allow-read", str(TRAIN), str(path)]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return train


def parameters(model):
    return np.concatenate([a.ravel() for a in [*model.coefs_, *model.intercepts_]])


def assert_near(found, wanted, tolerance):
    """Compare vectors, relative to the largest of the weights."""
    found, wanted = np.array(found), np.array(wanted)
    assert found.shape == wanted.shape
    assert np.abs(found - wanted).max() <= tolerance * np.abs(wanted).max()


def case(rng, activation, batches):
    """Return the settings of an MLP, its samples, and the same for the page."""
    n, size, stops = batches
    X, y = SETS[rng.integers(len(SETS))](n=n, seed=int(rng.integers(1000)))
    hidden = tuple(rng.integers(1, 9, size=rng.integers(0, 4)).tolist())
    low, high = RATES[activation]
    settings = {
        "hidden": hidden,
        "activation": activation,
        "learning_rate": float(low * (high / low) ** rng.random()),
        "batch_size": size,
        "seed": int(rng.integers(2**31)),
    }
    # As `MLP.fit` does: weights and orders from one generator.
    chance = np.random.default_rng(settings["seed"])
    sizes = layer_sizes(X.shape[1], hidden, 1)
    start = initial_weights(sizes, "random", chance)
    for_page = {
        "sizes": sizes,
        "start": [[array.tolist() for array in arrays] for arrays in start],
        "activation": activation,
        "X": X.tolist(),
        "y": y[:, np.newaxis].tolist(),
        "rate": settings["learning_rate"],
        "size": size or n,
        "orders": [chance.permutation(n).tolist() for _ in range(stops[-1])],
        "stops": stops,
    }
    return settings, (X, y), for_page


def learned(samples, settings, epochs, shake=0.0):
    """Return the weights of an MLP whose start was off by a share of each weight."""
    sizes = layer_sizes(samples[0].shape[1], settings["hidden"], 1)
    chance = np.random.default_rng(settings["seed"])
    coefs, intercepts = initial_weights(sizes, "random", chance)
    if not shake:  # as anyone calls it
        return parameters(MLP(epochs=epochs, **settings).fit(*samples))
    start = [W * (1 + shake) for W in coefs], intercepts
    X, y = samples
    network = Network(*start, settings["activation"], "sigmoid", "cross_entropy")
    size, rate = settings["batch_size"] or len(X), settings["learning_rate"]
    for _ in range(epochs):
        order = chance.permutation(len(X))
        network.descend(X, y[:, np.newaxis], order, size, rate)
    return network.parameters


@pytest.mark.parametrize("activation", RATES)
def test_the_page_learns_the_weights_that_mlp_learns(page, activation):
    rng = np.random.default_rng(5)
    cases = [case(rng, activation, batches) for batches in BATCHES for _ in range(12)]
    found = page(networks=[for_page for *_, for_page in cases])["networks"]
    compared = 0
    for (settings, samples, for_page), weights in zip(cases, found, strict=True):
        ten, hundreds = for_page["stops"]
        assert_near(weights[0], learned(samples, settings, ten), 1e-12)
        # Some steps are so long that they amplify rounding, in any language: where a
        # start that is off by a hair ends elsewhere, two processors do so, too.
        wanted = learned(samples, settings, hundreds)
        moved = learned(samples, settings, hundreds, shake=1e-13)
        if np.abs(moved - wanted).max() < 1e-9 * np.abs(wanted).max():
            assert_near(weights[1], wanted, 1e-8)
            compared += 1
    assert compared > 0.8 * len(cases)


def run_of(training):
    """Return the state of an explorable as the page has it."""
    state = training.page_state()
    return {"state": state, "samples": state.pop("sets")[training.data]}


def test_a_state_trains_to_one_network_here_and_in_the_page(page):
    trainings = [
        Training(data, hidden, activation, rate, batch, seed, epoch)
        for (data, (hidden, activation, rate, batch, epoch)), seed in zip(
            itertools.product(
                ("moons", "XOR", "circles", "beans"),
                [
                    ((4,), "sigmoid", 5, "all", 300),
                    ((8, 2), "tanh", 0.2, "10", 30),
                    ((3, 5, 8), "sigmoid", 0.5, "1", 5),
                    ((6, 6), "relu", 0.1, "all", 100),
                    ((1,), "tanh", 0.1, "1", 0),
                ],
            ),
            itertools.count(),
        )
    ]
    found = page(runs=[run_of(training) for training in trainings])["runs"]
    for training, run in zip(trainings, found, strict=True):
        model = training.model()
        assert run["epoch"] == training.epoch == model.n_iter_
        assert_near(run["parameters"], parameters(model), 1e-8)
        loss, right, first, last = training.at(training.epoch)
        assert run["loss"] == pytest.approx(loss, rel=1e-8)
        assert run["right"] == right
        ends = [run["sizes"][0], run["sizes"][-1]]
        assert ends == pytest.approx([first, last], rel=1e-6)


def test_the_start_is_the_same_to_the_last_digit(page):
    trainings = [Training(hidden=(8, 8, 8), seed=seed) for seed in (0, 1, 999)]
    found = page(runs=[run_of(training) for training in trainings])["runs"]
    for training, run in zip(trainings, found, strict=True):
        assert run["parameters"] == parameters(training.model()).tolist()


def test_weights_that_overflow_stay_where_they_were(page):
    # Nothing that a reader can set overflows, so the samples are blown up.
    state = Training(activation="relu", learning_rate=10, epoch=50).page_state()
    samples = [[1e200 * x, y, label] for x, y, label in state.pop("sets")["moons"]]
    run = page(runs=[{"state": state, "samples": samples}])["runs"][0]
    assert run["epoch"] < 50
    assert np.isfinite(run["parameters"]).all()
