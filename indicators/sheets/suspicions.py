"""The single checks of figures: what looks like a slip, and the sentence that says so."""

import datetime
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indicators.models import Indicator, Observation
from indicators.numbers import are_convertible, format_value
from indicators.periods import Period, PeriodKind, format_period
from indicators.plausibility import (
    Amount,
    Span,
    growth_disagrees,
    has_fallen,
    is_cumulative,
    months_in,
    shifted,
    slip_factor,
)
from indicators.sheets.ledger import Group
from indicators.sheets.neighbours import Neighbours, holds, nearest
from indicators.sheets.wholes import is_additive

LEVEL, YOY, SHARE = Observation.Measure.LEVEL, Observation.Measure.YOY, Observation.Measure.SHARE
# A growth of levels as they stand, at the prices of each year; what we compute ourselves is labelled so too.
NOMINAL = "名义"
# Published growth of these is at comparable prices or of the firms of both years, so no two levels give it.
NOT_FROM_LEVELS = ("增加值", "生产总值", "规上", "规模以上", "限上", "限额以上")
# A level in per cent that is a part of a whole. 产销率, 负债率 and the like may well exceed 100.
PARTS_OF_A_WHOLE = ("占比", "比重", "份额", "覆盖率", "普及率", "合格率", "解决率", "办结率")
# Months of one year differ by more than tens; and a part of other months than the whole may be so much larger.
LEAST_BESIDE_OTHERS, FAR_ABOVE = 100, 2
# A figure of days to come whose basis says so is no slip.
GOALS = ("目标", "计划", "规划", "预期", "预测", "预计")


# --- The checks. Each class is made once a group of figures; `applies` says whether it can find anything there.


class _Check:
    warning = ""

    def __init__(self, group: Group, neighbours: Neighbours):
        self.group, self.neighbours, self.indicator = group, neighbours, group.indicator

    def applies(self) -> bool:
        raise NotImplementedError

    def sentence(self, subject: int, amount: Amount) -> str:
        """What is wrong with the amount of a subject, or nothing."""
        raise NotImplementedError

    def _compared(self, amount, span, other):
        return {
            "value": self._shown(amount),
            "period": period_text(span, self.group.scope.is_stock),
            "other": self._shown(other),
        }

    def _shown(self, amount):
        return f"{number(amount.value)}{self.group.unit}"


class UnitSlip(_Check):
    warning = "unit_slip"

    def applies(self):
        self._is_count = is_count(self.indicator.unit)
        return bool(self.neighbours.former or self.neighbours.next or self.neighbours.nearby)

    def sentence(self, subject, amount):
        found = nearest(self.neighbours.former, subject)
        found = found or self.neighbours.nearest_outside(self.neighbours.next, subject)
        if not found:
            return self._beside_others(subject, amount)
        factor = slip_factor(amount.value, found[1].value, is_count=self._is_count)
        if not factor:
            return ""
        words = (
            _(
                "%(value)s约是%(period)s（%(other)s）的%(factor)s倍，像是单位或小数点错了：请核对单位和数值，无误再确认。"
            )
            if factor > 0
            else _(
                "%(value)s约是%(period)s（%(other)s）的%(factor)s分之一，像是单位或小数点错了：请核对单位和数值，无误再确认。"
            )
        )
        return words % (self._compared(amount, *found) | {"factor": f"{abs(factor):,}"})

    def _beside_others(self, subject, amount):
        """Beside whatever period is nearest; sums of different lengths by what they are a month."""
        found = self._nearest_period(subject)
        if not found:
            return ""
        own, other = self._per_month(amount, self.group.span), self._per_month(found[1], found[0])
        factor = slip_factor(own, other, is_count=self._is_count)
        if abs(factor) < LEAST_BESIDE_OTHERS:
            return ""
        words = (
            _(
                "%(value)s与%(period)s的%(other)s相比，按月平均约是%(factor)s倍，像是单位或小数点错了：请核对单位和数值，无误再确认。"
            )
            if factor > 0
            else _(
                "%(value)s与%(period)s的%(other)s相比，按月平均约是%(factor)s分之一，像是单位或小数点错了：请核对单位和数值，无误再确认。"
            )
        )
        return words % (self._compared(amount, *found) | {"factor": f"{abs(factor):,}"})

    def _nearest_period(self, subject):
        """One before it; one behind it only where that is not warned of itself."""
        before = [column for column in self.neighbours.nearby if column.span < self.group.span]
        return nearest(before, subject) or self.neighbours.nearest_outside(self.neighbours.nearby, subject)

    def _per_month(self, amount, span):
        return amount.value / (months_in(span) or 1) if is_additive(self.group) else amount.value


