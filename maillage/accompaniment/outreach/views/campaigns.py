"""Online rounds: the list with its funnel, one of them, its counts."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from maillage.accompaniment.outreach import selectors, services
from maillage.accompaniment.outreach.forms.online import CampaignForm
from maillage.accompaniment.outreach.models import STAGES, AdvertSite, Campaign, Method
from maillage.accompaniment.outreach.views.strip import strip
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import Stale
from maillage.foundation.ui.answers import Conflict, FormPage, answer_form, typed_in
from maillage.foundation.ui.filters import Choice, read_filter

PAGE = 25
FIELDS = ("site", "method", "starts_on", "ends_on", *STAGES)
LABELS = {
    "site": gettext_lazy("Genre de site"),
    "method": gettext_lazy("Comment"),
    "starts_on": gettext_lazy("Du"),
    "ends_on": gettext_lazy("Au"),
    "zone": gettext_lazy("Zone"),
    **selectors.STAGE_WORDS,
}


@requires(Permission.OUTREACH_SEE)
@require_GET
def list_campaigns(request: Any) -> HttpResponse:
    """Online rounds, and how many went how far in all that is shown."""
    site = read_filter(request.GET, code="site", label=_("Site"), choices=[Choice(value, words) for value, words in AdvertSite.choices])
    method = read_filter(request.GET, code="methode", label=_("Comment"), choices=[Choice(value, words) for value, words in Method.choices])
    rows = selectors.campaigns_visible_to(request.actor, today=request.today, site=site.value, method=method.value)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "tabs": strip(request, "campaigns"),
        "page": page,
        "filters": (site, method),
        "chosen": bool(site.value or method.value),
        "stages": selectors.funnel_of_all(rows),
        "may_note": request.actor.may(Permission.OUTREACH_NOTE),
    }
    return render(request, "outreach/campaigns.html", context)


@requires(Permission.OUTREACH_SEE, on=selectors.get_campaign)
@require_GET
def show_campaign(request: Any, campaign: Campaign) -> HttpResponse:
    """One online round and its funnel."""
    context = {
        "campaign": campaign,
        "stages": selectors.funnel_of(campaign),
        "may_note": request.actor.may(Permission.OUTREACH_NOTE, on=campaign),
    }
    return render(request, "outreach/campaign.html", context)


@requires(Permission.OUTREACH_NOTE)
@require_http_methods(["GET", "POST"])
def note_campaign(request: Any) -> HttpResponse:
    """A new online round."""
    organisations = selectors.associations_of(request.actor)
    zones = selectors.zones_for(organisations, on=request.today)
    initial = {"starts_on": request.today}
    form = CampaignForm(typed_in(request), initial=initial, organisations=organisations, zones=zones, today=request.today)
    page = _page(heading=_("Noter une tournée en ligne"), submit=_("Noter la tournée"), back=reverse("outreach:campaigns"))

    def act(typed: dict[str, Any]) -> Campaign:
        return services.note_campaign(actor=request.actor, today=request.today, draft=form.draft(), key=typed["key"])

    return answer_form(request, form, page=page, act=act, done=_("J'ai noté la tournée en ligne."), url=_its_page)


def _its_page(campaign: Campaign) -> str:
    return reverse("outreach:campaign", args=[campaign.pk])


def _page(*, heading: Any, submit: Any, back: str) -> FormPage:
    return FormPage(
        heading=heading,
        lead=_("Cinq comptes, du plus large au plus étroit : chacun est une partie du précédent."),
        submit=submit,
        icon="search",
        back_url=back,
        back_label=_("En ligne"),
        template="outreach/chips.html",
        notes=(_("Aucune annonce ne se garde ici : ni texte, ni lien, ni numéro, ni image. Il n'y a pas de champ pour cela."),),
    )


@requires(Permission.OUTREACH_NOTE, on=selectors.get_campaign)
@require_http_methods(["GET", "POST"])
def change_campaign(request: Any, campaign: Campaign) -> HttpResponse:
    """Its counts, later on."""
    initial = {name: getattr(campaign, name) for name in FIELDS} | {"zone": str(campaign.zone_id or "")}
    organisations = [campaign.organisation]
    zones = selectors.zones_for(organisations, on=request.today, kept=campaign.zone_id)
    form = CampaignForm(typed_in(request), initial=initial, organisations=organisations, zones=zones, today=request.today)
    page = _page(heading=_("Mettre à jour les comptes"), submit=_("Enregistrer"), back=_its_page(campaign))

    def act(typed: dict[str, Any]) -> Campaign:
        return services.change_campaign(
            actor=request.actor, today=request.today, campaign=campaign, draft=form.draft(), seen=typed["version"] or 0, key=typed["key"]
        )

    def both(typed: dict[str, Any]) -> Stale:
        now = selectors.get_campaign(actor=request.actor, pk=campaign.pk, today=request.today)
        return Stale(current=selectors.campaign_words(now), submitted=selectors.campaign_words(form.draft()), version=now.version)

    done, conflict = _("J'ai mis les comptes à jour."), Conflict(labels=LABELS, now=both)
    return answer_form(request, form, page=page, act=act, done=done, url=_its_page, conflict=conflict, version=campaign.version)
