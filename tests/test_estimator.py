"""The base of the models holds what scikit-learn asks for, and checks X and y."""

import pickle
import subprocess
import sys
import warnings

import numpy as np
import pytest
from sklearn.base import clone, is_classifier, is_regressor
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils import get_tags
from sklearn.utils.estimator_checks import check_estimator

from lessons_pkg import data
from lessons_pkg.estimator import (
    ConvergenceWarning,
    Estimator,
    check_X,
    check_X_y,
    label_classes,
    positive_number,
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
        X, y = check_X_y(X, y)
        self.classes_, index = label_classes(y)
        self.means_ = np.array([X[index == k].mean(0) for k in np.unique(index)])
        self.n_features_in_ = X.shape[1]
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


# scikit-learn's own checks that ask for its words, its classes of errors and warnings,
# or, in check_dtype_object, for numbers that are passed as Python objects.
ABOUT_WORDS = {
    "check_classifier_not_supporting_multiclass",
    "check_classifiers_regression_target",
    "check_complex_data",
    "check_dtype_object",
    "check_estimator_sparse_array",
    "check_estimator_sparse_matrix",
    "check_estimator_sparse_tag",
    "check_estimators_empty_data_messages",
    "check_estimators_unfitted",
    "check_fit2d_1sample",
    "check_fit2d_predict1d",
    "check_n_features_in_after_fitting",
    "check_requires_y_none",
    "check_supervised_y_2d",
}


@pytest.mark.parametrize(
    "model",
    [
        LogisticRegression(l2=0.1),
        LogisticRegression(solver="sgd", l2=0.1, epochs=50),
        LogisticRegression(solver="newton", l2=0.1),
        Perceptron(),
        MLP(),
    ],
    ids=repr,
)
def test_the_models_pass_the_checks_of_scikit_learn(model):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        results = check_estimator(model, on_fail=None, on_skip=None)
    failed = {each["check_name"] for each in results if each["status"] == "failed"}
    assert failed <= ABOUT_WORDS
    assert len(results) > 40


def test_the_models_do_without_scikit_learn():
    code = (
        "import sys; sys.modules['sklearn'] = None\n"
        "from lessons_pkg.logistic_regression import LogisticRegression\n"
        "from lessons_pkg.mlp import MLP\n"
        "X, y = [[0.0], [1.0], [2.0], [3.0]], [0, 1, 0, 1]\n"
        "for model in LogisticRegression(epochs=9), MLP(epochs=9):\n"
        "    print(model.fit(X, y).set_params(epochs=8), model.score(X, y) >= 0)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout == "LogisticRegression(epochs=8) True\nMLP(epochs=8) True\n"


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
    with pytest.raises(ValueError, match=r"y must have one dimension"):
        model.score(X, [["a"], ["a"], ["b"], ["b"]])


def test_a_model_predicts_what_it_has_learned_from():
    with pytest.raises(
        ValueError, match=r"This NearestMean has not learned yet: call f"
    ):
        NearestMean().predict([[1.0]])
    model = NearestMean().fit([[0.0, 1.0], [2.0, 3.0]], [0, 1])
    message = "X must have the 2 features that the model has learned from, but it has 3"
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
            r"rows of samples and columns of features, but .*\(2,\)",
        ),
        (3.0, ValueError, r"X must have two dimensions, .* but its shape is \(\)"),
        (np.ones((2, 2, 2)), ValueError, r"but its shape is \(2, 2, 2\)"),
        ([], ValueError, r"X must have two dimensions, .* but its shape is \(0,\)"),
        (
            np.ones((0, 2)),
            ValueError,
            r"X must not be empty, but its shape is \(0, 2\)",
        ),
        (
            np.ones((2, 0)),
            ValueError,
            r"X must not be empty, but its shape is \(2, 0\)",
        ),
        ([[1.0, NAN]], ValueError, "X must be finite, but it holds nan or infinity"),
        ([[INF], [1.0]], ValueError, "X must be finite, but it holds nan or infinity"),
        ([[1.0], [1.0, 2.0]], ValueError, "X must be rectangular, but its rows differ"),
        ([["a"]], TypeError, "X must hold real numbers, but it holds text"),
        ([[1j]], TypeError, "X must hold real numbers, but it holds complex numbers"),
        ([[None]], TypeError, "X must hold real numbers, but it holds Python objects"),
        (np.ma.ones((2, 2)), TypeError, "X must hold real .* but it is a masked array"),
    ],
)
def test_a_bad_X_gets_one_sentence(X, kind, message):
    with pytest.raises(kind, match=message) as caught:
        check_X(X)
    assert str(caught.value).count(".") == 1
    with pytest.raises(kind, match=message):
        check_X_y(X, [0, 1])


@pytest.mark.parametrize(
    ("y", "message"),
    [
        ([[0], [1]], r"y must have one dimension, but its shape is \(2, 1\)"),
        (1, r"y must have one dimension, but its shape is \(\)"),
        (None, r"y must have one dimension, but its shape is \(\)"),
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
    assert str(caught.value).count(".") == 1


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
    with pytest.raises(ValueError, match="at least two classes, but all are 5"):
        label_classes(np.array([5, 5, 5]))
    with pytest.raises(TypeError, match="y must hold labels of one kind, but it mixes"):
        label_classes(np.array(["a", 1, None], dtype=object))


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
