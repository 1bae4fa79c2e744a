"""What every test run needs, the notebooks' included."""

import os
import tempfile
from pathlib import Path

# No test reads the reader's own progress, and none writes to it.
_folder = tempfile.TemporaryDirectory(prefix="lessons-")
os.environ["LESSONS_PROGRESS"] = str(Path(_folder.name) / "progress.json")
