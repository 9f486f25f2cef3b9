#!/usr/bin/env python3
"""Makes the fallback font of printed pages: what the server's two parts of Noto Sans SC lack, in one weight.

    fallback.py OTF

It writes the font as OTF, and beside it as OTF.br what lies in this folder: a CFF font without hints, layout or
subroutines (Brotli packs it better so), below 3,000,000 bytes. The same sources give the same bytes.

Sources, all under the SIL Open Font License 1.1:
  * Noto Sans CJK SC 2.004, Debian's fonts-noto-cjk 1:20220127+repack1-1: Han, Hangul, kana, symbols, basic
    Greek and Cyrillic, Vietnamese;
  * Source Sans 3.052 (npm's source-sans@3.52.0), which is Noto Sans CJK's Latin, enlarged to its size: the rest of
    Latin, Greek and Cyrillic, and currencies;
  * Noto Sans Symbols 2 and Noto Sans Symbols, Debian's fonts-noto-core 20201225-1: the rest of symbols and dingbats.
What NotoSansSC-Regular.otf has is left out; its header, metrics and times are taken over. `Character sets` below says what
is in; fallback-names.txt has the characters of the mainland's list (通用规范汉字表) outside of the first block of Han.

To run it:
    apt-get install -y --no-install-recommends fonts-noto-cjk fonts-noto-core
    npm pack source-sans@3.52.0 && tar xzf source-sans-3.52.0.tgz   # in npm/ of the working folder
    python3 -m venv venv && venv/bin/pip install fonttools==4.68.0 brotli
    venv/bin/python crates/qr/fonts/fallback.py NotoSansSC-Fallback.otf
"""

import sys
from pathlib import Path
from unicodedata import normalize

import brotli
from fontTools import cffLib
from fontTools.pens.boundsPen import ControlBoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from fontTools.unicodedata import block

HERE = Path(__file__).parent
EXISTING = HERE / "NotoSansSC-Regular.otf"
CJK = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
SOURCE_SANS = Path("npm/package/OTF/SourceSans3-Regular.otf")
SYMBOLS = "/usr/share/fonts/truetype/noto/{}-Regular.ttf"

NAME = "NotoSansSC-Fallback"
FAMILY = "Noto Sans SC Fallback"
VERSION = "2.004"
COPYRIGHT = (
    "© 2014-2021 Adobe (http://www.adobe.com/). Parts © 2010-2024 Adobe (http://www.adobe.com/), with Reserved Font"
    " Name 'Source'. Parts © 2015-2020 Google LLC."
)
# How much larger Source Sans's letters are in Noto Sans CJK (the advance of H: 728 and 652).
ENLARGED = 728 / 652
# Where Source Sans's combining marks have their origin, its layout puts a letter's middle; without layout they stand
# over the letter before them if that is as wide as an o.
MARKS = "Combining Diacritical Marks"
SET_BACK = -round(542 / 2 * ENLARGED)
# The advance that most glyphs have.
FULL = 1000

# Character sets

HAN = "CJK Unified Ideographs"
EXTENSION_A = f"{HAN} Extension A"
# Parts of syllables that only layout could put together; text is composed (NFC) before it is printed.
JAMO = {"Hangul Jamo", "Hangul Jamo Extended-A", "Hangul Jamo Extended-B"}
FROM_SOURCE_SANS = {
    "Latin Extended-A",
    "Latin Extended-B",
    "Latin Extended Additional",
    "Spacing Modifier Letters",
    MARKS,
    "Greek and Coptic",
    "Greek Extended",
    "Cyrillic",
    "General Punctuation",
    "Superscripts and Subscripts",
    "Currency Symbols",
    "Letterlike Symbols",
    "Number Forms",
}
FROM_SYMBOLS = {"Arrows", "Miscellaneous Technical", "Geometric Shapes", "Miscellaneous Symbols", "Dingbats"}


def has(codec, c):
    """Whether a character set has a character."""
    try:
        return bool(chr(c).encode(codec))
    except UnicodeError:
        return False


def wanted(c, listed):
    """Whether a character of Noto Sans CJK is in."""
    part = block(chr(c))
    if part in JAMO or part == MARKS or normalize("NFC", chr(c)) != chr(c):
        return False
    if part == EXTENSION_A:
        # Names: of the mainland's list; of Hong Kong's and Japan's standards.
        return c in listed or has("euc_jis_2004", c) or has("big5hkscs", c)
    return True


# The font


def glyph_of(font, glyphs, name, scale=1, right=0):
    """A glyph's advance, bounds and charstring, enlarged and moved to the right."""
    recording = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(TransformPen(recording, (scale, 0, 0, scale, right, 0)))
    advance = round(font["hmtx"][name][0] * scale)
    pen = T2CharStringPen(None if advance == FULL else advance, None)
    recording.replay(pen)
    bounds = ControlBoundsPen(None)
    recording.replay(bounds)
    return advance, bounds.bounds, pen.getCharString()


