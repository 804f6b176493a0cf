"""Every date of a pathway, explained, computed in one place: lists, the file, letters, exports and alerts read them here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from maillage.core.clock.cap import CapMeter
from maillage.core.clock.ends import EndOfRight, end_of_right
from maillage.core.clock.explained import ExplainedDate, Line, explain_date
from maillage.core.law import DatedValue, Law, NoValueInForce, Right
from maillage.core.phrase import Phrase, phrase
from maillage.pathway.psp.models import Allowance, Permit, Term
from maillage.reference.organisations.models import Accreditation
from maillage.reference.organisations.selectors import end_of_accreditation


@dataclass(frozen=True)
class Held:
    """Something held until a day: its row, its last day under the regimes known today, and the explanation of that day."""

    row: Any
    starts: date
    explained: ExplainedDate
    end: EndOfRight | None = None

    @property
    def last(self) -> date:
        """Its last day."""
        return self.explained.day

    @property
    def because(self) -> tuple[Line, ...]:
        """Why this day, line by line."""
        return self.explained.lines

    @property
    def moved(self) -> bool:
        """Does an exceptional regime move its end?"""
        return self.explained.moved


def held_terms(terms: Sequence[Term], *, today: date, law: Law) -> tuple[Held, ...]:
    """The terms of one pathway, in order; each counts its months from the first day of its uninterrupted run."""
    held, origin = [], None
    for place, term in enumerate(terms):
        before = terms[place - 1] if place else None
        if origin is None or before is None or before.expires_on != term.starts_on:
            origin = term.starts_on
        key = "psp.initial_months" if term.number == 1 else "psp.renewal_months"
        decided = term.application.decided_on
        events = [phrase("Décision du {day}.", day=decided)] if decided is not None else []
        events.append(phrase("Premier jour de la période : le {day}.", day=term.starts_on))
        held.append(
            _held(
                term,
                what=phrase("Terme de la période {number}", number=term.number),
                right=Right.PSP,
                starts=term.starts_on,
                expires=term.expires_on,
                followed_on=_followed(term.expires_on, [each.starts_on for each in terms[place + 1 :]]),
                events=events,
                rules=_rule(
                    law, key, term.starts_on, phrase("Une période dure six mois, comptés de mois en mois depuis le {day}.", day=origin)
                ),
                today=today,
                law=law,
            )
        )
    return tuple(held)


def held_permits(permits: Sequence[Permit], *, today: date, law: Law) -> tuple[Held, ...]:
    """The residence documents delivered, in order: their end is the one that the document says."""
    held = []
    for place, permit in enumerate(permits):
        starts, expires = permit.delivered_on, permit.expires_on
        if starts is None or expires is None:
            continue
        later = [each.delivered_on for each in permits[place + 1 :] if each.delivered_on is not None]
        held.append(
            _held(
                permit,
                what=phrase("Fin du titre de séjour"),
                right=Right.RESIDENCE_DOCUMENT,
                starts=starts,
                expires=expires,
                followed_on=_followed(expires, later),
                events=[phrase("Remis le {day} ; le document dit : jusqu’au {expires}.", day=starts, expires=expires)],
                rules=_rule(law, "aps.article", starts, phrase("Titre lié au parcours, décidé à part.")),
                today=today,
                law=law,
            )
        )
    return tuple(held)


def held_allowances(allowances: Sequence[Allowance], *, today: date, law: Law, ended_on: date | None = None) -> tuple[Held, ...]:
    """The allowances decided, in order; each stops with the pathway (`ended_on`), or on the day noted."""
    held = []
    for place, each in enumerate(allowances):
        if each.starts_on is None or each.expires_on is None:
            continue
        later = [other.starts_on for other in allowances[place + 1 :] if other.starts_on is not None]
        stops = [day for day in (each.ended_on, ended_on) if day is not None]
        held.append(
            _held(
                each,
                what=phrase("Fin de l’aide financière"),
                right=Right.AFIS,
                starts=each.starts_on,
                expires=each.expires_on,
                followed_on=_followed(each.expires_on, later),
                stopped_on=max(min(stops), each.starts_on) if stops else None,
                events=[
                    phrase(
                        "Décidée le {day}, du {starts} au {expires}.", day=each.decided_on, starts=each.starts_on, expires=each.expires_on
                    )
                ],
                rules=_rule(law, "afis.lasts_as_psp", each.starts_on, phrase("L’aide dure autant que la décision de parcours.")),
                today=today,
                law=law,
            )
        )
    return tuple(held)


def held_accreditations(accreditations: Iterable[Accreditation], *, today: date, law: Law) -> tuple[Held, ...]:
    """The accreditations of the association in the department, in order; a withdrawal stops one on its day."""
    held = []
    for row in accreditations:
        end = end_of_accreditation(row, on=today, law=law).end
        stops = max(row.withdrawn_on, row.granted_on) if row.withdrawn_on is not None else None
        explained = explain_date(
            what=phrase("Fin de l’agrément de l’association"),
            ordinary=row.expires_on,
            events=[phrase("Arrêté du {day}, jusqu’au {expires}.", day=row.granted_on, expires=row.expires_on)],
            rules=_rule(law, "agrement.months", row.granted_on, phrase("Un agrément dure trois ans.")),
            end=end,
            stopped_on=stops,
        )
        stopped = stops is not None and stops <= end.new_expires
        held.append(Held(row, starts=row.granted_on, explained=explained, end=None if stopped else end))
    return tuple(held)


def explained_cap(meter: CapMeter, *, law: Law) -> ExplainedDate:
    """The end of the twenty-four months, with what was counted and what is not settled."""
    cap = law.value("psp.cap_months", on=max(meter.on, meter.starts))
    return explain_date(
        what=phrase("Limite des {months} mois", months=meter.cap_months),
        ordinary=meter.ends,
        events=(*meter.explanation, *meter.warnings),
        rules=[(phrase("Un parcours dure {months} mois au plus.", months=cap.value), cap)],
    )


def _followed(expires: date, later: Iterable[date]) -> date | None:
    """The day on which what comes next began, when it began in time."""
    following = next(iter(later), None)
    return following if following is not None and following <= expires else None


def _held(
    row: Any,
    *,
    what: Phrase,
    right: Right,
    starts: date,
    expires: date,
    followed_on: date | None,
    events: Sequence[Phrase],
    rules: Sequence[tuple[Phrase, DatedValue]],
    today: date,
    law: Law,
    stopped_on: date | None = None,
) -> Held:
    """A right that another one followed in time ended when it said: a regime published later does not lengthen it."""
    end = end_of_right(right=right, expires=expires, as_known_on=today, law=law)
    explained = explain_date(
        what=what, ordinary=expires, events=events, rules=rules, end=end, followed_on=followed_on, stopped_on=stopped_on
    )
    plain = followed_on is not None or explained.day != end.new_expires
    return Held(row, starts=starts, explained=explained, end=None if plain else end)


def _rule(law: Law, key: str, on: date, said: Phrase) -> list[tuple[Phrase, DatedValue]]:
    """The rule in force on a day, for the explanation; nothing when none is known that day."""
    try:
        return [(said, law.value(key, on=on))]
    except NoValueInForce:
        return []
