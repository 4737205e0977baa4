"""Three groups of addresses, each included under a namespace of its own."""

from django.urls import path

from enterprises import views

enterprise_patterns = [
    path("", views.enterprise_list, name="list"),
    path("<slug:slug>/", views.enterprise_detail, name="detail"),
]
park_patterns = [
    path("", views.park_list, name="list"),
    path("<slug:slug>/", views.park_detail, name="detail"),
]
chain_patterns = [path("<slug:slug>/", views.chain_detail, name="detail")]
