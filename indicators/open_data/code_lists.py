"""The lists of codes that figures use: those of the portal itself, and the classifications that editors keep."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from indicators.models import Category, Observation, Subject
from indicators.periods import PeriodKind
from indicators.wording import is_english

# GB/T 4754 has four: section, division, group and class.
MOST_LEVELS = 4
PERIOD_KINDS = (
    (PeriodKind.MONTH.value, _("一个月")),
    (PeriodKind.MONTHS.value, _("几个月，不从1月起")),
    (PeriodKind.CUMULATIVE.value, _("从1月起累计")),
    (PeriodKind.QUARTER.value, _("季度")),
    (PeriodKind.HALF_YEAR.value, _("半年")),
    (PeriodKind.THREE_QUARTERS.value, _("前三季度")),
    (PeriodKind.YEAR.value, _("全年")),
    (PeriodKind.YEARS.value, _("几年")),
    (PeriodKind.PLAN.value, _("五年规划期")),
    (PeriodKind.DAY.value, _("一天")),
    (PeriodKind.AS_OF.value, _("时点，如年末")),
)


@dataclass(frozen=True)
class Entry:
    """One code with its meaning in both languages; parent: the code above it, "" where there is none."""

    code: str
    name: str
    name_en: str
    parent: str = ""


@dataclass(frozen=True)
class CodeList:
    """name: in addresses and file names; title and title_en for readers."""

    name: str
    title: str
    title_en: str

    @property
    def title_here(self) -> str:
        """The title in the reader's language."""
        return self.title_en if is_english() and self.title_en else self.title


_OWN = {
    "subject_kind": (_("对象类别"), Subject.Kind.choices),
    "measure": (_("度量"), Observation.Measure.choices),
    "value_state": (_("数值状态"), Observation.ValueState.choices),
    "qualifier": (_("限定"), Observation.Qualifier.choices),
    "status": (_("状态"), Observation.Status.choices),
    "period_kind": (_("时间种类"), PERIOD_KINDS),
}


def choices_of(name: str) -> tuple[tuple[str, str], ...]:
    """The codes of one of the portal's own lists with their labels in the reader's language."""
    return tuple(_OWN[name][1])


def code_lists() -> list[CodeList]:
    """All lists, the portal's own first, then those whose codes public figures use. One question."""
    own = [CodeList(name, *in_both_languages(title)) for name, (title, _choices) in _OWN.items()]
    kept = _kept().order_by("code_list").values_list("code_list", flat=True).distinct()
    return own + [CodeList(name, name, "") for name in kept]


def _kept():
    """The categories that public figures use, and what stands above them.

    Not every category that editors keep: an industry may stand there only for an enterprise whose industry is not public.
    """
    figures = Observation.objects.public().filter(breakdown__isnull=False).order_by()
    above = ["breakdown" + "__parent" * level for level in range(MOST_LEVELS)]
    used = [Category.objects.filter(pk__in=figures.values(path)).values("pk") for path in above]
    return Category.objects.filter(pk__in=used[0].union(*used[1:]))


def entries_of(name: str) -> list[Entry]:
    """The codes of a list in order; an unknown list has none."""
    if name in _OWN:
        return [Entry(code, *in_both_languages(label)) for code, label in choices_of(name)]
    rows = _kept().filter(code_list=name).order_by("code")
    return [
        Entry(code, label, label_en, parent or "")
        for code, label, label_en, parent in rows.values_list("code", "name", "name_en", "parent__code")
    ]


def in_both_languages(words) -> tuple[str, str]:
    """A translatable text in Chinese and in English."""
    texts = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            texts.append(str(words))
    return texts[0], texts[1]
