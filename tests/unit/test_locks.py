"""What is installed is what was locked: every package by its hash, what builds packages too, and nothing fetched besides."""

from __future__ import annotations

import json
import re
import tomllib

import pytest

from projects import ROOT

LOCKS = ("requirements-build.txt", "requirements.txt", "requirements-test.txt", "requirements-node.txt")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_its_version_and_hashes_and_no_address(lock: str) -> None:
    packages = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    assert packages and all(re.fullmatch(r"[\w.-]+==[\w.]+( ; [^:]+)?( +--hash=sha256:[0-9a-f]{64})+ *", package) for package in packages)


def test_the_runtime_has_its_hashes_and_no_address() -> None:
    lock = json.loads((ROOT / "runtime" / "package-lock.json").read_text(encoding="utf-8"))
    packages = [package for name, package in lock["packages"].items() if name]
    assert packages and all(package["integrity"].startswith("sha512-") and "resolved" not in package for package in packages)


def test_make_installs_nothing_that_is_not_locked() -> None:
    """But uv, with which a maintainer renews the locks."""
    installed = re.findall(r"^\t@(?:command -v npm >/dev/null \|\| )?\$\((PIP|LOCKED)\) (.*)$", MAKEFILE, re.MULTILINE)
    assert [what for how, what in installed if how == "PIP"] == ["uv"]
    assert [what.rpartition("-r ")[2] for how, what in installed if how == "LOCKED"] == list(LOCKS)
    assert re.findall(r"^LOCKED := (.*)$", MAKEFILE, re.MULTILINE) == ["$(PIP) --require-hashes --no-build-isolation --use-pep517"]
    assert MAKEFILE.count("pip install") == 1 and "pip install" not in "".join(path.read_text(encoding="utf-8") for path in (ROOT / ".github").rglob("*.yml"))


def test_what_builds_a_package_is_installed_before_it_and_locked_by_make_lock() -> None:
    for target in ("site", "test"):
        assert f"$(VENV)/.build\n\t@$(LOCKED) -r requirements{'-test' if target == 'test' else ''}.txt" in MAKEFILE
    assert tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]["build"][0].startswith("setuptools")
    assert {f"-o {lock}" for lock in LOCKS} <= {match[0] for match in re.finditer(r"-o \S+", MAKEFILE)}


def test_python_takes_no_module_from_the_root() -> None:
    """``python -m`` would, but for -P. pytest finds its own way: pythonpath in pyproject.toml."""
    assert [line for line in MAKEFILE.splitlines() if re.search(r"\$\(\w+\) -m (?!pytest)", line)] == []
