"""Exercises, explorables and whole chapters in JupyterLab, with Python behind them."""

import json
import re
import urllib.request

import pytest
from playwright.sync_api import expect

from lessons_pkg import explore
from lessons_pkg.exercises import catalogue, sigmoid

from .conftest import ROOT, TOKEN
from .test_exercise import answer, answer_by_keyboard, check, due, said, tab_to, words

# The chapter with the most kinds.
TITLE, EXERCISES = max(
    catalogue().items(), key=lambda page: len({e.kind for e in page[1]})
)
CHAPTER = EXERCISES[0].id.split(".")[0]
KINDS = {e.kind: e for e in EXERCISES}
IN_PAGE = [e for kind, e in KINDS.items() if kind != "code"]
CODE = KINDS["code"]
ALLOWED = (
    # What jupyterlab-myst says of links to other pages, which it cannot follow.
    "Cross reference target was not found: ",
    # JupyterLab's own scrolling, when it is slow to show a cell.
    "Item with index ",
    # JupyterLab measures a Markdown cell that a long notebook has not shown yet.
    "_markdownOverlapsToolbar",
)
CHAPTERS = sorted(path.name for path in (ROOT / "book").glob("[0-9]*.ipynb"))


def name_of(exercise):
    """Return an exercise's name in Python."""
    return "ex." + exercise.id.split(".")[1].replace("-", "_")


