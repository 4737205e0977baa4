"""The Chinese font of the picture for messengers: looked for until there is one, and then no more."""

from indicators import fonts


def test_a_font_that_is_installed_later_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(fonts, "FONT_FOLDERS", (str(tmp_path),))
    assert fonts.chinese_font() is None

    (tmp_path / "NotoSansCJK-Regular.ttc").touch()

    assert fonts.chinese_font() == "Noto Sans CJK SC"


def test_a_font_that_was_found_is_not_looked_for_again(tmp_path, monkeypatch):
    monkeypatch.setattr(fonts, "FONT_FOLDERS", (str(tmp_path),))
    (tmp_path / "SourceHanSans.otf").touch()
    fonts.chinese_font()

    (tmp_path / "SourceHanSans.otf").unlink()

    assert fonts.chinese_font() == "Source Han Sans SC"
