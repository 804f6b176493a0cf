"""The pages of kept mail: the list of the reception, a delivery noted in ten seconds, the letters of one person."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.accompaniment.kept_mail import selectors, services
from maillage.accompaniment.kept_mail.forms import Delivery, LeaveForm, Line, TellForm
from maillage.accompaniment.kept_mail.models import KeptMail, Outcome, Sender, Told
from maillage.accompaniment.kept_mail.selectors import Which
from maillage.accompaniment.kept_mail.services import Letter
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.pages import file_page
from maillage.accompaniment.people.selectors import get_person, label_of, search_people
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope, Refused, Stale
from maillage.foundation.kernel.moment import Moment
from maillage.foundation.ui.answers import FormPage, act_and_return, attempt, read_key, show_form, show_stale, typed_in
from maillage.foundation.ui.filters import Choice, Filter, read_filter

PAGE = 25
TAB = "kept_mail.person"


def _moment(request: Any) -> Moment:
    return Moment(now=request.now, today=request.today)


@requires(Permission.MAIL_KEEP)
@require_GET
def list_mail(request: Any) -> HttpResponse:
    """The letters that wait, the urgent and the oldest first."""
    counts = selectors.counts_of(request.actor, today=request.today)
    chosen = _filter(request, counts)
    rows = selectors.mail_visible_to(request.actor, today=request.today, which=Which(chosen.value))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    own = sorted({mandate.organisation_id for mandate in request.actor.granting(Permission.MAIL_KEEP)}, key=str)
    context = {
        "page": page,
        "rows": selectors.rows_of(list(page.object_list), actor=request.actor, today=request.today),
        "reasons_to_open": [reason for pk in own for reason in selectors.reasons_to_open(pk, today=request.today)],
        "counts": counts,
        "filters": (chosen,),
        "gone": chosen.value == Which.GONE,
    }
    return render(request, "kept_mail/list.html", context)


def _filter(request: Any, counts: selectors.Counts) -> Filter:
    choices = (
        Choice(Which.ALERTING, _("qui attendent trop"), counts.alerting),
        Choice(Which.UNTOLD, _("dont elle ne sait rien"), counts.untold),
        Choice(Which.GONE, _("partis")),
    )
    return read_filter(request.GET, code="courriers", label=_("Courriers"), choices=choices)


@requires(Permission.MAIL_KEEP)
@require_http_methods(["GET", "POST"])
def search_mail(request: Any) -> HttpResponse:
    """She is at the counter: her file, by its pseudonym sent by POST; straight to her letters when one file alone answers."""
    if request.method != "POST":
        return redirect("kept_mail:list")
    query = request.POST.get("q", "")[:80].strip()
    found = search_people(actor=request.actor, query=query, today=request.today) if query else []
    if len(found) == 1:
        return redirect("kept_mail:person", pk=found[0].id)
    return render(request, "kept_mail/search.html", {"query": query, "found": found})


@requires(Permission.MAIL_KEEP)
@require_http_methods(["GET", "POST"])
def note_mail(request: Any) -> HttpResponse:
    """A delivery: up to six letters at once, each found by a pseudonym or a reference."""
    delivery = Delivery.made(typed_in(request), today=request.today, first=_first_reference(request))
    if request.method != "POST":
        return _show_delivery(request, delivery)
    if not delivery.is_valid() or not _find_all(request, delivery):
        return _show_delivery(request, delivery)
    letters = [_letter(line) for line in delivery.lines if line.found is not None]
    refused = attempt(
        lambda: services.keep_several(
            actor=request.actor,
            today=request.today,
            letters=letters,
            received_on=delivery.head.cleaned_data["received_on"],
            key=delivery.head.cleaned_data["key"] or uuid.uuid4(),
        )
    )
    if refused is not None:
        return _show_delivery(request, delivery, refused=refused)
    said = ngettext("J'ai noté %(n)d courrier.", "J'ai noté %(n)d courriers.", len(letters))
    messages.success(request, said % {"n": len(letters)})
    return redirect("kept_mail:list")


def _first_reference(request: Any) -> str:
    """The reference of the file from which one comes, by its id; nothing when it is not hers to see."""
    try:
        person = get_person(actor=request.actor, pk=uuid.UUID(request.GET.get("dossier", "")), today=request.today)
    except (ValueError, OutOfScope):
        return ""
    return person.reference


def _find_all(request: Any, delivery: Delivery) -> bool:
    """Find the file of each line; what is not sure is asked, on its line."""
    typed = [line for line in delivery.lines if not line.is_empty]
    if not typed:
        delivery.lines[0].form.add_error("who", _("Écrivez au moins un pseudonyme ou une référence."))
        return False
    for line in typed:
        _find(request, line)
    return all(line.found is not None for line in typed)


def _find(request: Any, line: Line) -> None:
    if line.chosen is not None:
        try:
            line.found = get_person(actor=request.actor, pk=line.chosen, today=request.today)
        except OutOfScope:
            line.form.add_error("who", _("Ce dossier ne vous est pas ouvert : cherchez de nouveau."))
        return
    exact, line.candidates = selectors.candidates_for(line.form.cleaned_data["who"], actor=request.actor, today=request.today)
    if exact is not None:
        line.found = get_person(actor=request.actor, pk=exact.id, today=request.today)
    elif line.candidates:
        line.form.add_error("who", _("Est-ce bien elle ? Choisissez le dossier ci-dessous, ou corrigez le pseudonyme."))
    else:
        line.form.add_error("who", _("Aucun dossier trouvé : vérifiez le pseudonyme, ou demandez à sa référente."))


def _letter(line: Line) -> Letter:
    return Letter(person=line.found, sender=Sender(line.form.cleaned_data["sender"]), urgent=line.form.cleaned_data["urgent"])


def _show_delivery(request: Any, delivery: Delivery, *, refused: Refused | None = None) -> HttpResponse:
    context = {"delivery": delivery, "refused": refused.sentence if refused is not None else ""}
    return render(request, "kept_mail/note.html", context, status=422 if request.method == "POST" else 200)


@requires(Permission.MAIL_KEEP, on=get_person)
@require_GET
def show_mail_of(request: Any, person: Person) -> HttpResponse:
    """The letters of one person: what waits, what left."""
    waiting = selectors.mail_of(person)
    context = {
        **file_page(request, person, tab=TAB),
        "person_code": str(person.pk),
        "waiting": selectors.rows_of(waiting, actor=request.actor, today=request.today),
        "gone": selectors.mail_of(person, gone=True),
        "untold": any(mail.told_on is None for mail in waiting),
        "withdrawn": selectors.keeping_is_withdrawn(person, today=request.today),
    }
    return render(request, "kept_mail/person.html", context)


@requires(Permission.MAIL_KEEP, on=get_person)
@require_POST
def hand_over(request: Any, person: Person) -> HttpResponse:
    """She is here: everything is handed over, in one click."""
    return act_and_return(
        request,
        lambda: services.hand_over_all(actor=request.actor, moment=_moment(request), person=person, key=read_key(request)),
        url=reverse("kept_mail:person", args=[person.pk]),
        done=_("J'ai noté tout son courrier comme remis."),
    )


@requires(Permission.MAIL_KEEP, on=get_person)
@require_http_methods(["GET", "POST"])
def tell(request: Any, person: Person) -> HttpResponse:
    """She is told that a letter waits, by a way that her rule allows now."""
    ways = selectors.ways_to_tell(person, moment=_moment(request))
    form = TellForm(typed_in(request), ways=ways)
    name = label_of(person, actor=request.actor, today=request.today)
    page = FormPage(
        heading=_("Prévenir %(name)s") % {"name": name},
        lead=_("Dites seulement qu'il y a du courrier, jamais de qui. Prévenez-la d'abord, notez ensuite."),
        submit=_("Elle est prévenue"),
        icon="check",
        back_url=reverse("kept_mail:person", args=[person.pk]),
        back_label=_("Son courrier"),
        template="kept_mail/tell.html",
    )
    closed = [way for way in ways if not way.allowed]
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page, closed=closed)
    refused = attempt(
        lambda: services.tell_mail(
            actor=request.actor,
            moment=_moment(request),
            person=person,
            by=Told(form.cleaned_data["by"]),
            key=form.cleaned_data["key"],
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused, closed=closed)
    messages.success(request, _("J'ai noté qu'elle est prévenue."))
    return redirect("kept_mail:person", pk=person.pk)


LEAVE_LABELS = {"outcome": gettext_lazy("Ce qu'il devient")}


@requires(Permission.MAIL_KEEP, on=selectors.get_mail)
@require_http_methods(["GET", "POST"])
def close(request: Any, mail: KeptMail) -> HttpResponse:
    """How a letter left: one click when it is handed over, else its page."""
    home = reverse("kept_mail:person", args=[mail.person_id])
    page = FormPage(
        heading=_("Ce courrier s'en va"),
        lead=_("%(sender)s. Il n'est jamais ouvert ici.") % {"sender": capfirst(mail.get_sender_display())},
        submit=_("Enregistrer"),
        back_url=home,
        back_label=_("Son courrier"),
    )
    form = LeaveForm(typed_in(request))
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page, version=mail.version)
    typed = form.cleaned_data
    try:
        refused = attempt(
            lambda: services.close_mail(
                actor=request.actor,
                moment=_moment(request),
                mail=mail,
                seen=typed["version"],
                outcome=Outcome(typed["outcome"]),
                key=typed["key"],
            )
        )
    except Stale as stale:
        both = Stale(
            current={"outcome": _("toujours ici")},
            submitted={"outcome": Outcome(typed["outcome"]).label},
            version=stale.version,
        )
        return show_stale(request, both, form=form, labels=LEAVE_LABELS, back_url=home)
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai noté ce courrier : %(outcome)s.") % {"outcome": Outcome(typed["outcome"]).label})
    return redirect("kept_mail:list" if request.POST.get("from") == "list" else home)
