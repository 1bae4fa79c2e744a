"""What chapters 5 and 5a say of training and do not show in a cell."""

import numpy as np
import pytest

from lessons_pkg import MLP, LogisticRegression, data, sigmoid

XOR, BITS = data.gates("xor")


@pytest.mark.parametrize("seed", [6, 13, 18])  # three of the first twenty
def test_more_training_does_not_lead_out_of_a_dead_end(seed):
    rng = np.random.default_rng(seed)
    start = (
        [rng.normal(size=(2, 2)), rng.normal(size=(2, 1))],
        [np.zeros(2), np.zeros(1)],
    )
    model = MLP(hidden=(2,), init=start, learning_rate=2.0, batch_size=None)
    losses = model.set_params(epochs=20_000).fit(XOR, BITS).loss_curve_
    assert losses[3000] > losses[-1] > np.log(2) / 2
    assert losses[-1] == pytest.approx(np.log(2) / 2, abs=5e-4)
    outputs = np.sort(model.predict_proba(XOR)[:, 1])
    np.testing.assert_allclose(outputs, [0, 0.5, 0.5, 1], atol=0.01)


@pytest.mark.parametrize("constant", [0.0, 1.0, -0.7])
def test_equal_neurons_stay_equal(constant):
    start = (
        [np.full((2, 4), constant), np.full((4, 1), constant)],
        [np.zeros(4), np.zeros(1)],
    )
    model = MLP(hidden=(4,), init=start, learning_rate=2.0, batch_size=None)
    W1 = model.set_params(epochs=2000).fit(XOR, BITS).coefs_[0]
    np.testing.assert_allclose(W1, np.repeat(W1[:, :1], 4, axis=1))
    assert model.loss_curve_[-1] > 0.47


def test_a_single_neuron_gets_175_of_the_moons():
    X, y = data.moons()
    for model in (
        LogisticRegression(solver="newton"),
        MLP(hidden=(), learning_rate=5.0, epochs=3000, batch_size=None),
    ):
        assert (model.fit(X, y).predict(X) == y).sum() == 175


def test_two_hidden_neurons_can_do_more_for_the_moons():
    X, y = data.moons()
    model = MLP(hidden=(2,), learning_rate=20.0, epochs=3000, batch_size=None)
    right = [
        (model.set_params(seed=seed).fit(X, y).predict(X) == y).sum()
        for seed in range(4)
    ]
    assert max(right) == 183
    assert right.count(183) > 1


@pytest.mark.parametrize(("h", "failures"), [(2, (55, 55)), (3, (6, 4)), (4, (1, 0))])
def test_a_spare_hidden_neuron_makes_failures_rare(h, failures):
    """Two hundred networks at once, each with a matrix of its own.

    Some that have not learned XOR after 3000 epochs have learned it after 10 000.
    """
    rngs = [np.random.default_rng(seed) for seed in range(200)]
    starts = [(rng.normal(size=(2, h)), rng.normal(size=(h, 1))) for rng in rngs]
    W1, W2 = (np.array(W) for W in zip(*starts, strict=True))
    b1, b2, Y = np.zeros((200, 1, h)), np.zeros((200, 1, 1)), BITS[:, np.newaxis]
    failed = []
    for epoch in range(10_001):
        A1 = sigmoid(XOR @ W1 + b1)
        A2 = sigmoid(A1 @ W2 + b2)
        if epoch in (3000, 10_000):
            losses = -np.log(np.where(Y == 1, A2, 1 - A2)).mean(axis=(1, 2))
            failed.append((losses > 0.1).sum())
            assert failed[-1] == (losses > 0.3).sum()
        delta2 = (A2 - Y) / len(XOR)
        delta1 = delta2 @ W2.transpose(0, 2, 1) * A1 * (1 - A1)
        W1, b1 = W1 - 2 * XOR.T @ delta1, b1 - 2 * delta1.sum(axis=1, keepdims=True)
        W2 = W2 - 2 * A1.transpose(0, 2, 1) @ delta2
        b2 = b2 - 2 * delta2.sum(axis=1, keepdims=True)
    assert tuple(failed) == failures


@pytest.mark.parametrize(("epochs", "share"), [(350, 0.873), (3000, 0.8455)])
def test_an_overfitted_network_still_gets_most_test_points_right(epochs, share):
    training, test = data.moons(60, noise=0.35, seed=0), data.moons(2000, 0.35, seed=2)
    model = MLP(hidden=(16,), learning_rate=5.0, epochs=epochs, batch_size=None)
    assert model.fit(*training).score(*test) == pytest.approx(share, abs=0.003)


def test_the_explorable_at_the_top_learns_as_the_text_says():
    from lessons_pkg.explore import Training

    shown = Training(data="XOR")
    assert sum(W.size for W in shown.model().coefs_) + 4 + 1 == 17
    assert shown.at(100)[1] == 4
    assert round(shown.at(500)[0], 3) == 0.005
    for seed in range(5):  # with three hidden layers the first gets least
        *_, first, last = Training(data="XOR", hidden=(4, 4, 4), seed=seed).at(0)
        assert first < last / 10
