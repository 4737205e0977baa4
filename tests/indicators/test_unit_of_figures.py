"""An indicator's figures are held in its unit: once there are any it stays, whichever way somebody tries to change it."""

import pytest
from django.db import IntegrityError, connection, transaction

from imports.errors import ImportRefused
from imports.undo import undo
from indicators.models import Indicator
from tests.desk import errors_of, fields_of, make_user
from tests.factories import make_indicator, publish_figure
from tests.imports.undoing import publish_grids, undone

SENTENCE = "“工业增加值”已有数据按“亿元”存放，不能改单位；另一种单位的指标请另设代码。"


@pytest.fixture
def indicator(db):
    return make_indicator("value_added", "工业增加值", unit="亿元")


@pytest.fixture
def figure(county, indicator, source):
    return publish_figure(county, indicator, "39.29", source=source)


@pytest.fixture
def desk(client, db):
    client.force_login(make_user())
    return client


@pytest.fixture
def save_unit(desk, indicator):
    """Opens the indicator's form, writes another unit there and saves it."""
    address = f"/admin/indicators/indicator/{indicator.pk}/change/"
    return lambda unit: desk.post(address, fields_of(desk.get(address)) | {"unit": unit})


pytestmark = pytest.mark.filterwarnings("ignore:No directory at")


def test_the_form_refuses_another_unit_once_there_are_figures(save_unit, figure):
    response = save_unit("万元")

    assert errors_of(response) == {"unit": [SENTENCE]}
    assert Indicator.objects.get().unit == "亿元"


def test_the_form_takes_another_unit_while_there_are_none_and_the_same_at_any_time(save_unit, county, source):
    assert save_unit("万元").status_code == 302
    indicator = Indicator.objects.get()
    assert indicator.unit == "万元"
    publish_figure(county, indicator, "392900", source=source)
    assert save_unit("万元").status_code == 302


def test_the_database_refuses_another_unit_and_nothing_else(figure, indicator):
    with pytest.raises(IntegrityError, match="figures are held in it"), transaction.atomic():
        Indicator.objects.update(unit="万元")
    Indicator.objects.update(unit="亿元", name="规上工业增加值")

    assert Indicator.objects.get().name == "规上工业增加值"


def test_the_database_leaves_the_unit_of_closed_figures_alone(figure, indicator):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE indicators_observation SET closed_at = published_at + interval '1 hour'")
    Indicator.objects.update(unit="万元")

    assert Indicator.objects.get().unit == "万元"


def test_an_undo_does_not_put_back_a_unit_that_newer_figures_are_not_held_in(county, source):
    columns = ["代码", "名称", "单位"]
    publish_grids(指标=[columns, ["value_added", "工业增加值", "万元"]])
    batch = publish_grids(指标=[columns, ["value_added", "工业增加值", "亿元"]])
    publish_figure(county, Indicator.objects.get(), "39.29", source=source)

    with pytest.raises(ImportRefused) as refusal:
        undo(batch)

    assert str(refusal.value) == (
        "“工业增加值”后来登记的数据按现在的单位存放，不能改回原来的单位，什么也没有改。请先撤回这些数据所在的批次。"
    )
    assert Indicator.objects.get().unit == "亿元"


def test_an_undo_puts_back_the_unit_while_there_are_no_figures(county):
    columns = ["代码", "名称", "单位"]
    publish_grids(指标=[columns, ["value_added", "工业增加值", "万元"]])
    batch = publish_grids(指标=[columns, ["value_added", "工业增加值", "亿元"]])

    undone(batch)

    assert Indicator.objects.get().unit == "万元"
