"""A copy of the project that an invented partnership takes over."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path

import yaml

from projects import ROOT, copy_project
from publishing.data.everything import read_data
from publishing.data.partnership import Formerly
from publishing.desk.takeover import belongings, take_over

LEVELS = ("Thriving", "A little help", "More help", "Family plan", "Protection")
ANSWERS: dict[str, object] = {
    "name": "Fenmarch Safeguarding Children Partnership", "short_name": "Fenmarch SCP", "area": "Fenmarch", "places": ["Aldermere", "Saltby", "Nether Fen"],
    "colour": "#7a1f3d", "front_door": "Fenmarch First Response (FFR)", "front_door_phone": "01632 960001", "out_of_hours": "Night Duty Team",
    "out_of_hours_phone": "01632 960002", "police": "Fenmarch Constabulary", "email": "partnership@fenmarch.example",
    "site_address": "https://fenmarch.example/children", "repository": "https://git.example/fenmarch/site/", "public": True, "levels": [*LEVELS]}


def to_take_over(target: Path) -> tuple[Path, Formerly]:
    """Return a copy of the project as git knows it, of a partnership that took it over from nobody, and what belongs to that partnership."""
    root = copy_project(target, content=ROOT)
    file = root / "data" / "partnership.yml"
    file.write_text(re.sub(r"^formerly:\n(?:  .*\n)*", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8")
    commit_all(root)
    data = read_data(root, [])
    assert data is not None
    return root, belongings(data)


def commit_all(root: Path) -> None:
    """Make a repository of a project, and commit all of it."""
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "-c", "user.name=Tests", "-c", "user.email=tests@example.org", "commit", "-qm", "Before")


def git(root: Path, *arguments: str) -> str:
    """Return what git prints."""
    return subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True).stdout


def taken_over(root: Path, day: date) -> list[str]:
    """Let the invented partnership take a project over; return what is said."""
    file = root.parent / "answers.yml"
    file.write_text(yaml.safe_dump(ANSWERS, sort_keys=False), encoding="utf-8")
    said: list[str] = []
    assert take_over(root, day, ["--answers", str(file)], say=said.append) == 0, said
    return said
