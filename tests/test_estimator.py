"""The base of the models: scikit-learn's conventions, X and y, columns, the record."""

import pickle
import subprocess
import sys
import warnings
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from sklearn import linear_model
from sklearn.base import clone, is_classifier, is_regressor
from sklearn.ensemble import AdaBoostClassifier
from sklearn.metrics import accuracy_score, r2_score
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils import compute_sample_weight, get_tags
from sklearn.utils.estimator_checks import check_estimator

from lessons_pkg import data, estimator
from lessons_pkg.estimator import (
    ConvergenceWarning,
    Estimator,
    Target,
    Trace,
    accuracy,
    check_weights,
    check_X,
    check_X_y,
    column_names,
    label_array,
    label_classes,
    positive_number,
    r_squared,
    weighted,
)
from lessons_pkg.logistic_regression import LogisticRegression
from lessons_pkg.mlp import MLP
from lessons_pkg.perceptron import Perceptron

NAN, INF = float("nan"), float("inf")


class NearestMean(Estimator):
    """A model as small as can be: the class whose mean is nearest."""

    _multi_class = True

    def __init__(self, *, power=2.0, names=("a", "b")):
        self.power = power
        self.names = names

    def fit(self, X, y):
        names = column_names(X)
        X, y = check_X_y(X, y)
        self.classes_, index = label_classes(y)
        self.means_ = np.array([X[index == k].mean(0) for k in np.unique(index)])
        self._remember_features(X, names)
        return self

    def predict(self, X):
        X = self._check_fitted_X(X)
        distance = np.abs(X[:, np.newaxis] - self.means_) ** self.power
        return self.classes_[distance.sum(axis=2).argmin(axis=1)]


def test_hyperparameters_are_read_and_set_by_name():
    model = NearestMean(power=1.0)
    assert model.get_params() == {"power": 1.0, "names": ("a", "b")}
    assert model.set_params(power=3.0, names=()) is model
    assert model.get_params(deep=False) == {"power": 3.0, "names": ()}
    assert model.set_params() is model


def test_a_model_may_have_no_hyperparameters():
    class Bare(Estimator):
        pass

    class Initialised(Estimator):
        def __init__(self):
            self.state = 0

    for model in (Bare(), Initialised()):
        assert model.set_params().get_params() == {}
        assert repr(model) == f"{type(model).__name__}()"


def test_an_unknown_hyperparameter_changes_nothing():
    model = NearestMean()
    message = "a hyperparameter must be one of 'power', 'names', but it is 'C'"
    with pytest.raises(ValueError, match=message):
        model.set_params(power=7.0, C=1.0)
    assert model.power == 2.0


def test_a_model_shows_what_differs_from_its_defaults():
    assert repr(NearestMean()) == "NearestMean()"
    assert repr(NearestMean(names=("c",))) == "NearestMean(names=('c',))"
    both = "NearestMean(power=1.0, names=array([1, 2]))"
    assert repr(NearestMean(power=1.0, names=np.array([1, 2]))) == both


def test_scikit_learn_clones_searches_and_scores():
    X, y = data.iris()
    names = ["one", "two"]
    fitted = NearestMean(names=names).fit(X, y)
    copy = clone(fitted)
    assert copy.names == names
    assert copy.names is not names
    assert not hasattr(copy, "means_")

    piped = make_pipeline(StandardScaler(), NearestMean())
    assert is_classifier(piped)
    assert cross_val_score(piped, X, y, cv=5).min() > 0.7
    accuracy = cross_val_score(NearestMean(), X, y, cv=3, scoring="accuracy")
    np.testing.assert_array_equal(accuracy, cross_val_score(NearestMean(), X, y, cv=3))
    search = GridSearchCV(piped, {"nearestmean__power": [1.0, 2.0]}, cv=3).fit(X, y)
    assert search.best_params_["nearestmean__power"] in (1.0, 2.0)
    assert piped.fit(X, y).score(X, y) == np.mean(piped.predict(X) == y)


def test_the_tags_say_what_kind_of_model_it_is():
    class Regressor(NearestMean):
        _estimator_type = "regressor"

    class TwoClasses(NearestMean):
        _multi_class = False

    assert get_tags(NearestMean()).classifier_tags.multi_class
    assert not get_tags(TwoClasses()).classifier_tags.multi_class
    assert get_tags(NearestMean()).target_tags.required
    assert is_classifier(NearestMean())
    assert not is_regressor(NearestMean())
    assert is_regressor(Regressor())
    assert not is_classifier(Regressor())
    assert get_tags(NearestMean()).regressor_tags is None
    assert get_tags(Regressor()).classifier_tags is None
    assert get_tags(Regressor()).regressor_tags is not None
    assert get_tags(MLP()).classifier_tags.multi_class
    assert not get_tags(Perceptron()).classifier_tags.multi_class
    assert not get_tags(LogisticRegression()).classifier_tags.multi_class
    for model in (NearestMean(), Perceptron(), LogisticRegression(), MLP()):
        assert get_tags(model).target_tags.multi_output is False
    assert get_tags(MLP(output="identity")).target_tags.multi_output is True


# Checks of scikit-learn that the models are meant to fail.
NO_WORDS = (
    "asks for the words of Python's own float(); ours name the column and the value"
)
NO_COLUMN = (
    "a column y is refused with advice, for (n, 1) with (n,) broadcasts to (n, n)"
)
NO_REPETITION = (
    "a sample of weight 2 makes one step twice as long, and two samples two steps"
)
OFF_THE_PATH = {
    "check_dtype_object": NO_WORDS,
    "check_supervised_y_2d": NO_COLUMN,
}
STEP_BY_STEP = OFF_THE_PATH | {
    "check_sample_weight_equivalence_on_dense_data": NO_REPETITION
}
NUMBERS_STEP_BY_STEP = {
    "check_dtype_object": NO_WORDS,
    "check_sample_weight_equivalence_on_dense_data": NO_REPETITION,
}


