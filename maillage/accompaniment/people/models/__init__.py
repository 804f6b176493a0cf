"""The file of a person, her identity, who accompanies her, what she agreed to."""

from maillage.accompaniment.people.models.accord import Accord, Interpreted, Means, Proof, Purpose, RecipientKind
from maillage.accompaniment.people.models.acting import ActingMandate, ActInHerName, ActKind, Procedure, TellingPoint
from maillage.accompaniment.people.models.closing import Closing, ClosingReason
from maillage.accompaniment.people.models.contact_rule import Answering, ContactRule, Leaving, Outgoing, OutgoingKind
from maillage.accompaniment.people.models.identity import Identity
from maillage.accompaniment.people.models.key_worker import (
    EndReason,
    FollowUpOffer,
    KeyWorker,
    KeyWorkerQuerySet,
    KeyWorkerRole,
    OfferState,
    Refusal,
)
from maillage.accompaniment.people.models.merge import Merge, MergedRow
from maillage.accompaniment.people.models.override import Danger, Override, OverrideState, ToldHow
from maillage.accompaniment.people.models.person import Channel, Person, PersonQuerySet
from maillage.accompaniment.people.models.saved_list import SavedList

__all__ = [
    "Accord",
    "ActInHerName",
    "ActKind",
    "ActingMandate",
    "Answering",
    "Channel",
    "Closing",
    "ClosingReason",
    "ContactRule",
    "Danger",
    "EndReason",
    "FollowUpOffer",
    "Identity",
    "Interpreted",
    "KeyWorker",
    "KeyWorkerQuerySet",
    "KeyWorkerRole",
    "Leaving",
    "Means",
    "Merge",
    "MergedRow",
    "OfferState",
    "Outgoing",
    "OutgoingKind",
    "Override",
    "OverrideState",
    "Person",
    "PersonQuerySet",
    "Procedure",
    "Proof",
    "Purpose",
    "RecipientKind",
    "Refusal",
    "SavedList",
    "TellingPoint",
    "ToldHow",
]
