"""What becomes of strokes, and what the network of chapter 9's explorable reads."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.datasets import load_digits

from lessons_pkg.explore import Digits
from lessons_pkg.explore.digits import (
    FIELD,
    INK,
    MOST,
    PEN,
    SAMPLES,
    SIDE,
    WIDE,
    inked,
    network,
    picture,
    read,
    record,
    upright,
)
from lessons_pkg.interactive.bundle import STATIC
from tools import digits_network as tool

GRIDS = {Digits: {}}

# Digits by hand: "x,y" point after point, with "|" between strokes.
STYLES = {
    "clean": [
        "50,12 36,18 28,34 26,52 30,72 40,86 52,88 64,82 72,66 73,46 68,26 58,14 50,12",
        "38,28 46,20 54,11 54,30 53,60 53,89",
        "29,30 34,18 46,11 59,13 68,23 67,37 58,51 44,66 29,86 30,88 50,87 73,88",
        "30,20 40,12 54,11 66,19 66,33 56,44 45,48 58,50 69,60 70,74 60,86 45,89 31,82",
        "56,12 46,28 34,46 24,62 40,62 60,62 77,61|60,40 60,60 60,89",
        "68,13 50,13 35,13 33,30 32,46 44,42 58,44 69,54 70,70 62,84 47,89 31,84",
        "62,12 48,22 37,38 30,56 31,74 40,87 54,89 66,81 69,67 61,55 47,53 35,62 31,72",
        "27,14 45,14 72,13 64,32 54,52 46,70 40,89",
        "62,22 52,12 39,15 34,27 41,39 54,47 66,59 69,74 60,87 46,89 "
        "34,80 34,66 44,53 58,43 66,31 62,21",
        "68,28 60,15 46,12 34,20 32,35 40,46 54,46 65,38 69,26 68,45 65,68 58,89",
    ],
    "plain": [
        "58,15 45,12 33,22 27,40 28,60 35,78 48,88 60,84 69,70 72,50 69,30 60,17",
        "50,10 50,35 50,65 50,90",
        "30,28 40,14 56,12 66,24 62,42 48,60 34,74 28,84 38,78 50,82 62,88 74,82",
        "30,14 48,13 68,13 56,30 47,43 62,46 70,60 68,76 56,88 40,88 29,80",
        "34,12 32,30 30,48 46,50 68,48|66,14 65,40 63,65 62,89",
        "36,14 34,30 33,44 46,40 60,44 68,56 68,72 58,86 44,89 30,82|36,14 52,14 70,13",
        "58,10 44,30 34,50 30,70 38,86 54,90 68,80 68,64 56,56 42,60 32,70",
        "28,16 50,14 72,12 62,36 52,60 44,89|38,50 52,49 68,48",
        "50,48 36,40 33,24 44,12 58,13 67,24 62,40 50,48 36,58 30,72 "
        "38,86 52,90 66,84 70,70 62,56 50,48",
        "66,20 52,12 38,18 32,32 38,46 52,48 64,40 66,22 67,50 66,72 56,86 42,88 32,82",
    ],
    "slanted": [
        "60,12 46,18 36,34 30,54 30,74 38,88 50,88 62,76 70,56 74,36 72,18 60,12",
        "62,10 56,32 48,60 40,90",
        "38,30 46,16 60,11 72,18 72,32 60,50 42,68 24,88 44,86 66,88",
        "40,18 52,11 68,14 72,26 62,40 48,46 60,50 66,64 58,80 42,89 26,84",
        "54,10 42,34 28,60 50,60 74,58|72,34 64,60 54,90",
        "78,12 62,12 48,13 42,30 38,46 52,42 64,50 66,66 56,82 40,89 24,84",
        "70,10 54,26 40,48 32,70 38,86 52,88 64,76 66,62 54,56 42,64 34,76",
        "34,14 54,13 80,12 66,34 50,60 34,90",
        "74,20 62,11 48,18 46,32 56,44 62,58 56,78 42,88 30,80 32,64 48,50 66,38 74,22",
        "74,24 62,12 48,18 40,34 46,46 60,42 72,28 74,22 66,46 54,70 42,90",
    ],
    "wide": [
        "50,30 30,34 16,48 20,64 40,72 64,71 82,60 82,44 68,33 50,30",
        "30,38 44,28 52,18 52,82|30,82 52,82 76,82",
        "18,40 30,28 54,24 76,32 76,46 54,58 30,68 16,78 40,76 84,78",
        "18,28 44,20 70,26 72,38 52,46 36,48 62,50 80,60 74,74 48,82 18,76",
        "40,20 28,36 14,56 50,56 88,56|62,36 62,60 62,84",
        "80,22 50,22 24,22 22,46 48,42 76,48 80,64 62,78 20,78",
        "70,18 40,32 20,54 24,74 50,82 78,74 76,58 50,52 26,62",
        "14,24 50,24 86,22 66,46 48,66 40,84",
        "72,30 50,20 28,28 30,40 52,48 76,60 74,76 50,82 24,76 26,60 48,48 70,40 72,30",
        "78,34 56,22 28,28 24,44 46,52 72,44 80,30 78,56 70,84",
    ],
    "angular": [
        "30,20 30,80 70,80 70,20 30,20",
        "40,25 55,10 55,90|38,90 72,90",
        "30,15 70,15 70,50 30,50 30,88 70,88",
        "30,14 70,14 70,88 30,88|70,50 38,50",
        "30,12 30,54 70,54|70,12 70,90",
        "70,14 30,14 30,48 70,48 70,88 30,88",
        "68,12 30,12 30,88 70,88 70,50 30,50",
        "30,14 70,14 70,90",
        "30,12 70,12 70,88 30,88 30,12|30,50 70,50",
        "70,50 30,50 30,12 70,12 70,88 32,88",
    ],
}
# Drawn after the network was trained, and not looked at before.
STYLES["later"] = [
    "44,14 30,30 26,56 36,82 54,84 70,66 72,40 62,18 46,12 34,22",
    "34,34 48,22 56,10 55,50 54,90",
    "28,26 42,12 62,16 64,34 46,58 26,84 34,74 46,78 60,88 76,80",
    "26,22 44,10 64,18 62,36 42,46 66,54 70,74 50,90 28,80",
    "58,10 40,36 22,66 50,64 80,63|62,48 60,90",
    "66,12 38,13 35,44 54,42 68,56 64,78 46,88 28,80",
    "66,10 46,24 32,52 34,78 52,90 68,76 62,58 44,56 33,70",
    "26,16 50,12 74,14 58,46 44,90|36,52 66,50",
    "66,18 46,10 36,24 50,44 68,62 62,84 42,88 32,72 46,50 64,34 66,18",
    "66,24 48,12 34,26 42,44 60,42 68,24 70,52 60,80 40,90",
]


def strokes(text):
    """Return the rows of one digit above."""
    return [
        (*map(int, point.split(",")), int(k > 0))
        for stroke in text.split("|")
        for k, point in enumerate(stroke.split())
    ]


def shares(rows):
    return read(picture(rows))[-1]


def drawings():
    """Yield (style, digit, rows) of each."""
    for style, texts in STYLES.items():
        for digit, text in enumerate(texts):
            yield style, digit, strokes(text)


# From strokes to a picture ------------------------------------------------------------


def distance(point, a, b):
    """Return the distance of a point from a segment, by calculus at school."""
    length = math.dist(a, b)
    if length == 0:
        return math.dist(point, a)
    way = [(q - p) / length for p, q in zip(a, b, strict=True)]
    along = sum((x - p) * w for x, p, w in zip(point, a, way, strict=True))
    along = min(max(along, 0), length)
    return math.dist(point, [p + along * w for p, w in zip(a, way, strict=True)])


def test_the_bitmap_is_what_lies_within_half_a_pen():
    rows = strokes(STYLES["clean"][4])  # two strokes
    high = 89 - 12
    places = [
        ((x - 50.5) * (WIDE - PEN) / 53 + 16, (y - 50.5) * (SIDE - PEN) / high + 16)
        for x, y, _ in rows
    ]
    pairs = zip(pairwise(places), rows[1:], strict=True)
    lines = [(p, q) for (p, q), (_, _, down) in pairs if down]
    near = [
        [min(distance((c + 0.5, r + 0.5), *line) for line in lines) for c in range(32)]
        for r in range(32)
    ]
    assert (inked(rows, PEN) == (np.array(near) <= PEN / 2)).all()


def test_a_dot_is_a_disc_and_a_dash_lies_in_the_middle():
    dot = inked([(7, 90, 0)], PEN)
    assert dot[14:18, 14:18].all()
    assert dot.sum() == pytest.approx(math.pi * (PEN / 2) ** 2, abs=3)
    assert (dot == inked([(40, 3, 0), (40, 3, 1)], PEN)).all()
    dash = inked([(10, 50, 0), (90, 50, 1)], PEN)
    assert np.flatnonzero(dash.any(axis=0)).tolist() == list(range(6, 26))
    assert np.flatnonzero(dash.any(axis=1)).tolist() == list(range(14, 18))


@given(
    st.lists(
        st.tuples(st.integers(0, 49), st.integers(0, 49), st.integers(0, 1)),
        min_size=1,
        max_size=12,
    ),
    st.integers(0, 50),
    st.integers(0, 50),
)
def test_place_and_size_do_not_matter(rows, right, down):
    there = [(x + right, y + down, d) for x, y, d in rows]
    twice = [(2 * x, 2 * y, d) for x, y, d in rows]
    wanted = picture(rows)
    assert (picture(there) == wanted).all()
    assert (picture(twice) == wanted).all()
    assert wanted.shape == (8, 8)
    assert 0 <= wanted.min() <= wanted.max() <= 16


def test_what_leans_is_set_upright():
    slash, line = [(80, 10, 0), (20, 90, 1)], [(50, 10, 0), (50, 90, 1)]
    assert not (inked(slash, PEN) == upright(inked(slash, PEN))).all()
    columns = np.flatnonzero(picture(slash).sum(axis=0))
    assert columns.tolist() in ([2, 3, 4], [3, 4, 5], [2, 3, 4, 5])
    straight = inked(line, PEN)
    assert (upright(straight) == straight).all()


def test_by_how_much_the_rows_move():
    bitmap = np.zeros((32, 32), dtype=bool)
    bitmap[np.arange(32), 31 - np.arange(32) // 2] = True
    moved = upright(bitmap)
    ends = moved[2].argmax(), moved[29].argmax()
    assert abs(ends[0] - ends[1]) <= 1
    assert (moved.sum(axis=1) == 1).all()
    few = np.zeros((32, 32), dtype=bool)
    few[10, 3:9] = few[13, 8:20] = True  # too low for a lean
    assert (upright(few) == few).all()
    gap = np.zeros((32, 32), dtype=bool)
    gap[0, 3] = gap[31, 20] = True  # nothing two rows inside
    assert (upright(gap) == gap).all()


def test_drawn_digits_have_the_form_of_the_data():
    """They fill the height, have as much ink, and keep to the same columns."""
    images = load_digits().images
    drawn = np.array([picture(rows) for _, _, rows in drawings()])
    ink, theirs = drawn.sum(axis=(1, 2)), images.sum(axis=(1, 2))
    assert ink.mean() == pytest.approx(theirs.mean(), rel=0.03)
    assert theirs.min() < ink.min() < ink.max() < theirs.max() + 10
    assert (images[:, [0, 7]].max(axis=2) > 0).all()
    assert (drawn[:, [0, 7]].max(axis=2) > 0).all()
    wide = [(each.max(axis=1) > 0).sum(axis=1).mean() for each in (drawn, images)]
    assert wide[0] == pytest.approx(wide[1], abs=0.25)
    empty = [(each[:, :, [0, 7]].sum() / each.sum()) for each in (drawn, images)]
    assert max(empty) < 0.01


def test_thin_digits_become_thicker_and_thick_ones_thinner():
    line = [(50, 10, 0), (50, 90, 1)]
    assert inked(line, PEN).sum() < INK[0]
    assert picture(line).sum() == inked(line, PEN + 2).sum()
    scribble = [(30 * (k % 2) + 30, 10 + 6 * k, int(k > 0)) for k in range(14)]
    assert inked(scribble, PEN).sum() > INK[1]
    thinner = inked(scribble, PEN - 2)
    assert picture(scribble).sum() == upright(thinner).sum()


# The network --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def parts():
    return tool.split()


def test_what_is_stored_are_short_numbers_of_the_right_count():
    parameters = network().parameters
    assert parameters.size == 64 * 32 + 32 * 16 + 16 * 10 + 58
    assert (parameters == parameters.round(tool.DECIMALS)).all()


def test_the_stored_network_reads_what_it_has_not_seen(parts):
    X, y, (train, validation, test) = parts
    assert len({*train, *validation, *test}) == len(X) == 1797
    assert [len(train), len(validation), len(test)] == [1078, 359, 360]
    said = (STATIC / "figures" / "digits.js").read_text("utf-8")
    assert f"{len(train)} of the {len(X)} digits" in said
    assert tool.accuracy(network(), X[validation], y[validation]) > 0.97
    assert tool.accuracy(network(), X[test], y[test]) > 0.98
    # The temperature is in the last layer already.
    found = tool.chosen_temperature(network(), X[validation], y[validation])
    assert found == pytest.approx(1, abs=0.1)


def test_the_tool_trains_this_network(parts):
    """To the last digit on the machine that trained it; elsewhere rounding grows."""
    X, y, (train, _, test) = parts
    again = tool.trained(X[train], y[train])
    pictures = np.array([picture(rows).ravel() for _, _, rows in drawings()]) / 16
    for images in (X[test], pictures):
        both = [tool.logits(each, images).argmax(axis=1) for each in (again, network())]
        assert (both[0] == both[1]).mean() > 0.95


def test_samples_are_test_digits_of_which_some_are_read_wrong(parts):
    X, y, (_, _, test) = parts
    assert len(record()["samples"]) == len(SAMPLES)
    wrong = 0
    for sample in record()["samples"]:
        row = sample["row"]
        assert row in test
        assert sample["label"] == y[row]
        assert sample["pixels"] == (16 * X[row]).tolist()
        wrong += read(sample["pixels"])[-1].argmax() != y[row]
    assert 2 <= wrong <= 4
    labels = {sample["label"] for sample in record()["samples"]}
    assert len(labels) >= 6


def test_moved_images_are_near_those_they_come_from(parts):
    X, _, (train, *_) = parts
    moved = tool.moved(X[train], np.random.default_rng(3))
    assert moved.shape == X[train].shape
    assert 0 <= moved.min() <= moved.max() <= 1
    off = np.abs(moved - X[train]).mean()
    assert 0.02 < off < np.abs(X[train][1:] - X[train][:-1]).mean() / 2


# What it reads ------------------------------------------------------------------------


@pytest.mark.parametrize("style", STYLES)
def test_digits_drawn_by_hand_are_read(style):
    found = [shares(strokes(text)).argmax() for text in STYLES[style]]
    right = sum(a == b for a, b in enumerate(found))
    # Those of a digital watch are no handwriting, and the network has never seen any.
    assert right >= (3 if style == "angular" else 9)


def test_a_little_trembling_changes_little():
    rng, right, count = np.random.default_rng(4), 0, 0
    for style, digit, rows in drawings():
        if style == "angular":
            continue
        for _ in range(5):
            shaken = np.array(rows)
            shaken[:, :2] += rng.integers(-2, 3, (len(rows), 2))
            right += shares(shaken.clip(0, 99)).argmax() == digit
            count += 1
    assert right / count > 0.95


# From a 1 to a 7 the upper stroke grows; from a 4 to a 9 a gap closes.
DOUBTFUL = [
    (1, 7, "{},14 58,12 52,40 47,65 42,90", (56, 14)),
    (4, 9, "{},14 32,34 36,46 50,48 64,44|66,14 65,40 64,65 62,90", (28, 62)),
]


@pytest.mark.parametrize(("first", "second", "text", "ends"), DOUBTFUL)
def test_between_two_digits_the_network_is_unsure(first, second, text, ends):
    step = 1 if ends[0] < ends[1] else -1
    found = [shares(strokes(text.format(x))) for x in range(ends[0], ends[1], step)]
    assert found[0].argmax() == first
    assert found[-1].argmax() == second
    assert min(each.max() for each in found) < 0.6


# The explorable -----------------------------------------------------------------------


def test_the_numbers_are_those_of_the_reading():
    rows = strokes(STYLES["clean"][3])
    n = Digits("yours", rows).numbers()
    ten = [n[f"p{digit}"] for digit in range(10)]
    assert ten == shares(rows).tolist()
    assert sum(ten) == pytest.approx(1)
    assert (n["guess"], n["sure"]) == (3, max(ten))
    assert n["next"] == n[f"p{n['second']}"] == sorted(ten)[-2]
    # A test digit is shown until the drawing is chosen.
    sample = Digits("2", rows)
    assert sample.pixels() == record()["samples"][1]["pixels"]
    sample.digit = "yours"
    assert sample.pixels() == picture(rows).ravel().tolist()


def test_an_empty_field_has_no_reading():
    empty = Digits("yours")
    assert empty.pixels() is None
    assert set(empty.shown().values()) == {"–"}
    assert "nan" not in empty.page_html().lower()
    assert repr(empty) == "The field is empty: draw a digit."


def test_strokes_are_rounded_and_as_many_as_a_link_holds():
    widget = Digits("yours", [(1.4, 2.6, 0), (98.6, 0, 1)])
    assert widget.strokes == ((1, 3, 0), (99, 0, 1))
    longest = [(99, 99, 1)] * MOST
    assert Digits("yours", longest).strokes == tuple(longest)
    text = ",".join(str(n) for row in longest for n in row)
    assert len(f"#explore-digits-10?digit=yours&strokes={text}") < 2000
    widget.strokes = []
    assert widget.strokes == ()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ([(1, 2)], "rows \\(x, y, down\\)"),
        ([1, 2, 0], "rows \\(x, y, down\\)"),
        ([(1, 2, 0)] * (MOST + 1), f"at most {MOST} points, but they are {MOST + 1}"),
        ([(1, FIELD, 0)], "between 0 and 99, but one is 100"),
        ([(-1, 2, 0)], "between 0 and 99, but one is -1"),
        ([(1, 2, 0.5)], "down must be 0 or 1, but one is 0.5"),
        ([(1, 2, math.nan)], "strokes"),
    ],
)
def test_other_strokes_are_refused(value, words):
    with pytest.raises(ValueError, match=words):
        Digits("yours", value)


def test_other_words_are_refused():
    with pytest.raises(ValueError, match="digit"):
        Digits("9")
    with pytest.raises(TypeError, match="strokes"):
        Digits("yours", "abc")
