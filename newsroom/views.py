from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from indicators.pages import address_without, in_world, page_of
from indicators.wording import marked
from indicators.worlds import add_notice, home_world, world_of
from newsroom.models import Article, Policy
from newsroom.queries import articles_in, count_by_column, world_of_news

PER_PAGE = 20


def is_at_home(request) -> bool:
    return world_of(request) == home_world(request)


def news_list(request):
    articles = articles_in(world_of(request), is_home=is_at_home(request))
    column = _column_of(request)
    shown = articles.filter(column=column) if column else articles
    counts = count_by_column(articles)
    context = {
        "crumbs": [(_("动态"), "")],
        "chips": _column_chips(request, column, counts),
        "page": page_of(request, Paginator(shown, PER_PAGE)),
    }
    return render(request, "newsroom/news_list.html", context)


def _column_chips(request, column, counts):
    """All news and each column that has any, with their numbers."""
    columns = [("", _("全部"), sum(counts.values()))]
    columns += [(value, label, counts[value]) for value, label in Article.Column.choices if value in counts]
    return [
        {
            "label": label,
            "count": count,
            "is_active": value == column,
            "address": address_without(request, column=value) if value else address_without(request, "column"),
        }
        for value, label, count in columns
    ]


def _column_of(request):
    column = request.GET.get("column", "")
    if column and column not in Article.Column.values:
        add_notice(request, _("没有这个栏目，已显示全部动态。"))
        return ""
    return column


def news_detail(request, slug):
    article = get_object_or_404(Article.objects.public(), slug=slug)
    subjects = list(article.subjects.select_related("world__subject").order_by("kind", "pinyin"))
    # Its page speaks of the world it belongs to, whatever the address says.
    request.world_region = world_of_news(subjects, home_world(request))
    context = {"crumbs": _trail(request, _("动态"), "news:list", article), "article": article, "subjects": subjects}
    return render(request, "newsroom/news_detail.html", context)


def _trail(request, section, view_name, record):
    """The way to a news item or a policy from the home page."""
    return [(section, in_world(request, reverse(view_name))), (marked(record.title, record.title_en), "")]


def policy_list(request):
    # A policy names no subject and so belongs to the county whose portal this is.
    policies = Policy.objects.public() if is_at_home(request) else Policy.objects.none()
    page = page_of(request, Paginator(policies, PER_PAGE))
    return render(request, "newsroom/policy_list.html", {"crumbs": [(pgettext("section", "政策"), "")], "page": page})


def policy_detail(request, slug):
    policy = get_object_or_404(Policy.objects.public(), slug=slug)
    request.world_region = home_world(request)
    context = {"crumbs": _trail(request, pgettext("section", "政策"), "policies:list", policy), "policy": policy}
    return render(request, "newsroom/policy_detail.html", context)
