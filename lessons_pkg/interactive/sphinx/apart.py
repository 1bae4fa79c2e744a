"""The exercises of the practice page, as a file that it fetches once it asks them.

There are some hundred, and a reader who comes to see whether anything is due needs
none of them. The file is a classic script, so that it can be read from ``file://`` and
under a strict policy, too.
"""

import json
import re
from os.path import relpath

from lessons_pkg.interactive.page import state_text

SCRIPT = "exercises.js"
_PRACTICE = re.compile(
    r'(<div class="lessons-widget" data-module="practice">\s*'
    r'<script type="application/json">)(.*?)(?=</script>)',
    re.DOTALL,
)


def move_exercises(texts, static):
    """Move the exercises of practice out of the page, and return them as text.

    `texts` has the text of each page by its path, and is changed; the script is written
    into the folder `static`. In the page its address takes their place.
    """
    script = static / SCRIPT
    for path, text in texts.items():

        def moved(found, path=path):
            state = json.loads(found[2])
            specs = state.pop("specs", None)
            if specs is None:  # by an earlier build, which left the page as it is
                return found[0]
            written = json.dumps(specs, ensure_ascii=False)
            script.write_text(f"globalThis.lessonsExercises = {written};\n", "utf-8")
            place = relpath(script, path.parent).replace("\\", "/")
            state["source"] = f"{place}?v=this"
            return found[1] + state_text(state)

        texts[path] = _PRACTICE.sub(moved, text)
    return script.read_text("utf-8") if script.exists() else ""
