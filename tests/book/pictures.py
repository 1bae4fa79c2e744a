"""Compare two pictures as an eye would: by what is drawn, not by how it is smoothed."""

import base64
import io

import numpy as np
from PIL import Image

SIDE = 8  # pixels of a block
#: Of brightness, from 0 to 1. The same letters without hinting are 0.2 apart, a curve
#: that has moved by twice its width 0.4, and no two figures of the book less than 0.47.
TOLERANCE = 0.3


def decoded(png):
    """Return a stored picture as the page shows it, on white."""
    picture = Image.open(io.BytesIO(base64.b64decode(png))).convert("RGBA")
    paper = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(paper, picture).convert("RGB")


def difference(one, other):
    """Return how far apart two pictures are where they differ most, from 0 to 1.

    Each colour is averaged over blocks, so that a letter may move by a part of a pixel.
    Pictures of another size (by more than 2 %, which the width of a label may make) are
    1 apart.
    """
    width, height = one.size
    if abs(np.subtract(other.size, one.size) / one.size).max() > 0.02:
        return 1.0
    size = (max(1, width // SIDE), max(1, height // SIDE))
    blocks = [
        np.asarray(each.resize(size, Image.Resampling.BOX), float) / 255
        for each in (one, other)
    ]
    return float(np.abs(blocks[0] - blocks[1]).max())


def pictures(cell):
    """Return the pictures among the outputs of a cell, decoded."""
    data = [output.get("data", {}) for output in cell.get("outputs", [])]
    return [decoded(each["image/png"]) for each in data if "image/png" in each]
