#!/usr/bin/env python3
"""The site's commands. Without DATABASE_URL they run against an embedded PostgreSQL kept below var/."""

import os
import sys
from pathlib import Path

from portal.embedded import EmbeddedDatabaseError, provide_database

PROJECT = Path(__file__).resolve().parent


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    # Before Django is imported: the settings read DATABASE_URL.
    try:
        provide_database(Path(os.environ.get("PORTAL_VAR", PROJECT / "var")))
    except EmbeddedDatabaseError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        settings.DATABASES  # noqa: B018  (reads the settings, whose faults are sentences)
    except ImproperlyConfigured as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
