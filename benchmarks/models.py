"""Measure the models beside scikit-learn and, where it is installed, PyTorch.

All compute in float64 on one thread, the quickest setting for most at these sizes;
`THREADS=2` takes more. Rounds are interleaved, and what is shown is
the median of the paired ratios to our own time, with a bar. Before a table is printed,
what was learned is compared. Prints tables; nothing here fails for being slow.
"""

import os
import sys
import time
import warnings
from pathlib import Path
from statistics import median

THREADS = int(os.environ.get("THREADS", "1"))
for library in ("OMP", "OPENBLAS", "MKL"):  # read once, when NumPy is imported
    os.environ[f"{library}_NUM_THREADS"] = str(THREADS)

import numpy as np  # noqa: E402
from sklearn.linear_model import LogisticRegression as PeerLogistic  # noqa: E402
from sklearn.neural_network import MLPClassifier  # noqa: E402
from tqdm import tqdm  # noqa: E402

try:
    import torch
except ImportError:
    torch = None
else:
    torch.set_num_threads(THREADS)

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from lessons_pkg import data, sigmoid  # noqa: E402
from lessons_pkg.logistic_regression import LogisticRegression  # noqa: E402
from lessons_pkg.mlp import MLP  # noqa: E402
from lessons_pkg.mlp import initial_weights  # noqa: E402

OURS = "lessons_pkg"
RATE = 0.1


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare(title, works, rounds):
    """Print the time of each work as a multiple of ours."""
    for work in works.values():
        work()
    times = {name: [] for name in works}
    order, shuffle = list(works), np.random.default_rng(0).shuffle
    for _ in tqdm(range(rounds), desc=title, unit="round", leave=False):
        shuffle(order)  # whatever ran before leaves the memory warm or cold
        for name in order:
            times[name].append(seconds(works[name]))
    print(f"\n{title}; ours takes {1000 * median(times[OURS]):.3g} ms")
    for name, own in times.items():
        ratio = median(a / b for a, b in zip(own, times[OURS], strict=True))
        print(f"  {name:34}{ratio:8.2f}  {'▇' * min(60, round(4 * ratio))}")


def standardised(X):
    return (X - X.mean(axis=0)) / X.std(axis=0)


def logistic(title, X, y, l2, rounds):
    """Newton's method beside scikit-learn's two best, all to a gradient of 1e-6."""
    C = 1 / (len(y) * l2) if l2 else np.inf
    models = {
        OURS: LogisticRegression(solver="newton", l2=l2, tol=1e-6),
        "scikit-learn, lbfgs": PeerLogistic(C=C, tol=1e-6, max_iter=10_000),
        "scikit-learn, newton-cholesky": PeerLogistic(
            C=C, tol=1e-6, solver="newton-cholesky"
        ),
    }
    works = {name: lambda m=model: m.fit(X, y) for name, model in models.items()}
    compare(title, works, rounds)
    exact = LogisticRegression(solver="newton", l2=l2, tol=1e-12).fit(X, y).coef_
    for name, model in models.items():
        error = np.abs(model.coef_ - exact).max() / np.abs(exact).max()
        print(f"  {name:34}{error:8.0e}  relative error of the coefficients")


def limit(X, start, size):
    """Return an epoch of nothing but the matrix products and exponentials."""
    (W1, W2), _ = start

    def epoch():
        for row in range(0, len(X), size):
            x = X[row : row + size]
            hidden = np.exp(np.minimum(x @ W1, 0))
            delta = np.exp(np.minimum(hidden @ W2, 0))
            hidden.T @ delta, x.T @ (delta @ W2.T)

    return epoch


def textbook(X, Y, start, size):
    """Return an epoch as it is written when nobody counts: no checks, no loss."""
    (W1, W2), (b1, b2) = ([array.copy() for array in arrays] for arrays in start)

    def epoch():
        order = np.random.default_rng(0).permutation(len(X))
        for row in range(0, len(X), size):
            x, y = X[order[row : row + size]], Y[order[row : row + size]]
            a1 = 1 / (1 + np.exp(-(x @ W1 + b1)))
            z2 = a1 @ W2 + b2
            e = np.exp(z2 - z2.max(axis=1, keepdims=True))
            delta2 = (e / e.sum(axis=1, keepdims=True) - y) / len(x)
            delta1 = delta2 @ W2.T * a1 * (1 - a1)
            W2[:], b2[:] = W2 - RATE * a1.T @ delta2, b2 - RATE * delta2.sum(axis=0)
            W1[:], b1[:] = W1 - RATE * x.T @ delta1, b1 - RATE * delta1.sum(axis=0)

    return epoch


