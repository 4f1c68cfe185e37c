"""The file for the figures of a further year: the measures and labels of the year before, and no number, period, note or reason of it."""

from __future__ import annotations

from typing import Any

import yaml

from publishing.data.everything import Data

_HEAD = """\
# The figures of {year}{like}. docs/figures.md explains each key.
#
# While "draft: true" stands here, the site does not read this file. Write what is missing behind each colon. A count under five
# needs a decision: suppressed: {{below: 5, rule: who decided, and why}} in the place of its value, or small_numbers: and why it
# may be shown. Take out what this year's report does not have, and add what is new.

"""

_KEPT_OF_MEASURES = ("title", "heading", "unit", "period", "section", "total", "no_total", "figures", "sums")
_KEPT_OF_FIGURES = ("label", "unit", "period")
_KEPT_OF_LISTS = ("title", "unit", "period", "section", "columns", "counted_by", "scale", "rows")
_ASKED = ("period", "section", "rows")
"""What differs from year to year, and is asked anew."""

_FIRST: dict[str, Any] = {"measures": {"training": {"title": "Multi-agency training", "unit": "sessions", "period": "", "section": "", "figures": {"sessions": {"label": "Training sessions"}}}}}
"""What a partnership begins with that has no year yet."""


class _Dumper(yaml.SafeDumper):
    """Writes nothing for what is still to be written."""


_Dumper.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", ""))


def figures_file(year: str, data: Data) -> str:
    """Return the text of the file of a year; its measures and lists are those of the newest year before it, if there is one."""
    earlier = [name for name, figures in data.figures.items() if name < year and not figures.broken]
    document = data.documents[f"figures/{earlier[-1]}"] if earlier else None
    model = document.value if document else _FIRST
    measures = {name: {**_kept(given, _KEPT_OF_MEASURES), "figures": {key: {**_kept(figure, _KEPT_OF_FIGURES), "value": None} for key, figure in given["figures"].items()}}
                for name, given in model["measures"].items()}
    lists = {name: _kept(given, _KEPT_OF_LISTS) for name, given in model.get("lists", {}).items()}
    values = {"draft": True, "source": None, "measures": measures, **({"lists": lists} if lists else {})}
    like = f", with the measures of {earlier[-1]}" if earlier else ""
    return _HEAD.format(year=year, like=like) + yaml.dump(values, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=150)


def _kept(given: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    """Return what stays of a measure or list from year to year, in the order in which the guide names it."""
    return {key: None if key in _ASKED else given[key] for key in keys if key in given}
