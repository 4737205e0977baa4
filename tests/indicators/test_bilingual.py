"""What stands on an English page where there are English words, and where there are none."""

import pytest
from django.utils.translation import override

from indicators.bilingual import batch_words, known_words, place_words, plain_name, plain_text, spelled
from indicators.models import Indicator, Subject
from indicators.wording import in_its_language, within_sentence

JULIHUANG = Subject(name="浙江锯力煌锯床股份有限公司", short_name="锯力煌")
SCHOTT = Subject(name="肖特药包", name_en="SCHOTT Pharmaceutical Packaging")
EXPORTS = Indicator(name="出口额", name_en="Exports", definition="出口货物的金额。")
SALES = Indicator(name="销售额", definition="金额。", definition_en="Amount.")


@pytest.fixture
def in_english():
    with override("en"):
        yield


def test_chinese_pages_take_everything_as_it_is():
    assert plain_name(JULIHUANG) == "锯力煌"
    assert plain_text(EXPORTS, "name") == "出口额"
    assert plain_text(SALES, "definition") == "金额。"
    assert spelled("锯床") == "锯床"
    assert in_its_language("锯床") == "锯床"
    assert known_words("同口径") == "同口径"
    assert place_words("第7段") == "第7段"
    assert batch_words("第三批") == "第三批"
    assert within_sentence("GDP增速") == "GDP增速"


def test_a_name_for_a_title_is_english_or_spelled_in_pinyin(in_english):
    assert plain_name(SCHOTT) == "SCHOTT Pharmaceutical Packaging"
    assert plain_name(JULIHUANG) == "Ju Li Huang"
    assert plain_text(EXPORTS, "name") == "Exports"
    assert plain_text(SALES, "name") == "Xiao Shou E"


def test_a_text_for_an_attribute_is_english_or_left_out(in_english):
    assert plain_text(SALES, "definition") == "Amount."
    assert plain_text(EXPORTS, "definition") == ""


def test_what_was_typed_is_spelled_in_pinyin_for_a_title(in_english):
    assert spelled("saws") == "saws"
    assert spelled("锯床 saws") == "Ju Chuang saws"


def test_words_of_either_language_are_marked_only_where_they_are_chinese(in_english):
    assert in_its_language("saws") == "saws"
    assert in_its_language("<锯床>") == '<span lang="zh-Hans">&lt;锯床&gt;</span>'
    assert in_its_language(in_its_language("锯床")) == '<span lang="zh-Hans">锯床</span>'
    assert in_its_language("") == ""


def test_common_words_are_translated_and_others_marked(in_english):
    assert known_words("同口径") == "same basis"
    assert known_words("林业") == '<span lang="zh-Hans">林业</span>'


@pytest.mark.parametrize(
    ("place", "english"),
    [
        ("第7段", "para. 7"),
        ("第12页", "p. 12"),
        ("表3", "table 3"),
        ("第7段末", '<span lang="zh-Hans">第7段末</span>'),
        ("", ""),
    ],
)
def test_a_place_in_a_source_is_told_in_english_where_it_is_a_number(in_english, place, english):
    assert place_words(place) == english


def test_a_batch_is_told_in_english_where_it_is_a_number(in_english):
    assert batch_words("第三批") == "batch 3"
    assert batch_words("第十一批") == '<span lang="zh-Hans">第十一批</span>'
    assert batch_words("") == ""


def test_a_label_loses_its_capital_within_a_sentence(in_english):
    assert within_sentence("Exports") == "exports"
    assert within_sentence("R&D expenditure") == "R&D expenditure"
    assert within_sentence("MES projects") == "MES projects"
    assert within_sentence(in_its_language("锯床")) == '<span lang="zh-Hans">锯床</span>'
    assert within_sentence("") == ""
