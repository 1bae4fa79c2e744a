"""Train the network that reads digits in chapter 9's explorable, and store it.

Usage: python -m tools.digits_network

Of scikit-learn's 1797 digits 60 % are for training, 20 % for validation, 20 % for the
test. In every epoch each training image is moved, stretched and sheared anew by a
little, since a reader's hand is not one of the 13 that wrote them. The validation part
sets the temperature that the logits are divided by; it goes into the last layer.
Another processor may round otherwise, and after 300 epochs that shows in the weights:
the tests compare what the stored network reads, not its digits.
"""

import json

import numpy as np
from sklearn.datasets import load_digits

from lessons_pkg.explore.digits import RECORD, SAMPLES, SIZES
from lessons_pkg.mlp import Network, initial_weights
from lessons_pkg.softmax import softmax, softmax_cross_entropy

SEED, EPOCHS, BATCH, RATE = 0, 300, 32, 0.1
SHIFT, BEND, NOISE = 0.5, 0.1, 0.05  # in pixels, as a share, and of full ink
TEMPERATURES = np.arange(10, 61) / 20  # 0.5 to 3
DECIMALS = 3


def split():
    """Return X in [0, 1], y, and the rows of training, validation and test."""
    X, y = load_digits(return_X_y=True)
    order = np.random.default_rng(SEED).permutation(len(X))
    return X / 16, y, np.split(order, [len(X) * 6 // 10, len(X) * 8 // 10])


def moved(X, rng):
    """Return the images, each shifted, stretched and sheared by chance."""
    images = np.pad(X.reshape(-1, 8, 8), ((0, 0), (2, 2), (2, 2)))
    wide, high, lean, right, down = rng.uniform(-1, 1, (5, len(X), 1, 1))
    y, x = np.meshgrid(np.arange(8) - 3.5, np.arange(8) - 3.5, indexing="ij")
    across = x * (1 + BEND * wide) + BEND * lean * y + SHIFT * right + 5.5
    along = y * (1 + BEND * high) + SHIFT * down + 5.5
    i, j = (np.clip(np.floor(each).astype(int), 0, 10) for each in (along, across))
    v, u, k = along - i, across - j, np.arange(len(X))[:, np.newaxis, np.newaxis]
    upper = images[k, i, j] * (1 - u) + images[k, i, j + 1] * u
    lower = images[k, i + 1, j] * (1 - u) + images[k, i + 1, j + 1] * u
    found = upper * (1 - v) + lower * v
    found += rng.normal(0, NOISE, found.shape) * (found > 0)
    return np.clip(found, 0, 1).reshape(-1, 64)


def trained(X, y, epochs=EPOCHS):
    """Return a network that has learned from these images."""
    rng, Y = np.random.default_rng(SEED), np.eye(10)[y]
    start = initial_weights(SIZES, seed=SEED)
    network = Network(*start, "relu", "softmax", "cross_entropy")
    for epoch in range(epochs):
        rate = RATE * (1 - epoch / epochs)
        network.descend(moved(X, rng), Y, rng.permutation(len(X)), BATCH, rate)
    return network


def logits(network, X):
    """Return the logits of some images."""
    return network.forward(X)[0][-1]


def accuracy(network, X, y):
    """Return the share of images that are read right."""
    return float((logits(network, X).argmax(axis=1) == y).mean())


def chosen_temperature(network, X, y):
    """Return the temperature with which the loss of these images is least."""
    Z, Y = logits(network, X), np.eye(10)[y]
    losses = [softmax_cross_entropy(Y, Z / T) for T in TEMPERATURES]
    return float(TEMPERATURES[int(np.argmin(losses))])


def chosen_samples(network, X, y, rows):
    """Return rows of test images: up to three read wrong, others surely right.

    The others are the first of digits that are not there yet.
    """
    read = logits(network, X[rows]).argmax(axis=1)
    wrong = [int(row) for row in rows[read != y[rows]]][:3]
    found, labels = [], {int(y[row]) for row in wrong}
    shares = softmax(logits(network, X[rows])).max(axis=1)
    for row in rows[(read == y[rows]) & (shares > 0.9)].tolist():
        if len(found) + len(wrong) < len(SAMPLES) and int(y[row]) not in labels:
            found.append(row)
            labels.add(int(y[row]))
    # So that no place tells which are which.
    places = {1: wrong[0:1], 4: wrong[1:2], 6: wrong[2:3]}
    return [row for i, each in enumerate(found) for row in (*places.get(i, ()), each)]


def main():
    """Train, round and store."""
    X, y, (train, validation, test) = split()
    network = trained(X[train], y[train])
    temperature = chosen_temperature(network, X[validation], y[validation])
    for array in (network.coefs[-1], network.intercepts[-1]):
        array /= temperature
    before = accuracy(network, X[validation], y[validation])
    network.parameters[:] = network.parameters.round(DECIMALS)
    after = accuracy(network, X[validation], y[validation])
    kept = {
        "coefs": [W.ravel().tolist() for W in network.coefs],
        "intercepts": [b.tolist() for b in network.intercepts],
        "samples": [
            {
                "row": row,
                "label": int(y[row]),
                "pixels": (16 * X[row]).astype(int).tolist(),
            }
            for row in chosen_samples(network, X, y, test)
        ],
    }
    RECORD.write_text(json.dumps(kept, separators=(",", ":")) + "\n", "utf-8")
    print(
        f"temperature {temperature:.2f}; validation {before:.4f}, rounded {after:.4f}"
    )
    print(f"test {accuracy(network, X[test], y[test]):.4f}; written to {RECORD}")


if __name__ == "__main__":
    main()
