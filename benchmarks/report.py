"""What was measured, as numbers in a file, as tables in README.md and as a figure."""

import io
import json
import re
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from lessons_pkg.plots import INK, PALETTE

FOLDER = Path(__file__).parent
BEGIN, END = "<!-- measured: make bench writes what follows -->", "<!-- until here -->"
OURS = "lessons_pkg"


def read(folder=FOLDER):
    """Return the stored numbers: the machine, and the tables by name."""
    file = folder / "speed.json"
    if not file.exists():
        return {"machine": None, "tables": {}}
    return json.loads(file.read_text("utf-8"))


def write(machine, tables, folder=FOLDER):
    """Store the numbers, and put tables and figure where readers look for them."""
    stored = {"machine": machine, "tables": tables}
    lines = json.dumps(stored, ensure_ascii=False, indent=1)
    (folder / "speed.json").write_text(lines + "\n", "utf-8")
    readme = folder / "README.md"
    before, _, rest = readme.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"README.md must hold the lines {BEGIN} and {END}.")
    parts = [described(machine), *(f"### {text(found)}" for found in tables.values())]
    measured = "\n\n".join(["", *parts, ""])
    readme.write_text(before + BEGIN + measured + END + after, "utf-8")
    draw(tables, folder / "speed.svg")


def described(machine):
    """Return the kind of machine in a sentence."""
    threads = f"{machine['threads']} thread{'s' * (machine['threads'] > 1)}"
    others = {"processor", "cores", "threads", "system", "BLAS"}
    versions = [f"{name} {v}" for name, v in machine.items() if name not in others]
    kind = f"{machine['processor']}, {machine['cores']} cores"
    software = f"{machine['system']}; {', '.join(versions)}; {machine['BLAS']}"
    return f"Measured on {kind}, with {threads}, {software}."


def number(value):
    """Return a ratio with three digits, more or less.

    Examples
    --------
    >>> number(0.4567), number(45.67), number(123456.0)
    ('0.46', '45.7', '123 456')
    """
    if value < 10:
        return f"{value:.2f}"
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}".replace(",", " ")


def text(found):
    """Return a table in Markdown, in columns that a terminal shows as well."""
    head = ["", "ratio", "quartiles", found["column"], "reach"]
    rows = [
        [
            row["name"],
            number(mid),
            f"{number(low)} – {number(high)}",
            row["fact"],
            row["reach"],
        ]
        for row in found["rows"]
        for low, mid, high in [row["ratio"]]
    ]
    used = [k for k in range(5) if k < 3 or any(row[k] for row in rows)]
    cells = [[row[k] or "" for k in used] for row in [head, *rows]]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    rule = ["-" * widths[0]] + ["-" * (w - 1) + ":" for w in widths[1:]]
    lines = [
        "| "
        + " | ".join(
            cell.rjust(width) if k else cell.ljust(width)
            for k, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        + " |"
        for row in [cells[0], rule, *cells[1:]]
    ]
    return "\n".join([found["title"], "", *lines, "", " ".join(found["notes"])])


# The figure ---------------------------------------------------------------------------

BARS = ("sigmoid", "breast_cancer", "made_up", "digits", "wide", "import")
CURVES = ("samples", "batches", "widths")
STYLE = {
    "font.size": 9,
    "font.sans-serif": ["DejaVu Sans"],
    "svg.fonttype": "none",  # letters stay letters, and the file small
    "svg.hashsalt": "speed",  # and with it the same from run to run
    "axes.spines.top": False,
    "axes.spines.right": False,
}


def draw(tables, file):
    """Draw the bars of the tables and below them the curves of growth."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(12, 12), layout="constrained", facecolor="white")
        axes = figure.subplots(3, 3, height_ratios=[3, 5, 3]).ravel()
        for ax, name in zip(axes, (*BARS, *CURVES), strict=True):
            if name not in tables:
                ax.set_axis_off()
            elif name in BARS:
                bars(ax, tables[name])
            else:
                curve(ax, tables[name])
        written = io.StringIO()
        figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    # Half of the file is indentation, comments, digits and names that nobody needs.
    text = re.sub(r'<!--.*?-->| id="[a-z]\w*_\d+"', "", written.getvalue())
    text = re.sub(r"(\.\d\d)\d+", r"\1", text)
    kept = [line.strip() for line in text.splitlines()]
    file.write_text("\n".join(filter(None, kept)) + "\n", "utf-8")


def bars(ax, found):
    """Draw a bar for each row, its name and ratio above it and ours darker."""
    rows = found["rows"]
    wide = max(row["ratio"][1] for row in rows) > 30
    left = 0.3 if wide else 0
    for place, row in enumerate(rows):
        low, mid, high = row["ratio"]
        mine = OURS in row["name"]
        colour = PALETTE["blue"] if mine else PALETTE["sky"]
        ax.barh(place, mid - left, left=left, height=0.42, color=colour)
        ax.plot([low, high], [place, place], color="#222222", linewidth=1)
        ax.text(
            left,
            place - 0.3,
            f"{row['name']} {number(mid)}",
            color=INK["blue"] if mine else "#222222",
            weight="bold" if mine else "normal",
            va="bottom",
        )
    if wide:
        ax.set_xscale("log")
        ax.xaxis.set_major_formatter(lambda value, _: number(value).removesuffix(".0"))
        ax.minorticks_off()
    else:
        ax.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
    places = np.arange(len(rows))
    ax.vlines(places * 0 + 1, places - 0.3, places + 0.3, color=PALETTE["vermillion"])
    ax.set_xlim(left=left)
    ax.set_ylim(len(rows) - 0.5, -0.9)
    ax.set_yticks([])
    ax.set_title(found["title"].replace(", ", ",\n", 1), loc="left", fontsize=10)


def curve(ax, found):
    """Draw the ratios over the numbers in the names, with their quartiles."""
    x = [
        int(next(w for w in row["name"].split() if w.isdigit()))
        for row in found["rows"]
    ]
    low, mid, high = zip(*(row["ratio"] for row in found["rows"]), strict=True)
    ax.fill_between(x, low, high, color=PALETTE["sky"], alpha=0.4, linewidth=0)
    ax.plot(x, mid, color=PALETTE["blue"], marker="o", markersize=4)
    ax.set_xscale("log", base=2)
    ax.set_xticks(x, x, rotation=45 if len(x) > 5 else 0)
    ax.minorticks_off()
    if max(mid) > 3:
        ax.set_yscale("log", base=2)
        ax.yaxis.set_major_formatter(lambda value, _: f"{value:g}")
    else:
        ax.set_ylim(0, 1.5)
    ax.set_title(found["title"].replace(", ", ",\n"), loc="left", fontsize=10)