def put(lab, name, sources):
    """Place a notebook with these cells where JupyterLab serves it."""
    cells = [
        {
            "cell_type": "code",
            "source": source,
            "id": f"cell-{i}",
            "metadata": {},
            "outputs": [],
            "execution_count": None,
        }
        for i, source in enumerate(sources)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {"metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    model = {"type": "notebook", "format": "json", "content": notebook}
    notebook["cells"] = cells
    request = urllib.request.Request(
        f"{lab}/api/contents/{name}?token={TOKEN}",
        json.dumps(model).encode(),
        {"Content-Type": "application/json"},
        method="PUT",
    )
    urllib.request.urlopen(request).close()


class Notebook:
    """A notebook that is open in JupyterLab."""

    def __init__(self, visit, lab, name):
        self.lab = lab
        self.seen = visit("about:blank", height=1200)
        self.page = self.seen.page
        self.sockets = []
        self.page.on("websocket", lambda socket: self.sockets.append(socket.url))
        # A workspace of its own, or the notebook before would be opened too.
        workspace = name.partition(".")[0]
        self.page.goto(f"{lab}/lab/workspaces/{workspace}/tree/{name}?token={TOKEN}")
        self.cells = self.page.locator(".jp-Notebook .jp-Cell")
        self.cells.first.wait_for(timeout=60_000)
        kernel = self.page.locator(".jp-Toolbar-kernelName")
        kernel.get_by_text("Python 3").wait_for(timeout=60_000)
        self.settled()

    def settled(self):
        """Wait until the kernel has run all that it was given."""
        idle = '.jp-Notebook-ExecutionIndicator[data-status="idle"]'
        self.page.wait_for_selector(idle, state="attached", timeout=60_000)
        self.page.wait_for_function(
            """![...document.querySelectorAll(".jp-InputPrompt")].some(
            (prompt) => prompt.textContent.includes("*"))""",
            timeout=60_000,
        )

    def run_all(self):
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_text("Run All Cells", exact=True).click()
        self.page.wait_for_function(
            """[...document.querySelectorAll(".jp-CodeCell")].every((cell) =>
            !cell.querySelector(".cm-line")?.textContent.trim() ||
            /\\d/.test(cell.querySelector(".jp-InputPrompt").textContent))""",
            timeout=60_000,
        )
        self.settled()

    def run(self, i):
        """Run one cell again and return the text of its output."""
        output = self.cells.nth(i).locator(".jp-Cell-outputArea")
        self.cells.nth(i).locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")
        self.page.wait_for_timeout(100)
        self.settled()
        return output.text_content().strip()

    def assert_quiet(self):
        """Assert that nothing was complained of and that nobody else was asked."""
        complaints = [
            text for text in self.seen.complaints if not any(x in text for x in ALLOWED)
        ]
        strangers = self.seen.strangers(self.lab)
        socket = self.lab.replace("http", "ws")
        strangers += [url for url in self.sockets if not url.startswith(socket)]
        assert (complaints, strangers) == ([], [])


SHOW_PROGRESS = "print(store.where().read_text('utf-8'))"


@pytest.fixture
def exercises(visit, lab, request):
    """Return a notebook with an exercise of each kind, and its cells by kind."""
    # Another name is another kernel, which knows no answers yet.
    name = f"{request.node.callspec.id}.ipynb"
    start = [
        f"from lessons_pkg.exercises import {CHAPTER} as ex",
        "import numpy as np",
        "from lessons_pkg import *",
        "from lessons_pkg import progress",
        "from lessons_pkg.interactive.exercise import store",
        "progress.reset()",
    ]
    sources = ["\n".join(start), *map(name_of, KINDS.values()), SHOW_PROGRESS]
    put(lab, name, [*sources, "progress.show()"])
    notebook = Notebook(visit, lab, name)
    notebook.run_all()
    places = {kind: notebook.cells.nth(i + 1) for i, kind in enumerate(KINDS)}
    return notebook, places


def examples(exercise):
    """Return a right answer, and a known mistake with its answer."""
    right = next(given for mistake, given in exercise.examples() if not mistake)
    wrong = next(pair for pair in exercise.examples() if pair[0])
    return right, wrong


@pytest.mark.parametrize("means", [answer, answer_by_keyboard])
def test_an_exercise_of_each_kind_is_answered_and_python_keeps_it(exercises, means):
    notebook, places = exercises
    at_progress = len(KINDS) + 1
    assert '"exercises": {}' in notebook.run(at_progress)
    states = {}
    for exercise in IN_PAGE:
        box, spec = places[exercise.kind], exercise.spec
        right, (mistake, wrong) = examples(exercise)
        # One with a mistake, the others right; a Predict is answered once.
        given, name = (wrong, mistake) if spec["kind"] == "numeric" else (right, "")
        box.scroll_into_view_if_needed()
        if means is answer_by_keyboard:
            box.locator(".jp-InputPrompt").click()
        means(box, spec, given)
        if means is answer_by_keyboard and spec["kind"] in ("numeric", "formula"):
            notebook.page.keyboard.press("Enter")
        elif means is answer_by_keyboard:
            tab_to(box.get_by_role("button", name="Check"))
            notebook.page.keyboard.press("Space")
        else:
            check(box)
        assert said(box) == due(spec, name)
        states[exercise.id] = "tried" if name else "solved"
    assert json.loads(notebook.run(at_progress))["exercises"] == states
    shown = notebook.run(at_progress + 1)
    assert f"{len(states) - 1} of {len(EXERCISES)}" in shown
    for exercise in IN_PAGE:
        solved = states[exercise.id] == "solved"
        mark = places[exercise.kind].locator(".lessons-mark").text_content()
        assert mark == ("✓ solved" if solved else "")
    notebook.assert_quiet()


def test_what_python_does_not_hear_is_said_not_to_be_kept(visit, lab):
    exercise = KINDS["numeric"]
    start = f"from lessons_pkg.exercises import {CHAPTER} as ex"
    put(lab, "restarted.ipynb", [start, name_of(exercise)])
    notebook = Notebook(visit, lab, "restarted.ipynb")
    notebook.run_all()
    box, note = notebook.cells.nth(1), notebook.cells.nth(1).locator(".lessons-note")
    (right, _), said_so = examples(exercise), "and this cell again"
    answer(box, exercise.spec, right)
    check(box)
    expect(box.locator(".lessons-mark")).to_have_text("✓ solved")
    assert said_so not in note.last.text_content()
    notebook.page.get_by_role("menuitem", name="Kernel", exact=True).click()
    notebook.page.get_by_text("Restart Kernel…", exact=True).click()
    notebook.page.get_by_role("button", name="Confirm Kernel Restart").click()
    notebook.settled()
    check(box)
    assert said(box) == due(exercise.spec, "")
    expect(note.last).to_contain_text(said_so, timeout=15_000)
    notebook.run_all()
    box.locator(".lessons-exercise").wait_for()
    answer(box, exercise.spec, right)
    check(box)
    expect(box.locator(".lessons-mark")).to_have_text("✓ solved")
    assert said_so not in box.locator(".lessons-note").last.text_content()


def test_a_function_is_written_in_a_cell_and_checked_in_the_next(visit, lab):
    start = f"from lessons_pkg.exercises import {CHAPTER} as ex\n"
    start += "import numpy as np\nfrom lessons_pkg import *\n"
    call = f"{name_of(CODE)}.check({CODE.name})"
    mistake = CODE.wrong[0]
    place = next(i for i, w in enumerate(CODE.wrong) if w is mistake)
    sources = [
        start,
        name_of(CODE),
        CODE.starter,
        call,
        f"{name_of(CODE)}.check({name_of(CODE)}.wrong[{place}].answer)",
        f"{name_of(CODE)}.hint()",
        "from lessons_pkg.interactive.exercise import store\n" + SHOW_PROGRESS,
    ]
    put(lab, "code.ipynb", sources)
    notebook = Notebook(visit, lab, "code.ipynb")
    notebook.run_all()
    box = notebook.cells.nth(1)
    assert CODE.starter in box.locator(".lessons-exercise pre").all_text_contents()
    assert call in box.locator(".lessons-exercise").text_content()
    assert "Not attempted" in notebook.run(3)
    assert words(mistake.hint)[0] in notebook.run(4)
    assert words(CODE.hints[0])[0] in notebook.cells.nth(5).text_content()
    assert json.loads(notebook.run(6))["exercises"] == {CODE.id: "tried"}

    notebook.cells.nth(2).locator(".cm-content").click()
    notebook.page.keyboard.press("Control+A")
    notebook.page.keyboard.insert_text(CODE.reference_source())
    notebook.run(2)
    assert "Correct" in notebook.run(3)
    assert json.loads(notebook.run(6))["exercises"] == {CODE.id: "solved"}
    notebook.assert_quiet()


# The numbers of an explorable by name.
SHOWN = """(node) => Object.fromEntries([...node.querySelectorAll("output")]
  .map((output) => [output.dataset.name, output.textContent]))"""
# For each explorable the setting that Python changes, and the one that the page does.
EXPLORABLES = {
    explore.Neuron: ({"k": 3.0, "x0": 1.5}, "x"),
    explore.Growth: ({"r": 0.5, "P0": 20.0}, "K"),
    explore.Slope: ({"z": -1.0}, "z"),
    explore.Gears: ({"chain": "sigmoid", "dx": 0.2}, "x"),
    explore.Graph: ({"w": -1.5, "step": 7}, "b"),
    explore.StepSize: ({"function": "exp"}, "exponent"),
    explore.Playground: ({"data": "XOR", "step": 20}, "step"),
    explore.Losses: ({"label": "y = 0"}, "z"),
    explore.Descent: ({"size": "standardised", "epoch": 6}, "epoch"),
}


def test_an_explorable_follows_python_and_python_follows_it(visit, lab):
    sources = ["from lessons_pkg.explore import *"]
    for cls, (changes, moved) in EXPLORABLES.items():
        name = cls.__name__.lower()
        sources += [
            f"{name} = {cls.__name__}()\n{name}",
            "\n".join(
                f"{name}.{trait} = {value!r}" for trait, value in changes.items()
            ),
            f"print({name}.{moved})",
        ]
    put(lab, "explore.ipynb", sources)
    notebook = Notebook(visit, lab, "explore.ipynb")
    notebook.run_all()
    for i, (cls, (changes, moved)) in enumerate(EXPLORABLES.items()):
        box = notebook.cells.nth(3 * i + 1)
        shown = box.evaluate(SHOWN)
        assert shown == cls(**changes).shown()

        control = box.locator(f'.lessons-slider:has([data-name="{moved}"]) input')
        before = float(control.input_value())
        control.focus()
        for _ in range(3):
            notebook.page.keyboard.press("ArrowLeft")
        after = float(control.input_value())
        assert after == pytest.approx(before - 3 * float(control.get_attribute("step")))
        assert float(notebook.run(3 * i + 3)) == pytest.approx(after)
        assert box.evaluate(SHOWN) == cls(**{**changes, moved: after}).shown()
    notebook.assert_quiet()


def test_python_trains_the_page_and_the_page_trains_python(visit, lab):
    sources = [
        "from lessons_pkg.explore import *\ntraining = Training()\ntraining",
        "training.data, training.hidden, training.epoch = 'XOR', (3, 2), 40",
        "print(training.epoch, training.hidden, training.shown()['loss'])",
    ]
    put(lab, "training.ipynb", sources)
    notebook = Notebook(visit, lab, "training.ipynb")
    notebook.run_all()
    box = notebook.cells.nth(0)
    epoch = box.locator('output[data-name="epoch"]')
    expect(epoch).to_have_text("40")
    assert box.evaluate(SHOWN) == explore.Training("XOR", (3, 2), epoch=40).shown()
    box.get_by_role("button", name="Step").click()
    after = explore.Training("XOR", (3, 2), epoch=41).shown()
    assert notebook.run(2).split() == ["41", "(3,", "2)", after["loss"]]
    box.get_by_role("group", name="Hidden layers").locator("label").last.click()
    assert notebook.run(2).split()[:4] == ["0", "(3,", "2,", "2)"]
    notebook.assert_quiet()


def test_what_is_drawn_in_the_page_is_read_in_python(visit, lab):
    seven = [(25, 12, 0), (75, 12, 1), (42, 88, 1)]
    sources = [
        "from lessons_pkg.explore import *\ndigits = Digits()\ndigits",
        f"digits.digit, digits.strokes = 'yours', {seven}",
        "print(digits.digit, len(digits.strokes), digits.shown()['p1'])",
    ]
    put(lab, "digits.ipynb", sources)
    notebook = Notebook(visit, lab, "digits.ipynb")
    notebook.run_all()
    box = notebook.cells.nth(0)
    expect(box.locator('output[data-name="guess"]')).to_have_text("7")
    assert box.evaluate(SHOWN) == explore.Digits("yours", seven).shown()
    box.get_by_role("button", name="Clear").click()
    assert notebook.run(2).split() == ["yours", "0", "–"]
    field = box.locator(".lessons-paper")
    field.scroll_into_view_if_needed()
    place = field.bounding_box()
    x, y = place["x"] + place["width"] / 2, place["y"]
    mouse = notebook.page.mouse
    mouse.move(x, y + 0.1 * place["width"])
    mouse.down()
    mouse.move(x, y + 0.9 * place["width"], steps=20)
    mouse.up()
    number = box.locator('output[data-name="p1"]').text_content()
    digit, count, p1 = notebook.run(2).split()
    assert (digit, p1) == ("yours", number)
    assert int(count) > 10
    assert float(p1) > 0.5
    notebook.assert_quiet()


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_runs_from_the_first_cell_to_the_last(visit, lab, name):
    cells = json.loads((ROOT / "book" / name).read_text("utf-8"))["cells"]
    cells = [cell for cell in cells if cell["cell_type"] == "code"]
    sources = ["".join(cell["source"]) for cell in cells]
    # A lesson may be an error.
    errors = sum(
        "raises-exception" in cell["metadata"].get("tags", []) for cell in cells
    )
    notebook = Notebook(visit, lab, name)
    notebook.run_all()
    lines = [source.strip().rpartition("\n")[2] for source in sources]
    exercises = [line for line in lines if re.fullmatch(r"ex\.\w+", line)]
    explorables = [line for line in lines if re.match(r"explore\.\w+\(", line)]
    page = notebook.page
    page.wait_for_function(
        "n => document.querySelectorAll('.lessons-exercise').length === n",
        arg=len(exercises),
    )
    assert page.locator(".lessons-explore").count() == len(explorables)
    said = page.locator(
        ".jp-RenderedText[data-mime-type*=stderr], [data-mime-type*=error]"
    )
    assert said.count() == errors
    verdicts = page.locator(".jp-OutputArea-output [data-verdict]").all()
    checks = [line for line in lines if ".check(" in line]
    assert [v.get_attribute("data-verdict") for v in verdicts] == [
        "not attempted" for _ in checks
    ]
    notebook.assert_quiet()


def test_another_one_is_asked_by_the_page_and_by_python_alike(visit, lab):
    family = sigmoid.which_z
    right = [member.examples()[0][1] for member in family.members]
    start = "from lessons_pkg.exercises import sigmoid as ex"
    sources = [start, "ex.which_z", f"ex.which_z.check({right[1]})"]
    put(lab, "family.ipynb", [*sources, "ex.which_z.another()"])
    notebook = Notebook(visit, lab, "family.ipynb")
    notebook.run_all()
    box, prompt = (
        notebook.cells.nth(1),
        notebook.cells.nth(1).locator(".lessons-prompt"),
    )
    # Python has gone on, and so the page has.
    asked = [words(member.spec["prompt"]) for member in family.members]
    expect(prompt).to_have_text(asked[1])
    answer(box, family.spec, right[1])
    check(box)
    expect(box.locator(".lessons-mark")).to_have_text("✓ solved")
    assert "Correct." in notebook.run(2)
    # The page goes on, and so does Python.
    box.get_by_role("button", name="Another one").click()
    expect(prompt).to_have_text(asked[2])
    expect(box.locator(".lessons-typed input")).to_have_value("")
    notebook.settled()
    assert "Correct." not in notebook.run(2)
    assert asked[3][0] in notebook.run(3)
    expect(prompt).to_have_text(asked[3])
    notebook.assert_quiet()


def test_practice_asks_in_a_notebook_and_python_keeps_it(visit, lab):
    start = "from lessons_pkg import progress"
    start += "\nfrom lessons_pkg.interactive.exercise import store"
    start += '\nstore.record("sigmoid.which-z", "correct")'
    put(lab, "practice.ipynb", [start, "progress.practice()", "store.reviews()"])
    notebook = Notebook(visit, lab, "practice.ipynb")
    notebook.run_all()
    box = notebook.cells.nth(1)
    box.get_by_role("button", name="Start").click()
    member = sigmoid.which_z.members[1]
    expect(box.locator(".lessons-prompt")).to_have_text(words(member.spec["prompt"]))
    answer(box, member.spec, member.examples()[0][1])
    check(box)
    box.get_by_role("button", name="Next").click()
    expect(box.locator(".lessons-practice > p")).to_contain_text("1 of 1 exercise")
    notebook.settled()
    assert re.search(r"'sigmoid.which-z': '\d+:3'", notebook.run(2))
    notebook.assert_quiet()


def test_letters_typed_in_a_widget_are_no_commands_of_jupyterlab(visit, lab):
    start = f"from lessons_pkg.exercises import {CHAPTER} as ex\n"
    start += "from lessons_pkg import explore, progress"
    choice = name_of(KINDS["choice"])
    put(lab, "keys.ipynb", [start, choice, "explore.Slope()", "progress.show()"])
    notebook = Notebook(visit, lab, "keys.ipynb")
    notebook.run_all()
    page, count = notebook.page, notebook.cells.count()
    option = notebook.cells.nth(1).locator("input").first
    slider = notebook.cells.nth(2).locator("input[type=range]").first
    button = notebook.cells.nth(3).get_by_role("button").first
    for control in (option, slider, button):
        control.focus()
        for key in ("d", "d", "x", "b", "a"):
            page.keyboard.press(key)
        page.wait_for_timeout(300)
        assert notebook.cells.count() == count
    notebook.assert_quiet()


def test_another_one_in_python_begins_anew_in_a_cell_that_is_run_again(visit, lab):
    family = sigmoid.which_z
    start = "from lessons_pkg.exercises import sigmoid as ex"
    put(lab, "anew.ipynb", [start, "ex.which_z", "ex.which_z.another()"])
    notebook = Notebook(visit, lab, "anew.ipynb")
    notebook.cells.nth(0).locator(".cm-content").click()
    for _ in range(2):
        page = notebook.page
        page.keyboard.press("Shift+Enter")
        notebook.settled()
    box = notebook.cells.nth(1)
    answer(box, family.spec, family.members[0].examples()[0][1])
    check(box)
    notebook.run(2)
    notebook.run(1)
    prompt = box.locator(".lessons-prompt")
    expect(prompt).to_have_text(words(family.members[1].spec["prompt"]))
    expect(box.locator(".lessons-typed input")).to_have_value("")
    assert said(box) == [""]
    notebook.assert_quiet()
