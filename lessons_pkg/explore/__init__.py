"""The explorables, figures that you move: alive in the notebook and on the page.

Each class is one figure: its parameters are what the reader sets, `numbers` is what the
figure says about them, and changing a parameter in Python moves the figure. They stand
in one module for each page, in the page's order.
"""

from lessons_pkg.explore.activations import Depth
from lessons_pkg.explore.backprop import Training
from lessons_pkg.explore.chain_rule import Gears, Graph, Learning, StepSize
from lessons_pkg.explore.digits import Digits
from lessons_pkg.explore.logistic_regression import Descent, Losses
from lessons_pkg.explore.optimisation import Race
from lessons_pkg.explore.perceptron import Playground
from lessons_pkg.explore.sigmoid import Growth, Neuron, Slope
from lessons_pkg.explore.softmax import Softmax

__all__ = [
    "Depth",
    "Descent",
    "Digits",
    "Gears",
    "Graph",
    "Growth",
    "Learning",
    "Losses",
    "Neuron",
    "Playground",
    "Race",
    "Slope",
    "Softmax",
    "StepSize",
    "Training",
]
