"""An epoch of a network with one hidden layer, as each library or style runs it.

Every function takes (X, Y, start, size, epochs): targets of one column a class, the
first weights as `initial_weights` gives them, the samples of a batch. It returns a
function that begins at these weights, goes `epochs` times through the rows in their
order, in steps of RATE, and returns the weights that it ends with, so that what is
timed can be compared as well.
"""

import itertools

import numpy as np

from benchmarks import loops
from benchmarks.measure import THREADS, peer
from lessons_pkg.mlp import MLP

if torch := peer("torch"):
    torch.set_num_threads(THREADS)

RATE = 0.1


def copied(start):
    return [[array.copy() for array in arrays] for arrays in start]


def batches(n, size, epochs):
    """Yield the row numbers of each batch; whoever shuffles has to gather them."""
    order = np.arange(n)
    for _, first in itertools.product(range(epochs), range(0, n, size)):
        yield order[first : first + size]


def ours(X, Y, start, size, epochs):
    """Call `MLP.fit` as a reader does, with its checks, losses and record."""
    model = MLP(
        hidden=(len(start[1][0]),),
        learning_rate=RATE,
        epochs=epochs,
        batch_size=size,
        shuffle=False,
        init=start,
    )
    y = Y.argmax(axis=1)

    def run():
        model.fit(X, y)
        return model.coefs_, model.intercepts_

    return run


def limit(X, Y, start, size, epochs):
    """Do nothing but five products and two exponentials a batch; no result."""
    (W1, W2), _ = start
    hidden, top = np.empty((size, W1.shape[1])), np.empty((size, W2.shape[1]))
    back, G1, G2 = np.empty_like(hidden), np.empty_like(W1), np.empty_like(W2)

    def run():
        for first in [*range(0, len(X), size)] * epochs:
            x = X[first : first + size]
            h, t, d = hidden[: len(x)], top[: len(x)], back[: len(x)]
            np.exp(np.matmul(x, W1, out=h), out=h)
            np.exp(np.matmul(h, W2, out=t), out=t)
            np.matmul(t, W2.T, out=d)
            np.matmul(h.T, t, out=G2)
            np.matmul(x.T, d, out=G1)

    return run


def textbook(X, Y, start, size, epochs, bookkeeping=False):
    """Write NumPy as a textbook does, without or with our bookkeeping.

    The bookkeeping is the loss of each sample, the mean of an epoch, and a look for
    numbers that have overflown.
    """

    def run():
        (W1, W2), (b1, b2) = copied(start)
        losses = []
        for rows in batches(len(X), size, epochs):
            x, y = X[rows], Y[rows]
            a1 = 1 / (1 + np.exp(-(x @ W1 + b1)))
            z2 = a1 @ W2 + b2
            largest = z2.max(axis=1, keepdims=True)
            e = np.exp(z2 - largest)
            total = e.sum(axis=1, keepdims=True)
            if bookkeeping:
                loss = (np.log(total) + largest)[:, 0] - (y * z2).sum(axis=1)
                losses.append(loss)
                if not np.isfinite(loss).all():
                    raise FloatingPointError
            delta2 = (e / total - y) / len(x)
            delta1 = delta2 @ W2.T * a1 * (1 - a1)
            W2 -= RATE * a1.T @ delta2
            b2 -= RATE * delta2.sum(axis=0)
            W1 -= RATE * x.T @ delta1
            b1 -= RATE * delta1.sum(axis=0)
        if bookkeeping:
            np.mean(np.concatenate(losses))
        return (W1, W2), (b1, b2)

    return run


def with_bookkeeping(*given):
    return textbook(*given, bookkeeping=True)


def in_buffers(X, Y, start, size, epochs):
    """Run the fastest NumPy that we know, hard to read; without a loss.

    Every array has its place before the first step. The biases are a last row of the
    weights, for a last column of ones in the inputs. In the hidden layer that column is
    a neuron whose z is so large that its sigmoid is 1 and its derivative 0. The first
    weights are negated, which spares the minus of e⁻ᶻ. All parameters are one vector.
    """
    (W1, W2), (b1, b2) = start
    m, h, k = len(W1), len(b1), len(b2)
    ends = (m + 1) * (h + 1)
    inputs = np.column_stack([X, np.ones(len(X))])
    first = np.zeros(ends + (h + 1) * k)
    vector, gradient = np.empty_like(first), np.empty_like(first)

    def layers(vector):
        return vector[:ends].reshape(m + 1, h + 1), vector[ends:].reshape(h + 1, k)

    V1, V2 = layers(first)
    V1[:m, :h], V1[m, :h], V1[m, h] = -W1, -b1, -1000
    V2[:h], V2[h] = W2, b2
    (V1, V2), (G1, G2) = layers(vector), layers(gradient)
    V2T = V2.T
    whole = [np.empty((size, c)) for c in (m + 1, k, h + 1, k, 1, h + 1, h + 1)]
    rest = [part[: len(X) % size or size] for part in whole]
    order = np.arange(len(X))
    steps = []
    for start_row in range(0, len(X), size):
        rows = order[start_row : start_row + size]
        x, y, a, z, one, back, slope = whole if len(rows) == size else rest
        # δ leaves the softmax as η δ / n, and the first layer's with its sign turned
        steps.append((rows, x, x.T, y, a, a.T, z, one, back, slope, RATE / len(rows)))

    def run():
        vector[:] = first
        for _ in range(epochs):
            for rows, x, xT, y, a, aT, z, one, back, slope, rate in steps:
                inputs.take(rows, 0, x, "clip")
                Y.take(rows, 0, y, "clip")
                np.matmul(x, V1, a)
                np.exp(a, a)
                np.add(a, 1, a)
                np.divide(1, a, a)
                np.matmul(a, V2, z)
                np.maximum.reduce(z, 1, None, one, True)
                np.subtract(z, one, z)
                np.exp(z, z)
                np.add.reduce(z, 1, None, one, True)
                np.divide(z, one, z)
                np.subtract(z, y, z)
                np.multiply(z, rate, z)
                np.matmul(z, V2T, back)
                np.multiply(back, a, back)
                np.subtract(a, 1, slope)
                np.multiply(back, slope, back)
                np.matmul(xT, back, G1)
                np.matmul(aT, z, G2)
                np.subtract(vector, gradient, vector)
        return (-V1[:m, :h], V2[:h].copy()), (-V1[m, :h], V2[h].copy())

    return run


