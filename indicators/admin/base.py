"""What every list and form of the desk has in common."""

from django.contrib import messages
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin
from unfold.admin import ModelAdmin, StackedInline
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from imports.exports import ExportAdmin
from indicators.admin.versions import SeenVersion
from indicators.forms import NamesField
from indicators.forms.fields import SOURCE_HELP_TEXTS
from indicators.models import Sourced, Subject

# Whoever may bring something before the public.
PUBLISH = "imports.publish_importbatch"


def is_key(text: str) -> bool:
    """Whether a text out of an address may be a row's number; "²" is a digit too, but no number."""
    return text.isascii() and text.isdecimal()


class ShortTextarea(UnfoldAdminTextareaWidget):
    """Room for two sentences; it grows when pulled."""

    def __init__(self, attrs=None):
        super().__init__({"rows": 3} | (attrs or {}))


DESK_WIDGETS = {
    ArrayField: {"form_class": NamesField, "widget": UnfoldAdminTextInputWidget},
    models.TextField: {"widget": ShortTextarea},
}
SOURCE_FIELDSET = (_("来源"), {"fields": ["source", "place", "as_written", "note"]})


class DeskAdmin(ExportAdmin, ModelAdmin):
    """A list with export, the way to the import, and pages of 25 rows."""

    list_per_page = 25
    list_filter_submit = False
    list_fullwidth = True
    compressed_fields = True
    warn_unsaved_form = True
    formfield_overrides = DESK_WIDGETS
    list_before_template = "admin/desk_chores.html"

    def changelist_view(self, request, extra_context=None):
        """Adds the list's chores, to be shown above its rows."""
        context = {"chores": self.chores(request)} | (extra_context or {})
        return super().changelist_view(request, context)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if issubclass(db_field.model, Sourced) and db_field.name in SOURCE_HELP_TEXTS:
            kwargs["help_text"] = SOURCE_HELP_TEXTS[db_field.name]
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def chores(self, request) -> list[dict]:
        """The chores of the list as links; the one being looked at leads back to the whole list."""
        filters = [entry for entry in self.get_list_filter(request) if getattr(entry, "chores", None)]
        chosen = request.GET.get("chore", "")
        links = [{"code": code, "label": label} for entry in filters for code, (label, _rows) in entry.chores.items()]
        return [link | {"chosen": link["code"] == chosen} for link in links]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """A rule that only the database or `save` can check is told to the editor, not shown as a broken page."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ValidationError as error:
            messages.error(request, "".join(error.messages))
            return HttpResponseRedirect(request.get_full_path())


class RecordAdmin(SeenVersion, SimpleHistoryAdmin, DeskAdmin):
    """A record whose every change has a person and a time."""

    def history_view(self, request, object_id, extra_context=None):
        if not is_key(object_id):
            raise Http404
        return super().history_view(request, object_id, extra_context)

    def set_history_delta_changes(self, request, historical_records, foreign_keys_are_objs=True):
        super().set_history_delta_changes(request, historical_records, foreign_keys_are_objs)
        for record in historical_records:
            # The table would print "None" for a change without a reason.
            record.history_change_reason = record.history_change_reason or ""


class LegalBasisOfPublishers:
    """Mixed into a form with a legal basis, which brings what depends on it before the public: publishers set it."""

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.has_perm(PUBLISH) else [*fields, "legal_basis"]


class ReadOnlyAdmin:
    """Rows that actions write and nobody edits."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class RecordInline(StackedInline):
    """Rows of a record in a tab of its form; sources are found by typing."""

    extra = 0
    formfield_overrides = DESK_WIDGETS
    autocomplete_fields = ["source"]
    show_change_link = True
    tab = True


class OfSubject:
    """Mixed into an inline of rows that point at the Subject (honours, commitments) of the record being edited."""

    def __init__(self, parent_model, admin_site):
        super().__init__(Subject, admin_site)


def public_address(subject: Subject) -> str:
    """The subject's page on the public site; "" while it has none."""
    try:
        return reverse(f"{subject.kind}s:detail", args=[subject.slug])
    except NoReverseMatch:
        return ""


def desk_address(subject: Subject) -> str:
    """The form where a subject is edited with its record."""
    record = Subject._meta.get_field(subject.kind).related_model._meta
    return reverse(f"admin:{record.app_label}_{record.model_name}_change", args=[subject.pk])
