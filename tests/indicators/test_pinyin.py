"""Addresses and sort keys from Chinese names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from indicators.pinyin import free_slug, pinyin_key, pinyin_slug, romanised


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("锯力煌", "julihuang"),
        ("缙云县", "jinyunxian"),
        ("绿谷", "lvgu"),
        ("重庆", "chongqing"),
        ("中德产业园(一期)", "zhongdechanyeyuan-yiqi"),
        ("中德产业园（一期）", "zhongdechanyeyuan-yiqi"),
        ("5G+工业互联网", "5g-gongyehulianwang"),
        (" AGC Pharma ", "agc-pharma"),
        ("“小巨人”", "xiaojuren"),
        ("——", "x"),
        ("", "x"),
    ],
)
def test_slug_is_the_name_spelled_out(name, slug):
    assert pinyin_slug(name) == slug


def test_slug_is_cut_to_the_length_of_an_address_without_a_dangling_hyphen():
    assert pinyin_slug("锯" * 39 + "力a县") == "ju" * 39 + "li"
    assert pinyin_slug("锯" * 60) == "ju" * 40


@pytest.mark.parametrize(
    ("name", "key"), [("锯力煌", "ju li huang"), (" 缙云 ", "jin yun"), ("AGC公司", "agc gong si")]
)
def test_key_is_spelled_in_syllables(name, key):
    assert pinyin_key(name) == key


def test_keys_sort_names_as_a_dictionary_does():
    names = ["涛涛车业", "安康特种钢", "锯力煌", "肖特药包", "君鸿机械", "金棒运动"]

    assert sorted(names, key=pinyin_key) == [
        "安康特种钢",
        "金棒运动",
        "锯力煌",
        "君鸿机械",
        "涛涛车业",
        "肖特药包",
    ]


def test_key_fits_its_column():
    assert len(pinyin_key("装" * 100)) == 300


def test_free_slug_counts_from_two_and_fills_the_first_gap():
    assert free_slug("lishui", set()) == "lishui"
    assert free_slug("lishui", {"lishui"}) == "lishui-2"
    assert free_slug("lishui", {"lishui", "lishui-2", "lishui-4"}) == "lishui-3"
    assert free_slug("lishui", {"lishuishi"}) == "lishui"


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("锯力煌", "Ju Li Huang"),
        ("国家专精特新“小巨人”企业", "Guo Jia Zhuan Jing Te Xin “Xiao Ju Ren” Qi Ye"),
        ("SCHOTT玻璃（一期）", "SCHOTT Bo Li (Yi Qi)"),
        ("规上企业MES、ERP项目数", "Gui Shang Qi Ye MES, ERP Xiang Mu Shu"),
        ("Exports of 锯床, 3捆.", "Exports of Ju Chuang, 3 Kun."),
        ("🏭", "🏭"),
    ],
)
def test_a_name_in_latin_letters(name, latin):
    assert romanised(name) == latin


@given(st.text(st.sampled_from("缙云县重庆长银行朝阳乐清单丽水曾柏一〇㐀（）()AB·1 -。龘𠮷"), max_size=12))
def test_a_name_is_spelled_as_the_library_spells_it_whole(name):
    assert pinyin_key(name) == " ".join(lazy_pinyin(name.strip())).lower()
