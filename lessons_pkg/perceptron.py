"""Rosenblatt's perceptron, which learns a dividing line from its mistakes alone.

Beside the model stand the two numbers of its convergence theorem: how wide a gap a line
leaves between the classes, and how many mistakes such a gap allows. More than two
classes, the averaged perceptron and a line chosen for its margin are not here.
"""

import numpy as np

from lessons_pkg._validation import finite_array, truth, whole_number
from lessons_pkg.estimator import (
    Estimator,
    check_X_y,
    column_names,
    label_classes,
    positive_number,
    weighted,
)

LARGE = 1e50  # what stays below it can be multiplied and added up without overflow
RECORDED = 1000  # updates that a model remembers one by one


class Perceptron(Estimator):
    """A unit that says which side of w·x + b = 0 a sample lies on.

    With t = ±1 for the label, a sample is a mistake where t(w·x + b) ≤ 0, and then
    w ← w + η t x and b ← b + η t, starting from zeros. An epoch visits every sample
    once; learning ends after an epoch without a mistake, or after `epochs` of them.
    Classes that no line divides never come to rest: `converged_` is False then, and
    no warning is given, for that is an answer too.

    Parameters
    ----------
    learning_rate : float
        η > 0. It scales w and b alike and so, but for rounding, moves no line.
    epochs : int
        The most that are run, at least 1.
    shuffle : bool
        Whether each epoch visits the samples in a new random order, not row by row.
    seed : int
        Of those orders.

    Attributes
    ----------
    classes_ : ndarray, shape (2,)
        The labels, sorted; the second has t = +1.
    coef_, intercept_ : ndarray, shapes (1, m) and (1,)
        w and b.
    mistakes_ : ndarray of int, shape (epochs run,)
        Mistakes in each epoch, one update for each.
    n_iter_, converged_ : int, bool
        Epochs run, and whether the last was without a mistake.
    path_ : ndarray, shape (k + 1, m + 1)
        w and, last, b: zeros first, then as they were after each update. Of a longer
        path the first k = 1000 updates are kept.
    updated_by_ : ndarray of int, shape (k,)
        The row of X that made each of these updates.

    References
    ----------
    Rosenblatt (1958), "The perceptron: a probabilistic model for information storage
    and organization in the brain", Psychological Review 65, 386-408.

    Examples
    --------
    >>> X, y = [[0, 0], [0, 1], [1, 0], [1, 1]], ["no", "no", "no", "yes"]
    >>> model = Perceptron().fit(X, y)
    >>> model.predict(X).tolist(), model.mistakes_.tolist()
    (['no', 'no', 'no', 'yes'], [2, 3, 3, 2, 2, 3, 2, 1, 0])
    """

    def __init__(self, *, learning_rate=1.0, epochs=100, shuffle=False, seed=0):
        self.learning_rate, self.epochs = learning_rate, epochs
        self.shuffle, self.seed = shuffle, seed

    def fit(self, X, y, sample_weight=None):
        """Learn from X, (n, m), and its labels y of two kinds, (n,); return the model.

        With `sample_weight`, (n,), a sample's updates are that many times as long,
        where the weights are divided by their mean; one of weight 0 takes no part.

        Raises
        ------
        TypeError, ValueError
            If X, y or a hyperparameter is not what it should be.
        """
        rate = positive_number(self.learning_rate, "learning_rate")
        epochs = whole_number(self.epochs, "epochs", minimum=1)
        shuffle = truth(self.shuffle, "shuffle")
        rng = np.random.default_rng(whole_number(self.seed, "seed"))
        names, (X, t, classes) = column_names(X), _signed(X, y)
        X, t, weights = weighted(X, t, sample_weight)
        weights = np.ones(len(X)) if weights is None else weights
        if (largest := max(rate, np.abs(X).max())) >= LARGE:
            raise ValueError(
                f"X and learning_rate must be below {LARGE:g}, but one is {largest:g}."
            )
        n, m = X.shape
        w, b = np.zeros(m), 0.0
        mistakes, path, updated_by = [], [np.append(w, b)], []
        while len(mistakes) < epochs and mistakes[-1:] != [0]:
            mistakes.append(0)
            for i in rng.permutation(n) if shuffle else range(n):
                if t[i] * (w @ X[i] + b) <= 0:
                    w += rate * weights[i] * t[i] * X[i]
                    b += rate * weights[i] * t[i]
                    mistakes[-1] += 1
                    if len(updated_by) < RECORDED:
                        path.append(np.append(w, b))
                        updated_by.append(i)

        self._remember_features(X, names)
        self.classes_ = classes
        self.coef_, self.intercept_ = w[np.newaxis], np.array([b])
        self.mistakes_, self.n_iter_ = np.array(mistakes), len(mistakes)
        self.converged_ = mistakes[-1] == 0
        self.path_, self.updated_by_ = np.array(path), np.array(updated_by)
        return self

    def decision_function(self, X):
        """Return z = w·x + b for each row of X, of shape (n,)."""
        X = self._check_fitted_X(X)
        return X @ self.coef_[0] + self.intercept_[0]

    def predict(self, X):
        """Return for each row the second class where z ≥ 0, as `step` does."""
        z = self.decision_function(X)
        return self.classes_[(z >= 0).astype(int)]


