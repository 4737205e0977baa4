"""Export from the admin's lists: the columns of the same sheets that are imported, as files that run no formula."""

import csv
import io
import re

from django.contrib.postgres.fields import ArrayField
from import_export.admin import ExportActionMixin
from import_export.formats import base_formats
from import_export.resources import Resource
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from unfold.contrib.import_export.forms import SelectableFieldsExportForm

from imports.columns import Column, ListWidget, TextWidget
from imports.registry import sheet_for

# A spreadsheet program runs what begins with one of these, also in full width, unless it is plainly a number: "-3.2%",
# "-", "+5". An apostrophe of the text's own before it is one more, so that reading takes away just ours.
FORMULA_START = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
HARMLESS = re.compile(r"[-+]?[\d.,]*[%％\u4e00-\u9fff]*")


class SafeXLSX(base_formats.XLSX):
    """A workbook in which every text is text, also one that begins with "="."""

    def export_data(self, dataset, **kwargs):
        book = Workbook(write_only=True)
        sheet = book.create_sheet((dataset.title or "")[:31] or None)
        sheet.freeze_panes = "A2"
        sheet.append([self._cell(sheet, header, bold=True) for header in dataset.headers or []])
        for row in dataset:
            sheet.append([self._cell(sheet, value) for value in row])
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    def _cell(self, sheet, value, *, bold=False):
        if not isinstance(value, str):
            return WriteOnlyCell(sheet, value)
        cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
        cell.data_type = "s"
        if bold:
            cell.font = Font(bold=True)
        return cell


class SafeCSV(base_formats.CSV):
    """Comma-separated text; what a spreadsheet program would run gets an apostrophe before it."""

    def export_data(self, dataset, **kwargs):
        stream = io.StringIO()
        writer = csv.writer(stream)
        for row in [dataset.headers or [], *dataset]:
            writer.writerow([without_formula(value) for value in row])
        return stream.getvalue()


def without_formula(value):
    """The value, or with an apostrophe before it where a spreadsheet program would take it for a formula."""
    if isinstance(value, str) and FORMULA_START.match(value) and not HARMLESS.fullmatch(value):
        return f"'{value}"
    return value


class ExportForm(SelectableFieldsExportForm):
    """The choice of format and columns, each column by the header it gets in the file; a workbook unless changed."""

    def __init__(self, formats, resources, **kwargs):
        super().__init__(formats, resources, **kwargs)
        self.initial.setdefault("format", "0")

    def _get_field_label(self, resource, field_name):
        return resource.fields[field_name].column_name


class Titled:
    """What the export page calls a resource, and the workbook its sheet."""

    label: str

    def export(self, *args, **kwargs):
        dataset = super().export(*args, **kwargs)
        dataset.title = str(self.label)
        return dataset

    @classmethod
    def get_display_name(cls):
        return cls.label


def plain_resource(model) -> type[Resource]:
    """The fields of a model that has no kind of sheet, under their labels, as texts."""
    columns = {field.name: _plain_column(field) for field in model._meta.concrete_fields if field.editable}
    return type(f"{model.__name__}Export", (Resource,), columns)


def _plain_column(field):
    attribute = f"get_{field.name}_display" if field.choices else field.name
    widget = ListWidget() if isinstance(field, ArrayField) else TextWidget()
    return Column(str(field.verbose_name), attribute, widget=widget)


class ExportAdmin(ExportActionMixin):
    """Lists that can be exported whole, as filtered, or by selection.

    `sheet_kind` names the kind of sheet whose columns are written; a model without one exports its fields.
    """

    sheet_kind = ""
    formats = [SafeXLSX, SafeCSV]
    # Excel reads Chinese in a csv only behind a byte order mark.
    to_encoding = "utf-8-sig"
    export_form_class = ExportForm
    show_change_form_export = False
    import_export_change_list_template = "admin/desk_change_list.html"

    def has_export_permission(self, request):
        return self.has_view_permission(request)

    def get_export_resource_classes(self, request):
        resource = sheet_for(self.sheet_kind) or plain_resource(self.model)
        return [type(resource.__name__, (Titled, resource), {"label": self.opts.verbose_name_plural})]

    def get_export_queryset(self, request):
        """With everything that a row names: a sheet has more columns than the list."""
        named = [field.name for field in self.model._meta.concrete_fields if field.many_to_one]
        queryset = super().get_export_queryset(request)
        return queryset.select_related(*named) if named else queryset

    def get_valid_export_item_pks(self, request):
        return self.get_queryset(request).values_list("pk", flat=True)

    def changelist_view(self, request, extra_context=None):
        """Adds the way to the one import, for those who may upload."""
        may_import = self.sheet_kind and request.user.has_perm("imports.add_importbatch")
        context = {"import_kind": self.sheet_kind if may_import else ""} | (extra_context or {})
        return super().changelist_view(request, context)
