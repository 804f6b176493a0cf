"""The shape of what is typed about a file."""

from maillage.accompaniment.people.forms.accords import (
    AccordForm,
    ActForm,
    EndMandateForm,
    MandateForm,
    OverrideForm,
    SecondReadingForm,
    ToldForm,
)
from maillage.accompaniment.people.forms.contact import ContactRuleForm
from maillage.accompaniment.people.forms.files import (
    LANGUAGES,
    WAYS,
    IdentityForm,
    OpenFileForm,
    PseudonymForm,
)
from maillage.accompaniment.people.forms.follow_ups import (
    CloseFileForm,
    EndFollowUpForm,
    EraseFileForm,
    HandOverFilesForm,
    OfferForm,
    RefusalForm,
)
from maillage.accompaniment.people.forms.merging import MergeForm
from maillage.accompaniment.people.forms.saved_lists import SaveListForm

__all__ = [
    "LANGUAGES",
    "WAYS",
    "AccordForm",
    "ActForm",
    "CloseFileForm",
    "ContactRuleForm",
    "EndFollowUpForm",
    "EndMandateForm",
    "EraseFileForm",
    "HandOverFilesForm",
    "IdentityForm",
    "MandateForm",
    "MergeForm",
    "OfferForm",
    "OpenFileForm",
    "OverrideForm",
    "PseudonymForm",
    "RefusalForm",
    "SaveListForm",
    "SecondReadingForm",
    "ToldForm",
]
