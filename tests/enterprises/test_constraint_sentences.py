"""What a constraint of the database refuses, a form says in a sentence and not by the constraint's name."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from enterprises.models import Enterprise, Honour, Membership, Panel, Participation
from indicators.models import Commitment, Indicator
from projects.models import Milestone

pytestmark = pytest.mark.django_db

DAY, NEXT_DAY = datetime.date(2021, 10, 30), datetime.date(2021, 10, 31)
REVERSED = {"from_on": NEXT_DAY, "until_on": DAY}


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        (Membership(), "园区、产业链、规模三项中填且只填一项。"),
        (Membership(size_class="above_scale", from_on=DAY, until_on=DAY), "结束日期必须晚于开始日期。"),
        (Participation(**REVERSED), "结束日期不能早于开始日期。"),
        (Panel(title="原料", position=10), "位置应为1至9，不知道时留空。"),
        (Honour(awarded_on=NEXT_DAY, valid_until=DAY), "有效期不能早于授予日期。"),
        (
            Milestone(first_day=NEXT_DAY, last_day=DAY),
            "起止日期要么都填、要么都不填，而且“止”不能早于“起”。",
        ),
        (
            Indicator(code="rate", name="比率", unit="%", aggregation="ratio"),
            "加总方式是“比率”时分子、分母都要填，不是时都不填，请核对。",
        ),
        (Commitment(outcome="kept"), "写“已兑现”或“未兑现”时，必须写明兑现依据。"),
    ],
)
def test_a_broken_constraint_says_what_to_do(record, sentence):
    with pytest.raises(ValidationError) as refusal:
        record.validate_constraints()

    assert refusal.value.messages == [sentence]


def test_a_credit_code_twice_is_refused_with_a_sentence(julihuang):
    julihuang.credit_code = "91331122000000001L"
    julihuang.save()

    with pytest.raises(ValidationError, match="这个统一社会信用代码已登记在另一家企业名下。"):
        Enterprise(credit_code="91331122000000001L").validate_constraints()
