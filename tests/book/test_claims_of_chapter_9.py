"""What chapter 9 says of its networks holds, trained by the package and not the page.

`MLP` draws the same random numbers as the page's `learn`, so that each network here is
one of the page's, and what the page says of several starts is counted again.
"""

import re

import numpy as np
import pytest
from sklearn.datasets import load_digits
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier

from benchmarks import digits as speed
from lessons_pkg import MLP, data, mnist, softmax, softmax_cross_entropy
from lessons_pkg.mlp import Network, initial_weights
from lessons_pkg.optimise import batches

from .conftest import BOOK, CELLS

IMAGES, DIGIT = data.digits()
X, Y = IMAGES / 16, np.eye(10)[DIGIT]
ORDER = np.random.default_rng(9).permutation(1797)
TRAIN, VALIDATION, TEST = np.split(ORDER, [1000, 1297])
SIZES = [64, 32, 16, 10]
CELL = {
    item.cell.id: item.cell.source
    for item in CELLS
    if item.path == BOOK / "09_digits.ipynb"
}


def fit(rows, rate, epochs, seed, hidden=(32, 16), targets=DIGIT, record=0, size=20):
    """Return the package's network for these rows."""
    how = {"learning_rate": rate, "epochs": epochs, "batch_size": size, "seed": seed}
    net = MLP(hidden=hidden, activation="relu", record=record, **how)
    return net.fit(X[rows], targets[rows])


def page(*cells):
    """Run these cells of the page, and return what they leave."""
    names = {}
    for cell in cells:
        exec(compile(CELL[cell], cell, "exec"), names)
    return names


@pytest.fixture(scope="module")
def ten():
    """Return the ten networks of the test."""
    return [fit(TRAIN, 0.3, 19, seed) for seed in range(10, 20)]


@pytest.fixture(scope="module")
def learned():
    """Return the page's names up to `learn`."""
    return page(
        "imports", "load", "split", "forward", "backward-code", "start", "learn"
    )


# The data -----------------------------------------------------------------------------


def test_the_data_are_the_part_of_thirteen_writers():
    about = " ".join(load_digits().DESCR.split())
    assert "copy of the test set" in about
    assert "total of 43 people, 30 contributed to the training set" in about
    assert "different 13 to the test set" in about
    assert "32x32 bitmaps are divided into nonoverlapping blocks of 4x4" in about


def test_the_picture_with_its_ink_is_a_four():
    assert DIGIT[324] == 4


def test_four_pixels_are_blank_in_training_and_three_everywhere(ten):
    blank = np.flatnonzero(X[TRAIN].max(axis=0) == 0)
    assert blank.tolist() == [0, 32, 39, 56]
    assert np.flatnonzero(X.max(axis=0) == 0).tolist() == [0, 32, 39]
    start = initial_weights(SIZES, seed=np.random.default_rng(10))[0][0]
    kept = (ten[0].coefs_[0] == start).all(axis=1)
    assert np.flatnonzero(kept).tolist() == blank.tolist()
    assert (ten[0].intercepts_[0] != 0).any()


# Before training ----------------------------------------------------------------------


def test_the_page_and_the_package_arrive_at_the_same_weights(learned):
    *_, (Ws, bs) = learned["learn"](SIZES, X[TRAIN], Y[TRAIN], 0.3, 3, seed=5)
    net = fit(TRAIN, 0.3, 3, seed=5)
    pairs = zip([*Ws, *bs], [*net.coefs_, *net.intercepts_], strict=True)
    assert max(abs(mine - its).max() for mine, its in pairs) < 1e-12


def test_twenty_pictures_can_be_fitted_with_wrong_labels_too():
    few = TRAIN[:20]
    backwards = DIGIT.copy()
    backwards[few] = DIGIT[few][::-1]
    assert (backwards[few] != DIGIT[few]).any()
    for targets in (DIGIT, backwards):
        for seed in range(5):
            net = fit(few, 0.1, 500, seed, targets=targets)
            assert net.score(X[few], targets[few]) == 1
            assert net.loss_curve_[-1] < 0.02


# Training and choosing ----------------------------------------------------------------


def states(seed, rate=0.3):
    """Yield the network after each of sixty epochs."""
    net = fit(TRAIN, rate, 60, seed, record=200)
    for _, (coefs, intercepts) in net.history_[1:]:
        yield Network(coefs, intercepts, "relu", "softmax", "cross_entropy")


