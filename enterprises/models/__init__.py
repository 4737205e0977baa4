from enterprises.models.enterprise import Enterprise, Industry, Membership
from enterprises.models.honour import Honour, Programme
from enterprises.models.place import Chain, ChainListing, Park
from enterprises.models.service import DigitalService, Panel, Participation

__all__ = [
    "Chain",
    "ChainListing",
    "DigitalService",
    "Enterprise",
    "Honour",
    "Industry",
    "Membership",
    "Panel",
    "Park",
    "Participation",
    "Programme",
]
