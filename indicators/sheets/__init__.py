"""What a row of each table of this room means. Importing the modules registers their kinds."""

from indicators.sheets import catalogue, claims, figures, regions, releases, wide  # noqa: F401