def scikit_learn(X, Y, start, size, epochs):
    """Bring `MLPClassifier` to our start; it takes the rows as slices."""
    from sklearn.neural_network import MLPClassifier

    model = MLPClassifier(
        (len(start[1][0]),),
        activation="logistic",
        solver="sgd",
        alpha=0,
        momentum=0,
        batch_size=min(size, len(X)),
        learning_rate_init=RATE,
        shuffle=False,
        max_iter=1,
        n_iter_no_change=10**9,
        tol=0,
        warm_start=True,
    )
    y = Y.argmax(axis=1)
    model.fit(X, y)  # draws weights of its own, which are replaced
    model.max_iter = epochs

    def run():
        model.coefs_, model.intercepts_ = copied(start)
        model.fit(X, y)
        return model.coefs_, model.intercepts_

    return run


def pytorch(X, Y, start, size, epochs):
    """Run PyTorch in its usual, eager form."""
    layers = [torch.nn.Linear(*W.shape, dtype=torch.float64) for W in start[0]]
    model = torch.nn.Sequential(layers[0], torch.nn.Sigmoid(), layers[1])
    optimiser = torch.optim.SGD(model.parameters(), lr=RATE)
    criterion = torch.nn.CrossEntropyLoss()
    inputs, labels = torch.tensor(X), torch.tensor(Y.argmax(axis=1))

    def run():
        with torch.no_grad():
            for layer, W, b in zip(layers, *start, strict=True):
                layer.weight.copy_(torch.from_numpy(W.T))
                layer.bias.copy_(torch.from_numpy(b))
        for _ in range(epochs):
            for rows in torch.arange(len(inputs)).split(size):
                optimiser.zero_grad()
                criterion(model(inputs[rows]), labels[rows]).backward()
                optimiser.step()
        return (
            [layer.weight.detach().numpy().T for layer in layers],
            [layer.bias.detach().numpy() for layer in layers],
        )

    return run


def pytorch_by_hand(X, Y, start, size, epochs):
    """Take PyTorch's arrays and our backward pass, without its graph."""
    inputs, targets = torch.tensor(X), torch.tensor(Y)

    def run():
        (W1, W2), (b1, b2) = ([torch.tensor(a) for a in arrays] for arrays in start)
        for _ in range(epochs):
            for rows in torch.arange(len(inputs)).split(size):
                x, y = inputs[rows], targets[rows]
                a1 = torch.addmm(b1, x, W1).sigmoid_()
                delta2 = torch.addmm(b2, a1, W2).softmax(1).sub_(y).div_(len(x))
                delta1 = (delta2 @ W2.T).mul_(a1).mul_(1 - a1)
                W2.addmm_(a1.T, delta2, alpha=-RATE)
                b2.sub_(delta2.sum(0), alpha=RATE)
                W1.addmm_(x.T, delta1, alpha=-RATE)
                b1.sub_(delta1.sum(0), alpha=RATE)
        return [W1.numpy(), W2.numpy()], [b1.numpy(), b2.numpy()]

    return run


def one_at_a_time(X, Y, start, size, epochs):
    """Loop over the samples of a batch, with NumPy for the weights."""

    def run():
        (W1, W2), (b1, b2) = copied(start)
        for rows in batches(len(X), size, epochs):
            sums = [np.zeros_like(array) for array in (W1, b1, W2, b2)]
            for x, y in zip(X[rows], Y[rows], strict=True):
                a1 = 1 / (1 + np.exp(-(x @ W1 + b1)))
                z2 = a1 @ W2 + b2
                e = np.exp(z2 - z2.max())
                delta2 = e / e.sum() - y
                delta1 = W2 @ delta2 * a1 * (1 - a1)
                parts = np.outer(x, delta1), delta1, np.outer(a1, delta2), delta2
                for total, part in zip(sums, parts, strict=True):
                    total += part
            for array, total in zip((W1, b1, W2, b2), sums, strict=True):
                array -= RATE / len(rows) * total
        return (W1, W2), (b1, b2)

    return run


def _looped(network):
    def prepared(X, Y, start, size, epochs):
        given = X.tolist(), Y.tolist(), start, [range(len(X))] * epochs, size, RATE
        return lambda: [
            [np.array(array) for array in arrays] for arrays in network(*given)[:2]
        ]

    return prepared


plain_loops = _looped(loops.network)
scalar_graph = _looped(loops.value_network)
