"""Takes out of the admin what is no editor's work."""

from django.contrib import admin
from django_tasks_db.models import DBTaskResult

# The queue of background work: its page would be the one that looks foreign here, and nobody edits it.
admin.site.unregister(DBTaskResult)
