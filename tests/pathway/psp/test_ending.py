"""The end of a running pathway, proposed to the commission: an application of its own, that makes nobody wait for a pathway."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.accompaniment.people.models import Accord
from maillage.accompaniment.people.services import withdraw_accord
from maillage.accompaniment.people.withdrawal import what_will_stop
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.notifications.models import Notice
from maillage.foundation.vault import Reason
from maillage.pathway.psp import facts, selectors, services
from maillage.pathway.psp.errors import (
    DateInFuture,
    EndProposedAlready,
    EndWordsMissing,
    NotToldOfEnd,
    PathwayOver,
    StateRefused,
)
from maillage.pathway.psp.errors_leaving import EndNotYours
from maillage.pathway.psp.models import Application, EndAsker, EndOutcome, EndReason, Extract, Kind, Pathway
from tests.accompaniment.making import actions_on
from tests.cast import TODAY, actor_of
from tests.pathway.psp.making import make_pathway

WORDS = "Elle a trouvé un travail et un logement, et demande à arrêter."


@pytest.fixture
def pathway(alice: Any, dana: Any, paul: Any) -> Pathway:
    return make_pathway(alice, dana=dana, paul=paul, starts_on=date(2020, 2, 3))


def propose(user: Any, pathway: Pathway, **more: Any) -> Application:
    typed = {"reason": EndReason.HER_WISH, "words": WORDS, "told_on": TODAY, **more}
    return services.propose_end(actor=actor_of(user), today=TODAY, pathway=pathway, **typed)


def test_an_end_proposed_by_her_association_is_filed_at_once_and_the_pathway_goes_on(alice: Any, pathway: Pathway) -> None:
    application = propose(alice, pathway)

    assert (application.kind, application.state, application.ending.asked_by) == (Kind.END, "filed", EndAsker.ASSOCIATION)
    assert Pathway.unscoped.get(pk=pathway.pk).ended_on is None
    assert "psp.end_proposed" in actions_on(application)


def test_nothing_of_her_identity_leaves_with_it(alice: Any, dana: Any, pathway: Pathway) -> None:
    application = propose(alice, pathway)

    content = selectors.open_extract(actor=actor_of(dana), extract=application.extract, reason=Reason.INSTRUCTION, today=TODAY)
    assert set(content.fields) <= {
        "association", "territory", "kind", "asks_permit", "asks_allowance", "entry_number", "end_reason", "end_words",
    }  # fmt: skip
    assert content.fields["end_words"] == WORDS


def test_the_reading_copy_says_why_without_the_number_of_her_application(alice: Any, dana: Any, pathway: Pathway) -> None:
    application = propose(alice, pathway)
    content = selectors.open_extract(actor=actor_of(dana), extract=application.extract, reason=Reason.INSTRUCTION, today=TODAY)

    copy = content.pseudonymised()

    assert copy.fields["end_words"] == WORDS
    assert pathway.entry.number not in copy.dumps()


def test_the_association_keeps_a_copy_of_what_it_sent(alice: Any, pathway: Pathway) -> None:
    application = propose(alice, pathway)

    sent = selectors.open_sent(actor=actor_of(alice), application=application, reason=Reason.APPLICATION, today=TODAY)

    assert sent is not None
    assert sent.fields["end_words"] == WORDS


def test_where_nobody_receives_it_goes_on_paper_from_the_copy_kept_here(alice: Any, dana: Any, pathway: Pathway) -> None:
    type(dana).objects.filter(pk=dana.pk).update(is_active=False)

    application = propose(alice, pathway)

    assert not Extract.unscoped.filter(application=application).exists()
    sent = selectors.open_sent(actor=actor_of(alice), application=application, reason=Reason.APPLICATION, today=TODAY)
    assert sent is not None
    assert sent.fields["end_words"] == WORDS


def test_the_secretariat_registers_one_and_the_key_worker_is_told(alice: Any, dana: Any, pathway: Pathway) -> None:
    application = propose(dana, pathway, reason=EndReason.COMMITMENTS, told_on=None)

    assert application.ending.asked_by == EndAsker.SECRETARIAT
    assert Notice.unscoped.filter(user_id=alice.pk, topic="psp.end_proposed").exists()


def test_the_secretariat_learns_what_the_association_proposes(alice: Any, dana: Any, pathway: Pathway) -> None:
    before = Notice.unscoped.filter(user_id=dana.pk, topic="psp.filed").count()

    propose(alice, pathway)

    assert Notice.unscoped.filter(user_id=dana.pk, topic="psp.filed").count() == before + 1


def test_she_is_told_before_her_association_proposes_it(alice: Any, pathway: Pathway) -> None:
    with pytest.raises(NotToldOfEnd):
        propose(alice, pathway, told_on=None)


def test_only_a_lost_contact_excuses_from_telling_her(alice: Any, pathway: Pathway) -> None:
    assert propose(alice, pathway, reason=EndReason.LOST_CONTACT, told_on=None).ending.told_on is None


def test_telling_her_is_not_noted_in_advance(alice: Any, pathway: Pathway) -> None:
    with pytest.raises(DateInFuture):
        propose(alice, pathway, told_on=TODAY + timedelta(days=1))


def test_an_end_says_why_in_words(alice: Any, pathway: Pathway) -> None:
    with pytest.raises(EndWordsMissing):
        propose(alice, pathway, words="   ")


def test_one_end_at_a_time(alice: Any, dana: Any, pathway: Pathway) -> None:
    propose(alice, pathway)

    with pytest.raises(EndProposedAlready):
        propose(dana, pathway)


def test_a_double_click_proposes_it_once(alice: Any, pathway: Pathway) -> None:
    key = str(uuid.uuid4())

    first, second = (propose(alice, pathway, key=key) for _ in range(2))

    assert first.pk == second.pk


def test_a_pathway_that_is_over_is_not_ended_again(alice: Any, pathway: Pathway) -> None:
    services.end_pathway(actor=actor_of(alice), today=TODAY, pathway=pathway, ended_on=TODAY, outcome=EndOutcome.AUTONOMY)

    with pytest.raises(PathwayOver):
        propose(alice, pathway)


@pytest.mark.parametrize("who", ["bob", "charlie", "eve"])
def test_a_reader_a_stranger_and_another_department_propose_nothing(who: str, pathway: Pathway, request: Any) -> None:
    with pytest.raises(Denied):
        propose(request.getfixturevalue(who), pathway)


def test_an_end_decided_opens_no_period(alice: Any, pathway: Pathway) -> None:
    application = propose(alice, pathway)
    Application.unscoped.filter(pk=application.pk).update(state="decided", decided_on=TODAY, granted=True)

    with pytest.raises(StateRefused):
        services.begin_pathway(actor=actor_of(alice), today=TODAY, application=application, starts_on=TODAY)


def test_an_end_is_not_a_wish(alice: Any, pathway: Pathway) -> None:
    with pytest.raises(StateRefused):
        services.note_wish(actor=actor_of(alice), today=TODAY, person=pathway.person, kind=Kind.END)


def test_the_days_of_an_end_are_in_no_count_of_waiting(alice: Any, pathway: Pathway) -> None:
    actor, span = actor_of(alice), {"first": date(2020, 1, 1), "last": date(2020, 12, 31)}
    before = selectors.waiting_page(actor, today=TODAY, **span).applications

    propose(alice, pathway)

    assert selectors.waiting_page(actor, today=TODAY, **span).applications == before
    assert not [each for each in facts.episodes(today=TODAY) if each.kind == "application_end"]


def test_the_proposal_is_an_episode_of_its_own(alice: Any, pathway: Pathway) -> None:
    propose(alice, pathway)

    (episode,) = [each for each in facts.episodes(today=TODAY) if each.kind == "end_proposed"]
    assert (episode.cause, episode.ends) == ("her_wish", None)


def test_an_end_that_the_state_proposes_is_not_the_associations_to_withdraw(client: Any, alice: Any, dana: Any, pathway: Pathway) -> None:
    application = propose(dana, pathway, reason=EndReason.COMMITMENTS, told_on=None)
    page = client.as_(alice).get(reverse("psp:application", args=[application.pk])).content.decode()

    with pytest.raises(EndNotYours):
        services.withdraw_application(actor=actor_of(alice), today=TODAY, application=application)

    assert reverse("psp:withdraw", args=[application.pk]) not in page
    assert services.withdraw_application(actor=actor_of(dana), today=TODAY, application=application).state == "withdrawn"


def test_the_association_withdraws_the_end_that_it_proposed(alice: Any, pathway: Pathway) -> None:
    application = propose(alice, pathway)

    assert services.withdraw_application(actor=actor_of(alice), today=TODAY, application=application).state == "withdrawn"


def test_her_accord_taken_back_leaves_the_end_of_the_state_before_the_commission(alice: Any, dana: Any, pathway: Pathway) -> None:
    application = propose(dana, pathway, reason=EndReason.COMMITMENTS, told_on=None)
    accord = Accord.unscoped.get(person=pathway.person, purpose="file_application")

    said = " ".join(str(each.sentence) for each in what_will_stop(accord=accord, actor=actor_of(alice), today=TODAY))
    withdraw_accord(actor=actor_of(alice), today=TODAY, accord=accord)

    assert "lui seul peut la retirer" in said
    assert Application.unscoped.get(pk=application.pk).state == "filed"
    assert Pathway.unscoped.get(pk=pathway.pk).ended_on == TODAY


# Pages


def test_the_page_of_the_pathway_leads_to_it_and_then_to_what_was_proposed(client: Any, alice: Any, pathway: Pathway) -> None:
    address = reverse("psp:pathway", args=[pathway.pk])
    assert "Proposer la fin" in client.as_(alice).get(address).content.decode()

    propose(alice, pathway)

    assert "Voir la fin proposée" in client.as_(alice).get(address).content.decode()


def test_it_is_proposed_from_its_page(client: Any, alice: Any, pathway: Pathway) -> None:
    typed = {"key": str(uuid.uuid4()), "reason": "her_wish", "told_on": TODAY.isoformat(), "words": WORDS}

    response = client.as_(alice).post(reverse("psp:end_propose", args=[pathway.pk]), typed)

    application = Application.unscoped.get(kind=Kind.END)
    assert response["Location"] == reverse("psp:application", args=[application.pk])
    page = client.as_(alice).get(response["Location"]).content.decode()
    assert "elle demande à arrêter" in page
    for words in ("Son attente", "Le formulaire", "envie exprimée"):
        assert words not in page
    assert "Relire ce qui est parti" in page


def test_the_page_of_the_form_keeps_what_was_typed_when_it_refuses(client: Any, alice: Any, pathway: Pathway) -> None:
    typed = {"key": str(uuid.uuid4()), "reason": "her_wish", "words": WORDS}

    response = client.as_(alice).post(reverse("psp:end_propose", args=[pathway.pk]), typed)

    assert response.status_code == 422
    assert WORDS in response.content.decode().replace("&#x27;", "'")


def test_the_state_reads_the_reason_on_the_page_of_the_application(client: Any, alice: Any, dana: Any, pathway: Pathway) -> None:
    application = propose(alice, pathway, reason=EndReason.MOVED)

    page = client.as_(dana).get(reverse("psp:application", args=[application.pk])).content.decode()

    assert "suite dans un autre département" in page
    assert "L. 122-1" in page


def test_a_stranger_finds_no_page(client: Any, charlie: Any, pathway: Pathway) -> None:
    assert client.as_(charlie).get(reverse("psp:end_propose", args=[pathway.pk])).status_code == 404
