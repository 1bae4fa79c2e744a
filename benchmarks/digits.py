"""Measure an epoch of chapter 9's network: loops, matrix products, buffers, peers.

``python -m benchmarks.digits`` runs the page's own cells, so that what is timed is what
the page shows, and prints the table that the page quotes. PyTorch joins in where it is
installed. All end at the same weights, which is asserted before anything is timed.
"""

import json
import time
from contextlib import redirect_stdout
from pathlib import Path

from benchmarks import measure  # isort: skip - it pins the threads of NumPy

import numpy as np
from sklearn.neural_network import MLPClassifier

from lessons_pkg import MLP

PAGE = Path(__file__).parents[1] / "book" / "09_digits.ipynb"
CELLS = ("imports", "load", "split", "step", "loops", "softmax-into", "buffers")
SIZES, RATE, SIZE, SEED = [64, 32, 16, 10], 0.3, 20, 0


def page_code(cells=CELLS, page=PAGE):
    """Return the names that these cells of the page define."""
    found, names = json.loads(page.read_text("utf-8"))["cells"], {}
    source = {cell["id"]: "".join(cell["source"]) for cell in found}
    with redirect_stdout(None):
        for cell in cells:
            exec(compile(source[cell], cell, "exec"), names)
    return names


def epochs(page):
    """Return a function for each way, which trains for an epoch and returns weights."""
    from lessons_pkg.mlp import initial_weights

    X, Y = page["X"][page["train"]], page["Y"][page["train"]]
    labels, starts = Y.argmax(axis=1), range(0, len(X), SIZE)
    A, D = ([np.empty((SIZE, size)) for size in SIZES] for _ in "AD")
    step, buffered, loops = (
        page[name] for name in ("step", "buffered_step", "by_loops")
    )

    def stepping(one):
        def run():
            Ws, bs = initial_weights(SIZES, seed=SEED)
            for at in starts:
                one(X[at : at + SIZE], Y[at : at + SIZE], Ws, bs, RATE)
            return [*Ws, *bs]

        return run

    def package():
        start = initial_weights(SIZES, seed=SEED)
        how = {"batch_size": SIZE, "learning_rate": RATE, "shuffle": False}
        net = MLP(hidden=(32, 16), activation="relu", init=start, epochs=1, **how)
        net.fit(X, labels)
        return [*net.coefs_, *net.intercepts_]

    theirs = MLPClassifier(
        (32, 16),
        solver="sgd",
        learning_rate_init=RATE,
        momentum=0,
        alpha=0,
        batch_size=SIZE,
        shuffle=False,
    ).partial_fit(X, labels, classes=range(10))

    def scikit_learn():
        theirs.coefs_, theirs.intercepts_ = initial_weights(SIZES, seed=SEED)
        theirs.partial_fit(X, labels)
        return [*theirs.coefs_, *theirs.intercepts_]

    ways = {
        "matrix products": stepping(step),
        "loops": stepping(lambda *given: step(*given, loops)),
        "buffers": stepping(lambda *given: buffered(A, D, *given)),
        "MLP of the package": package,
        "MLPClassifier": scikit_learn,
    }
    torch = measure.peer("torch")
    if torch:
        torch.set_num_threads(measure.THREADS)
        ways["PyTorch"] = pytorch(torch, X, labels, starts)
    return ways


def pytorch(torch, X, labels, starts):
    """Return PyTorch in its usual, eager form."""
    from lessons_pkg.mlp import initial_weights

    inputs, targets = torch.tensor(X), torch.tensor(labels)

    def run():
        Ws, bs = initial_weights(SIZES, seed=SEED)
        theta = [torch.tensor(p, requires_grad=True) for p in (*Ws, *bs)]
        W1, W2, W3, b1, b2, b3 = theta
        optimiser = torch.optim.SGD(theta, lr=RATE)
        for at in starts:
            hidden = torch.relu(inputs[at : at + SIZE] @ W1 + b1)
            hidden = torch.relu(hidden @ W2 + b2)
            total = torch.nn.functional.cross_entropy(
                hidden @ W3 + b3, targets[at : at + SIZE]
            )
            optimiser.zero_grad()
            total.backward()
            optimiser.step()
        return [p.detach().numpy() for p in theta]

    return run


def main(rounds=41):
    """Print the median of the ratios, and their quartiles."""
    ways = epochs(page_code())
    reached = {name: way() for name, way in ways.items()}
    for name, weights in reached.items():
        pairs = zip(weights, reached["matrix products"], strict=True)
        apart = max(np.abs(one - other).max() for one, other in pairs)
        assert apart < 1e-10, name
    # Time of the processor: others who use the machine do not count.
    times = measure.interleaved(ways, rounds, "an epoch", time.process_time)
    for name, (low, middle, high) in measure.ratios(times, "matrix products").items():
        print(f"{name:20}{middle:8.2f}  {low:.2f} – {high:.2f}")
    print(f"1.00 took {1000 * np.median(times['matrix products']):.3g} ms here.")
    print(measure.machine())


if __name__ == "__main__":
    main()
