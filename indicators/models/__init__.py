from indicators.models.commitment import Commitment, Statement
from indicators.models.indicator import Break, Category, Indicator
from indicators.models.observation import Observation, Rank
from indicators.models.release import ReleaseSchedule
from indicators.models.source import LegalBasis, Source, Sourced
from indicators.models.subject import Region, RegionGroup, Subject, SubjectRecord, SubjectRecordQuerySet
from indicators.models.tree import Tree
from indicators.models.withdrawal import PresentManager, PresentRecordManager, Withdrawable

__all__ = [
    "Break",
    "Category",
    "Commitment",
    "Indicator",
    "LegalBasis",
    "Observation",
    "PresentManager",
    "PresentRecordManager",
    "Rank",
    "Region",
    "RegionGroup",
    "ReleaseSchedule",
    "Source",
    "Sourced",
    "Statement",
    "Subject",
    "SubjectRecord",
    "SubjectRecordQuerySet",
    "Tree",
    "Withdrawable",
]
