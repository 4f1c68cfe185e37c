"""SVG: a drawing, of elements and attributes on a list. It is a small web page to a browser, and can do what one can do.

Read in the one way in which every browser reads it: UTF-8, without definitions of its own. Elements and attributes are
those of SVG 1.1 and 2 that draw; what moves, links, runs or fetches is left out.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from publishing.checks.attachments import pictures, xmp
from publishing.checks.attachments.found import DETAILS, OTHER
from publishing.problems.problem import Fault
from publishing.problems.rule import SAFE, Rule
from publishing.reading import xml
from publishing.reading.attachments import without_doctype
from publishing.reading.xml import local
from publishing.words.patterns import pattern

SVG = Rule("svg-script", SAFE, "this picture could run something or fetch something from elsewhere: {what}{inside}", 'Save it again as a plain SVG ("optimised", "without scripts"), or as PNG.',
           "An SVG file is a small web page, and can do what a web page can do.", {"what": "<script>", "inside": ""})

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

_OF_PROGRAMS = ("{http://www.inkscape.org/namespaces/", "{http://sodipodi.sourceforge.net/", "{http://ns.adobe.com/", "{http://www.bohemiancoding.com/sketch/",
                "{http://www.serif.com/", "{http://www.figma.com/", "{http://vectornator.io", "{http://creativecommons.org/ns#}", "{http://web.resource.org/cc/}",
                "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/dc/terms/}", f"{{{_RDF}}}", "{adobe:ns:meta/}", "{http://xml.openclipart.org", "{http://www.corel.com/")
"""What drawing programs keep for themselves. To a browser it is nothing."""

_ELEMENTS = frozenset(
    "svg g defs symbol use title desc metadata path rect circle ellipse line polyline polygon text tspan textPath tref image marker pattern clipPath mask linearGradient "
    "radialGradient meshgradient meshrow meshpatch hatch hatchpath solidcolor stop filter switch style view font font-face font-face-name glyph missing-glyph hkern vkern "
    "feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG "
    "feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence".split())

_ATTRIBUTES = frozenset(
    "id class style lang tabindex role version baseProfile viewBox preserveAspectRatio width height x y x1 y1 x2 y2 dx dy cx cy r rx ry fx fy fr d points pathLength transform "
    "transform-origin transform-box gradientUnits gradientTransform spreadMethod offset patternUnits patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits "
    "markerUnits markerWidth markerHeight refX refY orient filterUnits primitiveUnits filterRes in in2 result mode values operator k1 k2 k3 k4 order kernelMatrix divisor bias targetX "
    "targetY edgeMode kernelUnitLength preserveAlpha surfaceScale diffuseConstant specularConstant specularExponent limitingConeAngle azimuth elevation pointsAtX pointsAtY pointsAtZ z "
    "scale xChannelSelector yChannelSelector stdDeviation radius baseFrequency numOctaves seed stitchTiles tableValues slope intercept amplitude exponent type media title "
    "requiredFeatures requiredExtensions systemLanguage externalResourcesRequired contentScriptType contentStyleType zoomAndPan enable-background overflow clip zoom "
    "textLength lengthAdjust rotate startOffset method spacing side glyph-name unicode horiz-adv-x horiz-origin-x vert-adv-y units-per-em panose-1 ascent descent alphabetic u1 u2 g1 g2 k "
    "alignment-baseline baseline-shift clip-path clip-rule color color-interpolation color-interpolation-filters color-profile color-rendering cursor direction display "
    "dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity font font-family font-feature-settings font-kerning font-size font-size-adjust font-stretch "
    "font-style font-variant font-weight glyph-orientation-horizontal glyph-orientation-vertical image-rendering isolation kerning letter-spacing lighting-color marker marker-end "
    "marker-mid marker-start mask mask-type mix-blend-mode opacity paint-order pointer-events shape-rendering solid-color solid-opacity stop-color stop-opacity stroke stroke-dasharray "
    "stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-align text-anchor text-decoration text-overflow text-rendering unicode-bidi "
    "vector-effect visibility white-space word-spacing writing-mode shape-inside shape-padding line-height focusable hidden xmlns".split())
_WORDS = frozenset("id class title d points lang role unicode glyph-name requiredExtensions requiredFeatures".split())
"""Attributes that hold no style."""

_FUNCTIONS = frozenset("url rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix calc min max clamp var matrix matrix3d translate translatex translatey translate3d rotate scale scalex "
                       "scaley scale3d skew skewx skewy rect inset circle ellipse polygon path blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia format local "
                       "not is where nth-child nth-of-type nth-last-child icc-color cubic-bezier linear-gradient radial-gradient".split())
_AT_RULES = frozenset("media font-face charset namespace supports".split())
_CSS_PARTS = pattern(r"@([\w-]*+)|(?<![\w-])([\w-]++)\s*+\(|(\\)|javascript:|expression|-moz-binding|behavior", re.IGNORECASE)
_URL = pattern(r"url\(\s*+(?:([\"'])?\s*+#[^\"'()]*(?(1)\1)|([\"'])?data:(?:font/[\w.+-]+|application/(?:x-)?font[\w.-]*|application/octet-stream)[;\w=-]*,[\w+/=\s-]*+(?(2)\2))\s*+\)", re.IGNORECASE)
_ENCODING = re.compile(rb"\s*<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-?8[\"']|us-ascii[\"'])", re.IGNORECASE)
_DATA = pattern(r"data:image/(png|jpe?g|gif|webp);base64,([\w+/=\s]*)", re.ASCII)
_PATH = pattern(r"^(?:[A-Za-z]:[\\/]|\\\\|/(?:home|Users|mnt|media|tmp|root)/|file:)")
_MOST_COPIES = 100_000


def check(raw: bytes, organisations: frozenset[str]) -> Iterator[Fault]:
    """Find what a drawing would run, fetch or tell of somebody."""
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        raw.decode("utf-8")
        if b"\0" in raw or _ENCODING.match(raw):
            yield Fault(SVG, {"what": "it is not saved as UTF-8"})
            return
        root = xml.parse(without_doctype(raw))
    except (UnicodeDecodeError, xml.Refused):
        yield Fault(SVG, {"what": "it is not saved as UTF-8"}) if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else \
            Fault(SVG, {"what": "it defines words of its own"}) if re.search(rb"<!(?:DOCTYPE|ENTITY)", raw) else \
            Fault(SVG, {"what": "a style sheet beside it"}) if b"xml-stylesheet" in raw else Fault(OTHER, {"ending": "svg"})
        return
    if local(root.tag) == "svg":
        yield from _elements(root, organisations)
    if root.tag != f"{_SVG}svg":  # without its namespace no browser takes it for a drawing
        yield Fault(OTHER, {"ending": "svg"})
    if _copies(root) > _MOST_COPIES:
        yield Fault(SVG, {"what": "it copies itself too often"})


def _elements(root: Element, organisations: frozenset[str]) -> Iterator[Fault]:
    for element in root.iter():
        tag = str(element.tag)
        if tag.startswith(_OF_PROGRAMS):
            yield from _of_program(element)
            continue
        name = tag.removeprefix(_SVG)
        if name not in _ELEMENTS:
            yield Fault(SVG, {"what": f"<{local(tag)[:30]}>"})
            continue
        for key, value in element.attrib.items():
            yield from _attribute(name, key, value, organisations)
        if name == "style" and (wrong := _style("".join(element.itertext()))):
            yield Fault(SVG, {"what": wrong})
        if name == "metadata":
            yield from xmp.check_properties(element, organisations, document=True)


def _of_program(element: Element) -> Iterator[Fault]:
    if any(_PATH.match(value) for value in element.attrib.values()):
        yield Fault(DETAILS, {"what": "a folder on somebody's computer"})


def _attribute(element: str, key: str, value: str, organisations: frozenset[str]) -> Iterator[Fault]:
    if key.startswith(_OF_PROGRAMS):
        if _PATH.match(value):
            yield Fault(DETAILS, {"what": "a folder on somebody's computer"})
        return
    name = key.removeprefix(_XLINK) if key.startswith(_XLINK) else key
    if name == "href":
        picture = _DATA.fullmatch(value.strip()) if element == "image" else None
        if picture:
            yield from _inner(picture, organisations)
        elif not value.strip().startswith("#"):
            yield Fault(SVG, {"what": "a link or picture from elsewhere"})
    elif key.startswith(_XML):
        if name not in (f"{_XML}space", f"{_XML}lang", f"{_XML}id"):
            yield Fault(SVG, {"what": f'"{local(key)[:30]}"'})
    elif key.startswith(_XLINK):
        if name not in ("title", "type", "show", "actuate", "role", "arcrole"):
            yield Fault(SVG, {"what": f'"{name[:30]}"'})
    elif key not in _ATTRIBUTES and not re.fullmatch(r"(?:data|aria)-[\w.-]+", key):
        yield Fault(SVG, {"what": f'"{local(key)[:30]}"'})
    elif key not in _WORDS and not key.startswith(("data-", "aria-")) and (wrong := _style(value)):
        yield Fault(SVG, {"what": wrong})


def _inner(picture: re.Match[str], organisations: frozenset[str]) -> Iterator[Fault]:
    try:
        yield from pictures.check(base64.b64decode(re.sub(r"\s", "", picture[2]), validate=True), picture[1], organisations)
    except binascii.Error:
        yield Fault(OTHER, {"ending": "svg"})


def _style(css: str) -> str:
    """Return what is wrong with a style or a part of one; nothing where it only draws."""
    css = re.sub(r"/\*.*?(?:\*/|\Z)", " ", css, flags=re.DOTALL)
    if len(re.findall(r"(?i)url\s*\(", css)) != len(_URL.findall(css)):
        return "a style that fetches something"
    for match in _CSS_PARTS.finditer(_URL.sub(" ", css)):
        if match[1] is not None and match[1].lower() in _AT_RULES:
            continue
        if match[2] is not None and match[2].lower() in _FUNCTIONS:
            continue
        return f'"{match[0][:30].strip()}" in a style'
    return ""


def _copies(root: Element) -> int:
    """Return how many elements a browser draws, each copy by ``use`` counted; more than the limit where it never ends."""
    uses = f"{_SVG}use"
    if root.find(f".//{uses}") is None:
        return 0
    by_id = {element.attrib["id"]: element for element in root.iter() if "id" in element.attrib}
    known: dict[str, int] = {}
    steps = 0

    def drawn(element: Element, depth: int) -> int:
        nonlocal steps
        total = 0
        for inner in element.iter():
            total += 1
            steps += 1
            if inner.tag == uses:
                total += copied((inner.get("href") or inner.get(f"{_XLINK}href") or "").strip().removeprefix("#"), depth + 1)
            if max(total, steps) > _MOST_COPIES:
                return _MOST_COPIES + 1
        return total

    def copied(name: str, depth: int) -> int:
        if name in by_id and name not in known:
            known[name] = _MOST_COPIES + 1  # what is met again while it is counted copies itself
            known[name] = drawn(by_id[name], depth) if depth < 50 else _MOST_COPIES + 1
        return known.get(name, 0)

    return drawn(root, 0)
