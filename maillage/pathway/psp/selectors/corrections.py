"""What the State asked to correct: codes and dates for both sides; the words only where a part is opened."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from maillage.core.clock.pauses import Pause, PausedClock, paused_clock
from maillage.core.field_agreements import Standing
from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.vault import Opened, Part, Reason, open_part
from maillage.pathway.psp.extracts import loads
from maillage.pathway.psp.models import Addendum, Application, Correction, CorrectionCopy, Extract
from maillage.pathway.psp.pieces import pieces_asked
from maillage.pathway.psp.selectors.applications import get_application
from maillage.pathway.psp.selectors.extract import extract_of, open_form
from maillage.pathway.psp.targets import PIECE, field_of, field_targets, target_label


@dataclass(frozen=True)
class CorrectionWords:
    """The words of a demand and of its answer, and what the answer added, once opened. Its repr shows nothing."""

    words: str
    answer: str
    lines: tuple[Any, ...] = ()
    pieces: tuple[Any, ...] = ()

    def __repr__(self) -> str:
        return "CorrectionWords(…)"


@dataclass(frozen=True)
class CorrectionRow:
    """One demand as a page shows it; `said` only where a part was opened."""

    correction: Correction
    label: Any
    said: CorrectionWords | None = None


def get_correction(*, actor: Actor, pk: uuid.UUID, today: date) -> Correction:
    """A demand of an application that the actor may see, or OutOfScope."""
    found: Correction | None = Correction.objects.visible_to(actor, today=today).filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    found.application = get_application(actor=actor, pk=found.application_id, today=today)
    return found


def correction_targets(application: Application, *, today: date) -> list[tuple[str, Any]]:
    """What may be corrected: the lines of the form, then the pieces that the department asks."""
    asked = pieces_asked(
        application.kind, on=application.filed_on or today, territory_id=application.territory_id, situation=application.situation
    )
    return [*field_targets(), *((f"{PIECE}{line.code}", line.label) for line in asked)]


def corrections_of(application: Application) -> list[CorrectionRow]:
    """The demands on an application, the latest first, without their words."""
    rows = Correction.unscoped.filter(application=application).order_by("-asked_on", "-settled_on", "pk")
    return [CorrectionRow(row, target_label(row.target)) for row in rows]


def open_states_corrections(*, actor: Actor, extract: Extract, reason: str, today: date) -> list[CorrectionRow]:
    """The same with the State's words, opened with the extract. Raises Denied, OutOfScope."""
    opened = open_part(actor=actor, subject=extract, part=Part.EXTRACT, reason=reason, today=today)
    addenda = {each.correction_id: each for each in Addendum.unscoped.filter(extract=extract).order_by("added_on", "pk")}
    found = []
    for row in corrections_of(extract.application):
        row.correction.extract = extract
        found.append(CorrectionRow(row.correction, row.label, _states_words(opened, row.correction, addenda.get(row.correction.pk))))
    return found


def _states_words(opened: Opened, correction: Correction, addendum: Addendum | None) -> CorrectionWords:
    content = loads(opened.read(addendum, "content")) if addendum is not None else None
    return CorrectionWords(
        words=opened.read(correction, "words"),
        answer=opened.read(correction, "answer"),
        lines=tuple(content.lines()) if content else (),
        pieces=content.pieces if content else (),
    )


def open_own_correction(*, actor: Actor, correction: Correction, reason: str, today: date) -> CorrectionWords:
    """The association's copy of the words. Raises Denied, OutOfScope (her file is not here)."""
    copy = CorrectionCopy.unscoped.select_related("person").filter(correction=correction).first()
    if copy is None:
        raise OutOfScope
    opened = open_part(actor=actor, subject=copy.person, part=Part.STORY, reason=reason, today=today)
    return CorrectionWords(words=opened.read(copy, "words"), answer=opened.read(copy, "answer"))


def line_as_agreed(*, actor: Actor, correction: Correction, agreed: bool, today: date) -> str:
    """What the line would say now, from her file: nothing when she did not agree to send it; when it changed since she agreed, only with
    `agreed`. Journaled as a reading of her form. Empty for a piece. Raises Denied, OutOfScope.
    """
    name = field_of(correction.target)
    if not name:
        return ""
    form = open_form(actor=actor, application=correction.application, reason=Reason.CORRECTION, today=today)
    sent = extract_of(correction.application, form=form).fields.get(name, "")
    if sent or not agreed or form.standing(name) is Standing.WITHHELD:
        return sent
    return form.value(name)


def states_clock(application: Application, *, today: date) -> PausedClock | None:
    """The State's delay since the filing, without the days on which it waited for the association. None before the filing."""
    return states_clocks([application], today=today).get(application.pk)


def states_clocks(applications: Iterable[Application], *, today: date) -> dict[uuid.UUID, PausedClock]:
    """The same for many, in one query."""
    listed = [each for each in applications if each.filed_on is not None]
    pauses: dict[uuid.UUID, list[Pause]] = defaultdict(list)
    for row in Correction.unscoped.filter(application__in=listed).order_by("asked_on", "pk"):
        pauses[row.application_id].append(Pause(row.asked_on, row.answered_on or row.settled_on))
    return {
        each.pk: paused_clock(
            starts=each.filed_on or today, on=min(today, each.decided_on or each.over_on or today), pauses=pauses[each.pk]
        )
        for each in listed
    }
