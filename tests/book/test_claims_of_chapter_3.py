"""What chapter 3 counts on the irises holds in whole tenths too; its trap is one."""

import numpy as np
import pytest

from lessons_pkg import Perceptron, data, sigmoid

from .conftest import CELLS

FLOWERS, SPECIES = data.iris()
PETALS = FLOWERS[:, 2:]
TENTHS = np.column_stack([np.rint(10 * PETALS).astype(int), np.full(150, 10)])


def split(kinds, seed):
    """Return the rows to train and to test on, and whether a row is the later kind."""
    rows = np.flatnonzero(np.isin(SPECIES, kinds))
    order = np.random.default_rng(seed).permutation(100)
    return rows[order[:70]], rows[order[70:]], kinds[1] == SPECIES


def counted(kinds, seed):
    """Return the mistakes of each epoch, and those on the test set, in tenths."""
    train, test, y = split(kinds, seed)
    theta, mistakes = np.zeros(3, dtype=int), []
    while 0 not in mistakes:
        mistakes.append(0)
        for x_hat, t in zip(TENTHS[train], np.where(y[train], 1, -1), strict=True):
            if t * (theta @ x_hat) <= 0:
                theta, mistakes[-1] = theta + t * x_hat, mistakes[-1] + 1
    return mistakes, ((TENTHS[test] @ theta >= 0) != y[test]).sum()


def learned(kinds, seed):
    """Return the same in centimetres, by the package."""
    train, test, y = split(kinds, seed)
    model = Perceptron(epochs=4000).fit(PETALS[train], y[train])
    return model.mistakes_.tolist(), (model.predict(PETALS[test]) != y[test]).sum()


@pytest.mark.parametrize("seed", range(10))
def test_rounding_changes_no_count_of_the_first_two_kinds(seed):
    assert learned([0, 1], seed) == counted([0, 1], seed)


def test_a_line_for_the_third_kind_comes_after_more_than_3600_epochs():
    """Here rounding does change the count, so the text says no more."""
    for count, epochs in ((learned, 3604), (counted, 3693)):
        mistakes, wrong = count([1, 2], seed=0)
        assert (len(mistakes), mistakes[-1], wrong) == (epochs, 0, 7)


def test_integer_weights_refuse_an_update_of_the_whole_array():
    """The page's own loop, as it stands and with its inner loop in one piece."""
    cells = {item.cell.id: item.cell.source for item in CELLS}
    known = {"np": np, "sigmoid": sigmoid, "data": data}
    exec(cells["soft-functions"], known)
    source, _, _ = cells["integer-frozen"].partition("X, y =")
    inner = """for j in range(2):
            w[j] -= 5 * dL_dw[j]"""
    assert inner in source
    known["X"], known["y"] = data.gates("and")
    exec(source, known)
    w, _ = known["descend_in_place"](np.array([1, 1]), -1.0, 1)
    assert (w.tolist(), w.dtype.kind) == ([0, 0], "i")
    exec(source.replace(inner, "w -= 5 * dL_dw"), known)
    w = np.array([1, 1])
    with pytest.raises(TypeError, match=r"Cannot cast .* from .*float64.* to .*int"):
        known["descend_in_place"](w, -1.0, 1)
    assert w.tolist() == [1, 1]
    w, _ = known["descend_in_place"](w.astype(float), -1.0, 1)
    assert 0 < w.min() <= w.max() < 1
