"""The editor's guide: what a new editor of a county needs to know, task by task."""

from django.contrib import admin
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Anchor, which names the section's template too, and title; in the order in which one meets the tasks.
SECTIONS = [
    ("desk", gettext_lazy("登录与工作台")),
    ("enterprise", gettext_lazy("新增一家企业，连同园区和荣誉")),
    ("figure", gettext_lazy("录入一个数据并发布")),
    ("correction", gettext_lazy("更正一个数据")),
    ("import", gettext_lazy("导入一张表")),
    ("export", gettext_lazy("导出、修改、再导入")),
    ("sources", gettext_lazy("来源与出处怎么写")),
    ("audience", gettext_lazy("什么会公开，什么不会")),
    ("questions", gettext_lazy("常见问题")),
]


def guide(request):
    sections = [
        {"anchor": anchor, "title": title, "template": f"admin/guide/{anchor}.html"} for anchor, title in SECTIONS
    ]
    context = {**admin.site.each_context(request), "title": _("编辑指南"), "sections": sections}
    return TemplateResponse(request, "admin/guide.html", context)
