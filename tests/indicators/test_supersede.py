"""supersede: one figure corrected as a batch of one, the former vintage closed and kept."""

from decimal import Decimal
from functools import partial

import pytest

from imports.models import ImportBatch
from indicators.actions import PublishError, supersede
from indicators.models import Observation
from indicators.numbers import NumberError, parse_quantity
from people.models import User
from tests.connections import race
from tests.factories import make_figure, make_indicator, make_source
from tests.indicators.making import minute, publish_at


@pytest.fixture
def editor(db):
    return User.objects.create_user("editor")


@pytest.fixture
def indicator(db):
    return make_indicator(name="规上工业增加值")


@pytest.fixture
def figure(county, indicator, source):
    return partial(make_figure, county, indicator, source=source)


@pytest.fixture
def printed(figure, whole_city):
    """39.29亿元, second of the city, published at nine."""
    ranked = figure("39.29", ranks=[(whole_city, 2)], place="第3段", note="初步核算", status="preliminary", cell="C7")
    return publish_at(minute(0), ranked).new[0]


@pytest.fixture
def correct(source, editor):
    """Corrects a figure to 40.1亿元 for want of a carried one; a test says what is different."""

    def supersede_with(observation, text="40.1亿元", **fields):
        return supersede(
            observation=observation,
            quantity=parse_quantity(text),
            **{"change": Observation.Change.CORRECTION, "reason": "录入时漏了进位", "source": source, "by": editor}
            | fields,
        )

    return supersede_with


def test_a_correction_closes_the_former_vintage_and_opens_the_corrected_one(printed, correct):
    successor = correct(printed, "4010万元")

    printed.refresh_from_db()
    assert list(Observation.objects.public()) == [successor]
    assert printed.closed_at == successor.published_at
    assert (printed.value, printed.as_written) == (Decimal("39.29"), "39.29亿元")
    successor.refresh_from_db()
    assert (successor.value, successor.as_written, successor.written_unit) == (Decimal("0.401"), "4010万元", "万元")


def test_a_correction_says_what_kind_of_change_it_is_and_why(printed, correct):
    successor = correct(printed, change=Observation.Change.REVISION, reason=" 年度核算 ")

    assert (successor.change, successor.change_reason) == ("revision", "年度核算")
    assert (printed.change, printed.change_reason) == ("", "")


def test_a_correction_is_a_batch_of_one(printed, correct, editor, source, county):
    successor = correct(printed)

    batch = ImportBatch.objects.get(pk=successor.batch_id)
    assert (batch.kind, batch.status, batch.reason) == ("correction", "published", "录入时漏了进位")
    assert (batch.created_by, batch.published_by, batch.source_title) == (editor, editor, source.title)
    assert batch.world == county.subject.world.subject.slug
    assert list(batch.observations.all()) == [successor]


def test_a_correction_keeps_the_key_the_ranks_and_what_it_does_not_name(printed, correct):
    successor = correct(printed, place="第4段")

    assert successor.key == printed.key
    assert [str(rank) for rank in successor.ranks.all()] == ["全市第2"]
    assert [str(rank) for rank in printed.ranks.all()] == ["全市第2"]
    assert (successor.note, successor.status, successor.place) == ("初步核算", "preliminary", "第4段")
    assert (successor.sheet, successor.cell) == ("", "")


def test_a_correction_may_clear_the_note(printed, correct):
    assert correct(printed, note="").note == ""


def test_a_correction_may_stand_at_a_moment_of_its_own(printed, correct):
    successor = correct(printed, at=minute(5))

    assert successor.published_at == minute(5)
    assert list(Observation.objects.public(asof=minute(4))) == [printed]
    assert list(Observation.objects.public(asof=minute(5))) == [successor]


def test_a_correction_takes_the_legal_basis_of_its_source(printed, correct, source):
    statute = make_source("公报", legal_basis="statute")
    silent = make_source("来信", legal_basis="none")

    revised = correct(printed, source=statute)
    again = correct(revised, "41亿元", source=silent)

    assert (revised.legal_basis, revised.source) == ("statute", statute)
    assert (again.legal_basis, again.source) == ("statute", silent)
    assert list(Observation.objects.public()) == [again]
    assert Observation.objects.get(pk=printed.pk).source == source


def test_a_correction_of_an_internal_figure_stays_internal(printed, figure, correct):
    [internal] = publish_at(minute(1), figure("38", audience="internal", legal_basis="none")).new

    correct(internal)

    assert list(Observation.objects.public()) == [printed]


def test_a_value_may_be_taken_back_and_a_rank_alone_stays_one(printed, figure, correct):
    taken_back = correct(printed, "-")
    assert (taken_back.value, taken_back.value_state) == (None, "not_available")

    [rank_only] = publish_at(minute(0), figure(None, measure="yoy", value_state="rank_only")).new
    still = correct(rank_only, "-", note="位次不变")
    assert (still.value, still.value_state) == (None, "rank_only")
    known = correct(still, "12.5%")
    assert (known.value, known.value_state) == (Decimal("12.5"), "value")


# --- Refused


def assert_untouched(printed):
    assert list(Observation.objects.all()) == [printed]
    assert Observation.objects.get().closed_at is None
    assert not ImportBatch.objects.filter(kind="correction").exists()


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_correction_needs_a_reason(printed, correct, reason):
    with pytest.raises(PublishError, match="请写明更正的理由"):
        correct(printed, reason=reason)
    assert_untouched(printed)


@pytest.mark.parametrize("change", [Observation.Change.NONE, "whim"])
def test_a_correction_names_its_kind(printed, correct, change):
    with pytest.raises(PublishError, match="请选择变更种类"):
        correct(printed, change=change)
    assert_untouched(printed)


def test_a_correction_that_changes_nothing_is_refused(printed, correct):
    corrected = correct(printed, place="第4段")

    with pytest.raises(PublishError, match="新旧内容相同"):
        correct(corrected, place="第4段", reason="再来一次")
    assert list(Observation.objects.public()) == [corrected]
    assert ImportBatch.objects.filter(kind="correction").count() == 1


@pytest.mark.parametrize("text", ["40.1%", "40家"])
def test_a_correction_in_a_unit_of_another_kind_is_refused(printed, correct, text):
    with pytest.raises(NumberError, match="不能换算为“亿元”"):
        correct(printed, text)
    assert_untouched(printed)


def test_percentage_points_do_not_correct_a_growth_rate(figure, correct):
    [growth] = publish_at(minute(0), figure("44.3", measure="yoy")).new

    with pytest.raises(NumberError, match="不能换算为“%”"):
        correct(growth, "44.3个百分点")
    assert_untouched(growth)


def test_a_closed_figure_is_not_corrected_even_through_a_page_opened_before(printed, correct):
    correct(printed)

    with pytest.raises(PublishError, match="请打开最新的一条"):
        correct(printed, "41亿元")
    assert Observation.objects.count() == 2


@pytest.mark.parametrize("moment", [minute(0), minute(-5)])
def test_a_correction_not_later_than_the_figure_is_refused(printed, correct, moment):
    with pytest.raises(PublishError, match="发布时间必须晚于2021-08-20 17:00:00"):
        correct(printed, at=moment)
    assert_untouched(printed)


@pytest.mark.django_db(transaction=True)
def test_the_second_of_two_corrections_is_told_to_look_again(printed, correct):
    successor, second = race(lambda: correct(printed), lambda: correct(printed, "41亿元"))

    assert isinstance(second.exception(), PublishError)
    assert list(Observation.objects.public()) == [successor]
    assert ImportBatch.objects.filter(kind="correction").count() == 1
