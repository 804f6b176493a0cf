"""Objects of the matrix: what A does outside, and an alert that only the right `minors` opens."""

from __future__ import annotations

from typing import Any

from tests.demonstration.samples import TODAY, actor, association, sample


def stage() -> None:
    """What the demonstration does not have at A: an alert, and an act for her."""
    from maillage.accompaniment.outreach import services

    draft = services.AlertDraft(organisation_id=association("a").pk, words="Très jeune, seule, près de la gare.")
    alert = services.raise_alert(actor=actor("alice"), today=TODAY, draft=draft)
    services.note_alert_act(
        actor=actor("iris"), today=TODAY, alert=alert, kind="concern", recipient="unit", done_on=TODAY, reference="IP-2020-207"
    )


@sample
def round_a() -> Any:
    return _of_a("Round").filter(state="done").order_by("-day", "pk").first()


@sample
def round_planned_a() -> Any:
    return _of_a("Round").filter(state="planned").order_by("day", "pk").first()


@sample
def campaign_a() -> Any:
    return _of_a("Campaign").order_by("starts_on", "pk").first()


@sample
def observation_a() -> Any:
    return _of_a("Observation").filter(theme="street").order_by("starts_on", "pk").first()


@sample
def theme_street() -> Any:
    return {"theme": "street"}


@sample
def alert_a() -> Any:
    return _of_a("MinorAlert").order_by("pk").first()


@sample
def alert_act_a() -> Any:
    return alert_a().acts.order_by("pk").first()


def _of_a(model: str) -> Any:
    from maillage.accompaniment.outreach import models

    return getattr(models, model).unscoped.filter(organisation=association("a"))
