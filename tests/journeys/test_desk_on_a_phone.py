"""The desk's own pages fit a phone: tables scroll inside their box, the page does not."""

import pytest

from imports.models import ImportBatch
from indicators.models import Observation
from tests.journeys.looking import faults_of, overflow
from tests.journeys.people import employ, sign_in
from tests.journeys.site import aside
from tests.journeys.test_awkward_content import PHONE


@pytest.mark.parametrize("colour", ["light", "dark"])
def test_a_batch_and_a_figure_are_no_wider_than_a_phone(own_site, visit, colour):
    page = visit(own_site, viewport=PHONE, color_scheme=colour)
    sign_in(page, aside(employ, "编辑"))
    batch = aside(lambda: ImportBatch.objects.filter(status="published").exclude(sha256="").first().pk)
    figure = aside(lambda: Observation.objects.filter(batch=batch).first() or Observation.objects.first()).pk

    addresses = [
        f"/admin/imports/importbatch/{batch}/change/",
        f"/admin/indicators/observation/{figure}/change/",
        "/admin/imports/importbatch/import/",
    ]
    assert faults_of(page, addresses, overflow) == {}
