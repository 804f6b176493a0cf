"""The pages of openings: who enters, what is ticked, what is asked rather than guessed, what is never lost."""

from __future__ import annotations

import html
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.accompaniment.openings import services
from maillage.accompaniment.openings.models import Activity, Attendance, Change, Lack, Room, Site, Step, Telling
from maillage.foundation.access.roles import Role
from tests.accompaniment.making import change_rule, make_person
from tests.accompaniment.openings.making import add_activity, add_site, book, carry, decide, make_manager
from tests.cast import TODAY, actor_of, give_mandate, make_user

TOMORROW = TODAY + timedelta(days=1)
KEY = "5b8c1f66-7f3c-4d6e-9a55-0d6f0c6f0a12"


def url(name: str, row: Any = None) -> str:
    return reverse(f"openings:{name}", args=[row.pk] if row is not None else [])


def text(response: Any) -> str:
    return " ".join(html.unescape(response.content.decode()).split())


@pytest.fixture
def hugo(association_a: Any) -> Any:
    return make_manager(association_a)


@pytest.fixture
def centre(hugo: Any, association_a: Any) -> Any:
    return add_activity(hugo, association_a, name="Accueil de jour")


@pytest.fixture
def person(alice: Any) -> Any:
    found = make_person(alice, pseudonym="Lune")
    change_rule(alice, found, ways={"phone": "allowed", "sms": "allowed"})
    return found


@pytest.fixture
def change(hugo: Any, centre: Any, person: Any) -> Any:
    book(person, centre, day=TOMORROW)
    return decide(hugo, centre)


# Who enters


@pytest.mark.parametrize("name", ["change", "apply", "aside", "tell_partner", "withdraw"])
def test_a_stranger_finds_nothing_of_a_change(client: Any, charlie: Any, change: Any, name: str) -> None:
    ask = client.as_(charlie)

    assert (ask.get(url(name, change)).status_code, ask.post(url(name, change)).status_code) in {(404, 404), (405, 404), (404, 405)}


def test_the_reception_reads_how_things_stand_and_decides_nothing(client: Any, association_a: Any, change: Any) -> None:
    rose = make_user("Rose")
    give_mandate(rose, Role.RECEPTION, association_a)
    ask = client.as_(rose)

    answers = [ask.get(url("list")), ask.get(url("change", change)), ask.get(url("month")), ask.get(url("decide"))]

    assert [each.status_code for each in answers] == [200, 200, 200, 403]
    assert "Lune" not in text(answers[1])


def test_the_delegate_does_not_enter(client: Any, dana: Any, change: Any) -> None:
    assert client.as_(dana).get(url("list")).status_code == 403


# The day the doors close


def test_each_activity_says_how_it_stands_today(client: Any, alice: Any, change: Any) -> None:
    assert "par téléphone" in text(client.as_(alice).get(url("list")))


def test_an_empty_house_teaches_how_to_begin(client: Any, hugo: Any) -> None:
    assert "Aucune activité n'est notée" in text(client.as_(hugo).get(url("list")))


def test_a_change_is_decided_and_leads_to_what_it_carries(client: Any, hugo: Any, centre: Any) -> None:
    sent = {
        "activities": [str(centre.pk)],
        "kind": "phone",
        "why": "lockdown",
        "starts_on": "2020-05-20",
        "exceptions": ["emergency"],
        "key": KEY,
    }

    answer = client.as_(hugo).post(url("decide"), sent)

    assert answer.url == url("change", Change.unscoped.get(kind="phone"))


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"kind": "slowed"}, "capacity"),
        ({"kind": "appointment"}, "days"),
        ({"kind": "appointment", "days": ["1"], "opens": "17:00", "closes": "14:00"}, "closes"),
        ({"kind": "open", "opens": "17:00"}, "days"),
        ({"kind": "open", "ends_on": "2020-05-01"}, "ends_on"),
    ],
)
def test_what_a_mode_lacks_is_asked_at_its_field(client: Any, hugo: Any, centre: Any, sent: dict[str, Any], field: str) -> None:
    full = {"activities": [str(centre.pk)], "why": "lockdown", "starts_on": "2020-05-20", **sent}

    answer = client.as_(hugo).post(url("decide"), full)

    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_the_page_of_a_change_shows_each_line_ticked_when_safe_with_its_rows(client: Any, hugo: Any, change: Any) -> None:
    page = text(client.as_(hugo).get(url("change", change)))

    assert "Rendez-vous à passer au téléphone : 1" in page
    assert 'value="appointments_phone:1" id="suite-appointments_phone" form="suites-formulaire" checked' in page
    assert "Lune" in page


