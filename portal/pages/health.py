"""What a monitor asks: is the site there, and does its database answer?"""

from django.db import Error, connection
from django.http import JsonResponse


def healthz(request):
    """200 {"status": "ok"}, or 503 with what fails."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return JsonResponse({"status": "unavailable", "failing": "database"}, status=503)
    return JsonResponse({"status": "ok"})
