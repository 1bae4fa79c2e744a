"""The explorable of chapter 5: a network that the reader trains.

The page trains it, by ``static/lib/mlp.js``, and here the same network is trained by
`lessons_pkg.mlp`. Chance is a small generator that both languages have, so that weights
and orders are the same; the last digits may differ, for each has its own exponential.
"""

import itertools
from functools import cache
from typing import ClassVar

import numpy as np
import traitlets

from lessons_pkg import data as data_sets
from lessons_pkg.explore.chance import mulberry32, permutation
from lessons_pkg.interactive.explorable import Explorable, Number, Option, Record
from lessons_pkg.interactive.numbers import shown
from lessons_pkg.mlp import MLP, Network, layer_sizes

LAST = 5000  # the epoch at which training ends
MOST_LAYERS, MOST_NEURONS = 3, 8
SETS = {
    "moons": data_sets.moons,
    "XOR": lambda: data_sets.gates("xor"),
    "circles": data_sets.circles,
    "beans": data_sets.beans,
}


class Hidden(traitlets.TraitType):
    """The sizes of the hidden layers, one to three of them."""

    def validate(self, widget, value):
        """Return them as a tuple, or say what is wrong with them."""
        hidden = tuple(layer_sizes(1, value, 1)[1:-1])
        if not (1 <= len(hidden) <= MOST_LAYERS and max(hidden) <= MOST_NEURONS):
            raise ValueError(
                f"{self.name} must be one to {MOST_LAYERS} layers of at most "
                f"{MOST_NEURONS} neurons, such as (4,), but it is {value!r}."
            )
        return hidden


