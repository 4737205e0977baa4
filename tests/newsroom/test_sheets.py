"""Lists of news and policies: one row, one record, found by its title."""

import datetime

import pytest

from imports.models import ImportChange
from newsroom.models import Article, Policy
from tests.factories import make_enterprise, make_root
from tests.imports.running import counts_of, errors_of, only_error, only_set_aside, publish_rows

SOURCE = "缙云县工业经济报道"


@pytest.fixture
def load(county, source, tmp_path):
    """Publishes a list under the name of its kind: the exit code and the sheet's report."""

    def publish(title, *rows_and_options):
        rows = [row for row in rows_and_options if isinstance(row, list)]
        options = [option for option in rows_and_options if isinstance(option, str)]
        return publish_rows(tmp_path, title, rows, *options)

    return publish


def test_news_names_what_it_is_about(load, county):
    make_enterprise(county.parent, "浙江锯力煌锯床股份有限公司", short_name="锯力煌")
    header = ["标题", "摘要", "日期", "栏目", "涉及对象", "来源"]

    code, sheet = load("动态", header, ["锯床峰会举行", "一句话", "2020-11-01", "企业", "锯力煌、缙云县", SOURCE])
    fewer = load("动态", header, ["锯床峰会举行", "一句话", "2020-11-01", "企业", "缙云县", SOURCE])
    again = load("动态", header, ["锯床峰会举行", "一句话", "2020-11-01", "企业", "缙云县", SOURCE])

    assert (code, counts_of(sheet)) == (0, (1, 0, 0, 0, 0))
    assert (counts_of(fewer[1]), counts_of(again[1])) == ((0, 1, 0, 0, 0), (0, 0, 1, 0, 0))
    article = Article.objects.get()
    assert (article.column, article.published_on, article.slug) == ("enterprises", datetime.date(2020, 11, 1), "juchuangfenghuijuxing")  # fmt: skip
    assert [subject.name for subject in article.subjects.all()] == ["缙云县"]


def test_what_a_change_of_subjects_was_is_told(load, county):
    make_enterprise(county.parent, "锯力煌")
    header = ["标题", "日期", "涉及对象", "来源"]
    load("动态", header, ["锯床峰会举行", "2020-11-01", "锯力煌", SOURCE])
    load("动态", header, ["锯床峰会举行", "2020-11-01", "缙云县、锯力煌", SOURCE])

    change = ImportChange.objects.latest("pk")
    assert (change.before["subjects"], change.after["subjects"]) == ("锯力煌", "缙云县、锯力煌")


def test_a_title_of_another_worlds_news_is_not_carried_over(load, county):
    make_enterprise(make_root("示例市", "990000"), "示例机械")
    header = ["标题", "日期", "涉及对象", "来源"]
    load("动态", header, ["峰会举行", "2020-11-01", "缙云县", SOURCE])

    answer = load("动态", header, ["峰会举行", "2020-11-01", "示例机械", SOURCE], "--world", "shilishi")

    assert only_error(answer) == (
        "A",
        "峰会举行",
        "同名的动态写的是“缙云县”，属于另一个地区的数据：请换一个标题。",
    )
    assert [subject.name for subject in Article.objects.get().subjects.all()] == ["缙云县"]


def test_one_unknown_subject_among_several_sets_the_news_aside(load):
    answer = load(
        "动态", ["标题", "日期", "涉及对象", "来源"], ["锯床峰会举行", "2020-11-01", "缙云县、锯力煌", SOURCE]
    )

    assert only_set_aside(answer)[0] == "没有名为“锯力煌”的对象，请改成已登记的名称或先导入它。"


def test_a_title_twice_is_an_error(load):
    code, sheet = load(
        "动态", ["标题", "日期", "来源"], ["峰会", "2020-11-01", SOURCE], [" 峰会", "2020-11-02", SOURCE]
    )

    assert (code, errors_of(sheet)) == (1, [(3, "A", "峰会", "与第2行说的是同一条，请只留一行。")])


def test_a_policy_keeps_number_issuer_and_day(load):
    header = ["标题", "文号", "发布机关", "发布日期", "摘要", "来源"]

    code, _sheet = load("政策", header, ["三服务2.0版", "缙政发〔2021〕3号", "县政府", "2021/1/4", "", SOURCE])

    policy = Policy.objects.get()
    assert (code, policy.document_number, policy.issuer, policy.issued_on) == (0, "缙政发〔2021〕3号", "县政府", datetime.date(2021, 1, 4))  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        ({"标题": "长" * 201}, "A", "文字太长：最多200个字，现有201个，请缩短。"),
        ({"日期": ""}, "B", "“日期”不能为空，请填写，或删去这一行。"),
        ({"栏目": "体育"}, "C", "“体育”不在可选范围内，请从这些里选：动态、招商、企业、平台。"),
    ],
)
def test_a_faulty_piece_of_news_is_an_error(load, cells, column, message):
    row = {"标题": "峰会", "日期": "2020-11-01", "栏目": "", "来源": SOURCE, **cells}

    found, _value, said = only_error(load("动态", list(row), list(row.values())))

    assert (found, said) == (column, message)
