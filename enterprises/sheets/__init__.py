"""What a row of each table of this room means. Importing the modules registers their kinds."""

from enterprises.sheets import firms, honours, places, services  # noqa: F401
