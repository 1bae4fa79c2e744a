"""The network that trains in the page: each control, and the numbers of an MLP."""

import re

import pytest
from playwright.sync_api import expect

from lessons_pkg.explore import Training

from .test_explore import explore, shown

__all__ = ["explore"]  # the fixture

# What is drawn, as one text, the pixels of both canvases included.
PICTURE = """() => [...document.querySelectorAll("canvas, .lessons-figure path")]
  .map((e) => e.toDataURL?.() ?? e.getAttribute("d")).join()"""


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def epoch(page):
    return int(shown(page)["epoch"])


def picture(page):
    """Return what is drawn, after the frame that is due."""
    page.evaluate("() => new Promise(requestAnimationFrame)")
    return page.evaluate(PICTURE)


def train(page, least):
    """Play until so many epochs are done."""
    press(page, "Play")
    page.wait_for_function(
        "n => Number(document.querySelector('[data-name=epoch]').dataset.value) >= n",
        arg=least,
    )
    press(page, "Pause")


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"data": "XOR", "hidden": (2,)},
        {"data": "beans", "hidden": (3, 3), "activation": "tanh", "learning_rate": 0.5},
        {"data": "circles", "batch": "10", "learning_rate": 0.5},
    ],
)
def test_play_trains_and_the_numbers_are_those_of_mlp(explore, state):
    opened = explore(Training(**state))
    page = opened.page
    start = float(shown(page)["loss"])
    before = picture(page)
    train(page, least=60)
    reached = epoch(page)
    assert shown(page) == Training(**state, epoch=reached).shown()
    assert float(shown(page)["loss"]) < start
    assert picture(page) != before
    assert "right" in page.locator("[role=status]").text_content()
    page.wait_for_timeout(200)
    assert epoch(page) == reached  # nothing moves by itself
    assert opened.complaints == []


def test_a_state_with_an_epoch_trains_up_to_there(explore):
    page = explore(Training(hidden=(8, 8, 8), learning_rate=2.0, epoch=400)).page
    expect(page.locator("[data-name=epoch]")).to_have_text("400", timeout=60_000)
    wanted = Training(hidden=(8, 8, 8), learning_rate=2.0, epoch=400)
    assert shown(page) == wanted.shown()


def test_a_step_is_one_epoch(explore):
    page = explore(Training("XOR")).page
    for done in (1, 2, 3):
        press(page, "Step")
        assert shown(page) == Training("XOR", epoch=done).shown()
        said = page.locator("[role=status]").text_content()
        assert said.startswith(f"{done} epochs, loss 0.")


def test_reset_gives_back_exactly_the_start(explore):
    page = explore(Training(batch="10", learning_rate=1.0)).page
    numbers, drawn = shown(page), picture(page)
    train(page, least=20)
    assert picture(page) != drawn
    press(page, "Reset")
    assert shown(page) == numbers
    assert picture(page) == drawn
    press(page, "Step")
    assert shown(page) == Training(batch="10", learning_rate=1.0, epoch=1).shown()


def test_a_new_start_has_other_weights(explore):
    page = explore(Training()).page
    drawn = picture(page)
    train(page, least=5)
    press(page, "New start")
    assert shown(page) == Training(seed=1).shown()
    assert picture(page) != drawn
    press(page, "New start")
    assert shown(page) == Training(seed=2).shown()


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_each_setting_starts_anew(explore, way):
    page = explore(Training()).page

    def choose(legend, choice):
        group = page.get_by_role("group", name=legend, exact=True)
        radio = group.get_by_role("radio", name=choice, exact=True)
        if way == "mouse":
            radio.click()
        else:
            group.get_by_role("radio", checked=True).focus()
            while not radio.is_checked():
                page.keyboard.press("ArrowRight")

    def move(name, value):
        slider = page.get_by_role("slider", name=name)
        box = slider.bounding_box()
        if way == "mouse":
            edge = 2 if value == "Home" else box["width"] - 2
            slider.click(position={"x": edge, "y": box["height"] / 2})
        else:
            slider.focus()
            page.keyboard.press(value)

    state = {}
    for change, act in [
        ({"data": "circles"}, lambda: choose("Learn", "circles")),
        ({"hidden": (4, 4, 4)}, lambda: choose("Hidden layers", "3")),
        ({"activation": "tanh"}, lambda: choose("Activation", "tanh")),
        ({"batch": "1"}, lambda: choose("Samples per step", "1")),
        ({"learning_rate": 0.01}, lambda: move("learning rate", "Home")),
        ({"hidden": (4, 8, 4)}, lambda: move("neurons in layer 2", "End")),
        ({"hidden": (4,)}, lambda: choose("Hidden layers", "1")),
    ]:
        press(page, "Step")
        assert epoch(page) == 1
        act()
        state |= change
        assert shown(page) == Training(**state).shown(), change


def test_the_buttons_answer_the_keyboard(explore):
    page = explore(Training("XOR")).page
    page.get_by_role("button", name="Play").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "document.querySelector('[data-name=epoch]').dataset.value > 3"
    )
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    done = epoch(page)
    page.keyboard.press("Enter")
    assert epoch(page) == done + 1
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert shown(page) == Training("XOR").shown()
    page.get_by_role("button", name="New start").focus()
    page.keyboard.press("Space")
    assert shown(page) == Training("XOR", seed=1).shown()


def test_nothing_is_drawn_that_has_not_been_trained(explore):
    page = explore(Training(hidden=(4, 4, 4))).page
    curve = page.locator("path.lessons-curve.lessons-loss")
    assert len(set(re.findall(r"[ML]([\d.]+ [\d.]+)", curve.get_attribute("d")))) == 1
    press(page, "Step")
    assert len(set(re.findall(r"[ML]([\d.]+ [\d.]+)", curve.get_attribute("d")))) == 2
    names = page.locator(".lessons-curves .lessons-label").all_text_contents()
    assert [n for n in names if n] == ["layer 1", "layer 2", "layer 3", "output"]


def test_play_works_for_those_who_want_less_motion(explore):
    page = explore(Training("XOR"), reduced_motion="reduce").page
    page.wait_for_timeout(300)
    assert epoch(page) == 0
    train(page, least=3)


def test_the_pictures_turn_dark_with_the_page(explore):
    page = explore(Training()).page
    before = picture(page)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_function(
        f"before => ({PICTURE})() !== before", arg=before, timeout=5000
    )


def test_training_comes_to_its_end_and_begins_again(explore):
    page = explore(Training("XOR", (1,), epoch=4999)).page
    expect(page.locator("[data-name=epoch]")).to_have_text("4999", timeout=60_000)
    press(page, "Play")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    assert epoch(page) == 5000
    press(page, "Step")
    assert epoch(page) == 5000
    press(page, "Play")
    page.wait_for_function(
        "document.querySelector('[data-name=epoch]').dataset.value < 4000"
    )
    press(page, "Pause")
