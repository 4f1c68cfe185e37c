"""What checks a text is pure Python: it can run in a browser, where no compiled package is at hand."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import attachments
from projects import ROOT

WITHOUT_COMPILED_PACKAGES = """
import importlib.abc, importlib.machinery, sys
from datetime import date
from pathlib import Path

class Refuse(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        if spec and isinstance(spec.loader, importlib.machinery.ExtensionFileLoader) and "-packages" in (spec.origin or ""):
            raise ImportError(f"{name} is compiled")

sys.meta_path.insert(0, Refuse())
sys.path.insert(0, "hooks")
from publishing.gate import check_published

site, problems, _ = check_published(Path("."), date(2033, 1, 10))
print(*problems, sep="\\n")
print(len(site.pages))
"""


def test_the_checks_run_without_a_compiled_package(tmp_path: Path) -> None:
    root = shutil.copytree(ROOT / "tests" / "unit" / "messages" / "partnership", tmp_path / "partnership")
    for name, content in {"a.jpg": attachments.jpeg(), "a.png": attachments.png(), "a.pdf": attachments.pdf(), "a.docx": attachments.word(), "a.svg": attachments.svg()}.items():
        (root / "docs" / name).write_bytes(content)
    for name in ("hooks", "overrides"):
        (root / name).symlink_to(ROOT / name)
    done = subprocess.run([sys.executable, "-c", WITHOUT_COMPILED_PACKAGES], cwd=root, text=True, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.splitlines()[-1]) > 5
