"""The models as plain loops over Python floats, one sample and one weight at a time.

Slow on purpose: no array, no trick, each line a formula of its chapter. What the
package learns is held against what these learn; tests/test_benchmarks.py does that to
1e-12. `value_network` is the network of chapter 2's `Value`.
"""

from math import exp, log, tanh

from lessons_pkg.autodiff import Value


def sigmoid(z):
    return 1 / (1 + exp(-z)) if z > -700 else 0.0


def dot(u, v):
    return sum(a * b for a, b in zip(u, v, strict=True))


def perceptron(X, t, rate=1.0, epochs=100):
    """Return w, b and the mistakes of each epoch, for labels t = ±1."""
    w, b, mistakes = [0.0] * len(X[0]), 0.0, []
    while len(mistakes) < epochs and mistakes[-1:] != [0]:
        mistakes.append(0)
        for x, label in zip(X, t, strict=True):
            if label * (dot(w, x) + b) <= 0:
                w = [wj + rate * label * xj for wj, xj in zip(w, x, strict=True)]
                b += rate * label
                mistakes[-1] += 1
    return w, b, mistakes


# Logistic regression; the intercept is the last weight, of a last column of ones ------


def logistic_gradient(w, X, y, l2):
    """Return the mean of (p - y) x over the samples, and the slope of the penalty."""
    gradient = [l2 * wj for wj in w[:-1]] + [0.0]
    for x, target in zip(X, y, strict=True):
        error = sigmoid(dot(w, x)) - target
        for j, xj in enumerate(x):
            gradient[j] += error * xj / len(X)
    return gradient


def logistic_batches(X, y, l2, rate, orders, size, decay=0.0):
    """Return w after one step per batch, in an order of the samples for each epoch.

    With batches of all samples it is gradient descent.
    """
    w = [0.0] * len(X[0])
    for epoch, order in enumerate(orders):
        for start in range(0, len(order), size):
            rows = order[start : start + size]
            gradient = logistic_gradient(
                w, [X[i] for i in rows], [y[i] for i in rows], l2
            )
            step = rate / (1 + decay * epoch)
            w = [wj - step * gj for wj, gj in zip(w, gradient, strict=True)]
    return w


def logistic_newton(X, y, l2, steps):
    """Return w after Newton's steps w ← w - H⁻¹ ∇L(w), none of which is halved."""
    m, w = len(X[0]), [0.0] * len(X[0])
    for _ in range(steps):
        H = [[l2 * (j == k < m - 1) for k in range(m)] for j in range(m)]
        for x in X:
            p = sigmoid(dot(w, x))
            for j in range(m):
                for k in range(m):
                    H[j][k] += p * (1 - p) * x[j] * x[k] / len(X)
        step = solved(H, logistic_gradient(w, X, y, l2))
        w = [wj - sj for wj, sj in zip(w, step, strict=True)]
    return w


def solved(A, b):
    """Return x with A x = b, by Gauss's elimination."""
    rows = [[*row, right] for row, right in zip(A, b, strict=True)]
    for i in range(len(rows)):
        largest = max(range(i, len(rows)), key=lambda r: abs(rows[r][i]))
        rows[i], rows[largest] = rows[largest], rows[i]
        for r in range(i + 1, len(rows)):
            factor = rows[r][i] / rows[i][i]
            rows[r] = [a - factor * c for a, c in zip(rows[r], rows[i], strict=True)]
    x = [0.0] * len(rows)
    for i in reversed(range(len(rows))):
        x[i] = (rows[i][-1] - dot(rows[i][i + 1 : -1], x[i + 1 :])) / rows[i][i]
    return x


# Networks -----------------------------------------------------------------------------

HIDDEN = {
    "sigmoid": (sigmoid, lambda a: a * (1 - a)),
    "tanh": (tanh, lambda a: 1 - a * a),
}


def softmax(z):
    e = [exp(zk - max(z)) for zk in z]
    return [ek / sum(e) for ek in e]