@pytest.mark.parametrize(
    ("model", "exceptions"),
    [
        (Perceptron(), STEP_BY_STEP),
        (LogisticRegression(), OFF_THE_PATH),
        (LogisticRegression(l2=0.1), OFF_THE_PATH),
        (LogisticRegression(solver="sgd", l2=0.1, epochs=50), STEP_BY_STEP),
        (LogisticRegression(solver="newton", l2=0.1), OFF_THE_PATH),
        (MLP(), STEP_BY_STEP),
        (MLP(output="softmax", activation="relu"), STEP_BY_STEP),
        (MLP(output="identity"), NUMBERS_STEP_BY_STEP),
    ],
    ids=lambda value: repr(value) if isinstance(value, Estimator) else "",
)
def test_the_models_pass_the_checks_of_scikit_learn(model, exceptions):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        results = check_estimator(
            model, expected_failed_checks=exceptions, on_fail=None, on_skip=None
        )
    by_status = {
        status: {each["check_name"] for each in results if each["status"] == status}
        for status in ("passed", "failed", "xfail", "skipped")
    }
    assert by_status["failed"] == set()
    assert by_status["xfail"] == set(exceptions)
    assert by_status["skipped"] <= {"check_array_api_input"}
    assert len(by_status["passed"]) > 40
    assert len(exceptions) <= 5


def test_the_models_do_without_scikit_learn():
    code = (
        "import sys; sys.modules['sklearn'] = None\n"
        "from lessons_pkg.logistic_regression import LogisticRegression\n"
        "from lessons_pkg.mlp import MLP\n"
        "X, y = [[0.0], [1.0], [2.0], [3.0]], [0, 1, 0, 1]\n"
        "for model in LogisticRegression(epochs=9), MLP(epochs=9):\n"
        "    print(model.fit(X, y).set_params(epochs=8), model.score(X, y) >= 0)\n"
        "try:\n"
        "    MLP().predict(X)\n"
        "except ValueError as error:\n"
        "    print(error)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout.splitlines() == [
        "LogisticRegression(epochs=8) True",
        "MLP(epochs=8) True",
        "This MLP has not learned yet: call fit(X, y) first.",
    ]


