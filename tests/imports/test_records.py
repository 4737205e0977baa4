"""What every list has in common: who changed which record when, and what each row did."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from enterprises.models import Park, Programme
from imports.context import ImportContext
from imports.faults import model_faults
from imports.models import ImportBatch, ImportChange
from imports.publish import preview, publish
from imports.workbook import Grid, Workbook
from indicators.models import Source, Subject
from people.models import User
from tests.imports.running import counts_of, errors_of, publish_rows, row_counts


@pytest.fixture
def editor(db):
    return User.objects.create(username="editor")


@pytest.fixture
def publish_list(county, editor):
    """Publishes one list as the editor: its batch and the report of its sheet."""

    def load(title, *rows):
        batch = ImportBatch(file_name="表.xlsx")
        report = publish(Workbook("表.xlsx", "", [Grid(title, list(rows))]), ImportContext(user=editor), batch)
        return batch, report.sheets[0]

    return load


def test_a_records_history_says_who_and_by_which_batch(publish_list, editor):
    first, _report = publish_list("园区", ["名称", "简介"], ["开发区", "旧"])
    second, _report = publish_list("园区", ["名称", "简介"], ["开发区", "新"])

    park = Park.objects.get()
    told = [
        (entry.history_user, entry.history_change_reason, entry.about) for entry in park.history.order_by("history_id")
    ]
    assert told == [(editor, f"导入批次 #{first.pk}", "旧"), (editor, f"导入批次 #{second.pk}", "新")]
    assert park.subject.history.latest().history_change_reason == f"导入批次 #{second.pk}"


def test_a_change_keeps_the_columns_of_the_table_before_and_after(publish_list):
    publish_list("园区", ["名称", "简介"], ["开发区", "旧"])

    batch, _report = publish_list("园区", ["简介", "名称", "类型"], ["", "开发区", "经济开发区"])

    change = batch.changes.get()
    assert (change.kind, change.key, change.sheet, change.row) == ("parks", "开发区", "园区", 2)
    assert change.before == {"about": "旧", "name": "开发区", "type": ""}
    assert change.after == {"about": "", "name": "开发区", "type": "经济开发区"}


def test_the_preview_shows_only_what_differs(publish_list, editor):
    publish_list("园区", ["名称", "简介", "英文名"], ["开发区", "旧", "Zone"])
    grid = Grid("园区", [["名称", "简介", "英文名"], ["开发区", "", "Zone"], ["五金园", "五金", ""]])

    report = preview(Workbook("表.xlsx", "", [grid]), ImportContext(user=editor))

    assert report.sheets[0].changes == [
        {"row": 2, "key": "开发区", "before": {"简介": "旧"}, "after": {"简介": ""}},
        {"row": 3, "key": "五金园", "before": None, "after": {"名称": "五金园", "简介": "五金"}},
    ]


def test_what_no_column_shows_is_still_a_change(publish_list, county):
    """A source's date was wrong: the due day that follows from it changes, though the cell reads as before."""
    source = Source.objects.create(title="报道", published_on=datetime.date(2020, 10, 31))
    header = ["对象", "承诺人", "内容", "到期时间", "来源"]
    publish_list("承诺", header, ["缙云县", "县政府", "工资增长", "未来3年", "报道"])
    source.published_on = datetime.date(2021, 10, 31)
    source.save()

    _batch, report = publish_list("承诺", header, ["缙云县", "县政府", "工资增长", "未来3年", "报道"])

    assert (report.changed, county.subject.commitments.get().due_on) == (1, datetime.date(2024, 10, 31))


def test_an_unchanged_row_writes_nothing(publish_list):
    publish_list("园区", ["名称"], ["开发区"])
    before = row_counts()

    _batch, report = publish_list("园区", ["名称"], ["开 发区"])

    assert (report.unchanged, report.changes) == (1, [])
    assert row_counts() == before | {"imports.ImportBatch": before["imports.ImportBatch"] + 1}


def test_two_lists_of_one_kind_may_not_say_the_same_record_twice(county, tmp_path, publish_list):
    grids = [
        Grid("园区一", [["名称", "类型"], ["开发区", ""]]),
        Grid("园区二", [["名称", "类型"], ["开发区", "经济开发区"]]),
    ]

    report = preview(Workbook("表.xlsx", "", grids), ImportContext())

    assert [problem.message for problem in report.sheets[1].errors] == [
        "与工作表“园区一”第2行说的是同一条，请只留一行。"
    ]


def test_columns_without_a_header_are_named(county, tmp_path):
    answer = publish_rows(tmp_path, "园区", [["名称", None, "简介"], ["开发区", "不知何物", "在壶镇"]])

    assert (answer[0], counts_of(answer[1])) == (0, (1, 0, 0, 0, 0))
    assert ImportBatch.objects.get().report["sheets"][0]["ignored_columns"] == ["B列（没有表头）"]


def test_a_row_of_a_merged_second_header_is_an_error_and_no_record(county, tmp_path):
    rows = [
        ["园区", "说明", None],
        ["名称", "简介", "类型"],
        ["开发区", "在壶镇", "经济开发区"],
        [None, "（续）", None],
    ]

    code, sheet = publish_rows(tmp_path, "园区", rows)

    assert (code, errors_of(sheet)) == (1, [(4, "A", "", "“名称”不能为空，请填写，或删去这一行。")])


def test_the_databases_own_refusal_becomes_an_error(county, tmp_path, monkeypatch):
    """Whatever the sheet forgot to check: the sentence names the constraint."""
    Programme.objects.create(name="小巨人")
    monkeypatch.setattr("enterprises.sheets.named.NamedSheet.find", lambda sheet, cleaned: None)
    monkeypatch.setattr(Programme, "validate_unique", lambda programme: None)

    code, sheet = publish_rows(tmp_path, "培育计划与荣誉", [["名称", "级别"], ["小巨人", ""]])

    [(row, column, _value, message)] = errors_of(sheet)
    assert (code, row, column) == (1, 2, None)
    assert message.startswith("与已有记录冲突，数据库没有接受（enterprises_programme_name")


def test_a_value_that_only_the_database_refuses_becomes_an_error(county, tmp_path, monkeypatch):
    monkeypatch.setattr("enterprises.sheets.places.ParkSheet.check_of", lambda sheet, name: None)

    code, sheet = publish_rows(tmp_path, "园区", [["名称", "类型"], ["长" * 201, ""]])

    assert (code, errors_of(sheet)) == (1, [(2, None, "", "数据库没有接受这一行，请核对各栏内容。")])


def test_a_model_faults_in_our_own_words():
    subject = Subject(name="长" * 201, state="nonsense", slug="a b")

    faults = faults_of(subject, exclude=["world", "pinyin", "key", "kind"])

    assert faults == {
        "name": "文字太长：最多200个字，现有201个，请缩短。",
        "slug": "代码只能用英文字母、数字、下划线和连字符，请改写。",
        "state": "值 'nonsense' 不是有效选项。",
    }


def faults_of(instance, exclude):
    with pytest.raises(ValidationError) as refused:
        instance.clean_fields(exclude=exclude)
    return {attribute: str(fault) for attribute, fault in model_faults(refused.value, type(instance))}


def test_the_row_of_a_change_is_the_spreadsheets_own(publish_list):
    batch, _report = publish_list("园区", ["缙云县园区"], [], ["名称", "类型"], ["开发区", ""], [], ["五金园", ""])

    assert list(ImportChange.objects.filter(batch=batch).order_by("pk").values_list("key", "row")) == [("开发区", 4), ("五金园", 6)]  # fmt: skip
