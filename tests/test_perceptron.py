"""The perceptron against plain loops, scikit-learn and its convergence theorem."""

import pickle

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import linprog
from sklearn import linear_model
from sklearn.base import clone, is_classifier
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from lessons_pkg import data
from lessons_pkg.perceptron import RECORDED, Perceptron, margin, mistake_bound

seeds = st.integers(0, 10_000)


def loops(X, t, rate=1.0, epochs=100):
    """Return mistakes per epoch, all weights and all mistaken rows, the slow way."""
    rows = np.asarray(X, dtype=float).tolist()
    w, b = [0.0] * len(rows[0]), 0.0
    mistakes, path, mistaken = [], [[*w, b]], []
    for _ in range(epochs):
        wrong = 0
        for i, row in enumerate(rows):
            z = b
            for j, x in enumerate(row):
                z += w[j] * x
            if t[i] * z <= 0:
                for j, x in enumerate(row):
                    w[j] += rate * t[i] * x
                b += rate * t[i]
                wrong += 1
                path.append([*w, b])
                mistaken.append(i)
        mistakes.append(wrong)
        if wrong == 0:
            break
    return mistakes, path, mistaken


def separable(seed, n=40, m=3, gap=0.05):
    """Return X, y = ±1 and the unit normal (w, b) of a plane with that margin."""
    rng = np.random.default_rng(seed)
    normal = rng.normal(size=m + 1)
    normal /= np.linalg.norm(normal)
    X = rng.uniform(-2, 2, size=(20 * n, m))
    distance = X @ normal[:-1] + normal[-1]
    X = X[np.abs(distance) >= gap][:n]
    y = np.where(X @ normal[:-1] + normal[-1] > 0, 1, -1)
    return X, y, normal[:-1], normal[-1]


def overlapping(seed, n=30, m=3):
    rng = np.random.default_rng(seed)
    y = rng.permutation(np.arange(n) % 2)
    return rng.normal(size=(n, m)) + y[:, np.newaxis], y


@pytest.mark.parametrize("gate", ["and", "or", "nand", "nor", "xor", "xnor"])
@pytest.mark.parametrize("rate", [1.0, 0.1, 3])
def test_it_makes_the_mistakes_of_plain_loops_on_gates(gate, rate):
    X, y = data.gates(gate)
    model = Perceptron(learning_rate=rate, epochs=12).fit(X, y)
    mistakes, path, mistaken = loops(X, 2 * y - 1, rate, 12)
    assert model.mistakes_.tolist() == mistakes
    assert model.path_.tolist() == path
    assert model.updated_by_.tolist() == mistaken
    assert model.n_iter_ == len(mistakes)
    assert model.converged_ is (gate not in ("xor", "xnor"))
    assert [*model.coef_[0], *model.intercept_] == path[-1]
    assert model.score(X, y) == 1 or not model.converged_


@given(seeds, st.integers(1, 6), st.booleans())
def test_it_makes_the_mistakes_of_plain_loops_on_clouds(seed, m, divided):
    X, y = separable(seed, m=m)[:2] if divided else overlapping(seed, m=m)
    assume(len(set(y)) == 2)
    model = Perceptron(learning_rate=0.3, epochs=30).fit(X, y)
    mistakes, path, mistaken = loops(X, np.where(y == y.max(), 1, -1), 0.3, 30)
    assert model.mistakes_.tolist() == mistakes
    assert model.updated_by_.tolist() == mistaken[:RECORDED]
    np.testing.assert_allclose(model.path_, path[: RECORDED + 1], atol=1e-12)
    np.testing.assert_allclose(
        [*model.coef_[0], *model.intercept_], path[-1], atol=1e-12
    )
    z = X @ path[-1][:-1] + path[-1][-1]
    np.testing.assert_allclose(model.decision_function(X), z, atol=1e-11)


