from django.urls import path

from indicators import chart_files, views

app_name = "indicators"
urlpatterns = [
    path("", views.indicator_list, name="list"),
    path("charts/engine-<slug:version>.js", chart_files.engine, name="engine"),
    path("<slug:code>.svg", chart_files.svg, name="svg"),
    path("<slug:code>.png", chart_files.png, name="png"),
    path("<slug:code>/chart.json", chart_files.specification, name="specification"),
    path("<slug:code>/embed/", chart_files.embed, name="embed"),
    path("<slug:code>/", views.indicator_detail, name="detail"),
]