def test_without_scikit_learn_its_kind_of_error_is_a_plain_one(monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn.exceptions", None)
    with pytest.raises(ValueError, match="has not learned yet") as caught:
        NearestMean().predict([[1.0]])
    assert type(caught.value) is ValueError


def test_a_fitted_model_can_be_pickled():
    X, y = data.iris()
    model = NearestMean().fit(X, y)
    restored = pickle.loads(pickle.dumps(model))
    np.testing.assert_array_equal(restored.predict(X), model.predict(X))


def test_the_score_is_the_share_of_right_labels():
    X, y = [[0.0], [1.0], [4.0], [5.0]], ["a", "a", "b", "b"]
    model = NearestMean().fit(X, y)
    assert model.score(X, ["a", "b", "b", "b"]) == 0.75
    assert type(model.score(X, y)) is float
    assert model.score(X, ["a", "b", "b", "b"], [1, 2, 1, 0]) == 0.5
    with pytest.raises(
        ValueError, match=r"y must have shape \(4,\), but it has \(4, 1\)"
    ):
        model.score(X, [["a"], ["a"], ["b"], ["b"]])


def test_a_model_predicts_what_it_has_learned_from():
    with pytest.raises(
        ValueError, match=r"This NearestMean has not learned yet: call f"
    ):
        NearestMean().predict([[1.0]])
    model = NearestMean().fit([[0.0, 1.0], [2.0, 3.0]], [0, 1])
    message = "X has 3 features, but NearestMean is expecting 2 features as input"
    with pytest.raises(ValueError, match=message):
        model.predict([[1.0, 2.0, 3.0]])


def test_a_warning_points_to_the_line_that_fits():
    class Warning(NearestMean):
        def fit(self, X, y):
            self._warn("It has not converged.")

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        Warning().fit([[1.0]], [1])
    assert caught[0].filename == __file__
    assert caught[0].category is ConvergenceWarning
    assert str(caught[0].message) == "It has not converged."


@pytest.mark.parametrize(
    "X",
    [
        [[1, 2], [3, 4]],
        np.array([[1, 2], [3, 4]], dtype=np.int8),
        np.array([[1, 2], [3, 4]], dtype=np.float32),
        np.array([[1.0, 3.0], [2.0, 4.0]]).T,
        np.array([[1.0, 0.0, 2.0], [3.0, 0.0, 4.0]])[:, ::2],
        np.asfortranarray([[1.0, 2.0], [3.0, 4.0]]),
    ],
)
def test_X_becomes_a_matrix_of_floats_with_rows_in_line(X):
    checked = check_X(X)
    np.testing.assert_array_equal(checked, [[1.0, 2.0], [3.0, 4.0]])
    assert checked.dtype == np.float64
    assert checked.flags.c_contiguous


def is_a_sentence(caught):
    """Say whether a message is one sentence, in one line."""
    message = str(caught.value)
    return message.endswith(".") and ". " not in message and "\n" not in message


def test_X_is_neither_copied_without_need_nor_written_to():
    X = np.ones((2, 3))
    X.flags.writeable = False
    assert check_X(X) is X
    assert check_X_y(X, [0, 1])[0] is X
    assert check_X(np.ones((2, 3))).tolist() == X.tolist()


@pytest.mark.parametrize(
    ("X", "kind", "message"),
    [
        (
            [1.0, 2.0],
            ValueError,
            r"of features, but its shape is \(2,\): Reshape your data, with X\.",
        ),
        (3.0, ValueError, r"X must have two dimensions, .* but its shape is \(\)"),
        (np.ones((2, 2, 2)), ValueError, r"but its shape is \(2, 2, 2\)"),
        ([], ValueError, r"X must have two dimensions, .* but its shape is \(0,\)"),
        (
            np.ones((0, 2)),
            ValueError,
            r"X must not be empty: it has 0 sample\(s\) \(shape=\(0, 2\)\) while a",
        ),
        (
            np.ones((2, 0)),
            ValueError,
            r"X must not be empty: it has 0 feature\(s\) \(shape=\(2, 0\)\) while a",
        ),
        ([[1.0, NAN]], ValueError, "X must be finite, but it holds nan or infinity"),
        ([[INF], [1.0]], ValueError, "X must be finite, but it holds nan or infinity"),
        ([[1.0], [1.0, 2.0]], ValueError, "X must be rectangular, but its rows differ"),
        ([["a"]], TypeError, "X must hold real numbers, but it holds text"),
        ([[1j]], ValueError, "Complex data not supported: X must hold real numbers"),
        (
            [[None]],
            TypeError,
            "column 0, must hold numbers, .* None, a missing",
        ),
        ([[1, "a"]], TypeError, "X must hold real numbers, but it holds text"),
        (
            np.array([[0, "7"]], object),
            TypeError,
            "row 0 holds the text '7'",
        ),
        (np.array([1, 2], object), TypeError, "real numbers, but it holds Python obj"),
        (np.ma.ones((2, 2)), TypeError, "X must hold real .* but it is a masked array"),
    ],
)
def test_a_bad_X_gets_one_sentence(X, kind, message):
    with pytest.raises(kind, match=message) as caught:
        check_X(X)
    assert is_a_sentence(caught)
    with pytest.raises(kind, match=message):
        check_X_y(X, [0, 1])


@pytest.mark.parametrize(
    ("y", "message"),
    [
        ([[0], [1]], r"y must have one dimension, but its shape is \(2, 1\)"),
        (1, r"y must have one dimension, but its shape is \(\)"),
        (None, "fit requires y to be passed, but the target y is None"),
        ([0, 1, 1], "for each sample, but X has 2 rows and y has 3 labels"),
        ([], "for each sample, but X has 2 rows and y has 0 labels"),
        ([0.0, NAN], "y must be finite, but it holds nan or infinity"),
        ([0.0, INF], "y must be finite, but it holds nan or infinity"),
        ([[0], [1, 2]], "y must be rectangular, but its rows differ"),
    ],
)
def test_a_bad_y_gets_one_sentence(y, message):
    with pytest.raises(ValueError, match=message) as caught:
        check_X_y([[1.0], [2.0]], y)
    assert is_a_sentence(caught)


@pytest.mark.parametrize(
    ("y", "classes", "index"),
    [
        ([3, 1, 3], [1, 3], [1, 0, 1]),
        ([-1.0, 1.0, -1.0], [-1.0, 1.0], [0, 1, 0]),
        ([True, False, True], [False, True], [1, 0, 1]),
        (["toxic", "edible", "toxic"], ["edible", "toxic"], [1, 0, 1]),
        (np.array(["b", "a", "c"], dtype=object), ["a", "b", "c"], [1, 0, 2]),
    ],
)
def test_classes_are_sorted(y, classes, index):
    found, places = label_classes(np.asarray(y))
    assert found.tolist() == classes
    assert places.tolist() == index


def test_labels_are_of_one_kind_and_of_two_classes():
    with pytest.raises(ValueError, match="two classes, but it holds one class, 5"):
        label_classes(np.array([5, 5, 5]))
    with pytest.raises(
        ValueError, match=r"Only binary classification is supported: .* 3, 1, 2 and 3"
    ):
        label_classes(np.array([1, 2, 3, 1]), two=True)
    for y in (["a", 1], ["a", 1.5, "b"], [("a", 1), 2]):
        with pytest.raises(TypeError, match="labels of one kind, but it mixes them"):
            label_classes(label_array(np.array(y, dtype=object)))
    with pytest.raises(TypeError, match="y must hold labels of one kind, but it mixes"):
        label_array([1, "a"])  # NumPy alone would make '1' of the 1


@pytest.mark.parametrize(
    ("samples", "classes", "warns"),
    [(20, 20, False), (21, 21, True), (22, 11, False), (22, 12, True)],
)
def test_classes_of_more_than_half_of_many_samples_look_like_numbers(
    samples, classes, warns
):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        label_classes(np.arange(samples) % classes)
    assert len(caught) == warns


def test_two_fractions_are_labels_and_three_are_numbers():
    assert label_classes(np.array([0.5, 1.5, 0.5]))[0].tolist() == [0.5, 1.5]
    assert label_classes(np.array([0.0, 1.0, 2.0]))[0].tolist() == [0, 1, 2]
    message = r"holds continuous numbers such as 0\.25 "
    with pytest.raises(ValueError, match=message):
        label_classes(np.array([1.0, 2.0, 0.25]))


@pytest.mark.parametrize(
    ("classes", "shown"),
    [
        (3, "holds 3, 0, 1 and 2."),
        (5, "holds 5, 0, 1, 2, 3 and 4."),
        (6, "holds 6, 0, 1, 2, 3, …."),
    ],
)
def test_a_sentence_names_five_labels_or_the_first_four(classes, shown):
    with pytest.raises(ValueError, match="must hold two classes") as caught:
        label_classes(np.arange(classes), two=True)
    assert str(caught.value).endswith(shown)


def test_a_positive_number_is_positive_or_may_be_zero():
    assert positive_number(np.float32(0.5), "tol") == 0.5
    assert type(positive_number(2, "tol")) is float
    assert positive_number(0, "l2", or_zero=True) == 0
    for value in (0, -1.5):
        with pytest.raises(
            ValueError, match=rf"tol must be positive, but it is {float(value)}"
        ):
            positive_number(value, "tol")
    with pytest.raises(ValueError, match=r"l2 must be at least 0, but it is -1\.5"):
        positive_number(-1.5, "l2", or_zero=True)
    for value in (NAN, INF, [1.0]):
        with pytest.raises(
            ValueError, match="tol must be one finite number, but it is"
        ):
            positive_number(value, "tol")
    with pytest.raises(
        TypeError, match="tol must hold real numbers, but it holds text"
    ):
        positive_number("fast", "tol")


# Labels to columns, and back ----------------------------------------------------------


NUMBERS = Target("identity", None, True)
rng = np.random.default_rng(0)


def columns(y, output=None):
    target, Y = Target.encode(y, output)
    return Y, target


def test_two_classes_take_one_column():
    Y, target = columns(["no", "yes", "no"])
    assert Y.tolist() == [[0.0], [1.0], [0.0]]
    assert target.output == "sigmoid"
    assert target.classes.tolist() == ["no", "yes"]


def test_more_classes_take_a_column_each():
    Y, target = columns([7, 3, 5, 3])
    assert Y.tolist() == [[0, 0, 1], [1, 0, 0], [0, 1, 0], [1, 0, 0]]
    assert target.output == "softmax"
    assert target.classes.tolist() == [3, 5, 7]


def test_the_output_may_be_chosen():
    Y, target = columns([0, 1, 0], "softmax")
    assert Y.tolist() == [[1, 0], [0, 1], [1, 0]]
    Y, target = columns([0, 1, 2], "sigmoid")
    assert Y.tolist() == np.eye(3).tolist()
    assert target.output == "sigmoid"


def test_labels_that_do_not_exclude_each_other_stay_columns():
    Y, target = columns([[1, 0, 1], [0, 0, 0]], "sigmoid")
    assert Y.tolist() == [[1, 0, 1], [0, 0, 0]]
    assert not target.is_vector
    assert target.classes.tolist() == [0, 1, 2]


def test_numbers_stay_numbers():
    Y, target = columns([1, 2, 4], "identity")
    assert Y.tolist() == [[1.0], [2.0], [4.0]]
    assert target == NUMBERS
    Y, target = columns([[1, 2], [3, 4]], "identity")
    assert Y.tolist() == [[1.0, 2.0], [3.0, 4.0]]
    assert not target.is_vector


@given(
    st.lists(st.integers(-3, 3), min_size=2), st.sampled_from(["sigmoid", "softmax"])
)
def test_right_scores_give_the_labels_back(y, output):
    if len(set(y)) > 1:
        Y, target = columns(y, output)
        assert target.decode(10 * Y - 5).tolist() == y


@given(st.lists(st.integers(0, 1), min_size=4, max_size=4), st.integers(-5, 5))
def test_right_scores_give_numbers_and_independent_labels_back(row, number):
    Y, target = columns([row, row], "sigmoid")
    assert target.decode(10 * Y - 5).tolist() == [row, row]
    for y in ([number, 0.5], [[number, 1], [2, 3]]):
        Y, target = columns(y, "identity")
        assert target.decode(Y).tolist() == np.asarray(y).tolist()


@pytest.mark.parametrize(
    ("y", "output", "message"),
    [
        ([0.5, 1.0, 2.0], None, r"but it holds continuous numbers such as 0\.5"),
        ([1, 1, 1], None, "y must hold two classes, but it holds one class, 1"),
        ([[0], [1], [0]], None, r"one dimension, but its shape is \(3, 1\): np\.ravel"),
        ([[0], [1], [0]], "softmax", r"y must have one dimension, .* \(3, 1\): np\.ra"),
        (np.eye(3), "softmax", r"but its shape is \(3, 3\): y\.argmax\(axis=1\) makes"),
        ([[0.2, 0.8]], "softmax", r"y must have one dimension, .* is \(1, 2\)\.$"),
        ([[0], [2], [0]], "sigmoid", "A matrix y of labels must hold 0 and 1 only"),
        ([0, 1, np.nan], None, "y must be finite, but it holds nan or infinity"),
        ([0, 1, np.inf], "identity", "y must be finite, but it holds nan or infinity"),
        ([[0], [1, 2], [3]], None, "y must be rectangular, but its rows differ"),
        (np.ones((3, 1, 1)), "identity", r"y must have one dimension, .* \(3, 1, 1\)"),
        ([0, 1], "logistic", "'sigmoid', 'softmax', 'identity', but it is 'logistic'"),
        ([0, 1], np.array(["sigmoid", "softmax"]), "output must be one of 'sigmoid'"),
    ],
)
def test_a_bad_target_gets_one_sentence(y, output, message):
    with pytest.raises(ValueError, match=message):
        Target.encode(y, output)


def test_text_is_no_number():
    with pytest.raises(TypeError, match="y must hold real numbers, but it holds text"):
        columns(["a", "b"], "identity")


def test_on_the_border_the_first_class_is_named():
    Z = np.array([[0.0], [5e-324], [-5e-324]])
    _, target = columns(["no", "yes"])
    assert target.decode(Z).tolist() == ["no", "yes", "no"]
    _, target = columns([[0, 1]], "sigmoid")
    assert target.decode(np.hstack([Z, -Z])).tolist() == [[0, 0], [1, 0], [0, 1]]
    _, target = columns(["a", "b", "c"])
    assert target.decode(np.zeros((1, 3))).tolist() == ["a"]


# What is reached ----------------------------------------------------------------------


@pytest.mark.parametrize("weights", [None, rng.uniform(0, 3, 40)])
def test_the_score_agrees_with_scikit_learn(weights):
    y, guess = rng.integers(0, 3, 40), rng.integers(0, 3, 40)
    ours = accuracy(y, guess, np.arange(3), weights)
    assert ours == pytest.approx(accuracy_score(y, guess, sample_weight=weights))
    Y, guesses = rng.integers(0, 2, (40, 2)), rng.integers(0, 2, (40, 2))
    ours = accuracy(Y, guesses, np.arange(2), weights)
    assert ours == pytest.approx(accuracy_score(Y, guesses, sample_weight=weights))
    for shape in ((40,), (40, 3)):
        y, guess = rng.normal(size=shape), rng.normal(size=shape)
        theirs = r2_score(y, guess, sample_weight=weights)
        assert r_squared(y, guess, weights) == pytest.approx(theirs, rel=1e-12)


def test_a_score_needs_targets_in_the_form_of_the_predictions():
    message = r"y must have shape \(2,\), but it has \(2, 1\)"
    for score in (r_squared, lambda y, p: accuracy(y, p, [1.0, 2.0])):
        with pytest.raises(ValueError, match=message):
            score([[1.0], [2.0]], np.ones(2))


def test_r_squared_needs_numbers_that_differ_in_every_column():
    message = "R² needs numbers that differ, but all of y, or of one of its columns, a"
    for y in ([1.0, 1.0], [[1.0, 5.0], [2.0, 5.0]]):
        with pytest.raises(ValueError, match=message):
            r_squared(y, np.ones(np.shape(y)))


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("constant", [0.0, 0.1, 1e100])
def test_equal_numbers_stay_equal_in_spite_of_rounding(constant, place):
    y = rng.normal(size=(3, 2))  # the mean of three times 0.1 is not 0.1
    y[:, place] = constant
    with pytest.raises(ValueError, match="R² needs numbers that differ"):
        r_squared(y, np.zeros((3, 2)))
    with pytest.raises(ValueError, match="R² needs numbers that differ"):
        r_squared(y[:, place], np.zeros(3))
    y[2] = [7.0, 8.0]  # what is left out does not count
    with pytest.raises(ValueError, match="R² needs numbers that differ"):
        r_squared(y, np.zeros((3, 2)), [1, 2, 0])


@pytest.mark.parametrize("others", [[], [1.0]])
def test_numbers_that_differ_too_little_to_be_squared_have_no_r_squared(others):
    y = np.array([[0.0, *others], [1e-200, *(-each for each in others)]])
    with pytest.raises(ValueError, match="R² needs numbers that differ"):
        r_squared(y, np.zeros(y.shape))


def test_r_squared_is_1_for_what_is_right_and_0_for_the_mean():
    y = rng.normal(size=(30, 2))
    mean = np.tile(y.mean(axis=0), (30, 1))
    assert r_squared(y, y) == 1
    assert r_squared(y, mean) == pytest.approx(0, abs=1e-12)
    half = np.column_stack([y[:, 0], mean[:, 1]])  # one column right
    assert r_squared(y, half) == pytest.approx(0.5, abs=1e-12)
    assert type(r_squared(y, y)) is float


def test_r_squared_needs_numbers():
    with pytest.raises(TypeError, match="y must hold real numbers, but it holds text"):
        r_squared(["a", "b"], np.zeros(2))


def test_labels_that_the_model_has_never_met():
    guess = np.array(["no", "yes", "no"])
    assert accuracy(["no", "yes", "perhaps"], guess, ["no", "yes"]) == 2 / 3
    assert accuracy([True, False], np.array([1, 1]), [0, 1]) == 0.5
    for y in ([1, 0, 1], ["a", "b", "a"], [b"no", b"yes", b"no"]):
        with pytest.raises(ValueError, match=r"y holds the labels .* learned 'no' and"):
            accuracy(y, guess, np.array(["no", "yes"]))
    with pytest.raises(ValueError, match=r"'no' and 'yes', but .* learned 0 and 1"):
        accuracy(["no", "yes"], np.array([0, 1]), np.array([0, 1]))


# Tables and labels as people bring them -----------------------------------------------

MODELS = (Perceptron(), LogisticRegression(solver="newton", l2=0.1), MLP(epochs=20))
each_model = pytest.mark.parametrize("model", MODELS, ids=lambda m: type(m).__name__)
each_kind = pytest.mark.parametrize(
    "model", [*MODELS, MLP(output="identity", epochs=5)], ids=repr
)
TABLE = pd.DataFrame(
    {
        "size": [0.5, 1.5, 2.5, 3.5, 4.5, 5.5],
        "toxic": [False, True, False, True, True, True],
        "count": [1, 2, 3, 4, 5, 6],
    }
)
LABELS = [0, 0, 0, 1, 1, 1]


def fitted(model, X=TABLE, y=LABELS, **more):
    return clone(model).fit(X, y, **more)


@each_kind
@pytest.mark.parametrize(
    "form",
    [
        lambda table: table,
        lambda table: table.convert_dtypes(),
        lambda table: table.astype(object),
        lambda table: table.astype({"count": "Int64", "toxic": "boolean"}),
        lambda table: table.to_numpy(dtype=object),
        lambda table: table.to_numpy(dtype=object).tolist(),
        lambda table: [[Fraction(x), Decimal(int(b)), n] for x, b, n in table.values],
        lambda table: table.to_numpy(dtype=float),
    ],
)
def test_numbers_are_taken_in_whatever_form_they_come(model, form):
    X = form(TABLE)
    expected = fitted(model, TABLE.to_numpy(dtype=float))
    np.testing.assert_array_equal(
        fitted(model, X).predict(X), expected.predict(TABLE.to_numpy(dtype=float))
    )


def test_dummies_and_their_numbers_become_one_matrix():
    table = pd.get_dummies(pd.DataFrame({"x": [0.5, 1.5], "city": ["Oslo", "Rom"]}))
    assert check_X(table).tolist() == [[0.5, 1.0, 0.0], [1.5, 0.0, 1.0]]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("7", "Column 'b' of X must hold numbers, but row 1 holds the text '7'"),
        (None, "Column 'b' of X must hold numbers, but row 1 holds None, a missing v"),
        (pd.NA, "Column 'b' of X must hold numbers, but row 1 holds <NA>, a missing v"),
        (pd.NaT, "Column 'b' of X must hold numbers, but row 1 holds NaT, a missing"),
        (2 + 1j, r"Column 'b' of X must hold numbers, but row 1 holds \(2\+1j\)"),
        ([1], r"Column 'b' of X must hold numbers, but row 1 holds \[1\]"),
        (
            pd.Timestamp("2026-01-01"),
            "Column 'b' of X must hold numbers, but row 1 hol",
        ),
        ("x" * 57, "must hold numbers, but row 1 holds the text 'x{57}'"),
        ("x" * 58, r"must hold numbers, but row 1 holds a str\."),
    ],
)
def test_what_is_no_number_is_named_by_its_column(value, message):
    table = pd.DataFrame({"a": [1.0, 2.0], "b": pd.Series([3, value], dtype=object)})
    with pytest.raises(TypeError, match=message) as caught:
        check_X(table)
    assert is_a_sentence(caught)
    with pytest.raises(TypeError, match="X, column 1, must hold numbers, but row 1"):
        check_X(table.to_numpy())


