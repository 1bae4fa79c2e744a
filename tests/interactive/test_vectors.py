"""The front end is tested with the examples that today's Python gives."""

import json

from tests.interactive.vectors import PATH, as_json, vectors


def test_the_vectors_of_the_front_end_are_up_to_date():
    stored = json.loads(PATH.read_text("utf-8"))
    assert stored == json.loads(as_json(vectors())), (
        "stale: see tests.interactive.vectors"
    )
