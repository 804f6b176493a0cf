"""The log of contacts: noted in three taps, read on the file, corrected, and the needs that were said in them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.accompaniment.contacts import services
from maillage.accompaniment.contacts.forms.log import ContactForm, CorrectionForm, NeedForm, TaskForm
from maillage.accompaniment.contacts.models import Contact, ContactKind, ContactWay, Initiator
from maillage.accompaniment.contacts.models.her_word import ASKS_FOR_A_CHANGE
from maillage.accompaniment.contacts.pages import room_places
from maillage.accompaniment.contacts.selectors import contact as reading
from maillage.accompaniment.contacts.services import Need
from maillage.accompaniment.intake.models import NoSolution, Partner
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.pages import PLACE, file_page
from maillage.accompaniment.people.selectors import get_person, label_of, search_people
from maillage.core.free_text import warnings_in
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import Stale
from maillage.foundation.kernel.moment import Moment
from maillage.foundation.ui import gestures, panels
from maillage.foundation.ui.answers import Conflict, FormPage, act_and_return, answer_form, attempt, read_key, typed_in
from maillage.foundation.ui.filters import Choice, Filter, read_filter

TAB, PANELS = "contacts.person", "contacts.person"
PAGE = 25
PREFILLED = ("voie", "qui", "forme")


def _moment(request: Any) -> Moment:
    return Moment(now=request.now, today=request.today)


@requires(Permission.CONTACT_NOTE)
@require_http_methods(["GET", "POST"])
def pick(request: Any) -> HttpResponse:
    """With whom: her own people first, or found by a pseudonym sent by POST; straight to the form when one file alone answers."""
    query = request.POST.get("q", "")[:80].strip()
    found = search_people(actor=request.actor, query=query, today=request.today) if query else []
    prefilled = {name: request.GET[name] for name in PREFILLED if request.GET.get(name)}
    asked = f"?{urlencode(prefilled)}" if prefilled else ""
    if len(found) == 1:
        return redirect(reverse("contacts:note_with", args=[found[0].id]) + asked)
    rows = found if query else reading.people_to_pick(request.actor, today=request.today)
    context = {"query": query, "rows": rows, "asked": asked, "places": room_places(request, current="note")}
    return render(request, "contacts/log/pick.html", context)


@requires(Permission.CONTACT_NOTE, on=get_person)
@require_http_methods(["GET", "POST"])
def note_with(request: Any, person: Person) -> HttpResponse:
    """By which way, how she was: saved at that tap. The rest if it is worth it."""
    writes = request.actor.may(Permission.NOTES_OPEN, on=person)
    form = ContactForm(typed_in(request), today=request.today, writes=writes, initial=_prefilled(request))
    name = label_of(person, actor=request.actor, today=request.today)
    page = FormPage(
        heading=_("Un échange avec %(name)s") % {"name": name},
        lead=_("Par où, puis comment elle allait : c'est enregistré. Le reste si vous en avez le temps."),
        submit=_("Enregistrer"),
        back_url=reverse("contacts:person", args=[person.pk]),
        back_label=_("Ses contacts"),
        template="contacts/log/note.html",
    )

    def act(typed: dict[str, Any]) -> Contact:
        made: Contact = services.note_contact(
            actor=request.actor, moment=_moment(request), person=person, draft=form.draft(), key=typed["key"]
        )
        return made

    def done(made: Contact) -> str:
        _warn(request, form.cleaned_data.get("words", ""))
        return _("J'ai noté l'échange. Hors consigne : c'est gardé, et dit.") if made.against else _("J'ai noté l'échange.")

    return answer_form(
        request, form, page=page, act=act, done=done, url=lambda made: reverse("contacts:show", args=[made.pk]), pseudonym_text=name
    )


def _prefilled(request: Any) -> dict[str, Any]:
    """What the page from which one comes knows already: codes only."""
    asked = {"way": ("voie", ContactWay), "initiated_by": ("qui", Initiator), "kind": ("forme", ContactKind)}
    return {field: request.GET[name] for field, (name, known) in asked.items() if request.GET.get(name) in known.values}


def _warn(request: Any, words: str) -> None:
    """After it is saved: what the words may give away, never the words themselves (a message waits in the session, in clear)."""
    if warnings_in(words):
        messages.warning(request, _("À relire : ces mots contiennent peut-être un numéro, une adresse ou le nom de quelqu'un d'autre."))


@requires(Permission.CONTACT_NOTE, on=get_person)
@require_GET
def show_contacts_of(request: Any, person: Person) -> HttpResponse:
    """Her contacts, the last first, and what she says of our calls."""
    actor, today = request.actor, request.today
    counts = reading.counts_of(person, actor=actor, today=today)
    who, kind = _filters(request, counts)
    words = reading.words_on_calls(person)
    rows = reading.contacts_of(
        person, actor=actor, today=today, initiated_by=who.value if who.value in Initiator.values else "", kind=kind.value,
        against=who.value == "hors-consigne",
    )  # fmt: skip
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        **file_page(request, person, tab=TAB),
        "page": page,
        "rows": reading.rows_of(list(page.object_list), actor=actor, today=today),
        "counts": counts,
        "filters": (who, kind) if counts.total else (),
        "next_on": reading.next_expected(person, today=today),
        "words": words,
        "asks_change": bool(words) and words[0].wish in ASKS_FOR_A_CHANGE,
        "courses": reading.courses_of(person),
        "panels": panels.panels_for(PANELS, actor=actor, obj=person, today=today),
        "closed": person.closed_on is not None,
    }
    return render(request, "contacts/log/person.html", context)


def _filters(request: Any, counts: reading.Counts) -> tuple[Filter, Filter]:
    choices = [
        Choice(Initiator.US, _("à notre initiative"), counts.by_us),
        Choice(Initiator.HER, _("à son initiative"), counts.by_her),
    ]
    if counts.against:
        choices.append(Choice("hors-consigne", _("hors consigne"), counts.against))
    kinds = [Choice(value, label) for value, label in ContactKind.choices]
    return (
        read_filter(request.GET, code="qui", label=_("Contacts"), choices=choices),
        read_filter(request.GET, code="forme", label=_("Forme"), choices=kinds),
    )


@requires(Permission.CONTACT_NOTE, on=reading.get_contact)
@require_GET
def show(request: Any, contact: Contact) -> HttpResponse:
    """One contact, and what to do of the need that was said in it."""
    return _show(request, contact, TaskForm(today=request.today))


def _show(request: Any, contact: Contact, form: TaskForm, *, refused: str = "") -> HttpResponse:
    actor, person = request.actor, contact.person
    standing = contact.mistaken_on is None
    offers = gestures.gestures_for(PLACE, actor, person) if standing and person.closed_on is None else ()
    context = {
        **file_page(request, person, tab=TAB),
        "contact": contact,
        "row": reading.rows_of([contact], actor=actor, today=request.today)[0],
        "form": form,
        "refused": refused,
        "may_task": standing and actor.may(Permission.NOTES_OPEN, on=person),
        "may_ask": standing and actor.may(Permission.REQUEST_NOTE, on=person),
        "partners": Partner.choices,
        "reasons": NoSolution.choices,
        "offers": [offer for offer in offers if offer.code != "contacts.note"],
    }
    return render(request, "contacts/log/show.html", context, status=422 if form.is_bound else 200)


@requires(Permission.NOTES_OPEN, on=reading.get_contact)
@require_http_methods(["GET", "POST"])
def raise_task(request: Any, contact: Contact) -> HttpResponse:
    """Something to do: a promise beside the note of this contact."""
    here = reverse("contacts:show", args=[contact.pk])
    if request.method != "POST":
        return redirect(here)
    form = TaskForm(request.POST, today=request.today)
    if not form.is_valid():
        return _show(request, contact, form)
    refused = attempt(
        lambda: services.raise_task(
            actor=request.actor, today=request.today, contact=contact, made=form.made(), key=form.cleaned_data["key"]
        )
    )
    if refused is not None:
        return _show(request, contact, form, refused=refused.sentence)
    messages.success(request, _("J'ai noté ce qui est à faire : c'est parmi les promesses de son dossier."))
    return redirect(here)


@requires(Permission.REQUEST_NOTE, on=reading.get_contact)
@require_POST
def raise_request(request: Any, contact: Contact) -> HttpResponse:
    """An aid, a referral, a request that waits, or nothing to offer: one tap."""
    here = reverse("contacts:show", args=[contact.pk])
    form = NeedForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choisissez ce qu'il en est du besoin."))
        return redirect(here)
    typed = form.cleaned_data
    return act_and_return(
        request,
        lambda: services.raise_request(
            actor=request.actor,
            today=request.today,
            contact=contact,
            need=Need(typed["need"]),
            partner=Partner(typed["oriented_to"]) if typed["oriented_to"] else None,
            no_solution=NoSolution(typed["no_solution"]) if typed["no_solution"] else None,
            key=typed["key"],
        ),
        url=here,
        done=_("J'ai noté le besoin parmi les demandes : %(need)s.") % {"need": Need(typed["need"]).label},
    )


CORRECTED = {
    "way": gettext_lazy("Par où"),
    "initiated_by": gettext_lazy("Qui a commencé"),
    "mood": gettext_lazy("Comment allait-elle"),
    "kind": gettext_lazy("Ce que c'était"),
    "happened_on": gettext_lazy("Le jour"),
    "minutes": gettext_lazy("Combien de minutes"),
    "themes": gettext_lazy("De quoi"),
    "next_on": gettext_lazy("Prochain contact le"),
}


@requires(Permission.CONTACT_NOTE, on=reading.get_contact)
@require_http_methods(["GET", "POST"])
def correct(request: Any, contact: Contact) -> HttpResponse:
    """What was noted too fast."""
    form = CorrectionForm(typed_in(request), today=request.today, initial=CorrectionForm.known(contact))
    page = FormPage(
        heading=_("Corriger un échange"),
        lead=_("Les mots, eux, se corrigent dans leur note."),
        submit=_("Enregistrer"),
        back_url=reverse("contacts:show", args=[contact.pk]),
        back_label=_("Revenir à l'échange"),
    )

    def act(typed: dict[str, Any]) -> Contact:
        changed: Contact = services.correct_contact(
            actor=request.actor, moment=_moment(request), contact=contact, seen=typed["version"], draft=form.draft(), key=typed["key"]
        )
        return changed

    conflict = Conflict(labels=CORRECTED, now=lambda _typed: _both(request, contact, form))
    return answer_form(request, form, page=page, act=act, done=_("J'ai corrigé l'échange."), version=contact.version, conflict=conflict)


def _both(request: Any, contact: Contact, form: CorrectionForm) -> Stale:
    """What is noted now and what was typed here, in words."""
    now = reading.get_contact(actor=request.actor, pk=contact.pk, today=request.today)
    here = reading.typed_in_words(form.codes(), of=contact)
    return Stale(current=reading.in_words(now), submitted=here, version=now.version)


@requires(Permission.CONTACT_NOTE, on=reading.get_contact)
@require_POST
def cross_out(request: Any, contact: Contact) -> HttpResponse:
    """It did not happen."""
    return act_and_return(
        request,
        lambda: services.mark_mistaken(actor=request.actor, today=request.today, contact=contact, key=read_key(request)),
        url=reverse("contacts:person", args=[contact.person_id]),
        done=_("J'ai rayé cet échange : il ne compte plus."),
    )
