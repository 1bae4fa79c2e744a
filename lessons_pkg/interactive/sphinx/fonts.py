"""The book's typefaces, each cut down to the letters that the book has.

STIX Two Text and STIX Two Math are one design, so that an x in a sentence is the x of
the formula beside it. Atkinson Hyperlegible Next labels, and its Mono shows code: no
letter of either is taken for another, a 1 for an l or a 0 for an O. All are under the
SIL Open Font License. The mathematical one keeps its MATH table and the taller and
wider forms of what stretches; all it has beside Latin letters also stands in for them
in the text, so that a Greek letter or an arrow needs no further file.
"""

import hashlib
import html
import io
import logging
import re
from importlib.resources import files
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells of each table

NPM = "node_modules/@fontsource-variable/{0}/files/{0}-latin-wght-{1}.woff2"
#: File to family, style, weights; PyPI's ziamath brings the mathematical one.
FACES = {
    "text.woff2": ("STIX Two Text", "stix-two-text", "normal", (400, 700)),
    "text-italic.woff2": ("STIX Two Text", "stix-two-text", "italic", (400, 400)),
    "label.woff2": ("Atkinson", "atkinson-hyperlegible-next", "normal", (400, 700)),
    "code.woff2": ("Atkinson Mono", "atkinson-hyperlegible-mono", "normal", (400, 700)),
}
MATHS = "maths.woff2"
#: What a machine may have, made as wide as the book's face while that is on its way:
#: hardly a line breaks anew when it comes. The mean advance of a letter in chapters 1
#: and 2 is 0.4130 em in STIX Two Text, 0.3943 in Times and 0.4667 in Noto Serif; that
#: of the Mono is 0.632 em, of the others as it says. Only Latin letters: a σ waits.
MEANWHILE = {
    "Text meanwhile": [
        (("Times New Roman", "Liberation Serif", "Tinos"), 0.4130 / 0.3943),
        (("Noto Serif",), 0.4130 / 0.4667),
    ],
    "Mono meanwhile": [
        (("Menlo", "Roboto Mono", "Liberation Mono"), 0.632 / 0.6),
        (("DejaVu Sans Mono", "Courier New"), 0.632 / 0.6),
        (("Consolas",), 0.632 / 0.55),
    ],
}

#: Letters that a reader may type, in any answer and any search.
TYPED = "".join(map(chr, range(0x20, 0x7F)))
#: What the letters of a formula look like and not only which they are: dotless ones,
#: flatter accents, primes. Without `ssty`, the small letters' own forms: they are half
#: of the file, and Chromium draws none of them.
MATHS_FEATURES = ["dtls", "flac", "ss04", "kern", "ccmp"]

