"""Settings that all tests share."""

from hypothesis import settings

# The same examples on every machine and no limit of time, so that a failure is a fault.
settings.register_profile("book", deadline=None, derandomize=True)
settings.load_profile("book")
