"""What the models share: scikit-learn's conventions, and the way of X and y into a fit.

`Estimator` keeps the conventions without importing scikit-learn, so that `clone`,
`cross_val_score` and a `Pipeline` accept the models of the course. Below it stand the
checks of X and y, the columns that labels become and how they come back, and `Trace`,
the record of a run. How a model learns and predicts is in its own module.
"""

import copy
import functools
import numbers
import sys
import types
import warnings
from typing import NamedTuple

import numpy as np

from lessons_pkg._validation import (
    choice,
    finite_array,
    finite_number,
    real_array,
    whole_number,
)


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

    _estimator_type = "classifier"  # these three are what scikit-learn asks for
    _multi_class = False
    _multi_output = False

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

    def score(self, X, y, sample_weight=None):
        """Return the accuracy: the share of samples whose label is predicted.

        With `sample_weight`, of shape (n,), it is the share of their weight.
        """
        return accuracy(y, self.predict(X), self.classes_, sample_weight)

    def _remember_features(self, X, names):
        """Remember how many columns the X of a fit has and, of a DataFrame, which."""
        self.n_features_in_ = X.shape[1]
        vars(self).pop("feature_names_in_", None)
        if names is not None:
            self.feature_names_in_ = np.array(names, dtype=object)

    def _check_fitted_X(self, X):
        """Return an X to predict from, which must have the features of the fit."""
        name = type(self).__name__
        if not hasattr(self, "n_features_in_"):
            raise _not_fitted(f"This {name} has not learned yet: call fit(X, y) first.")
        learned, given = getattr(self, "feature_names_in_", None), column_names(X)
        if learned is not None and given is not None and given != learned.tolist():
            raise ValueError(
                "The feature names should match those that were passed during fit: "
                f"there they were {_brief(learned)}, and here they are {_brief(given)}."
            )
        if learned is None and given is not None:
            _warn(f"X has feature names, but {name} was fitted without feature names.")
        if learned is not None and given is None:
            _warn(
                f"X does not have valid feature names, but {name} was fitted with "
                "feature names."
            )
        X = check_X(X)
        if X.shape[1] != self.n_features_in_:
            raise ValueError(
                f"X has {X.shape[1]} features, but {name} is expecting "
                f"{self.n_features_in_} features as input."
            )
        return X

    def _too_fast(self, what):
        return (
            f"{what} with learning_rate={self.learning_rate}: "
            "take a smaller one, or standardise X."
        )

    def _warn(self, message):
        _warn(message, ConvergenceWarning)

    def __repr__(self):
        changed = [
            f"{name}={getattr(self, name)!r}"
            for name, default in _defaults(self).items()
            if repr(getattr(self, name)) != repr(default)
        ]
        return f"{type(self).__name__}({', '.join(changed)})"

    def __sklearn_tags__(self):
        from sklearn.utils import ClassifierTags, RegressorTags, Tags, TargetTags

        is_classifier = self._estimator_type == "classifier"
        return Tags(
            estimator_type=self._estimator_type,
            target_tags=TargetTags(required=True, multi_output=self._multi_output),
            classifier_tags=ClassifierTags(multi_class=self._multi_class)
            if is_classifier
            else None,
            regressor_tags=None if is_classifier else RegressorTags(),
        )


class for_classifiers:
    """Make a method that a model has only where it predicts classes, not numbers.

    Examples
    --------
    >>> class Model(Estimator):
    ...     _estimator_type = "regressor"
    ...
    ...     @for_classifiers
    ...     def predict_proba(self, X):
    ...         return X
    >>> hasattr(Model(), "predict_proba")
    False
    """

    def __init__(self, method):
        self.method = method
        functools.update_wrapper(self, method)

    def __get__(self, model, owner):
        if model is None:
            return self.method
        if model._estimator_type != "classifier":
            raise AttributeError(
                f"{model!r} predicts numbers, and so has no {self.method.__name__}."
            )
        return types.MethodType(self.method, model)


def _defaults(model):
    """Return the hyperparameters with their defaults, in the order of `__init__`."""
    return getattr(type(model).__init__, "__kwdefaults__", None) or {}


