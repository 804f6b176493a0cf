"""What the database refuses about who sits: no file of a person before a seat of child protection, no deputy where the code has none."""

from __future__ import annotations

from maillage.foundation.kernel.triggers import Trigger
from maillage.pathway.commission.models.guarding import guard

_NOT_FOR_FILES = (
    "EXISTS (SELECT 1 FROM mg_commission_session s JOIN mg_commission_seat t ON t.id = NEW.seat_id "
    "WHERE s.id = NEW.session_id AND s.kind = 'individual_psp' AND NOT t.sits_individual)"
)
_NOT_FOR_ITEMS = "EXISTS (SELECT 1 FROM mg_commission_seat t WHERE t.id = NEW.seat_id AND NOT t.sits_individual)"
_FILES_BEFORE_THEM = (
    "NEW.kind = 'individual_psp' AND EXISTS (SELECT 1 FROM mg_commission_convocation c JOIN mg_commission_seat t ON t.id = c.seat_id "
    "WHERE c.session_id = NEW.id AND NOT t.sits_individual)"
)
_NO_DEPUTY = "NEW.deputy AND EXISTS (SELECT 1 FROM mg_commission_seat t WHERE t.id = NEW.seat_id AND NOT t.substitutable)"


def composition_guards() -> tuple[Trigger, ...]:
    """CASF, art. R. 121-12-7 (decree of December 2025); CRPA, art. R. 133-3."""
    rows = (
        ("mg_commission_convocation", "files", _NOT_FOR_FILES, "This seat does not sit when files of persons are examined."),
        ("mg_commission_opinion", "files", _NOT_FOR_ITEMS, "This seat gives no opinion on the file of a person."),
        ("mg_commission_seatholder", "deputy", _NO_DEPUTY, "This seat has no deputy."),
    )
    kept = [
        guard(f"{table}_{code}_{event.lower()}", table=table, event=event, condition=condition, sentence=sentence)
        for table, code, condition, sentence in rows
        for event in ("INSERT", "UPDATE")
    ]
    turned = guard(
        "mg_commission_session_files",
        table="mg_commission_session",
        event="UPDATE OF kind",
        condition=_FILES_BEFORE_THEM,
        sentence="Seats convened for another kind of session do not see files of persons.",
    )
    return (*kept, turned)
