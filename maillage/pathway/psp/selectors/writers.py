"""Who ever wrote in her file on the association's side, as the journal knows it: in every application of hers, and in her pathways."""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from maillage.foundation.journal.models import Entry
from maillage.pathway.psp import actions
from maillage.pathway.psp.models import Application, EndAsker, Pathway, Step, Transfer

_DONE = "done"
# What only an association writes in an application; the last three may also come from the State's side.
ON_APPLICATION = tuple(
    each.code
    for each in (
        actions.WISH_NOTED,
        actions.PREPARATION_STARTED,
        actions.SITUATION_NOTED,
        actions.TEXT_WRITTEN,
        actions.FORM_SAVED,
        actions.FORM_AGREED,
        actions.DOCUMENT_SIGNED,
        actions.EXPOSURE_DISCUSSED,
        actions.PIECE_CHANGED,
        actions.PIECE_ATTACHED,
        actions.PIECE_REMINDED,
        actions.PIECES_UPDATED,
        actions.READY,
        actions.REOPENED,
        actions.HELD,
        actions.RESUMED,
        actions.FILED,
        actions.PACKAGE_CARRIED,
        actions.CORRECTION_ANSWERED,
        actions.END_PROPOSED,
        actions.STEP_FROM_PAPER,
    )
)
ON_PATHWAY = (actions.REVIEW_WRITTEN.code, actions.PATHWAY_TAKEN_OVER.code)


@dataclass(frozen=True)
class _Whole:
    """All that is hers: her files, of one association after the other, their applications and their pathways."""

    applications: frozenset[str]
    without_file: frozenset[str]
    ends_of_state: frozenset[str]
    pathways: frozenset[str]

    @property
    def read(self) -> Q:
        """The entries of the journal to look at."""
        return Q(subject_kind="mg_psp.application", subject_id__in=self.applications, action__in=ON_APPLICATION) | Q(
            subject_kind="mg_psp.pathway", subject_id__in=self.pathways, action__in=ON_PATHWAY
        )


def writers_in_file(application: Application) -> frozenset[uuid.UUID]:
    """The users who wrote in it, in an earlier application of hers, in a review or in an end proposed; never who wrote for the State.

    A file that went from one association to another is one file: who wrote at the first one wrote in it.
    """
    whole = _whole(application)
    noted = _noted_by_association(whole.applications)
    rows = Entry.unscoped.filter(whole.read, outcome=_DONE, actor_id__isnull=False).order_by("seq")
    return frozenset(
        actor_id
        for actor_id, action, subject_id, facts in rows.values_list("actor_id", "action", "subject_id", "facts")
        if actor_id is not None and _by_association(action, subject_id, facts, whole=whole, noted=noted)
    )


def who_ever_wrote(users: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Those of these users who ever wrote in any file: no file needs to be searched for the others. One query."""
    wrote = Q(subject_kind="mg_psp.application", action__in=ON_APPLICATION) | Q(subject_kind="mg_psp.pathway", action__in=ON_PATHWAY)
    rows = Entry.unscoped.filter(wrote, actor_id__in=users, outcome=_DONE).order_by("actor_id").values_list("actor_id", flat=True)
    return frozenset(pk for pk in rows.distinct() if pk is not None)


def _by_association(action: str, subject_id: str, facts: str, *, whole: _Whole, noted: frozenset[tuple[str, str]]) -> bool:
    if action == actions.END_PROPOSED.code:
        return subject_id not in whole.ends_of_state
    if action == actions.CORRECTION_ANSWERED.code:
        # Without a file here, the secretariat writes down the answer that came on paper.
        return subject_id not in whole.without_file
    if action == actions.STEP_FROM_PAPER.code:
        return (subject_id, json.loads(facts).get("state", "")) in noted
    return True


def _whole(application: Application) -> _Whole:
    persons = _files_of(application.person_id)
    own = Q(entry=application) | Q(terms__application=application) | Q(endings__application=application)
    pathways = frozenset(Pathway.unscoped.filter(own | Q(person_id__in=persons)).order_by("pk").values_list("pk", flat=True))
    hers = Q(pk=application.pk) | Q(person_id__in=persons)
    hers |= Q(pathway__in=pathways) | Q(term__pathway__in=pathways) | Q(ending__pathway__in=pathways)
    rows = list(Application.unscoped.filter(hers).order_by("pk").values_list("pk", "person_id", "ending__asked_by"))
    return _Whole(
        applications=frozenset(str(pk) for pk, _person, _asker in rows),
        without_file=frozenset(str(pk) for pk, person_id, _asker in rows if person_id is None),
        ends_of_state=frozenset(str(pk) for pk, _person, asker in rows if asker == EndAsker.SECRETARIAT),
        pathways=frozenset(str(pk) for pk in pathways),
    )


def _files_of(person_id: uuid.UUID | None) -> frozenset[uuid.UUID]:
    """Her file, and those that it came from when an association passed her follow-up to another."""
    found: set[uuid.UUID] = set()
    near = {person_id} if person_id is not None else set()
    while near:
        found |= near
        rows = Transfer.unscoped.filter(new_person_id__in=near, person_id__isnull=False).order_by("pk")
        near = set(rows.values_list("person_id", flat=True)) - found
    return frozenset(found)


def _noted_by_association(applications: frozenset[str]) -> frozenset[tuple[str, str]]:
    """The steps that an association noted from paper: for which application, to which state."""
    steps = Step.unscoped.filter(application_id__in=applications, from_paper=True, by_state=False).order_by("pk")
    return frozenset((str(pk), state) for pk, state in steps.values_list("application_id", "state"))
