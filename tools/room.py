"""Measure how high each figure of the built book is, and write the table of room.css.

Usage: python -m tools.room
"""

import re

from playwright.sync_api import sync_playwright

from benchmarks.explorables import launch
from lessons_pkg.interactive.bundle import STATIC
from tests.browser.conftest import HTML, mounted

SHEET = STATIC / "lib" / "room.css"
TABLE = "/* The table. */\n"
# The width of a window to the name of the height there. In the last one the column is
# as wide as it becomes.
WINDOWS = {360: "at-360", 412: "at-412", 1280: "at-768"}
HEIGHTS = """(figures) => figures.map((figure) => [
  figure.closest("[data-module]").dataset.module,
  Math.ceil(figure.getBoundingClientRect().height),
])"""


def measured(browser):
    """Return {module: {name: height in pixels}}, of several the highest."""
    heights = {}
    for width, name in WINDOWS.items():
        page = browser.new_page(viewport={"width": width, "height": 900})
        for path in sorted(HTML.glob("book/*.html")):
            if "data-module=" not in path.read_text("utf-8"):
                continue
            page.goto(path.as_uri())
            page.evaluate("document.fonts.ready.then(() => true)")
            figures = mounted(page).locator("[data-module] .lessons-explore")
            for module, height in figures.evaluate_all(HEIGHTS):
                here = heights.setdefault(module, {})
                here[name] = max(height, here.get(name, 0))
        page.close()
    return dict(sorted(heights.items()))


def written():
    """Return the same from the style sheet."""
    _, _, table = SHEET.read_text("utf-8").partition(TABLE)
    rules = re.findall(r'\[data-module="(\w+)"\] \{(.*?)\}', table, re.DOTALL)
    pairs = {module: re.findall(r"--([\w-]+): (\d+)px", rule) for module, rule in rules}
    return {
        module: {name: int(height) for name, height in found}
        for module, found in pairs.items()
    }


def write(heights):
    """Write the table."""
    before, mark, _ = SHEET.read_text("utf-8").partition(TABLE)
    rules = [
        f'[data-module="{module}"] {{\n'
        + "".join(f"  --{name}: {height}px;\n" for name, height in found.items())
        + "}\n"
        for module, found in heights.items()
    ]
    SHEET.write_text("\n".join([before + mark, *rules]), "utf-8")


if __name__ == "__main__":
    with sync_playwright() as playwright:
        write(measured(launch(playwright)))
    print(f"Written to {SHEET}; the next `make book` takes it.")
