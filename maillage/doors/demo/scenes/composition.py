"""Who sits, beyond the names: mandates that end, a seat left vacant, deputies, two who chair, interests, who is ready, local rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.scenes.minuting import SECRETARIES
from maillage.doors.demo.stage import Stage
from maillage.pathway.commission.models import (
    Commission,
    DeputyTie,
    InterestTie,
    LocalRule,
    ModeChoice,
    ReadyCheck,
    RuleAuthor,
    RuleScope,
    Seat,
    SeatHolder,
    Session,
)
from maillage.pathway.commission.services import (
    add_seat,
    adopt_rule,
    choose_presiding,
    declare_interest,
    end_holder,
    end_interest,
    end_rule,
    name_holder,
    record_ready_together,
    set_mandate,
)

ORDER_ENDS = date(2020, 9, 3)
MANDATES = {"magistrate": date(2020, 5, 10), "public_security": date(2020, 7, 31)}
"""In F1: one mandate over in the emergency, one that ends soon; the others last as long as the order of 2017."""


@dataclass(frozen=True)
class Rule:
    """One local rule, and its end when it ended."""

    department: str
    adopted_on: date
    mode: ModeChoice
    scope: RuleScope
    author: RuleAuthor
    reason: str
    basis: str
    ended_on: date | None = None


RULES = (
    Rule(
        "F1", date(2020, 5, 12), ModeChoice.HYBRID, RuleScope.FIRST, RuleAuthor.CHAIR,
        "Une première demande se décide autour de la table : le format hybride n'a pas paru convenir.",
        "Relevé de décisions du 12 mai 2020 (démonstration)",
    ),
    Rule(
        "F3", date(2018, 10, 11), ModeChoice.WRITTEN, RuleScope.RENEWAL, RuleAuthor.COMMISSION,
        "Les membres souhaitaient pouvoir échanger de vive voix sur les renouvellements.",
        "Délibération du 11 octobre 2018 (démonstration)", date(2019, 9, 26),
    ),
    Rule(
        "F4", date(2019, 10, 17), ModeChoice.PHONE, RuleScope.ANY, RuleAuthor.PRACTICE,
        "Personne ne sait qui écoute au bout du fil.", "Usage constaté (démonstration)",
    ),
)  # fmt: skip


def play(*, stage: Stage, chronicle: Chronicle) -> None:
    """Plan each event on its own day, all before the day of the demonstration."""
    scene = Scene(stage)
    plans: tuple[tuple[date, Callable[[date], None]], ...] = (
        (date(2017, 10, 2), scene.date_mandates),
        (date(2019, 3, 4), scene.declare_interests),
        (date(2020, 2, 10), scene.name_deputies),
        (date(2020, 3, 30), scene.train_second),
        (date(2020, 5, 11), scene.train_first),
        (date(2020, 5, 11), scene.leave_vacant),
        (date(2020, 5, 13), scene.add_chair),
    )
    for day, event in plans:
        chronicle.at(day, event)
    for rule in RULES:
        chronicle.at(rule.adopted_on, partial(scene.adopt, rule=rule))
        if rule.ended_on is not None:
            chronicle.at(rule.ended_on, partial(scene.end, rule=rule))


@dataclass(frozen=True)
class Scene:
    """The acts, found by department and quality of the seat."""

    stage: Stage

    def holder(self, department: str, code: str) -> SeatHolder:
        """Who holds this seat on that day."""
        rows = SeatHolder.unscoped.filter(seat__commission__territory=department, seat__code=code, deputy=False, ends_on=None)
        found: SeatHolder = rows.select_related("seat__commission").order_by("pk")[0]
        return found

    def date_mandates(self, day: date) -> None:
        """The order of 2017 names for three years; two members were named for less."""
        actor = self.stage.actor(SECRETARIES["F1"], day)
        for holder in SeatHolder.unscoped.filter(seat__commission__territory="F1").select_related("seat").order_by("seat__rank", "pk"):
            until = MANDATES.get(holder.seat.code, ORDER_ENDS)
            set_mandate(actor=actor, today=day, holder=holder, seen=holder.version, until=until)

    def declare_interests(self, day: date) -> None:
        """A doctor gives time to an association; an elected member has a relative in the other; one interest ended."""
        actor = self.stage.actor(SECRETARIES["F1"], day)
        doctor, elected = self.holder("F1", "doctor"), self.holder("F1", "department")
        passerelles = self.stage.organisations["a"].pk
        declare_interest(
            actor=actor, today=day, holder=doctor, tie=InterestTie.VOLUNTEER, organisation_id=passerelles, starts_on=date(2019, 1, 7)
        )
        declare_interest(
            actor=actor, today=day, holder=elected, tie=InterestTie.BOARD, words="Bailleur social des Trois Ponts", starts_on=day
        )
        declare_interest(
            actor=actor, today=day, holder=elected, tie=InterestTie.RELATIVE, organisation_id=self.stage.organisations["b"].pk,
            starts_on=date(2018, 9, 3),
        )  # fmt: skip
        over = declare_interest(
            actor=actor, today=day, holder=self.holder("F1", "public_security"), tie=InterestTie.FUNDER,
            organisation_id=self.stage.organisations["b"].pk, starts_on=date(2018, 1, 8),
        )  # fmt: skip
        end_interest(actor=actor, today=day, interest=over, ends_on=day)

    def name_deputies(self, day: date) -> None:
        """Of the same service, and of the same assembly (CRPA, art. R. 133-3)."""
        actor = self.stage.actor(SECRETARIES["F1"], day)
        for code, name, title, tie in (
            ("gendarmerie", "Capitaine Ludovic Hennequin", "adjoint", DeputyTie.SAME_SERVICE),
            ("department", "Mathilde Corvisy", "conseillère départementale", DeputyTie.SAME_ASSEMBLY),
        ):
            name_holder(
                actor=actor, today=day, seat=self.holder("F1", code).seat, display_name=name, title=title, starts_on=day, deputy=True,
                tie=tie, mandate_until=ORDER_ENDS,
            )  # fmt: skip

    def train_second(self, day: date) -> None:
        """The department that sits at a distance: everybody is ready."""
        self._train(day, department="F2", checks=tuple(ReadyCheck), codes=None)

    def train_first(self, day: date) -> None:
        """The one that had to learn in a hurry: some are ready, most are not."""
        self._train(day, department="F1", checks=tuple(ReadyCheck), codes=("chair", "magistrate"))
        self._train(day, department="F1", checks=(ReadyCheck.TRAINED, ReadyCheck.EQUIPMENT), codes=("doctor", "public_security"))
        self._train(day, department="F1", checks=(ReadyCheck.PHONE,), codes=("gendarmerie",))

    def _train(self, day: date, *, department: str, checks: tuple[ReadyCheck, ...], codes: tuple[str, ...] | None) -> None:
        rows = SeatHolder.unscoped.filter(seat__commission__territory=department, ends_on=None).select_related("seat")
        holders = [each for each in rows.order_by("seat__rank", "pk") if codes is None or each.seat.code in codes]
        record_ready_together(
            actor=self.stage.actor(SECRETARIES[department], day),
            today=day,
            commission=Commission.unscoped.get(territory=department),
            done=[(each.pk, code) for each in holders for code in checks],
        )

    def leave_vacant(self, day: date) -> None:
        """Somebody leaves, and nobody is named."""
        for department in ("F2", "F3"):
            holder = self.holder(department, "doctor")
            end_holder(actor=self.stage.actor(SECRETARIES[department], day), today=day, holder=holder, ends_on=day)

    def add_chair(self, day: date) -> None:
        """A commission that two preside; for the session of June, one of them."""
        actor = self.stage.actor(SECRETARIES["F4"], day)
        commission = Commission.unscoped.get(territory="F4")
        first = Seat.unscoped.get(commission=commission, code="chair")
        second = add_seat(
            actor=actor, today=day, commission=commission, code="chair", label="Préfète déléguée à l'égalité, coprésidente", starts_on=day
        )
        name_holder(
            actor=actor, today=day, seat=second, display_name="Irène Aubrac-Lavoine", title="préfète déléguée", starts_on=day,
            mandate_until=date(2023, 5, 12),
        )  # fmt: skip
        session = Session.unscoped.live().filter(commission=commission).order_by("held_on", "pk").first()
        if session is not None:
            choose_presiding(actor=actor, today=day, session=session, seat=first)

    def adopt(self, day: date, *, rule: Rule) -> None:
        """One rule of a department."""
        adopt_rule(
            actor=self.stage.actor(SECRETARIES[rule.department], day),
            today=day,
            commission=Commission.unscoped.get(territory=rule.department),
            mode=rule.mode,
            allowed=False,
            scope=rule.scope,
            author=rule.author,
            reason=rule.reason,
            basis=rule.basis,
            adopted_on=day,
        )

    def end(self, day: date, *, rule: Rule) -> None:
        """A rule that the commission gave up."""
        found = LocalRule.unscoped.get(commission__territory=rule.department, mode=rule.mode, scope=rule.scope, adopted_on=rule.adopted_on)
        end_rule(actor=self.stage.actor(SECRETARIES[rule.department], day), today=day, rule=found, ends_on=day)