def test_a_number_too_large_for_a_float_is_named_by_its_column():
    table = pd.DataFrame({"a": [1.0, 2.0], "b": pd.Series([3, 10**400], dtype=object)})
    with pytest.raises(
        ValueError, match=r"Column 'b' of X must .* row 1 holds a larger"
    ):
        check_X(table)


def test_the_first_number_that_is_not_finite_is_named_by_its_place():
    table = pd.DataFrame({"a": [1.0, 2.0, INF], "b": [3.0, NAN, INF]})
    with pytest.raises(ValueError, match=r"infinity, first in row 1, column 'b'\."):
        check_X(table)
    with pytest.raises(ValueError, match=r"infinity, first in row 1, column 1\."):
        check_X(table.to_numpy())


@each_kind
def test_columns_in_another_order_are_refused(model):
    model = fitted(model)
    assert model.feature_names_in_.tolist() == ["size", "toxic", "count"]
    assert model.feature_names_in_.dtype == object  # as scikit-learn keeps them
    assert model.n_features_in_ == 3
    for names in (["count", "toxic", "size"], ["size", "toxic", "sum"], ["size"]):
        other = TABLE.rename(columns={"count": "sum"}) if "sum" in names else TABLE
        with pytest.raises(
            ValueError, match=r"The feature names should match .* they are 's?"
        ) as caught:
            model.predict(other[names])
        assert is_a_sentence(caught)
    with pytest.raises(ValueError, match="feature names should match"):
        model.score(TABLE[["count", "toxic", "size"]], LABELS)


