from pathlib import PurePath

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminFileFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminSingleDateWidget,
)

from imports.file_kinds import refusal_by_name
from imports.registry import all_sheets
from imports.surroundings import sources, worlds
from imports.workbook import MAX_BYTES, TEXT_SUFFIXES, WORKBOOK_SUFFIXES

READABLE_SUFFIXES = sorted(WORKBOOK_SUFFIXES | TEXT_SUFFIXES)


def kind_choices():
    return [("", _("自动识别")), *((sheet.kind, sheet.label) for sheet in all_sheets())]


def world_choices():
    return [(world.slug, world.name) for world in worlds()]


def source_choices():
    return [("", _("表里写着来源")), *((title, title) for title in sources())]


class UploadForm(forms.Form):
    """The file, and what its sheets do not say themselves."""

    file = forms.FileField(
        label=_("表格文件"),
        widget=UnfoldAdminFileFieldWidget(attrs={"accept": ",".join(READABLE_SUFFIXES)}),
        help_text=_("xlsx、xls、ods 或 csv。先看预览，确认后才会发布。"),
        error_messages={"empty": _("这是空文件，请重新选择。"), "required": _("请选择文件。")},
    )
    kind = forms.ChoiceField(
        label=_("表格种类"),
        choices=kind_choices,
        required=False,
        widget=UnfoldAdminSelectWidget,
        help_text=_("一般不用选：按表头识别。只有预览说分不清时才选。"),
    )
    world = forms.ChoiceField(
        label=_("所属地区"),
        choices=world_choices,
        required=False,
        widget=UnfoldAdminSelectWidget,
        help_text=_("表里的企业、园区等属于哪个地区的数据。"),
    )
    source = forms.ChoiceField(
        label=_("来源"),
        choices=source_choices,
        required=False,
        widget=UnfoldAdminSelectWidget,
        help_text=_("表里没有“来源”一列时选择；列表里没有的，请先到“来源”里新增。"),
    )
    published_on = forms.DateField(
        label=_("发布日期"),
        required=False,
        widget=UnfoldAdminSingleDateWidget,
        help_text=_("补录过去已发布的数据时填写；留空就是现在。"),
    )

    # The draft whose place this corrected file takes.
    former = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if len(world_choices()) < 2:
            del self.fields["world"]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if PurePath(file.name).suffix.lower() not in READABLE_SUFFIXES:
            known = refusal_by_name(file.name)
            raise forms.ValidationError(known or _("这不是能读的表格：请在表格软件里另存为 .xlsx 再上传。"))
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("文件超过 100 MB，请拆成几个文件。"))
        return file

    def clean_published_on(self):
        day = self.cleaned_data["published_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("发布日期不能在将来。"))
        return day
