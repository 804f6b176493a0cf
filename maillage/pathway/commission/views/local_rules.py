"""The local rules of a department, and their national counts."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.answers import FormPage, answer_form, typed_in
from maillage.pathway.commission import selectors, services
from maillage.pathway.commission.forms import RuleEndForm, RuleForm
from maillage.pathway.commission.models import Commission, LocalRule, ModeChoice, RuleAuthor, RuleScope


def _page(commission: Commission, **words: Any) -> FormPage:
    return FormPage(back_url=reverse("commission:rules", args=[commission.pk]), back_label=_("Règles locales"), **words)


@requires(Permission.COMMISSION_SEE, on=selectors.get_commission)
@require_GET
def rules(request: Any, commission: Commission) -> HttpResponse:
    """What this department says of each form of session for each kind of item, why, who said it, and since when."""
    known = selectors.rules_of(commission, today=request.today)
    context = {
        "commission": commission,
        "tab": "regles",
        "rules": known,
        "ended": selectors.ended_rules(commission, today=request.today),
        "table": selectors.rule_table(known),
        "scopes": selectors.SCOPES,
        "may_manage": request.actor.may(Permission.COMMISSION_MANAGE, on=commission),
    }
    return render(request, "commission/rules.html", context)


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_commission)
@require_http_methods(["GET", "POST"])
def adopt_rule(request: Any, commission: Commission) -> HttpResponse:
    """A dated local rule."""
    form = RuleForm(typed_in(request), today=request.today)
    page = _page(
        commission, heading=_("Noter une règle locale"), submit=_("Noter la règle"), icon="scroll-text",
        lead=_("Elle est montrée là où l'ordre du jour la rencontre ; elle n'interdit rien par elle-même."),
    )  # fmt: skip

    def act(typed: Any) -> None:
        services.adopt_rule(
            actor=request.actor,
            today=request.today,
            commission=commission,
            mode=ModeChoice(typed["mode"]),
            allowed=typed["allowed"] == "yes",
            scope=RuleScope(typed["scope"]),
            reason=typed["reason"],
            author=RuleAuthor(typed["author"]),
            basis=typed["basis"],
            adopted_on=typed["adopted_on"],
            key=typed["key"],
        )

    return answer_form(request, form, page=page, act=act, done=_("J'ai noté la règle locale."))


@requires(Permission.COMMISSION_MANAGE, on=selectors.get_rule)
@require_http_methods(["GET", "POST"])
def end_rule(request: Any, rule: LocalRule) -> HttpResponse:
    """The end of a local rule."""
    form = RuleEndForm(typed_in(request), today=request.today)
    words = {"mode": rule.get_mode_display(), "scope": rule.get_scope_display()}
    page = _page(
        rule.commission, heading=_("Mettre fin à une règle"), lead=_("%(mode)s, pour %(scope)s") % words,
        submit=_("Noter la fin"), icon="scroll-text",
    )  # fmt: skip

    def act(typed: Any) -> None:
        services.end_rule(actor=request.actor, today=request.today, rule=rule, ends_on=typed["ends_on"])

    return answer_form(request, form, page=page, act=act, done=_("J'ai noté la fin de la règle."))


@requires(Permission.AGGREGATE_SEE)
@require_GET
def rules_national(request: Any) -> HttpResponse:
    """How many departments say what: numbers only, no department named."""
    counts = selectors.national_counts(today=request.today)
    return render(request, "commission/rules_national.html", {"counts": counts, "scopes": selectors.SCOPES})