def margin(X, y, w, b):
    """Return γ = min t(w·x + b) / √(‖w‖² + b²), the gap that a line leaves.

    It is the distance from the plane through the origin with the normal (w, b) to the
    nearest point (x, 1), and negative where a sample lies on the wrong side.

    Parameters
    ----------
    X : array_like of float, shape (n, m)
    y : array_like, shape (n,)
        Labels of two kinds; the larger has t = +1, the other t = -1.
    w, b : array_like of float
        m weights and one bias; a model's `coef_` and `intercept_` will do.

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        If X, y, w or b is not such data, or w and b are all 0.

    Examples
    --------
    >>> print(f"{margin([[0.0], [2.0]], [0, 1], w=1.0, b=-1.0):.4f}")
    0.7071
    """
    X, t, _ = _signed(X, y)
    w, b = finite_array(w, "w").ravel(), finite_array(b, "b").ravel()
    if (w.size, b.size) != (X.shape[1], 1):
        raise ValueError(
            f"w must have {X.shape[1]} weights and b be one number, "
            f"but they have {w.size} and {b.size}."
        )
    normal = np.append(w, b)
    if not normal.any():
        raise ValueError("w and b must give a line, but all are 0.")
    normal /= np.linalg.norm(normal)
    return float((t * (X @ normal[:-1] + normal[-1])).min())


def mistake_bound(X, y, w, b):
    """Return R²/γ², which the mistakes of a perceptron on X, y never exceed.

    R² = max ‖x‖² + 1 and γ is the `margin` of any line w, b that divides the classes.
    It holds for every learning rate and every order of the samples, over all epochs.

    Parameters
    ----------
    X, y, w, b
        As in `margin`, which must be positive; if not, that is a ValueError too.

    Returns
    -------
    float

    References
    ----------
    Novikoff (1962), "On convergence proofs on perceptrons", Proceedings of the
    Symposium on the Mathematical Theory of Automata 12, 615-622.

    Examples
    --------
    >>> print(f"{mistake_bound([[0.0], [2.0]], [0, 1], w=1.0, b=-1.0):.4f}")
    10.0000
    """
    gap = margin(X, y, w, b)
    if gap <= 0:
        raise ValueError(f"w and b must divide the classes, but the margin is {gap:g}.")
    radius_squared = (np.asarray(X, dtype=float) ** 2).sum(axis=1).max() + 1
    return float(radius_squared / gap**2)


def _signed(X, y):
    """Return X, the labels as t = ±1, and the two classes."""
    X, y = check_X_y(X, y)
    classes, index = label_classes(y, two=True)
    return X, 2.0 * index - 1, classes
