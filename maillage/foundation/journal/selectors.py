"""Reading the trail: the history of one object, and what an auditor or a data protection officer may see."""

from __future__ import annotations

from datetime import date

from django.db import models

from maillage.foundation.access.actor import Actor
from maillage.foundation.access.records import ScopedQuerySet
from maillage.foundation.journal.models import Entry
from maillage.foundation.journal.sentences import Sentence, say


def history_of(subject: models.Model, *, limit: int = 50) -> list[Sentence]:
    """What happened to an object, newest first. The caller has made sure that the reader may see the object."""
    entries = Entry.unscoped.filter(subject_id=str(subject.pk), subject_kind=subject._meta.label_lower)
    return say(entries.order_by("-at", "-seq")[:limit])


def entries_visible_to(actor: Actor, *, today: date) -> ScopedQuerySet[Entry]:
    """The entries of the actor's organisations where a mandate reads the journal; every one for a national auditor.

    Newest first, to be cut into pages by the caller (`sentences.say` turns a page into sentences). Never any content.
    """
    return Entry.objects.visible_to(actor, today=today).order_by("-at", "-chain", "-seq")
