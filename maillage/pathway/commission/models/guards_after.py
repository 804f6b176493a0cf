"""What the database refuses after the decision: a notification does not change, an end is not signed before she was heard."""

from __future__ import annotations

from maillage.foundation.kernel.triggers import Trigger
from maillage.pathway.commission.models.guarding import guard


def guards_after() -> tuple[Trigger, ...]:
    """A notification with its proof stands; observations asked are noted before an end is signed; what she said is kept."""
    delivery, hearing, decision = "mg_commission_delivery", "mg_commission_contradictory", "mg_commission_decision"
    rewritten = "OLD.notified_on IS NOT NULL AND (NEW.notified_on IS NULL OR NEW.notified_on <> OLD.notified_on OR NEW.proof <> OLD.proof)"
    # The same words as `Ending.against_her`: her own request alone dispenses from hearing her (CRPA, art. L. 121-2).
    unsaid = (
        "OLD.signed_on IS NULL AND NEW.signed_on IS NOT NULL AND NEW.sense = 'ended' AND EXISTS "
        "(SELECT 1 FROM mg_psp_ending e WHERE e.application_id = NEW.application_id "
        "AND (e.reason <> 'her_wish' OR e.asked_by = 'secretariat' AND e.told_on IS NULL)) "
        "AND NOT EXISTS (SELECT 1 FROM mg_commission_contradictory c WHERE c.application_id = NEW.application_id "
        "AND c.heard <> '' AND c.heard_on <= NEW.signed_on)"
    )
    return (
        guard(
            f"{delivery}_stands", table=delivery, event="UPDATE", condition=rewritten, sentence="A notification with its proof stands."
        ),
        guard(
            f"{delivery}_kept", table=delivery, event="DELETE", condition="OLD.notified_on IS NOT NULL", sentence="A notification is kept."
        ),
        guard(f"{hearing}_kept", table=hearing, event="DELETE", condition="OLD.told_on IS NOT NULL", sentence="What she was told is kept."),
        guard(
            f"{decision}_heard_first", table=decision, event="UPDATE OF signed_on", condition=unsaid,
            sentence="No end is signed before she was heard.",
        ),
    )  # fmt: skip
