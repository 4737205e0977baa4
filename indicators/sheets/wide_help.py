"""What the second sheet of a blank wide table says of its columns of figures.

Like the headers themselves, this is Chinese in every language.
"""

from django.db.models import QuerySet

from imports.sheets import FurtherColumn
from indicators.models import Indicator

PERIODS = {
    Indicator.FirstRelease.MONTHLY: "逐月的数，期间写到月，如2021年7月、2021年1-7月",
    Indicator.FirstRelease.JOINT: "1月、2月合并发布，没有单独的1月：先写2021年1-2月，以后逐月",
}


def in_order() -> QuerySet[Indicator]:
    """The indicators as a blank table has them: those of the home page first."""
    return Indicator.objects.order_by("-is_headline", "position", "pk")


def header_of(indicator: Indicator) -> str:
    """An indicator's name with its unit."""
    return f"{indicator.name}（{indicator.unit}）" if indicator.unit else indicator.name


def described_column(indicator: Indicator, is_there: bool) -> FurtherColumn:
    """What a column of an indicator holds: its name, unit, periods and definition; `is_there` in the table already."""
    parts = [
        f"指标“{indicator.name}”的数值",
        f"单位{indicator.unit}，用别的单位的写在表头里" if indicator.unit else "没有单位",
        PERIODS[Indicator.FirstRelease(indicator.first_release)],
    ]
    words = f"{'；'.join(parts)}。{indicator.definition}"
    return FurtherColumn(
        header_of(indicator),
        words if is_there else f"（可以加的列）{words}",
        f"增速写成“{indicator.name}同比（%）”",
        indicator.aliases,
    )
