"""Reading the trail: the history of one object, and what an auditor or a data protection officer may see."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import models

from maillage.foundation.access.actor import Actor
from maillage.foundation.access.records import ScopedQuerySet
from maillage.foundation.journal.models import Entry
from maillage.foundation.journal.sentences import Sentence, say


def entries_on(*subjects: models.Model) -> ScopedQuerySet[Entry]:
    """The entries about these objects, newest first, to be filtered and cut into pages. The caller has made sure that the reader
    may see the objects, and these entries.
    """
    by_kind: dict[str, list[str]] = {}
    for each in subjects:
        by_kind.setdefault(each._meta.label_lower, []).append(str(each.pk))
    about = models.Q(pk__in=())
    for kind, ids in by_kind.items():
        about |= models.Q(subject_kind=kind, subject_id__in=ids)
    return Entry.unscoped.filter(about).order_by("-at", "-seq")


def history_of(subject: models.Model, *, limit: int = 50, also: Iterable[models.Model] = ()) -> list[Sentence]:
    """What happened to an object, newest first. The caller has made sure that the reader may see the object.

    `also`: objects of the same model whose history reads with it (the old files of a reunion).
    """
    return say(entries_on(subject, *also)[:limit])


def entries_visible_to(actor: Actor, *, today: date) -> ScopedQuerySet[Entry]:
    """The entries of the actor's organisations where a mandate reads the journal; every one for a national auditor.

    Newest first, to be cut into pages by the caller (`sentences.say` turns a page into sentences). Never any content.
    """
    return Entry.objects.visible_to(actor, today=today).order_by("-at", "-chain", "-seq")
