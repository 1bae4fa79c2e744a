"""The page steps as `lessons_pkg.optimise` does: parameters are compared."""

import numpy as np
import pytest

from lessons_pkg.explore import Race
from lessons_pkg.explore.optimisation import METHODS
from lessons_pkg.optimise import Moments, adam_step, gradient_step, momentum_step

from .test_mlp_in_the_page import assert_near, page

__all__ = ["page"]  # the fixture


def walked(method, H, w, rate, momentum, steps):
    """Return the parameters after each step of the package."""
    velocity, moments, path = 0.0, Moments(), []
    for _ in range(steps):
        if method == "gradient":
            w = gradient_step(w, H @ w, rate)
        elif method == "momentum":
            w, velocity = momentum_step(w, H @ w, velocity, rate, momentum)
        else:
            w, moments = adam_step(w, H @ w, moments, rate)
        path.append(w)
    return path


@pytest.mark.parametrize("method", METHODS)
def test_the_page_steps_as_the_package_steps(page, method):
    rng, cases = np.random.default_rng(8), []
    for m in (1, 2, 3, 5) * 3:
        A = rng.normal(size=(m + 1, m))
        H, w = A.T @ A / m, rng.normal(0, 3, m)
        rate = float(rng.uniform(0.1, 0.9)) / np.linalg.eigvalsh(H)[-1]
        cases.append((method, H, w, rate, float(rng.uniform(0, 0.95)), 500))
    names = ("method", "H", "w", "rate", "momentum", "steps")
    told = [
        {
            n: v.tolist() if isinstance(v, np.ndarray) else v
            for n, v in zip(names, c, strict=True)
        }
        for c in cases
    ]
    for found, case in zip(page(walks=told)["walks"], cases, strict=True):
        scale = np.abs(case[2]).max()
        for k, (one, other) in enumerate(zip(found, walked(*case), strict=True)):
            tolerance = 1e-12 if k < 10 else 1e-8
            assert np.abs(np.array(one) - other).max() <= tolerance * scale


RACES = [
    Race(),
    Race(conditioning=1.0, rate=0.05, momentum=0.0, adam_rate=0.02),
    Race(conditioning=100.0, rate=1.9, momentum=0.95, adam_rate=1.0, angle=45),
    Race(conditioning=50.0, rate=2.1, momentum=0.3, adam_rate=0.3, angle=20),
]


@pytest.mark.parametrize("figure", RACES, ids=range(len(RACES)))
def test_each_step_of_the_figure_is_that_of_the_package(page, figure):
    found = page(races=[figure.page_state()])["races"][0]
    for name, (path, losses) in figure.runs().items():
        scale = np.maximum(np.abs(path).max(axis=1), 1e-3)
        off = np.abs(np.array(found[name]["path"]) - path).max(axis=1) / scale
        assert off[:11].max() <= 1e-12
        assert off.max() <= 1e-8
        assert_near(found[name]["losses"], losses, 1e-8)
        steps = found[name]["steps"]  # None stands for ∞ in JSON
        wanted = figure.numbers()[f"{name}_steps"]
        assert (np.inf if steps is None else steps) == wanted