def network(X, Y, start, orders, size, rate, activation="sigmoid", top=("softmax", "")):
    """Return coefs, intercepts and each epoch's mean loss, after steps down batches.

    `top` is (output, loss), the names that `MLP` has for them.
    """
    W, b = [array.tolist() for array in start[0]], [v.tolist() for v in start[1]]
    f, slope = HIDDEN[activation]
    curve = []
    for order in orders:
        losses = []
        for first in range(0, len(order), size):
            rows = order[first : first + size]
            dW = [[[0.0] * len(row) for row in layer] for layer in W]
            db = [[0.0] * len(layer) for layer in b]
            for i in rows:
                A = [X[i]]
                for layer, (weights, biases) in enumerate(zip(W, b, strict=True)):
                    columns = zip(*weights, strict=True)
                    z = [
                        dot(A[-1], c) + bk
                        for c, bk in zip(columns, biases, strict=True)
                    ]
                    if layer < len(W) - 1:
                        A.append([f(zk) for zk in z])
                loss, delta = loss_and_error(z, Y[i], *top)
                losses.append(loss)
                for layer in reversed(range(len(W))):
                    for j, aj in enumerate(A[layer]):
                        for k, dk in enumerate(delta):
                            dW[layer][j][k] += aj * dk / len(rows)
                    for k, dk in enumerate(delta):
                        db[layer][k] += dk / len(rows)
                    if layer:
                        delta = [
                            dot(weights, delta) * slope(aj)
                            for weights, aj in zip(W[layer], A[layer], strict=True)
                        ]
            for layer in range(len(W)):
                for j, row in enumerate(dW[layer]):
                    for k, gradient in enumerate(row):
                        W[layer][j][k] -= rate * gradient
                for k, gradient in enumerate(db[layer]):
                    b[layer][k] -= rate * gradient
        curve.append(sum(losses) / len(losses))
    return W, b, curve


def loss_and_error(z, y, output, loss):
    """Return the loss of a sample and δ = dL/dz, from the derivatives as they stand."""
    if output == "identity":
        a = z
    else:
        a = softmax(z) if output == "softmax" else [sigmoid(zk) for zk in z]
    pairs = list(zip(a, y, strict=True))
    if output == "softmax" and loss != "squared_error":
        return -sum(yk * log(ak) for ak, yk in pairs), [ak - yk for ak, yk in pairs]
    if loss != "squared_error":
        costs = [yk * log(ak) + (1 - yk) * log(1 - ak) for ak, yk in pairs]
        return -sum(costs), [ak - yk for ak, yk in pairs]
    error = [ak - yk for ak, yk in pairs]
    cost = sum(e * e for e in error) / 2
    if output == "identity":
        return cost, error
    if output == "sigmoid":
        return cost, [e * ak * (1 - ak) for e, ak in zip(error, a, strict=True)]
    shared = dot(error, a)  # da_j/dz_k = a_j ((j = k) - a_k)
    return cost, [ak * (e - shared) for e, ak in zip(error, a, strict=True)]


def value_network(X, Y, start, orders, size, rate):
    """Return coefs and intercepts as the graph of `Value` learns them, softmax last."""
    W, b = [array.tolist() for array in start[0]], [v.tolist() for v in start[1]]
    for order in orders:
        for first in range(0, len(order), size):
            rows = order[first : first + size]
            W = [[[Value(w) for w in row] for row in layer] for layer in W]
            b = [[Value(bk) for bk in layer] for layer in b]
            loss = 0
            for i in rows:
                a = X[i]
                for layer, (weights, biases) in enumerate(zip(W, b, strict=True)):
                    columns = zip(*weights, strict=True)
                    z = [dot(c, a) + bk for c, bk in zip(columns, biases, strict=True)]
                    a = [zk.sigmoid() for zk in z] if layer < len(W) - 1 else z
                total = sum(zk.exp() for zk in z).log()
                loss = loss + total - dot(z, Y[i])
            (loss / len(rows)).backward()
            W = [
                [[w.data - rate * w.grad for w in row] for row in layer] for layer in W
            ]
            b = [[bk.data - rate * bk.grad for bk in layer] for layer in b]
    return W, b
