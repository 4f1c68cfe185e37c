"""What mkdocs-macros loads in the place of a ``main.py`` or ``main/`` in the project's root, which it would run in every build.

Our macros are in ``publishing/pages/macros.py``, and run in a sandbox of their own: see ``mkdocs_layer.py``.
"""

from __future__ import annotations

from typing import Any


def define_env(env: Any) -> None:
    """Add nothing."""
