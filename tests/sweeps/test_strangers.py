"""What is not public appears on no public page: the same sign stands in every secret and nowhere else in the demo."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from enterprises.models import Enterprise, Industry, Membership
from imports.models import ImportBatch
from indicators.models import Commitment, Indicator, LegalBasis, Observation, Region, Source
from newsroom.models import Article
from tests.factories import make_source, publish_figure
from tests.sweeps.addresses import FILES, INTERFACE, MACHINES, PAGES, admin_addresses, busiest, every_address, path_of

SIGN = "7391"
CONTROL = "8264.5"
REMINDER = "已到期，待核实"
INTERNAL = {"audience": Observation.Audience.INTERNAL, "legal_basis": LegalBasis.NONE}
# What the admin answers to everybody: its door, both ways, and the words of its calendar.
OPEN_IN_ADMIN = {"login", "logout", "jsi18n"}


@pytest.fixture
def secrets(demo, monkeypatch):
    """Everything a stranger must not read, in the middle of the demo; beside it one figure that everybody may."""
    monkeypatch.setenv("PORTAL_TODAY", "2035-01-01")
    indicator = Indicator.objects.get(code="industrial_value_added_above_scale")
    printed = Source.objects.filter(legal_basis=LegalBasis.PRINTED_SOURCE).first()
    internal = make_source(f"内部报表{SIGN}", legal_basis=LegalBasis.NONE)
    plant_figures(indicator, internal)
    plant_in_enterprise(Enterprise.objects.get(subject__slug="julihuang"), internal)
    plant_on_the_desk(printed)
    march = {"first_day": datetime.date(2021, 3, 1), "last_day": datetime.date(2021, 3, 31)}
    publish_figure(Region.objects.home(), indicator, CONTROL, source=printed, **march)


def plant_figures(indicator, source):
    """An internal figure of the key of the printed one, and the one that replaced it."""
    county = Region.objects.home()
    for value in (f"{SIGN}.1", f"{SIGN}.2"):
        publish_figure(county, indicator, value, source=source, place=f"第{SIGN}行", note=SIGN, **INTERNAL)


def plant_in_enterprise(enterprise, source):
    """What an enterprise reports of itself, without a basis to print it."""
    enterprise.about = enterprise.about_en = f"简介{SIGN}"
    enterprise.products = [f"产品{SIGN}"]
    enterprise.website = f"https://{SIGN}.example/"
    enterprise.founded_on = datetime.date(int(SIGN), 9, 1)
    enterprise.industry = Industry.objects.create(code=f"C{SIGN}", name=f"行业{SIGN}", code_list=Industry.CODE_LIST)
    enterprise.legal_basis = LegalBasis.NONE
    enterprise.save()
    publish_figure(enterprise, Indicator.objects.first(), f"{SIGN}.4", source=source, **INTERNAL)
    Membership.objects.create(enterprise=enterprise, size_class="below_scale", source=source, place=SIGN)


def plant_on_the_desk(source):
    """A batch that nobody has published, news of tomorrow, and a promise past its day without evidence."""
    batch = ImportBatch(
        file_name=f"未发布{SIGN}.xlsx", source_title=f"来源{SIGN}", reason=SIGN, report={"sheets": SIGN}
    )
    batch.status = ImportBatch.Status.SUBMITTED
    batch.file.save(f"{SIGN}.xlsx", ContentFile(b"workbook"))
    tomorrow = datetime.date(2035, 1, 2)
    Article.objects.create(title=f"明天的动态{SIGN}", published_on=tomorrow, source=source)
    assert Commitment.objects.due_without_evidence().exists()


def texts_of_the_site(client) -> dict[str, str]:
    addresses = [*every_address(), *(busiest(name, "en") for name in PAGES)]
    addresses = [address for address in addresses if SIGN not in address]  # an unpublished page's own address
    addresses += [
        path_of(name) + query for name, queries in (MACHINES | INTERFACE | FILES).items() for query in queries
    ]
    addresses += [f"{reverse('search')}?q={word}" for word in ("weifabu", "内部", "明天", "mingtian", "简介")]
    return {address: client.get(address).getvalue().decode(errors="replace") for address in addresses}


@pytest.mark.usefixtures("secrets")
def test_no_public_page_tells_a_secret(client):
    texts = texts_of_the_site(client)

    assert [address for address, text in texts.items() if CONTROL in text], "the sweep would not have seen a figure"
    assert [address for address, text in texts.items() if SIGN in text] == []
    assert [address for address, text in texts.items() if REMINDER in text] == []


@pytest.mark.usefixtures("secrets")
def test_staff_are_reminded_where_strangers_are_not(admin_client):
    assert (
        REMINDER in admin_client.get("/").content.decode() + admin_client.get("/regions/jinyunxian/").content.decode()
    )


@pytest.mark.usefixtures("secrets")
def test_what_is_unpublished_has_no_address(client):
    article = Article.objects.get(title=f"明天的动态{SIGN}")
    uploaded = ImportBatch.objects.get(status="submitted").file.name

    assert client.get(article.get_absolute_url()).status_code == 404
    assert [client.get(f"/{folder}{uploaded}").status_code for folder in ("", "media/", "uploads/", "static/")] == [
        404
    ] * 4


@pytest.mark.usefixtures("secrets")
def test_no_page_of_the_admin_answers_a_stranger():
    addresses = {name: address for name, address in admin_addresses().items() if name not in OPEN_IN_ADMIN}
    statuses = {}
    for name, address in addresses.items():
        response = Client().get(address)
        to_login = response.status_code == 302 and response["Location"].startswith("/admin/login/")
        if not to_login and response.status_code not in (403, 404, 405):
            statuses[name] = response.status_code

    assert len(addresses) > 50
    assert statuses == {}