class PartAboveWhole(_Check):
    """A town above its county, a firm above its town: of what can be summed a part is never larger than the whole."""

    warning = "part_above_whole"

    def applies(self):
        return is_additive(self.group) and bool(self.neighbours.of_the_year)

    def sentence(self, subject, amount):
        for whole in self.neighbours.wholes(subject):
            found = nearest(self.neighbours.of_the_year, whole)
            if found and self._is_above(amount, *found):
                return _(
                    "%(value)s大于所属的%(whole)s%(period)s的%(other)s，部分不会大于整体：请核对单位和数值，无误再确认。"
                ) % (self._compared(amount, *found) | {"whole": self.neighbours.name_of(whole)})
        return ""

    def _is_above(self, amount, span, whole):
        if whole.value <= 0:
            return False
        if holds(span, self.group.span):
            return has_fallen(whole, amount)
        own, others = months_in(self.group.span) or 1, months_in(span) or 1
        return amount.value / own > FAR_ABOVE * whole.value / others


class CumulativeFell(_Check):
    warning = "cumulative_fell"

    def applies(self):
        is_additive = self.indicator.aggregation == Indicator.Aggregation.ADDITIVE
        return is_additive and bool(self.neighbours.shorter or self.neighbours.longer)

    def sentence(self, subject, amount):
        shorter = nearest(self.neighbours.shorter, subject)
        if shorter and has_fallen(amount, shorter[1]):
            return _(
                "累计数%(value)s低于同年%(period)s的%(other)s，累计数一般不会减少：请核对是否填成了当月数、期间或单位有误。"
            ) % self._compared(amount, *shorter)
        longer = self.neighbours.nearest_outside(self.neighbours.longer, subject)
        if longer and has_fallen(longer[1], amount):
            return _(
                "累计数%(value)s高于同年%(period)s的%(other)s，后面的累计数不应更小：请核对这两个数的期间和单位。"
            ) % self._compared(amount, *longer)
        return ""


class _Growth(_Check):
    warning = "growth_against_levels"

    def _disagreement(self, subject, growth, levels):
        level, former = (column.amount(subject) for column in levels)
        if not (level and former and growth and growth_disagrees(growth, level, former)):
            return ""
        unit, is_stock = self.indicator.unit, self.group.scope.is_stock
        return _(
            "同比%(growth)s%%与两期数值不符：%(period)s%(level)s、%(before)s%(former)s，按此计算为%(computed)s%%：请核对增速、两期数值和口径。"
        ) % {
            "growth": number(growth.value),
            "period": period_text(self.group.span, is_stock),
            "level": f"{number(level.value)}{unit}",
            "before": period_text(shifted(self.group.span, -12), is_stock),
            "former": f"{number(former.value)}{unit}",
            "computed": number(round(100 * (level.value / former.value - 1), 1)),
        }

    def _may_follow(self, growth_basis):
        """Whether growth can be that of the levels as printed; on an unstated basis it is so only for some."""
        if growth_basis != Observation.UNSTATED:
            return True
        is_surveyed = self.indicator.first_release == Indicator.FirstRelease.JOINT
        return not is_surveyed and not any(word in self.indicator.name for word in NOT_FROM_LEVELS)


