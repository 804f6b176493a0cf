"""The shape of what is typed about an application and a pathway."""

from maillage.pathway.psp.forms.application import (
    AllowanceForm,
    BeginForm,
    DayForm,
    PaperStepForm,
    PermitForm,
    PieceForm,
    ReceiveForm,
    TextForm,
    WishForm,
)

__all__ = ["AllowanceForm", "BeginForm", "DayForm", "PaperStepForm", "PermitForm", "PieceForm", "ReceiveForm", "TextForm", "WishForm"]
