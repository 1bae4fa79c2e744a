"""What equal weights do, and what depth does: two questions before the experiment."""

import numpy as np

from lessons_pkg import data
from lessons_pkg.interactive.exercise import Numeric, Predict, Wrong
from lessons_pkg.mlp import MLP


def from_zeros(gate):
    """Return how many rows are right in the end, and whether all columns are equal."""
    X, y = data.gates(gate)
    model = MLP(hidden=(3,), learning_rate=2.0, epochs=1000, batch_size=None)
    W1 = model.set_params(init="zeros").fit(X, y).coefs_[0]
    equal = np.allclose(W1, W1[:, :1])
    return int((model.predict(X) == y).sum()), equal


zero_start = Predict(
    "backprop.zero-start",
    prompt="A network with three hidden neurons starts with all weights and biases at "
    "0 and learns AND, then XOR. How many of the four rows are right in the end, and "
    "are the three columns of W1 equal to each other?",
    code="""
        model = MLP(hidden=(3,), init="zeros",
                    learning_rate=2.0, epochs=1000,
                    batch_size=None)
        for gate in ("and", "xor"):
            X, y = data.gates(gate)
            W1 = model.fit(X, y).coefs_[0]
            right = sum(model.predict(X) == y)
            equal = np.allclose(W1, W1[:, :1])
            print((right, equal))
    """,
    answer=lambda: "\n".join(f"`{from_zeros(gate)}`" for gate in ("and", "xor")),
    wrong=[
        Wrong(
            "both-stuck",
            "`(3, True)`\n`(2, True)`",
            hint="Only the first layer's slopes are 0 at the start, because W2 is 0. "
            "The output's bias can move at once, and the output's weights soon after.",
        ),
        Wrong(
            "both-learn",
            "`(4, False)`\n`(4, False)`",
            hint="What could make one hidden neuron move differently from its "
            "neighbour, if all their weights are the same?",
        ),
        Wrong(
            "differ-and-learn",
            "`(4, False)`\n`(2, True)`",
            hint="AND is learned, yes. But compare the slopes of two hidden neurons: "
            "which factor could differ?",
        ),
        Wrong(
            "equal-and-learn",
            "`(4, True)`\n`(4, True)`",
            hint="Three equal neurons are worth one. Can one hidden neuron do XOR?",
        ),
    ],
    hints=[
        "Two hidden neurons with equal weights give equal answers. What do they get "
        "back?",
        "Which of the two gates can one neuron do?",
    ],
    solution="Equal neurons get equal slopes and stay equal, so the three are worth "
    "one. One neuron is enough for AND. For XOR it is not, and the slopes even cancel "
    "out: nothing moves at all.",
)

depth = Numeric(
    "backprop.depth",
    prompt="A chain of many neurons, one per layer, all of whose scores are 0. Every "
    "weight is w. From layer to layer the error term is multiplied by some factor. How "
    "large must w be so that the error term neither shrinks nor grows?",
    answer=lambda: 4.0,
    tolerance=0.01,
    wrong=[
        Wrong(
            "quarter",
            lambda: 0.25,
            hint="¼ is the slope of the sigmoid at 0. The factor is slope times "
            "weight, and it should be 1.",
        ),
        Wrong(
            "one",
            lambda: 1.0,
            hint="With weights of 1 the arrow changes nothing, but the sigmoid does.",
        ),
        Wrong(
            "squared",
            lambda: 16.0,
            hint="You made up for two sigmoids. How many does the blame pass from one "
            "layer to the next?",
        ),
        Wrong(
            "whole-path",
            lambda: 4.0**5,
            hint="That makes up for five layers at once. Every layer has its own "
            "weight.",
        ),
    ],
    hints=[
        "One layer back: times the weight, times σ′.",
        "σ′(0) = ¼. What times ¼ is 1?",
    ],
    solution="w·σ′(0) = w/4 = 1, so w = 4. But then a neuron that answers 1 instead of "
    "½ raises the next score by 2, where σ′ is 0.105 already: weights that large "
    "saturate what comes after them.",
)
