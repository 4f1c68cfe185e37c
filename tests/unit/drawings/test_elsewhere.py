"""Where nothing can be drawn a genogram and a way are read; on paper they are drawn."""

from __future__ import annotations

from markupsafe import Markup

from projects import EXAMPLE, ROOT
from publishing.data.genograms import Genogram, read_genograms
from publishing.data.pathways import Pathway, read_pathways
from publishing.drawings.genogram import KEY, draw
from publishing.feeds.standing_alone import standing_alone
from publishing.paper.walk import Walk
from publishing.problems.problem import Problem
from publishing.reading.fields import Place, Reader
from publishing.reading.yaml_source import parse_yaml
from publishing.templating.fragments import Fragments


def of_example(name: str, read: Reader) -> dict[str, object]:
    problems: list[Problem] = []
    found = read(Place(parse_yaml((EXAMPLE / f"data/{name}.yml").read_text(encoding="utf-8"), f"data/{name}.yml", problems)))
    assert problems == []
    return dict(found)


def genogram() -> Markup:
    family = of_example("genograms", read_genograms)["pond-family"]
    assert isinstance(family, Genogram)
    return Fragments(ROOT / "overrides").render("genogram", str, genogram=family, drawing=draw(family), key=[("square", draw(KEY["square"], named=False))], number=1)


def test_feeds_and_emails_have_its_words() -> None:
    alone = standing_alone(genogram(), "https://example.org/")
    assert "svg" not in alone and "An invented family" in alone and "Grandmother and grandfather have divorced." in alone and "<strong>A man or boy:</strong> a square" in alone


def test_a_pdf_has_the_drawing_and_its_key() -> None:
    caption, drawing, *words, key = Walk("https://example.org/").blocks(genogram())
    assert isinstance(caption, dict) and isinstance(drawing, dict) and isinstance(key, dict) and words
    assert drawing["is"] == "drawing" and drawing["alt"].startswith("The family at the pond") and drawing["inside"].count('class="person"') == 7 and ">Grandmother</text>" in drawing["inside"]
    assert key["is"] == "key" and [part["is"] for part in key["items"][0]] == ["drawing", "p"]


def test_a_way_is_an_ordered_list() -> None:
    pathway = of_example("pathways", read_pathways)["ice"]
    assert isinstance(pathway, Pathway)
    html = Fragments(ROOT / "overrides").render("pathway", str, pathway=pathway, contacts={}, pages={})
    blocks, = Walk("https://example.org/").blocks(html)
    assert isinstance(blocks, dict) and blocks["is"] == "ol" and len(blocks["items"]) == 2
    alone = standing_alone(html, "https://example.org/")
    assert "<ol><li>" in alone.replace("\n", "") and "<strong>Somebody is in the water:</strong> Ring 999 first." in alone and "Within an hour, says the moor. (unconfirmed)" in alone
