"""The explorable of chapter 5: a network that learns, scrubbed through its epochs.

The runs of `MLP` are recorded here and rounded. The page computes the forward pass from
the recorded weights and reads the gradients' sizes from the record.
"""

from functools import cache
from typing import ClassVar

import numpy as np

from lessons_pkg import data
from lessons_pkg.interactive.explorable import Explorable, Option, Record, Setting
from lessons_pkg.mlp import MLP

# The epochs at which the reader may stop.
STOPS = [0, 1, 3, 10, 30, 60, 100, 150, *range(200, 2001, 100)]
LAYERS = {"1 hidden layer": (6,), "3 hidden layers": (6, 6, 6)}
# Runs that do not amplify rounding, so that every machine records the same.
RATES = {"XOR": 2.0, "moons": 2.5}
SEEDS = {"XOR": 12, "moons": 9}


class Training(Explorable):
    """A network of sigmoids that learns XOR or the moons, with its gradients' sizes.

    Parameters
    ----------
    stop : int
        How far the training has gone, from 0 to 26: epochs 0, 1, 3, ..., 1900, 2000.
    problem : {"XOR", "moons"}
        What is learned, by gradient descent over all samples.
    layers : {"1 hidden layer", "3 hidden layers"}
        The network, six neurons in each hidden layer.

    Raises
    ------
    TypeError, ValueError
        If `stop` is not a whole number within its range, or there is no such option.

    Examples
    --------
    >>> Training(stop=26).shown()["right"]
    '4'
    """

    module = "training"
    stop = Setting(0, 0, len(STOPS) - 1, whole=True)
    problem = Option(*RATES)
    layers = Option(*LAYERS)
    runs = Record()
    stops = Record()
    sentence = (
        "After {epochs} epochs on {problem} with {layers} the loss is {loss} and "
        "{right} samples are right; the mean gradient of a weight is 10^{first} in the "
        "first layer and 10^{last} in the last."
    )
    columns: ClassVar = {
        "epochs": 0,
        "loss": 4,
        "samples right": 0,
        "first layer, log₁₀": 2,
        "last layer, log₁₀": 2,
    }
    decimals: ClassVar = {"stop": 0, "epochs": 0, "loss": 4, "right": 0, "ratio": 1}

    def __init__(self, stop=0, problem="XOR", layers="1 hidden layer"):
        runs = {name: recorded(name) for name in RATES}
        super().__init__(
            stop=stop, problem=problem, layers=layers, runs=runs, stops=STOPS
        )

    def at(self, stop):
        """Return epochs, loss, samples right and the outer layers' gradient sizes."""
        run = self.runs[self.problem]
        X, y = np.split(np.array(run["points"]), [2], axis=1)
        weights, sizes = (run[self.layers][name][stop] for name in ("weights", "sizes"))
        network = MLP(hidden=LAYERS[self.layers], epochs=0, init=arrays(weights))
        loss, *_ = network.fit(X, y[:, 0]).loss_and_gradients(X, y)
        right = int((network.predict(X) == y[:, 0]).sum())
        return STOPS[stop], loss, right, sizes[0], sizes[-1]

    def numbers(self):
        """Return these and how many times larger the last layer's gradients are."""
        epochs, loss, right, first, last = self.at(self.stop)
        sizes = {"first": first, "last": last, "ratio": 10 ** (last - first)}
        return {"epochs": epochs, "loss": loss, "right": right, **sizes}

    def table(self):
        """Return every second stop."""
        return [self.at(stop) for stop in range(0, len(STOPS), 2)]


def points(problem):
    """Return the samples of a problem as [x1, x2, y]."""
    X, y = data.gates("xor") if problem == "XOR" else data.moons(n=100, seed=0)
    return np.column_stack([X, y]).round(3).tolist()


@cache
def recorded(problem):
    """Return the samples and, for each network, what its training went through."""
    runs = {name: recorded_run(problem, hidden) for name, hidden in LAYERS.items()}
    return {"points": points(problem), **runs}


def recorded_run(problem, hidden):
    """Return the weights at each stop, and log10 of each layer's mean |gradient|."""
    X, y = np.split(np.array(points(problem)), [2], axis=1)
    model = MLP(
        hidden=hidden,
        learning_rate=RATES[problem],
        epochs=STOPS[-1],
        batch_size=None,
        seed=SEEDS[problem],
        record=STOPS[-1] + 2,
    ).fit(X, y[:, 0])
    run = {"weights": [], "sizes": []}
    for epoch, (coefs, intercepts) in model.history_:
        if epoch not in STOPS:
            continue
        layers = zip(coefs, intercepts, strict=True)
        layers = [[W.round(3).tolist(), b.round(3).tolist()] for W, b in layers]
        run["weights"].append(layers)
        model.coefs_, model.intercepts_ = arrays(layers)
        _, gradients, _ = model.loss_and_gradients(X, y)
        logs = [float(np.log10(np.abs(G).mean())) for G in gradients]
        run["sizes"].append([round(size, 2) for size in logs])
    return run


def arrays(weights):
    """Return recorded weights as `MLP` takes them."""
    coefs, intercepts = zip(*weights, strict=True)
    return [np.array(W) for W in coefs], [np.array(b) for b in intercepts]
