"""The yearly return of the State, from the rows themselves: every number is the length of a list that can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.four_dates import median_days
from maillage.core.law import current_law
from maillage.core.silence import silence_alerts
from maillage.foundation.ui.speech import day_words
from maillage.pathway.commission.models import Commission, Decision, DecisionSense, Item, ItemSense, OutcomeCode, Session
from maillage.pathway.commission.services.decisions import motives_for
from maillage.pathway.commission.workflow import State
from maillage.pathway.psp.models import Allowance, Application, EndOutcome, Kind, Pathway, Permit
from maillage.pathway.psp.selectors import states_clocks

FIRST_YEAR = 2016
_REMOTE = ("hybrid", "video", "phone", "written")


@dataclass(frozen=True)
class Counted:
    """One row behind a number: what it is, whose association, its day, where to read it."""

    title: str
    day: date
    detail: str = ""
    url: str = ""
    days: int | None = None


@dataclass(frozen=True)
class ReturnLine:
    """A number of the return, and its rows."""

    code: str
    label: Any
    rows: tuple[Counted, ...]

    @property
    def number(self) -> int:
        """How many: never stored apart from the rows."""
        return len(self.rows)


@dataclass(frozen=True)
class ReturnSection:
    """Lines that go together."""

    title: Any
    lines: tuple[ReturnLine, ...]


@dataclass(frozen=True)
class YearlyReturn:
    """The return of one department for one year, up to `until`."""

    year: int
    until: date
    sections: tuple[ReturnSection, ...]
    minimum: int
    median_gap: int | None
    apart: int

    def line(self, code: str) -> ReturnLine | None:
        """One line by its code."""
        return next((line for section in self.sections for line in section.lines if line.code == code), None)


@dataclass(frozen=True)
class _Year:
    territory_id: str
    first: date
    until: date
    today: date

    def holds(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.until


def years_of(*, today: date) -> range:
    """The years of which a return can be asked, the latest first."""
    return range(today.year, FIRST_YEAR - 1, -1)


def yearly_return(commission: Commission, *, year: int, today: date) -> YearlyReturn:
    """The return of a department for a year; the running one stops today. A constant number of queries."""
    span = _Year(commission.territory_id, date(year, 1, 1), min(date(year, 12, 31), today), today)
    decided = _decided(span)
    gaps = [row.days for row in _gaps(decided).rows if row.days is not None]
    parts = (
        (_("Séances"), _sessions(span)),
        (_("Demandes reçues"), _received(span)),
        (_("Avis de la commission"), _opinions(span)),
        (_("Décisions"), [*_decisions(decided), _gaps(decided), _apart(decided)]),
        (_("Refus, par motif"), _motives(decided, on=span.until)),
        (_("Parcours"), _pathways(span)),
        (_("Titres de séjour"), _permits(span)),
        (_("Allocation"), _allowances(span)),
        (_("Silence"), _silences(span)),
    )
    sections = tuple(ReturnSection(title=title, lines=tuple(lines)) for title, lines in parts)
    return YearlyReturn(
        year=year,
        until=span.until,
        sections=sections,
        minimum=current_law().value("sessions.yearly_minimum", on=max(span.until, date(FIRST_YEAR, 12, 31))).value,
        median_gap=median_days(gaps),
        apart=len(_apart(decided).rows),
    )


def _line(code: str, label: Any, rows: Iterable[Counted]) -> ReturnLine:
    return ReturnLine(code=code, label=label, rows=tuple(sorted(rows, key=lambda row: (row.day, row.title))))


def _sessions(span: _Year) -> list[ReturnLine]:
    found = Session.unscoped.filter(territory_id=span.territory_id, held_on__range=(span.first, span.until))
    rows = list(found.filter(state__in=(State.CLOSED, State.CANCELLED)).order_by("held_on", "pk"))

    def counted(session: Session) -> Counted:
        said = _("Séance : %(kind)s") % {"kind": session.get_kind_display()}
        return Counted(said, session.held_on, str(session.get_mode_display()), reverse("commission:session", args=[session.pk]))

    held = [row for row in rows if row.state == State.CLOSED]
    return [
        _line("sessions_held", _("séances tenues"), map(counted, held)),
        _line("sessions_remote", _("dont à distance, hybrides ou par écrit"), [counted(row) for row in held if row.mode in _REMOTE]),
        _line("sessions_cancelled", _("séances annulées"), [counted(row) for row in rows if row.state == State.CANCELLED]),
    ]


def _of(application: Application, day: date, *, detail: str = "", url: str = "", days: int | None = None) -> Counted:
    where = url or reverse("psp:application", args=[application.pk])
    return Counted(application.number or "", day, detail or application.organisation.name, where, days)


def _received(span: _Year) -> list[ReturnLine]:
    rows = Application.unscoped.filter(
        territory_id=span.territory_id, taken_over=False, filed_on__range=(span.first, span.until)
    ).select_related("organisation")
    found = [(row, row.filed_on) for row in rows.order_by("filed_on", "pk") if row.filed_on is not None]
    labels = {
        Kind.FIRST: ("filed_first", _("premières demandes")),
        Kind.RENEWAL: ("filed_renewal", _("renouvellements")),
        Kind.END: ("filed_end", _("fins proposées")),
    }
    return [_line(code, label, [_of(row, day) for row, day in found if row.kind == kind]) for kind, (code, label) in labels.items()]


def _opinions(span: _Year) -> list[ReturnLine]:
    rows = Item.unscoped.filter(session__territory_id=span.territory_id, closed_on__range=(span.first, span.until))
    items = list(rows.select_related("application__organisation").order_by("closed_on", "pk"))

    def counted(keep: Callable[[Item], bool]) -> list[Counted]:
        found = [(item, item.closed_on) for item in items if keep(item)]
        return [
            _of(item.application, day, detail=str(item.get_outcome_display()), url=reverse("commission:item", args=[item.pk]))
            for item, day in found
            if day is not None
        ]

    senses = [(sense, f"opinion_{sense.value}") for sense in ItemSense]
    examined = [_line(code, sense.label, counted(lambda item, sense=sense: item.sense == sense)) for sense, code in senses]  # type: ignore[misc]
    adjourned = counted(lambda item: item.outcome == OutcomeCode.ADJOURNED)
    left = counted(lambda item: item.outcome == OutcomeCode.NOT_EXAMINED)
    return [*examined, _line("adjourned", _("ajournées"), adjourned), _line("not_examined", _("non examinées"), left)]


@dataclass(frozen=True)
class _Decided:
    """A decision of the year: recorded here, or only known from paper."""

    application: Application
    day: date
    sense: DecisionSense
    decision: Decision | None

    def counted(self, *, detail: str = "", days: int | None = None) -> Counted:
        url = reverse("commission:decision", args=[self.decision.pk]) if self.decision is not None else ""
        return _of(self.application, self.day, detail=detail, url=url, days=days)


def _decided(span: _Year) -> list[_Decided]:
    rows = Application.unscoped.filter(
        territory_id=span.territory_id, taken_over=False, decided_on__range=(span.first, span.until)
    ).select_related("organisation", "decision__item")
    return [_one_decided(row) for row in rows.order_by("decided_on", "pk")]


def _one_decided(row: Application) -> _Decided:
    decision = getattr(row, "decision", None)
    signed = decision if decision is not None and decision.is_signed else None
    sense = DecisionSense(signed.sense) if signed is not None else _sense_on_paper(row)
    return _Decided(application=row, day=row.decided_on or row.wished_on, sense=sense, decision=signed)


def _sense_on_paper(row: Application) -> DecisionSense:
    if row.kind == Kind.END:
        return DecisionSense.ENDED if row.granted else DecisionSense.KEPT
    if not row.granted:
        return DecisionSense.REFUSED
    return DecisionSense.RENEWED if row.kind == Kind.RENEWAL else DecisionSense.GRANTED


def _decisions(decided: Sequence[_Decided]) -> list[ReturnLine]:
    lines = [
        _line(f"decided_{sense.value}", sense.label, [each.counted() for each in decided if each.sense == sense]) for sense in DecisionSense
    ]
    told = [each.counted() for each in decided if each.application.notified_on is None]
    return [*lines, _line("not_notified", _("pas encore notifiées"), told)]


def _gaps(decided: Sequence[_Decided]) -> ReturnLine:
    rows = []
    for each in decided:
        opinion = each.application.examined_on
        if opinion is not None:
            rows.append(each.counted(days=max(0, (each.day - opinion).days)))
    return _line("gap", _("décisions après un avis : jours entre l'avis et la décision"), rows)


_CONTRARY = {
    ItemSense.FAVOURABLE.value: (DecisionSense.REFUSED, DecisionSense.KEPT),
    ItemSense.UNFAVOURABLE.value: (DecisionSense.GRANTED, DecisionSense.RENEWED, DecisionSense.ENDED),
}


def _apart(decided: Sequence[_Decided]) -> ReturnLine:
    rows = []
    for each in decided:
        item = each.decision.item if each.decision is not None else None
        if item is not None and each.sense in _CONTRARY.get(item.sense, ()):
            said = {"opinion": item.get_sense_display(), "decision": each.sense.label}
            rows.append(each.counted(detail=_("%(opinion)s ; %(decision)s") % said))
    return _line("apart", _("décisions qui s'écartent de l'avis"), rows)


def _motives(decided: Sequence[_Decided], *, on: date) -> list[ReturnLine]:
    refused = [each for each in decided if each.sense == DecisionSense.REFUSED]
    law_on = max(on, date(FIRST_YEAR, 11, 1))
    labels = {row["code"]: row["label"] for kind in (Kind.FIRST, Kind.RENEWAL) for row in motives_for(kind, on=law_on)}
    lines = [
        _line(f"motive_{code}", label, [each.counted() for each in refused if each.decision is not None and code in each.decision.motives])
        for code, label in labels.items()
    ]
    unknown = [each.counted() for each in refused if each.decision is None]
    return [line for line in lines if line.number] + [_line("motive_unknown", _("motif non connu ici (décision sur papier)"), unknown)]


def _pathways(span: _Year) -> list[ReturnLine]:
    begun = Pathway.unscoped.filter(territory_id=span.territory_id, starts_on__lte=span.until).select_related("entry", "organisation")
    rows = list(begun.order_by("starts_on", "pk"))

    def counted(row: Pathway, day: date) -> Counted:
        return Counted(row.entry.number or "", day, row.organisation.name, reverse("psp:pathway", args=[row.pk]))

    running = [counted(row, row.starts_on) for row in rows if row.ended_on is None or row.ended_on > span.until]
    ended = [(row, row.ended_on) for row in rows if span.holds(row.ended_on)]
    lines = [_line("running", _("en cours au %(day)s") % {"day": day_words(span.until)}, running)]
    for outcome in EndOutcome:
        ends = [counted(row, day) for row, day in ended if row.outcome == outcome and day is not None]
        lines.append(_line(f"ended_{outcome.value}", _("fin : %(outcome)s") % {"outcome": outcome.label}, ends))
    return lines


def _days_of(rows: Iterable[Any], span: _Year, name: str) -> list[Counted]:
    found = []
    for row in rows:
        day = getattr(row, name)
        if span.holds(day):
            url = reverse("psp:pathway", args=[row.pathway_id])
            found.append(Counted(row.pathway.entry.number or "", day, row.pathway.organisation.name, url))
    return found


def _permits(span: _Year) -> list[ReturnLine]:
    rows = list(_of_pathways(Permit.unscoped, span))
    return [
        _line("permit_asked", _("titres demandés"), _days_of(rows, span, "asked_on")),
        _line("permit_delivered", _("titres remis"), _days_of(rows, span, "delivered_on")),
        _line("permit_refused", _("titres refusés"), _days_of(rows, span, "refused_on")),
    ]


def _allowances(span: _Year) -> list[ReturnLine]:
    rows = list(_of_pathways(Allowance.unscoped, span))
    return [
        _line("allowance_asked", _("allocations demandées"), _days_of(rows, span, "asked_on")),
        _line("allowance_decided", _("allocations décidées"), _days_of(rows, span, "decided_on")),
        _line("allowance_refused", _("allocations refusées"), _days_of(rows, span, "refused_on")),
        _line("allowance_paid", _("premiers versements"), _days_of(rows, span, "first_paid_on")),
    ]


def _of_pathways(rows: Any, span: _Year) -> Any:
    return rows.filter(pathway__territory_id=span.territory_id).select_related("pathway__entry", "pathway__organisation").order_by("pk")


def _silences(span: _Year) -> list[ReturnLine]:
    """Who was silent on the last day of the year, whatever came after. An end proposed makes nobody wait, as in `after.silences`."""
    rows = Application.unscoped.wishes().filter(territory_id=span.territory_id, taken_over=False, filed_on__lte=span.until)
    for name in ("decided_on", "withdrawn_on", "transferred_on"):
        rows = rows.filter(Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gt": span.until}))
    waiting = list(rows.select_related("organisation").order_by("filed_on", "pk"))
    clocks, law = states_clocks(waiting, today=span.until), current_law()
    months: tuple[int, ...] = tuple(law.value("silence.alert_months", on=span.until).value)
    found: dict[int, list[Counted]] = {count: [] for count in months}
    for each in waiting:
        if each.filed_on is None:
            continue
        alerts = silence_alerts(filed=each.filed_on, paused_days=clocks[each.pk].paused, law=law, today=span.until)
        for count, alert in zip(months, alerts, strict=True):
            if alert.day <= span.until:
                found[count].append(_of(each, each.filed_on, days=(span.until - each.filed_on).days))
    label = _("demandes sans décision depuis plus de %(count)d mois (une alerte, sans conclusion)")
    return [_line(f"silent_{count}", label % {"count": count}, rows) for count, rows in found.items()]
