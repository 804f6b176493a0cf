"""What the database itself refuses, on both engines: nobody votes on their own file, late, or twice; nothing closed opens again."""

from __future__ import annotations

from maillage.foundation.kernel.triggers import Trigger

_ITEM_CLOSED = "EXISTS (SELECT 1 FROM mg_commission_item i WHERE i.id = {row}.item_id AND i.outcome <> '')"
_SESSION_NOT_OPEN = (
    "NOT EXISTS (SELECT 1 FROM mg_commission_item i JOIN mg_commission_session s ON s.id = i.session_id "
    "WHERE i.id = NEW.item_id AND s.state = 'open')"
)
_RECUSED = "EXISTS (SELECT 1 FROM mg_commission_recusal r WHERE r.item_id = NEW.item_id AND r.seat_id = NEW.seat_id)"
_PRESENTS = (
    "EXISTS (SELECT 1 FROM mg_commission_item i JOIN mg_psp_application a ON a.id = i.application_id "
    "JOIN mg_commission_seat t ON t.id = NEW.seat_id WHERE i.id = NEW.item_id AND t.holder_organisation_id = a.organisation_id)"
)
_ELSEWHERE = (
    "NOT EXISTS (SELECT 1 FROM mg_commission_item i JOIN mg_commission_session s ON s.id = i.session_id "
    "JOIN mg_commission_seat t ON t.commission_id = s.commission_id WHERE i.id = NEW.item_id AND t.id = NEW.seat_id)"
)


def _guard(name: str, *, table: str, event: str, condition: str, sentence: str) -> Trigger:
    return Trigger(
        name=name,
        table=table,
        sqlite=f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{sentence}'); END",
        postgres_when=f"BEFORE {event}",
        postgres_body=f"IF {condition} THEN RAISE EXCEPTION '{sentence}'; END IF;",
    )


def triggers_of_commission() -> tuple[Trigger, ...]:
    """Every guard of the room."""
    return (*_opinion_guards(), *_recusal_guards(), *_item_guards(), *_session_guards(), *_decision_guards())


def _opinion_guards() -> tuple[Trigger, ...]:
    rules = (
        ("closed", _ITEM_CLOSED.format(row="NEW"), "No opinion once the item is closed."),
        ("not_open", _SESSION_NOT_OPEN, "No opinion unless the session is open."),
        ("recused", _RECUSED, "A recused seat gives no opinion."),
        ("presents", _PRESENTS, "The presenting organisation gives no opinion."),
        ("elsewhere", _ELSEWHERE, "A seat of another commission gives no opinion."),
    )
    table = "mg_commission_opinion"
    kept = [
        _guard(f"{table}_{code}_{event.lower()}", table=table, event=event, condition=condition, sentence=sentence)
        for code, condition, sentence in rules
        for event in ("INSERT", "UPDATE")
    ]
    gone = _guard(
        f"{table}_kept", table=table, event="DELETE", condition=_ITEM_CLOSED.format(row="OLD"), sentence="An opinion counted is kept."
    )
    return (*kept, gone)


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
