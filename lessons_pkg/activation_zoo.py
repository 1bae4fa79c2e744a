"""The table of activations: a name, its function, its derivative.

A network looks its activation up here by name, and a figure of all of them reads down
the table. `prelu` and `maxout` are missing, for each brings parameters to learn and so
is more than a function of z; `logistic` is `sigmoid` with other units.
"""

from lessons_pkg.activation import (
    sigmoid,
    sigmoid_derivative,
    step,
    step_derivative,
    tanh,
    tanh_derivative,
)
from lessons_pkg.rectifier import (
    identity,
    identity_derivative,
    leaky_relu,
    leaky_relu_derivative,
    relu,
    relu_derivative,
)
from lessons_pkg.smooth_rectifier import (
    elu,
    elu_derivative,
    gelu,
    gelu_derivative,
    softplus,
    softplus_derivative,
)

ACTIVATIONS = {
    "identity": (identity, identity_derivative),
    "step": (step, step_derivative),
    "sigmoid": (sigmoid, sigmoid_derivative),
    "tanh": (tanh, tanh_derivative),
    "relu": (relu, relu_derivative),
    "leaky_relu": (leaky_relu, leaky_relu_derivative),
    "softplus": (softplus, softplus_derivative),
    "elu": (elu, elu_derivative),
    "gelu": (gelu, gelu_derivative),
}
