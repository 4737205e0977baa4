"""The two forms that bring a figure before the public: entering one, and correcting one."""

from functools import partial

from django.contrib import messages
from django.forms import Textarea, modelform_factory
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.forms import AdminForm
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from indicators.actions import PublishError, publish_by_hand, supersede
from indicators.admin.base import ShortTextarea, is_key, public_address
from indicators.admin.cells import value_cell
from indicators.forms import CorrectionForm, FigureForm
from indicators.models import Observation
from indicators.numbers import NumberError

FIGURE_FIELDSETS = [
    (None, {"fields": ["subject", "indicator", "measure", "period_text", "value_text"]}),
    (gettext_lazy("来源"), {"fields": ["source", "place", "audience", "legal_basis"]}),
    (gettext_lazy("来源写明时才填"), {"fields": ["rank_text", "basis", "breakdown", "status", "note"]}),
]
CORRECTION_FIELDSETS = [
    (None, {"fields": ["value_text", "change", "reason"]}),
    (gettext_lazy("来源"), {"fields": ["source", "place", "note"]}),
]
STARTED_BY_ADDRESS = ("subject", "indicator", "source")


def publish_view(model_admin, request):
    """Enters a figure and publishes it as a batch of one."""
    initial = {name: request.GET[name] for name in STARTED_BY_ADDRESS if is_key(request.GET.get(name, ""))}
    form = _form_class(model_admin, request, FigureForm)(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        observation = _published(form, request.user)
        if observation is not None:
            _say(request, _("已发布：%(figure)s。"), {"figure": observation}, observation)
            return _after_publishing(request, observation)
    return _render(model_admin, request, form, FIGURE_FIELDSETS, gettext_lazy("新增数据"))


def correct_view(model_admin, request, observation: Observation):
    """Replaces one figure by another; the former one is kept and stays visible."""
    form_class = _form_class(model_admin, request, CorrectionForm)
    form = form_class(request.POST or None, observation=observation)
    if request.method == "POST" and form.is_valid():
        successor = _superseded(form, request.user)
        if successor is not None:
            words = {"former": value_cell(observation), "new": value_cell(successor)}
            _say(request, _("已更正：%(former)s → %(new)s。"), words, successor)
            return redirect("admin:indicators_observation_change", successor.pk)
    title = _("更正：%(figure)s") % {"figure": observation}
    return _render(model_admin, request, form, CORRECTION_FIELDSETS, title, current=observation)


def _published(form, by) -> Observation | None:
    try:
        return publish_by_hand(figure=form.figure, by=by)
    except PublishError as error:
        form.add_error(None, str(error))
        return None


def _superseded(form, by) -> Observation | None:
    try:
        return supersede(by=by, **form.supersede_arguments())
    except (PublishError, NumberError) as error:
        form.add_error(None, str(error))
        return None


def _form_class(model_admin, request, form):
    """The form with the desk's widgets: what is found by typing, what is chosen, what is written."""
    widgets = partial(model_admin.formfield_for_dbfield, request=request)
    made = modelform_factory(Observation, form=form, fields=form._meta.fields, formfield_callback=widgets)
    for field in made.declared_fields.values():
        if hasattr(field, "choices"):
            field.widget = UnfoldAdminSelectWidget(choices=field.choices)
        elif isinstance(field.widget, Textarea):
            field.widget = ShortTextarea()
        else:
            field.widget = UnfoldAdminTextInputWidget()
    return made


def _say(request, sentence, words, observation):
    """Tells what was done, with a link to where readers see it."""
    address = public_address(observation.subject)
    link = format_html(' <a href="{}" class="underline">{}</a>', address, _("查看公开页面")) if address else ""
    messages.success(request, format_html("{}{}", sentence % words, link))


def _after_publishing(request, observation):
    if "_addanother" not in request.POST:
        return redirect("admin:indicators_observation_change", observation.pk)
    address = f"{request.path}?subject={observation.subject_id}&source={observation.source_id}"
    return redirect(address)


def _render(model_admin, request, form, fieldsets, title, current=None):
    context = {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "opts": model_admin.opts,
        "form": form,
        "adminform": AdminForm(form, fieldsets, {}, (), model_admin),
        "media": model_admin.media + form.media,
        "errors": form.errors,
        "original": current,
        "current": current,
        "current_value": value_cell(current) if current else "",
    }
    return TemplateResponse(request, "admin/indicators/figure_form.html", context)
