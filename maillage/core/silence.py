"""Silence on an application: dated alerts, and no conclusion. What silence is worth on a pathway, no text that we read says."""

from __future__ import annotations

from datetime import date, timedelta

from maillage.core.clock.explained import ExplainedDate, Line
from maillage.core.clock.terms import add_months
from maillage.core.clock.words import day_count, month_count
from maillage.core.law import Law
from maillage.core.phrase import Phrase, phrase

NO_CONCLUSION = phrase(
    "Ce que vaut ce silence n’est pas réglé par les textes lus : ni accord, ni refus n’en est tiré ici. C’est le moment de relancer."
)


def silence_alerts(*, filed: date, paused_days: int, law: Law, today: date) -> tuple[ExplainedDate, ...]:
    """The days on which an application without an answer alerts, the first one first (parameter `silence.alert_months`).

    Days when the delay stood still, because the administration awaited what it had asked (CRPA, art. L. 114-5), are added.
    Raises ValueError on a negative pause.
    """
    if paused_days < 0:
        raise ValueError("a pause is not negative")
    rule = law.value("silence.alert_months", on=today)
    since = filed + timedelta(days=paused_days)
    events = [phrase("Déposée le {day}.", day=filed)]
    if paused_days:
        events.append(phrase("Délai suspendu pendant {days}, en attendant un complément demandé.", days=day_count(paused_days)))
    return tuple(
        ExplainedDate(
            what=phrase("Alerte sur le silence, à {months}", months=month_count(months)),
            day=add_months(since, months),
            events=tuple(Line(each) for each in events),
            rules=(Line(_rule(months), rule.source, rule.confidence), Line(NO_CONCLUSION)),
            regimes=(),
            confidence=rule.confidence,
        )
        for months in rule.value
    )


def _rule(months: int) -> Phrase:
    return phrase("Sans réponse au bout de {months}, Maillage alerte.", months=month_count(months))


def alert_reached(*, filed: date, paused_days: int, law: Law, today: date) -> ExplainedDate | None:
    """The last alert reached on a day; None before the first."""
    reached = [each for each in silence_alerts(filed=filed, paused_days=paused_days, law=law, today=today) if each.day <= today]
    return reached[-1] if reached else None
