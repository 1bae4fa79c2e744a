"""Chance that the page repeats is even, and its orders are all that there are."""

import itertools

import numpy as np

from lessons_pkg.explore.chance import Orders, mulberry32, permutation

GRIDS = {}


def test_chance_is_even_and_repeats_itself():
    numbers = list(itertools.islice(mulberry32(7), 10_000))
    assert numbers == list(itertools.islice(mulberry32(7), 10_000))
    assert numbers != list(itertools.islice(mulberry32(8), 10_000))
    assert min(numbers) >= 0
    assert max(numbers) < 1
    counts, _ = np.histogram(numbers, 10, (0, 1))
    assert 850 < counts.min() <= counts.max() < 1150


def test_an_order_holds_each_number_once_and_every_order_comes():
    chance = mulberry32(1)
    orders = [tuple(permutation(4, chance).tolist()) for _ in range(500)]
    assert set(orders) == set(itertools.permutations(range(4)))


def test_orders_go_on_where_they_were():
    orders, chance = Orders(3), mulberry32(3)
    for n in (5, 5, 8):
        assert orders.permutation(n).tolist() == permutation(n, chance).tolist()
