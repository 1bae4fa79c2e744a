"""A number in the text is one that its page computes, or stands here with its source.

The prose of a notebook, its captions and its descriptions of pictures quote what the
code gives: what a cell prints or returns, or a number in the code itself. What no cell
shows is listed below with the expression that gives it. Years are those of
`references.bib`, and what is told of history has its source there.
"""

import decimal
import math
import random
import re

import numpy as np
import pytest
from sklearn.svm import SVC

import lessons_pkg
from lessons_pkg import data, explore
from lessons_pkg.perceptron import mistake_bound

from .conftest import BOOK, CELLS, NOTEBOOKS
from .numbers import is_quoted, numbers, plain, room, values

#: Page to number to the Python expression that gives it.
QUOTED = {
    "01_sigmoid": {
        "0.57": "np.sort(data.beans()[0][data.beans()[1] == 0].ravel())[-1]",
        "0.1353": "math.exp(-2)",
        "1.1353": "1 + math.exp(-2)",
        "8.3891": "1 + math.exp(2)",
        "0.015": "sigmoid_derivative(0) - sigmoid_derivative(sigmoid(0))",
        "49": "(data.beans()[0] >= 0.6).sum()",
        "30": "100 * round(sigmoid(1.4) - 0.5, 2)",
    },
    "01a_growth": {
        "2.7": "0.6 * 10 * 0.9 / 2",
        "3.66": "math.log(9) / 0.6",
        "3.7": "math.log(9) / 0.6",
    },
    "01b_numbers": {
        "64": "np.finfo(float).bits",
        "53": "np.finfo(float).nmant + 1",
        "28": "decimal.getcontext().prec",
        "1.8": "np.finfo(float).max / 1e308",
        "308": "int(math.log10(np.finfo(float).max))",
        "-308": "math.floor(math.log10(np.finfo(float).smallest_normal))",
        "709.78": "math.log(np.finfo(float).max)",
        "−709.78": "math.log(np.finfo(float).max)",
        "−745": "math.log(np.finfo(float).smallest_subnormal) - math.log(2)",
        "312": "-math.ceil(math.log10(sigmoid(-720)))",
        "37": "round(-math.log(np.finfo(float).eps / 2))",
    },
    "02_chain_rule": {
        "6.6": "14 * 0.9 - 6",
        "0.81757": "sigmoid(1.5)",
        "0.14915": "sigmoid_derivative(1.5)",
        "−4.28": "4 * 0.43 - 6",
        "225": "(3 * 5) ** 2",
        "9.09": "(3 * 5.1) ** 2 - 225",
        "0.9009": "(3 * 5.01) ** 2 - 225",
        "0.0009": "(3 * 5.01) ** 2 - 225 - 90 * 0.01",
        "0.0705": "0.1 * 3 * sigmoid_derivative(3 * 0.5 - 1)",
        "0.0675": "sigmoid(3 * 0.6 - 1) - sigmoid(3 * 0.5 - 1)",
        "2.25": "1.5**2",
        "0.8176": "sigmoid(1.5)",
        "0.1491": "sigmoid_derivative(1.5)",
        "1.84": "1.5**2 * sigmoid(1.5)",
        "70": "data.beans()[1].sum()",
        "30": "(1 - data.beans()[1]).sum()",
        "1024": "4**5",
        "0.149": "((sigmoid(5.446 * data.beans()[0][:, 0] + 5) - data.beans()[1])"
        " ** 2 / 2).mean()",
    },
    "02a_value": {
        "21": "20 + 1",
        "1001": "1000 + 1",
        "0.0024": "(sigmoid(20 * 0.43 - 6) - 1) ** 2 / 2",
    },
    "03_perceptron": {
        "4.5": "9 / 2",
        "0.8808": "sigmoid(2)",
        "-0.1192": "sigmoid(2) - 1",
        "0.1050": "sigmoid_derivative(2)",
    },
    "03a_coming_to_rest": {
        "46": "explore.Playground('a thin gap', step=60).numbers()['mistakes']",
        "273": "math.floor(explore.Playground('a thin gap').numbers()['bound'])",
        "0.45": "1 / math.sqrt(5)",
    },
    "04_logistic_regression": {
        "36": "6 * 6",
        "0.0474": "sigmoid(-3)",
        "44": "math.exp(100 * ("
        "cross_entropy_from_logits(data.beans()[1], 7 * data.beans()[0][:, 0] - 3)"
        " - cross_entropy_from_logits(data.beans()[1], 14 * data.beans()[0][:, 0] - 6)"
        "))",
        "50.4%": "(1 + math.erf((7 * 0.43 - 3) / math.sqrt(2))) / 2",
        "5000": "50 * len(data.beans()[0])",
        "0.2256": "(1 - sigmoid(-3)) * sigmoid(-1) * sigmoid(2)",
        "0.9526": "1 - sigmoid(-3)",
        "405": "1 / sigmoid_derivative(-6)",
        "569": "len(data.breast_cancer()[0])",
        "30": "data.breast_cancer()[0].shape[1]",
        "114": "len(data.breast_cancer()[0]) - 455",
        "0.425": "np.max(data.beans(noise=0.0)[0][data.beans(noise=0.0)[1] == 0])",
        "0.440": "np.min(data.beans(noise=0.0)[0][data.beans(noise=0.0)[1] == 1])",
    },
    "04a_newton": {
        "0.6": "0.2 + 0.4",
        "0.16": "0.4**2",
        "0.36": "0.6**2",
        "0.1192": "sigmoid(-2)",
        "−0.1192": "sigmoid(2) - 1",
        "0.8808": "sigmoid(2)",
        "0.1050": "sigmoid_derivative(2)",
        "−0.0826": "(0.2 * sigmoid(-2) - 0.4 / 2 - 0.6 * sigmoid(-2)) / 3",
        "-0.1192": "sigmoid(2) - 1",
        "0.0826": "(0.4 / 2 + 0.4 * sigmoid(-2)) / 3",
        "0.0273": "(0.16 / 4 + 0.4 * sigmoid_derivative(2)) / 3",
        "507": "round(506.8)",
        "23": "len(data.challenger()[0])",
    },
    "04b_how_sure": {
        "24": "len(data.challenger()[0]) + 1",
        "0.001": "0.4426 - LogisticRegression(solver='newton')"
        ".fit(*data.challenger()).loss_curve_[-1]",
        "6.9": "data.challenger()[0].std()",
        "48": "data.challenger()[0].var()",
        "0.147": "math.exp(-1.92)",
        "1.35": "1.645**2 / 2",
        "3.32": "2.576**2 / 2",
    },
    "04c_choosing_honestly": {
        "569": "len(data.breast_cancer()[0])",
        "147": "141 + 6",
        "144": "141 + 3",
        "250": "400 - 141 - 6 - 3",
        "95.9%": "141 / 147",
        "97.9%": "141 / 144",
        "65": "63 + 2",
        "69": "63 + 6",
    },
    "05_backprop": {
        "-1.7848": "5 * sigmoid(0) - 6 * sigmoid(2) + 1",
        "0.0068": "sigmoid(5 * sigmoid(-8) - 6 * sigmoid(6) + 1)",
        "−0.0017": "0.9932 * 5 * sigmoid_derivative(-8.0)",
        "0.0147": "0.9932 * 6 * sigmoid_derivative(6.0)",
        "0.25": "sigmoid_derivative(0.0)",
        "26": "(3 + 1) * 4 + (4 + 1) * 2",
        "405": "1 / sigmoid_derivative(-6.0)",
        "−404": "(sigmoid(-6.0) - 1) / sigmoid_derivative(-6.0)",
        "0.347": "math.log(2) / 2",
    },
    "05a_real_data": {
        "31": "30 + 1",
        "257": "(30 + 1) * 8 + (8 + 1)",
        "0.69": "math.log(2)",
        "95": "100 * math.erf(2 / math.sqrt(2))",
    },
    "06_activations": {
        "-7.5": "0.5 - 10 * 0.8",
        "7.5": "-(0.5 - 10 * 0.8)",
        "0.09": "0.1 * 0.9",
        "0.63": "0.9 * 0.7",
        "-0.572": "0.2 * 0.29 - 0.9 * 0.7",
        "0.29": "0.95 * 0.4 - 0.1 * 0.9",
        "0.9933": "sigmoid(5)",
        "114": "569 - 455",
        "23": "22 + 1",
        "0.0067": "sigmoid(-5)",
        "0.61": "explore.Depth('sigmoid', 4.0, 10).numbers()['factor']",
    },
    "07_softmax": {
        "0.368": "math.exp(-1)",
        "1.649": "math.exp(0.5)",
        "9.406": "math.exp(2) + math.exp(-1) + math.exp(0.5)",
        "−0.825": "softmax([2.0, -1.0, 0.5])[2] - 1",
        "710": "math.ceil(math.log(np.finfo(float).max))",
        "802": "2 + 800",
        "0.54": "0.9 * 0.6",
        "0.06": "0.1 * 0.6",
        "64": "data.digits()[0].shape[1]",
        "96%": "1 - 18.3 / 500",
    },
    "08_optimisation": {
        "0.85": "1 - 0.3 * 0.5",
        "5.78": "0.85**2 * 8",
        "6.8": "0.85 * 8",
        "442": "len(data.diabetes()[1])",
        "0.018": "sigmoid(-4.0)",
        "114": "569 - 455",
        "0.78": "(8 - 1) / (8 + 1)",
        "26.4": "data.diabetes()[0][:, 2].mean()",
        "4.4": "data.diabetes()[0][:, 2].std()",
        "94.6": "data.diabetes()[0][:, 3].mean()",
        "13.8": "data.diabetes()[0][:, 3].std()",
        "346": "math.ceil(math.log(0.001) / math.log(99 / 101))",
        "35": "math.ceil(math.log(0.001) / math.log(9 / 11))",
        "182": "explore.Race(0, 100).numbers()['gradient_steps']",
        "58": "explore.Race(0, 100).numbers()['adam_steps']",
        "153": "explore.Race(0, 100, angle=45).numbers()['adam_steps']",
    },
    "09_digits": {
        "64 000": "1000 * 64",
        "60 000": "60_000",
        "10 000": "10_000",
        "5000": "10 * 500",
        "297": "1297 - 1000",
        "31": "500 - 469",
        "188": "10 * 18.8",
        "0.05": "2 * 0.5 - 1.9 * 0.5",
        "1.05": "1.5 * 0.7",
        "1.65": "1.5 * 0.7 + 0.5 * 0.8 + 2 * 0.1",
        "-0.7": "-1 * 0.7",
        "-2.25": "-0.7 - 1.6 + 0.05",
        "3392": "2720 + 32 * 16 + 16 * 10",
        "128": "4 * 32",
    },
    "10_bugs": {
        "569": "len(data.breast_cancer()[0])",
        "773": "len(data.digits()[0]) - 1024",
    },
    "glossary": {
        "2.71828": "math.e",
        "64": "np.finfo(float).bits",
        "53": "np.finfo(float).nmant + 1",
        "709.78": "math.log(np.finfo(float).max)",
        "-52": "math.log2(np.finfo(float).eps)",
        "2.2": "np.finfo(float).eps * 1e16",
        "-745.13": "math.log(np.finfo(float).smallest_subnormal) - math.log(2)",
    },
    "notation": {
        "64": "np.finfo(float).bits",
        "1.1": "np.finfo(float).eps / 2 * 1e16",
    },
}
#: What is told, asked or read off a picture, and not computed.
TOLD = {
    "01_sigmoid": {"75%": "a guess", "−800": "an input, which page 1b takes up"},
    "01b_numbers": {
        "1980": "a decade",
        "1985": "the year of a standard",
        "754": "the number of that standard",
    },
    "02_chain_rule": {"0.06": "read off the picture"},
    "02a_value": {
        "30": "lines that were counted",
        "40": "a guess",
        "400": "a guess",
    },
    "02b_step_size": {
        "3e-11": "read off the picture",
        "3e-6": "read off the picture",
    },
    "03_perceptron": {
        "27": "a guess",
        "400": "photocells, in the source cited",
        "3600": "held in test_claims_of_chapter_3",
        "512": "units, in the same source",
    },
    "03a_coming_to_rest": {"100 000": "read off the picture"},
    "04_logistic_regression": {
        "100 000": "an input",
        "95": "a custom",
        "30.3": "held in test_claims_of_chapter_4",
        "30.2": "held in test_claims_of_chapter_4",
        "19.5": "held in test_claims_of_chapter_4",
        "29.6": "held in test_claims_of_chapter_4",
        "21.7": "held in test_claims_of_chapter_4",
        "3000": "held in test_claims_of_chapter_4",
    },
    "04a_newton": {
        "12.9": "read off the picture",
        "1669": "the year of a manuscript, in the source cited",
        "1740": "the year of a book, in the source cited",
    },
    "04b_how_sure": {"-0.64": "read off the picture"},
    "04c_choosing_honestly": {
        "1.96": "held in test_claims_of_intervals",
        "3.1": "held in test_claims_of_intervals",
    },
    "index": {
        "4.0": "the version of a licence",
        "40": "an input",
        "23": "flights, on page 4b",
        "31": "a temperature, on page 4b",
    },
    "06_activations": {"175": "held in test_claims.py"},
    "07_softmax": {"22": "held in test_claims_of_chapter_7"},
    "08_optimisation": {
        "100 000": "a guess",
        "600 000": "held in test_claims_of_chapter_8",
        "46": "held in test_claims_of_chapter_8",
        "0.046": "held in test_claims_of_chapter_8",
        "0.65": "held in test_claims_of_chapter_8",
        "0.41": "held in test_claims_of_chapter_8",
        "0.109": "held in test_claims_of_chapter_8",
        "-9.6": "read off the picture",
        "−9.6": "read off the picture",
        "1.5": "read off the picture",
        "10 000": "the numbers of a series",
        "45": "an input",
        "1.8": "an input",
        "2.05": "an input",
        "330": "held in test_claims_of_chapter_8",
        "3621": "held in test_claims_of_chapter_8",
        "6.5": "held in test_claims_of_chapter_8",
        "6.7": "held in test_claims_of_chapter_8",
        "0.39": "held in test_claims_of_chapter_8",
        "0.61": "held in test_claims_of_chapter_8",
        "24": "held in test_claims_of_chapter_8",
        "42": "held in test_claims_of_chapter_8",
        "41": "an epoch",
        "60": "an epoch",
    },
    "09_digits": {
        "90%": "a guess",
        "28": "the side of MNIST's pictures, held in test_mnist",
        "784": "an input",
        "255": "an input",
        "50000": "an input",
        "-0.5": "an input",
        "0.5": "an input",
        "0.7": "an input",
        "-1.2": "an input",
        "1.5": "an input",
        "102": "in the source cited",
        "300": "in the source cited",
        "4.7%": "in the source cited",
        "41": "rounds of benchmarks/digits.py",
        "106": "measured by benchmarks/digits.py",
        "110": "measured by benchmarks/digits.py",
        "83": "measured by benchmarks/digits.py",
        "0.75": "measured by benchmarks/digits.py",
        "0.82": "measured by benchmarks/digits.py",
        "0.87": "measured by benchmarks/digits.py",
        "1.2": "measured by benchmarks/digits.py",
        "3.3": "measured by benchmarks/digits.py",
        "4.7": "measured by benchmarks/digits.py",
        "0.67": "shown in the picture",
        "428": "shown in the picture",
        "597": "shown in the picture",
        "46": "held in test_claims_of_chapter_9",
        "469": "held in test_claims_of_chapter_9",
        "59": "held in test_claims_of_chapter_9",
        "1.5%": "held in test_claims_of_chapter_9",
        "8.6": "held in test_claims_of_chapter_9",
    },
    "10_bugs": {
        "33.00": "held in test_claims_of_chapter_10",
        "24.00": "held in test_claims_of_chapter_10",
        "1947": "the year of a log book, in the sources cited",
    },
    "05_backprop": {
        "10 000": "held in test_claims.py",
        "55": "counted in test_claims.py",
        "183": "counted in test_claims.py",
    },
    "05a_real_data": {
        "85%": "counted in test_claims.py",
        "87%": "counted in test_claims.py",
    },
    "notation": {
        "32": "neurons of a layer in chapter 9",
        "70": "a temperature to count from",
        "40": "where the package cuts off",
        "40.0": "where the package cuts off",
    },
}
SCRIPT = re.compile(r"<script.*?</script>", re.DOTALL)
YEAR = re.compile(r"1[5-9]\d\d|20\d\d")


