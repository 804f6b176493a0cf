"""Note a first request: ten seconds."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maillage.accompaniment.intake import selectors, services
from maillage.accompaniment.intake.forms import RequestForm
from maillage.accompaniment.intake.models import FirstRequest
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.answers import FormPage, answer_form, typed_in

MORE = ("public", "problem", "partner", "zone", "pseudonym", "channel", "safe_contact", "received_on")


@requires(Permission.REQUEST_NOTE)
@require_http_methods(["GET", "POST"])
def note(request: Any) -> HttpResponse:
    """How it came, what is asked; the rest if it is known."""
    organisations = selectors.associations_of(request.actor)
    zones = selectors.zones_of(organisations, on=request.today)
    form = RequestForm(typed_in(request), organisations=organisations, zones=zones, today=request.today)
    reads = request.actor.may(Permission.REQUEST_OPEN)
    page = FormPage(
        heading=_("Noter une première demande"),
        lead=_("Deux choses suffisent : comment elle est arrivée, ce qui est demandé. Aucune identité."),
        submit=_("Noter la demande"),
        icon="phone-incoming",
        back_url=reverse("intake:list"),
        back_label=_("Premières demandes"),
        readers={"words": "team", "pseudonym": "team", "safe_contact": "team"},
        readers_words="" if reads else _("les intervenantes de votre association. Vous ne pourrez pas le relire."),
        template="intake/note.html",
    )
    around: dict[str, Any] = {"more": [form[name] for name in MORE if name in form.fields], "open_more": bool(set(form.errors) & set(MORE))}

    def act(typed: Any) -> FirstRequest:
        chosen = uuid.UUID(typed["organisation"]) if "organisation" in typed else organisations[0].pk
        return services.note_request(
            actor=request.actor,
            today=request.today,
            organisation_id=chosen,
            heard=form.heard(),
            received_on=typed["received_on"],
            key=typed["key"],
        )

    return answer_form(
        request,
        form,
        page=page,
        act=act,
        done=_("J'ai noté la demande."),
        url=lambda noted: reverse("intake:request", args=[noted.pk]),
        **around,
    )
