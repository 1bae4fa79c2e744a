"""Run notebooks in place and store them so that a diff shows only what changed.

Usage: python tools/notebooks.py book/01_sigmoid.ipynb …
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from tqdm import tqdm

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def normalise(notebook):
    """Remove what differs from run to run or from machine to machine."""
    notebook.metadata = nbformat.from_dict(
        {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    )
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = joined(cell.outputs)
        for output in cell.get("outputs", []):
            # A widget's view names a model of the kernel that has just gone.
            output.get("data", {}).pop(WIDGET_VIEW, None)
    return notebook


def joined(outputs):
    """Join printed text that the kernel happened to send in pieces."""
    kept = []
    for output in outputs:
        if kept and output.get("name") and output.get("name") == kept[-1].get("name"):
            kept[-1].text += output.text
        else:
            kept.append(output)
    return kept


def run(path):
    """Execute the notebook at `path` and write it back."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        store_widget_state=False,
        resources={"metadata": {"path": path.parent}},
    )
    client.execute()
    nbformat.validate(normalise(notebook))
    nbformat.write(notebook, path)


if __name__ == "__main__":
    for name in (progress := tqdm(sys.argv[1:], unit="notebook")):
        progress.set_postfix_str(name)
        run(Path(name))