@given(seeds, st.sampled_from([1.0, 0.25, 0.1]), st.integers(1, 20))
def test_it_agrees_with_scikit_learn(seed, rate, epochs):
    X, y = overlapping(seed)
    peer = linear_model.Perceptron(
        eta0=rate, max_iter=epochs, tol=None, shuffle=False
    ).fit(X, y)
    model = Perceptron(learning_rate=rate, epochs=epochs).fit(X, y)
    np.testing.assert_allclose(model.coef_, peer.coef_, atol=1e-12)
    np.testing.assert_allclose(model.intercept_, peer.intercept_, atol=1e-12)
    np.testing.assert_array_equal(model.predict(X), peer.predict(X))
    assert model.score(X, y) == peer.score(X, y)


@given(seeds, st.integers(1, 6), st.floats(0.02, 0.5), st.booleans())
def test_mistakes_stay_below_the_bound(seed, m, gap, shuffle):
    X, y, w, b = separable(seed, m=m, gap=gap)
    assume(len(set(y)) == 2)
    bound = mistake_bound(X, y, w, b)
    model = Perceptron(epochs=100_000, shuffle=shuffle, seed=seed).fit(X, y)
    assert model.converged_
    assert model.mistakes_[-1] == 0
    assert model.mistakes_.sum() <= bound
    assert model.score(X, y) == 1
    # Any dividing line gives a bound, the one that was found included.
    assert model.mistakes_.sum() <= mistake_bound(X, y, model.coef_, model.intercept_)


@given(seeds)
def test_the_two_inequalities_of_the_proof_hold_at_every_update(seed):
    X, y, w, b = separable(seed)
    assume(len(set(y)) == 2)
    rate = 0.5
    path = Perceptron(learning_rate=rate, epochs=10_000).fit(X, y).path_
    k = np.arange(len(path))
    along = path @ [*w, b]
    assert np.all(along >= rate * k * margin(X, y, w, b) - 1e-9)
    radius_squared = (X**2).sum(axis=1).max() + 1
    assert np.all((path**2).sum(axis=1) <= rate**2 * k * radius_squared + 1e-9)


def test_the_bound_can_be_reached():
    X, y = [[1.0], [-1.0]], [1, -1]
    assert mistake_bound(X, y, w=1.0, b=0.0) == 2
    assert Perceptron().fit(X, y).mistakes_.tolist() == [2, 0]


def test_the_bound_of_small_integers_does_not_overflow():
    X, y = np.array([[100], [-100]], dtype=np.int8), [1, -1]
    assert mistake_bound(X, y, w=1.0, b=0.0) == pytest.approx(1 + 1e-4, rel=1e-12)


def test_the_margin_is_a_distance():
    X, y, w, b = separable(3)
    points = np.column_stack([X, np.ones(len(X))])
    normal = 7 * np.append(w, b)
    feet = points - np.outer(points @ normal / (normal @ normal), normal)
    nearest = np.linalg.norm(points - feet, axis=1).min()
    assert margin(X, y, 7 * w, 7 * b) == pytest.approx(nearest, rel=1e-12)
    assert margin(X, -y, -w, -b) == pytest.approx(nearest, rel=1e-12)
    farthest = np.linalg.norm(points - feet, axis=1).max()
    assert margin(X, -y, w, b) == pytest.approx(-farthest, rel=1e-12)
    bound = (points**2).sum(axis=1).max() / nearest**2
    assert mistake_bound(X.tolist(), y, w, b) == pytest.approx(bound, rel=1e-12)


def test_xor_makes_four_mistakes_for_ever():
    X, y = data.gates("xor")
    model = Perceptron(epochs=500).fit(X, y)
    assert model.mistakes_.tolist() == [4] * 500
    assert model.n_iter_ == 500
    assert model.converged_ is False
    assert model.score(X, y) == 0.5
    assert not model.path_[::4].any()  # every epoch ends where it began


