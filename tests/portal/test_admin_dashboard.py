"""The first page of the admin: what waits, what was published today, the last imports."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from enterprises.models import Honour, Park, Programme
from imports.models import ImportBatch, ImportChange
from indicators.models import Commitment, LegalBasis
from tests.desk import make_one_of_each, make_record, make_user
from tests.factories import make_enterprise, make_indicator, make_root, publish_figure

# Nothing has collected the static files of a test.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:No directory at")]


@pytest.fixture
def desk(client, monkeypatch):
    monkeypatch.setenv("PORTAL_TODAY", "2021-10-31")
    client.force_login(make_user())
    return client


def waiting(client):
    context = client.get(reverse("admin:index")).context_data
    return {str(entry.title): (entry.count, entry.address) for entry in context["waiting"]}


def test_a_desk_with_nothing_to_do_says_so(desk, county):
    page = desk.get(reverse("admin:index")).content.decode()

    assert "没有待办。" in page
    assert "今天还没有发布。" in page


def test_what_waits_is_counted_and_leads_to_its_list(desk, root_city, county, source):
    firm = make_enterprise(root_city, "甲", legal_basis=LegalBasis.PRINTED_SOURCE)
    due = datetime.date(2021, 10, 30)
    Commitment.objects.create(subject=firm.subject, promised_by="甲", text="增资", source=source, due_on=due)
    giant = Programme.objects.create(name="小巨人")
    in_january = datetime.date(2022, 1, 29)
    Honour.objects.create(subject=firm.subject, programme=giant, source=source, valid_until=in_january)
    ImportBatch.objects.create(status="submitted")
    ImportBatch.objects.create(report={"sheets": [{"set_aside": 2, "errors_total": 0}]})

    assert waiting(desk) == {
        "待发布的批次": (1, "/admin/imports/importbatch/?chore=waiting"),
        "预览后没有发布的导入": (1, "/admin/imports/importbatch/?status__exact=draft"),
        "有搁置行的导入": (1, "/admin/imports/importbatch/?chore=set_aside"),
        "承诺已到期，待核实": (1, "/admin/indicators/commitment/?chore=due"),
        "荣誉90天内到期": (1, "/admin/enterprises/honour/?chore=ending"),
        "企业没有园区": (1, "/admin/enterprises/enterprise/?chore=no_park"),
        "企业没有行业": (1, "/admin/enterprises/enterprise/?chore=no_industry"),
    }


def test_each_count_is_that_of_the_list_it_leads_to(desk, root_city, county, source):
    for number in (1, 2):
        make_one_of_each(number, root_city, county)
    other = make_root("示例市", "990000")
    make_enterprise(other, "另一个地区的企业")
    make_record(Park, "另一个地区的园区", other)
    first, second = make_indicator(), make_indicator()
    for indicator in (first, second):
        publish_figure(county, indicator, "1", source=source, status="preliminary")
    publish_figure(county, first, "2", source=source)

    counts = {address: count for count, address in waiting(desk).values()}

    assert counts["/admin/indicators/observation/?chore=preliminary"] == 1
    assert len(counts) > 3
    assert {address: desk.get(address).context_data["cl"].result_count for address in counts} == counts


def test_what_was_published_today_names_who_and_how_much(desk, county, source):
    publisher = make_user("发布")
    publish_figure(county, make_indicator(), "1", source=source)
    ImportBatch.objects.update(
        status="published", published_at=timezone.now(), published_by=publisher, file_name="数据.xlsx"
    )
    ImportChange.objects.create(batch=ImportBatch.objects.get(), kind="enterprises", key="甲")
    yesterday = timezone.now() - datetime.timedelta(days=1)
    ImportBatch.objects.create(status="published", published_at=yesterday, file_name="昨天.xlsx")

    context = desk.get(reverse("admin:index")).context_data

    [today] = context["published_today"]
    [earlier] = context["last_imports"]
    assert ("数据.xlsx" in today[0], today[1:5]) == (True, ["已发布", 1, 1, publisher])
    assert "昨天.xlsx" in earlier[0]


def test_a_reader_finds_no_way_to_what_is_not_his(client, county):
    client.force_login(make_user("读者"))

    context = client.get(reverse("admin:index")).context_data

    assert context["shortcuts"] == []
    assert context["may_see_batches"] is True


def test_the_desk_asks_no_more_questions_for_more_rows(desk, root_city, county):
    make_one_of_each(1, root_city, county)
    counts = []
    for numbers in ((), (2, 3)):
        for number in numbers:
            make_one_of_each(number, root_city, county)
        with CaptureQueriesContext(connection) as queries:
            desk.get(reverse("admin:index"))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 20