def test_what_is_ticked_is_done_and_the_rest_stays(client: Any, hugo: Any, change: Any) -> None:
    client.as_(hugo).post(url("apply", change), {"line": ["appointments_phone:1"], "key": KEY})

    assert [step.code for step in Step.unscoped.all()] == ["appointments_phone"]
    assert "Appels à rapprocher" in text(client.as_(hugo).get(url("change", change)))


def test_nothing_ticked_says_what_to_do(client: Any, hugo: Any, change: Any) -> None:
    answer = client.as_(hugo).post(url("apply", change), {"key": KEY, "line": ["nothing:1", "people_call:x"]})

    assert (answer.status_code, "Rien n'était coché" in text(answer)) == (422, True)


def test_a_rhythm_out_of_range_comes_back_with_what_was_wrong(client: Any, hugo: Any, change: Any) -> None:
    answer = client.as_(hugo).post(url("apply", change), {"key": KEY, "line": ["directory_line:1"], "every_days": "0"})

    assert answer.status_code == 422


def test_a_line_left_aside_is_said_so(client: Any, hugo: Any, change: Any) -> None:
    client.as_(hugo).post(url("aside", change), {"code": "rhythm_raise"})

    assert "laissé de côté" in text(client.as_(hugo).get(url("change", change)))


def test_a_line_that_does_not_exist_is_said_so(client: Any, hugo: Any, change: Any) -> None:
    answer = client.as_(hugo).post(url("aside", change), {"code": "anything"}, follow=True)

    assert "La liste a changé pendant votre lecture" in text(answer)


def test_the_text_for_a_partner_says_how_we_work_and_nobody(client: Any, hugo: Any, change: Any, association_b: Any) -> None:
    page = text(client.as_(hugo).get(url("change", change)))

    written = page[page.index('<pre class="mg-to-copy"') : page.index("</pre>")]
    assert "Accueil de jour : par téléphone." in written
    assert "Lune" not in written


def test_a_partner_is_ticked_as_told(client: Any, hugo: Any, change: Any, association_b: Any) -> None:
    client.as_(hugo).post(url("tell_partner", change), {"partner": str(association_b.pk), "key": KEY})

    assert change.partners_told.get().partner == association_b


def test_a_partner_from_elsewhere_is_refused(client: Any, hugo: Any, change: Any) -> None:
    answer = client.as_(hugo).post(url("tell_partner", change), {"partner": KEY}, follow=True)

    assert "Ce partenaire n'est pas de votre département" in text(answer)


def test_a_planned_change_is_withdrawn_in_one_click(client: Any, hugo: Any, centre: Any) -> None:
    change = decide(hugo, centre, starts_on=TOMORROW)

    client.as_(hugo).post(url("withdraw", change), {"version": change.version})

    assert "Ce changement a été retiré" in text(client.as_(hugo).get(url("change", change)))


def test_everything_decided_stays_in_its_list(client: Any, alice: Any, change: Any) -> None:
    assert url("change", change) in text(client.as_(alice).get(url("changes")))


def test_an_unfinished_change_stands_on_the_first_page_of_whoever_decides(client: Any, hugo: Any, change: Any) -> None:
    assert "Changements à achever" in text(client.as_(hugo).get(url("list")))


# Telling her


@pytest.fixture
def telling(hugo: Any, change: Any) -> Any:
    carry(hugo, change)
    return Telling.unscoped.get(about="phone")


