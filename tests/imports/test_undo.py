"""Undoing a batch of records: what was made goes, what was changed goes back, what was changed since is asked about."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from enterprises.models import Enterprise, Honour, Park, Programme
from imports.context import ImportContext
from imports.errors import ImportRefused
from imports.models import ImportBatch
from imports.publish import preview
from imports.undo import is_undone, undo
from imports.workbook import Grid, Workbook
from indicators.models import Indicator, Region, RegionGroup, Source, Subject
from newsroom.models import Article
from people.models import User
from portal.current_state import current_state
from tests.factories import make_enterprise
from tests.imports.undoing import publish_grids, undone

REPORT = "缙云县工业经济报道"
HONOURS = ["对象", "称号", "来源", "文号"]


@pytest.fixture
def editor(db):
    return User.objects.create(username="editor")


def test_a_new_enterprise_is_hidden_and_kept(county, source):
    before = current_state()
    batch = publish_grids(企业=[["名称", "主要产品"], ["示例机械厂", "带锯床、缝纫机"]])

    undo_batch = undone(batch)

    assert current_state() == before
    assert (undo_batch.kind, undo_batch.status, undo_batch.undoes) == ("undo", "published", batch)
    assert not Enterprise.objects.exists()
    assert not Subject.objects.filter(kind="enterprise").exists()
    assert Enterprise.everything.get().products == ["带锯床", "缝纫机"]


def test_a_changed_record_gets_its_former_fields_and_a_line_of_history(county, editor):
    publish_grids(园区=[["名称", "简介", "英文名"], ["开发区", "旧", "Zone"]])
    before = current_state()
    batch = publish_grids(园区=[["名称", "简介", "英文名"], ["开发区", "新", "New zone"]])

    undo_batch = undone(batch, user=editor)

    park = Park.objects.get()
    assert current_state() == before
    assert (park.about, park.subject.name_en) == ("旧", "Zone")
    assert [
        (entry.about, entry.history_type, entry.history_change_reason, entry.history_user)
        for entry in park.history.order_by("-history_id")[:1]
    ] == [("旧", "~", f"撤回批次 #{batch.pk}", editor)]
    assert park.subject.history.first().name_en == "Zone"
    [change] = undo_batch.changes.all()
    imported = batch.changes.get()
    assert (change.kind, change.key, change.before, change.after) == (
        "parks",
        "开发区",
        imported.after,
        imported.before,
    )
    assert (change.fields_before, change.fields_after) == (imported.fields_after, imported.fields_before)


def test_a_field_that_the_batch_left_alone_keeps_what_was_written_since(county):
    publish_grids(园区=[["名称", "简介", "英文名"], ["开发区", "旧", "Zone"]])
    batch = publish_grids(园区=[["名称", "简介"], ["开发区", "新"]])
    Subject.objects.filter(kind="park").update(name_en="Industrial zone")

    outcome = undo(batch)

    park = Park.objects.get()
    assert (outcome.conflicts, outcome.restored, outcome.closed) == ([], 1, 0)
    assert (park.about, park.subject.name_en) == ("旧", "Industrial zone")


def test_a_new_honour_is_deleted_with_a_line_of_history_and_comes_back_with_its_number(county, source):
    make_enterprise(county.subject.world, "示例机械厂")
    Programme.objects.create(name="小巨人")
    batch = publish_grids(荣誉=[HONOURS, ["示例机械厂", "小巨人", REPORT, "浙经信〔2021〕1号"]])
    imported, honour = current_state(), Honour.objects.get()

    undo_batch = undone(batch)

    assert not Honour.objects.exists()
    assert [(entry.history_type, entry.document_number) for entry in Honour.history.order_by("-history_id")[:1]] == [
        ("-", "浙经信〔2021〕1号")
    ]
    undone(undo_batch)
    assert current_state() == imported
    assert Honour.objects.get().pk == honour.pk


def test_links_go_back_with_their_record(county, town, source):
    publish_grids(动态=[["标题", "日期", "涉及对象", "来源"], ["开工", "2021-10-31", "缙云县", REPORT]])
    before = current_state()
    header = ["标题", "日期", "涉及对象", "来源"]
    rows = [["开工", "2021-10-31", "壶镇镇", REPORT], ["投产", "2021-10-31", "壶镇镇、缙云县", REPORT]]
    batch = publish_grids(动态=[header, *rows])
    imported = current_state()

    undo_batch = undone(batch)

    assert current_state() == before
    assert [subject.name for subject in Article.objects.get().subjects.all()] == ["缙云县"]
    redo_batch = undone(undo_batch)
    assert current_state() == imported
    undone(redo_batch)
    assert current_state() == before


def test_catalogue_entries_are_hidden_with_what_belongs_to_them(county, source):
    before = current_state()
    batch = publish_grids(
        来源=[["标题", "日期"], ["统计公报", "2021-10-31"]],
        代码表=[["代码表", "代码", "名称"], ["行业", "C34", "通用设备制造业"]],
        指标=[["代码", "名称", "单位"], ["output", "产值", "亿元"]],
        比较范围=[["名称", "成员"], ["全市", "缙云县"]],
        企业=[["名称", "行业"], ["示例机械厂", "C34"]],
        培育计划与荣誉=[["名称", "级别"], ["小巨人", "国家"]],
        荣誉=[["对象", "称号", "来源"], ["示例机械厂", "小巨人", "统计公报"]],
    )
    imported = current_state()

    undo_batch = undone(batch)

    assert current_state() == before
    assert (Source.everything.count(), RegionGroup.everything.count(), Programme.everything.count()) == (2, 1, 1)
    undone(undo_batch)
    assert current_state() == imported


# --- Conflicts -------------------------------------------------------------------------------------------------------


@pytest.fixture
def park_changed_since(county):
    publish_grids(园区=[["名称", "简介", "英文名"], ["开发区", "旧", "Zone"]])
    batch = publish_grids(园区=[["名称", "简介", "英文名"], ["开发区", "新", "New zone"]])
    park = Park.objects.get()
    park.about = "改"
    park.save()
    return batch


def test_a_record_changed_since_is_shown_with_three_values_and_nothing_is_done(park_changed_since):
    before = current_state()

    outcome = undo(park_changed_since)

    [conflict] = outcome.conflicts
    assert (outcome.batch, outcome.restored, conflict.label, conflict.choice) == (None, 0, "开发区", None)
    assert conflict.before == {"英文名": "Zone", "简介": "旧"}
    assert conflict.imported == {"英文名": "New zone", "简介": "新"}
    assert conflict.now == {"英文名": "New zone", "简介": "改"}
    assert current_state() == before
    assert not ImportBatch.objects.filter(kind="undo").exists()


def test_kept_it_stays_as_it_is_now(park_changed_since):
    before = current_state()

    outcome = undo(park_changed_since, default="keep")

    assert current_state() == before
    assert (outcome.batch.changes.count(), [conflict.choice for conflict in outcome.conflicts]) == (0, ["keep"])


def test_former_puts_back_what_stood_before_the_batch(park_changed_since):
    [conflict] = undo(park_changed_since).conflicts

    outcome = undo(park_changed_since, choices={conflict.key: "former"})

    park = Park.objects.get()
    assert (park.about, park.subject.name_en, outcome.restored) == ("旧", "Zone", 1)


def test_a_new_record_that_something_else_refers_to_is_a_conflict(county, source):
    batch = publish_grids(企业=[["名称"], ["示例机械厂"], ["示例医疗厂"]], 培育计划与荣誉=[["名称"], ["小巨人"]])
    honour = Honour.objects.create(
        subject=Subject.objects.get(name="示例机械厂"), programme=Programme.objects.get(), source=source
    )

    outcome = undo(batch)

    assert [(conflict.label, conflict.before, conflict.now) for conflict in outcome.conflicts] == [
        ("小巨人", None, {"现被引用": str(honour)}),
        ("示例机械厂", None, {"现被引用": str(honour)}),
    ]
    kept = undo(batch, default="keep")
    assert [subject.name for subject in Subject.objects.filter(kind="enterprise")] == ["示例机械厂"]
    assert (kept.restored, kept.closed) == (0, 1)


def test_withdrawn_all_the_same_it_is_hidden_but_nothing_is_lost(county, source):
    batch = publish_grids(企业=[["名称"], ["示例机械厂"]], 培育计划与荣誉=[["名称"], ["小巨人"]])
    Honour.objects.create(
        subject=Subject.objects.get(name="示例机械厂"), programme=Programme.objects.get(), source=source
    )

    undone(batch, default="former")

    assert (Enterprise.objects.count(), Programme.objects.count(), Honour.objects.count()) == (0, 0, 1)
    assert not Honour.objects.public().exists()


def test_what_stays_by_choice_keeps_what_it_refers_to(county, source):
    """The honour was changed by hand and shall stay; so must its enterprise, which the same batch brought."""
    batch = publish_grids(
        企业=[["名称"], ["示例机械厂"]],
        培育计划与荣誉=[["名称"], ["小巨人"]],
        荣誉=[HONOURS, ["示例机械厂", "小巨人", REPORT, "一号"]],
    )
    Honour.objects.update(document_number="二号")
    [conflict] = undo(batch).conflicts[:1]

    outcome = undo(batch, choices={conflict.key: "keep"})

    assert outcome.batch is None
    assert [(conflict.label, conflict.choice) for conflict in outcome.conflicts] == [
        ("示例机械厂 · 小巨人", "keep"),
        ("小巨人", None),
        ("示例机械厂", None),
    ]


def test_a_record_deleted_since_is_a_conflict_and_can_be_put_back(county):
    Programme.objects.create(name="小巨人", issuer="工信部")
    before = current_state()
    batch = publish_grids(培育计划与荣誉=[["名称", "颁发机构"], ["小巨人", "工业和信息化部"]])
    Programme.objects.get().delete()

    [conflict] = undo(batch).conflicts

    assert (conflict.label, conflict.now) == ("小巨人", None)
    undone(batch, default="former")
    assert current_state() == before


# --- What cannot be undone -------------------------------------------------------------------------------------------


def test_an_undone_batch_is_not_undone_twice_but_again_after_the_redo(county):
    batch = publish_grids(园区=[["名称"], ["开发区"]])
    undo_batch = undone(batch)

    with pytest.raises(ImportRefused) as refusal:
        undo(batch)

    assert str(refusal.value) == (
        f"批次 #{batch.pk} 已由批次 #{undo_batch.pk} 撤回；要恢复它，请撤回批次 #{undo_batch.pk}。"
    )
    assert is_undone(batch)
    undone(undo_batch)
    assert not is_undone(batch)
    undone(batch)
    assert not Park.objects.exists()


def test_a_draft_has_nothing_to_undo(db):
    batch = ImportBatch.objects.create()

    with pytest.raises(ImportRefused, match=f"批次 #{batch.pk} 没有发布过，没有可撤回的。"):
        undo(batch)


def test_an_unknown_choice_is_refused(county):
    batch = publish_grids(园区=[["名称"], ["开发区"]])

    with pytest.raises(ImportRefused, match="冲突的处理“both”应为 keep 或 former。"):
        undo(batch, default="both")


def test_a_name_taken_since_stops_the_redo_and_nothing_is_done(county, source):
    batch = publish_grids(培育计划与荣誉=[["名称"], ["小巨人"]])
    make_enterprise(county.subject.world, "示例机械厂")
    honours = publish_grids(荣誉=[HONOURS, ["示例机械厂", "小巨人", REPORT, "一号"]])
    undo_batch = undone(honours)
    Honour.objects.create(
        subject=Subject.objects.get(name="示例机械厂"), programme=Programme.objects.get(), source=source
    )
    before = current_state()

    with pytest.raises(ImportRefused, match="honour_once_a_batch_and_year"):
        undo(undo_batch)

    assert current_state() == before
    assert not is_undone(undo_batch)
    assert not is_undone(batch)


def test_an_undo_takes_the_same_number_of_questions_for_many_records(county, django_assert_num_queries):
    one = publish_grids(园区=[["名称"], ["一区"]])
    many = publish_grids(园区=[["名称"], *([f"园{number}区"] for number in range(60))])
    with connection.execute_wrapper(counting := _Counting()):
        undone(one)

    with django_assert_num_queries(counting.count):
        undone(many)


class _Counting:
    count = 0

    def __call__(self, execute, sql, params, many, context):
        self.count += 1
        return execute(sql, params, many, context)


# --- Imported again --------------------------------------------------------------------------------------------------


def test_an_enterprise_imported_again_has_its_former_address_and_only_what_the_row_says(county, source):
    batch = publish_grids(企业=[["名称", "主要产品", "简介"], ["示例机械厂", "带锯床", "旧"]])
    former = Enterprise.objects.get()
    undone(batch)

    again = publish_grids(企业=[["名称", "简介"], ["示例机械厂", "新"]])

    enterprise = Enterprise.objects.get()
    assert (enterprise.pk, enterprise.slug) == (former.pk, former.slug)
    assert (enterprise.about, enterprise.products) == ("新", [])
    assert again.report["sheets"][0]["new"] == 1
    undone(again)
    assert not Enterprise.objects.exists()


def test_what_comes_back_brings_its_figures_past(county, source):
    """The indicator is the same one: closed figures still speak of it."""
    header = ["代码", "名称", "单位"]
    batch = publish_grids(指标=[header, ["output", "产值", "亿元"]])
    former = Indicator.objects.get()
    undone(batch)

    publish_grids(指标=[header, ["output", "工业总产值", "亿元"]])

    assert (Indicator.objects.get().pk, Indicator.objects.get().name) == (former.pk, "工业总产值")


def test_a_withdrawn_world_comes_back_and_leaves_room_for_another_home(db):
    header = ["名称", "代码", "级别", "上级", "首页地区"]
    wrong = [header, ["丽水市", "331100", "市", "", ""], ["缙云县", "331122", "县", "丽水市", "是"]]
    batch = publish_grids(地区=wrong)
    root = Region.objects.roots().get()
    imported = current_state()

    undo_batch = undone(batch)
    assert Region.objects.home() is None
    other = publish_grids(地区=[header, ["金华市", "330700", "市", "", ""], ["永康市", "330784", "县", "金华市", "是"]])
    undone(other)
    undone(undo_batch)

    assert current_state() == imported
    undone(ImportBatch.objects.first())
    publish_grids(地区=wrong)
    assert (current_state(), Region.objects.roots().get().pk) == (imported, root.pk)


def test_nothing_finds_what_was_withdrawn(county, source, client):
    batch = publish_grids(企业=[["名称"], ["示例机械厂"]], 指标=[["代码", "名称", "单位"], ["output", "产值", "亿元"]])
    address = Enterprise.objects.get().get_absolute_url()
    assert client.get(address).status_code == 200

    undone(batch)

    assert [client.get(path).status_code for path in (address, "/indicators/output/")] == [404, 404]
    assert "示例机械厂" not in client.get("/enterprises/").content.decode()
    assert "示例机械厂" not in client.get("/search/?q=示例机械").content.decode()
    rows = [["对象", "指标", "期间", "数值", "来源"], ["示例机械厂", "产值", "2020年", "1亿元", REPORT]]
    report = preview(Workbook("表.xlsx", "", [Grid("数据", rows)]), ImportContext())
    assert report.sheets[0].set_aside == 1


def test_the_name_of_a_withdrawn_source_is_not_free(db):
    batch = publish_grids(来源=[["标题", "日期"], ["统计公报", "2021-10-31"]])
    undone(batch)

    with pytest.raises(ValidationError) as refusal:
        Source(title="统计公报", published_on="2021-10-31").full_clean()

    assert refusal.value.messages == ["“统计公报”登记过，后来随导入一起撤回了：请重新导入它，或恢复那个批次。"]


def test_an_undo_that_dies_on_its_way_leaves_everything_as_it_was(county, source):
    publish_grids(园区=[["名称", "简介"], ["开发区", "旧"]])
    batch = publish_grids(园区=[["名称", "简介"], ["开发区", "新"], ["五金园", ""]])
    before, reasons = current_state(), []

    def die(phase, done, total):
        if (phase, done) == ("撤回记录", 2):
            reasons.extend(
                Park.history.filter(history_change_reason__startswith="撤回").values_list("about", flat=True)
            )
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        undo(batch, progress=die)

    assert reasons == ["旧"]
    assert (current_state(), is_undone(batch)) == (before, False)
    assert not Park.history.filter(history_change_reason__startswith="撤回").exists()