def test_it_may_come_to_rest_in_the_last_epoch():
    X, y = data.gates("and")
    assert Perceptron(epochs=9).fit(X, y).mistakes_.tolist()[-2:] == [1, 0]
    assert Perceptron(epochs=9).fit(X, y).converged_ is True
    short = Perceptron(epochs=8).fit(X, y)
    assert (short.converged_, short.n_iter_) == (False, 8)
    assert short.score(X, y) == 1  # right already, but not known to be


def test_the_record_is_bounded():
    X, y = data.gates("xor")
    model = Perceptron(epochs=RECORDED).fit(X, y)
    assert model.mistakes_.sum() == 4 * RECORDED
    assert model.path_.shape == (1001, 3)
    assert model.updated_by_.shape == (1000,)


@pytest.mark.parametrize("shuffle", [False, True])
def test_the_record_tells_every_update(shuffle):
    X, y = overlapping(5)
    t = 2 * y - 1
    model = Perceptron(learning_rate=0.5, epochs=9, shuffle=shuffle).fit(X, y)
    assert len(model.path_) == len(model.updated_by_) + 1 == model.mistakes_.sum() + 1
    points = np.column_stack([X, np.ones(len(X))])
    rows = model.updated_by_
    z = (model.path_[:-1] * points[rows]).sum(axis=1)
    assert np.all(t[rows] * z <= 1e-12)
    moved = 0.5 * t[rows, np.newaxis] * points[rows]
    np.testing.assert_allclose(np.diff(model.path_, axis=0), moved, atol=1e-12)
    np.testing.assert_array_equal(model.path_[-1], [*model.coef_[0], *model.intercept_])
    for epoch in np.split(rows, np.cumsum(model.mistakes_)):
        assert len(set(epoch)) == len(epoch)  # no sample is visited twice
        assert shuffle or np.all(np.diff(epoch) > 0)


def test_shuffling_hangs_on_the_seed_alone():
    X, y = overlapping(1)

    def path(**kwargs):
        return Perceptron(epochs=5, **kwargs).fit(X, y).path_.tolist()

    state = np.random.get_state()[1].copy()  # noqa: NPY002
    assert path(shuffle=True, seed=3) == path(shuffle=True, seed=3)
    assert path(shuffle=True, seed=3) != path(shuffle=True, seed=4)
    assert path(seed=3) == path(seed=4) != path(shuffle=True, seed=3)
    np.testing.assert_array_equal(np.random.get_state()[1], state)  # noqa: NPY002


@pytest.mark.parametrize("rate", [2.0**-3, 2.0**4])
def test_the_learning_rate_is_only_a_scale(rate):
    X, y = overlapping(2)
    one = Perceptron(epochs=20).fit(X, y)
    other = Perceptron(epochs=20, learning_rate=rate).fit(X, y)
    np.testing.assert_array_equal(other.mistakes_, one.mistakes_)
    np.testing.assert_array_equal(other.path_, rate * one.path_)
    np.testing.assert_array_equal(other.predict(X), one.predict(X))


@pytest.mark.parametrize(
    "labels",
    [("no", "yes"), (-1, 1), (0, 1), (3, 7), (False, True), (-0.5, 0.5), ("a", "ab")],
)
def test_labels_may_be_any_two_values(labels):
    X, y = data.gates("nand")
    model = Perceptron().fit(X, np.array(labels)[y])
    assert model.classes_.tolist() == list(labels)
    assert model.predict(X).tolist() == [labels[i] for i in y]
    assert model.score(X, np.array(labels)[y]) == 1
    np.testing.assert_array_equal(model.path_, Perceptron().fit(X, y).path_)


def read_only(X):
    X = X.copy()
    X.flags.writeable = False
    return X


