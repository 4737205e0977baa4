"""News and policies: our own summaries of what a source reports."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from indicators.admin.base import SOURCE_FIELDSET, RecordAdmin
from indicators.admin.filters import Chores, chore_filter
from newsroom.models import Article, Policy

TITLED_CHORES: Chores = {
    "no_summary": (_("没有摘要"), lambda rows: rows.filter(summary="")),
    "no_english": (_("没有英文标题"), lambda rows: rows.filter(title_en="")),
}


class ArticleForm(forms.ModelForm):
    def clean_subjects(self):
        """A news item is of the world of whom it mentions, so that all of them must be of one."""
        subjects = self.cleaned_data["subjects"]
        if len({subject.world_id for subject in subjects}) > 1:
            self.add_error("subjects", _("涉及对象分属不同地区的数据；一条动态只写一个地区的，请分成几条。"))
        return subjects


@admin.register(Article)
class ArticleAdmin(RecordAdmin):
    form = ArticleForm
    sheet_kind = "articles"
    list_display = ["title", "column", "published_on", "source"]
    list_filter = [chore_filter(TITLED_CHORES), "column"]
    list_select_related = ["source"]
    search_fields = ["title", "title_en", "summary"]
    date_hierarchy = "published_on"
    autocomplete_fields = ["subjects", "source"]
    fieldsets = [
        (None, {"fields": ["title", "column", "published_on", "summary", "subjects"]}),
        (_("英文"), {"fields": ["title_en", "summary_en"]}),
        SOURCE_FIELDSET,
    ]


@admin.register(Policy)
class PolicyAdmin(RecordAdmin):
    sheet_kind = "policies"
    list_display = ["title", "document_number", "issuer", "issued_on", "source"]
    list_filter = [
        chore_filter(
            TITLED_CHORES
            | {
                "no_number": (_("没有文号"), lambda rows: rows.filter(document_number="")),
                "no_day": (_("没有发布日期"), lambda rows: rows.filter(issued_on__isnull=True)),
            }
        )
    ]
    list_select_related = ["source"]
    search_fields = ["title", "title_en", "document_number", "issuer"]
    autocomplete_fields = ["source"]
    fieldsets = [
        (None, {"fields": ["title", "document_number", "issuer", "issued_on", "summary"]}),
        (_("英文"), {"fields": ["title_en", "summary_en"]}),
        SOURCE_FIELDSET,
    ]
