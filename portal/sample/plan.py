"""How large the invented world is, and what its parts are called. Every name begins with 示例."""

import datetime
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from portal.sample.draws import Draw

# What addresses call the world: the pinyin of its root's name, which the first load gives it.
WORLD_SLUG = "shilishi"
# No division of the country has a code that begins with 99.
ROOT_CODE = "990000"
SOURCE = "示例市演示数据（虚构）"
TOWNS_A_COUNTY = 3
# The numerals below reach 99, and each county has three towns.
MOST_COUNTIES = 33
# Every so many counties have a park for small firms inside their park.
SMALL_PARK_EVERY = 3
CHAINS = 5
EARLIEST_YEAR, LATEST_YEAR = 2015, 2099
MOST_MONTHS, LAST_MONTH = 120, 9
# The day of the next month on which a monthly report is due.
DUE = 20
DIGITS = "零一二三四五六七八九"


class PlanError(ValueError):
    """A size that the invented world cannot have; its text is for whoever asked."""


class Name(NamedTuple):
    chinese: str
    english: str


class Month(NamedTuple):
    year: int
    month: int

    @property
    def a_year_before(self) -> "Month":
        return Month(self.year - 1, self.month)

    @classmethod
    def at(cls, number: int) -> "Month":
        """The month with this number since the beginning of the calendar."""
        return cls(number // 12, number % 12 + 1)


ROOT = Name("示例市", "Sample City")
ZONE = Name("示例开发区", "Sample Development Zone")
COMPLEX = Name("示例创新综合体", "Sample Innovation Complex")


@dataclass(frozen=True)
class Plan:
    """Numbers of enterprises and counties, the seed of all lots, the last whole year, and how many months are told.

    Monthly reports end with September of the year after the last whole one. Raises PlanError.
    """

    enterprises: int = 560
    counties: int = 9
    seed: int = 1
    year: int = 2020
    months: int = 60

    def __post_init__(self):
        if self.enterprises < 1:
            raise PlanError(_("企业数应不小于1：%(number)d。") % {"number": self.enterprises})
        if not 1 <= self.counties <= MOST_COUNTIES:
            raise PlanError(
                _("县的个数应在1到%(most)d之间：%(number)d。") % {"most": MOST_COUNTIES, "number": self.counties}
            )
        if not EARLIEST_YEAR <= self.year <= LATEST_YEAR:
            raise PlanError(
                _("年份应在%(earliest)d到%(latest)d之间：%(year)d。")
                % {"earliest": EARLIEST_YEAR, "latest": LATEST_YEAR, "year": self.year}
            )
        if not 1 <= self.months <= MOST_MONTHS:
            raise PlanError(_("月数应在1到%(most)d之间：%(number)d。") % {"most": MOST_MONTHS, "number": self.months})

    @property
    def published_on(self) -> datetime.date:
        """The day on which the year's figures are taken to be published."""
        return datetime.date(self.year + 1, 1, 20)

    @property
    def years_reported(self) -> list[int]:
        return sorted({month.year for month in self.months_reported})

    @property
    def months_reported(self) -> tuple[Month, ...]:
        """The months that monthly reports tell of, the oldest first."""
        return _months_until(self.year + 1, self.months)

    @property
    def group(self) -> str:
        """The set of regions that the counties are ranked in."""
        return f"示例{numeral(self.counties)}县"

    @property
    def county_numbers(self) -> range:
        return range(1, self.counties + 1)

    def draw(self, *names: object) -> Draw:
        return Draw(self.seed, *names)


@lru_cache(maxsize=16)
def _months_until(year: int, count: int) -> tuple[Month, ...]:
    last = 12 * year + LAST_MONTH - 1
    return tuple(Month.at(number) for number in range(last - count + 1, last + 1))


def source_of(year: int) -> str:
    """The title of a year's monthly reports."""
    return f"示例市{year}年工业月报（虚构）"


def county(number: int) -> Name:
    return Name(f"示例{numeral(number)}县", f"Sample County {number}")


def town(number: int) -> Name:
    """Towns are numbered through the whole city: county 2 has the towns 4 to 6."""
    return Name(f"示例{numeral(number)}镇", f"Sample Town {number}")


def towns_of(county_number: int) -> range:
    first = (county_number - 1) * TOWNS_A_COUNTY + 1
    return range(first, first + TOWNS_A_COUNTY)


def park(county_number: int) -> Name:
    return Name(f"示例{numeral(county_number)}园", f"Sample Park {county_number}")


def small_park(county_number: int) -> Name:
    return Name(f"示例{numeral(county_number)}小微园", f"Sample Small Firms' Park {county_number}")


def has_small_park(county_number: int) -> bool:
    return county_number % SMALL_PARK_EVERY == 1


def chain(number: int) -> Name:
    return Name(f"示例链{numeral(number)}", f"Sample Chain {number}")


def numbered(chinese: str, english: str, number: int, of: int, least_width: int = 2) -> Name:
    """示例企业001 of 560: as many digits as the last one needs, so that names sort as numbers."""
    width = max(least_width, len(str(of)))
    return Name(f"{chinese}{number:0{width}}", f"{english} {number:0{width}}")


def numeral(number: int) -> str:
    """1 to 99 as in names: 一, 十, 十二, 二十, 三十三."""
    tens, ones = divmod(number, 10)
    beginning = "" if not tens else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return beginning + (DIGITS[ones] if ones else "")
