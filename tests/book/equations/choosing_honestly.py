"""Checks of the labelled equations of page 4c, choosing honestly."""

import numpy as np
from scipy.stats import sem
from sklearn.metrics import precision_score, recall_score

from lessons_pkg import cross_entropy_from_logits, numerical_gradient

from . import equation

close = np.testing.assert_allclose


@equation(
    "eq-standard-error",
    r"\text{SE} = \frac{1}{\sqrt{k}}"
    r" \sqrt{\frac{1}{k - 1} \sum_{j=1}^{k} (L_j - \bar L)^2}",
)
def _():
    losses = np.array([0.11, 0.02, 0.35, 0.08, 0.19])
    k, mean = len(losses), losses.mean()
    found = np.sqrt(sum((v - mean) ** 2 for v in losses) / (k - 1)) / np.sqrt(k)
    close(found, sem(losses))
    # What it estimates: how far the means of samples of this size scatter.
    rng = np.random.default_rng(0)
    many = rng.normal(size=(4000, k))
    close(many.mean(axis=1).std(), 1 / np.sqrt(k), rtol=0.05)
    close(np.mean(sem(many, axis=1) ** 2), 1 / k, rtol=0.05)


@equation(
    "eq-recall-precision",
    r"\begin{aligned} \text{recall}"
    r" &= \frac{\text{found}}{\text{found} + \text{missed}} \\[1ex]"
    r" \text{precision}"
    r" &= \frac{\text{found}}{\text{found} + \text{false alarms}} \end{aligned}",
)
def _():
    truth = np.array([1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0])
    called = np.array([1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0])
    found, missed, alarms = (
        np.sum((truth == t) & (called == c)) for t, c in ((1, 1), (1, 0), (0, 1))
    )
    close(found / (found + missed), recall_score(truth, called))
    close(found / (found + alarms), precision_score(truth, called))


@equation(
    "eq-cost-threshold",
    r"\begin{aligned} p\,m &= (1 - p)\,a \\[1ex] p &= \frac{a}{a + m} \end{aligned}",
)
def _():
    for m, a in ((10.0, 1.0), (3.0, 7.0)):
        p = a / (a + m)
        close(p * m, (1 - p) * a)
        # Among many calibrated samples no other threshold is cheaper.
        said = (np.arange(20_000) + 0.5) / 20_000
        thresholds = np.linspace(0.01, 0.99, 197)
        costs = [
            np.where(said < t, said * m, (1 - said) * a).mean() for t in thresholds
        ]
        assert abs(thresholds[np.argmin(costs)] - p) < 0.005


@equation(
    "eq-share-likelihood",
    r"\ell(q) = k \ln q + (n - k) \ln(1 - q)",
)
def _():
    k, n = 4, 9
    labels = np.array([1] * k + [0] * (n - k))

    def likelihood(q):
        return k * np.log(q) + (n - k) * np.log(1 - q)

    for q in (0.2, 0.7):
        logit = np.full(n, np.log(q / (1 - q)))
        close(likelihood(q), -n * cross_entropy_from_logits(labels, logit))
    close(numerical_gradient(likelihood, k / n), 0, atol=1e-6)
