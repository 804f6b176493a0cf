"""When a letter kept for somebody has waited too long: an urgent one soon, an ordinary one later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from maillage.core.clock.words import day_count
from maillage.core.law import DatedValue, Law
from maillage.core.phrase import Phrase, phrase


@dataclass(frozen=True)
class MailAlert:
    """Since which day it has waited too long, said in one sentence, and the rule."""

    since: date
    sentence: Phrase
    rule: DatedValue


def patience(*, urgent: bool, on: date, law: Law) -> DatedValue:
    """How many days a letter may wait (parameters mail.urgent_days, mail.unclaimed_days)."""
    return law.value("mail.urgent_days" if urgent else "mail.unclaimed_days", on=on)


def mail_alert(*, received_on: date, urgent: bool, told_on: date | None, today: date, law: Law) -> MailAlert | None:
    """The alert of a letter still here today; None while it may wait.

    The day of receipt counts for nothing: received on the 4th and patient three days, it alerts on the 7th.
    """
    rule = patience(urgent=urgent, on=today, law=law)
    since = received_on + timedelta(days=rule.value)
    if today < since:
        return None
    waits = day_count((today - received_on).days)
    if told_on is None:
        return MailAlert(since, phrase("Attend depuis {waits}, elle n’en sait rien : prévenez-la.", waits=waits), rule)
    told = phrase("Attend depuis {waits}, elle le sait depuis le {told} : voyez comment le lui remettre.", waits=waits, told=told_on)
    return MailAlert(since, told, rule)
