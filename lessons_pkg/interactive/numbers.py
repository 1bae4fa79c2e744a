"""Numbers as they are written, alike in Python and in the page.

A tie is rounded away from zero, as a browser does it, and counts as one only where the
float itself stands halfway. `static/lib/numbers.js` is the same rule again, held to
this one by shared examples.
"""

from decimal import ROUND_HALF_UP, Context, Decimal
from math import isinf, isnan

HUGE = 1e15  # from here on a float has hardly a decimal left


def fixed(value, decimals):
    """Write a number with fixed decimals, a true minus sign and never "−0".

    Parameters
    ----------
    value : float
        An infinite one is written "∞", one of 1e15 or more with four digits and a power
        of ten, and nan, where nothing is known, as "–".
    decimals : int
        How many digits stand after the point.

    Returns
    -------
    str

    Examples
    --------
    >>> fixed(0.03125, 4), fixed(-0.5, 1), fixed(-0.001, 2), fixed(-1e300, 2)
    ('0.0313', '−0.5', '0.00', '−1e300')
    """
    if isnan(value):
        return "–"
    size = abs(value)
    if isinf(size):
        digits = "∞"
    elif size >= HUGE:
        digits = shown(size)
    else:
        unit = Decimal(1).scaleb(-decimals)
        digits = f"{Decimal(size).quantize(unit, ROUND_HALF_UP):f}"
    return f"−{digits}" if value < 0 and digits.strip("0.") else digits


def shown(number, digits=4):
    """Write a finite number with four significant digits, or as many as it is told.

    Examples
    --------
    >>> shown(0.10499358), shown(2.0), shown(-1.5e-7), shown(1 / 64)
    ('0.105', '2', '-1.5e-7', '0.01563')
    >>> shown(0.0213456, digits=2)
    '0.021'
    """
    context = Context(prec=digits, rounding=ROUND_HALF_UP)
    rounded = context.create_decimal(Decimal(abs(number)))
    if not rounded:
        return "0"
    power = rounded.adjusted()
    plain = -4 <= power < 6
    text = f"{rounded if plain else rounded.scaleb(-power):f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    sign = "-" if number < 0 else ""
    return f"{sign}{text}" if plain else f"{sign}{text}e{power}"
