"""What the models share: their hyperparameters, and the checks of X and y.

`Estimator` keeps scikit-learn's conventions without importing it, so that `clone`,
`cross_val_score` and a `Pipeline` accept the models of the course. How a model learns
and predicts is in its own module.
"""

import inspect
import warnings

import numpy as np

from lessons_pkg._validation import choice, finite_number, real_array


class ConvergenceWarning(UserWarning):
    """A fit has ended without reaching what it looked for."""


class Estimator:
    """Base of the models: hyperparameters that can be read, set and shown.

    A model's `__init__` takes keywords only and stores each under its own name,
    unchecked; `fit` checks them. What `fit` learns ends in an underscore.

    Examples
    --------
    >>> class Line(Estimator):
    ...     def __init__(self, *, slope=1.0, height=0.0):
    ...         self.slope, self.height = slope, height
    >>> Line(slope=2.0)
    Line(slope=2.0)
    >>> Line().set_params(height=3.0).get_params()
    {'slope': 1.0, 'height': 3.0}
    """

    _estimator_type = "classifier"  # these two are what scikit-learn asks for
    _multi_class = False

    def get_params(self, deep=True):
        """Return the hyperparameters by name; `deep` is there for scikit-learn."""
        return {name: getattr(self, name) for name in _defaults(self)}

    def set_params(self, **params):
        """Set hyperparameters, which the model must have, and return the model."""
        for name in params:
            choice(name, "a hyperparameter", tuple(_defaults(self)))
        for name, value in params.items():
            setattr(self, name, value)
        return self

    def score(self, X, y):
        """Return the accuracy: the share of samples whose label is predicted."""
        X, y = check_X_y(X, y)
        return float(np.mean(self.predict(X) == y))

    def _check_fitted_X(self, X):
        if not hasattr(self, "n_features_in_"):
            name = type(self).__name__
            raise ValueError(f"This {name} has not learned yet: call fit(X, y) first.")
        return check_X(X, self.n_features_in_)

    def _too_fast(self, what):
        return (
            f"{what} with learning_rate={self.learning_rate}: "
            "take a smaller one, or standardise X."
        )

    def _warn(self, message):
        warnings.warn(message, ConvergenceWarning, stacklevel=3)  # points to the reader

    def __repr__(self):
        changed = [
            f"{name}={getattr(self, name)!r}"
            for name, default in _defaults(self).items()
            if repr(getattr(self, name)) != repr(default)
        ]
        return f"{type(self).__name__}({', '.join(changed)})"

    def __sklearn_tags__(self):
        from sklearn.utils import ClassifierTags, RegressorTags, Tags, TargetTags

        return Tags(
            estimator_type=self._estimator_type,
            target_tags=TargetTags(required=True),
            classifier_tags=ClassifierTags(multi_class=self._multi_class),
            regressor_tags=RegressorTags(),
        )


def _defaults(model):
    parameters = inspect.signature(type(model).__init__).parameters.values()
    return {p.name: p.default for p in parameters if p.name != "self"}


def positive_number(value, name, or_zero=False):
    """Return a hyperparameter as a finite float above 0, or of at least 0."""
    number = finite_number(value, name)
    if number < 0 or (number == 0 and not or_zero):
        wanted = "at least 0" if or_zero else "positive"
        raise ValueError(f"{name} must be {wanted}, but it is {number}.")
    return number


def check_X(X, features=None):
    """Return X as a float64 matrix, one row per sample, that the caller only reads.

    It is not copied without need. `features` is the m that a model has learned from.

    Raises
    ------
    TypeError, ValueError
        If X is no real, finite matrix with a row, a column and m features.

    Examples
    --------
    >>> check_X([[1, 2], [3, 4]])
    array([[1., 2.],
           [3., 4.]])
    """
    X = real_array(X, "X")
    if X.ndim != 2:
        raise ValueError(
            "X must have two dimensions, rows of samples and columns of features, "
            f"but its shape is {X.shape}."
        )
    if X.size == 0:
        raise ValueError(f"X must not be empty, but its shape is {X.shape}.")
    if features is not None and X.shape[1] != features:
        raise ValueError(
            f"X must have the {features} features that the model has learned from, "
            f"but it has {X.shape[1]}."
        )
    X = np.ascontiguousarray(X, dtype=np.float64)
    if not np.isfinite(X).all():
        raise ValueError("X must be finite, but it holds nan or infinity.")
    return X


def check_X_y(X, y):
    """Return X as `check_X` does, and y as a vector with one label per row of X.

    A column y of shape (n, 1) is refused, for it would broadcast to (n, n).

    Raises
    ------
    TypeError, ValueError
        If X is no such matrix, or y no such vector.

    Examples
    --------
    >>> X, y = check_X_y([[1], [2]], ["edible", "toxic"])
    >>> X.shape, y.shape
    ((2, 1), (2,))
    """
    X, y = check_X(X), label_array(y)
    if y.ndim != 1:
        raise ValueError(f"y must have one dimension, but its shape is {y.shape}.")
    if len(y) != len(X):
        raise ValueError(
            "X and y must have one row and one label for each sample, "
            f"but X has {len(X)} rows and y has {len(y)} labels."
        )
    return X, y


def label_array(y):
    """Return y as an array of numbers or text, of any shape."""
    try:
        y = np.asarray(y)
    except ValueError:
        raise ValueError("y must be rectangular, but its rows differ.") from None
    if y.dtype.kind == "f" and not np.isfinite(y).all():
        raise ValueError("y must be finite, but it holds nan or infinity.")
    return y


def label_classes(y, two=False):
    """Return the sorted classes among the labels y, and for each label its index.

    Raises
    ------
    TypeError, ValueError
        If labels cannot be sorted, or are of one class, or with `two` of more than two.

    Examples
    --------
    >>> [part.tolist() for part in label_classes(np.array(["no", "yes", "no"]))]
    [['no', 'yes'], [0, 1, 0]]
    """
    try:
        classes, index = np.unique(y, return_inverse=True)
    except TypeError:
        raise TypeError("y must hold labels of one kind, but it mixes them.") from None
    if len(classes) < 2:
        raise ValueError(f"y must hold at least two classes, but all are {y[0]}.")
    if two and len(classes) > 2:
        raise ValueError(f"y must hold two classes, but it holds {len(classes)}.")
    return classes, index
