"""The Chinese font of the picture for messengers: looked for until there is one, and then no more."""

from portal.pages import share


def test_a_font_that_is_installed_later_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(share, "FONT_FOLDERS", (str(tmp_path),))
    assert share.chinese_font() is None

    (tmp_path / "NotoSansCJK-Regular.ttc").touch()

    assert share.chinese_font() == "Noto Sans CJK SC"


def test_a_font_that_was_found_is_not_looked_for_again(tmp_path, monkeypatch):
    monkeypatch.setattr(share, "FONT_FOLDERS", (str(tmp_path),))
    (tmp_path / "SourceHanSans.otf").touch()
    share.chinese_font()

    (tmp_path / "SourceHanSans.otf").unlink()

    assert share.chinese_font() == "Source Han Sans SC"
