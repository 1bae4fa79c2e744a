"""Measure each explorable in Chromium: from a slider's input to the painted frame.

Where one has no slider, a pen draws. The work is what the input event sets off; the
frame is the time from the input to the first moment after the next paint, the wait for
the screen included. A page at 60 frames a second has 16.7 ms for a frame. Then, while a
network of 200 samples trains: what each frame's script takes, from one frame to the
next, and how many epochs a second pass.
Prints two tables; nothing here fails.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import sync_playwright
from tqdm import tqdm

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from lessons_pkg import explore  # noqa: E402
from lessons_pkg.interactive.bundle import book_script, styles  # noqa: E402
from tests.browser.conftest import CHROMIUM  # noqa: E402

INPUTS = 120
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Speed</title>
<style>{styles}</style><main>{widget}</main><script>{script}</script></html>"""
# Set the slider or draw on, note how long the handlers take, and when the frame has
# been painted: a task posted from an animation frame runs after that frame.
MEASURE = """([input, value]) => new Promise((done) => {
  const start = performance.now();
  const { left, top } = input.getBoundingClientRect();
  const place = { clientX: left + 9 + value, clientY: top + 9 + (23 * value) % 150 };
  const drawn = new PointerEvent("pointermove", { pointerId: 1, ...place });
  const moved = new Event("input", { bubbles: true });
  if (input.matches("input")) input.value = value;
  input.dispatchEvent(input.matches("input") ? moved : drawn);
  const work = performance.now() - start;
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done([work, performance.now() - start]);
    channel.port2.postMessage(0);
  });
})"""

PAPER = ".lessons-paper"
# Put the pen down.
TOUCH = """(paper) => {
  if (!paper.matches(".lessons-paper")) return;
  paper.setPointerCapture = () => {};
  paper.dispatchEvent(new PointerEvent("pointerdown", { pointerId: 1 }));
}"""


# Press Play and watch for some seconds: how long the scripts of each frame take, and
# when each frame begins.
WATCH = """(seconds) => new Promise((done) => {
  const [starts, works] = [[], []];
  const epoch = () =>
    Number(document.querySelector("[data-name=epoch]").dataset.value);
  const ask = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (call) => ask((now) => {
    const start = performance.now();
    call(now);
    starts.push(now);
    works.push(performance.now() - start);
  });
  document.querySelector(".lessons-play").click();
  setTimeout(() => {
    document.querySelector(".lessons-play").click();
    const waits = starts.slice(1).map((now, i) => now - starts[i]);
    done([works, waits, epoch() / seconds]);
  }, 1000 * seconds);
})"""
# Networks that train on 200 samples.
TRAININGS = {
    "4, all": {},
    "8-8-8, all": {"hidden": (8, 8, 8), "learning_rate": 2.0},
    "8-8-8, 10": {"hidden": (8, 8, 8), "batch": "10", "learning_rate": 0.5},
    "8-8-8, 1": {"hidden": (8, 8, 8), "batch": "1", "learning_rate": 0.1},
}


def launch(playwright):
    """Start the browser that is there, or say which one is missing."""
    own = Path(playwright.chromium.executable_path).exists()
    system = None if own else shutil.which("chromium") or shutil.which("google-chrome")
    if not own and system is None:
        sys.exit("No Chromium was found; `playwright install chromium` gets one.")
    return playwright.chromium.launch(executable_path=system, **CHROMIUM)


def opened(browser, widget, folder):
    """Return a page with this widget on it."""
    bundle = widget._repr_mimebundle_()["text/html"]
    file = folder / "page.html"
    file.write_text(
        PAGE.format(styles=styles(), widget=bundle, script=book_script()), "utf-8"
    )
    page = browser.new_page(viewport={"width": 800, "height": 900})
    page.goto(file.as_uri())
    return page


def measure(browser, widget, folder):
    """Return (work, frame) in milliseconds for each of many inputs."""
    page = opened(browser, widget, folder)
    slider, low, high = page.locator("input[type=range]"), 0.0, float(INPUTS)
    if slider.count():
        low, high = (float(slider.first.get_attribute(end)) for end in ("min", "max"))
    values = [low + (high - low) * n / INPUTS for n in range(INPUTS)]
    handle = (slider if slider.count() else page.locator(PAPER)).first.element_handle()
    handle.evaluate(TOUCH)
    times = [page.evaluate(MEASURE, [handle, value]) for value in values]
    page.close()
    return zip(*times, strict=True)


if __name__ == "__main__":
    rows, widgets = [], [getattr(explore, name)() for name in explore.__all__]
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = launch(playwright)
        for widget in tqdm(widgets, unit="explorable"):
            work, frame = measure(browser, widget, Path(folder))
            name = type(widget).__name__
            rows.append((name, median(work), median(frame), quantiles(frame, n=20)[-1]))
        watched = {}
        for name, state in tqdm(TRAININGS.items(), unit="training"):
            page = opened(browser, explore.Training(**state), Path(folder))
            watched[name] = page.evaluate(WATCH, 4)
            page.close()
        browser.close()
    print(f"\n{'explorable':12}{'work':>9}{'to paint':>11}{'95 %':>9}   (ms, medians)")
    for name, work, frame, slow in rows:
        print(f"{name:12}{work:9.2f}{frame:11.1f}{slow:9.1f}")
    heads = f"{'work':>9}{'frame':>9}{'95 %':>9}{'epochs/s':>11}"
    print(f"\n{'neurons, batch':16}{heads}   (ms, medians)")
    for name, (works, waits, pace) in watched.items():
        slow = quantiles(waits, n=20)[-1]
        row = f"{median(works):9.2f}{median(waits):9.1f}{slow:9.1f}{pace:11.0f}"
        print(f"{name:16}{row}")