def test_later_the_loss_rises_and_the_mistakes_do_not():
    losses, mistakes = np.empty((5, 60)), np.empty((5, 60))
    surest, price = np.empty((5, 60)), np.empty((5, 60))
    for seed in range(5):
        for epoch, net in enumerate(states(seed)):
            z = net.forward(X[VALIDATION])[0][-1]
            losses[seed, epoch] = softmax_cross_entropy(Y[VALIDATION], z)
            wrong = z.argmax(axis=1) != DIGIT[VALIDATION]
            mistakes[seed, epoch] = wrong.sum()
            surest[seed, epoch] = softmax(z).max(axis=1).mean()
            price[seed, epoch] = softmax_cross_entropy(Y[VALIDATION][wrong], z[wrong])
    lowest = losses.argmin(axis=1) + 1
    assert (lowest.min(), lowest.max()) == (16, 24)
    assert losses.mean(axis=0).argmin() + 1 == 19
    assert (losses[:, 59] > losses[:, 29]).all()
    for rises in (surest, price):
        assert rises[:, 59].mean() > rises[:, 29].mean() > rises[:, 18].mean()
    assert mistakes.mean(axis=0)[29] == pytest.approx(9.0)
    assert mistakes.mean(axis=0)[59] == pytest.approx(8.6)


# The test -----------------------------------------------------------------------------


def misread(net, rows=TEST):
    return net.predict(X[rows]) != DIGIT[rows]


def test_what_the_ten_networks_misread(ten):
    counts = np.array([misread(net).sum() for net in ten])
    assert (counts.min(), counts.max(), counts.mean()) == (15, 23, 18.8)
    assert counts[0] == 17


def test_the_nearest_neighbour_is_scikit_learns():
    peer = KNeighborsClassifier(1).fit(X[TRAIN], DIGIT[TRAIN])
    assert (peer.predict(X[TEST]) != DIGIT[TEST]).sum() == 11


def test_the_three_is_the_hardest_and_zero_is_always_right(ten):
    C = np.zeros((10, 10), dtype=int)
    for net in ten:
        np.add.at(C, (DIGIT[TEST], net.predict(X[TEST])), 1)
    off = C - np.diag(np.diag(C))
    assert off.sum() == 188
    assert off[3].sum() == 59
    largest = {divmod(place, 10) for place in np.argsort(off.ravel())[-3:]}
    assert largest == {(3, 8), (3, 9), (3, 2)}
    assert off[3, [8, 9, 2]].tolist() == [22, 19, 18]
    assert off[0].sum() == 0
    assert (DIGIT[TEST] == 0).sum() == 46
    assert off[9, 3] == 0
    assert (C[3, 3], C[3].sum(), C[:, 3].sum()) == (501, 560, 503)


def test_a_high_probability_is_no_guarantee(ten):
    sure = ten[0].predict_proba(X[TEST]).max(axis=1) > 0.9
    wrong = misread(ten[0])
    assert (sure.sum(), wrong.sum(), (sure & wrong).sum()) == (469, 17, 7)
    share = wrong[sure].mean()
    assert share == pytest.approx(0.015, abs=5e-4)
    assert (wrong & ~sure).sum() / (~sure).sum() == pytest.approx(1 / 3, abs=0.02)


def test_some_first_neurons_hardly_ever_see_a_gradient(ten):
    few = [
        ((X[TRAIN] @ net.coefs_[0] + net.intercepts_[0] > 0).mean(axis=0) < 0.01).sum()
        for net in ten
    ]
    assert (few[0], min(few), max(few)) == (5, 3, 13)


def test_twenty_pictures_are_fitted_without_the_derivative_of_relu_too():
    names = page("imports", "load", "split", "forward", "start", "learn")
    derivative = " * (Z[l - 1] > 0)"
    assert CELL["backward-code"].count(derivative) == 1
    exec(CELL["backward-code"].replace(derivative, ""), names)
    few = names["train"][:20]
    for seed in range(5):
        *_, net = names["learn"](SIZES, X[few], Y[few], 0.1, 500, seed)
        P = names["forward"](X[few], *net)[2]
        assert (P.argmax(axis=1) == DIGIT[few]).all()


def test_about_ten_first_neurons_have_hardly_moved(ten):
    start = initial_weights(SIZES, seed=np.random.default_rng(10))[0][0]
    moved = np.linalg.norm(ten[0].coefs_[0] - start, axis=0)
    share = moved / np.linalg.norm(start, axis=0)
    assert (share < 0.6).sum() == 11
    assert (share < 0.3).sum() == 8  # most of them
    assert (share > 1).sum() == 21


def in_blocks(rows):
    """Yield the number of each tenth of these rows, the tenth, and the others."""
    blocks = np.array_split(rows, 10)
    for k, held_out in enumerate(blocks):
        yield k, held_out, np.concatenate(blocks[:k] + blocks[k + 1 :])


def test_blocks_of_the_file_are_harder_for_both():
    found = {}
    for name, rows in (
        ("shuffled", np.random.default_rng(1).permutation(1797)),
        ("file", np.arange(1797)),
    ):
        for k, held_out, rest in in_blocks(rows):
            net = fit(rest, 0.3, 19, seed=k)
            peer = KNeighborsClassifier(1).fit(X[rest], DIGIT[rest])
            for who, said in (("net", net), ("near", peer)):
                wrong = (said.predict(X[held_out]) != DIGIT[held_out]).sum()
                found[name, who] = found.get((name, who), 0) + wrong
    assert found == {
        ("shuffled", "net"): 50,
        ("shuffled", "near"): 22,
        ("file", "net"): 76,
        ("file", "near"): 43,
    }


