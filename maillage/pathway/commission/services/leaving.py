"""An application that is withdrawn or transferred leaves the commission's work; a decision that she knows goes to her association."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from maillage.foundation.access.actor import Actor, system_actor
from maillage.foundation.documents import documents_of, get_document, open_document, remove_document, store_generated
from maillage.foundation.journal import record
from maillage.foundation.vault import Part, Reason, erase_subject
from maillage.pathway.commission import actions
from maillage.pathway.commission.models import Decision, DecisionSense, Item, OutcomeCode, Paper, Session
from maillage.pathway.commission.services.moving import touch
from maillage.pathway.commission.services.voting import throw_ballots
from maillage.pathway.commission.workflow import LIVE_STATES
from maillage.pathway.commission.workflow import State as SessionState
from maillage.pathway.psp import actions as psp_actions
from maillage.pathway.psp.models import Application
from maillage.pathway.psp.workflow import State

COPY = "decision"
_MAY_BE_PLANNED = (State.READY, State.FILED, State.SCHEDULED)
_OUTCOMES = {State.WITHDRAWN: OutcomeCode.WITHDRAWN, State.TRANSFERRED: OutcomeCode.MOVED}


def lock_commission(*, applications: Sequence[Application]) -> None:
    """Lock, before applications that may leave, the sessions of their departments that are not over, then their items: the order of
    `moving.locked_item`. All these sessions, so that no agenda takes one of them between these locks and that of the application.
    """
    going = Application.unscoped.filter(pk__in=[each.pk for each in applications], state__in=_MAY_BE_PLANNED)
    sessions = Session.unscoped.filter(territory_id__in=going.values("territory_id"), state__in=LIVE_STATES)
    for pk in list(sessions.order_by("pk").values_list("pk", flat=True)):
        Session.unscoped.locked(pk)
    items = Item.unscoped.filter(application__in=going, outcome="", session__state__in=LIVE_STATES)
    for pk in list(items.order_by("pk").values_list("pk", flat=True)):
        Item.unscoped.locked(pk)


def leave_commission(*, actor: Actor, today: date, application: Application, to: State) -> None:
    """Off a draft agenda, the item goes; convened or open, it is closed as withdrawn or moved, without a next date, and its reading copy
    is destroyed. A decision not signed yet is destroyed with its document. In the transaction of the act, after `lock_commission`.
    """
    items = Item.unscoped.select_related("session").filter(application=application, outcome="", session__state__in=LIVE_STATES)
    for item in items.order_by("pk"):
        session = Session.unscoped.locked(item.session_id)
        if session.state == SessionState.DRAFT:
            record(actor, actions.REMOVED, session, today=today, number=item.number)
            item.delete()
        else:
            Paper.unscoped.filter(item=item).delete()
            throw_ballots(item)
            item.outcome, item.closed_on = _OUTCOMES[to], today
            item.version += 1
            item.save(update_fields=["outcome", "closed_on", "version"])
            record(actor, actions.ITEM_LEFT, item, today=today, number=item.number, outcome=item.outcome)
        touch(session)
    destroy_unsigned(actor=actor, today=today, application=application)


def destroy_unsigned(
    *, actor: Actor, today: date, application: Application, senses: Sequence[DecisionSense] = tuple(DecisionSense)
) -> None:
    """Destroy a decision that nobody signed, of one of these senses: its documents, then its key, so that no backup gives its words
    back. The caller holds the lock of the application.
    """
    for decision in Decision.unscoped.filter(application=application, signed_on__isnull=True, sense__in=senses).order_by("pk"):
        for document in documents_of(decision):
            remove_document(actor=actor, document=document, today=today)
        erase_subject(actor=actor, subject=decision, today=today)
        decision.delete()


def give_decision(*, actor: Actor, today: date, application: Application) -> None:
    """The machine copies the signed decision (its scan, else the order as printed) under the key of her file: her association may read it,
    from the day on which she knows. Once; without a file of hers here, or a document, there is nothing to give.
    """
    decision = Decision.unscoped.filter(application=application, signed_on__isnull=False).first()
    person = application.person
    if decision is None or person is None or application.decision_copy is not None:
        return
    kept = decision.scan or decision.document
    if kept is None:
        return
    machine = system_actor()
    opened = open_document(actor=machine, document=get_document(owner=decision, pk=kept), reason=Reason.DECISION, today=today)
    stored = store_generated(
        actor=machine, owner=application, part=Part.ATTACHMENTS, name=opened.name, content=opened.content, mime=opened.mime, today=today,
        purpose=COPY,
    )  # fmt: skip
    application.decision_copy = stored.pk
    application.save(update_fields=["decision_copy"])
    record(machine, psp_actions.DECISION_COPIED, application, today=today)
