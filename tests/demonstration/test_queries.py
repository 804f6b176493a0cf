"""No page asks more of the database when rows are ten times as many.

Association F and department F4 are multiplied, through the services.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.demonstration.asking import MOST_QUERIES, ask
from tests.demonstration.samples import TODAY, association
from tools import access_matrix
from tools.routes import routes

FEW, MANY = range(2), range(2, 25)  # two more copies of the plans of F, so that no list is empty; then 23: 3 and 26 times
PEOPLE = ("fanny", "hanna", "prefet4")
LISTS = ("portal:home", "people:list", "psp:list", "psp:pathways", "commission:home", "commission:decisions",
         "organisations:list", "notifications:list", "accounts:mine", "accounts:devices", "team:list", "portal:rules",
         "people:new", "psp:receive", "exchange:list", "exchange:new", "intake:list", "intake:note", "kept_mail:list",
         "kept_mail:note", "kept_mail:search", "own_access:enter", "people:closed", "people:hand_over",
         "people:hand_over_files", "people:list_save", "people:offers", "people:shared_list", "portal:requests_way",
         "psp:card_add", "psp:package_receive", "psp:packages", "psp:pathways_export", "psp:permits",
         "psp:pieces_apply", "psp:pieces_late", "psp:pieces_own_list", "psp:transfers", "psp:waits", "psp:waits_rows",
         "outreach:home", "outreach:rounds", "outreach:rounds_table", "outreach:note_round", "outreach:plan_round",
         "outreach:alerts", "outreach:raise_alert", "outreach:campaigns", "outreach:note_campaign", "outreach:observations",
         "outreach:note_observation", "contacts:calls", "contacts:silences", "contacts:raises", "contacts:raise",
         "contacts:effect", "contacts:effect_rows", "contacts:lost_messages", "contacts:note", "contacts:services", "openings:attendance",
         "openings:changes", "openings:day", "openings:decide", "openings:list", "openings:month", "openings:sites",
         "openings:tellings", "outreach:captures", "outreach:carnet", "outreach:carnet_manifest", "outreach:carnet_service",
         "outreach:carnet_state", "outreach:sheet", "territories:places")  # fmt: skip


def multiply(seeds: range, *, held_on: date) -> None:
    """The plans of association F again, once per seed, replayed to 19 May 2020, with a session more in the autumn of 2019."""
    from maillage.doors.demo.chronicle import Chronicle
    from maillage.doors.demo.scenes.applications import Preparation
    from maillage.doors.demo.scenes.decisions import Decisions
    from maillage.doors.demo.scenes.people import plans
    from maillage.doors.demo.scenes.sessions import Commissions, SessionPlan
    from maillage.doors.demo.stage import Stage
    from maillage.doors.demo.world import CAST, ORGANISATIONS
    from maillage.pathway.commission.models import Commission
    from maillage.reference.accounts.models import User

    users = {cast.slug: User.objects.get(email=f"{cast.slug}@demonstration.test") for cast in CAST}
    stage = Stage(organisations={spec.key: association(spec.key) for spec in ORGANISATIONS}, users=users)
    chronicle, rng = Chronicle(until=TODAY), random.Random(1)
    decisions = Decisions(stage=stage, chronicle=chronicle, rng=rng)
    commissions = Commissions(stage=stage, chronicle=chronicle, decisions=decisions, rng=rng)
    commissions.commissions["F4"] = Commission.unscoped.get(territory="F4")
    session = SessionPlan("F4", held_on)
    chronicle.at(held_on - timedelta(days=45), lambda day: commissions.plan(day, plan=session))
    for seed in seeds:
        for plan in plans(seed=seed):
            if plan.association == "f":
                Preparation(stage=stage, chronicle=chronicle, plan=plan, rng=rng, opened=decisions.know).begin()
    chronicle.run()


def rows() -> dict[str, int]:
    """How much there is in F4."""
    from maillage.accompaniment.people.models import Person
    from maillage.foundation.notifications.models import Notice
    from maillage.pathway.psp.models import Application, Pathway

    return {
        "people": Person.unscoped.filter(organisation=association("f")).count(),
        "applications": Application.unscoped.filter(territory="F4").count(),
        "pathways": Pathway.unscoped.filter(territory="F4").count(),
        "notices": Notice.unscoped.count(),
    }


def addresses() -> list[str]:
    """The pages without an object, and every list of the home."""
    from maillage.doors.portal.piles.registry import PILES

    return [reverse(name) for name in LISTS] + [reverse("portal:pile", args=[code]) for code in sorted(PILES)]


@pytest.fixture(scope="module")
def measured(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Any]]:
    """The queries of each page for three people, before and after; undone at the end of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        clients = {slug: signed_in(slug) for slug in PEOPLE}
        multiply(FEW, held_on=date(2019, 10, 24))
        files = count_files(("alice", "iris", "hugo"))
        small, before = count(clients), rows()
        multiply(MANY, held_on=date(2019, 10, 31))
        sessions, large = count_sessions(clients["hanna"]), count(clients)
        yield {"files": files, "small": small, "before": before, "large": large, "after": rows(), "session": sessions}
        transaction.set_rollback(True)


