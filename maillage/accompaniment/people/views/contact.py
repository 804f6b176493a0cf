"""How she may be reached: what the rule answers now, its words opened with a reason, its versions, and what left."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maillage.accompaniment.people import selectors, services
from maillage.accompaniment.people.forms import ContactRuleForm
from maillage.accompaniment.people.forms.contact import initial_of
from maillage.accompaniment.people.models import Answering, Channel, Leaving, Person
from maillage.accompaniment.people.models.contact_rule import SEALED_OF_RULE, STANDINGS, WAY_FIELDS
from maillage.accompaniment.people.moments import instant_of
from maillage.accompaniment.people.pages import file_page
from maillage.accompaniment.people.panels import CONTACT_REASONS
from maillage.accompaniment.people.rules import load_windows
from maillage.accompaniment.people.selectors import contact as reading
from maillage.core.safe_contact import Channel as Way
from maillage.core.safe_contact import Why, hour_in_words, hours_in_words
from maillage.foundation.access.actor import require
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import Refused, Stale
from maillage.foundation.kernel.moment import Moment
from maillage.foundation.ui import speech
from maillage.foundation.ui.answers import FormPage, attempt, read_key, show_form, show_stale
from maillage.foundation.vault import Reason, reason_choices

VERSIONS_A_PAGE = 10
NOT_KNOWN = (Why.UNKNOWN, Why.NO_RULE)
_STANDINGS = dict(STANDINGS)
_WORDS: dict[str, dict[Any, Any]] = {
    "preferred": dict(Channel.choices),
    "answering": dict(Answering.choices),
    "leaving": dict(Leaving.choices),
    **dict.fromkeys(WAY_FIELDS.values(), _STANDINGS),
}


def moment_of(request: Any) -> Moment:
    """The pair that the rule reads: the hour counts as much as the day."""
    return Moment(now=request.now, today=request.today)


@requires(Permission.CONTACT_OPEN, on=selectors.get_person)
@require_http_methods(["GET", "POST"])
def show_contact(request: Any, person: Person) -> HttpResponse:
    """What the rule answers now. Sent by POST with a reason, its words open for this page; an address kept or reloaded opens nothing."""
    if request.method != "POST":
        return _page(request, person)
    card = selectors.open_contact(actor=request.actor, person=person, reason=request.POST.get("reason", ""), today=request.today)
    return _page(request, person, contact=card, contact_opened=True)


@requires(Permission.CONTACT_OPEN, on=selectors.get_person)
@require_POST
def reach_her(request: Any, person: Person) -> HttpResponse:
    """I reach her now by this way: noted, and the words open; or nothing leaves, and the page says why and what else may be done."""
    channel = request.POST.get("channel", "")
    if channel not in set(Way):
        return redirect("people:contact", pk=person.pk)
    refused = attempt(
        lambda: services.reach_her(
            actor=request.actor, moment=moment_of(request), person=person, channel=Way(channel), key=read_key(request)
        )
    )
    if refused is not None:
        return _page(request, person, refused=refused, asked=Way(channel))
    if not selectors.answer_may_contact(person=person, channel=channel, moment=moment_of(request)):
        # The same click again, when her rule or the hour has changed since: nothing is shown any more.
        return redirect("people:contact", pk=person.pk)
    card = selectors.open_contact(actor=request.actor, person=person, reason=Reason.CONTACT, today=request.today)
    return _page(request, person, contact=card, contact_opened=True, leaving=Way(channel))


def _page(request: Any, person: Person, *, refused: Refused | None = None, **more: Any) -> HttpResponse:
    moment, rule = moment_of(request), selectors.rule_of(person)
    versions = Paginator(selectors.rules_of(person)[1:], VERSIONS_A_PAGE).get_page(request.GET.get("page"))
    may_edit = request.actor.may(Permission.PERSON_EDIT, on=person)
    ways = reading.ways_now(rule, moment=moment)
    context = {
        **file_page(request, person, tab="people.contact"),
        "rule": rule,
        "hour": hour_in_words(instant_of(moment).time().replace(second=0, microsecond=0)),
        "day_sentence": reading.day_sentence(rule, today=request.today),
        "known_ways": [each for each in ways if each.verdict.why not in NOT_KNOWN],
        "unknown_ways": [each for each in ways if each.verdict.why in NOT_KNOWN],
        "hours": hours_in_words(load_windows(rule.windows)) if rule is not None else "",
        "outgoing": selectors.outgoing_of(person),
        "versions": versions,
        "past": reading.past_rules(versions.object_list),
        "may_edit": may_edit,
        "contact_reasons": reason_choices(*CONTACT_REASONS),
        "contact": None,
        "contact_opened": False,
        "refused": refused.sentence if refused is not None else "",
        "asked": None,
        "leaving": None,
        **more,
    }
    return render(request, "people/contact.html", context, status=422 if refused is not None else 200)


@requires(Permission.PERSON_EDIT, on=selectors.get_person)
@require_http_methods(["GET", "POST"])
def edit_contact(request: Any, person: Person) -> HttpResponse:
    """A new version of her rule, the one in force opened to be corrected."""
    require(request.actor, Permission.CONTACT_OPEN, on=person)
    page = FormPage(
        heading=_("Consignes de contact"),
        lead=_("Ce qui n'est pas permis ici ne partira pas. Une nouvelle version vaut aussitôt ; l'ancienne reste lisible."),
        submit=_("Enregistrer les consignes"),
        icon="shield-check",
        back_url=reverse("people:contact", args=[person.pk]),
        back_label=_("Revenir au contact"),
        template="people/contact_form.html",
    )
    if request.method != "POST":
        rule = selectors.rule_of(person)
        form = ContactRuleForm(initial=initial_of(rule, texts=_texts(request, person)), today=request.today)
        return show_form(request, form, page=page, version=rule.edition if rule is not None else 0)
    form = ContactRuleForm(request.POST, today=request.today)
    if not form.is_valid():
        return show_form(request, form, page=page)
    typed = form.cleaned_data
    try:
        refused = attempt(
            lambda: services.change_rule(
                actor=request.actor,
                moment=moment_of(request),
                person=person,
                seen=typed["version"],
                draft=form.draft(),
                key=typed["key"],
            )
        )
    except Stale as stale:
        return _show_stale(request, person, stale, form)
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    messages.success(request, _("J'ai enregistré les consignes : elles valent dès maintenant."))
    return redirect("people:contact", pk=person.pk)


def _texts(request: Any, person: Person) -> dict[str, str]:
    card = selectors.open_contact(actor=request.actor, person=person, reason=Reason.CORRECTION, today=request.today)
    return {name: getattr(card, name) for name in SEALED_OF_RULE}


def _show_stale(request: Any, person: Person, stale: Stale, form: ContactRuleForm) -> HttpResponse:
    texts = _texts(request, person)
    draft = form.draft()
    current, typed = dict(stale.current) | texts, draft.codes() | draft.texts()
    shown = [name for name in typed if current.get(name) != typed[name] or name in ("preferred", "words")]
    both = Stale(
        current={name: _in_words(name, current.get(name)) for name in shown},
        submitted={name: _in_words(name, typed[name]) for name in shown},
        version=stale.version,
    )
    labels = {name: form[name].label for name in form.fields} | {"windows": _("Jours et heures")}
    return show_stale(request, both, form=form, labels=labels, back_url=reverse("people:contact", args=[person.pk]))


def _in_words(name: str, value: Any) -> str:
    if name == "windows":
        return speech.say(hours_in_words(load_windows(value or ())))
    if name == "silent_until":
        return speech.day_words(value) if value is not None else ""
    words = _WORDS.get(name)
    return str(words.get(str(value), value)) if words is not None else str(value or "")
