"""The form and list of a record that is a subject: enterprise, park, chain, project, region."""

from functools import partial

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.db.models import PROTECT
from django.forms import fields_for_model
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action

from indicators.admin.base import PUBLISH, OfSubject, RecordAdmin, is_key, public_address
from indicators.admin.cells import FIGURE_COLUMNS, figure_cells
from indicators.admin.filters import Chores, WorldFilter, chore_filter
from indicators.forms.fields import SOURCE_HELP_TEXTS
from indicators.forms.subject import SUBJECT_FIELDS, SubjectRecordForm
from indicators.models import Observation, Region, Subject

NEWEST = 20
NAME_FIELDSET = (None, {"fields": ["name", "short_name", "aliases", "name_en"]})
SUBJECT_SOURCE_FIELDSET = (_("登记来源"), {"fields": ["source", "place", "as_written", "note"]})
FIGURES_FIELDSET = (_("最近的数据"), {"fields": ["recent_figures"]})

SUBJECT_CHORES: Chores = {
    "no_source": (_("没有来源"), lambda rows: rows.filter(subject__source__isnull=True)),
    "no_english": (_("没有英文名"), lambda rows: rows.filter(subject__name_en="")),
}


def subject_field(name: str):
    """The subject's field as a column of its record, for lists and for those who may only look."""
    field = Subject._meta.get_field(name)

    @admin.display(description=field.verbose_name, ordering=f"subject__{name}")
    def show(self, record):
        subject = record.subject
        if field.choices:
            return getattr(subject, f"get_{name}_display")()
        value = getattr(subject, name)
        return "、".join(value) if isinstance(value, list) else value

    return show


class SubjectRecordAdmin(RecordAdmin):
    """Edits record and subject in one form, with the subject's newest figures beside them."""

    form = SubjectRecordForm
    search_fields = ["subject__name", "subject__short_name", "subject__aliases", "subject__pinyin", "subject__slug"]
    search_help_text = _("按名称、简称、别名或拼音查找")
    list_select_related = ["subject", "subject__located_in__subject", "subject__source"]
    readonly_fields = ["recent_figures"]
    ordering = ["subject__pinyin"]
    subject_autocompletes = ["located_in", "source"]
    object_history_template = "admin/subject_record_history.html"
    actions_detail = ["add_figure"]

    def get_autocomplete_fields(self, request):
        return [*super().get_autocomplete_fields(request), *self.subject_autocompletes]

    def get_form(self, request, obj=None, change=False, **kwargs):
        """The record's form with the subject's fields, which the form itself cannot give the desk's widgets."""
        widgets = partial(self.formfield_for_dbfield, request=request)
        fields = fields_for_model(
            Subject, fields=SUBJECT_FIELDS, formfield_callback=widgets, help_texts=SOURCE_HELP_TEXTS
        )
        shown = flatten_fieldsets(self.get_fieldsets(request, obj))
        own = {name: field for name, field in fields.items() if name in shown}
        kwargs["form"] = type(self.form.__name__, (self.form,), own)
        return super().get_form(request, obj, change, **kwargs)

    def get_fieldsets(self, request, obj=None):
        """Figures are added to a subject that is there."""
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj else [entry for entry in fieldsets if entry is not FIGURES_FIELDSET]

    def get_changeform_initial_data(self, request):
        home = Region.objects.filter(is_home=True).values_list("pk", flat=True).first()
        return {"located_in": home} | super().get_changeform_initial_data(request)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        arguments = super().get_formset_kwargs(request, obj, inline, prefix)
        if isinstance(inline, OfSubject):
            arguments["instance"] = obj.subject
        return arguments

    def written_models(self):
        return [Subject, self.model]

    def parts_of(self, record):
        return [record.subject, record]

    def save_model(self, request, obj, form, change):
        form.save_subject()
        super().save_model(request, obj, form, change)

    def get_deleted_objects(self, objs, request):
        """A subject that figures, honours or statements speak of is kept; its state says that it is gone."""
        to_delete, counts, permissions, protected = super().get_deleted_objects(objs, request)
        return to_delete, counts, permissions, [*protected, *(words for record in objs for words in kept_by(record))]

    def delete_model(self, request, obj):
        subject = obj.subject
        super().delete_model(request, obj)
        subject.delete()

    def delete_queryset(self, request, queryset):
        for record in queryset:
            self.delete_model(request, record)

    def has_add_figure_permission(self, request, obj=None):
        return request.user.has_perm(PUBLISH)

    @action(description=_("新增数据"), url_path="add-figure", permissions=["add_figure"], icon="add_chart")
    def add_figure(self, request, object_id):
        """In the page's head, so that it is in reach from every tab of the form."""
        return redirect(reverse("admin:indicators_observation_publish", query={"subject": object_id}))

    def get_view_on_site_url(self, obj=None):
        return public_address(obj.subject) or None if obj else None

    @admin.display(description=_("最近的数据"))
    def recent_figures(self, record):
        figures = Observation.objects.asof().of_subject(record.pk).for_display().newest_period_first()[:NEWEST]
        listed = reverse("admin:indicators_observation_changelist")
        context = {
            "columns": FIGURE_COLUMNS,
            "rows": [figure_cells(figure) for figure in figures],
            "empty": _("还没有数据。"),
            "list_address": f"{listed}?subject__id__exact={record.pk}",
        }
        return render_to_string("admin/recent_figures.html", context)

    def history_view(self, request, object_id, extra_context=None):
        """Below the record's own history that of its subject: names, region, source."""
        subject = Subject.objects.filter(pk=object_id).first() if is_key(object_id) else None
        versions = self._subject_versions(request, subject) if subject else []
        return super().history_view(request, object_id, {"subject_versions": versions} | (extra_context or {}))

    def _subject_versions(self, request, subject):
        subject_admin = self.admin_site.get_model_admin(Subject)
        versions = subject_admin.get_history_queryset(request, Subject.history, "id", subject.pk)[:NEWEST]
        versions = list(versions)
        subject_admin.set_history_delta_changes(request, versions)
        return versions


for _name in SUBJECT_FIELDS:
    setattr(SubjectRecordAdmin, _name, subject_field(_name))


def kept_by(record) -> list[str]:
    """What still speaks of a record's subject, as words for who wants to delete it."""
    speaking = {
        relation: relation.related_model._default_manager.filter(**{relation.field.name: record.pk}).count()
        for relation in Subject._meta.related_objects
        if relation.one_to_many and relation.on_delete is PROTECT
    }
    return [
        _("%(name)s还有%(count)d条%(kind)s，不能删除，可以改为“注销”或“迁出”。")
        % {"name": record, "count": count, "kind": relation.related_model._meta.verbose_name}
        for relation, count in speaking.items()
        if count
    ]


def subject_filters(chores: Chores) -> list:
    """The filters that every list of subjects begins with: its chores, its world, the state."""
    return [chore_filter(chores | SUBJECT_CHORES), WorldFilter, "subject__state"]
