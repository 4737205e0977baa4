from imports.registry import require_sheet


def test_a_kind_is_known_by_its_name_and_by_its_chinese_label():
    assert require_sheet("企业") is require_sheet("enterprises")