def test_a_warning_comes_through_where_nothing_else_has_called_the_package(monkeypatch):
    frame = SimpleNamespace(f_globals={"__name__": "lessons_pkg.mlp"}, f_back=None)
    # So it is in a thread that starts with a method of a model.
    monkeypatch.setattr(estimator, "sys", SimpleNamespace(_getframe=lambda: frame))
    with pytest.warns(UserWarning, match="told"):
        estimator._warn("told")


@each_kind
def test_names_on_one_side_only_are_worth_a_warning(model):
    bare = TABLE.to_numpy(dtype=float)
    name = type(model).__name__
    message = f"X does not have valid feature names, but {name} was fitted with feature"
    with pytest.warns(UserWarning, match=message) as caught:
        fitted(model).predict(bare)
    assert caught[0].filename == __file__
    model = fitted(model, bare)
    assert not hasattr(model, "feature_names_in_")
    with pytest.warns(UserWarning, match=f"has feature names, but {name} was fitted w"):
        model.predict(TABLE)
    model.fit(TABLE, LABELS).fit(bare, LABELS)
    assert not hasattr(model, "feature_names_in_")
    for columns in ([0, 1, 2], ["size", "toxic", 2]):  # these count as no names
        table = pd.DataFrame(bare, columns=columns)
        assert not hasattr(model.fit(table, LABELS), "feature_names_in_")
        model.predict(bare)


