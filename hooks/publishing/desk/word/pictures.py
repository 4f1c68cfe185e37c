"""A picture out of a Word file, made anew: what Word hides of it, and what a camera wrote into it, stay behind."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

WIDEST = 1600
"""In pixels: twice as wide as a text, for screens that are twice as fine."""
MOST_PIXELS = 80_000_000
"""Of a picture that is opened: a larger one would take a computer's memory."""
_SORTS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
_LARGEST_PNG = 400_000
"""In bytes: what is larger is a photograph, and smaller as JPEG."""


@dataclass(frozen=True)
class Crop:
    """How much of each side Word does not show, as a part of the whole."""

    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0


def made_anew(raw: bytes, crop: Crop) -> tuple[bytes, str] | None:
    """Return the pixels that Word shows of a picture as a new file, and its ending; ``None`` where it is none that a browser could show."""
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(raw), formats=_SORTS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return None
            photograph = opened.format == "JPEG"
            turned = ImageOps.exif_transpose(opened)
            has_alpha = "A" in turned.getbands() or "transparency" in turned.info
            seen = turned.convert("RGBA" if has_alpha else "RGB")
    except Exception:  # a damaged picture ends in an error of each decoder's own
        return None
    box = (round(seen.width * crop.left), round(seen.height * crop.top), round(seen.width * (1 - crop.right)), round(seen.height * (1 - crop.bottom)))
    if box[0] >= box[2] or box[1] >= box[3]:
        return None
    seen = seen.crop(box)
    seen.thumbnail((WIDEST, 4 * WIDEST))
    clean = Image.new(seen.mode, seen.size)  # nothing but pixels goes over
    clean.paste(seen)
    if not (photograph and not has_alpha):
        made = _saved(clean, "PNG")
        if has_alpha or len(made) <= _LARGEST_PNG:
            return made, "png"
    return _saved(clean, "JPEG"), "jpg"


def _saved(picture: Image.Image, sort: str) -> bytes:
    out = io.BytesIO()
    if sort == "PNG":
        picture.save(out, sort, optimize=True)
    else:
        picture.save(out, sort, quality=85, optimize=True, progressive=True)
    return out.getvalue()
