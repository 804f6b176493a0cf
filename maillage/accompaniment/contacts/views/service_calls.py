"""Which services answer: one tap each, and the weeks side by side."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from maillage.accompaniment.contacts import services
from maillage.accompaniment.contacts.forms.log import TapForm
from maillage.accompaniment.contacts.models import Reached, ServiceCall, ServiceKind
from maillage.accompaniment.contacts.pages import room_places
from maillage.accompaniment.contacts.selectors import service_calls as reading
from maillage.accompaniment.people.selectors import associations_where
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.answers import act_and_return
from maillage.foundation.ui.filters import Choice, read_filter

# As buttons, three to a line on a phone.
TAPS = (
    (Reached.ANSWERED, gettext_lazy("Répond")),
    (Reached.WAITED, gettext_lazy("Attente")),
    (Reached.NOBODY, gettext_lazy("Personne")),
)


@requires(Permission.CONTACT_NOTE)
@require_GET
def list_calls(request: Any) -> HttpResponse:
    """One line per kind of service, three buttons each; below, week by week, who answered."""
    actor, today = request.actor, request.today
    order = reading.services_called(actor, today=today)
    labels = dict(ServiceKind.choices)
    chosen = read_filter(request.GET, code="service", label=_("Service"), choices=[Choice(code, labels[code]) for code in order])
    context = {
        "places": room_places(request, current="services"),
        "organisations": associations_where(actor, Permission.CONTACT_NOTE),
        "kinds": [(code, labels[code]) for code in order],
        "outcomes": TAPS,
        "filters": (chosen,),
        "weeks": reading.weeks_of(actor, today=today, service=chosen.value),
        "taps": reading.calls_of_today(actor, today=today),
    }
    return render(request, "contacts/log/services.html", context)


@requires(Permission.CONTACT_NOTE)
@require_POST
def note_call(request: Any) -> HttpResponse:
    """One tap."""
    here = reverse("contacts:services")
    form = TapForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Touchez le service, puis ce qui s'est passé."))
        return redirect(here)
    typed = form.cleaned_data
    service, reached = ServiceKind(typed["service"]), Reached(typed["reached"])
    return act_and_return(
        request,
        lambda: services.note_service_call(
            actor=request.actor,
            today=request.today,
            organisation_id=uuid.UUID(str(typed["organisation"])),
            service=service,
            reached=reached,
            key=typed["key"],
        ),
        url=here,
        done=_("J'ai noté : %(service)s, %(reached)s.") % {"service": service.label, "reached": reached.label},
    )


@requires(Permission.CONTACT_NOTE, on=reading.get_own_call)
@require_POST
def take_back(request: Any, call: ServiceCall) -> HttpResponse:
    """A wrong tap."""
    return act_and_return(
        request,
        lambda: services.take_back_service_call(actor=request.actor, today=request.today, call=call),
        url=reverse("contacts:services"),
        done=_("J'ai retiré cet appel."),
    )
