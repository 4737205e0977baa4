"""News and policies, each included under a namespace of its own."""

from django.urls import path

from newsroom import views
from newsroom.feeds import NewsFeed

news_patterns = [
    path("", views.news_list, name="list"),
    path("feed/", NewsFeed(), name="feed"),
    path("<slug:slug>/", views.news_detail, name="detail"),
]
policy_patterns = [
    path("", views.policy_list, name="list"),
    path("<slug:slug>/", views.policy_detail, name="detail"),
]
