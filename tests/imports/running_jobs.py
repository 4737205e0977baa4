"""Batches with a file, and jobs on them that run where they are queued."""

import io

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from imports.accepting import preview_digest
from imports.models import ImportBatch

IMMEDIATE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
QUEUED = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
HEADERS = ["对象", "指标", "期间", "数值"]


def workbook_of(rows, title="数据") -> bytes:
    """An .xlsx with one sheet of rows."""
    return book_of(**{title: rows})


def book_of(**sheets) -> bytes:
    """An .xlsx with sheets of rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def figures_file(*rows, name="产值.xlsx") -> SimpleUploadedFile:
    """A file of figures in long form, each row (subject, indicator, period, value)."""
    return SimpleUploadedFile(name, workbook_of([HEADERS, *rows]))


def digest_of(batch) -> str:
    """What the form of the batch's preview sends along, as the preview stands now."""
    return preview_digest(ImportBatch.objects.get(pk=batch.pk))