def years():
    """Return the years in references.bib."""
    return set(YEAR.findall((BOOK / "references.bib").read_text("utf-8")))


def texts(path):
    """List what a page says: its prose, its captions, what stands for its pictures."""
    if path.suffix == ".md":
        return [path.read_text("utf-8")]
    found = []
    for item in (item for item in CELLS if item.path == path):
        about = item.cell.metadata.get("mystnb", {})
        found += [item.cell.source] if item.cell.cell_type == "markdown" else []
        found += [about["figure"]["caption"]] if "figure" in about else []
        found += [about["image"]["alt"]] if "image" in about else []
    return found


def shown(path):
    """Return the numbers in a notebook's code and in what its cells show.

    What is asked again of earlier chapters explains nothing here.
    """
    found = set()
    for item in (item for item in CELLS if item.path == path):
        if item.cell.cell_type != "code" or "progress.recall" in item.cell.source:
            continue
        found |= values(item.cell.source)
        for output in item.cell.outputs:
            data = output.get("data", {})
            # A widget's state holds hundreds of numbers that no reader sees.
            html = re.sub(
                r"<script.*?</script>", "", data.get("text/html", ""), flags=re.S
            )
            for text in (output.get("text", ""), data.get("text/plain", ""), html):
                found |= values(text)
    return found


