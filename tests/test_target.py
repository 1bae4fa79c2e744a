"""What a network is to put out: y goes into columns and comes back as it was."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import accuracy_score, r2_score

from lessons_pkg.activation import sigmoid
from lessons_pkg.softmax import softmax
from lessons_pkg.target import (
    Target,
    check_targets,
    choose_loss,
    decode,
    encode,
    probabilities,
    score,
)

NUMBERS = Target("identity", None, True)
rng = np.random.default_rng(0)


def columns(y, output=None):
    X = np.arange(len(y), dtype=float)[:, np.newaxis]
    _, Y, target = encode(X, y, output)
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
        assert decode(10 * Y - 5, target).tolist() == y


@given(st.lists(st.integers(0, 1), min_size=4, max_size=4), st.integers(-5, 5))
def test_right_scores_give_numbers_and_independent_labels_back(row, number):
    Y, target = columns([row, row], "sigmoid")
    assert decode(10 * Y - 5, target).tolist() == [row, row]
    for y in ([number, 0.5], [[number, 1], [2, 3]]):
        Y, target = columns(y, "identity")
        assert decode(Y, target).tolist() == np.asarray(y).tolist()


@pytest.mark.parametrize(
    ("y", "output", "message"),
    [
        (
            [0.5, 1.0, 2.0],
            None,
            "it holds fractions: to predict numbers, set output='i",
        ),
        ([1, 1, 1], None, "y must hold at least two classes, but all are 1"),
        (
            [[0], [1], [0]],
            None,
            r"y must have one dimension, but its shape is \(3, 1\)",
        ),
        ([[0], [1], [0]], "softmax", r"y must have one dimension, .* \(3, 1\)"),
        ([[0], [2], [0]], "sigmoid", "A matrix y of labels must hold 0 and 1 only"),
        ([[0], [1]], "sigmoid", "but X has 3 rows and y has 2"),
        ([[0], [1]], "identity", "but X has 3 rows and y has 2"),
        ([1, 2], "identity", "but X has 3 rows and y has 2 labels"),
        ([0, 1, np.nan], None, "y must be finite, but it holds nan or infinity"),
        ([0, 1, np.inf], "identity", "y must be finite, but it holds nan or infinity"),
        ([[0], [1, 2], [3]], None, "y must be rectangular, but its rows differ"),
        (np.ones((3, 1, 1)), "identity", r"y must have one dimension, .* \(3, 1, 1\)"),
        (
            [0, 1, 0],
            "logistic",
            "'sigmoid', 'softmax', 'identity', but it is 'logistic'",
        ),
    ],
)
def test_a_bad_target_gets_one_sentence(y, output, message):
    with pytest.raises(ValueError, match=message):
        encode([[0.0], [1.0], [2.0]], y, output)


def test_text_is_no_number():
    with pytest.raises(TypeError, match="y must hold real numbers, but it holds text"):
        columns(["a", "b"], "identity")


def test_the_loss_belongs_to_the_output():
    assert choose_loss("sigmoid") == choose_loss("softmax") == "cross_entropy"
    assert choose_loss("identity") == "squared_error"
    assert choose_loss("sigmoid", "squared_error") == "squared_error"
    message = "loss must be one of 'cross_entropy', 'squared_error', but it is 'hinge'"
    with pytest.raises(ValueError, match=message):
        choose_loss("sigmoid", "hinge")
    message = (
        "loss='cross_entropy' needs probabilities, but output='identity' gives any"
    )
    with pytest.raises(ValueError, match=message):
        choose_loss("identity", "cross_entropy")


def test_targets_fit_the_outputs():
    Y = check_targets([[1, 0], [0, 1]], (2, 2), "softmax")
    assert Y.dtype == np.float64
    message = r"Y must have shape \(2, 1\), a row for each .* but it has \(2,\)"
    with pytest.raises(ValueError, match=message):
        check_targets([1, 0], (2, 1), "sigmoid")
    with pytest.raises(ValueError, match="Each row of Y must sum to 1, for softmax"):
        check_targets([[1, 1], [0, 1]], (2, 2), "softmax")
    check_targets([[1, 1], [0, 1]], (2, 2), "sigmoid")


def test_the_probabilities_of_each_kind_of_output():
    Z = rng.normal(size=(6, 3))
    labels = np.arange(3)
    one = probabilities(Z[:, :1], Target("sigmoid", labels[:2], True))
    np.testing.assert_allclose(
        one, np.column_stack([1 - sigmoid(Z[:, 0]), sigmoid(Z[:, 0])])
    )
    exclusive = probabilities(Z, Target("softmax", labels, True))
    np.testing.assert_allclose(exclusive, softmax(Z))
    several = probabilities(Z, Target("sigmoid", labels, False))
    np.testing.assert_allclose(several, sigmoid(Z))
    shared = probabilities(Z, Target("sigmoid", labels, True))
    expected = sigmoid(Z) / sigmoid(Z).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(shared, expected, rtol=1e-12)
    with pytest.raises(
        ValueError, match="With output='identity' numbers are predicted"
    ):
        probabilities(Z[:, :1], NUMBERS)


def test_shared_probabilities_exist_even_where_every_sigmoid_is_zero():
    p = probabilities(
        np.array([[-900.0, -900.0]]), Target("sigmoid", np.arange(3), True)
    )
    np.testing.assert_allclose(p, [[0.5, 0.5]])


def test_the_score_agrees_with_scikit_learn():
    y, guess = rng.integers(0, 3, 40), rng.integers(0, 3, 40)
    assert score(y, guess, Target("softmax", np.arange(3), True)) == accuracy_score(
        y, guess
    )
    Y, guesses = rng.integers(0, 2, (40, 2)), rng.integers(0, 2, (40, 2))
    several = Target("sigmoid", np.arange(2), False)
    assert score(Y, guesses, several) == accuracy_score(Y, guesses)
    for shape in ((40,), (40, 3)):
        y, guess = rng.normal(size=shape), rng.normal(size=shape)
        assert score(y, guess, NUMBERS) == pytest.approx(r2_score(y, guess))


def test_a_score_needs_targets_in_the_form_of_the_predictions():
    message = r"y must have shape \(2,\), but it has \(2, 1\)"
    with pytest.raises(ValueError, match=message):
        score([[1.0], [2.0]], np.ones(2), NUMBERS)
    message = "R² needs numbers that differ, but all of y are equal"
    with pytest.raises(ValueError, match=message):
        score([1.0, 1.0], np.ones(2), NUMBERS)
