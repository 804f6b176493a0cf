"""When to say that a term is coming: at three months, six weeks, one week, then each day, and sooner when a session comes first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from maillage.core.clock.calendar import latest_sending
from maillage.core.clock.terms import add_months
from maillage.core.clock.words import day_count
from maillage.core.law import Confidence, Law, Source
from maillage.core.phrase import Phrase, phrase

SIX_WEEKS = timedelta(weeks=6)
ONE_WEEK = timedelta(weeks=1)


class AlertLevel(StrEnum):
    """How pressing a term is, from the calmest to the most pressing."""

    NONE = "none"
    THREE_MONTHS = "three_months"
    SIX_WEEKS = "six_weeks"
    ONE_WEEK = "one_week"
    DAILY = "daily"
    PAST = "past"


@dataclass(frozen=True)
class Alert:
    """How pressing, in words; the day to act by (papers in, convocation possible); the texts of the notice."""

    level: AlertLevel
    sentence: Phrase
    act_by: date
    because: tuple[Source, ...] = ()
    confidence: Confidence | None = None
    ask_since: date | None = None
    """Since when a session is to be asked for: set when none comes before the end, never when one does."""

    @property
    def speaks(self) -> bool:
        """True when there is something to say."""
        return self.level is not AlertLevel.NONE


def alert_for(
    *, ends: date, today: date, next_session: date | None, law: Law, needs_session: bool = True, filing_days: int | None = None
) -> Alert:
    """The alert on a right whose last day is `ends`.

    A renewal goes through a session: when one is planned before the end, the level follows the last day to file (the session less
    the notice less the local filing time, `filing_days` or the parameter `notice.margin_days`), which comes before the end of the
    term. Once that day is past, only the term counts. `needs_session` is False for a permit or a shelter.
    Source: parameters `psp.renewal_alert_months`, `notice.days` (CRPA, art. R. 133-8), `notice.margin_days`.
    """
    months = law.value("psp.renewal_alert_months", on=today).value
    term = _level(day=ends, today=today, months=months)
    if today > ends:
        return Alert(term, phrase("Terme dépassé de {days}, depuis le {ends}.", days=day_count((today - ends).days), ends=ends), ends)
    if not needs_session:
        return Alert(term, _term_sentence(ends=ends, today=today), ends)
    if next_session is None or next_session > ends or next_session < today:
        since = add_months(ends, -months)
        sentence = _without_session(ends=ends, today=today, next_session=next_session, since=since)
        return Alert(term, sentence, ends, ask_since=since)
    notice, margin = law.value("notice.days", on=next_session), law.value("notice.margin_days", on=next_session)
    filing = margin.value if filing_days is None else filing_days
    convened_by = latest_sending(session_on=next_session, clear_days=notice.value).date
    act_by = convened_by - timedelta(days=filing)
    late = today > act_by
    return Alert(
        level=term if late else max(term, _level(day=act_by, today=today, months=months), key=list(AlertLevel).index),
        sentence=_with_session(ends=ends, today=today, session=next_session, act_by=act_by),
        act_by=ends if late else act_by,
        because=(notice.source, margin.source),
        confidence=notice.confidence.weakest(margin.confidence),
    )


def alert_days(*, ends: date, law: Law) -> tuple[date, ...]:
    """The days on which an alert is sent for a term: three months, six weeks and one week before, then each day until the end."""
    months = law.value("psp.renewal_alert_months", on=ends).value
    last_week = (ends - timedelta(days=number) for number in reversed(range(ONE_WEEK.days)))
    return tuple(sorted({add_months(ends, -months), ends - SIX_WEEKS, ends - ONE_WEEK, *last_week}))


def _level(*, day: date, today: date, months: int) -> AlertLevel:
    if today > day:
        return AlertLevel.PAST
    left = day - today
    if left < ONE_WEEK:
        return AlertLevel.DAILY
    if left == ONE_WEEK:
        return AlertLevel.ONE_WEEK
    if left <= SIX_WEEKS:
        return AlertLevel.SIX_WEEKS
    return AlertLevel.THREE_MONTHS if today >= add_months(day, -months) else AlertLevel.NONE


def _term_sentence(*, ends: date, today: date) -> Phrase:
    if ends == today:
        return phrase("Terme aujourd’hui, le {ends}.", ends=ends)
    return phrase("Terme le {ends}, dans {days}.", ends=ends, days=day_count((ends - today).days))


def _without_session(*, ends: date, today: date, next_session: date | None, since: date) -> Phrase:
    term = _term_sentence(ends=ends, today=today)
    if next_session is None or next_session < today:
        return phrase("{term} Aucune séance n’est prévue pour le renouvellement : {asked}.", term=term, asked=_asked(since, today=today))
    return phrase(
        "{term} La prochaine séance, le {session}, vient {days} trop tard : {asked}.",
        term=term,
        session=next_session,
        days=day_count((next_session - ends).days),
        asked=_asked(since, today=today),
    )


def _asked(since: date, *, today: date) -> Phrase:
    if since > today:
        return phrase("une date sera à demander à partir du {since}", since=since)
    if since == today:
        return phrase("une date est à demander dès aujourd’hui")
    return phrase("une date est à demander depuis le {since} ({days})", since=since, days=day_count((today - since).days))


def _with_session(*, ends: date, today: date, session: date, act_by: date) -> Phrase:
    term = _term_sentence(ends=ends, today=today)
    if today > act_by:
        return phrase(
            "{term} Séance le {session} : le dépôt était attendu pour le {act_by}, voyez avec le secrétariat.",
            term=term,
            session=session,
            act_by=act_by,
        )
    return phrase(
        "{term} Séance le {session} : déposez le renouvellement au plus tard le {act_by}.", term=term, session=session, act_by=act_by
    )


class Gesture(StrEnum):
    """What to do about a term that comes, in the order in which one does it."""

    REVIEW = "review"
    FILE = "file"
    FOLLOW = "follow"
    PERMIT = "permit"


def gesture_for(alert: Alert, *, reviewed: bool, filed: bool, needs_session: bool = True) -> Gesture | None:
    """The act that the alert calls for: the review, then the filing; after the end, the follow-up. None: nothing to do here.

    `reviewed` and `filed` say what is already done for this term. A permit (`needs_session` False) is asked again.
    """
    if not alert.speaks or filed:
        return None
    if not needs_session:
        return Gesture.PERMIT
    if alert.level is AlertLevel.PAST:
        return Gesture.FOLLOW
    return Gesture.FILE if reviewed else Gesture.REVIEW


def gesture_sentence(gesture: Gesture, *, who: str, alert: Alert) -> Phrase:
    """The act with its verb and her pseudonym: "Préparez le bilan de Lune." """
    said = Phrase(_GESTURES[gesture].text, {"who": who})
    if alert.ask_since is None or gesture in (Gesture.PERMIT, Gesture.FOLLOW):
        return said
    return phrase("{said} Demandez une séance.", said=said)


_GESTURES = {
    Gesture.REVIEW: phrase("Préparez le bilan de {who}."),
    Gesture.FILE: phrase("Déposez le renouvellement de {who}."),
    Gesture.FOLLOW: phrase("Demandez où en est le renouvellement de {who}."),
    Gesture.PERMIT: phrase("Demandez le renouvellement du titre de {who}."),
}
