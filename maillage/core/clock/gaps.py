"""Typed alarms: the days of a pathway without the permit, the allowance, the accreditation or the shelter that should go with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from maillage.core.clock.spans import ONE_DAY, Span, SpanKind, Stretch, merged, uncovered
from maillage.core.clock.words import day_count
from maillage.core.phrase import Phrase, phrase

SOON = timedelta(weeks=6)


class GapKind(StrEnum):
    """What is missing, and when."""

    NO_PERMIT_DURING_PATHWAY = "no_permit_during_pathway"
    PERMIT_ENDS_BEFORE_PATHWAY = "permit_ends_before_pathway"
    ALLOWANCE_MISSING_DURING_PATHWAY = "allowance_missing_during_pathway"
    ACCREDITATION_LAPSES_DURING_PATHWAY = "accreditation_lapses_during_pathway"
    SHELTER_ENDS_DURING_PATHWAY = "shelter_ends_during_pathway"
    PATHWAY_INTERRUPTED = "pathway_interrupted"
    PATHWAY_ENDS_WITHOUT_RENEWAL_SESSION = "pathway_ends_without_renewal_session"


class Severity(StrEnum):
    """How near a gap is, seen from today."""

    NOW = "now"
    SOON = "soon"
    LATER = "later"
    PAST = "past"

    @property
    def label(self) -> Phrase:
        """The word that stands beside the colour."""
        return _SEVERITIES[self]


_SEVERITIES = {
    Severity.NOW: phrase("en cours"),
    Severity.SOON: phrase("bientôt"),
    Severity.LATER: phrase("à prévoir"),
    Severity.PAST: phrase("passé"),
}


@dataclass(frozen=True)
class Gap:
    """Days from `starts` to `last`, both without what should be there; `last` and `days` are None when no end is known."""

    kind: GapKind
    row: SpanKind
    starts: date
    last: date | None
    sentence: Phrase
    severity: Severity
    regimes: tuple[str, ...] = ()

    @property
    def days(self) -> int | None:
        """How many days, both ends counted."""
        return None if self.last is None else Stretch(self.starts, self.last).days


def find_gaps(
    *, spans: Iterable[Span], today: date, expected: Collection[SpanKind] = (), sessions: Collection[date] | None = None
) -> tuple[Gap, ...]:
    """Every gap of the pathways among `spans`, by date then by kind.

    A kind is looked for when at least one of its spans is given or when it is `expected`: a person who needs no permit has no
    permit missing. A shelter is only missed once it has begun. `sessions` are the sittings planned for a renewal: with None the
    renewal is not looked at, with none in time the alarm has no end until one is planned.
    """
    by_kind: dict[SpanKind, list[Span]] = {kind: [] for kind in SpanKind}
    for span in spans:
        by_kind[span.kind].append(span)
    pathways = merged(by_kind[SpanKind.PATHWAY])
    gaps = [_interruption(before, after, today=today) for before, after in pairwise(pathways)]
    for kind in SpanKind:
        if kind is not SpanKind.PATHWAY and (by_kind[kind] or kind in expected):
            gaps += _missing(kind, by_kind=by_kind, pathways=pathways, today=today)
    if pathways and sessions is not None:
        gaps += _unrenewed(pathways[-1].last, sessions=sessions, today=today)
    return tuple(sorted(gaps, key=lambda gap: (gap.starts, list(GapKind).index(gap.kind))))


def severity_of(*, starts: date, last: date | None, today: date) -> Severity:
    """Now while it lasts, soon within six weeks, later beyond, past once it is over."""
    if last is not None and last < today:
        return Severity.PAST
    if starts <= today:
        return Severity.NOW
    return Severity.SOON if starts - today <= SOON else Severity.LATER


def _missing(kind: SpanKind, *, by_kind: dict[SpanKind, list[Span]], pathways: tuple[Stretch, ...], today: date) -> list[Gap]:
    held = merged(by_kind[kind])
    gaps = []
    for pathway in pathways:
        for hole in uncovered(pathway, by=held):
            begun = any(each.last < hole.starts for each in held)
            if kind is SpanKind.SHELTER and not begun:
                continue
            final = begun and hole.last == pathway.last and not any(each.starts > hole.last for each in held)
            ended = [span for span in by_kind[kind] if span.last == hole.starts - ONE_DAY]
            running = [span for span in by_kind[SpanKind.PATHWAY] if span.touches(hole)]
            regimes = tuple(dict.fromkeys(regime for span in (*running, *ended) for regime in span.regimes))
            gap_kind = _kind_of(kind, final=final)
            gaps.append(
                Gap(
                    kind=gap_kind,
                    row=kind,
                    starts=hole.starts,
                    last=hole.last,
                    sentence=_confirmed(_sentence(gap_kind, hole=hole, pathway=pathway), regimes=regimes),
                    severity=severity_of(starts=hole.starts, last=hole.last, today=today),
                    regimes=regimes,
                )
            )
    return gaps


def _kind_of(kind: SpanKind, *, final: bool) -> GapKind:
    if kind is SpanKind.PERMIT:
        return GapKind.PERMIT_ENDS_BEFORE_PATHWAY if final else GapKind.NO_PERMIT_DURING_PATHWAY
    return {
        SpanKind.ALLOWANCE: GapKind.ALLOWANCE_MISSING_DURING_PATHWAY,
        SpanKind.ACCREDITATION: GapKind.ACCREDITATION_LAPSES_DURING_PATHWAY,
        SpanKind.SHELTER: GapKind.SHELTER_ENDS_DURING_PATHWAY,
    }[kind]


_SENTENCES = {
    GapKind.NO_PERMIT_DURING_PATHWAY: phrase("Pendant le parcours, pas d’autorisation de séjour du {starts} au {last} ({days})."),
    GapKind.PERMIT_ENDS_BEFORE_PATHWAY: phrase(
        "L’autorisation de séjour s’arrête le {before}, le parcours le {pathway} : {days} sans titre de séjour."
    ),
    GapKind.ALLOWANCE_MISSING_DURING_PATHWAY: phrase("Pendant le parcours, pas d’aide financière du {starts} au {last} ({days})."),
    GapKind.ACCREDITATION_LAPSES_DURING_PATHWAY: phrase(
        "L’agrément de l’association ne couvre pas le parcours du {starts} au {last} ({days})."
    ),
    GapKind.SHELTER_ENDS_DURING_PATHWAY: phrase("Pendant le parcours, plus de mise à l’abri connue du {starts} au {last} ({days})."),
}


def _sentence(kind: GapKind, *, hole: Stretch, pathway: Stretch) -> Phrase:
    words = {"starts": hole.starts, "last": hole.last, "days": day_count(hole.days)}
    if kind is GapKind.PERMIT_ENDS_BEFORE_PATHWAY:
        words |= {"before": hole.starts - ONE_DAY, "pathway": pathway.last}
    return Phrase(_SENTENCES[kind].text, words)


def _confirmed(sentence: Phrase, *, regimes: tuple[str, ...]) -> Phrase:
    """A gap that rests on a regime says which, and that the prefecture has the last word."""
    if not regimes:
        return sentence
    return phrase(
        "{sentence} Dates prolongées par {regimes} : à confirmer auprès de la préfecture.", sentence=sentence, regimes=", ".join(regimes)
    )


def _interruption(before: Stretch, after: Stretch, *, today: date) -> Gap:
    hole = Stretch(before.last + ONE_DAY, after.starts - ONE_DAY)
    return Gap(
        kind=GapKind.PATHWAY_INTERRUPTED,
        row=SpanKind.PATHWAY,
        starts=hole.starts,
        last=hole.last,
        sentence=phrase(
            "Aucune période de parcours du {starts} au {last} ({days}).", starts=hole.starts, last=hole.last, days=day_count(hole.days)
        ),
        severity=severity_of(starts=hole.starts, last=hole.last, today=today),
    )


def _unrenewed(end: date, *, sessions: Collection[date], today: date) -> list[Gap]:
    """The days between the end of the pathway and the first session that could renew it."""
    coming = min((session for session in sessions if session >= today), default=None)
    if coming is not None and coming <= end + ONE_DAY:
        return []
    if coming is None:
        last, sentence = None, phrase("Le parcours s’arrête le {end} et aucune séance n’est prévue pour le renouveler.", end=end)
    else:
        last = coming - ONE_DAY
        sentence = phrase(
            "Le parcours s’arrête le {end}, la prochaine séance est le {session} : {days} sans parcours.",
            end=end,
            session=coming,
            days=day_count(Stretch(end + ONE_DAY, last).days),
        )
    return [
        Gap(
            kind=GapKind.PATHWAY_ENDS_WITHOUT_RENEWAL_SESSION,
            row=SpanKind.PATHWAY,
            starts=end + ONE_DAY,
            last=last,
            sentence=sentence,
            severity=severity_of(starts=end + ONE_DAY, last=last, today=today),
        )
    ]
