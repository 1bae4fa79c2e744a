"""Right programs that readers write, and none of which an exercise may refuse.

The reference is one way to solve a `Code` exercise. Here are others: with loops, with
NumPy's and SciPy's own functions, with lists, with fewer or more steps.
"""

import math

import numpy as np
from scipy import special

from lessons_pkg import (
    momentum_step,
    prelu_derivative,
    sigmoid,
    sigmoid_derivative,
)

PROGRAMS = {}


def solves(name):
    """Return a decorator that lists a program as a solution of an exercise."""

    def listed(function):
        PROGRAMS.setdefault(name, []).append(function)
        return function

    return listed


# Chapter 1


@solves("sigmoid.sigmoid-slope")
def slope_in_one_line(z):
    return sigmoid(z) * (1 - sigmoid(z))


@solves("sigmoid.sigmoid-slope")
def slope_by_symmetry(z):
    return sigmoid(z) * sigmoid(-np.asarray(z))


@solves("sigmoid.sigmoid-slope")
def slope_from_exponentials(z):
    e = np.exp(-z)
    return e / (1 + e) ** 2


@solves("sigmoid.sigmoid-slope")
def slope_of_scipy(z):
    p = special.expit(z)
    return p - p**2


@solves("sigmoid.sigmoid-slope")
def slope_entry_by_entry(z):
    if np.ndim(z):
        return [slope_entry_by_entry(entry) for entry in z]
    a = 1 / (1 + math.exp(-z))
    return a * (1 - a)


@solves("sigmoid.sigmoid-slope")
def slope_of_the_package(z):
    return sigmoid_derivative(z)


@solves("sigmoid.stable-sigmoid")
def sigmoid_from_the_absolute_value(z):
    e = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1, e) / (1 + e)