def signed_in(slug: str) -> Client:
    """The browser of one of the cast."""
    from maillage.doors.demo.selectors import user_of

    client = Client(headers={"user-agent": "Firefox/115.0 (X11; Linux)"})
    client.force_login(user_of(slug))
    return client


def count(clients: dict[str, Client]) -> dict[str, int]:
    """Address and reader to the number of queries of a page that was really shown."""
    found = {}
    for slug, client in clients.items():
        for address in addresses():
            answer = ask(lambda who, client=client: client, slug, "GET", address)
            if answer.response.status_code == 200:
                found[f"{address} by {slug}"] = answer.statements.count
    return found


def count_files(slugs: tuple[str, ...]) -> dict[str, int]:
    """Address and reader to the number of queries of the page of every file of association A: each room shows there what it has."""
    from maillage.accompaniment.people.models import Person

    found = {}
    for slug in slugs:
        client = signed_in(slug)
        for pk in Person.unscoped.filter(organisation=association("a")).order_by("pk").values_list("pk", flat=True):
            answer = ask(lambda who, client=client: client, slug, "GET", reverse("people:file", args=[pk]))
            if answer.response.status_code == 200:
                found[f"{answer.address} by {slug}"] = answer.statements.count
    return found


def count_sessions(client: Client) -> list[tuple[int, int]]:
    """Of the page of each session where persons were examined: its items, its queries."""
    from maillage.pathway.commission.models import Session

    found = []
    for session in Session.unscoped.filter(territory="F4", state="closed", items__isnull=False).distinct().order_by("held_on"):
        answer = ask(lambda who: client, "hanna", "GET", reverse("commission:session", args=[session.pk]))
        assert answer.response.status_code == 200
        found.append((session.items.count(), answer.statements.count))
    return found


def test_there_is_ten_times_as_much(measured: dict[str, Any]) -> None:
    before, after = measured["before"], measured["after"]

    assert {name: after[name] >= 8 * before[name] for name in ("people", "applications", "pathways")} == {
        "people": True, "applications": True, "pathways": True
    }  # fmt: skip
    assert len(measured["small"]) > 40


def test_no_page_asks_more_when_there_is_ten_times_as_much(measured: dict[str, Any]) -> None:
    more = {
        page: (measured["small"][page], queries) for page, queries in measured["large"].items() if queries > measured["small"].get(page, 0)
    }

    assert more == {}


def test_no_page_asks_more_than_forty_queries(measured: dict[str, Any]) -> None:
    assert {page: queries for page, queries in measured["large"].items() if queries > MOST_QUERIES} == {}


def test_a_session_of_many_items_asks_no_more_than_a_session_of_one(measured: dict[str, Any]) -> None:
    (few, asked_few), *_between, (many, asked_many) = sorted(measured["session"])

    assert many >= 10 * few
    assert asked_many <= asked_few


def test_the_page_of_no_file_asks_more_than_forty_queries(measured: dict[str, Any]) -> None:
    assert len(measured["files"]) > 50
    assert {page: queries for page, queries in measured["files"].items() if queries > MOST_QUERIES} == {}


def test_every_page_without_an_object_is_measured() -> None:
    matrix = access_matrix.read()
    pages = {case.route for case in matrix.cases if case.on == "nothing" and "GET" in case.methods}
    own = {name for name in pages if name.startswith(("account_", "mfa_", "accounts:", "ui:", "demo:", "portal:pulse"))}
    # The journal's pages and the national counts are read by nobody of F4; an invitation asks first who one is; a search is sent by POST.
    elsewhere = {
        "journal:entries",
        "commission:rules_national",
        "commission:audited",
        "team:invite",
        "people:search",
        "commission:set_up",
        "contacts:vital",
    }

    assert pages - own - elsewhere - set(LISTS) == set()
    assert set(LISTS) <= {route.name for route in routes()}
