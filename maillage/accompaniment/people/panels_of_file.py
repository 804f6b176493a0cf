"""Who accompanies her, what the file is, its closing, and this room's part of the hand-over, as panels of the page of the file."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from maillage.accompaniment.people import selectors
from maillage.accompaniment.people.models import Accord, KeyWorker, Person
from maillage.accompaniment.people.retention import keep_until
from maillage.accompaniment.people.selectors.contact import day_sentence
from maillage.accompaniment.people.withdrawal import Consequence
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui import speech
from maillage.foundation.ui.panels import Shown
from maillage.foundation.vault import Reason, reason_choices

CLOSING_REASONS = (Reason.FOLLOW_UP, Reason.HER_REQUEST, Reason.CONTROL)
REFUSAL_REASONS = (Reason.FOLLOW_UP, Reason.HANDOVER)


def show_closing(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """That the file is closed, until when it is kept; why, for who works on it."""
    if obj.closed_on is None:
        return None
    may_edit = actor.may(Permission.PERSON_EDIT, on=obj)
    return Shown(
        template="people/closing.html",
        data={
            "closing": selectors.closing_of(obj) if may_edit else None,
            "keep_until": keep_until(obj),
            "may_reopen": may_edit,
            "may_open": actor.may(Permission.STORY_OPEN, on=obj),
            "reasons": reason_choices(*CLOSING_REASONS),
        },
        sentence=_("Dossier fermé le %(day)s.") % {"day": speech.day_words(obj.closed_on)},
    )


def show_key_workers(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """Who accompanies her, present and past, and what was offered to whom."""
    workers = selectors.key_workers_of(obj)
    present = [each for each in workers if each.starts_on <= today and (each.ends_on is None or each.ends_on > today)]
    mine = any(each.user_id == actor.user_id and each.ends_on is None for each in present)
    assigns = actor.may(Permission.PERSON_ASSIGN, on=obj)
    return Shown(
        template="people/key_workers.html",
        data={
            "present": present,
            "coming": [each for each in workers if each.starts_on > today and (each.ends_on is None or each.ends_on > each.starts_on)],
            "past": [each for each in workers if each.ends_on is not None and each.ends_on <= today],
            "offers": selectors.offers_on(obj) if assigns else [],
            "may_take": actor.may(Permission.PERSON_EDIT, on=obj) and not mine and obj.closed_on is None,
            "may_offer": assigns and obj.closed_on is None,
        },
    )


def show_elsewhere(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """For who sees little of the file (reception, outreach): said always and in the same words, whether or not there is something more.

    It names whom to ask and tells nothing of what exists, which could by itself be a danger.
    """
    if actor.may(Permission.APPLICATION_LIST, on=obj):
        return None
    present = [each.user.display_name for each in selectors.present_inside(obj, today=today)]
    return Shown(template="people/elsewhere.html", data={"names": present})


def show_about(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """The file itself: its dates, and what may be done with it."""
    return Shown(
        template="people/about.html",
        data={
            "keep_until": keep_until(obj),
            "may_edit": actor.may(Permission.PERSON_EDIT, on=obj) and obj.closed_on is None,
            "may_erase": actor.may(Permission.PERSON_ERASE, on=obj),
        },
    )


def show_hand_over(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """How to reach her, opened for the hand-over, and the last contact. Called once the hand-over was opened, with its reason."""
    rule = selectors.rule_of(obj)
    opens = actor.may(Permission.CONTACT_OPEN, on=obj)
    card = selectors.open_contact(actor=actor, person=obj, reason=Reason.HANDOVER, today=today) if opens else None
    return Shown(
        template="people/hand_over_contact.html",
        data={
            "sentence": day_sentence(rule, today=today),
            "answering": rule.get_answering_display() if rule is not None else "",
            "leaving": rule.get_leaving_display() if rule is not None else "",
            "card": card,
            "last_contact_on": obj.last_contact_on,
        },
    )


def foresee_end_of_share(*, accord: Accord, actor: Actor, today: date) -> list[Consequence]:
    """Who, in the other association, will not see anything any more."""
    shared = KeyWorker.unscoped.present(today=today).filter(person_id=accord.person_id, association_id=accord.recipient_id)
    said = _("%(name)s (%(place)s) ne verra plus rien de ce dossier, aussitôt.")
    found = shared.filter(accord__isnull=False).select_related("user", "association").order_by("pk")
    return [Consequence(sentence=said % {"name": each.user.display_name, "place": each.association.name}) for each in found]