def pytorch(X, y, start, size):
    """Return an epoch of PyTorch in its usual, eager form."""
    layers = []
    for W, b in zip(*start, strict=True):
        layer = torch.nn.Linear(*W.shape, dtype=torch.float64)
        layer.weight.data, layer.bias.data = torch.tensor(W.T), torch.tensor(b)
        layers += [layer, torch.nn.Sigmoid()]
    model = torch.nn.Sequential(*layers[:-1])
    optimiser = torch.optim.SGD(model.parameters(), lr=RATE)
    loss, X, y = torch.nn.CrossEntropyLoss(), torch.tensor(X), torch.tensor(y)

    def epoch():
        for rows in torch.randperm(len(X)).split(size):
            optimiser.zero_grad()
            loss(model(X[rows]), y[rows]).backward()
            optimiser.step()

    return epoch


def network(title, X, y, hidden, size, epochs, rounds):
    """One epoch of a network with a hidden layer, as each library runs it."""
    outputs = int(y.max()) + 1
    start = initial_weights((X.shape[1], hidden, outputs))
    ours = MLP(
        hidden=(hidden,), learning_rate=RATE, epochs=epochs, batch_size=size, init=start
    )
    peer = MLPClassifier(
        (hidden,),
        activation="logistic",
        solver="sgd",
        alpha=0,
        momentum=0,
        batch_size=size,
        learning_rate_init=RATE,
        max_iter=epochs,
        n_iter_no_change=epochs + 1,
    )
    epoch = {
        "products and exponentials alone": limit(X, start, size),
        "textbook NumPy, no loss": textbook(X, np.eye(outputs)[y], start, size),
    }
    if torch:
        epoch["PyTorch, eager"] = pytorch(X, y, start, size)

    def repeated(one):
        return lambda: [one() for _ in range(epochs)]

    works = {OURS: lambda: ours.fit(X, y), "scikit-learn": lambda: peer.fit(X, y)}
    works |= {name: repeated(one) for name, one in epoch.items()}
    compare(f"{title}, {epochs} epochs", works, rounds)
    # scikit-learn draws its own first weights, so the losses need not be equal.
    print(f"  loss after them: {ours.loss_curve_[-1]:.4f}, theirs {peer.loss_:.4f}")
    if not torch:
        print("  PyTorch is not installed and so not in the table")


def scaling(sizes, rounds):
    """Print what an epoch costs for each sample, over the number of samples."""
    rng = np.random.default_rng(0)
    costs = {n: [] for n in sizes}
    sets = {n: (rng.normal(size=(n, 64)), rng.integers(0, 10, n)) for n in sizes}
    for _ in tqdm(range(rounds), desc="samples", unit="round", leave=False):
        for n, (X, y) in sets.items():
            epochs = max(sizes) // n
            model = MLP(hidden=(32,), batch_size=32)
            # The difference of two fits leaves out the checks before the first epoch.
            longer, shorter = (
                seconds(lambda m=model, k=k, X=X, y=y: m.set_params(epochs=k).fit(X, y))
                for k in (1 + epochs, 1)
            )
            costs[n].append((longer - shorter) / (n * epochs))
    print("\nMLP 64-32-10, time of a sample in an epoch")
    for n, values in costs.items():
        cost = 1e6 * median(values)
        print(f"  {n:8} samples{cost:8.2f} µs  {'▇' * min(60, round(20 * cost))}")


if __name__ == "__main__":
    warnings.simplefilter("ignore")  # that few epochs are not enough
    print(f"Ratios to our time, on {THREADS} thread{'s' * (THREADS > 1)}")
    X, y = data.breast_cancer()
    logistic("Breast cancer, 569 × 30, l2 = 1/n", standardised(X), y, 1 / len(y), 60)
    rng = np.random.default_rng(0)
    X = rng.normal(size=(100_000, 50))
    y = (rng.uniform(size=len(X)) < sigmoid(X @ rng.normal(size=50) / 3)).astype(int)
    logistic("Made up, 100 000 × 50, no penalty", X, y, 0.0, 7)
    X, y = data.digits()
    network("MLP 64-32-10, digits, batches of 32", X / 16, y, 32, 32, 10, 15)
    X, y = rng.uniform(size=(12_000, 784)), rng.integers(0, 10, 12_000)
    network("MLP 784-128-10, 12 000 rows, batches of 64", X, y, 128, 64, 1, 5)
    scaling([256, 1024, 4096, 16_384, 65_536], 5)
