"""The page computes softmax as `lessons_pkg` does: shares are compared."""

import numpy as np

from lessons_pkg import softmax

from .test_mlp_in_the_page import page

__all__ = ["page"]  # the fixture


def test_the_page_gives_the_shares_of_the_package(page):
    rng = np.random.default_rng(7)
    rows = [rng.normal(0, spread, size=k) for spread in (1, 30) for k in range(1, 9)]
    rows += [np.array([1000.0, 1002.0, 999.5]), np.array([-1e308, 1e308])]
    found = page(logits=[row.tolist() for row in rows])["shares"]
    for row, shares in zip(rows, found, strict=True):
        np.testing.assert_allclose(shares, softmax(row), rtol=1e-13, atol=1e-300)
