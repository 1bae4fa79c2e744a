"""The explorables, figures that you move: alive in the notebook and on the page.

Each class is one figure: its parameters are what the reader sets, `numbers` is what the
figure says about them, and changing a parameter in Python moves the figure. They stand
in one module for each chapter.
"""

from lessons_pkg.explore.sigmoid import Growth, Neuron, Slope

__all__ = ["Growth", "Neuron", "Slope"]
