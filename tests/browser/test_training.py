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
    assert "right" in page.locator(".lessons-buttons [role=status]").text_content()
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
        said = page.locator(".lessons-buttons [role=status]").text_content()
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
    expect(page.get_by_role("button", name="Play again")).to_be_visible()
    assert epoch(page) == 5000
    press(page, "Step")
    assert epoch(page) == 5000
    press(page, "Play again")
    page.wait_for_function(
        "document.querySelector('[data-name=epoch]').dataset.value < 4000"
    )
    press(page, "Pause")


# The small form, which begins by itself -----------------------------------------------

SMALL = {"small": True, "seed": 1}
EPOCH = "Number(document.querySelector('[data-name=epoch]').dataset.value)"


def at_rest(page):
    """Return whether no epoch passes for some frames."""
    before = epoch(page)
    page.wait_for_timeout(300)
    return epoch(page) == before


def test_the_small_form_learns_by_itself_until_it_is_trained(explore):
    opened = explore(Training(**SMALL))
    page = opened.page
    page.wait_for_function(f"{EPOCH} > 20")
    assert page.get_by_role("button").all_text_contents() == ["Pause"]
    page.wait_for_function(f"{EPOCH} === 1000", timeout=60_000)
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    numbers = Training(seed=1, epoch=1000).numbers()
    wanted = f"epoch 1000 loss {numbers['loss']:.2f} {numbers['right']} of 200 right"
    assert page.locator(".lessons-standing").text_content() == wanted
    assert numbers["right"] == 200
    press(page, "Play again")  # once more from the start
    page.wait_for_function(f"{EPOCH} < 900")
    assert opened.complaints == []


def test_the_small_form_rests_when_it_is_told_to(explore):
    page = explore(Training(**SMALL)).page
    page.wait_for_function(f"{EPOCH} > 2")
    press(page, "Pause")
    assert at_rest(page)
    # Out of sight and back, it remembers.
    page.evaluate("document.querySelector('main').style.paddingTop = '3000px'")
    page.wait_for_timeout(100)
    page.evaluate("document.querySelector('main').style.paddingTop = ''")
    assert at_rest(page)
    press(page, "Play")
    assert not at_rest(page)


def test_the_small_form_waits_out_of_sight(explore):
    page = explore(Training(**SMALL)).page
    page.wait_for_function(f"{EPOCH} > 2")
    page.evaluate("document.querySelector('main').style.paddingTop = '3000px'")
    page.get_by_role("button", name="Play", include_hidden=True).wait_for()
    assert at_rest(page)
    page.evaluate("document.querySelector('main').style.paddingTop = ''")
    page.get_by_role("button", name="Pause").wait_for()
    assert not at_rest(page)


def test_the_small_form_is_still_for_those_who_want_less_motion(explore):
    page = explore(Training(**SMALL), reduced_motion="reduce").page
    assert epoch(page) == 400
    assert at_rest(page)
    assert shown(page)["right"] == Training(seed=1, epoch=400).shown()["right"]
    press(page, "Play")
    page.wait_for_function(f"{EPOCH} > 410")


@pytest.mark.parametrize("width", [320, 360, 420, 700, 1280])
def test_the_small_form_does_not_move_the_page(explore, visit, width):
    tall = {"width": width, "height": 800}
    page = explore(Training(**SMALL), **tall, reduced_motion="reduce").page
    height = page.locator("main").bounding_box()["height"]
    text = visit(page.url, **tall, java_script_enabled=False).page
    waits = text.locator("main").bounding_box()["height"]
    assert waits == pytest.approx(height, abs=2)
    # Its words find room there.
    fits = "(p) => p.scrollHeight <= p.clientHeight"
    assert text.locator(".lessons-waits").evaluate(fits)
