"""The shape of what is typed about the commission."""

from maillage.pathway.commission.forms.agenda import AgendaForm, CancelForm, ConveneForm, PlanForm, ScheduleForm
from maillage.pathway.commission.forms.composition import EndForm, HolderForm, RuleForm, SeatForm, SetUpForm
from maillage.pathway.commission.forms.fields import day_field, text_field, words_field
from maillage.pathway.commission.forms.outcomes import AdjournedForm, ExaminedForm, NextDateForm, NotExaminedForm
from maillage.pathway.commission.forms.records import DecisionForm, MinutesForm, NotifiedForm, SignedForm
from maillage.pathway.commission.forms.sitting import OpenForm, OpinionForm, OpinionsForm, PresenceForm, RecusalForm

__all__ = [
    "AdjournedForm",
    "AgendaForm",
    "CancelForm",
    "ConveneForm",
    "DecisionForm",
    "EndForm",
    "ExaminedForm",
    "HolderForm",
    "MinutesForm",
    "NextDateForm",
    "NotExaminedForm",
    "NotifiedForm",
    "OpenForm",
    "OpinionForm",
    "OpinionsForm",
    "PlanForm",
    "PresenceForm",
    "RecusalForm",
    "RuleForm",
    "ScheduleForm",
    "SeatForm",
    "SetUpForm",
    "SignedForm",
    "day_field",
    "text_field",
    "words_field",
]
