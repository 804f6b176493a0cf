"""The shape of what is typed about an application and a pathway."""

from maillage.pathway.psp.forms.application import (
    AllowanceForm,
    BeginForm,
    DayForm,
    PaperStepForm,
    PermitForm,
    ReceiveForm,
    TextForm,
    WishForm,
)
from maillage.pathway.psp.forms.consultations import ConsultationAnswerForm, ConsultForm
from maillage.pathway.psp.forms.ending import EndProposalForm
from maillage.pathway.psp.forms.moves import AcceptForm, HoldForm, PrefectAnswerForm, ProposeForm, RefuseForm, WithdrawForm
from maillage.pathway.psp.forms.packages import CardForm, CarryForm, PackageForm
from maillage.pathway.psp.forms.pieces import AnswerForm, CorrectionForm, OverlayForm, PieceForm, ReminderForm, SettleForm, SituationForm
from maillage.pathway.psp.forms.rights import (
    AllowanceAskForm,
    AllowanceDaysForm,
    ConditionsForm,
    EndForm,
    InterruptionForm,
    MonthForm,
    MsaForm,
    PeriodForm,
    PermitDaysForm,
    RegimeForm,
    ReviewForm,
    StartForm,
)
from maillage.pathway.psp.forms.written import ActionsForm, ExposureForm, SectionForm, SignatureForm

__all__ = [
    "AcceptForm",
    "ActionsForm",
    "AllowanceAskForm",
    "AllowanceDaysForm",
    "AllowanceForm",
    "AnswerForm",
    "BeginForm",
    "CardForm",
    "CarryForm",
    "ConditionsForm",
    "ConsultForm",
    "ConsultationAnswerForm",
    "CorrectionForm",
    "DayForm",
    "EndForm",
    "EndProposalForm",
    "ExposureForm",
    "HoldForm",
    "InterruptionForm",
    "MonthForm",
    "MsaForm",
    "OverlayForm",
    "PackageForm",
    "PaperStepForm",
    "PeriodForm",
    "PermitDaysForm",
    "PermitForm",
    "PieceForm",
    "PrefectAnswerForm",
    "ProposeForm",
    "ReceiveForm",
    "RefuseForm",
    "RegimeForm",
    "ReminderForm",
    "ReviewForm",
    "SectionForm",
    "SettleForm",
    "SignatureForm",
    "SituationForm",
    "StartForm",
    "TextForm",
    "WishForm",
    "WithdrawForm",
]