def test_with_other_starts_blocks_of_the_file_are_twice_as_hard():
    for more in (10, 20):
        wrong = []
        for rows in (np.random.default_rng(1).permutation(1797), np.arange(1797)):
            wrong.append(0)
            for k, held_out, rest in in_blocks(rows):
                said = fit(rest, 0.3, 19, seed=k + more).predict(X[held_out])
                wrong[-1] += (said != DIGIT[held_out]).sum()
        assert wrong[1] / wrong[0] == pytest.approx(2, abs=0.2)


# The same network elsewhere -----------------------------------------------------------


@pytest.mark.parametrize("seed", range(10, 20))
def test_scikit_learn_arrives_at_the_same_weights(seed):
    net = fit(TRAIN, 0.3, 19, seed)
    rng = np.random.default_rng(seed)
    start = initial_weights(SIZES, seed=rng)
    how = {"solver": "sgd", "momentum": 0, "alpha": 0, "shuffle": False}
    peer = MLPClassifier((32, 16), batch_size=20, learning_rate_init=0.3, **how)
    peer.partial_fit(X[TRAIN[:20]], DIGIT[TRAIN[:20]], classes=range(10))
    peer.coefs_, peer.intercepts_ = start
    for _ in range(19):
        rows = TRAIN[rng.permutation(1000)]
        peer.partial_fit(X[rows], DIGIT[rows])
    theirs = [*peer.coefs_, *peer.intercepts_]
    pairs = zip([*net.coefs_, *net.intercepts_], theirs, strict=True)
    assert max(abs(mine - its).max() for mine, its in pairs) < 1e-10


def test_pytorch_arrives_at_the_same_weights(learned, capsys):
    pytest.importorskip("torch")
    names = dict(learned)
    *_, names["shown"] = names["learn"](SIZES, X[TRAIN], Y[TRAIN], 0.3, 19, seed=10)
    (code,) = re.findall(r"```python\n(.*?)```", CELL["same-read"], flags=re.DOTALL)
    exec(compile(code, "box", "exec"), names)
    assert capsys.readouterr().out == "parameters equal to 1e-10: True\n"
    assert "It prints `True`" in CELL["same-read"]


# Fast ---------------------------------------------------------------------------------


def test_all_that_is_timed_ends_at_the_same_weights():
    ways = speed.epochs(speed.page_code())
    reached = {name: way() for name, way in ways.items()}
    assert {"loops", "buffers", "MLPClassifier"} <= set(reached)
    for name, weights in reached.items():
        pairs = zip(weights, reached["matrix products"], strict=True)
        tolerance = 1e-10 if name in ("MLPClassifier", "PyTorch") else 1e-12
        assert max(np.abs(a - b).max() for a, b in pairs) < tolerance, name


def test_how_many_multiplications_a_picture_takes():
    assert 64 * 32 + 32 * 16 + 16 * 10 == 2720
    assert 2720 + 32 * 16 + 16 * 10 == 3392  # and error signals of two layers


# MNIST --------------------------------------------------------------------------------


@pytest.fixture
def small_mnist(tmp_path):
    """Write two files as MNIST has them, with few pictures; return their folder."""
    rng, n = np.random.default_rng(0), 60
    header = bytes([0, 0, 8, 3, 0, 0, 0, n, 0, 0, 0, 28, 0, 0, 0, 28])
    pixels = rng.integers(0, 256, n * 784, dtype=np.uint8).tobytes()
    labels = rng.integers(0, 10, n, dtype=np.uint8).tobytes()
    (tmp_path / "train-images-idx3-ubyte").write_bytes(header + pixels)
    header = bytes([0, 0, 8, 1, 0, 0, 0, n])
    (tmp_path / "train-labels-idx1-ubyte").write_bytes(header + labels)
    return tmp_path


def test_the_code_for_mnist_runs(learned, small_mnist, monkeypatch, capsys):
    monkeypatch.setenv("LESSONS_MNIST", str(small_mnist))
    (code,) = re.findall(r"```python\n(.*?)```", CELL["mnist"], flags=re.DOTALL)
    assert code.count("50000") == 4
    exec(compile(code.replace("50000", "50"), "box", "exec"), dict(learned))
    assert 0 <= float(capsys.readouterr().out) <= 1


def test_offline_the_message_is_the_one_shown(tmp_path, monkeypatch):
    def offline(*handlers):
        raise mnist.URLError("[Errno -2] Name or service not known")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(mnist, "build_opener", offline)
    with pytest.raises(ConnectionError) as caught:
        mnist.mnist(folder="digits")
    (shown,) = re.findall(r"```text\n(.*?)```", CELL["mnist"], flags=re.DOTALL)
    said = f"ConnectionError: {caught.value}"
    assert " ".join(shown.split()) == " ".join(said.split())


def test_an_epoch_has_fifty_steps():
    assert len(list(batches(1000, 20))) == 50