def _warn(message, category=UserWarning):
    """Warn at the reader's own line, the first one outside of this package."""
    frame, level = sys._getframe(), 1
    while frame.f_back and frame.f_globals["__name__"].startswith("lessons_pkg."):
        frame, level = frame.f_back, level + 1
    warnings.warn(message, category, stacklevel=level)


def _not_fitted(message):
    """Return scikit-learn's own kind of ValueError where it is installed."""
    try:
        from sklearn.exceptions import NotFittedError
    except ImportError:
        return ValueError(message)
    return NotFittedError(message)


def positive_number(value, name, or_zero=False):
    """Return a hyperparameter as a finite float above 0, or of at least 0."""
    number = finite_number(value, name)
    if number < 0 or (number == 0 and not or_zero):
        wanted = "at least 0" if or_zero else "positive"
        raise ValueError(f"{name} must be {wanted}, but it is {number}.")
    return number


# X ------------------------------------------------------------------------------------


def check_X(X):
    """Return X as a float64 matrix, one row per sample, that the caller only reads.

    It is not copied without need. A DataFrame, or an array of Python objects, is
    converted if all it holds are numbers and booleans; text is never taken for numbers.

    Raises
    ------
    TypeError, ValueError
        If X is no real, finite matrix with a row and a column.

    Examples
    --------
    >>> check_X([[1, 2], [3, 4]])
    array([[1., 2.],
           [3., 4.]])
    """
    _refuse_sparse(X, "X")
    names = column_names(X)
    X = _numbers_in(X, names)
    if X.ndim != 2:
        raise ValueError(
            "X must have two dimensions, rows of samples and columns of features, but "
            f"its shape is {X.shape}: Reshape your data, with X.reshape(-1, 1) for one "
            "feature or X.reshape(1, -1) for one sample."
        )
    for count, what in zip(X.shape, ("sample", "feature"), strict=True):
        if count == 0:
            raise ValueError(
                f"X must not be empty: it has 0 {what}(s) (shape={X.shape}) while a "
                "minimum of 1 is required."
            )
    X = np.ascontiguousarray(X, dtype=np.float64)
    if not np.isfinite(X).all():
        row, column = np.argwhere(~np.isfinite(X))[0]
        place = column if names is None else repr(names[column])
        raise ValueError(
            "X must be finite, but it holds nan or infinity, first in row "
            f"{row}, column {place}."
        )
    return X


def column_names(X):
    """Return the names of a DataFrame's columns, or None unless all are text."""
    names = list(getattr(X, "columns", ()))
    return names if names and all(isinstance(name, str) for name in names) else None


def _refuse_sparse(array, name):
    if hasattr(array, "tocsr"):
        raise TypeError(
            f"{name} must be dense, but it is a sparse matrix: "
            f"convert it with {name}.toarray()."
        )


def _numbers_in(X, names):
    """Return X as an array of numbers; where it holds objects, column by column."""
    try:
        array = np.asarray(X)
    except ValueError:
        return real_array(X, "X")  # which says that its rows differ
    if array.dtype.kind == "c":
        raise ValueError(
            "Complex data not supported: X must hold real numbers, but it holds "
            "complex numbers."
        )
    if array.dtype.kind != "O" or array.ndim != 2:
        return real_array(X, "X")
    matrix = np.empty(array.shape)
    for j, column in enumerate(array.T):
        where = f"Column {names[j]!r} of X" if names else f"X, column {j},"
        for i, value in enumerate(column):
            if not _is_number(value):
                raise TypeError(
                    f"{where} must hold numbers, but row {i} holds {_what(value)}."
                )
            try:
                matrix[i, j] = value
            except OverflowError:
                raise ValueError(
                    f"{where} must hold numbers that fit into a float, but row {i} "
                    "holds a larger one."
                ) from None
    return matrix


def _is_number(value):
    is_complex = isinstance(value, complex)  # np.complex128 too
    return isinstance(value, numbers.Number | np.bool_) and not is_complex


def _is_missing(value):
    """Say whether it is None, nan, NaT or pandas' NA, which equals not even itself."""
    try:
        return value is None or bool(value != value)
    except (TypeError, ValueError):
        return True


def _what(value):
    if _is_missing(value):
        return f"{value}, a missing value"
    kind = "the text " if isinstance(value, str) else ""
    return f"{kind}{value!r}" if len(repr(value)) < 60 else f"a {type(value).__name__}"


