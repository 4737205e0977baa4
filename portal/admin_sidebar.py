"""The desk's sidebar, in working order: what one does daily, figures, subjects, what is said of them, the rest."""

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from unfold.dataclasses import SearchResult

from enterprises.models import Chain, Enterprise, Park
from indicators.models import Indicator, Region, Source
from projects.models import Project

MOST_FOUND = 8
SEARCHED = [
    (Enterprise, "factory"),
    (Park, "location_city"),
    (Chain, "account_tree"),
    (Project, "construction"),
    (Region, "map"),
    (Indicator, "straighten"),
    (Source, "menu_book"),
]

# Groups of (title, icon of Material Symbols, model as "app.model").
GROUPS = [
    (
        _("数据"),
        [
            (_("数据"), "bar_chart", "indicators.observation"),
            (_("指标"), "straighten", "indicators.indicator"),
            (_("来源"), "menu_book", "indicators.source"),
        ],
    ),
    (
        _("对象"),
        [
            (_("企业"), "factory", "enterprises.enterprise"),
            (_("园区"), "location_city", "enterprises.park"),
            (_("产业链"), "account_tree", "enterprises.chain"),
            (_("项目"), "construction", "projects.project"),
            (_("地区"), "map", "indicators.region"),
        ],
    ),
    (
        _("记录"),
        [
            (_("荣誉"), "workspace_premium", "enterprises.honour"),
            (_("培育计划与荣誉"), "stairs", "enterprises.programme"),
            (_("企业归属"), "group_work", "enterprises.membership"),
            (_("承诺"), "handshake", "indicators.commitment"),
            (_("表述"), "format_quote", "indicators.statement"),
            (_("项目节点"), "flag", "projects.milestone"),
            (_("产业链提法"), "list_alt", "enterprises.chainlisting"),
            (_("数字化服务"), "cloud", "enterprises.digitalservice"),
            (_("服务参与"), "hub", "enterprises.participation"),
            (_("九宫格"), "grid_view", "enterprises.panel"),
        ],
    ),
    (
        _("动态与政策"),
        [
            (_("动态"), "newspaper", "newsroom.article"),
            (_("政策"), "policy", "newsroom.policy"),
        ],
    ),
    (
        _("基础设置"),
        [
            (_("比较范围"), "leaderboard", "indicators.regiongroup"),
            (_("分类代码"), "category", "indicators.category"),
            (_("断点"), "link_off", "indicators.break"),
            (_("发布安排"), "event", "indicators.releaseschedule"),
            (_("部门"), "apartment", "people.department"),
            (_("用户"), "person", "people.user"),
            (_("角色"), "badge", "auth.group"),
        ],
    ),
]


def navigation(request) -> list[dict]:
    """The groups with the entries that the user may open."""
    daily = [
        _entry(_("工作台"), "dashboard", reverse("admin:index"), True),
        _entry(_("导入"), "upload", reverse("admin:imports_import"), request.user.has_perm("imports.add_importbatch")),
        _model_entry(request, _("导入批次"), "inventory_2", "imports.importbatch"),
        _model_entry(request, _("记住的更正"), "rule", "imports.rememberedreading"),
        _entry(_("编辑指南"), "help", reverse("guide"), True),
    ]
    groups = [{"title": None, "items": daily}]
    for title, models in GROUPS:
        entries = [_model_entry(request, *model) for model in models]
        groups.append({"title": title, "separator": True, "items": entries})
    _mark_open(request.path, [entry for group in groups for entry in group["items"]])
    return groups


def _mark_open(path, entries):
    """Marks the one entry that the page belongs to: the longest address that the page's begins with."""
    index = reverse("admin:index")
    above = [entry["link"] for entry in entries if path.startswith(entry["link"]) and entry["link"] != index]
    opened = max(above, key=len, default=index if path == index else "")
    for entry in entries:
        entry["active"] = entry["link"] == opened


def _model_entry(request, title, icon, model):
    app, name = model.split(".")
    allowed = request.user.has_perm(f"{app}.view_{name}") or request.user.has_perm(f"{app}.change_{name}")
    return _entry(title, icon, reverse(f"admin:{app}_{name}_changelist"), allowed)


def _entry(title, icon, address, allowed):
    return {"title": title, "icon": icon, "link": address, "permission": lambda request: allowed}


def search(request, text: str) -> list[SearchResult]:
    """What the search of the whole admin (Ctrl+K) finds besides lists: subjects, indicators and sources by name."""
    found = []
    for model, icon in SEARCHED:
        model_admin = admin.site.get_model_admin(model)
        if model_admin.has_view_permission(request):
            rows, _many = model_admin.get_search_results(request, model_admin.get_queryset(request), text)
            found += [_search_result(row, icon) for row in rows[:MOST_FOUND]]
    return found


def _search_result(row, icon):
    options = row._meta
    address = reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[row.pk])
    return SearchResult(title=str(row), description=str(options.verbose_name), link=address, icon=icon)
