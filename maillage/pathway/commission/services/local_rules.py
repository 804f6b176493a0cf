"""The dated rules of a commission: "this kind of item, in this mode: no", with its reason and who says it; and their end."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.pathway.commission import actions, actions_composition
from maillage.pathway.commission.errors import RuleKnown, WrongDates
from maillage.pathway.commission.models import Commission, LocalRule, ModeChoice, RuleAuthor, RuleScope
from maillage.pathway.commission.services.moving import check_day_fit


@idempotent(LocalRule)
@transaction.atomic
def adopt_rule(
    *,
    actor: Actor,
    today: date,
    commission: Commission,
    mode: ModeChoice,
    allowed: bool,
    reason: str,
    basis: str,
    adopted_on: date,
    scope: RuleScope = RuleScope.ANY,
    author: RuleAuthor = RuleAuthor.COMMISSION,
) -> LocalRule:
    """Note a dated rule of this commission: a mode it allows, or one it judges unsuitable for a kind of application.

    It bars nothing by itself: no text read does. One rule at a time says something of a mode and a kind.
    Raises Denied, DayUnfit, RuleKnown.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=commission)
    check_day_fit(adopted_on, today=today)
    commission = Commission.unscoped.locked(commission.pk)
    same = LocalRule.unscoped.filter(commission=commission, mode=mode, scope=scope).exclude(ends_on__lte=adopted_on)
    if same.exists():
        raise RuleKnown
    rule = LocalRule.unscoped.create(
        commission=commission,
        scope=scope,
        mode=mode,
        allowed=allowed,
        reason=reason.strip(),
        author=author,
        basis=basis.strip(),
        adopted_on=adopted_on,
    )
    record(actor, actions.RULE_ADOPTED, rule, today=today, adopted_on=adopted_on, mode=mode, allowed=allowed)
    return rule


@transaction.atomic
def end_rule(*, actor: Actor, today: date, rule: LocalRule, ends_on: date) -> LocalRule:
    """Note the first day on which a rule no longer holds. Said again with the same day, it is answered the same.

    Raises Denied, DayUnfit, WrongDates for a day not after its adoption, or for a rule ended already on another day.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=rule)
    check_day_fit(ends_on, today=today)
    rule = LocalRule.unscoped.select_related("commission").locked(rule.pk)
    if rule.ends_on == ends_on:
        return rule
    if rule.ends_on is not None or ends_on <= rule.adopted_on:
        raise WrongDates
    rule.ends_on = ends_on
    rule.version += 1
    rule.save(update_fields=["ends_on", "version"])
    record(actor, actions_composition.RULE_ENDED, rule, today=today, ends_on=ends_on)
    return rule
