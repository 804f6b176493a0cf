"""The shape of what is typed about the commission."""

from maillage.pathway.commission.forms.agenda import AgendaForm, CancelForm, ConveneForm, PlanForm, ScheduleForm
from maillage.pathway.commission.forms.composition import EndForm, HolderForm, RuleForm, SeatForm, SetUpForm
from maillage.pathway.commission.forms.convening import (
    FixDayForm,
    PaperSetForm,
    PaperSetsForm,
    PointForm,
    PointOutcomeForm,
    ProofForm,
    RemindForm,
    ReplyForm,
    SecondForm,
)
from maillage.pathway.commission.forms.delivering import DeliverForm, HearingForm, ObservationsForm, ReceivedForm, SendForm, ToldForm
from maillage.pathway.commission.forms.fields import day_field, text_field, words_field
from maillage.pathway.commission.forms.live import (
    HearAssociationForm,
    HeardEndForm,
    HearOtherForm,
    HearPersonForm,
    MoveForm,
    RestForm,
    hour_or,
)
from maillage.pathway.commission.forms.outcomes import AdjournedForm, ExaminedForm, NextDateForm, NotExaminedForm
from maillage.pathway.commission.forms.reading import AnswerForm, AskForm, PaperAnswerForm
from maillage.pathway.commission.forms.records import DecisionForm, MinutesForm, SignedForm
from maillage.pathway.commission.forms.sitting import OpenForm, OpinionForm, OpinionsForm, PresenceForm, RecusalForm
from maillage.pathway.commission.forms.writing import ExchangeForm, ExtendForm, VoteForm

__all__ = [
    "AdjournedForm",
    "AgendaForm",
    "AnswerForm",
    "AskForm",
    "CancelForm",
    "ConveneForm",
    "DecisionForm",
    "DeliverForm",
    "EndForm",
    "ExaminedForm",
    "ExchangeForm",
    "ExtendForm",
    "FixDayForm",
    "HearAssociationForm",
    "HearOtherForm",
    "HearPersonForm",
    "HeardEndForm",
    "HearingForm",
    "HolderForm",
    "MinutesForm",
    "MoveForm",
    "NextDateForm",
    "NotExaminedForm",
    "ObservationsForm",
    "OpenForm",
    "OpinionForm",
    "OpinionsForm",
    "PaperAnswerForm",
    "PaperSetForm",
    "PaperSetsForm",
    "PlanForm",
    "PointForm",
    "PointOutcomeForm",
    "PresenceForm",
    "ProofForm",
    "ReceivedForm",
    "RecusalForm",
    "RemindForm",
    "ReplyForm",
    "RestForm",
    "RuleForm",
    "ScheduleForm",
    "SeatForm",
    "SecondForm",
    "SendForm",
    "SetUpForm",
    "SignedForm",
    "ToldForm",
    "VoteForm",
    "day_field",
    "hour_or",
    "text_field",
    "words_field",
]