@solves("sigmoid.stable-sigmoid")
def sigmoid_by_masks(z):
    z = np.asarray(z, dtype=float)
    out = np.empty(z.shape)
    out[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    e = np.exp(z[z < 0])
    out[z < 0] = e / (1 + e)
    return out


@solves("sigmoid.stable-sigmoid")
def sigmoid_by_logarithms(z):
    return np.exp(-np.logaddexp(0, -np.asarray(z, dtype=float)))


@solves("sigmoid.stable-sigmoid")
def sigmoid_of_each_number(z):
    def one(x):
        if x >= 0:
            return 1 / (1 + math.exp(-x))
        return math.exp(x) / (1 + math.exp(x))

    return np.vectorize(one)(z)


# Chapter 2


@solves("chain_rule.neuron-derivatives")
def links(x, y, w, b):
    z = np.multiply(w, x) + b
    links = (sigmoid(z) - y) * sigmoid_derivative(z)
    return float(np.mean(links * x)), float(np.mean(links))


@solves("chain_rule.neuron-derivatives")
def sample_by_sample(x, y, w, b):
    x, y = np.atleast_1d(x), np.atleast_1d(y)
    dw = db = 0
    for i in range(len(x)):
        a = 1 / (1 + np.exp(-(w * x[i] + b)))
        dz = (a - y[i]) * a * (1 - a)
        dw += dz * x[i] / len(x)
        db += dz / len(x)
    return [dw, db]


@solves("chain_rule.neuron-derivatives")
def one_array(x, y, w, b):
    a = sigmoid(w * x + b)
    delta = np.ravel((a - y) * a * (1 - a))
    return np.array([delta @ np.ravel(x), delta.sum()]) / delta.size


@solves("chain_rule.central-difference")
def with_unit_vectors(f, x, h):
    steps = h * np.eye(len(x))
    return np.array([(f(x + s) - f(x - s)) / (2 * h) for s in steps])


@solves("chain_rule.central-difference")
def with_a_list(f, x, h):
    result = []
    for i in range(len(x)):
        right = np.array(x) + 0.0
        left = right.copy()
        right[i], left[i] = x[i] + h, x[i] - h
        result.append((f(right) - f(left)) / (right[i] - left[i]))
    return result


@solves("chain_rule.central-difference")
def put_back(f, x, h):
    x = x.astype(float)
    slopes = np.empty(x.shape)
    for i, old in enumerate(x.copy()):
        x[i] = old + h
        right = f(x)
        x[i] = old - h
        slopes[i] = (right - f(x)) / h / 2
        x[i] = old
    return slopes


@solves("chain_rule.central-difference")
def by_numpy(f, x, h):
    e = np.identity(x.size) * h
    return [np.gradient([f(x - s), f(x), f(x + s)], h)[1] for s in e]


@solves("value.quotient")
def quotient_as_a_product(u, v):
    inverse = 1 / v
    return u * inverse, inverse, -u * inverse * inverse


@solves("value.quotient")
def quotient_from_its_value(u, v):
    y = u / v
    return [y, y / u, -y / v]


# Chapter 3


@solves("perceptron.update")
def with_the_signs(w, b, x, t, rate):
    z = np.dot(w, x) + b
    if np.sign(z) == t:
        return w, b
    return w + t * rate * x, b + t * rate


@solves("perceptron.update")
def with_a_copy(w, b, x, t, rate):
    w = w.copy()
    if t * (sum(w * x) + b) <= 0:
        for j in range(len(w)):
            w[j] += rate * t * x[j]
        b += rate * t
    return [list(w), b]


@solves("perceptron.update")
def without_if(w, b, x, t, rate):
    step = rate * t * (t * (b + x @ w) <= 0)
    return w + step * x, b + step


@solves("coming_to_rest.my-margin")
def margin_of_one_arrow(X, t, w, b):
    theta = np.append(w, b)
    X_hat = np.column_stack([X, np.ones(len(X))])
    return np.min(t * (X_hat @ theta)) / np.linalg.norm(theta)


@solves("coming_to_rest.my-margin")
def margin_in_a_loop(X, t, w, b):
    length = (sum(w * w) + b * b) ** 0.5
    gaps = []
    for x, label in zip(X, t, strict=True):
        gaps.append(label * (x @ w + b) / length)
    return min(gaps)


# Chapter 4


@solves("logistic_regression.gradient")
def with_ones(X, y, w, b):
    ones = np.hstack([X, np.ones((len(X), 1))])
    slopes = ones.T @ (sigmoid(ones @ np.append(w, b)) - y) / X.shape[0]
    return slopes[:-1], slopes[-1]


@solves("logistic_regression.gradient")
def means_of_rows(X, y, w, b):
    p = 1 / (1 + np.exp(-(X @ w + b)))
    return ((p - y)[:, None] * X).mean(axis=0), (p - y).mean()


@solves("logistic_regression.gradient")
def loops(X, y, w, b):
    n, m = X.shape
    dw, db = np.zeros(m), 0.0
    for i in range(n):
        error = special.expit(X[i] @ w + b) - y[i]
        for j in range(m):
            dw[j] += error * X[i, j]
        db += error
    return list(dw / n), db / n


@solves("logistic_regression.gradient")
def einsum(X, y, w, b):
    delta = (sigmoid(np.einsum("ij,j->i", X, w) + b) - y) / len(y)
    return np.einsum("ij,i->j", X, delta), np.sum(delta)


@solves("logistic_regression.stable-loss")
def by_logaddexp(y, z):
    return np.mean(np.logaddexp(0, (1 - 2 * y) * z))


@solves("logistic_regression.stable-loss")
def by_both_logarithms(y, z):
    z = np.asarray(z, dtype=float)
    losses = y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z)
    return losses.mean()


@solves("logistic_regression.stable-loss")
def by_scipy(y, z):
    z = np.asarray(z, dtype=float)
    return -np.mean(y * special.log_expit(z) + (1 - y) * special.log_expit(-z))


@solves("logistic_regression.stable-loss")
def by_the_wrong_side(y, z):
    s = np.where(np.equal(y, 1), -z, z)
    return np.average(np.maximum(s, 0) + np.log1p(np.exp(-np.abs(s))))


@solves("logistic_regression.stable-loss")
def by_loop(y, z):
    losses = []
    for label, logit in zip(np.atleast_1d(y), np.atleast_1d(z), strict=True):
        wrong = logit if label == 0 else -logit
        losses.append(max(wrong, 0) + math.log1p(math.exp(-abs(wrong))))
    return sum(losses) / len(losses)


# Chapter 5