@each_kind
def test_a_sparse_matrix_is_told_what_it_is(model):
    for form in (sparse.csr_matrix, sparse.coo_array):
        with pytest.raises(TypeError, match="X must be dense, but it is a sparse"):
            fitted(model, form(np.eye(6)))
    with pytest.raises(TypeError, match=r"y must be dense, .* with y\.toarray\(\)"):
        fitted(model, y=sparse.csr_matrix(np.eye(6)))


BAD_LABELS = [
    (None, ValueError, "fit requires y to be passed, but the target y is None"),
    ([[v] for v in LABELS], ValueError, r"is \(6, 1\): np\.ravel\(y\) makes a vector"),
    (np.eye(2)[LABELS], ValueError, r"\(6, 2\): y\.argmax\(axis=1\) makes labels of"),
    ([[0, 1, 2]] * 6, ValueError, r"one dimension, but its shape is \(6, 3\)\.$"),
    (np.array([[{}, {}]] * 6), ValueError, r"dimension, but its shape is \(6, 2\)\.$"),
    ([0, 0, 0, 1, 1, None], ValueError, "must not hold missing values, .* holds None"),
    (
        ["a", "a", "a", "b", "b", NAN],
        ValueError,
        "not hold missing .* holds nan",
    ),
    (pd.array([0, 0, 0, 1, 1, pd.NA]), ValueError, "y must be finite, but it holds n"),
    (pd.Series(["a", "b", pd.NA] * 2), ValueError, "y must not hold missing values"),
    (pd.to_datetime(["2026-01-01"] * 5 + [None]), ValueError, "missing .* holds NaT"),
    ([0, 0, 0, 1, 1, 1j], ValueError, "Complex data not supported: y holds complex n"),
    (np.array([0, 1j] * 3, object), ValueError, "Complex data not supported: y holds"),
    (
        ["a", "a", "a", 1, 1, 1],
        TypeError,
        "y must hold labels of one kind, but it mixe",
    ),
    (
        [0.5, 1.5, 2.5, 0.5, 1.5, 2.5],
        ValueError,
        r"holds continuous numbers such as 0\.5",
    ),
    ("abcdef", ValueError, r"y must have one dimension, but its shape is \(\)"),
]


@each_model
@pytest.mark.parametrize(("y", "kind", "message"), BAD_LABELS)
def test_a_bad_y_is_refused_with_advice(model, y, kind, message):
    with pytest.raises(kind, match=message) as caught:
        fitted(model, y=y)
    assert is_a_sentence(caught)


@each_model
@pytest.mark.parametrize(
    "y",
    [
        pd.Series(LABELS),
        pd.Series(LABELS, dtype="Int64"),
        pd.Series(["no"] * 3 + ["yes"] * 3),
        pd.Series(["no"] * 3 + ["yes"] * 3, dtype="category"),
        pd.Series(["no"] * 3 + ["yes"] * 3).convert_dtypes(),
        np.array([False] * 3 + [True] * 3, dtype=object),
        pd.to_datetime(["2026-01-01"] * 3 + ["2026-01-02"] * 3),
        [0.5] * 3 + [1.5] * 3,
    ],
    ids=lambda y: str(getattr(y, "dtype", "fractions")),
)
def test_labels_are_taken_in_whatever_form_they_come(model, y):
    model = fitted(model, y=y)
    assert len(model.classes_) == 2
    assert set(model.predict(TABLE)) <= set(np.asarray(y))
    assert model.score(TABLE, y) == fitted(model).score(TABLE, LABELS)