@pytest.mark.parametrize(
    "make",
    [
        lambda X: X.astype(int),
        lambda X: X.astype(np.uint8),
        lambda X: X.astype(bool),
        lambda X: X.astype(np.float32),
        lambda X: X.astype(np.float16),
        lambda X: X.astype(int).tolist(),
        lambda X: np.repeat(X, 2, axis=1)[:, ::2],
        lambda X: X[::-1][::-1],
        np.asfortranarray,
        read_only,
    ],
)
def test_any_real_array_is_read_and_none_is_changed(make):
    X, y = data.gates("and")
    given = make(X)
    before = np.array(given)
    model = Perceptron(learning_rate=0.3).fit(given, read_only(y))
    expected = Perceptron(learning_rate=0.3).fit(X, y)
    np.testing.assert_array_equal(model.path_, expected.path_)
    np.testing.assert_array_equal(model.predict(given), y)
    np.testing.assert_array_equal(np.array(given), before)
    assert model.coef_.dtype == model.intercept_.dtype == np.float64
    assert model.coef_.shape == (1, 2)
    assert model.intercept_.shape == (1,)
    assert np.any(model.coef_ % 1)  # an integer X has not made integer weights


def test_constant_columns():
    X, y = overlapping(4)
    ones = np.column_stack([X, np.zeros(len(X)), np.ones(len(X))])
    model = Perceptron(epochs=7).fit(ones, y)
    assert model.coef_[0, -2] == 0  # nothing to learn from
    assert model.coef_[0, -1] == model.intercept_[0]  # another bias
    still = Perceptron(epochs=3).fit(np.ones((4, 1)), [0, 1, 0, 1])
    assert still.mistakes_.tolist() == [4, 4, 4]
    assert not still.converged_


def test_on_the_line_the_second_class_is_predicted():
    model = Perceptron().fit([[1.0], [-1.0]], ["up", "down"])
    assert model.decision_function([[0.0], [2.0]]).tolist() == [0, 4]
    assert model.predict([[0.0], [-1e-9]]).tolist() == ["up", "down"]


def test_fitting_again_starts_anew():
    X, y = data.gates("and")
    model = Perceptron()
    assert model.fit(*overlapping(0)) is model
    model.fit(X, y)
    assert model.path_.tolist() == Perceptron().fit(X, y).path_.tolist()
    assert model.mistakes_.tolist() == Perceptron().fit(X, y).mistakes_.tolist()


def test_two_species_of_iris_are_divided():
    X, y = data.iris()
    setosa_or_not = y == 0
    model = Perceptron().fit(X, setosa_or_not)
    assert model.converged_
    assert model.score(X, setosa_or_not) == 1
    assert model.mistakes_.sum() <= mistake_bound(
        X, setosa_or_not, model.coef_, model.intercept_
    )
    others = Perceptron().fit(X[y > 0], y[y > 0])  # versicolor and virginica overlap
    assert not others.converged_
    assert others.n_iter_ == 100
    assert others.mistakes_.min() > 0


def test_the_line_found_late_is_no_better_on_the_test_flowers():
    """Chapter 3 says so of the third kind: 3604 epochs, and 7 of 30 are wrong."""
    X, y = data.iris()
    X, y = X[y > 0][:, 2:], y[y > 0]
    order = np.random.default_rng(0).permutation(100)
    train, test = order[:70], order[70:]
    model = Perceptron(epochs=4000).fit(X[train], y[train])
    assert model.n_iter_ == 3604
    assert model.score(X[train], y[train]) == 1
    assert (model.predict(X[test]) != y[test]).sum() == 7


def test_scikit_learn_accepts_it():
    X, y = separable(8, n=60, gap=0.2)[:2]
    model = Perceptron(learning_rate=0.5, shuffle=True, seed=2)
    assert is_classifier(model)
    copy = clone(model)
    assert copy is not model
    assert copy.get_params() == model.get_params()
    assert cross_val_score(model, X, y, cv=3).mean() > 0.85
    pipeline = make_pipeline(StandardScaler(), model).fit(X, y)
    assert pipeline.score(X, y) == 1
    search = GridSearchCV(Perceptron(), {"epochs": [1, 200]}, cv=3).fit(X, y)
    assert search.best_estimator_.converged_
    twin = pickle.loads(pickle.dumps(model.fit(X, y)))
    np.testing.assert_array_equal(twin.predict(X), model.predict(X))


