"""How a guard of the room is written once for both databases."""

from __future__ import annotations

from maillage.foundation.kernel.triggers import Trigger


def guard(name: str, *, table: str, event: str, condition: str, sentence: str) -> Trigger:
    """Before this event, when the condition holds, refuse with this sentence."""
    return Trigger(
        name=name,
        table=table,
        sqlite=f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{sentence}'); END",
        postgres_when=f"BEFORE {event}",
        postgres_body=f"IF {condition} THEN RAISE EXCEPTION '{sentence}'; END IF;",
    )