def collect():
    """The characters and their glyphs, and the glyph that says that there is none."""
    existing = set(TTFont(EXISTING).getBestCmap())
    listed = {ord(c) for c in (HERE / "fallback-names.txt").read_text().strip()}
    faces = TTCollection(CJK).fonts
    cjk = next(face for face in faces if face["name"].getDebugName(1) == "Noto Sans CJK SC")
    sources = [
        (cjk, 1, lambda c: wanted(c, listed)),
        (TTFont(SOURCE_SANS), ENLARGED, lambda c: block(chr(c)) in FROM_SOURCE_SANS),
        (TTFont(SYMBOLS.format("NotoSansSymbols2")), 1, lambda c: block(chr(c)) in FROM_SYMBOLS),
        (TTFont(SYMBOLS.format("NotoSansSymbols")), 1, lambda c: block(chr(c)) in FROM_SYMBOLS),
    ]
    found, drawn = {}, {}
    for number, (font, scale, takes) in enumerate(sources):
        glyphs = font.getGlyphSet()
        for c, name in sorted(font.getBestCmap().items()):
            stable = normalize("NFC", chr(c)) == chr(c)
            if c in existing or c in found or not stable or not takes(c):
                continue
            key = (number, name)
            if key not in drawn:
                drawn[key] = glyph_of(font, glyphs, name, scale, SET_BACK if block(chr(c)) == MARKS else 0)
            found[c] = key
    missing = glyph_of(cjk, cjk.getGlyphSet(), ".notdef")
    return found, drawn, missing


def compact(glyphs, bounds):
    """A CID-keyed CFF font (as the existing part is one) whose CIDs are its glyphs' numbers."""
    names = list(glyphs)
    fonts = cffLib.CFFFontSet()
    fonts.major, fonts.minor, fonts.fontNames = 1, 0, [NAME]
    fonts.strings, fonts.GlobalSubrs = None, cffLib.GlobalSubrsIndex()
    private = cffLib.PrivateDict()
    private.rawDict.update(defaultWidthX=FULL, nominalWidthX=0)
    part = cffLib.FontDict()
    part.Private, part.FontName = private, NAME
    parts = cffLib.FDArrayIndex()
    parts.append(part)
    select = cffLib.FDSelect(format=3)
    select.gidArray = [0] * len(names)
    charstrings = cffLib.CharStrings(None, names, fonts.GlobalSubrs, None, select, parts)
    for name, glyph in glyphs.items():
        charstring = glyph[2]
        charstring.private, charstring.globalSubrs, charstring.fdSelectIndex = private, fonts.GlobalSubrs, 0
        charstrings.charStrings[name] = charstring
    top = cffLib.TopDict(GlobalSubrs=fonts.GlobalSubrs)
    top.ROS, top.CIDCount, top.FontBBox = ("Adobe", "Identity", 0), len(names), bounds
    top.charset, top.CharStrings, top.FDArray, top.FDSelect = names, charstrings, parts, select
    top.FullName = top.FamilyName = FAMILY
    fonts.topDictIndex = cffLib.TopDictIndex()
    fonts.topDictIndex.append(top)
    return fonts


def build(out):
    found, drawn, missing = collect()
    # Those of the same advance last: it is stored once for them.
    first = {}
    for c in sorted(found, key=lambda c: (drawn[found[c]][0] == FULL, c)):
        first.setdefault(found[c], len(first) + 1)
    numbers = {key: f"cid{number:05}" for key, number in first.items()}
    glyphs = {".notdef": missing} | {name: drawn[key] for key, name in numbers.items()}
    inked = [bounds for _, bounds, _ in glyphs.values() if bounds]
    sides = list(zip(*inked))
    bounds = [round(it) for it in (min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3]))]

    font = TTFont(EXISTING, recalcTimestamp=False, recalcBBoxes=False)
    font.setGlyphOrder(list(glyphs))
    font["CFF "].cff = compact(glyphs, bounds)
    font["hmtx"].metrics = {
        name: (advance, round(bounds[0]) if bounds else 0) for name, (advance, bounds, _) in glyphs.items()
    }
    font["maxp"].numGlyphs = len(glyphs)
    head, hhea, os2 = font["head"], font["hhea"], font["OS/2"]
    head.xMin, head.yMin, head.xMax, head.yMax = bounds
    head.fontRevision = float(VERSION)
    hhea.advanceWidthMax = max(advance for advance, _, _ in glyphs.values())
    hhea.minLeftSideBearing = bounds[0]
    hhea.minRightSideBearing = min(round(a - b[2]) for a, b, _ in glyphs.values() if b)
    hhea.xMaxExtent = bounds[2]
    mapping = {c: numbers[key] for c, key in sorted(found.items())}
    whole = CmapSubtable.newSubtable(12)
    whole.platformID, whole.platEncID, whole.language, whole.cmap = 3, 10, 0, mapping
    font["cmap"].tables = [whole]
    os2.usFirstCharIndex, os2.usLastCharIndex = min(mapping), min(max(mapping), 0xFFFF)
    os2.recalcUnicodeRanges(font)
    texts = {
        0: COPYRIGHT,
        1: FAMILY,
        2: "Regular",
        3: f"{VERSION};{NAME}",
        4: FAMILY,
        5: f"Version {VERSION}",
        6: NAME,
        13: "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
        14: "http://scripts.sil.org/OFL",
    }
    font["name"].names = []
    for number, text in texts.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    font.save(out)


def main():
    out = Path(sys.argv[1])
    build(out)
    raw = out.read_bytes()
    packed = brotli.compress(raw, quality=11, lgwin=24)
    out.with_suffix(".otf.br").write_bytes(packed)
    font = TTFont(out)
    print(f"{out}: {len(font.getBestCmap())} characters, {len(raw)} bytes, packed {len(packed)}")


if __name__ == "__main__":
    main()
