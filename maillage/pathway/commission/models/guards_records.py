"""What the database itself refuses about the records of a session: an approval undone, an answer changed, a proof that disappears."""

from __future__ import annotations

from maillage.foundation.kernel.triggers import Trigger
from maillage.pathway.commission.models.guarding import guard

_MINUTES, _REVISION = "mg_commission_minutes", "mg_commission_revision"
_PROOF, _ELIMINATION = "mg_commission_keydestruction", "mg_commission_elimination"
_ELIMINATED = (
    "EXISTS (SELECT 1 FROM mg_commission_elimination e JOIN mg_commission_minutes m ON m.session_id = e.session_id "
    "WHERE m.id = OLD.minutes_id AND e.eliminated_on IS NOT NULL)"
)


def record_guards() -> tuple[Trigger, ...]:
    """The guards of the minutes and of the archive. None is on a sealed column: a key that turns writes it again."""
    approved = "OLD.approved_on IS NOT NULL AND (NEW.approved_on IS NULL OR NEW.approved_on <> OLD.approved_on)"
    eliminated = "OLD.eliminated_on IS NOT NULL"
    return (
        guard(
            f"{_MINUTES}_approved", table=_MINUTES, event="UPDATE OF approved_on", condition=approved, sentence="An approval is not undone."
        ),
        guard(
            f"{_REVISION}_answered",
            table=_REVISION,
            event="UPDATE OF state",
            condition="OLD.state <> 'pending' AND NEW.state <> OLD.state",
            sentence="A correction answered does not change.",
        ),
        guard(f"{_REVISION}_kept", table=_REVISION, event="DELETE", condition=f"NOT {_ELIMINATED}", sentence="Each correction is kept."),
        guard(f"{_PROOF}_frozen", table=_PROOF, event="UPDATE", condition="1 = 1", sentence="The proof does not change."),
        guard(f"{_PROOF}_kept", table=_PROOF, event="DELETE", condition="1 = 1", sentence="The proof is kept."),
        guard(f"{_ELIMINATION}_frozen", table=_ELIMINATION, event="UPDATE", condition=eliminated, sentence="What is done is done."),
        guard(f"{_ELIMINATION}_kept", table=_ELIMINATION, event="DELETE", condition="OLD.visa_on IS NOT NULL", sentence="A visa is kept."),
    )
