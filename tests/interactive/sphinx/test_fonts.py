"""The typefaces keep the letters that the book has, and what makes formulas grow."""

from types import SimpleNamespace

import pytest
from fontTools.ttLib import TTFont

from lessons_pkg.interactive.sphinx import fonts
from tests.book.conftest import ROOT

# ziamath, which brings a font, imports in a way that Python is about to drop.
pytestmark = pytest.mark.filterwarnings("ignore:path is deprecated:DeprecationWarning")


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fonts")
    app = SimpleNamespace(outdir=folder / "html", confdir=ROOT)
    sheet = fonts.write(app, folder / "html/fonts", ["<p>σ(z) &rarr; \\u03b1, é</p>"])
    return folder / "html/fonts", sheet


def test_each_face_is_named_in_the_style_sheet_and_small(written):
    folder, sheet = written
    for path in folder.iterdir():
        assert f'url("fonts/{path.name}") format("woff2")' in sheet
        assert 1_000 < path.stat().st_size < 60_000
    faces = len(fonts.FACES) + 1  # and the mathematical one
    assert len(list(folder.iterdir())) == sheet.count('src:url("fonts/') == faces
    assert "http" not in sheet


def test_until_they_are_there_the_machine_s_own_are_made_as_wide(written):
    _, sheet = written
    for family in fonts.MEANWHILE:
        assert f'font-family:"{family} 1"' in sheet
        assert family in (ROOT / "book/_static/book.css").read_text("utf-8")
    times = 'local("Times New Roman Bold"),local("Liberation Serif Bold")'
    assert f"weight:700;size-adjust:104.7%;unicode-range:U+20-FF;src:{times}" in sheet


def test_the_mathematical_face_has_its_letters_and_what_grows(written):
    font = TTFont(written[0] / fonts.MATHS)
    letters = set(font.getBestCmap())
    assert {ord("σ"), ord("→"), ord("α"), 0x1D70E} <= letters  # 0x1D70E is an italic σ
    assert ord("ш") not in letters
    assert font["MATH"].table.MathVariants.VertGlyphCoverage.glyphs
    licence = font["name"].getDebugName(13)
    assert "SIL Open Font License" in licence


def test_a_second_build_takes_what_the_first_one_made(tmp_path, monkeypatch):
    app = SimpleNamespace(outdir=tmp_path / "html", confdir=ROOT)
    fonts.write(app, tmp_path / "html/fonts", ["a"])
    monkeypatch.setattr(fonts, "_cut", None)  # it would fail if it were called
    fonts.write(app, tmp_path / "html/again", ["a"])
    first, second = (tmp_path / "html" / name for name in ("fonts", "again"))
    assert {p.name for p in first.iterdir()} == {p.name for p in second.iterdir()}