@solves("backprop.backward")
def from_activations(X, Y, Z1, A1, A2, W2):
    n = X.shape[0]
    dZ2 = A2 - Y
    dZ1 = np.dot(dZ2, W2.T) * A1 * (1 - A1)
    db1, db2 = np.mean(dZ1, axis=0), np.mean(dZ2, axis=0)
    return X.T.dot(dZ1) / n, db1, A1.T.dot(dZ2) / n, db2


@solves("backprop.backward")
def one_sample_at_a_time(X, Y, Z1, A1, A2, W2):
    dW1, dW2 = np.zeros((X.shape[1], Z1.shape[1])), np.zeros(W2.shape)
    db1, db2 = np.zeros(Z1.shape[1]), np.zeros(W2.shape[1])
    for x, y, a1, a2 in zip(X, Y, A1, A2, strict=True):
        delta2 = a2 - y
        delta1 = (W2 @ delta2) * a1 * (1 - a1)
        dW1 += np.outer(x, delta1) / len(X)
        dW2 += np.outer(a1, delta2) / len(X)
        db1 += delta1 / len(X)
        db2 += delta2 / len(X)
    return [dW1, db1, dW2, db2]


@solves("backprop.backward")
def by_einsum(X, Y, Z1, A1, A2, W2):
    delta2 = (A2 - Y) / len(Y)
    delta1 = np.einsum("nk,hk->nh", delta2, W2) * special.expit(Z1) * special.expit(-Z1)
    ones = np.ones(len(X))
    return X.T @ delta1, ones @ delta1, A1.T @ delta2, ones @ delta2


@solves("backprop.learn-xor")
def learn_with_copies(X, Y, W1, b1, W2, b2, rate, epochs):
    W1, b1, W2, b2 = (np.array(a) for a in (W1, b1, W2, b2))
    n = X.shape[0]
    while epochs > 0:
        A1 = 1 / (1 + np.exp(-(X @ W1 + b1)))
        A2 = 1 / (1 + np.exp(-(A1 @ W2 + b2)))
        d2 = A2 - Y
        d1 = np.dot(d2, W2.T) * A1 * (1 - A1)
        W2 -= rate / n * A1.T @ d2
        b2 -= rate / n * d2.sum(0)
        W1 -= rate / n * X.T @ d1
        b1 -= rate / n * d1.sum(0)
        epochs -= 1
    return W1, b1, W2, b2


@solves("backprop.learn-xor")
def learn_with_bias_columns(X, Y, W1, b1, W2, b2, rate, epochs):
    ones = np.ones((len(X), 1))
    X = np.hstack([X, ones])
    V1, V2 = np.vstack([W1, b1]), np.vstack([W2, b2])
    for _ in range(epochs):
        A1 = np.hstack([sigmoid(X @ V1), ones])
        delta2 = (sigmoid(A1 @ V2) - Y) / len(X)
        delta1 = (delta2 @ V2.T * A1 * (1 - A1))[:, :-1]
        V1, V2 = V1 - rate * X.T @ delta1, V2 - rate * A1.T @ delta2
    return V1[:-1], V1[-1], V2[:-1], V2[-1]


# Chapter 6


@solves("activations.prelu-backward")
def with_masks(dA, Z, alpha):
    left = Z <= 0
    dZ = dA.copy()
    dZ[left] *= alpha
    return dZ, sum(dA[left] * Z[left])


@solves("activations.prelu-backward")
def entry_by_entry(dA, Z, alpha):
    rows, columns = Z.shape
    dZ, dalpha = np.empty(dA.shape), 0.0
    for i in range(rows):
        for j in range(columns):
            dZ[i, j] = dA[i, j] if Z[i, j] > 0 else dA[i, j] * alpha
            dalpha += dA[i, j] * min(Z[i, j], 0)
    return [dZ, dalpha]


@solves("activations.prelu-backward")
def with_the_packages_function(dA, Z, alpha):
    dZ = dA * prelu_derivative(Z, alpha)
    return dZ, np.vdot(dA, np.clip(Z, None, 0))


# Chapter 7


@solves("softmax.softmax-rows")
def softmax_of_scipy(Z):
    return special.softmax(Z, axis=1)


@solves("softmax.softmax-rows")
def row_by_row(Z):
    rows = []
    for z in Z:
        e = [math.exp(each - max(z)) for each in z]
        rows.append([each / sum(e) for each in e])
    return rows