def _brief(values):
    """List some labels or names for a sentence.

    Examples
    --------
    >>> _brief(["a", "b", "c"]), _brief(range(9))
    ("'a', 'b' and 'c'", '0, 1, 2, 3, …')
    """
    shown = [repr(getattr(v, "item", lambda v=v: v)()) for v in list(values)[:5]]
    if len(values) > 5:
        return ", ".join([*shown[:4], "…"])
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))


# y ------------------------------------------------------------------------------------


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
    X, y = check_X(X), label_vector(y)
    check_rows(X, y)
    return X, y


def check_rows(X, y):
    """Refuse a y that does not have one entry, or one row, for each row of X."""
    if len(y) != len(X):
        raise ValueError(
            "X and y must have one row and one label for each sample, "
            f"but X has {len(X)} rows and y has {len(y)} labels."
        )


def label_array(y):
    """Return y as an array of numbers or of labels, of any shape."""
    if y is None:
        raise ValueError("fit requires y to be passed, but the target y is None.")
    _refuse_sparse(y, "y")
    try:
        array = np.asarray(y)
    except ValueError:
        raise ValueError("y must be rectangular, but its rows differ.") from None
    if array.dtype.kind in "US":  # NumPy makes text of the numbers beside text
        array = np.asarray(y, dtype=object)
    if array.dtype.kind == "O":
        array = _labels_in(array)
    if array.dtype.kind == "c":
        raise ValueError("Complex data not supported: y holds complex numbers.")
    if array.dtype.kind == "f" and not np.isfinite(array).all():
        raise ValueError("y must be finite, but it holds nan or infinity.")
    if array.dtype.kind in "mM" and np.isnat(array).any():
        raise ValueError("y must not hold missing values, but it holds NaT.")
    return array


def _labels_in(array):
    """Return an array of objects as what it holds: numbers, text, or other labels."""
    values = array.ravel().tolist()
    if missing := [value for value in values if _is_missing(value)]:
        raise ValueError(f"y must not hold missing values, but it holds {missing[0]}.")
    if all(map(_is_number, values)) or any(isinstance(v, complex) for v in values):
        return np.array(values).reshape(array.shape)
    if all(isinstance(value, str) for value in values):
        return array.astype(str)
    if any(isinstance(value, str) for value in values):
        raise TypeError("y must hold labels of one kind, but it mixes them.")
    return array


def label_vector(y):
    """Return y as a vector of labels or numbers, one for each sample.

    Raises
    ------
    TypeError, ValueError
        If y is something else; for a column, and for one column a class, the message
        says how to make a vector of it.
    """
    y = label_array(y)
    if y.ndim == 1:
        return y
    advice = ""
    if y.ndim == 2 and y.shape[1] == 1:
        advice = ": np.ravel(y) makes a vector of a column"
    elif y.ndim == 2 and _is_one_hot(y):
        advice = ": y.argmax(axis=1) makes labels of one column for each class"
    raise ValueError(f"y must have one dimension, but its shape is {y.shape}{advice}.")


def _is_one_hot(Y):
    return Y.dtype.kind in "biuf" and bool((np.sort(Y)[:, :-1] == 0).all())


def label_classes(y, two=False):
    """Return the sorted classes among the labels y, and for each label its index.

    Raises
    ------
    TypeError, ValueError
        If labels cannot be sorted, are more than two and fractions, or are of one
        class, or with `two` of more than two.

    Warns
    -----
    UserWarning
        If more than half of more than 20 samples have a class of their own, as numbers
        to predict would have.

    Examples
    --------
    >>> [part.tolist() for part in label_classes(np.array(["no", "yes", "no"]))]
    [['no', 'yes'], [0, 1, 0]]
    """
    if y.dtype.kind == "f" and (y % 1).any() and len(np.unique(y)) > 2:
        raise ValueError(
            "Unknown label type: y must hold labels, but it holds continuous numbers "
            f"such as {y[y % 1 != 0][0]:g} (MLP(output='identity') predicts numbers)."
        )
    try:
        classes, index = np.unique(y, return_inverse=True)
    except TypeError:
        raise TypeError("y must hold labels of one kind, but it mixes them.") from None
    if len(classes) < 2:
        raise ValueError(
            f"y must hold two classes, but it holds one class, {_brief(classes)}."
        )
    if two and len(classes) > 2:
        raise ValueError(
            "Only binary classification is supported: y must hold two classes, but it "
            f"holds {len(classes)}, {_brief(classes)}."
        )
    if len(y) > 20 and len(classes) > len(y) / 2:
        _warn(
            f"y holds {len(classes)} classes for {len(y)} samples, which looks like "
            "numbers to predict: MLP(output='identity') predicts numbers."
        )
    return classes, index


