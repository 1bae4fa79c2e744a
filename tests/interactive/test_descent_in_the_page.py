"""The page descends as `lessons_pkg.logistic_regression` does: weights are compared."""

import numpy as np
import pytest

from lessons_pkg import LogisticRegression, data
from lessons_pkg.explore import Descent
from lessons_pkg.explore.logistic_regression import LAST, SOLVERS, beans, runs

from .test_mlp_in_the_page import assert_near, page

__all__ = ["page"]  # the fixture

# Steps as long as a reader can choose, and short ones.
RATES = {"gd": (0.05, 5.0), "sgd": (0.01, 1.0), "newton": (1.0, 1.0)}


def samples(rng):
    """Return samples that no line divides, so that there is a lowest point."""
    n, m = int(rng.integers(20, 60)), int(rng.integers(1, 4))
    X = rng.normal(size=(n, m))
    noise = rng.logistic(size=n)
    return X, (X @ rng.normal(size=m) + noise > 0).astype(int)


@pytest.mark.filterwarnings("ignore::lessons_pkg.estimator.ConvergenceWarning")
@pytest.mark.parametrize("solver", RATES)
def test_the_page_steps_as_the_solver_steps(page, solver):
    rng = np.random.default_rng(4)
    cases, wanted = [], []
    for epochs in (1, 10, 10, 10, 200) * 4:
        X, y = samples(rng)
        low, high = RATES[solver]
        rate, decay = float(low * (high / low) ** rng.random()), float(rng.random())
        seed = int(rng.integers(1000))
        chance = np.random.default_rng(seed)
        orders = [chance.permutation(len(X)).tolist() for _ in range(epochs)]
        settings = {"solver": solver, "learning_rate": rate, "decay": decay}
        model = LogisticRegression(**settings, seed=seed, epochs=epochs).fit(X, y)
        wanted.append([*model.coef_[0], model.intercept_[0]])
        case = {"solver": solver, "X": X.tolist(), "y": y.tolist(), "rate": rate}
        cases.append(case | {"decay": decay, "orders": orders, "epochs": epochs})
    found = page(ways=cases)["ways"]
    for case, one, other in zip(cases, found, wanted, strict=True):
        assert_near(one, other, 1e-12 if case["epochs"] <= 10 else 1e-8)


@pytest.mark.parametrize("size", Descent.size.choices)
@pytest.mark.parametrize("rates", [(4.0, 1.0), (0.1, 0.01), (15.0, 5.0)])
def test_each_epoch_of_the_figure_is_that_of_the_package(page, size, rates):
    state = Descent(0, size, *rates).page_state()
    samples = state.pop("sets")[size]
    found = page(descents=[{"state": state, "beans": samples}])["descents"][0]
    assert set(found) == set(SOLVERS)
    for solver, path in runs(size, *rates).items():
        assert len(found[solver]) == len(path)
        for k, ((w, b), loss) in enumerate(path):
            one, other = np.array(found[solver][k]), np.array([w, b, loss])
            assert one == pytest.approx(other, rel=1e-12 if k <= 10 else 1e-8, abs=1e-9)


def test_the_runs_are_those_that_a_reader_can_fit():
    """From the package's front door, where no chance is in it."""
    x, y = np.array(beans("as measured")).T
    X = x[:, np.newaxis]
    slow = LogisticRegression(solver="gd", learning_rate=4.0, epochs=LAST).fit(X, y)
    best = LogisticRegression(solver="newton").fit(X, y)
    for solver, model in (("gd", slow), ("newton", best)):
        end = Descent(LAST).at(LAST)[solver]
        assert (end["w"], end["b"]) == (model.coef_[0, 0], model.intercept_[0])
        assert end["loss"] == model.loss_curve_[-1]
    full, _ = data.beans()
    np.testing.assert_allclose(X, full, atol=5.1e-5)