class GrowthAgainstLevels(_Growth):
    def applies(self):
        basis = self.group.scope.basis
        bases = [basis, Observation.UNSTATED] if basis == NOMINAL else [basis]
        self._levels = [pair for one in bases if (pair := self.neighbours.levels(one))]
        return bool(self._levels) and self._may_follow(basis)

    def sentence(self, subject, amount):
        return next(filter(None, (self._disagreement(subject, amount, pair) for pair in self._levels)), "")


class LevelAgainstGrowth(_Growth):
    """The same from the other side, where the growth was there before."""

    def applies(self):
        basis = self.group.scope.basis
        bases = [basis, NOMINAL] if basis == Observation.UNSTATED else [basis]
        self._growths = [
            (one, column) for one in bases if self._may_follow(one) and (column := self.neighbours.of_measure(YOY, one))
        ]
        self._levels = self.neighbours.levels(basis)
        return bool(self._levels and self._growths)

    def sentence(self, subject, amount):
        for basis, column in self._growths:
            if self.neighbours.is_in_portion(subject, self.group.span, YOY, basis):
                continue
            if said := self._disagreement(subject, column.amount(subject), self._levels):
                return said
        return ""


class NegativeCount(_Check):
    warning = "negative_count"

    def applies(self):
        return is_count(self.indicator.unit)

    def sentence(self, subject, amount):
        if amount.value >= 0:
            return ""
        return _("%(value)s是负数，而“%(indicator)s”是个数，不会小于0：请核对正负号；净增减的，用专门的指标。") % {
            "value": self._shown(amount),
            "indicator": self.indicator.name,
        }


class ImplausiblePercent(_Check):
    warning = "implausible_percent"

    def applies(self):
        name = self.indicator.name
        is_share = self.group.scope.measure == SHARE
        return is_share or (self.indicator.unit == "%" and any(word in name for word in PARTS_OF_A_WHOLE))

    def sentence(self, subject, amount):
        if 0 <= amount.value <= 100:
            return ""
        return _("%(value)s不在0到100%%之间，而“%(indicator)s”说的是部分占整体的比例：请核对数值、单位和度量。") % {
            "value": self._shown(amount),
            "indicator": self.indicator.name,
        }


class FuturePeriod(_Check):
    """A figure of a period that has not ended, unless its basis says that it is a goal."""

    warning = "future_period"

    def applies(self):
        return not any(word in self.group.scope.basis for word in GOALS)

    def sentence(self, subject, amount):
        return _(
            "%(value)s的期间%(period)s还没有结束，不会已有统计结果：请核对期间；是目标的，登记为承诺，不要放在数据里。"
        ) % {
            "value": self._shown(amount),
            "period": period_text(self.group.span, self.group.scope.is_stock),
        }


CHECKS: dict[str, list[type[_Check]]] = {
    LEVEL: [UnitSlip, PartAboveWhole, CumulativeFell, LevelAgainstGrowth, NegativeCount, ImplausiblePercent],
    YOY: [GrowthAgainstLevels],
    SHARE: [ImplausiblePercent],
}


def checks_of(group: Group, neighbours: Neighbours, today: datetime.date) -> list[_Check]:
    """The checks that can find anything in a group of figures."""
    kinds = CHECKS.get(group.scope.measure, [])
    if group.span[1] > today:
        kinds = [FuturePeriod, *kinds]
    return [check for kind in kinds if (check := kind(group, neighbours)).applies()]


# --- Words


def number(value: float) -> str:
    """39.29, 1,200: as many digits as the value has."""
    return format_value(Decimal(f"{value:.12g}"))


def period_text(span: Span, is_stock: bool) -> str:
    return _printed_period(span, is_stock, get_language() or "zh-hans")


@lru_cache(maxsize=1024)
def _printed_period(span, is_stock, language):
    if is_stock:
        kind = PeriodKind.AS_OF
    elif is_cumulative(span) and months_in(span) == 12:
        kind = PeriodKind.YEAR
    else:
        kind = PeriodKind.MONTHS
    return format_period(Period(*span, is_stock, kind, ""), language)


@lru_cache(maxsize=256)
def is_count(unit: str) -> bool:
    """Whether a unit counts things: 家, 万人, 个."""
    return are_convertible(unit, "个")
