"""What the database itself refuses, on both engines: nobody votes on their own file, late, or twice; nothing closed opens again."""

from __future__ import annotations

from maillage.foundation.kernel.triggers import Trigger
from maillage.pathway.commission.models.guarding import guard as _guard
from maillage.pathway.commission.models.guards_after import guards_after
from maillage.pathway.commission.models.guards_composition import composition_guards
from maillage.pathway.commission.models.guards_records import record_guards
from maillage.pathway.commission.models.guards_sitting import sitting_guards
from maillage.pathway.commission.models.guards_voting import voting_guards


def triggers_of_commission() -> tuple[Trigger, ...]:
    """Every guard of the room."""
    return (
        *voting_guards(),
        *_recusal_guards(),
        *_item_guards(),
        *_session_guards(),
        *sitting_guards(),
        *composition_guards(),
        *record_guards(),
        *_decision_guards(),
        *guards_after(),
    )


def _recusal_guards() -> tuple[Trigger, ...]:
    table = "mg_commission_recusal"
    voted = "EXISTS (SELECT 1 FROM mg_commission_opinion o WHERE o.item_id = NEW.item_id AND o.seat_id = NEW.seat_id)"
    begun = (
        "EXISTS (SELECT 1 FROM mg_commission_item i JOIN mg_commission_session s ON s.id = i.session_id "
        "WHERE i.id = OLD.item_id AND s.state <> 'draft')"
    )
    return (
        _guard(f"{table}_voted", table=table, event="INSERT", condition=voted, sentence="A seat that voted is not recused in silence."),
        _guard(f"{table}_kept", table=table, event="DELETE", condition=begun, sentence="A recusal is kept."),
        _guard(f"{table}_frozen", table=table, event="UPDATE", condition="1 = 1", sentence="A recusal does not change."),
    )


def _item_guards() -> tuple[Trigger, ...]:
    table = "mg_commission_item"
    over = "EXISTS (SELECT 1 FROM mg_commission_session s WHERE s.id = {row}.session_id AND s.state IN ('closed', 'cancelled'))"
    changed = "OLD.outcome <> '' AND (NEW.outcome <> OLD.outcome OR NEW.sense <> OLD.sense OR NEW.cause <> OLD.cause)"
    return (
        _guard(f"{table}_frozen", table=table, event="UPDATE", condition=changed, sentence="The outcome of an item does not change."),
        _guard(
            f"{table}_in_time",
            table=table,
            event="UPDATE OF outcome",
            condition=f"NEW.outcome <> OLD.outcome AND {over.format(row='NEW')}",
            sentence="No outcome once the session is over.",
        ),
        _guard(
            f"{table}_not_late",
            table=table,
            event="INSERT",
            condition=over.format(row="NEW"),
            sentence="No item is added once the session is over.",
        ),
        _guard(f"{table}_kept", table=table, event="DELETE", condition="OLD.outcome <> ''", sentence="An item with an outcome is kept."),
    )


def _session_guards() -> tuple[Trigger, ...]:
    table = "mg_commission_session"
    reopened = "OLD.state IN ('closed', 'cancelled') AND NEW.state <> OLD.state"
    unfinished = (
        "NEW.state = 'closed' AND OLD.state <> 'closed' AND (OLD.state <> 'open' OR "
        "EXISTS (SELECT 1 FROM mg_commission_item i WHERE i.session_id = NEW.id AND i.outcome = ''))"
    )
    return (
        _guard(
            f"{table}_final", table=table, event="UPDATE OF state", condition=reopened, sentence="A session that is over never reopens."
        ),
        _guard(
            f"{table}_finished",
            table=table,
            event="UPDATE OF state",
            condition=unfinished,
            sentence="A session closes when each item has an outcome.",
        ),
        _guard(f"{table}_kept", table=table, event="DELETE", condition="OLD.state <> 'draft'", sentence="A session convened is kept."),
    )


def _decision_guards() -> tuple[Trigger, ...]:
    table = "mg_commission_decision"
    changed = (
        "OLD.signed_on IS NOT NULL AND (NEW.signed_on IS NULL OR NEW.signed_on <> OLD.signed_on OR NEW.sense <> OLD.sense "
        "OR NEW.number <> OLD.number)"
    )
    return (
        _guard(f"{table}_frozen", table=table, event="UPDATE", condition=changed, sentence="A signed decision does not change."),
        _guard(f"{table}_kept", table=table, event="DELETE", condition="OLD.signed_on IS NOT NULL", sentence="A signed decision is kept."),
    )
