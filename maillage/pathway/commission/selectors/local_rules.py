"""The local rules of a commission as a table of kinds and modes; and their national counts, which name no department."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import OutOfScope
from maillage.pathway.commission.models import Commission, LocalRule, ModeChoice, RuleAuthor, RuleScope

SCOPES = (RuleScope.FIRST, RuleScope.RENEWAL, RuleScope.END)


def get_rule(*, actor: Actor, pk: uuid.UUID, today: date) -> LocalRule:
    """A local rule, or OutOfScope."""
    found = LocalRule.objects.visible_to(actor, today=today).select_related("commission__territory").filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def ended_rules(commission: Commission, *, today: date) -> list[LocalRule]:
    """The rules that no longer hold, the latest end first."""
    return list(LocalRule.unscoped.filter(commission=commission, ends_on__lte=today).order_by("-ends_on", "pk"))


@dataclass(frozen=True)
class RuleRow:
    """One form of session, and what is said of it here for each kind of item."""

    mode: ModeChoice
    said: tuple[LocalRule | None, ...]


def rule_table(rules: Iterable[LocalRule]) -> list[RuleRow]:
    """What these rules say, by form of session and kind of item. A rule on one kind wins over a rule on all of them."""
    known = list(rules)
    return [RuleRow(mode, tuple(_said(known, mode=mode, scope=scope) for scope in SCOPES)) for mode in ModeChoice]


def _said(rules: Iterable[LocalRule], *, mode: ModeChoice, scope: RuleScope) -> LocalRule | None:
    found = [rule for rule in rules if rule.mode == mode and rule.concerns(scope.value)]
    return min(found, key=lambda rule: rule.scope == RuleScope.ANY, default=None)


@dataclass(frozen=True)
class RuleCounts:
    """How many departments say what, in the whole country: numbers only."""

    commissions: int
    with_rules: int
    unsuitable: tuple[tuple[ModeChoice, tuple[int, ...]], ...]
    allowed: tuple[tuple[ModeChoice, int], ...]
    authors: tuple[tuple[RuleAuthor, int], ...]


def national_counts(*, today: date) -> RuleCounts:
    """Departments by form of session and kind of item that a local rule judges unsuitable, or provides for; rules by author.

    Counts of administrations, not of persons: nothing is suppressed, and no department is named. Three queries.
    """
    rows = LocalRule.unscoped.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today), adopted_on__lte=today)
    against = rows.filter(allowed=False).order_by("pk").values_list("commission_id", "mode", "scope")
    refusing: dict[tuple[str, str], set[Any]] = {}
    for commission_id, mode, scope in against:
        for each in SCOPES if scope == RuleScope.ANY else (RuleScope(scope),):
            refusing.setdefault((mode, each.value), set()).add(commission_id)
    others = dict(_counted(rows.filter(allowed=True), "mode"))
    totals = Commission.unscoped.aggregate(all=Count("pk", distinct=True), ruled=Count("pk", filter=Q(local_rules__in=rows), distinct=True))
    written = dict(_counted(rows, "author"))
    return RuleCounts(
        commissions=totals["all"],
        with_rules=totals["ruled"],
        unsuitable=tuple((mode, tuple(len(refusing.get((mode.value, scope.value), ())) for scope in SCOPES)) for mode in ModeChoice),
        allowed=tuple((mode, others.get(mode.value, 0)) for mode in ModeChoice),
        authors=tuple((author, written.get(author.value, 0)) for author in RuleAuthor),
    )


def _counted(rows: Any, name: str) -> Any:
    return rows.order_by(name).values_list(name).annotate(n=Count("commission_id", distinct=True))
