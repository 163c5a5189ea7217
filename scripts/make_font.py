"""Make the Chinese font that the charts carry: a subset of Noto Sans CJK SC under another name.

Run it after the codebook, the outlets, the events or the sample articles gained a character the font lacks (a test
says so): ``python scripts/make_font.py``. It needs fonttools and an installed NotoSansCJK-Regular.ttc (Debian:
fonts-noto-cjk), and gives the same bytes each time.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

ROOT = Path(__file__).parent.parent
SOURCE = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
TARGET = ROOT / "src" / "mediakit" / "charts" / "fonts" / "mediakit-sans-sc.otf"
FAMILY = "mediakit Sans SC"
FACE = "Noto Sans CJK SC"
NAMES = {
    1: FAMILY,
    2: "Regular",
    3: "1.0;mediakit;mediakitSansSC-Regular",
    4: FAMILY,
    6: "mediakitSansSC-Regular",
}
KEPT_NAMES = (0, 5, 7, 9, 10, 13, 14)


def gb2312(first: int, last: int) -> set[str]:
    """Return the characters in rows first to last of GB 2312."""
    codes = (bytes([row + 0xA0, cell]) for row in range(first, last + 1) for cell in range(0xA1, 0xFF))
    return {code.decode("gb2312", "ignore") for code in codes} - {""}


def big5() -> set[str]:
    """Return the common characters of Big5, its level 1."""
    cells = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    codes = (bytes([row, cell]) for row in range(0xA4, 0xC7) for cell in cells)
    found = {code.decode("big5", "ignore") for code in codes} - {""}
    return {character for character in found if 0x4E00 <= ord(character) <= 0x9FFF}


def shipped() -> set[str]:
    """Return the characters of what the project ships and may draw."""
    folder = ROOT / "data" / "studies"
    files = [*folder.glob("*/*.toml"), *folder.glob("*/*.csv"), *folder.glob("*/newsroom/**/*.*")]
    return set(
        "".join(path.read_text(encoding="utf-8") for path in files if path.suffix in {".toml", ".csv", ".md"})
    )


def characters() -> set[str]:
    """Return all characters the font should have: signs, what is common in either script, and what is shipped."""
    wide = {character for character in shipped() if ord(character) >= 0x2E80}
    return gb2312(1, 1) | gb2312(3, 5) | gb2312(16, 55) | big5() | wide


def read_face(source: Path) -> TTFont:
    """Return the Simplified Chinese face of the collection."""
    faces = TTCollection(str(source)).fonts
    return next(face for face in faces if face["name"].getDebugName(1) == FACE)


def rename(font: TTFont) -> None:
    """Give the font its own name; keep who made it, the trademark and the licence."""
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in KEPT_NAMES and record.langID == 0x409]
    for number, text in NAMES.items():
        table.setName(text, number, 3, 1, 0x409)
    inner = font["CFF "].cff
    inner.fontNames = [NAMES[6]]
    inner.topDictIndex[0].FullName = NAMES[4]
    inner.topDictIndex[0].FamilyName = FAMILY


def make(source: Path, target: Path) -> None:
    """Write the subset."""
    font = read_face(source)
    options = subset.Options(
        hinting=False, layout_features=[], name_IDs=["*"], name_languages=["*"], notdef_outline=True
    )
    options.drop_tables += ["VORG", "vhea", "vmtx", "BASE", "GSUB", "GPOS", "GDEF"]
    chosen = subset.Subsetter(options)
    chosen.populate(text="".join(sorted(characters())))
    chosen.subset(font)
    rename(font)
    font.recalcTimestamp = False
    font.save(str(target))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--source", type=Path, default=SOURCE, help="NotoSansCJK-Regular.ttc")
    source = parser.parse_args().source
    if not source.is_file():
        sys.exit(f"{source} is not there; install fonts-noto-cjk or name the file with --source")
    make(source, TARGET)
    sys.stdout.write(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
