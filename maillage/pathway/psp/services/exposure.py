"""The talk on what filing exposes her to: noted in her story part, never sent, and asked before any filing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from django.db import transaction

from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.vault import seal
from maillage.pathway.psp import actions
from maillage.pathway.psp.errors import DateInFuture, ExposureMissing, ExposureSaysWait, NotInTheForm
from maillage.pathway.psp.exposures import CODES, Concern
from maillage.pathway.psp.models import Application, ExposureTalk, TalkOutcome
from maillage.pathway.psp.selectors.checklist import latest_talk
from maillage.pathway.psp.selectors.form import in_writing


@idempotent(ExposureTalk)
@transaction.atomic
def note_exposure_talk(
    *,
    actor: Actor,
    today: date,
    application: Application,
    outcome: TalkOutcome,
    language: str = "fr",
    interpreter: bool = False,
    concerns: Mapping[str, Concern] | None = None,
    words: str = "",
    talked_on: date | None = None,
) -> ExposureTalk:
    """Note that what filing exposes her to was discussed with her, what she answered, and what she decides.

    Raises Denied, OutOfScope, DateInFuture, NotInTheForm (the application has left). A point not answered is "she did not say".
    """
    require(actor, Permission.APPLICATION_PREPARE, on=application)
    application = Application.unscoped.select_related("person").locked(application.pk)
    if application.person is None:
        raise OutOfScope
    if not in_writing(application):
        raise NotInTheForm
    day = talked_on or today
    if day > today:
        raise DateInFuture
    before = latest_talk(application)
    talk = ExposureTalk(
        application=application,
        talked_on=day,
        language=language,
        interpreter=interpreter,
        outcome=outcome,
        # Two talks on one day: the second one is the later.
        version=1 + (before.version if before is not None and before.talked_on == day else 0),
    )
    seal(talk, content=_content(concerns or {}, words=words))
    talk.save(force_insert=True)
    record(actor, actions.EXPOSURE_DISCUSSED, application, today=today, talked_on=day)
    return talk


def check_exposure(application: Application) -> None:
    """Raises ExposureMissing when nothing was discussed, ExposureSaysWait when the last talk does not end in a filing."""
    talk = latest_talk(application)
    if talk is None:
        raise ExposureMissing
    if talk.outcome != TalkOutcome.FILE:
        raise ExposureSaysWait


def _content(concerns: Mapping[str, Concern], *, words: str) -> str:
    said = {code: Concern(concerns.get(code, Concern.UNSAID)) for code in CODES}
    return json.dumps({"concerns": said, "words": words.strip()}, ensure_ascii=False, sort_keys=True)
