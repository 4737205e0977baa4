"""The files of an indicator, beside its page."""

from django.urls import path

from indicators.open_data import downloads

app_name = "files"
urlpatterns = [
    path("<slug:code>.csv", downloads.indicator_csv, name="indicator_csv"),
    path("<slug:code>.xlsx", downloads.indicator_xlsx, name="indicator_xlsx"),
    path("<slug:code>.json", downloads.indicator_json, name="indicator_json"),
]
