"""The page widget: a mime bundle that never changes, and safe HTML in it."""

import json
import re

import traitlets

from lessons_pkg.interactive import page


class Greeting(page.PageWidget):
    """A widget made for these tests."""

    module = "slope"
    text = traitlets.Unicode("hello").tag(sync=True)
    times = traitlets.Int(2).tag(sync=True)


def bundle(widget):
    data = widget._repr_mimebundle_()
    data.pop("application/vnd.jupyter.widget-view+json")
    return data


def test_the_state_is_the_widgets_own_traits():
    assert Greeting(times=3).page_state() == {"text": "hello", "times": 3}


def test_two_widgets_with_one_state_have_one_bundle():
    assert bundle(Greeting()) == bundle(Greeting())
    assert bundle(Greeting()) != bundle(Greeting(times=1))


def test_the_bundle_holds_plain_text_and_a_placeholder_with_the_state():
    data = bundle(Greeting())
    assert data["text/plain"] == "Greeting(text='hello', times=2)"
    assert 'data-module="slope"' in data["text/html"]
    state = re.search(r"json\">(.*?)</script>", data["text/html"])[1]
    assert json.loads(state) == {"text": "hello", "times": 2}


def test_a_notebook_that_has_not_been_run_says_how_to_use_it():
    shown = bundle(Greeting())["text/html"].partition("lessons-fallback")[2]
    assert shown.startswith('"><p class="lessons-run"><em>To use this, run the')


def test_text_cannot_end_the_element_that_holds_the_state():
    html = bundle(Greeting(text="</script><b>"))["text/html"]
    assert html.count("</script>") == 1
    assert "<b>" not in html
    state = re.search(r"json\">(.*?)</script>", html)[1]
    assert json.loads(state)["text"] == "</script><b>"


def test_a_live_widget_has_its_view_too():
    view = Greeting()._repr_mimebundle_()["application/vnd.jupyter.widget-view+json"]
    assert view["model_id"]
