"""Contacts, rhythms, call lists and messages: how the link is kept with each person."""

from maillage.accompaniment.contacts.models.attempt import Attempt
from maillage.accompaniment.contacts.models.contact import (
    ASKED_OF_RULE,
    LONGEST,
    Contact,
    ContactKind,
    ContactWay,
    Initiator,
    Mood,
    Theme,
)
from maillage.accompaniment.contacts.models.her_word import CallsCourse, Course, CourseReason, Helped, HerWord, Wish
from maillage.accompaniment.contacts.models.lost import LostContact, LostStep, News
from maillage.accompaniment.contacts.models.message import Handling, Message, MessageHold, MessageWay, Problem
from maillage.accompaniment.contacts.models.rhythm import Cause, RaisedPerson, Rhythm, RhythmRaise
from maillage.accompaniment.contacts.models.service_call import Reached, ServiceCall, ServiceKind

__all__ = [
    "ASKED_OF_RULE",
    "LONGEST",
    "Attempt",
    "CallsCourse",
    "Cause",
    "Contact",
    "ContactKind",
    "ContactWay",
    "Course",
    "CourseReason",
    "Handling",
    "Helped",
    "HerWord",
    "Initiator",
    "LostContact",
    "LostStep",
    "Message",
    "MessageHold",
    "MessageWay",
    "Mood",
    "News",
    "Problem",
    "RaisedPerson",
    "Reached",
    "Rhythm",
    "RhythmRaise",
    "ServiceCall",
    "ServiceKind",
    "Theme",
    "Wish",
]
