"""A record whose source may not be public is not shown, whatever kind it is."""

import pytest

from enterprises.models import DigitalService, Enterprise, Honour, Panel, Participation, Programme
from indicators.models import Commitment, LegalBasis, Statement
from tests.factories import make_enterprise, make_source


@pytest.fixture
def internal_ledger(county):
    """One record of each kind, all from a source that is not public."""
    source = make_source("内部台账", legal_basis=LegalBasis.NONE)
    enterprise = make_enterprise(county.subject.world, "甲厂")
    enterprise = enterprise if isinstance(enterprise, Enterprise) else enterprise.enterprise
    subject = enterprise.subject
    service = DigitalService.objects.create(name="服务", source=source)
    Panel.objects.create(enterprise=enterprise, title="本月销售1234万元", source=source)
    Statement.objects.create(subject=subject, text="拟裁员", source=source)
    Commitment.objects.create(subject=subject, promised_by="甲厂", text="内部目标", source=source)
    Honour.objects.create(subject=subject, programme=Programme.objects.create(name="内部评优"), source=source)
    Participation.objects.create(subject=subject, service=service, source=source)


@pytest.mark.parametrize("model", [Panel, Statement, Commitment, Honour, Participation])
def test_a_record_from_a_source_without_a_basis_is_not_public(internal_ledger, model):
    assert model.objects.count() == 1
    assert list(model.objects.public()) == []


def test_a_profile_does_not_name_the_ledger_its_record_comes_from(internal_ledger, client):
    subject = Enterprise.objects.get().subject
    subject.source, subject.as_written = Panel.objects.get().source, "产值3.2亿元"
    subject.save()

    page = client.get(f"/enterprises/{subject.slug}/").content.decode()

    assert "甲厂" in page
    assert "内部台账" not in page
    assert "产值3.2亿元" not in page
