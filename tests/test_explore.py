"""What holds for every explorable: one description, and a JavaScript twin."""

import json
import re

import pytest

from lessons_pkg.interactive.bundle import STATIC
from lessons_pkg.interactive.explorable import Number

from .explore import CLASSES, options, settings


@pytest.mark.parametrize("cls", CLASSES)
def test_two_of_one_state_have_one_description(cls):
    one, other = cls()._repr_mimebundle_(), cls()._repr_mimebundle_()
    assert one["text/html"] == other["text/html"]
    assert one["text/plain"] == other["text/plain"] == repr(cls())
    state = json.loads(re.search(r"json\">(.*?)</script>", one["text/html"])[1])
    start = {name: trait.default_value for name, trait in settings(cls).items()}
    start |= {name: words[0] for name, words in options(cls).items()}
    assert {name: state[name] for name in start} == start


@pytest.mark.parametrize("cls", CLASSES)
def test_a_state_is_short_and_its_numbers_are_rounded(cls):
    """Records are rounded, so that another machine's last digit changes nothing."""
    html = cls()._repr_mimebundle_()["text/html"]
    state = re.search(r"json\">(.*?)</script>", html)[1]
    assert len(html) < 200_000
    assert max(map(len, re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", state)), default=0) < 12


def is_number(trait):
    return isinstance(trait, Number)


@pytest.mark.parametrize("cls", CLASSES)
def test_the_page_has_the_same_settings_with_the_same_ranges(cls):
    script = (STATIC / "figures" / f"{cls.module}.js").read_text("utf-8")
    number = r"(-?[\d.]+)"
    pattern = (
        rf'control\(\s*"(\w+)", "[^"]+", "[^"]*", \[{number}, {number}\]'
        r"(?:, [\d.]+, (\d))?"
    )
    # A setting without decimals is whole; two decimals are what one has unasked.
    found = {
        name: (float(low), float(high), decimals == "0")
        for name, low, high, decimals in re.findall(pattern, script)
    }
    numbers = {n: t for n, t in cls.class_traits().items() if is_number(t)}
    own = {n: (t.low, t.high, t.whole) for n, t in numbers.items()}
    assert settings(cls).keys() <= found.keys()
    assert found == {name: own[name] for name in found}


@pytest.mark.parametrize("cls", CLASSES)
def test_the_page_shows_the_same_numbers_with_the_same_decimals(cls):
    script = (STATIC / "figures" / f"{cls.module}.js").read_text("utf-8")
    # A name may be made up, as in `${run}_loss`.
    found = re.findall(r'readout\(["`]([\w${}]+)["`], (\d)(?:, twoDigits)?\)', script)
    assert set(re.findall(r'"(\w+)", 2, twoDigits', script)) == set(cls.digits)
    patterns = {re.sub(r"\$\{\w+\}", r"\\w+", name): int(d) for name, d in found}
    for name in cls().numbers():
        shown = [d for each, d in patterns.items() if re.fullmatch(each, name)]
        assert shown == [cls.decimals.get(name, 2)], name
    for each in patterns:
        assert any(re.fullmatch(each, name) for name in cls().numbers()), each


@pytest.mark.parametrize("cls", CLASSES)
def test_the_page_offers_the_same_choices(cls):
    script = (STATIC / "figures" / f"{cls.module}.js").read_text("utf-8")
    found = re.findall(r'option\(\s*"(\w+)",\s*"[^"]+",\s*\[([^\]]*)\]', script)
    found = {name: tuple(re.findall(r'"([^"]+)"', words)) for name, words in found}
    assert found == options(cls)
