"""The desk of the enterprises room."""

from enterprises.admin import enterprise, honours, places, services

__all__ = ["enterprise", "honours", "places", "services"]