def worth(expression):
    """Return what an expression of the list gives."""
    known = {"data": data, "decimal": decimal, "math": math, "np": np}
    known["explore"] = explore
    return float(eval(expression, {**vars(lessons_pkg), **known}))


def unexplained(path, given):
    """List the numbers of a page that are not among those given, nor years."""
    known = years()
    return [
        number
        for text in texts(path)
        for number in numbers(text)
        if not is_quoted(number, given) and number not in known
    ]


def pages():
    """List the notebooks and the pages beside them."""
    return [*NOTEBOOKS, *sorted(BOOK.glob("*.md"))]


each_page = pytest.mark.parametrize("path", pages(), ids=lambda path: path.stem)


@each_page
def test_every_number_is_computed_or_has_its_source(path):
    listed = {**QUOTED.get(path.stem, {}), **TOLD.get(path.stem, {})}
    left = unexplained(path, shown(path))
    assert set(left) == set(listed), f"{path.stem}: {set(left) ^ set(listed)}"


@pytest.mark.parametrize(
    ("page", "number"), [(page, number) for page in QUOTED for number in QUOTED[page]]
)
def test_a_listed_number_is_what_its_expression_gives(page, number):
    size = abs(worth(QUOTED[page][number]))
    size = 100 * size if number.endswith("%") else size
    assert abs(size - abs(float(plain(number)))) <= room(number)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("of 100 000 rows, −3 and $w_2 = 1.5$", ["100 000", "−3", "1.5"]),
        ("52.84 % or 7 per cent, {eq}`eq-2`, [10](#fig-3)", ["52.84%", "7%", "10"]),
        (r"$\frac{1}{4}$, $10^{-16}$ and 2e-16", ["1", "4", "10", "-16", "2e-16"]),
        ("version v2 of x86, 3rd, 0.5.", ["3", "0.5"]),
    ],
)
def test_numbers_are_found_as_the_book_writes_them(text, found):
    assert numbers(text) == found


