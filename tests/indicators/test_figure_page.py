"""The page of one figure: for everybody where it comes from, for who may see files the cell it was read from."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from imports.models import ImportBatch
from imports.undo import undo
from indicators.actions import supersede
from indicators.models import LegalBasis, Observation
from indicators.numbers import parse_quantity
from tests.desk import make_user
from tests.factories import make_indicator, make_root, make_source, publish_figure
from tests.imports.running_jobs import HEADERS, IMMEDIATE, digest_of, workbook_of
from tests.reading import facts, main, notices, rows, section, words

UPLOAD = "/admin/imports/importbatch/import/"
INTERNAL = {"audience": Observation.Audience.INTERNAL, "legal_basis": LegalBasis.NONE}


@pytest.fixture
def value_added(county):
    return make_indicator("value_added", "规上工业增加值", name_en="Industrial value added")


@pytest.fixture
def figure(county, value_added, whole_city, source):
    """39.29亿元, first in the city: January to July 2021."""
    return publish_figure(county, value_added, "39.29", source=source, ranks=[(whole_city, 1)])


def correct(figure, text="39.92"):
    return supersede(
        observation=figure,
        quantity=parse_quantity(f"{text}亿元"),
        change="correction",
        reason="录入时看错一行",
        source=figure.source,
        place="第8段",
        by=None,
    )


def take_back(figure):
    """Undoes the batch of one figure."""
    ImportBatch.objects.filter(pk=figure.batch_id).update(status="published", published_at=timezone.now())
    undo(ImportBatch.objects.get(pk=figure.batch_id))


def steps(page) -> list[str]:
    """The history, newest first, without its days."""
    entries = section(page, "vintages").split("<li")[1:]
    return [words(entry.split('<p class="title">')[1].split("</p>")[0]) for entry in entries]


def test_a_figure_says_what_it_is_and_where_it_stands(client, figure):
    page = client.get(f"/figures/{figure.pk}/")

    assert facts(page) == {
        "指标": "规上工业增加值",
        "对象": "缙云县",
        "度量": "数值",
        "口径": "来源没有注明",
        "时间": "2021年1—7月2021-01-01—2021-07-31",
        "原文": "“39.29亿元”",
        "数值": "39.29亿元",
        "位次": "全市第1",
        "状态": "最终",
        "来源": "缙云县工业经济报道",
        "发布者": "未注明",
        "日期": "2021年10月31日",
        "出处": "第7段",
        "公开依据": "公开报道",
    }
    assert steps(page) == ["首次发布：39.29亿元"]
    assert notices(page) == []
    assert '<meta name="robots" content="noindex">' in page.content.decode()


def test_a_corrected_figure_and_its_successor_lead_to_each_other(client, figure):
    successor = correct(figure)

    former, present = (client.get(f"/figures/{one.pk}/") for one in (figure, successor))

    day = f"{timezone.localdate():%Y年%-m月%-d日}"
    assert notices(former) == [f"这条数据自{day}起不再有效，已由新的数据取代。看现行数据"]
    assert f'href="/figures/{successor.pk}/"' in main(former)
    assert notices(present) == []
    assert steps(former) == steps(present) == ["更正：39.92亿元", "首次发布：39.29亿元"]
    assert "理由：录入时看错一行" in words(main(former))


def test_a_figure_that_was_taken_back_says_so(client, figure):
    take_back(figure)

    page = client.get(f"/figures/{figure.pk}/")

    assert "发布后被撤回" in notices(page)[0]
    assert steps(page) == ["撤回，此后没有有效数据", "首次发布：39.29亿元"]


def test_what_an_undo_gives_back_is_told_apart_from_a_new_figure(client, figure, value_added, county, source):
    second = publish_figure(county, value_added, "40.01", source=source)
    take_back(second)
    restored = Observation.objects.asof().get()

    page = client.get(f"/figures/{restored.pk}/")

    assert steps(page) == ["撤回上一次发布，恢复原来的数据：39.29亿元", "更新：40.01亿元", "首次发布：39.29亿元"]


def test_what_is_not_public_has_no_page(client, county, value_added, source, figure):
    internal = publish_figure(county, value_added, "7391", source=source, **INTERNAL)

    for number in (internal.pk, figure.pk + 999, "x", "1" * 19, "²"):
        assert client.get(f"/figures/{number}/").status_code == 404
    assert "7391" not in client.get(f"/figures/{figure.pk}/").content.decode()


def test_the_figures_of_a_withdrawn_subject_have_no_page(client, figure):
    figure.subject.is_withdrawn = True
    figure.subject.save()

    assert client.get(f"/figures/{figure.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2021-03-31", "2021年3月31日，这条数据还没有发布。"),
        ("2021-05-31", "2021年5月31日，这条数据有效。"),
        ("2021-06-30", "2021年6月30日，这条数据已经不再有效。"),
    ],
)
def test_a_day_says_how_the_figure_stood_then(client, county, value_added, source, day, sentence):
    moments = [datetime.datetime(2021, month, 10, tzinfo=datetime.UTC) for month in (4, 6)]
    first, _second = (
        publish_figure(county, value_added, value, source=source, at=at)
        for value, at in zip(("1", "2"), moments, strict=True)
    )

    assert notices(client.get(f"/figures/{first.pk}/?asof={day}"))[-1] == sentence


def test_the_page_speaks_of_the_figures_own_world(client, county, figure):
    other = make_root("示例市", "990000")
    theirs = publish_figure(other, figure.indicator, "5", source=figure.source)

    page = client.get(f"/figures/{theirs.pk}/").content.decode()

    assert "演示数据" in page
    assert "/indicators/value_added/?world=shilishi" in page


def test_source_notes_lead_to_the_pages_of_their_figures(client, county, value_added, figure):
    growth = publish_figure(county, value_added, "39.6", source=figure.source, measure="yoy")

    page = client.get("/indicators/value_added/").content.decode()

    assert f'<a href="/figures/{figure.pk}/">数值</a> <a href="/figures/{growth.pk}/">同比</a>' in page


def test_a_note_about_one_figure_has_one_link(client, figure):
    page = client.get("/en/indicators/value_added/").content.decode()

    assert f'<p class="figure-origins"><a href="/en/figures/{figure.pk}/">Where this figure comes from</a></p>' in page


@pytest.mark.parametrize("vintages", [1, 6])
def test_the_page_asks_a_fixed_number_of_questions(client, figure, vintages):
    for number in range(1, vintages):
        figure = correct(figure, f"39.{number}")

    with CaptureQueriesContext(connection) as asked:
        client.get(f"/figures/{figure.pk}/")

    assert len(asked) == 5


# --- For who may see files ---------------------------------------------------------------------------------------


@pytest.fixture
def loaded(client, settings, tmp_path, source, value_added):
    """A figure at D3 of a small table that an editor uploaded and published; the editor is signed in."""
    settings.MEDIA_ROOT, settings.TASKS = tmp_path, IMMEDIATE
    client.force_login(make_user("发布"))
    table = [
        HEADERS,
        ["缙云县", "规上工业增加值", "2021年1-6月", "32.5亿元"],
        ["缙云县", "规上工业增加值", "2021年1-7月", "39.29亿元"],
    ]
    client.post(UPLOAD, {"file": SimpleUploadedFile("产值.xlsx", workbook_of(table)), "source": source.title})
    batch = ImportBatch.objects.latest("pk")
    client.post(reverse("admin:imports_importbatch_publish", args=[batch.pk]), {"digest": digest_of(batch)})
    return Observation.objects.get(last_day=datetime.date(2021, 7, 31))


def test_an_editor_sees_the_file_and_the_cell_in_its_grid(client, loaded):
    page = client.get(f"/figures/{loaded.pk}/")

    told = facts(page)
    assert (told["文件"], told["工作表和单元格"]) == ("产值.xlsx", "数据!D3")
    assert told["文件指纹SHA-256"] == loaded.batch.sha256
    assert told["上传人"].startswith("user-发布")
    assert rows(section(page, "file").replace('<tr class="">', "<tr>")) == [
        ["1表头", "对象行标题", "指标行标题", "期间行标题", "数值数据"],
        ["2", "缙云县", "规上工业增加值", "2021年1-6月", "32.5亿元"],
        ["3", "缙云县", "规上工业增加值", "2021年1-7月", "39.29亿元这条数据"],
    ]
    assert section(page, "file").count("is-chosen") == 1


def test_a_stranger_and_a_signed_in_person_without_permission_see_no_file(client, loaded):
    for user in (None, make_user("")):
        client.logout()
        if user:
            user.is_superuser = False
            user.save()
            client.force_login(user)
        page = client.get(f"/figures/{loaded.pk}/").content.decode()
        assert "产值.xlsx" not in page
        assert loaded.batch.sha256 not in page
        assert "user-发布" not in page


def test_a_file_that_is_gone_is_said_to_be(client, loaded):
    path = loaded.batch.file.path
    loaded.batch.file.storage.delete(loaded.batch.file.name)
    loaded.batch.file.storage.delete(f"{loaded.batch.file.name}.cells")

    page = client.get(f"/figures/{loaded.pk}/")

    assert "原文件已经不在，画不出来。" in words(section(page, "file"))
    assert path not in page.content.decode()


def test_what_an_undo_gave_back_is_drawn_where_it_was_first_read(client, loaded, county, value_added):
    take_back(publish_figure(county, value_added, "40.01", source=make_source("另一来源")))
    restored = Observation.objects.asof().get(last_day=datetime.date(2021, 7, 31))

    page = client.get(f"/figures/{restored.pk}/")

    assert facts(page)["文件"] == f"产值.xlsx#{loaded.batch_id}"
    assert section(page, "file").count("is-chosen") == 1


def test_a_figure_typed_in_has_no_file(client, loaded):
    successor = correct(loaded)

    page = client.get(f"/figures/{successor.pk}/")

    assert facts(page)["文件"] == "手工录入，没有文件"


def test_the_desk_leads_to_the_public_page(client, loaded):
    desk = client.get(reverse("admin:indicators_observation_change", args=[loaded.pk])).content.decode()

    assert f'href="/figures/{loaded.pk}/"' in desk