def test_those_to_tell_stand_in_a_list_with_the_way_open_now(client: Any, alice: Any, telling: Any) -> None:
    page = text(client.as_(alice).get(url("tellings")))

    assert "Lune" in page
    assert "maintenant : par messagerie" in page or "maintenant : par SMS" in page


def test_only_the_ways_of_her_rule_are_offered(client: Any, alice: Any, telling: Any) -> None:
    form = client.as_(alice).get(url("tell", telling)).context["form"]

    assert {code for code, _label in form.fields["by"].choices} == {"in_person", "phone", "sms"}


def test_once_told_the_list_is_empty_and_says_so(client: Any, alice: Any, telling: Any) -> None:
    client.as_(alice).post(url("tell", telling), {"by": "sms", "key": KEY})

    assert "Personne n'attend d'être prévenue" in text(client.as_(alice).get(url("tellings")))


def test_a_stranger_cannot_tell_her(client: Any, charlie: Any, telling: Any) -> None:
    ask = client.as_(charlie)

    assert {ask.post(url("tell", telling), {"by": "sms"}).status_code, ask.post(url("drop", telling)).status_code} == {404}


def test_a_line_no_longer_needed_is_dropped(client: Any, alice: Any, telling: Any) -> None:
    client.as_(alice).post(url("drop", telling), {"key": KEY})

    assert not Telling.unscoped.waiting().exists()


def test_a_meeting_nobody_can_announce_says_to_wait_for_her(client: Any, alice: Any, hugo: Any, centre: Any, person: Any) -> None:
    change_rule(alice, person, seen=2, preferred="none_known", ways={"phone": "forbidden"})
    book(person, centre, day=TOMORROW)
    carry(hugo, decide(hugo, centre))

    page = text(client.as_(alice).get(url("tell", Telling.unscoped.get())))

    assert "que quelqu'un l'attende à l'heure dite" in page


# Five seconds at the door, and the month


def test_two_numbers_are_typed_at_the_door(client: Any, alice: Any, centre: Any) -> None:
    sent = {"activity": str(centre.pk), "day": "2020-05-19", "at_once": 3, "total": 9, "key": KEY}

    answer = client.as_(alice).post(url("attendance"), sent)

    assert answer.url == f"{url('month')}?mois=2020-05"
    assert Attendance.unscoped.get().total == 9


def test_a_day_over_what_the_mode_allows_is_marked(client: Any, alice: Any, hugo: Any, centre: Any) -> None:
    decide(hugo, centre, kind="slowed", capacity=3)
    client.as_(alice).post(url("attendance"), {"activity": str(centre.pk), "day": "2020-05-19", "at_once": 4, "total": 9})

    assert "plus de monde que permis" in text(client.as_(alice).get(url("month")))


@pytest.mark.parametrize(("asked", "title"), [("2020-03", "mars 2020"), ("", "mai 2020"), ("2020-13", "mai 2020"), ("<x>", "mai 2020")])
def test_another_month_is_asked_by_its_code(client: Any, alice: Any, centre: Any, asked: str, title: str) -> None:
    assert title in text(client.as_(alice).get(url("month"), {"mois": asked}))


# Sites and activities


def test_a_site_a_room_and_an_activity_are_added_by_whoever_runs_the_house(client: Any, hugo: Any, association_a: Any) -> None:
    ask = client.as_(hugo)
    ask.post(url("site_new", association_a), {"name": "Le Local", "key": KEY})
    site = Site.unscoped.get()
    ask.post(url("room_new", site), {"name": "Bleue", "people_at_once": 2, "key": KEY})
    sent = {"kind": "day_centre", "site": str(site.pk), "needs_site": "on", "staff_needed": 2, "started_on": "2020-01-01", "key": KEY}

    ask.post(url("activity_new", association_a), sent)

    assert (Room.unscoped.get().site, Activity.unscoped.get().site) == (site, site)


