"""The desk of the figures room: regions, indicators, sources, figures, commitments and statements."""

from indicators.admin import catalogue, claims, observations, regions, releases

__all__ = ["catalogue", "claims", "observations", "regions", "releases"]
