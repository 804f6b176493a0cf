"""The pages of messages: hers, the one about to leave, those that did not arrive; and the answer of the operator."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.accompaniment.contacts.forms.messages import DraftForm, HandleForm, SendForm
from maillage.accompaniment.contacts.models.message import Handling, Message
from maillage.accompaniment.contacts.selectors import messages as reading
from maillage.accompaniment.contacts.services import departing
from maillage.accompaniment.contacts.services import messages as services
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.pages import file_page
from maillage.accompaniment.people.selectors import get_person
from maillage.foundation.access.declaration import open_to_everyone, requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope, Refused
from maillage.foundation.kernel.moment import Moment
from maillage.foundation.notifications.senders.gateway import is_signed
from maillage.foundation.ui.answers import FormPage, act_and_return, answer_form, attempt, read_key, read_version
from maillage.foundation.vault import Reason

TAB = "contacts.messages"
ANSWER_LIMIT = 4096


def _moment(request: Any) -> Moment:
    return Moment(now=request.now, today=request.today)


def _hers(person_id: uuid.UUID) -> str:
    return reverse("contacts:messages", args=[person_id])


@requires(Permission.MESSAGE_SEND, on=get_person)
@require_GET
def list_messages(request: Any, person: Person) -> HttpResponse:
    """Her messages, and whether they are held."""
    page = Paginator(reading.messages_of(person), reading.PAGE).get_page(request.GET.get("page"))
    context = {
        **file_page(request, person, tab=TAB),
        "page": page,
        "rows": [reading.MessageLine(each) for each in page.object_list],
        "hold": reading.hold_of(person),
    }
    return render(request, "contacts/messages/list.html", context)


@requires(Permission.MESSAGE_SEND, on=get_person)
@require_http_methods(["GET", "POST"])
def write_message(request: Any, person: Person) -> HttpResponse:
    """Choose a text and a way, see what she would read, send it. Nothing leaves before it was seen."""
    if request.method == "POST":
        return _send(request, person)
    asked = bool(request.GET.get("modele") or request.GET.get("voie"))
    form = DraftForm(request.GET if asked else None, today=request.today)
    return _show(request, person, form, followed=_followed(request, request.GET.get("suite", "")))


def _send(request: Any, person: Person) -> HttpResponse:
    form = SendForm(request.POST, today=request.today)
    followed = _followed(request, request.POST.get("suite", ""))
    if not form.is_valid():
        return _show(request, person, form, followed=followed, status=422)
    typed = {"actor": request.actor, "moment": _moment(request), "draft": form.draft(), "key": form.cleaned_data["key"]}
    if followed is not None and followed.person_id == person.pk:
        refused = attempt(lambda: services.resend(message=followed, seen=form.cleaned_data["version"] or 0, **typed))
    else:
        refused = attempt(lambda: services.send_message(person=person, **typed))
    if refused is not None:
        return _show(request, person, form, followed=followed, refused=refused, status=422)
    return _done(request, person)


def _done(request: Any, person: Person) -> HttpResponse:
    messages.success(request, _("Le message est prêt : il part à l'heure dite, si sa consigne le permet encore."))
    return HttpResponseRedirect(_hers(person.pk))


def _followed(request: Any, sent: str) -> Message | None:
    """The message that this one follows, when it is hers to see."""
    try:
        return reading.get_message(actor=request.actor, pk=uuid.UUID(sent), today=request.today)
    except (ValueError, OutOfScope):
        return None


def _show(
    request: Any, person: Person, form: DraftForm, *, followed: Message | None, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    shown = None
    if form.is_bound and form.is_valid():
        shown = reading.preview(actor=request.actor, person=person, draft=form.draft(), reason=Reason.CONTACT, moment=_moment(request))
    context = {
        **file_page(request, person, tab=TAB),
        "form": form,
        "preview": shown,
        "hidden": _hidden(form, followed) if shown is not None else {},
        "followed": followed,
        "refused": refused.sentence if refused is not None else "",
    }
    return render(request, "contacts/messages/write.html", context, status=status)


def _hidden(form: DraftForm, followed: Message | None) -> dict[str, str]:
    """What the button "send" posts: the very message that is shown."""
    draft = form.draft()
    more = {} if followed is None else {"suite": str(followed.pk), "version": str(followed.version)}
    dated = {} if draft.day is None or draft.hour is None else {"jour": draft.day.isoformat(), "heure": f"{draft.hour:%H:%M}"}
    return {"modele": draft.template.value, "voie": draft.way.value, **dated, **more}


@requires(Permission.MESSAGE_SEND, on=get_person)
@require_POST
def hold(request: Any, person: Person) -> HttpResponse:
    """One click: no message leaves for her any more."""
    return act_and_return(
        request,
        lambda: services.hold_messages(actor=request.actor, moment=_moment(request), person=person, key=read_key(request)),
        url=_hers(person.pk),
        done=_("Plus aucun message ne part pour elle. Ce qu'elle a accepté n'est pas changé."),
    )


@requires(Permission.MESSAGE_SEND, on=get_person)
@require_POST
def release(request: Any, person: Person) -> HttpResponse:
    """Messages may leave again."""
    return act_and_return(
        request,
        lambda: services.release_messages(actor=request.actor, moment=_moment(request), person=person, key=read_key(request)),
        url=_hers(person.pk),
        done=_("Les messages peuvent repartir. Ceux qui étaient retenus ne partent pas d'eux-mêmes."),
    )


@requires(Permission.MESSAGE_SEND, on=reading.get_message)
@require_POST
def cancel(request: Any, message: Message) -> HttpResponse:
    """A message that waits shall not leave."""
    act = services.cancel_message
    return act_and_return(
        request,
        lambda: act(actor=request.actor, moment=_moment(request), message=message, seen=read_version(request), key=read_key(request)),
        url=_hers(message.person_id),
        done=_("Le message est annulé."),
    )


@requires(Permission.MESSAGE_SEND, on=reading.get_message)
@require_POST
def lose(request: Any, message: Message) -> HttpResponse:
    """Somebody learned that it did not arrive."""
    return act_and_return(
        request,
        lambda: services.note_lost(actor=request.actor, moment=_moment(request), message=message, key=read_key(request)),
        url=reverse("contacts:handle_message", args=[message.pk]),
        done=_("C'est noté : ce message n'est pas arrivé."),
    )


@requires(Permission.MESSAGE_SEND, on=reading.get_message)
@require_http_methods(["GET", "POST"])
def handle(request: Any, message: Message) -> HttpResponse:
    """A message that did not arrive: write again at once, or say what was done."""
    form = HandleForm(request.POST if request.method == "POST" else None)
    line = reading.lines_of([message], actor=request.actor, today=request.today)[0]
    page = FormPage(
        heading=_("Un message pour %(name)s n'est pas arrivé") % {"name": line.label},
        lead=_("Écrivez-lui de nouveau, ou dites ce qui a été fait."),
        submit=_("C'est réglé"),
        icon="check",
        back_url=_hers(message.person_id),
        back_label=_("Ses messages"),
        template="contacts/messages/handle.html",
    )
    again = f"{reverse('contacts:write_message', args=[message.person_id])}?suite={message.pk}&modele={message.template}&voie={message.way}"
    if message.day is not None and message.hour is not None:
        again += f"&jour={message.day.isoformat()}&heure={message.hour:%H:%M}"
    return answer_form(
        request,
        form,
        page=page,
        act=lambda typed: services.handle_lost(
            actor=request.actor,
            moment=_moment(request),
            message=message,
            seen=typed["version"],
            how=Handling(typed["how"]),
            key=typed["key"],
        ),
        done=_("C'est noté."),
        version=message.version,
        line=line,
        again=again,
    )


@requires(Permission.MESSAGE_SEND)
@require_GET
def list_lost(request: Any) -> HttpResponse:
    """The messages of my association that did not arrive, the oldest first."""
    page = Paginator(reading.unsettled(request.actor, today=request.today), reading.PAGE).get_page(request.GET.get("page"))
    rows = reading.lines_of(list(page.object_list), actor=request.actor, today=request.today)
    return render(request, "contacts/messages/lost.html", {"page": page, "rows": rows})


@csrf_exempt
@open_to_everyone("the operator of the gateway has no account: it signs what it says")
@require_POST
def hear_gateway(request: HttpRequest) -> HttpResponse:
    """What the operator says of a message: arrived, or not. The same answer whether we know of it or not."""
    body = request.body
    if len(body) > ANSWER_LIMIT or not is_signed(body, request.headers.get("X-Signature", "")):
        return HttpResponse(status=403)
    try:
        said = json.loads(body)
        reference, status = str(said["id"]), said["status"]
    except (ValueError, KeyError, TypeError):
        return HttpResponse(status=400)
    if status not in ("delivered", "bounced"):
        return HttpResponse(status=400)
    departing.settle(reference, arrived=status == "delivered", moment=_moment(request))
    return HttpResponse(status=202)
