"""A form that was opened before somebody else wrote the record does not write its old values over the new ones."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from imports.bulk import lock_tables

SEEN = "seen_version"


class SeenVersion:
    """Mixed into the admin of a record with history: its form carries the version that it shows.

    Saved after an import or another person has written the record, the form is refused with a sentence.
    """

    change_form_before_template = "admin/seen_version.html"

    def written_models(self) -> list[type[models.Model]]:
        """The models whose rows make up the record, in the order in which a form writes them."""
        return [self.model]

    def parts_of(self, record) -> list[models.Model]:
        """The rows that make up the record."""
        return [record]

    def render_change_form(self, request, context, *arguments, obj=None, **options):
        if obj is not None:
            context[SEEN] = request.POST.get(SEEN) or self.version_of(obj)
        return super().render_change_form(request, context, *arguments, obj=obj, **options)

    def get_object(self, request, object_id, from_field=None):
        found = super().get_object(request, object_id, from_field)
        seen = request.POST.get(SEEN)
        if found is None or not seen:
            return found
        # As the saving will: so a publication that writes here is waited for before the record is read.
        lock_tables(self.written_models(), "ROW EXCLUSIVE")
        self.model._base_manager.select_for_update(of=("self",), no_key=True).get(pk=found.pk)
        found = super().get_object(request, object_id, from_field)
        if found is not None and seen != self.version_of(found):
            raise ValidationError(
                _("这条记录在您打开之后改过（导入或别人保存），您的修改没有写入。下面是最新的内容，请再改一次。")
            )
        return found

    def version_of(self, record) -> str:
        """The newest lines of the record's history."""
        newest = (part.history.values_list("history_id", flat=True).first() for part in self.parts_of(record))
        return "-".join(str(number or "") for number in newest)
