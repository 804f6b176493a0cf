"""The edge: a view that says nothing is refused; strangers get 404, members without the right 403."""

from __future__ import annotations

import json
import uuid
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from maillage.core.law import current_law
from maillage.foundation.access.declaration import declaration_of, open_to_everyone, requires, signed_in
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope, Refused, Stale

HERE = uuid.UUID(int=1)


def get_thing(*, actor: Any, pk: uuid.UUID, today: Any) -> Any:
    """0: out of scope. 1: seen, of another organisation. Others: of the actor's own."""
    if pk.int == 0:
        raise OutOfScope
    if pk.int == 2:
        return None
    organisations = sorted(actor.organisation_ids)
    return SimpleNamespace(organisation_id=HERE if pk.int == 1 else organisations[0])


def silent(request: HttpRequest) -> HttpResponse:
    return HttpResponse("never")


@open_to_everyone("a test")
def public(request: HttpRequest) -> HttpResponse:
    said = {"user": str(request.actor.user_id), "today": request.today.isoformat(), "now": request.now.isoformat()}  # type: ignore[attr-defined]
    return HttpResponse(json.dumps(said))


@signed_in("a test")
def members(request: HttpRequest) -> HttpResponse:
    response = HttpResponse("in")
    response["Cache-Control"] = "public, max-age=600"
    return response


@requires(Permission.PERSON_LIST)
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    return HttpResponse("list")


@require_POST
@requires(Permission.PERSON_EDIT, on=get_thing)
def editing(request: HttpRequest, thing: Any) -> HttpResponse:
    return HttpResponse(f"edited {thing.organisation_id}")


@open_to_everyone("a test")
def refusing(request: HttpRequest, kind: str) -> HttpResponse:
    if kind == "stale":
        raise Stale(current={}, submitted={}, version=2)
    if kind == "no law":
        current_law().value("psp.initial_months", on=date(1999, 1, 1))
    if kind in ("beyond", "year"):
        date.max + timedelta(days=1) if kind == "beyond" else date(2020, 1, 1).replace(year=10_000)
    if kind == "wrong":
        int("not a number")
    raise Refused("Cela n'est pas possible aujourd'hui.")


urlpatterns = [
    path("silent/", silent),
    path("public/", public),
    path("members/", members),
    path("listing/", listing),
    path("editing/<uuid:pk>/", editing),
    path("refusing/<str:kind>/", refusing),
    path("compte/", lambda request: HttpResponse(), name="account_login"),
]

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.foundation.access.test_edge")]


@pytest.fixture(autouse=True)
def _bare_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages of refusal without the site's layout, whose addresses this test does not have."""
    from maillage.foundation.access import middleware

    def page(request: Any, name: str, context: dict[str, Any], status: int) -> HttpResponse:
        return HttpResponse(f"{name}|{context['sentence']}", status=status)

    monkeypatch.setattr(middleware, "render", page)


def test_a_view_that_declares_nothing_is_refused_even_to_members(client: Any, alice: Any) -> None:
    assert [who.get("/silent/").status_code for who in (client, client.as_(alice))] == [404, 404]


def test_an_open_view_knows_the_moment_and_nobody(client: Any, today: Any, now: Any) -> None:
    said = json.loads(client.get("/public/").content)

    assert (said["user"], said["today"]) == ("None", today.isoformat())


def test_a_visitor_is_sent_to_sign_in(client: Any) -> None:
    response = client.get("/members/")

    assert (response.status_code, response["Location"].endswith("?next=/members/")) == (302, True)


def test_a_member_without_the_permission_gets_403(client: Any, aude: Any) -> None:
    assert client.as_(aude).get("/listing/").status_code == 403


def test_a_member_with_the_permission_enters(client: Any, alice: Any) -> None:
    assert client.as_(alice).get("/listing/").content == b"list"


@pytest.mark.parametrize("pk", [0, 2])
def test_out_of_scope_is_404_whatever_the_permission(pk: int, client: Any, bob: Any) -> None:
    """bob, a reader, lacks the permission too: the answer does not tell him that the object exists."""
    response = client.as_(bob).post(f"/editing/{uuid.UUID(int=pk)}/")

    assert (response.status_code, response.content) == (404, b"ui/errors/404.html|")


def test_in_scope_without_the_permission_is_403(client: Any, bob: Any) -> None:
    assert client.as_(bob).post(f"/editing/{uuid.UUID(int=9)}/").status_code == 403


def test_the_permission_is_asked_on_the_object(client: Any, alice: Any) -> None:
    assert client.as_(alice).post(f"/editing/{uuid.UUID(int=1)}/").status_code == 403


def test_the_object_is_given_to_the_view(client: Any, alice: Any, association_a: Any) -> None:
    assert client.as_(alice).post(f"/editing/{uuid.UUID(int=9)}/").content == f"edited {association_a.pk}".encode()


@pytest.mark.parametrize(("kind", "status"), [("plain", 422), ("stale", 409)])
def test_a_refusal_becomes_a_page(kind: str, status: int, client: Any) -> None:
    response = client.get(f"/refusing/{kind}/")

    assert (response.status_code, response.content.startswith(b"ui/errors/422.html|")) == (status, True)


@pytest.mark.parametrize(("kind", "words"), [("no law", "règle de droit"), ("beyond", "calendrier"), ("year", "calendrier")])
def test_a_day_that_the_law_or_the_calendar_does_not_know_is_a_refusal(kind: str, words: str, client: Any) -> None:
    response = client.get(f"/refusing/{kind}/")

    assert (response.status_code, words in response.content.decode()) == (422, True)


def test_any_other_failure_stays_a_failure(client: Any) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        client.get("/refusing/wrong/")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW"])
def test_other_methods_are_refused_before_any_view(method: str, client: Any) -> None:
    assert client.generic(method, "/public/").status_code == 405


def test_nothing_seen_by_a_member_stays_in_a_cache(client: Any, alice: Any) -> None:
    assert client.as_(alice).get("/members/")["Cache-Control"] == "no-store"


def test_a_declaration_survives_the_other_decorators() -> None:
    assert [declaration_of(view, route=None) is not None for view in (listing, editing, members, silent)] == [True, True, True, False]