def test_an_activity_that_needs_a_site_says_which(client: Any, hugo: Any, association_a: Any) -> None:
    sent = {"kind": "day_centre", "needs_site": "on", "staff_needed": 0, "started_on": "2020-01-01"}

    answer = client.as_(hugo).post(url("activity_new", association_a), sent)

    assert "site" in answer.context["form"].errors


def test_a_stale_edit_of_a_site_shows_both_names(client: Any, hugo: Any, association_a: Any) -> None:
    site = add_site(hugo, association_a)
    ask = client.as_(hugo)
    ask.post(url("site_edit", site), {"name": "La Salle", "version": site.version})

    answer = ask.post(url("site_edit", site), {"name": "Le Bureau", "version": site.version})

    assert answer.status_code == 409
    assert "La Salle" in text(answer)


def test_an_activity_is_edited(client: Any, hugo: Any, centre: Any) -> None:
    sent = {"kind": "day_centre", "name": "Accueil", "staff_needed": 2, "started_on": "2019-01-01", "version": centre.version}

    client.as_(hugo).post(url("activity_edit", centre), sent)

    centre.refresh_from_db()
    assert (centre.name, centre.staff_needed) == ("Accueil", 2)


def test_what_lacks_shows_on_the_first_page_with_its_cause(client: Any, hugo: Any, association_a: Any, association_b: Any) -> None:
    add_activity(hugo, association_a, kind="legal_desk", partner=association_b)

    client.as_(hugo).post(url("lack_new", association_a), {"what": f"partner:{association_b.pk}", "starts_on": "2020-05-18", "key": KEY})

    page = text(client.as_(hugo).get(url("list")))
    assert "arrêté : le partenaire qui l'anime n'est pas là" in page
    assert "n'est pas là depuis le lundi 18 mai 2020" in page


def test_a_team_says_how_many_are_there(client: Any, hugo: Any, association_a: Any) -> None:
    desk = add_activity(hugo, association_a, kind="health_desk", staff_needed=2)

    answer = client.as_(hugo).post(url("lack_new", association_a), {"what": f"staff:{desk.pk}", "starts_on": "2020-05-18"})

    assert "present" in answer.context["form"].errors


def test_what_lacked_is_back_in_one_click(client: Any, hugo: Any, association_a: Any, association_b: Any) -> None:
    add_activity(hugo, association_a, kind="legal_desk", partner=association_b)
    ask = client.as_(hugo)
    ask.post(url("lack_new", association_a), {"what": f"partner:{association_b.pk}", "starts_on": "2020-05-18", "key": KEY})
    lack = Lack.unscoped.get()

    ask.post(url("lack_end", lack), {"version": lack.version})

    lack.refresh_from_db()
    assert lack.ends_on == TODAY


def test_sites_and_activities_are_read_by_the_team_and_changed_by_whoever_runs_it(
    client: Any, alice: Any, hugo: Any, association_a: Any
) -> None:
    site = add_site(hugo, association_a)
    add_activity(hugo, association_a, site=site, needs_site=True)

    pages = [text(client.as_(each).get(url("sites"))) for each in (alice, hugo)]

    assert [url("site_new", association_a) in page for page in pages] == [False, True]
    assert client.as_(alice).get(url("site_edit", site)).status_code == 403


def test_a_room_says_how_many_it_holds_and_an_activity_its_team(client: Any, alice: Any, hugo: Any, association_a: Any) -> None:
    site = add_site(hugo, association_a)
    services.add_room(actor=actor_of(hugo), today=TODAY, site=site, name="Bleue", people_at_once=2)
    add_activity(hugo, association_a, site=site, staff_needed=2, pooled=True)

    page = text(client.as_(alice).get(url("sites")))

    assert "Bleue : 2 personnes à la fois" in page
    assert "équipe mise en commun" in page


def test_an_activity_without_any_mode_says_so_on_the_first_page(client: Any, hugo: Any, association_a: Any) -> None:
    add_activity(hugo, association_a, mode=None)

    assert "aucun mode n'est noté" in text(client.as_(hugo).get(url("list")))
