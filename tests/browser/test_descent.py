"""Three ways down in the page: a timeline of epochs, and rates to choose."""

import pytest

from lessons_pkg.explore import Descent

from .test_explore import explore, shown

__all__ = ["explore"]  # the fixture


def slider(page, name):
    return page.get_by_role("slider", name=name)


def test_the_timeline_shows_the_numbers_of_the_package(explore):
    opened = explore(Descent(epoch=0))
    page = opened.page
    timeline = slider(page, "epoch")
    epochs = []
    for _ in range(int(timeline.get_attribute("max")) + 1):
        numbers = shown(page)
        assert numbers == Descent(epoch=int(numbers["epoch"])).shown()
        epochs.append(int(numbers["epoch"]))
        timeline.press("ArrowRight")
    # Each of the first ten, and then in longer strides.
    assert epochs[:11] == list(range(11))
    assert epochs == sorted(set(epochs))
    assert epochs[-1] == 300
    assert opened.complaints == []


@pytest.mark.parametrize("size", Descent.size.choices)
def test_a_rate_that_is_chosen_is_the_one_of_the_run(explore, size):
    page = explore(Descent(epoch=5, size=size)).page
    for name, rate in (("gradient", "gd_rate"), ("stochastic", "sgd_rate")):
        for key in ("ArrowRight", "Home", "ArrowRight"):
            slider(page, name).press(key)
            now = {each: float(shown(page)[each]) for each in ("gd_rate", "sgd_rate")}
            assert now[rate] != getattr(Descent(), rate)
            assert shown(page) == Descent(epoch=5, size=size, **now).shown()
    page.get_by_role("button", name="Reset").click()
    assert shown(page) == Descent(epoch=5, size=size).shown()


def test_play_goes_on_to_the_end_and_step_is_one_epoch(explore):
    page = explore(Descent(epoch=12)).page
    for epoch in (13, 14):
        page.get_by_role("button", name="Step").click()
        assert shown(page) == Descent(epoch=epoch).shown()
        said = page.locator(".lessons-buttons [role=status]").text_content()
        assert said.startswith(f"epoch {epoch}: gradient 0.")
    page.get_by_role("button", name="Play").click()
    page.wait_for_function(
        "document.querySelector('[data-name=epoch]').textContent === '300'",
        timeout=60_000,
    )
    page.get_by_role("button", name="Play").wait_for()
    assert shown(page) == Descent(epoch=300).shown()
