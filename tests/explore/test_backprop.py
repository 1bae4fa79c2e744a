"""The numbers of chapter 5's explorable against independent oracles."""

import numpy as np
import pytest

from lessons_pkg import numerical_gradient
from lessons_pkg.explore import Training
from lessons_pkg.explore.backprop import LAYERS, RATES, SEEDS, STOPS, points
from lessons_pkg.mlp import MLP, initial_weights, layer_sizes

GRIDS = {Training: {"stop": range(len(STOPS))}}
RUNS = [(problem, layers) for problem in RATES for layers in LAYERS]
each_run = pytest.mark.parametrize(("problem", "layers"), RUNS)


def forward(weights, X):
    """Return the answers, layer by layer, sample by sample."""
    answers = []
    for x in X:
        for W, b in weights:
            z = [sum(a * v for a, v in zip(x, w, strict=True)) for w in np.transpose(W)]
            x = [
                1 / (1 + np.exp(-(score + bias)))
                for score, bias in zip(z, b, strict=True)
            ]
        answers.append(x[0])
    return np.array(answers)


def entropy(weights, X, y):
    a = forward(weights, X)
    return -np.mean(y * np.log(a) + (1 - y) * np.log(1 - a))


def run_of(problem, layers):
    run = Training().runs[problem]
    return *np.split(np.array(run["points"]), [2], axis=1), run[layers]


@each_run
@pytest.mark.parametrize("stop", [0, 5, 17, len(STOPS) - 1])
def test_loss_and_answers_are_those_of_the_recorded_weights(problem, layers, stop):
    X, y, run = run_of(problem, layers)
    shown = Training(stop=stop, problem=problem, layers=layers).numbers()
    a = forward(run["weights"][stop], X)
    assert shown["loss"] == pytest.approx(entropy(run["weights"][stop], X, y[:, 0]))
    assert shown["right"] == np.sum((a >= 0.5) == (y[:, 0] == 1))
    assert shown["epochs"] == STOPS[stop]


@each_run
def test_the_sizes_are_those_of_numerical_gradients(problem, layers):
    X, y, run = run_of(problem, layers)
    stop = 2
    weights = [(np.array(W), np.array(b)) for W, b in run["weights"][stop]]
    for k, (W, b) in enumerate(weights):

        def loss(V, k=k, b=b):
            return entropy([*weights[:k], (V, b), *weights[k + 1 :]], X, y[:, 0])

        slopes = numerical_gradient(loss, W)
        size = np.log10(np.abs(slopes).mean())
        assert run["sizes"][stop][k] == pytest.approx(size, abs=0.006)


@each_run
def test_the_first_epochs_are_steps_against_the_slope(problem, layers):
    """Only the start comes from the package; loss and slopes are found anew."""
    X, y, run = run_of(problem, layers)
    sizes = layer_sizes(2, LAYERS[layers], 1)
    start = initial_weights(sizes, "random", np.random.default_rng(SEEDS[problem]))
    weights = list(zip(*start, strict=True))
    arrays = [array for layer in weights for array in layer]

    def loss_with(i, array):
        changed = [*arrays[:i], array, *arrays[i + 1 :]]
        return entropy(list(zip(changed[::2], changed[1::2], strict=True)), X, y[:, 0])

    slopes = [
        numerical_gradient(lambda array, i=i: loss_with(i, array), array)
        for i, array in enumerate(arrays)
    ]
    for i, slope in enumerate(slopes):
        after = arrays[i] - RATES[problem] * slope
        found = np.array(run["weights"][1][i // 2][i % 2])
        np.testing.assert_allclose(found, after, atol=6e-4)


@pytest.mark.parametrize("problem", RATES)
def test_depth_makes_the_first_layer_wait(problem):
    shallow = Training(problem=problem).numbers()
    deep = Training(problem=problem, layers="3 hidden layers").numbers()
    assert deep["ratio"] > 10 * shallow["ratio"]
    assert deep["first"] < shallow["first"] - 0.5
    end = Training(stop=26, problem=problem, layers="3 hidden layers").numbers()
    assert end["right"] == len(Training().runs[problem]["points"])


@each_run
def test_a_record_is_the_same_on_every_machine(problem, layers):
    """A start that is off by a hair ends less than a record's last digit away."""
    X, y = np.split(np.array(points(problem)), [2], axis=1)
    hidden = LAYERS[layers]
    start = initial_weights(
        layer_sizes(2, hidden, 1), "random", np.random.default_rng(SEEDS[problem])
    )
    settings = {"learning_rate": RATES[problem], "epochs": STOPS[-1]}

    def learned(init):
        return MLP(hidden=hidden, init=init, batch_size=None, **settings).fit(
            X, y[:, 0]
        )

    exact = learned(start)
    moved = learned(([W * (1 + 1e-10) for W in start[0]], start[1]))
    for one, other in zip(exact.coefs_, moved.coefs_, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-6)
