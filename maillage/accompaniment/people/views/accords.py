"""What she agreed to: the list, noted for one purpose, withdrawn after saying what will stop."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maillage.accompaniment.people import selectors, services
from maillage.accompaniment.people.forms import AccordForm
from maillage.accompaniment.people.models import Accord, Interpreted, Means, Person, Proof, Purpose
from maillage.accompaniment.people.pages import file_page
from maillage.accompaniment.people.withdrawal import what_will_stop
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import download_response, get_document, open_document
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.ui.answers import FormPage, KeyedForm, attempt, show_form, typed_in
from maillage.foundation.vault import Reason

# In the order in which a follow-up meets them.
PURPOSES = (
    Purpose.FILE_APPLICATION,
    Purpose.CONTACT_PARTNER,
    Purpose.SHARE_FOLLOW_UP,
    Purpose.TRANSFER,
    Purpose.KEEP_MAIL,
    Purpose.INTERPRETER,
    Purpose.OWN_ACCESS,
    Purpose.STATISTICS,
)


@requires(Permission.APPLICATION_LIST, on=selectors.get_person)
@require_GET
def list_accords(request: Any, person: Person) -> HttpResponse:
    """Her accords in force, those that are over, and what passed without one."""
    accords, today = selectors.accords_of(person), request.today
    reads_dangers = request.actor.may(Permission.PERSON_ASSIGN, on=person)
    context = {
        **file_page(request, person, tab="people.accords"),
        "holding": [each for each in accords if each.holds(today=today)],
        "over": [each for each in accords if not each.holds(today=today)],
        "overrides": selectors.overrides_of(person) if reads_dangers else [],
        "reads_dangers": reads_dangers,
        "purposes": [(each.value, each.label) for each in PURPOSES],
        "may_edit": request.actor.may(Permission.PERSON_EDIT, on=person),
        "may_open_scan": request.actor.may(Permission.ATTACHMENTS_OPEN, on=person),
    }
    return render(request, "people/accord_list.html", context)


@requires(Permission.PERSON_EDIT, on=selectors.get_person)
@require_http_methods(["GET", "POST"])
def give_accord(request: Any, person: Person) -> HttpResponse:
    """Note what she agrees to; `pour` names the purpose, the filing of her application when it is not said."""
    purpose = _purpose(request)
    recipients = selectors.choices_of_recipients(person, purpose=purpose, today=request.today)
    form = AccordForm(typed_in(request), request.FILES or None, purpose=purpose, recipients=recipients, today=request.today)
    page = FormPage(
        heading=_("Noter son accord"),
        lead=_("Pour %(purpose)s. Elle peut le retirer à tout moment.") % {"purpose": purpose.label},
        submit=_("Noter son accord"),
        icon="hand-heart",
        back_url=reverse("people:accords", args=[person.pk]),
        back_label=_("Revenir à ses accords"),
        notes=() if recipients else (_nobody(purpose),),
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    chosen = next(each for each in recipients if each.code == typed["recipient"])
    refused = attempt(
        lambda: services.give_accord(
            actor=request.actor,
            today=request.today,
            person=person,
            purpose=purpose,
            recipient_id=chosen.recipient_id,
            recipient_kind=chosen.kind,
            means=Means(typed.get("means") or Means.ANY),
            language=typed["language"],
            interpreted=Interpreted(typed["interpreted"] or Interpreted.NOBODY),
            proof=Proof(typed["proof"]),
            given_on=typed["given_on"],
            expires_on=typed["expires_on"],
            upload=typed["scan"],
            key=typed["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai noté son accord."))
    return redirect("people:file" if purpose is Purpose.FILE_APPLICATION else "people:accords", pk=person.pk)


def _purpose(request: Any) -> Purpose:
    asked = request.GET.get("pour", "")
    return Purpose(asked) if asked in set(Purpose) else Purpose.FILE_APPLICATION


def _nobody(purpose: Purpose) -> str:
    if purpose is Purpose.FILE_APPLICATION:
        return _("Aucun secrétariat n'est encore inscrit dans ce département : l'accord pourra être noté dès qu'il le sera.")
    return _("Personne n'est inscrit ici pour recevoir cet accord.")


@requires(Permission.PERSON_EDIT, on=selectors.get_accord)
@require_http_methods(["GET", "POST"])
def withdraw_accord(request: Any, accord: Accord) -> HttpResponse:
    """Note that she withdraws it: what will stop is said first."""
    form = KeyedForm(typed_in(request))
    page = FormPage(
        heading=_("Noter le retrait de son accord"),
        lead=_("Pour %(purpose)s : %(towards)s. Dites-lui ce qui s'arrête, puis confirmez.")
        % {"purpose": accord.get_purpose_display(), "towards": accord.towards},
        submit=_("Noter le retrait"),
        icon="undo-2",
        back_url=reverse("people:accords", args=[accord.person_id]),
        back_label=_("Revenir à ses accords"),
        template="people/accord_withdrawal.html",
    )
    stops = what_will_stop(accord=accord, actor=request.actor, today=request.today) if accord.withdrawn_on is None else []
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page, stops=stops)
    refused = attempt(
        lambda: services.withdraw_accord(actor=request.actor, today=request.today, accord=accord, key=form.cleaned_data["key"])
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused, stops=stops)
    messages.success(request, _("J'ai noté le retrait de son accord."))
    return redirect("people:accords", pk=accord.person_id)


@requires(Permission.ATTACHMENTS_OPEN, on=selectors.get_accord)
@require_GET
def open_accord_scan(request: Any, accord: Accord) -> HttpResponse:
    """The signed paper; its opening is journaled."""
    if accord.scan is None:
        raise OutOfScope
    document = get_document(owner=accord.person, pk=accord.scan)
    return download_response(open_document(actor=request.actor, document=document, reason=Reason.CONTROL, today=request.today))
