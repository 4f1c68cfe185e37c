"""Every construct of the grammar that can show text, around a sentence that must never go live unseen."""

from __future__ import annotations

SENTENCE = "A worker saw Olivia at home, aged 7, in Bootle in March 2020."

CONSTRUCTS = {
    "a paragraph": "{}",
    "a note": "> [!NOTE]\n> {}",
    "a quotation": "> {}",
    "a quotation in a list": "- one\n\n  > {}",
    "a list": "- {}",
    "a list in a list": "- one\n  - two\n    - {}",
    "a numbered list": "1) {}",
    "a table's heading": "| {} | b |\n| --- | --- |\n| 1 | 2 |",
    "a table's cell": "| a | b |\n| --- | --- |\n| 1 | {} |",
    "a heading": "## {}",
    "a heading of two lines": "{}\n---",
    "a footnote": "Text.[^1]\n\n[^1]: {}",
    "a footnote's second paragraph": "Text.[^1]\n\n[^1]: One.\n\n    {}",
    "an image's words": "![{}](tree.png)",
    "an image's title": '![A tree](tree.png "{}")',
    "a link's words": "[{}](a.md)",
    "a link's title": '[A page](a.md "{}")',
    "a reference's title": '[A page][a]\n\n[a]: a.md "{}"',
    "emphasis": "**{}**",
    "code": "`{}`",
    "a fence": "```\n{}\n```",
    "an indented block of code": "Text.\n\n    {}",
    "HTML of a block": "<p>{}</p>",
    "HTML within a line": "Text <b>{}</b>",
    "details": "<details>\n<summary>{}</summary>\n\nText.\n\n</details>",
    "text within details": "<details>\n<summary>More</summary>\n\n{}\n\n</details>",
    "HTML that goes on": "<div>\n{}\n</div>",
    "words with signs in them": "A worker saw O*livi*a at home, aged&#32;7, in Boo**tle** in March 2020.",
    "a line end within": "A worker saw Olivia at home, aged\n7, in Bootle in March 2020.",
}
"""The sentence stands where {} is."""
