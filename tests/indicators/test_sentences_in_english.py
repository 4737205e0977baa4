"""The sentence about a figure as English readers expect it, worked out by hand."""

import datetime

import pytest
from django.utils.translation import override

from indicators.models import Observation, Rank, RegionGroup, Subject
from indicators.readings import Reading
from indicators.sentences import sentence
from tests.indicators.test_sentences import MACHINES, figure

END_OF_JULY = datetime.date(2021, 7, 31)
AS_OF = {"is_stock": True, "period_kind": "as_of"}


def english(value, *, ranks=(), **fields) -> Observation:
    observation = figure(value, **fields)
    observation.subject = Subject(name="缙云县", name_en="Jinyun County", kind="region")
    groups = [(RegionGroup(name=chinese, name_en=name), place) for chinese, name, place in ranks]
    observation._prefetched_objects_cache = {
        "ranks": [Rank(group=group, group_as_written=group.name, position=place) for group, place in groups]
    }
    return observation


CITY = ("全市", "Lishui City", 1)
MOUNTAINS = ("山区26县", "Zhejiang's 26 mountain counties", 2)


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        (
            Reading(english("39.29", ranks=[CITY]), [english("39.6", measure="yoy")]),
            "In January–July 2021, Jinyun County’s industrial value added stood at CNY 3.929 billion, "
            "with year-on-year growth of 39.6%, ranked No. 1 in Lishui City.",
        ),
        (
            Reading(english("44.3", measure="yoy", ranks=[MOUNTAINS])),
            "In January–July 2021, Jinyun County’s industrial value added showed year-on-year growth of 44.3%, "
            "ranked No. 2 in Zhejiang&#x27;s 26 mountain counties by growth.",
        ),
        (
            Reading(english("12.5", breakdown=MACHINES)),
            "In January–July 2021, Jinyun County’s industrial value added (general machinery) stood at CNY 1.25 billion.",
        ),
        (
            Reading(english("0", measure="yoy")),
            "In January–July 2021, Jinyun County’s industrial value added showed no change year on year.",
        ),
        (
            Reading(english("55", measure="share")),
            "In January–July 2021, Jinyun County’s industrial value added: share of 55%.",
        ),
        (
            Reading(english(None, measure="yoy", value_state="rank_only", ranks=[CITY])),
            "In January–July 2021, Jinyun County’s industrial value added ranked No. 1 in Lishui City by growth.",
        ),
        (
            Reading(english(None, value_state="not_available")),
            "In January–July 2021, Jinyun County’s industrial value added: not published by the source.",
        ),
        (
            Reading(english("1050", unit="家", qualifier=">", first_day=END_OF_JULY, **AS_OF)),
            "As of 31 July 2021, Jinyun County’s industrial value added stood at over 1,050.",
        ),
    ],
)
def test_a_reading_in_one_english_sentence(reading, expected):
    with override("en"):
        assert sentence(reading) == expected


def test_a_unit_that_nobody_knows_stands_marked_as_chinese():
    with override("en"):
        assert 'stood at 3 <span lang="zh-Hans">户次</span>.' in sentence(Reading(english("3", unit="户次")))