def test_what_counts_as_quoted():
    assert is_quoted("0.53", {0.5284})
    assert is_quoted("−0.3", {0.3})
    assert is_quoted("52.8%", {0.5284})
    assert not is_quoted("52.8", {0.5284})
    assert not is_quoted("0.5284", {0.53})
    assert not is_quoted("43.39", {34.39})
    assert not is_quoted("569", {569.4})


def test_half_of_the_random_tasks_stay_below_4_percent_with_the_widest_margin():
    """Page 3a says so. A support vector machine without a bias finds the margin."""
    known = {"np": np}
    exec(next(i.cell.source for i in CELLS if i.cell.id == "random-task"), known)
    shares = []
    for X, y, *_ in map(known["random_task"], range(500)):
        if y.any() and not y.all():
            made = lessons_pkg.Perceptron(epochs=10_000).fit(X, y).mistakes_.sum()
            X_hat = np.column_stack([X, np.ones(len(X))])
            both = np.concatenate([X_hat, -X_hat]), np.concatenate([y, ~y])
            *w, b = SVC(kernel="linear", C=1e8).fit(*both).coef_[0]
            shares.append(made / mistake_bound(X, y, w, b))
    assert len(shares) == 471
    assert 0.03 < np.median(shares) < 0.04


def test_a_changed_digit_is_noticed():
    """In six of seven numbers with three digits or more, one wrong digit is seen."""
    rng, seen, spoilt = random.Random(0), 0, 0
    for path in NOTEBOOKS:
        given = shown(path)
        for number in (n for text in texts(path) for n in numbers(text)):
            places = [i for i, letter in enumerate(number) if letter.isdigit()]
            digits = re.sub(r"\D", "", plain(number)).lstrip("0")
            if len(digits) < 3 or not is_quoted(number, given):
                continue
            i = rng.choice(places)
            other = rng.choice(sorted(set("123456789") - {number[i]}))
            spoilt += 1
            seen += not is_quoted(number[:i] + other + number[i + 1 :], given)
    assert spoilt > 100
    assert seen > 6 / 7 * spoilt
