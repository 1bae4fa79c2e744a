"""The page widget: a bundle that never changes, and one script for the whole book."""

import json
import re

import pytest
import traitlets

from lessons_pkg.interactive import page

NAMES = sorted(path.stem for path in page.STATIC.glob("*.js"))


class Greeting(page.PageWidget):
    """A widget made for these tests."""

    module = "host"
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
    assert 'data-module="host"' in data["text/html"]
    state = re.search(r"json\">(.*?)</script>", data["text/html"])[1]
    assert json.loads(state) == {"text": "hello", "times": 2}


def test_text_cannot_end_the_element_that_holds_the_state():
    html = bundle(Greeting(text="</script><b>"))["text/html"]
    assert html.count("</script>") == 1
    assert "<b>" not in html
    state = re.search(r"json\">(.*?)</script>", html)[1]
    assert json.loads(state)["text"] == "</script><b>"


def test_a_live_widget_has_its_view_too():
    view = Greeting()._repr_mimebundle_()["application/vnd.jupyter.widget-view+json"]
    assert view["model_id"]


@pytest.mark.parametrize("name", NAMES)
def test_a_composed_module_imports_nothing_and_names_nothing_twice(name):
    text = page.compose(name)
    assert not re.search(r"^import ", text, re.MULTILINE)
    top = re.findall(r"^(?:export )?(?:const|function|class) (\w+)", text, re.MULTILINE)
    assert len(top) == len(set(top))
    assert len(re.findall(r"^export default ", text, re.MULTILINE)) <= 1


def test_the_books_script_is_classic_and_mounts_every_widget():
    script = page.book_script()
    assert not re.search(r"^(import|export) ", script, re.MULTILINE)
    for name in NAMES:
        if "export default" in (page.STATIC / f"{name}.js").read_text("utf-8"):
            assert script.count(f"widgets.{name} = ") == 1
    assert script.rstrip().endswith("mountAll(widgets);\n})();")
