"""Print as JSON what ``make fix`` has changed in content and data since a commit, and what it said: for the workflow Fix.

    python tools/what_fix_changed.py COMMIT said.txt

``additions`` has each new or changed file with its bytes in base64, ``deletions`` each file that is gone, as GitHub's
``createCommitOnBranch`` takes them.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path

FOLDERS = ("briefings", "newsletters", "level_of_need", "docs", "data")


def changed(root: Path, commit: str) -> dict[str, list[dict[str, str]]]:
    """Return the changes of the files below ``root``, new ones too; links to other places on disk are left out."""
    subprocess.run(["git", "add", "--all", "--", *FOLDERS], cwd=root, check=True)
    listing = subprocess.run(["git", "diff", "--cached", "--name-only", "--no-renames", "-z", commit, "--", *FOLDERS], cwd=root, check=True, capture_output=True)
    additions, deletions = [], []
    for name in filter(None, listing.stdout.decode("utf-8", "surrogateescape").split("\0")):
        path = root / name
        if not path.exists():
            deletions.append({"path": name})
        elif not path.is_symlink():
            additions.append({"path": name, "contents": base64.b64encode(path.read_bytes()).decode("ascii")})
    return {"additions": additions, "deletions": deletions}


if __name__ == "__main__":
    said = Path(sys.argv[2]).read_text(encoding="utf-8", errors="replace")
    print(json.dumps({"said": said, **changed(Path.cwd(), sys.argv[1])}))
