"""One palette and one way to check what a figure is given, for every figure.

The colours are told apart by every kind of eye; the style of lines and letters is in
``lessons.mplstyle``. Nothing here draws.
"""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import to_hex, to_rgb

#: The colours that the book uses, told apart by every kind of eye (Okabe & Ito, 2008).
PALETTE = {
    "blue": "#0072B2",
    "vermillion": "#D55E00",
    "green": "#009E73",
    "purple": "#CC79A7",
    "orange": "#E69F00",
    "sky": "#56B4E9",
}

#: These are darker, since words need more contrast than lines do.
INK = {
    name: to_hex([0.65 * c for c in to_rgb(colour)]) for name, colour in PALETTE.items()
}


def axes(ax):
    """Return `ax`, or the axes of a new figure where it is None."""
    return plt.subplots()[1] if ax is None else ax


def colour_of(name):
    """Return the palette's colour of this name, or say which names there are."""
    if name not in PALETTE:
        raise ValueError(f"colour is {name!r}; choose one of {', '.join(PALETTE)}.")
    return PALETTE[name]


def same_length(name_x, x, name_y, y):
    """Return both as float arrays, or say which shapes they have."""
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if x.ndim != 1 or x.shape != y.shape or x.size == 0:
        raise ValueError(
            f"{name_x} has shape {x.shape} and {name_y} has shape {y.shape}; "
            "give two rows of numbers, equally long."
        )
    return x, y