def check_weights(sample_weight, n):
    """Return n weights for samples, all 1 where `sample_weight` is None.

    Raises
    ------
    TypeError, ValueError
        If `sample_weight` is not one number of at least 0 for each sample, one of them
        positive.
    """
    if sample_weight is None:
        return np.ones(n)
    weights = finite_array(sample_weight, "sample_weight")
    if weights.shape != (n,):
        raise ValueError(
            f"sample_weight must have shape ({n},), one for each sample, "
            f"but it has {weights.shape}."
        )
    if weights.min() < 0:
        raise ValueError(
            f"sample_weight must be at least 0, but one is {weights.min():g}."
        )
    if weights.max() == 0:
        raise ValueError("sample_weight must not be zero for every sample.")
    return weights


def weighted(X, y, sample_weight):
    """Return X and y without the samples of weight 0, and the weights of the others.

    Only the ratios of weights count: they are divided by their mean. Where no
    `sample_weight` is given, the weights returned are None.

    Examples
    --------
    >>> weighted(np.eye(3), np.array([5, 6, 7]), [2, 0, 6])[1:]
    (array([5, 7]), array([0.5, 1.5]))
    """
    if sample_weight is None:
        return X, y, None
    weights = check_weights(sample_weight, len(X))
    counts = weights > 0
    if not counts.all():
        X, y, weights = X[counts], y[counts], weights[counts]
    weights = weights / weights.max()  # whose sum cannot overflow
    return X, y, weights / weights.mean()


# Labels to columns, and back ----------------------------------------------------------


class Target(NamedTuple):
    """How a network's y is put into columns, and read from columns again.

    With one sigmoid output it tells two classes apart; with more outputs, either
    exactly one class is right, or each column is a label of its own.

    Attributes
    ----------
    output : {"sigmoid", "softmax", "identity"}
        The function of the output layer.
    classes : ndarray or None
        The labels, sorted; for a matrix of labels the numbers of its columns; None for
        numbers.
    is_vector : bool
        Whether y is a vector.

    Examples
    --------
    >>> target, Y = Target.encode(["a", "b", "c"])
    >>> target.output, Y.tolist()
    ('softmax', [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    >>> target.decode(Y)
    array(['a', 'b', 'c'], dtype='<U1')
    """

    output: str
    classes: np.ndarray | None
    is_vector: bool

    @classmethod
    def encode(cls, y, output=None):
        """Return the target, and y as a float64 matrix with a row for each sample.

        Parameters
        ----------
        y : array_like
            Labels, shape (n,); or with "sigmoid" a matrix of labels 0 and 1 that do not
            exclude each other; or with "identity" numbers, shape (n,) or (n, outputs).
        output : {"sigmoid", "softmax", "identity"}, optional
            By default sigmoid for two classes and softmax for more.

        Raises
        ------
        TypeError, ValueError
            If y or output is not such.
        """
        if output is not None:
            choice(output, "output", ("sigmoid", "softmax", "identity"))
        y = label_array(y)
        if y.ndim == 2 and output == "identity":
            return cls(output, None, False), finite_array(y, "y")
        if y.ndim == 2 and output == "sigmoid":
            Y = finite_array(y, "y")
            if not np.isin(Y, (0, 1)).all():
                raise ValueError("A matrix y of labels must hold 0 and 1 only.")
            return cls(output, np.arange(Y.shape[1]), False), Y
        y = label_vector(y)
        if output == "identity":
            return cls(output, None, True), finite_array(y, "y")[:, np.newaxis]
        classes, index = label_classes(y)
        output = output or ("sigmoid" if len(classes) == 2 else "softmax")
        if output == "sigmoid" and len(classes) == 2:
            Y = index[:, np.newaxis].astype(float)
        else:
            Y = np.eye(len(classes))[index]
        return cls(output, classes, True), Y

    def decode(self, Z):
        """Return what pre-activations Z, (n, outputs), predict, in the form of y."""
        if self.output == "identity":
            return Z[:, 0] if self.is_vector else Z
        if not self.is_vector:
            return (Z > 0).astype(int)
        if Z.shape[1] == 1:
            return self.classes[(Z[:, 0] > 0).astype(int)]
        return self.classes[Z.argmax(axis=1)]