class Training(Explorable):
    """A network that the reader trains, epoch by epoch.

    The state says how the network starts, how it learns and how far it has gone: a page
    that is given an epoch trains up to there. In the page, a new setting starts anew.

    Parameters
    ----------
    data : {"moons", "XOR", "circles", "beans"}
        What is learned: `data.moons`, `data.gates`, `data.circles` or `data.beans` with
        their defaults, rounded to three decimals.
    hidden : tuple of int
        Neurons in each of one to three hidden layers, 1 to 8.
    activation : {"sigmoid", "tanh", "relu"}
        f of the hidden layers; the output is a sigmoid, the loss the cross-entropy.
    learning_rate : float
        η, from 0.01 to 10.
    batch : {"all", "10", "1"}
        Samples per step; if these are not all, each epoch has an order of its own.
    seed : int
        Of the weights to start from and of the orders, from 0 to 999.
    epoch : int
        How far training has gone, from 0 to 5000.
    small : bool
        Show only what the network answers, and let it learn by itself.

    Raises
    ------
    TypeError, ValueError
        If a setting is not of its kind or outside its range.

    Examples
    --------
    >>> Training(data="XOR", epoch=500).shown()["right"]
    '4'
    >>> Training(hidden=(4, 3)).model().coefs_[0].shape
    (2, 4)
    """

    module = "training"
    data = Option(*SETS)
    hidden = Hidden((4,)).tag(sync=True)
    activation = Option("sigmoid", "tanh", "relu")
    learning_rate = Number(5.0, 0.01, 10)
    batch = Option("all", "10", "1")
    seed = Number(0, 0, 999, whole=True)
    epoch = Number(0, 0, LAST, whole=True)
    small = traitlets.Bool(False).tag(sync=True)
    sets = Record()
    sentence = (
        "MLP(hidden={hidden}) with {activation} and learning rate {learning_rate} on "
        "{data}: after {epoch} epochs the loss is {loss} and {right} samples are "
        "right; the mean size of the derivative for a weight is {first} in the first "
        "layer and {last} in the output layer."
    )
    columns: ClassVar = {
        "epochs": 0,
        "loss": 3,
        "samples right": 0,
        "gradient of layer 1": 0,
        "of the output layer": 0,
    }
    decimals: ClassVar = {"seed": 0, "epoch": 0, "loss": 4, "right": 0}
    digits: ClassVar = {"first": 2, "last": 2}

    def __init__(
        self,
        data="moons",
        hidden=(4,),
        activation="sigmoid",
        learning_rate=5.0,
        batch="all",
        seed=0,
        epoch=0,
        small=False,
    ):
        super().__init__(
            data=data,
            hidden=hidden,
            activation=activation,
            learning_rate=learning_rate,
            batch=str(batch),
            seed=seed,
            epoch=epoch,
            small=small,
            sets={name: points(name) for name in SETS},
        )

    def model(self):
        """Return the MLP that the page has trained: the same start, as many epochs.

        Where the weights would overflow, training ends before; `n_iter_` says when.
        """
        return self._trained(self.epoch)

    def _trained(self, epochs):
        X, y = samples(self.data)
        random = mulberry32(self.seed)
        start = initial_weights(layer_sizes(X.shape[1], self.hidden, 1), random)
        network = Network(*start, self.activation, "sigmoid", "cross_entropy")
        n, done = len(X), 0
        size = n if self.batch == "all" else int(self.batch)
        while done < epochs:
            before = network.parameters.copy()
            order = permutation(n, random) if size < n else np.arange(n)
            loss = network.descend(X, y[:, np.newaxis], order, size, self.learning_rate)
            if not np.isfinite(loss):
                network.parameters[:] = before
                break
            done += 1
        model = MLP(
            hidden=self.hidden,
            activation=self.activation,
            learning_rate=self.learning_rate,
            epochs=0,
            batch_size=size,
            init=(network.coefs, network.intercepts),
        ).fit(X, y)
        model.n_iter_ = done
        return model

    def at(self, epoch):
        """Return loss, samples right, and mean |gradient| of the outer layers' weights.

        All of them over all samples, with the weights that stand after that epoch.
        """
        X, y = samples(self.data)
        model = self._trained(epoch)
        loss, gradients, _ = model.loss_and_gradients(X, y[:, np.newaxis])
        right = int((model.predict(X) == y).sum())
        sizes = [float(np.abs(G).mean()) for G in gradients]
        return loss, right, sizes[0], sizes[-1]

    def numbers(self):
        """Return these at the epoch that has been reached."""
        return dict(
            zip(("loss", "right", "first", "last"), self.at(self.epoch), strict=True)
        )

    def page_html(self):
        """Return the small form as a sentence, in the room that the picture takes."""
        if not self.small:
            return super().page_html()
        (_, _, first, *_), *rows = self.table()
        later = ", ".join(f"{right} after {n} epochs" for n, _, right, *_ in rows)
        words = f"A network learns. It gets {first} samples right at first, {later}."
        return f'<p class="lessons-waits">{words}</p>'

    def table(self):
        """Return them at the start, on the way and after 1000 epochs."""
        return [
            (epoch, loss, right, shown(first, 2), shown(last, 2))
            for epoch in (0, 100, 500, 1000)
            for loss, right, first, last in [self.at(epoch)]
        ]


# What the page has too: samples, and weights to start from ----------------------------


@cache
def points(name):
    """Return the samples of a data set as [x1, x2, y], or [x, y] of the beans."""
    X, y = SETS[name]()
    rows = zip(X.round(3).tolist(), y.tolist(), strict=True)
    return [[*row, label] for row, label in rows]


def samples(name):
    """Return the same samples as X and y."""
    array = np.array(points(name))
    return array[:, :-1], array[:, -1].astype(int)


def initial_weights(sizes, random):
    """Return coefs and intercepts as `mlp.initial_weights` does, by such numbers."""
    coefs = [
        np.array([[limit * (2 * next(random) - 1) for _ in range(m)] for _ in range(k)])
        for k, m in itertools.pairwise(sizes)
        for limit in [np.sqrt(6 / (k + m))]
    ]
    return coefs, [np.zeros(m) for m in sizes[1:]]
