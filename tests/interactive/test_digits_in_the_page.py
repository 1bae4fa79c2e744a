"""The page makes the same pictures of strokes, and reads them as `Digits` does."""

import numpy as np

from lessons_pkg.explore import Digits
from lessons_pkg.explore.digits import picture, read
from lessons_pkg.mlp import initial_weights

from ..explore.test_digits import drawings
from .test_mlp_in_the_page import page

__all__ = ["page"]  # the fixture


def scribbles():
    """Return strokes of all kinds: few points and many, dots, lines, wild ones."""
    rng = np.random.default_rng(9)
    found = [rows for *_, rows in drawings()]
    found += [[(7, 9, 0)], [(0, 0, 1)], [(5, 5, 0), (5, 5, 1)], [(1, 9, 1), (80, 9, 1)]]
    found += [[(4, 1, 0), (4, 99, 0)], [(0, 0, 0), (99, 99, 1), (99, 0, 0)]]
    for size in [1, 2, 3, 5, 8, 20, 200] * 20:
        places = rng.integers(0, 100, (size, 2))
        if rng.random() < 0.5:  # a line that does not jump
            places = (rng.normal(0, 4, (size, 2)).cumsum(axis=0) + 50).clip(0, 99)
        down = rng.random(size) < rng.choice([0.2, 0.7, 1])
        rows = np.column_stack([places.round(), down]).astype(int)
        found.append(rows.tolist())
    return found


def test_the_page_counts_the_same_ink_to_the_last_point(page):
    drawn = scribbles()
    found = page(drawings=drawn)["pictures"]
    wanted = [picture(rows).ravel().tolist() for rows in drawn]
    assert found == wanted
    assert len({tuple(each) for each in wanted}) > 100


def test_the_page_reads_as_the_package_reads(page):
    rng = np.random.default_rng(6)
    pictures = [picture(rows).ravel().tolist() for *_, rows in drawings()]
    pictures += rng.integers(0, 17, (50, 64)).tolist()
    pictures += [[0] * 64, [16] * 64]
    network = Digits().page_state()["network"]
    found = page(readers=[{"network": network, "pictures": pictures}])["readings"][0]
    for pixels, reading in zip(pictures, found, strict=True):
        for layer, wanted in zip(reading["layers"], read(pixels), strict=True):
            np.testing.assert_allclose(layer, wanted, rtol=1e-12, atol=1e-13)
        shares = read(pixels)[-1]
        assert reading["guess"] == shares.argmax()
        assert reading["second"] == np.argsort(-shares)[1]
        assert reading["next"] == reading["layers"][2][reading["second"]]


def test_of_two_equal_digits_the_lower_one_is_first(page):
    coefs, intercepts = initial_weights((64, 32, 16, 10), "zeros")
    network = {
        "coefs": [W.ravel().tolist() for W in coefs],
        "intercepts": [b.tolist() for b in intercepts],
    }
    network["intercepts"][2][3] = network["intercepts"][2][8] = 1.0
    found = page(readers=[{"network": network, "pictures": [[1] * 64]}])["readings"]
    assert (found[0][0]["guess"], found[0][0]["second"]) == (3, 8)