_ITALICS = dict(
    zip(
        map(ord, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"),
        range(0x1D434, 0x1D468),
        strict=True,
    )
)
_ITALICS |= dict(zip(range(0x391, 0x3AA), range(0x1D6E2, 0x1D6FB), strict=True))
_ITALICS |= dict(zip(range(0x3B1, 0x3CA), range(0x1D6FC, 0x1D715), strict=True))
_ITALICS |= {0x2202: 0x1D715, ord("h"): 0x210E}


def write(app, folder, texts):
    """Write the fonts that `texts` need and return the style sheet that names them."""
    folder.mkdir(parents=True, exist_ok=True)
    letters = _letters(texts)
    cache = Path(app.outdir).parent / "cache"
    sheet = []
    for name, (family, package, style, weights) in FACES.items():
        source = Path(app.confdir) / NPM.format(package, style)
        latin = sorted(
            letter for letter in letters | set(TYPED) if ord(letter) < 0x2200
        )
        _cached(cache, folder / name, source, latin, weights)
        sheet.append(_face(family, name, style, f"{weights[0]} {weights[1]}"))
    source = Path(str(files("ziamath"))) / "fonts" / "STIXTwoMath-Regular.ttf"
    maths = letters | set(TYPED)
    maths |= {chr(_ITALICS[ord(c)]) for c in maths if ord(c) in _ITALICS}
    _cached(cache, folder / MATHS, source, sorted(maths), None)
    sheet.append(_face("STIX Two Math", MATHS, "normal", "400"))
    for family, alike in MEANWHILE.items():
        for number, (names, ratio) in enumerate(alike, 1):
            sheet += _stand_ins(f"{family} {number}", names, ratio)
    return "\n".join(sheet)


def _letters(texts):
    found = set()
    for text in texts:
        found |= set(html.unescape(re.sub(r"\\u([0-9a-f]{4})", _escaped, text)))
    return {letter for letter in found if letter.isprintable()}


def _escaped(found):
    return chr(int(found[1], 16))


def _face(family, name, style, weights):
    return (
        f'@font-face{{font-family:"{family}";font-style:{style};font-weight:{weights};'
        f'font-display:swap;src:url("fonts/{name}") format("woff2")}}'
    )


def _stand_ins(family, names, ratio):
    for face, style, weight in (
        ("", "normal", 400),
        (" Bold", "normal", 700),
        (" Italic", "italic", 400),
    ):
        where = ",".join(f'local("{name}{face}")' for name in names)
        yield (
            f'@font-face{{font-family:"{family}";font-style:{style};'
            f"font-weight:{weight};size-adjust:{ratio:.1%};unicode-range:U+20-FF;"
            f"src:{where}}}"
        )


def _cached(cache, target, source, letters, weights):
    """Write one font, or take the one that an earlier build made."""
    parts = [
        source.read_bytes(),
        "".join(letters).encode(),
        Path(__file__).read_bytes(),
    ]
    kept = (
        cache
        / f"{target.stem}-{hashlib.sha256(b''.join(parts)).hexdigest()[:12]}.woff2"
    )
    if not kept.exists():
        cache.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(_cut(source, letters, weights))
    target.write_bytes(kept.read_bytes())


def _cut(source, letters, weights):
    font = TTFont(source, recalcTimestamp=False)  # the same bytes in each build
    if weights and "fvar" in font:
        between = io.BytesIO()
        instantiateVariableFont(font, {"wght": weights}).save(between)
        font = TTFont(between, recalcTimestamp=False)
    options = Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = (
        MATHS_FEATURES if "MATH" in font else ["kern", "liga", "ccmp", "locl"]
    )
    options.name_IDs = [0, 1, 2, 5, 13, 14]  # with whose it is, and the licence
    options.notdef_outline = True
    cutter = Subsetter(options)
    cutter.populate(text="".join(letters))
    cutter.subset(font)
    if "MATH" in font:
        _even(font)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _even(font):
    """Give all heights of a bracket one width, and all heights of a radical.

    A browser leaves room for the widest form of what can grow, whichever it draws:
    small brackets would stand in wide gaps.
    """
    variants = font["MATH"].table.MathVariants
    growing = zip(
        variants.VertGlyphCoverage.glyphs, variants.VertGlyphConstruction, strict=True
    )
    for name, growth in growing:
        forms = [record.VariantGlyph for record in growth.MathGlyphVariantRecord]
        if len(forms) > 2:  # not the sum and the product, of which a formula shows one
            parts = growth.GlyphAssembly.PartRecords if growth.GlyphAssembly else []
            root = "radical" in name or name.startswith("uni221")
            width = font["hmtx"][forms[0 if root else 2]][0]
            for form in dict.fromkeys([*forms, *(part.glyph for part in parts)]):
                _fit(font, form, width, squeezed=root)


def _fit(font, form, width, squeezed):
    """Give a glyph an advance: by squeezing it, or by moving it to the middle of it."""
    outline = font["glyf"][form]
    advance = font["hmtx"][form][0]
    if outline.numberOfContours > 0:
        for point, (x, y) in enumerate(outline.coordinates):
            moved = x * width / advance if squeezed else x + (width - advance) / 2
            outline.coordinates[point] = round(moved), y
        outline.recalcBounds(font["glyf"])
    font["hmtx"][form] = width, getattr(outline, "xMin", 0)