@pytest.mark.parametrize(
    ("values", "kind"),
    [([0, 1], "i"), ([True, False], "b"), ([0.5, 2], "f"), ([Fraction(1, 2), 2], "O")],
)
def test_numbers_in_a_column_of_objects_are_labels_of_their_own_type(values, kind):
    labels = label_array(np.array(values, dtype=object))
    assert labels.tolist() == values
    assert labels.dtype.kind == kind


def test_numbers_to_predict_are_not_taken_for_labels():
    y = np.arange(200.0)
    X = y[:, np.newaxis] / 200
    for model in (Perceptron(), LogisticRegression()):
        with pytest.raises(ValueError, match=r"holds 200, 0\.0, 1\.0, 2\.0, 3\.0, …\."):
            model.fit(X, y)
        with pytest.raises(ValueError, match=r"continuous numbers such as 0\.005"):
            model.fit(X, X[:, 0])
    with pytest.warns(UserWarning, match="y holds 200 classes for 200 samples, which"):
        MLP(epochs=1).fit(X, y)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        MLP(epochs=1).fit(X[:20], y[:20])  # so few may well be labels
        MLP(epochs=1).fit(X, np.repeat(y[:100], 2))


@each_model
def test_a_score_with_labels_of_another_type_is_refused(model):
    model = fitted(model, y=["no"] * 3 + ["yes"] * 3)
    for y in (LABELS, [True, False] * 3, ["a"] * 6):
        with pytest.raises(ValueError, match="the model has learned 'no' and 'yes'"):
            model.score(TABLE, y)
    assert 0 < model.score(TABLE, ["no", "yes", "never seen"] * 2) < 1


def test_a_model_of_numbers_has_no_probabilities():
    model = fitted(MLP(output="identity", epochs=5))
    for name in ("predict_proba", "decision_function"):
        assert not hasattr(model, name)
        assert hasattr(MLP(), name)
        with pytest.raises(AttributeError, match=f"predicts numbers, and .* no {name}"):
            getattr(model, name)
    assert MLP.predict_proba.__doc__.startswith("Return the probabilities")
    in_class = vars(MLP)["predict_proba"]  # where tools look that write documentation
    assert in_class.__doc__ == MLP.predict_proba.__doc__


@each_model
def test_an_array_as_a_hyperparameter_gets_a_sentence(model):
    for name in set(model.get_params()) - {"verbose"}:
        changed = clone(model).set_params(**{name: np.array([1.5, 2.5])})
        if isinstance(model, LogisticRegression):
            solver = "sgd" if name != "solver" else changed.solver
            changed.set_params(solver=solver)
        with pytest.raises((TypeError, ValueError), match=name) as caught:
            changed.fit(TABLE, LABELS)
        assert str(caught.value).endswith(".")
        assert "ambiguous" not in str(caught.value)


# Weights of samples -------------------------------------------------------------------

FULL_BATCH = (
    LogisticRegression(epochs=50),
    LogisticRegression(solver="newton", l2=0.1),
    MLP(epochs=30, batch_size=None, shuffle=False),
    MLP(epochs=30, batch_size=None, shuffle=False, output="softmax"),
    MLP(epochs=30, batch_size=None, shuffle=False, output="identity"),
    MLP(epochs=30, batch_size=None, shuffle=False, loss="squared_error"),
)


def learned(model):
    """Return all that a model has learned, as one vector."""
    names = ("coefs_", "intercepts_") if isinstance(model, MLP) else ("coef_",)
    arrays = [array for name in names for array in getattr(model, name)]
    return np.concatenate([np.ravel(array) for array in arrays])


@pytest.mark.parametrize("model", FULL_BATCH, ids=repr)
@given(weights=st.lists(st.integers(0, 4), min_size=12, max_size=12))
@settings(max_examples=15)
def test_a_weight_counts_like_so_many_samples(model, weights):
    X, y = data.blobs(n=12, noise=2.0, seed=1)
    if len(set(np.repeat(y, weights))) < 2:
        return
    weighted_model = fitted(model, X, y, sample_weight=weights)
    repeated = fitted(model, np.repeat(X, weights, axis=0), np.repeat(y, weights))
    np.testing.assert_allclose(learned(weighted_model), learned(repeated), rtol=1e-9)
    np.testing.assert_allclose(
        getattr(weighted_model, "loss_curve_", []),
        getattr(repeated, "loss_curve_", []),
        rtol=1e-9,
    )


@each_kind
def test_weights_that_are_equal_change_nothing_and_zero_leaves_out(model):
    X, y = data.blobs(n=12, noise=2.0, seed=1)
    plain = fitted(model, X, y)
    for weight in (1, 0.25, 1e300, 1e-300):
        same = fitted(model, X, y, sample_weight=np.full(12, weight))
        np.testing.assert_array_equal(learned(same), learned(plain))
    keep = np.arange(12) % 3 > 0
    left_out = fitted(model, X, y, sample_weight=keep.astype(int))
    np.testing.assert_array_equal(
        learned(left_out), learned(fitted(model, X[keep], y[keep]))
    )


@each_kind
def test_a_weight_of_two_is_a_step_twice_as_long(model):
    if isinstance(model, LogisticRegression):
        model = LogisticRegression(solver="sgd", batch_size=3, l2=0.1)
    model = clone(model).set_params(epochs=1)
    X, y = data.blobs(n=6, noise=2.0, seed=1)
    heavy = fitted(model, X, y, sample_weight=[1, 1, 1, 3, 3, 3])
    assert np.abs(learned(heavy) - learned(fitted(model, X, y))).max() > 1e-4


