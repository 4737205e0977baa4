"""Forms of the desk: records with their subjects, figures and goals typed as officials write them."""

from indicators.forms.commitment import CommitmentForm
from indicators.forms.fields import NamesField
from indicators.forms.figures import CorrectionForm, FigureForm
from indicators.forms.region import RegionForm
from indicators.forms.subject import SubjectRecordForm

__all__ = ["CommitmentForm", "CorrectionForm", "FigureForm", "NamesField", "RegionForm", "SubjectRecordForm"]