# What is reached ----------------------------------------------------------------------


def accuracy(y, predicted, classes, sample_weight=None):
    """Return the share of samples, or of their weight, that are predicted right.

    A row of a matrix of labels is right if all of it is. A label that the model has
    never met counts as wrong, but if it has met none of them, y is refused.

    Raises
    ------
    TypeError, ValueError
        If y does not have the form of what is predicted, or none of its labels.

    Examples
    --------
    >>> accuracy(["a", "b", "b"], np.array(["a", "b", "a"]), ["a", "b"])
    0.6666666666666666
    """
    y = _like_predicted(y, predicted)
    if y.ndim == 1 and not set(y.tolist()) & set(np.asarray(classes).tolist()):
        raise ValueError(
            f"y holds the labels {_brief(np.unique(y))}, but the model has learned "
            f"{_brief(classes)}."
        )
    right = y == predicted
    right = right if y.ndim == 1 else right.all(axis=1)
    return float(np.average(right, weights=check_weights(sample_weight, len(y))))


def r_squared(y, predicted, sample_weight=None):
    """Return R² = 1 - Σ(y - p)² / Σ(y - ȳ)², a mean over the outputs.

    With `sample_weight`, of shape (n,), the sums and the mean ȳ are weighted.

    Raises
    ------
    TypeError, ValueError
        If y does not hold numbers, or not in the shape of what is predicted, or if R²
        would divide by 0.

    Examples
    --------
    >>> r_squared([0.0, 2.0, 4.0], np.array([0.0, 2.0, 2.0]))
    0.5
    """
    y = finite_array(_like_predicted(y, predicted), "y")
    weights = check_weights(sample_weight, len(y))
    mean = np.average(y, axis=0, weights=weights)
    total = np.average((y - mean) ** 2, axis=0, weights=weights)
    missed = np.average((y - predicted) ** 2, axis=0, weights=weights)
    counted = y[weights > 0]
    # The rounding of a mean of equal numbers is no variance.
    if np.any(counted.max(axis=0) == counted.min(axis=0)) or not np.all(total > 0):
        raise ValueError(
            "R² needs numbers that differ, but all of y, or of one of its columns, are "
            "equal."
        )
    return float(np.mean(1 - missed / total))


def _like_predicted(y, predicted):
    y = label_array(y)
    if y.shape != predicted.shape:
        raise ValueError(f"y must have shape {predicted.shape}, but it has {y.shape}.")
    return y


# The record of a run ------------------------------------------------------------------


class Trace:
    """At most `limit` snapshots of a run: its first state, its last, some between.

    They are evenly spaced: when it is full it drops every second one, and takes half as
    many from then on. What a snapshot holds is up to the model.

    Parameters
    ----------
    limit : int
        At least 2.
    start : object
        The first state.

    Examples
    --------
    >>> trace = Trace(5, "a")
    >>> for state in "bcdefghijk":
    ...     trace.add(state)
    >>> trace.snapshots()
    [(0, 'a'), (4, 'e'), (8, 'i'), (10, 'k')]
    """

    def __init__(self, limit, start):
        self.limit = whole_number(limit, "record", minimum=2)
        self.stride, self.step, self.state = 1, 0, start
        self.kept = [(0, copy.deepcopy(start))]

    def add(self, state):
        """Offer the next state of the run; it is copied if it is kept."""
        self.step, self.state = self.step + 1, state
        if len(self.kept) == self.limit:  # the last one of before is among them
            del self.kept[1::2]
            self.stride *= 2
        if self.step % self.stride == 0:
            self.kept.append((self.step, copy.deepcopy(state)))

    def snapshots(self):
        """Return (step, state) for each state that was kept; steps count from 0."""
        if self.kept[-1][0] == self.step:
            return list(self.kept)
        return [*self.kept, (self.step, copy.deepcopy(self.state))]