@pytest.mark.parametrize("l2", [0.0, 0.01, 1.0])
def test_weighted_coefficients_are_those_of_scikit_learn(l2):
    X, y = data.breast_cancer()
    X = ((X - X.mean(axis=0)) / X.std(axis=0))[:, :5]
    weights = np.random.default_rng(0).uniform(0.1, 3, len(y))
    ours = LogisticRegression(solver="newton", l2=l2).fit(X, y, sample_weight=weights)
    C = 1 / (l2 * weights.sum()) if l2 else np.inf
    theirs = linear_model.LogisticRegression(C=C, tol=1e-12, solver="newton-cholesky")
    theirs.fit(X, y, sample_weight=weights)
    np.testing.assert_allclose(ours.coef_, theirs.coef_, rtol=1e-6)
    np.testing.assert_allclose(ours.intercept_, theirs.intercept_, rtol=1e-6)


@pytest.mark.parametrize(
    "model",
    [
        Perceptron(epochs=5),
        LogisticRegression(epochs=20),
        MLP(learning_rate=1.0, epochs=50),
    ],
    ids=repr,
)
def test_what_reweights_can_use_the_models(model):
    X, y = data.moons(n=60, noise=0.2)
    boosted = AdaBoostClassifier(model, n_estimators=5).fit(X, y)
    assert boosted.score(X, y) > 0.7
    rare = np.r_[np.flatnonzero(y == 0), np.flatnonzero(y == 1)[:4]]
    balanced = compute_sample_weight("balanced", y[rare])
    plain = fitted(model, X[rare], y[rare])
    even = fitted(model, X[rare], y[rare], sample_weight=balanced)
    assert (even.predict(X) == 1).sum() > (plain.predict(X) == 1).sum()


@given(st.lists(st.floats(0, 1e308), min_size=1, max_size=9))
def test_only_the_ratios_of_weights_count(given_weights):
    n, positive = len(given_weights), np.array(given_weights) > 0
    if not positive.any():
        return
    X, y = np.arange(2.0 * n).reshape(n, 2), np.arange(n)
    kept_X, kept_y, weights = weighted(X, y, given_weights)
    np.testing.assert_array_equal(kept_X, X[positive])
    np.testing.assert_array_equal(kept_y, y[positive])
    assert weights.mean() == pytest.approx(1, rel=1e-12)
    heaviest = np.max(given_weights)
    ratios = np.array(given_weights)[positive] / heaviest
    np.testing.assert_allclose(weights / weights.max(), ratios, rtol=1e-12)
    np.testing.assert_array_equal(check_weights(given_weights, n), given_weights)


def test_without_weights_all_count_alike():
    X, y = np.eye(3), np.arange(3)
    assert weighted(X, y, None) == (X, y, None)
    assert check_weights(None, 3).tolist() == [1, 1, 1]


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ([1, 2], r"sample_weight must have shape \(3,\), .* but it has \(2,\)"),
        ([[1], [2], [3]], r"sample_weight must have shape \(3,\), .* it has \(3, 1\)"),
        (2, r"sample_weight must have shape \(3,\), one for each .* it has \(\)"),
        ([1, -0.5, 1], r"sample_weight must be at least 0, but one is -0\.5"),
        ([0, 0, 0], "sample_weight must not be zero for every sample"),
        ([1, NAN, 1], "sample_weight must be finite, but it holds nan or infinity"),
    ],
)
def test_bad_weights_get_one_sentence(weights, message):
    with pytest.raises(ValueError, match=message) as caught:
        weighted(np.eye(3), [0, 1, 0], weights)
    assert is_a_sentence(caught)
    with pytest.raises(ValueError, match=message):
        check_weights(weights, 3)


# The record of a run ------------------------------------------------------------------


def run(limit, length):
    trace = Trace(limit, 0)
    for state in range(1, length):
        trace.add(state)
    return trace.snapshots()


@given(st.integers(2, 40), st.integers(1, 3000))
def test_a_trace_is_bounded_even_and_has_both_ends(limit, length):
    steps = [step for step, _ in run(limit, length)]
    assert len(steps) <= limit
    assert steps[0] == 0
    assert steps[-1] == length - 1
    gaps = np.diff(steps[:-1])
    assert len(set(gaps)) <= 1
    if len(gaps):  # the last gap may be shorter, never longer
        assert 0 < steps[-1] - steps[-2] <= gaps[0]


@given(st.integers(2, 40), st.integers(1, 3000))
def test_each_state_stands_beside_its_step(limit, length):
    assert all(step == state for step, state in run(limit, length))


@given(st.integers(2, 400))
def test_a_run_that_has_no_more_states_than_places_is_kept_whole(limit):
    assert [step for step, _ in run(limit, limit)] == list(range(limit))


@given(st.integers(4, 40), st.integers(1, 3000))
def test_about_half_of_the_places_are_used(limit, length):
    assert len(run(limit, length)) >= min(length, limit // 2)


def test_states_are_copied_with_all_they_hold():
    weights = [np.zeros(2)]
    trace = Trace(5, weights)
    for _ in range(2):
        weights[0] += 1
        trace.add(weights)
    before = trace.snapshots()
    weights[0] += 10
    assert [state[0].tolist() for _, state in before] == [[0, 0], [1, 1], [2, 2]]


def test_snapshots_may_be_taken_on_the_way():
    trace = Trace(4, "a")
    assert trace.snapshots() == [(0, "a")]
    trace.add("b")
    assert trace.snapshots() == [(0, "a"), (1, "b")]
    trace.add("c")
    assert trace.snapshots() == [(0, "a"), (1, "b"), (2, "c")]


def test_a_full_trace_waits_until_it_needs_a_place():
    steps = []
    trace = Trace(5, 0)
    for state in range(1, 9):
        trace.add(state)
        steps.append([step for step, _ in trace.snapshots()])
    assert steps[3:] == [
        [0, 1, 2, 3, 4],  # as many as there are places
        [0, 2, 4, 5],
        [0, 2, 4, 6],
        [0, 2, 4, 6, 7],
        [0, 2, 4, 6, 8],
    ]


@pytest.mark.parametrize("limit", [1, 0, -3])
def test_a_trace_has_room_for_both_ends(limit):
    with pytest.raises(
        ValueError, match=f"record must be at least 2, but it is {limit}"
    ):
        Trace(limit, "a")


def test_a_limit_is_a_whole_number():
    with pytest.raises(TypeError, match=r"record must be an integer, but it is 2\.5"):
        Trace(2.5, "a")
