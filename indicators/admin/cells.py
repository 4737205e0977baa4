"""Figures and vintages as cells of the desk's tables."""

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from indicators import wording
from indicators.models import Observation

FIGURE_COLUMNS = [_("指标"), _("度量"), _("期间"), _("原文"), _("来源"), _("出处")]
VINTAGE_COLUMNS = [_("原文"), _("发布时间"), _("失效时间"), _("变更"), _("理由"), _("来源"), _("批次")]


def link(address: str, text) -> str:
    return format_html('<a href="{}" class="text-link">{}</a>', address, text)


def value_cell(observation: Observation) -> str:
    """The figure as written, or the places where only these are printed."""
    if observation.value_state != Observation.ValueState.RANK_ONLY:
        return observation.as_written or observation.get_value_state_display()
    return "、".join(wording.rank_words(rank) for rank in observation.ranks.all())


def figure_cells(observation: Observation) -> list:
    """One row below FIGURE_COLUMNS."""
    address = reverse("admin:indicators_observation_change", args=[observation.pk])
    return [
        link(address, observation.indicator),
        observation.get_measure_display(),
        observation.period_label,
        value_cell(observation),
        observation.source,
        observation.place,
    ]


def vintage_cells(observation: Observation, *, current: Observation) -> list:
    """One row below VINTAGE_COLUMNS; the vintage being looked at is no link."""
    address = reverse("admin:indicators_observation_change", args=[observation.pk])
    batch = reverse("admin:imports_importbatch_change", args=[observation.batch_id])
    value = value_cell(observation)
    return [
        value if observation.pk == current.pk else link(address, value),
        moment(observation.published_at),
        moment(observation.closed_at) or _("现行"),
        observation.get_change_display(),
        observation.change_reason or "—",
        observation.source,
        link(batch, observation.batch),
    ]


def moment(at) -> str:
    """A moment to the minute in the site's zone; "" for none."""
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""
