"""The shape of what is typed about a file."""

from maillage.accompaniment.people.forms.files import (
    LANGUAGES,
    WAYS,
    AccordForm,
    ContactForm,
    IdentityForm,
    KeyWorkerForm,
    OpenFileForm,
    PseudonymForm,
)

__all__ = ["LANGUAGES", "WAYS", "AccordForm", "ContactForm", "IdentityForm", "KeyWorkerForm", "OpenFileForm", "PseudonymForm"]