@solves("softmax.softmax-rows")
def over_the_transpose(Z):
    shifted = Z.T - np.max(Z, axis=1)
    e = np.exp(shifted)
    return (e / e.sum(axis=0)).T


@solves("softmax.softmax-rows")
def by_log_sum_exp(Z):
    top = Z.max(axis=1)[:, np.newaxis]
    logs = top + np.log(np.exp(Z - top).sum(axis=1))[:, np.newaxis]
    return np.exp(Z - logs)


# Chapter 4a


@solves("newton.newton-step")
def both_without_the_mean(X, y, w):
    p = sigmoid(X @ w)
    H = (X.T * (p * (1 - p))) @ X
    return w + np.linalg.solve(H, X.T @ (y - p))


@solves("newton.newton-step")
def by_the_inverse(X, y, w):
    p = 1 / (1 + np.exp(-X @ w))
    gradient = np.mean((p - y)[:, None] * X, axis=0)
    H = np.einsum("i,ij,ik->jk", sigmoid_derivative(X @ w), X, X) / len(X)
    return w - np.linalg.inv(H) @ gradient


@solves("newton.newton-step")
def rows_one_by_one(X, y, w):
    m = len(w)
    gradient, H = np.zeros(m), np.zeros((m, m))
    for row, label in zip(X, y, strict=True):
        p = special.expit(row @ w)
        gradient += (p - label) * row
        H += p * (1 - p) * np.outer(row, row)
    return w - np.linalg.solve(H, gradient)


@solves("newton.newton-step")
def as_a_line_that_is_fitted(X, y, w):
    z = X @ w
    p = sigmoid(z)
    S = p * (1 - p)
    return np.linalg.solve(X.T @ (S[:, None] * X), X.T @ (S * z + y - p))


# Chapter 4b


@solves("how_sure.interval")
def by_a_comparison_of_arrays(values, log_likelihoods, cut):
    kept = np.asarray(values)[log_likelihoods >= np.max(log_likelihoods) - cut]
    return kept.min(), kept.max()


@solves("how_sure.interval")
def by_the_distance_from_the_best(values, log_likelihoods, cut):
    drops = log_likelihoods.max() - log_likelihoods
    return min(values[drops <= cut]), max(values[drops <= cut])


@solves("how_sure.interval")
def value_by_value(values, log_likelihoods, cut):
    best = values[np.argmax(log_likelihoods)]
    low = high = best
    for value, ll in zip(values, log_likelihoods, strict=True):
        if log_likelihoods.max() - ll <= cut:
            low, high = min(low, value), max(high, value)
    return low, high


@solves("how_sure.interval")
def in_sorted_order(values, log_likelihoods, cut):
    order = np.argsort(values)
    inside = np.flatnonzero(log_likelihoods[order] + cut >= log_likelihoods.max())
    return values[order[inside[0]]], values[order[inside[-1]]]


# Chapter 8


@solves("optimisation.descend")
def by_the_heavy_ball(H, w, rate, momentum, steps):
    before = w
    for _ in range(steps):
        w, before = w - rate * (H @ w) + momentum * (w - before), w
    return w


@solves("optimisation.descend")
def in_place_on_a_copy(H, w, rate, momentum, steps):
    w, v, k = w.copy(), 0, 0
    while k < steps:
        v = H.dot(w) + momentum * v
        w -= rate * v
        k += 1
    return w


@solves("optimisation.descend")
def with_the_packages_step(H, w, rate, momentum, steps):
    velocity = 0.0
    for _ in range(steps):
        w, velocity = momentum_step(w, H @ w, velocity, rate, momentum)
    return w


# Chapter 9


@solves("digits.confusion")
def by_add_at(truth, guess, k):
    counts = np.zeros((k, k), int)
    np.add.at(counts, (truth, guess), 1)
    return counts


@solves("digits.confusion")
def by_bincount(truth, guess, k):
    flat = np.bincount(k * np.asarray(truth) + guess, minlength=k * k)
    return flat.reshape(k, k)


@solves("digits.confusion")
def by_one_hot_columns(truth, guess, k):
    return (np.eye(k)[truth].T @ np.eye(k)[guess]).astype(int)


@solves("digits.confusion")
def one_pair_at_a_time(truth, guess, k):
    counts = []
    for i in range(k):
        counts.append([((truth == i) & (guess == j)).sum() for j in range(k)])
    return counts