def test_the_hyperparameters_have_their_defaults():
    assert Perceptron().get_params() == {
        "learning_rate": 1.0,
        "epochs": 100,
        "shuffle": False,
        "seed": 0,
    }
    assert repr(Perceptron(epochs=5)) == "Perceptron(epochs=5)"
    with pytest.raises(TypeError, match="positional"):
        Perceptron(0.5)


@pytest.mark.parametrize(
    ("name", "value", "error", "message"),
    [
        ("learning_rate", 0, ValueError, "learning_rate must be positive, but it is 0"),
        ("learning_rate", -1.0, ValueError, "must be positive, but it is -1.0"),
        (
            "learning_rate",
            np.nan,
            ValueError,
            "learning_rate must be one finite number",
        ),
        ("learning_rate", "1", TypeError, "learning_rate must hold real numbers"),
        ("learning_rate", 1e60, ValueError, "must be below 1e.50, but one is 1e.60"),
        ("epochs", 0, ValueError, "epochs must be at least 1, but it is 0"),
        ("epochs", 1.5, TypeError, "epochs must be an integer, but it is 1.5"),
        ("shuffle", "yes", TypeError, "shuffle must be True or False, but it is 'yes'"),
        ("seed", -1, ValueError, "seed must be at least 0, but it is -1"),
        ("seed", None, TypeError, "seed must be an integer, but it is None"),
    ],
)
def test_hyperparameters_out_of_range(name, value, error, message):
    model = Perceptron(**{name: value})  # `clone` wants no check before fit
    with pytest.raises(error, match=message):
        model.fit(*data.gates("and"))
    assert not hasattr(model, "coef_")


BAD_DATA = {
    "one class": (
        [[1.0], [2.0]],
        [1, 1],
        ValueError,
        "two classes, but it holds one class, 1",
    ),
    "one sample": ([[1.0]], [1], ValueError, "two classes, but it holds one class, 1"),
    "three classes": (np.eye(3), [0, 1, 2], ValueError, "two classes, but it holds 3"),
    "no sample": (np.empty((0, 2)), [], ValueError, r"X must not be empty"),
    "no feature": (np.empty((2, 0)), [0, 1], ValueError, r"X must not be empty"),
    "flat X": ([1.0, 2.0], [0, 1], ValueError, "X must have two dimensions"),
    "nan": ([[np.nan], [1.0]], [0, 1], ValueError, "X must be finite"),
    "infinity": ([[np.inf], [1.0]], [0, 1], ValueError, "X must be finite"),
    "text": ([["a"], ["b"]], [0, 1], TypeError, "X must hold real numbers"),
    "column y": ([[1.0], [2.0]], [[0], [1]], ValueError, "y must have one dimension"),
    "short y": ([[1.0], [2.0]], [0], ValueError, "X has 2 rows and y has 1 labels"),
    "nan in y": ([[1.0], [2.0]], [0.0, np.nan], ValueError, "y must be finite"),
}
bad_data = pytest.mark.parametrize(
    ("X", "y", "error", "message"), BAD_DATA.values(), ids=BAD_DATA
)


@bad_data
def test_bad_data_is_refused(X, y, error, message):
    with pytest.raises(error, match=message):
        Perceptron().fit(X, y)
    for function in (margin, mistake_bound):
        with pytest.raises(error, match=message):
            function(X, y, [1.0], 0.0)


def test_huge_data_is_refused_and_large_data_does_not_overflow():
    with pytest.raises(ValueError, match=r"be below 1e\+50, but one is 2e\+60"):
        Perceptron().fit([[1.0], [-2e60]], [0, 1])
    X, y = data.gates("and")
    model = Perceptron(learning_rate=9e49, epochs=10_000).fit(9e49 * X, y)
    assert np.isfinite(model.path_).all()
    tiny = Perceptron().fit(1e-300 * X, y)
    assert np.isfinite(tiny.decision_function(X)).all()


