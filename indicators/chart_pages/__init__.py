"""Charts as a page shows them: the picture with its title, notes, table and sources.

`charts_of` one subject, `comparison_chart` of several, `ranking_chart` of one period, `small_multiples` of several
indicators, `sparkline` for a cell of a table; `gap_words` say how far there is to a goal.
"""

from indicators.chart_pages.base import Chart, NoChineseFontError, TimeChart
from indicators.chart_pages.comparison import ComparisonChart, comparison_chart
from indicators.chart_pages.multiples import SmallMultiples, small_multiples, sparkline
from indicators.chart_pages.ranking import RankingChart, ranking_chart
from indicators.chart_pages.series import SeriesChart, charts_of
from indicators.chart_pages.targets import gap_words

__all__ = [
    "Chart",
    "ComparisonChart",
    "NoChineseFontError",
    "RankingChart",
    "SeriesChart",
    "SmallMultiples",
    "TimeChart",
    "charts_of",
    "comparison_chart",
    "gap_words",
    "ranking_chart",
    "small_multiples",
    "sparkline",
]
