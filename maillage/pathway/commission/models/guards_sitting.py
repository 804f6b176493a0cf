"""What the database refuses during a sitting: an examination without a quorum or with somebody heard still there, a sheet written late."""

from __future__ import annotations

from maillage.foundation.kernel.triggers import Trigger
from maillage.pathway.commission.models.guarding import guard

_OVER = "EXISTS (SELECT 1 FROM mg_commission_session s WHERE s.id = {row}.session_id AND s.state IN ('closed', 'cancelled'))"
_NO_QUORUM = (
    "OLD.outcome = '' AND NEW.outcome = 'examined' AND (NEW.quorum_counted IS NULL OR NEW.quorum_counted < NEW.quorum_needed) "
    "AND EXISTS (SELECT 1 FROM mg_commission_session s WHERE s.id = NEW.session_id AND s.first_session_id IS NULL)"
)
_STILL_HEARD = (
    "OLD.outcome = '' AND NEW.outcome = 'examined' "
    "AND EXISTS (SELECT 1 FROM mg_commission_hearing h WHERE h.item_id = NEW.id AND h.left_at IS NULL)"
)
_ITEM_CLOSED = "EXISTS (SELECT 1 FROM mg_commission_item i WHERE i.id = {row}.item_id AND i.outcome <> '')"
_ELSEWHERE = (
    "NEW.current_item_id IS NOT NULL AND NOT EXISTS "
    "(SELECT 1 FROM mg_commission_item i WHERE i.id = NEW.current_item_id AND i.session_id = NEW.id)"
)

# The sealed words may be sealed again under another key; who was heard, when and with which opinion may not change.
_HEARD_CHANGES = (
    " AND (NEW.item_id <> OLD.item_id OR NEW.kind <> OLD.kind OR NEW.sense <> OLD.sense OR NEW.arrived_at <> OLD.arrived_at "
    "OR NEW.left_at <> OLD.left_at OR (NEW.left_at IS NULL) <> (OLD.left_at IS NULL))"
)


def sitting_guards() -> tuple[Trigger, ...]:
    """Every guard of the sitting."""
    item, span, hearing = "mg_commission_item", "mg_commission_presencespan", "mg_commission_hearing"
    return (
        guard(f"{item}_quorum", table=item, event="UPDATE", condition=_NO_QUORUM, sentence="Nothing is examined without a quorum."),
        guard(f"{item}_alone", table=item, event="UPDATE", condition=_STILL_HEARD, sentence="Whoever was heard leaves first."),
        *(
            guard(
                f"{span}_in_time_{event.lower()}",
                table=span,
                event=event,
                condition=_OVER.format(row="OLD" if event == "DELETE" else "NEW"),
                sentence="The sheet of a session that is over does not change.",
            )
            for event in ("INSERT", "UPDATE", "DELETE")
        ),
        *(
            guard(
                f"{hearing}_in_time_{event.lower()}",
                table=hearing,
                event=event,
                condition=_ITEM_CLOSED.format(row="OLD" if event == "DELETE" else "NEW") + (_HEARD_CHANGES if event == "UPDATE" else ""),
                sentence="Nobody is heard once the item is closed.",
            )
            for event in ("INSERT", "UPDATE", "DELETE")
        ),
        guard(
            "mg_commission_session_current",
            table="mg_commission_session",
            event="UPDATE",
            condition=_ELSEWHERE,
            sentence="The item in progress is on the agenda of this session.",
        ),
    )