@pytest.mark.parametrize("large", [1e50, 1e51])
def test_1e50_is_the_first_number_too_large(large):
    X, y = data.gates("and")
    message = rf"must be below 1e\+50, but one is {large:g}".replace("e+", r"e\+")
    with pytest.raises(ValueError, match=message):
        Perceptron(learning_rate=large).fit(X, y)
    with pytest.raises(ValueError, match=message):
        Perceptron().fit(-large * X, y)
    Perceptron().fit(np.nextafter(1e50, 0) * X, y)


@given(seeds, st.lists(st.integers(1, 5), min_size=30, max_size=30))
def test_a_weight_makes_an_update_so_many_times_as_long(seed, weights):
    X, y = overlapping(seed)
    model = Perceptron(learning_rate=0.5, epochs=4).fit(X, y, sample_weight=weights)
    lengths = np.array(weights) / np.mean(weights)
    points, t = np.column_stack([X, np.ones(len(X))]), 2 * y - 1
    rows = model.updated_by_
    moved = 0.5 * (lengths * t)[rows, np.newaxis] * points[rows]
    np.testing.assert_allclose(np.diff(model.path_, axis=0), moved, atol=1e-12)
    np.testing.assert_array_equal(model.path_[-1], [*model.coef_[0], *model.intercept_])


def test_only_a_fitted_model_predicts():
    for method in ("predict", "decision_function"):
        with pytest.raises(ValueError, match=r"call fit\(X, y\) first"):
            getattr(Perceptron(), method)([[0.0, 0.0]])
    model = Perceptron().fit(*data.gates("or"))
    with pytest.raises(ValueError, match="X has 3 features, but Perceptron is ex"):
        model.predict([[1.0, 2.0, 3.0]])


@pytest.mark.parametrize(
    ("w", "b", "error", "message"),
    [
        ([1.0], 0.0, ValueError, "w must have 2 weights and b be one number, but they"),
        ([1.0, 1.0], [0.0, 0.0], ValueError, "they have 2 and 2"),
        ([1.0, 1.0, 1.0], 0.0, ValueError, "they have 3 and 1"),
        ([0.0, 0.0], 0.0, ValueError, "w and b must give a line, but all are 0"),
        ([1.0, np.nan], 0.0, ValueError, "w must be finite"),
        ([1.0, 1.0], np.inf, ValueError, "b must be finite"),
        (["1", "1"], 0.0, TypeError, "w must hold real numbers, but it holds text"),
    ],
)
@pytest.mark.parametrize("function", [margin, mistake_bound])
def test_a_line_has_weights_and_a_bias(function, w, b, error, message):
    with pytest.raises(error, match=message):
        function(*data.gates("and"), w, b)


def test_only_a_dividing_line_bounds_the_mistakes():
    X, y = data.gates("and")
    assert mistake_bound(X, y, [2, 2], -3) == pytest.approx(3 / (1 / 17), rel=1e-12)
    for w, b in [([-2, -2], 3), ([1, 1], -1), ([1, 1], -2)]:
        with pytest.raises(ValueError, match="must divide the classes, but the margin"):
            mistake_bound(X, y, w, b)


def divided(X, y):
    """Say whether a line divides the classes, as a linear programme does."""
    t = np.where(y == y.max(), 1, -1)
    rows = -t[:, np.newaxis] * np.column_stack([X, np.ones(len(X))])
    free = {"bounds": (None, None)}
    return linprog(np.zeros(rows.shape[1]), rows, -np.ones(len(X)), **free).status == 0


def test_a_line_divides_what_chapter_3_says():
    flowers, species = data.iris()
    petals, two, late = flowers[:, 2:], species < 2, species > 0
    assert divided(petals[two], species[two])
    assert divided(flowers[two][:, :2], species[two])
    assert not divided(petals[late], species[late])
    assert not divided(*data.beans())
    orders = [np.random.default_rng(seed).permutation(100)[:70] for seed in range(5)]
    training_sets = [divided(petals[late][i], species[late][i]) for i in orders]
    assert training_sets == [True, False, False, False, False]
