"""Her form: each line agreed, or kept; only what she agreed to, as she agreed to it, ever leaves."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest

from maillage.accompaniment.people.services import erase_file
from maillage.core.field_agreements import Decision, Standing
from maillage.foundation.access.actor import system_actor
from maillage.foundation.documents import documents_of
from maillage.foundation.kernel.errors import Denied, OutOfScope, Stale
from maillage.pathway.psp import form_answers, form_schema, selectors, services
from maillage.pathway.psp.errors import DateInFuture, FieldsNotAgreed, NothingToSign, NotInTheForm, SignatureMissing
from maillage.pathway.psp.form_answers import Action, Done, FormAnswers
from maillage.pathway.psp.form_schema import DOMAINS, OF_THE_TEXT, SECTIONS, Domain, Source, sections_for
from maillage.pathway.psp.models import Application, ApplicationForm, ExposureTalk, Kind, PathwayDocument
from maillage.pathway.psp.selectors import form_version
from tests.accompaniment.making import actions_on, give_accord, give_identity, make_person
from tests.cast import TODAY, actor_of
from tests.pathway.psp.making import make_application, make_photo, prepare_to_leave

TOMORROW = TODAY + timedelta(days=1)
AGREED, WITHHELD, NOT_ASKED = Decision.AGREED, Decision.WITHHELD, Decision.NOT_ASKED
FRENCH = Action(domain=Domain.LANGUAGE, what="Cours de français", who="l'association", when="chaque mardi", decision=AGREED)


@pytest.fixture
def preparing(alice: Any, delegation_x: Any) -> Any:
    person = make_person(alice)
    give_identity(alice, person)
    give_accord(alice, person, delegation_x)
    return make_application(alice, state="preparing", person=person)


def _section(code: str, *, kind: str = "first") -> Any:
    return next(each for each in sections_for(kind) if each.code == code)


def _save(user: Any, application: Any, code: str, *, seen: int | None = None, today: Any = TODAY, **said: Any) -> ApplicationForm:
    values = {name: value for name, (value, _) in said.items()}
    decisions = {name: decision for name, (_, decision) in said.items()}
    version = _open(user, application).version if seen is None else seen
    return services.save_section(
        actor=actor_of(user), today=today, application=application, section=_section(code, kind=application.kind), seen=version,
        values=values, decisions=decisions,
    )  # fmt: skip


def _open(user: Any, application: Any) -> Any:
    fresh = Application.unscoped.select_related("person", "organisation", "territory").get(pk=application.pk)
    return selectors.open_form(actor=actor_of(user), application=fresh, reason="application", today=TODAY)


def _preview(user: Any, application: Any) -> Any:
    fresh = Application.unscoped.select_related("person", "organisation", "territory").get(pk=application.pk)
    return selectors.preview_extract(actor=actor_of(user), application=fresh, reason="application", today=TODAY)


# The schema


def test_no_field_speaks_of_health_and_care_is_a_yes_or_a_no() -> None:
    words = ("health", "sante", "medical", "treatment", "diagnos", "prostitution")

    assert [code for code in form_schema.FIELDS if any(word in code for word in words)] == []
    assert form_schema.FIELDS["need_care"].kind == "yes_no"


def test_the_form_asks_what_the_rule_lists() -> None:
    assert [section.code for section in SECTIONS] == [
        "etat-civil", "famille", "sejour", "logement", "ressources", "besoins", "projet", "avis",
    ]  # fmt: skip
    assert {field.domain for field in _section("besoins").fields} == set(Domain)
    assert [domain.value for domain in OF_THE_TEXT] == ["housing", "care", "rights", "integration"]
    assert set(DOMAINS) == set(Domain)


def test_a_renewal_adds_what_was_kept_and_the_difficulties() -> None:
    added = {field.code for field in form_schema.fields_for("renewal")} - {field.code for field in form_schema.fields_for("first")}

    assert added == {"commitments_kept", "difficulties"}


def test_every_code_is_once_in_the_form() -> None:
    codes = [field.code for section in SECTIONS for field in section.fields]

    assert len(codes) == len(set(codes))


def test_a_sealed_form_is_read_back_as_it_was() -> None:
    form = FormAnswers(
        answers={"children": form_answers.FieldAnswer("3 et 7 ans", AGREED)},
        actions=(FRENCH, Action(Domain.CARE, "Ouvrir ses droits", done=Done.NOT_DONE, why="délai")),
    )

    assert form_answers.loads(form.dumps()) == form
    assert form_answers.loads("") == FormAnswers()


def test_a_line_that_the_form_does_not_ask_any_more_is_dropped() -> None:
    assert form_answers.loads('{"answers": {"gone": {"value": "x", "decision": "agreed"}}, "actions": []}') == FormAnswers()


def test_nothing_of_hers_is_in_a_repr(alice: Any, preparing: Any) -> None:
    _save(alice, preparing, "famille", children=("CANARI", AGREED))

    opened = _open(alice, preparing)
    shown = selectors.sections_shown(opened, kind="first")
    assert "CANARI" not in repr(opened) + repr(opened.answers) + repr(shown[1].fields) + repr(FRENCH)


# Writing


def test_what_she_agreed_to_leaves_and_nothing_else(alice: Any, preparing: Any) -> None:
    _save(alice, preparing, "famille", family=("Vit seule", WITHHELD), children=("3 et 7 ans", AGREED))
    _save(alice, preparing, "ressources", resources=("ADA", NOT_ASKED))

    fields = _preview(alice, preparing).fields
    assert fields["children"] == "3 et 7 ans"
    assert {"family", "resources", "last_name", "project"} & set(fields) == set()


def test_a_section_says_what_lives_in_the_file_without_typing_it(alice: Any, preparing: Any) -> None:
    _save(alice, preparing, "etat-civil", last_name=("Usurpée", AGREED), birth_place=("Lomé", AGREED))

    assert _preview(alice, preparing).fields["last_name"] == "Aubrac"
    assert _preview(alice, preparing).fields["birth_place"] == "Lomé"


def test_a_name_corrected_after_she_agreed_does_not_leave_before_she_is_asked_again(alice: Any, preparing: Any) -> None:
    _save(alice, preparing, "etat-civil", last_name=("", AGREED))

    give_identity(alice, preparing.person, last_name="Aubrak", seen=1)

    assert "last_name" not in _preview(alice, preparing).fields
    assert _open(alice, preparing).standing("last_name") is Standing.CHANGED


def test_what_is_kept_here_never_leaves_whatever_is_ticked(alice: Any, preparing: Any) -> None:
    _save(alice, preparing, "avis", kept_here=("CANARI", AGREED))
    services.agree_to_all(actor=actor_of(alice), today=TODAY, application=preparing, seen=form_version(preparing))

    assert "CANARI" not in _preview(alice, preparing).dumps()


def test_agreeing_to_all_leaves_what_she_withheld(alice: Any, preparing: Any) -> None:
    _save(alice, preparing, "famille", family=("Vit seule", WITHHELD), children=("3 ans", NOT_ASKED))
    kept = Action(Domain.SAFETY, "Changer de ville", decision=WITHHELD)
    plan = [FRENCH, kept, Action(Domain.CARE, "Voir un médecin")]
    services.save_actions(actor=actor_of(alice), today=TODAY, application=preparing, seen=_open(alice, preparing).version, planned=plan)

    services.agree_to_all(actor=actor_of(alice), today=TODAY, application=preparing, seen=form_version(preparing))

    content = _preview(alice, preparing)
    assert ("family" in content.fields, content.fields["children"], content.fields["last_name"]) == (False, "3 ans", "Aubrac")
    assert [action.what for action in content.actions] == ["Cours de français", "Voir un médecin"]


def test_she_does_not_agree_to_what_was_written_since_it_was_read_to_her(alice: Any, preparing: Any) -> None:
    from maillage.foundation.kernel.errors import Stale

    read = form_version(preparing)
    _save(alice, preparing, "famille", family=("Vit seule", NOT_ASKED))

    with pytest.raises(Stale):
        services.agree_to_all(actor=actor_of(alice), today=TODAY, application=preparing, seen=read)

    assert "family" not in _preview(alice, preparing).fields


def test_the_counts_say_how_far_it_is_without_opening_it(alice: Any, preparing: Any) -> None:
    asked = sum(1 for field in form_schema.fields_for("first") if field.to_state)
    one = _save(alice, preparing, "famille", family=("", AGREED), children=("", WITHHELD))
    every = services.agree_to_all(actor=actor_of(alice), today=TODAY, application=preparing, seen=form_version(preparing))

    assert (one.asked, one.settled, one.essentials) == (asked, 2, False)
    assert (every.asked, every.settled, every.essentials, every.saved_on) == (asked, asked, True, TODAY)


def test_actions_without_a_word_are_dropped_and_the_last_ones_too(alice: Any, preparing: Any) -> None:
    plan = [Action(Domain.CARE, " "), *(Action(Domain.CARE, f"Action {n}") for n in range(20))]

    services.save_actions(actor=actor_of(alice), today=TODAY, application=preparing, seen=0, planned=plan)

    assert [each.what for each in _open(alice, preparing).answers.actions] == [f"Action {n}" for n in range(12)]


def test_an_action_of_a_renewal_says_done_or_not_and_why(alice: Any, preparing: Any) -> None:
    told = Action(Domain.RIGHTS, "Ouvrir ses droits", decision=AGREED, done=Done.NOT_DONE, why="pièce refusée")
    services.save_actions(actor=actor_of(alice), today=TODAY, application=preparing, seen=0, planned=[told])

    action = _preview(alice, preparing).actions[0]
    assert (action.domain, action.done, action.why) == ("accès aux droits", "pas faite", "pièce refusée")


def test_the_same_key_writes_once(alice: Any, preparing: Any) -> None:
    key = uuid.uuid4()

    for _ in range(2):
        services.agree_to_all(actor=actor_of(alice), today=TODAY, application=preparing, seen=form_version(preparing), key=key)

    assert ApplicationForm.unscoped.get().version == 1
    assert actions_on(preparing).count("psp.form_agreed") == 1


def test_an_arabic_line_comes_back_as_it_was(alice: Any, preparing: Any) -> None:
    _save(alice, preparing, "etat-civil", birth_place=("الجزائر", AGREED))

    assert _preview(alice, preparing).fields["birth_place"] == "الجزائر"


# Refusals


@pytest.mark.parametrize("who", ["bob", "hugo", "charlie", "dana"])
def test_only_those_who_prepare_write(preparing: Any, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises((Denied, OutOfScope)):
        services.agree_to_all(
            actor=actor_of(request.getfixturevalue(who)), today=TODAY, application=preparing, seen=form_version(preparing)
        )


def test_a_stale_section_shows_both_versions_and_loses_nothing(alice: Any, iris: Any, preparing: Any) -> None:
    _save(alice, preparing, "famille", children=("3 ans", AGREED))

    with pytest.raises(Stale) as stale:
        _save(iris, preparing, "famille", seen=0, children=("4 ans", WITHHELD))

    assert (stale.value.current["children"], stale.value.submitted["children"]) == ("3 ans", "4 ans")
    assert (stale.value.current["children_agreed"], stale.value.submitted["children_agreed"]) == (AGREED, WITHHELD)
    assert _open(alice, preparing).value("children") == "3 ans"


def test_stale_actions_show_both_versions(alice: Any, preparing: Any) -> None:
    services.save_actions(actor=actor_of(alice), today=TODAY, application=preparing, seen=0, planned=[FRENCH])

    with pytest.raises(Stale) as stale:
        services.save_actions(actor=actor_of(alice), today=TODAY, application=preparing, seen=0, planned=[])

    assert "Cours de français" in stale.value.current["actions"]


def test_once_filed_the_form_does_not_change(alice: Any, dana: Any) -> None:
    filed = make_application(alice, state="filed", dana=dana)

    with pytest.raises(NotInTheForm):
        services.agree_to_all(actor=actor_of(alice), today=TODAY, application=filed, seen=form_version(filed))


@pytest.mark.parametrize(
    ("section", "withheld", "said"),
    [("projet", "project", "Projet"), ("projet", "commitments", "Engagements")],
)
def test_nothing_is_filed_without_her_yes_on_what_it_is(
    alice: Any, dana: Any, preparing: Any, section: str, withheld: str, said: str
) -> None:
    from tests.pathway.psp.making import receive_all

    receive_all(alice, preparing)
    ready = services.mark_ready(actor=actor_of(alice), today=TODAY, application=preparing)
    _save(alice, ready, section, **{withheld: ("", WITHHELD)})
    prepare_to_leave(alice, ready)

    with pytest.raises(FieldsNotAgreed) as refused:
        services.file_application(actor=actor_of(alice), today=TODAY, application=ready)

    assert said in refused.value.sentence


def test_she_may_keep_one_of_her_two_names(alice: Any, dana: Any, preparing: Any) -> None:
    from tests.pathway.psp.making import receive_all

    receive_all(alice, preparing)
    ready = services.mark_ready(actor=actor_of(alice), today=TODAY, application=preparing)
    _save(alice, ready, "etat-civil", first_name=("", WITHHELD), birth_date=("", WITHHELD))
    prepare_to_leave(alice, ready)

    services.file_application(actor=actor_of(alice), today=TODAY, application=ready)

    sent = selectors.open_sent(actor=actor_of(alice), application=ready, reason="application", today=TODAY)
    assert sent is not None
    assert {"first_name", "birth_date"} & set(sent.fields) == set()


# The association's own copy of what left


def test_both_sides_see_exactly_what_passed(alice: Any, dana: Any) -> None:
    from maillage.pathway.psp.models import Extract

    filed = make_application(alice, state="filed", dana=dana)

    ours = selectors.open_sent(actor=actor_of(alice), application=filed, reason="application", today=TODAY)
    theirs = selectors.open_extract(
        actor=actor_of(dana), extract=Extract.unscoped.get(application=filed), reason="instruction", today=TODAY
    )
    assert ours is not None
    assert (ours.fields, ours.actions) == (theirs.fields, theirs.actions)


# The document


def _sign(alice: Any, application: Any, **more: Any) -> PathwayDocument:
    days = {"signed_by_her_on": TODAY, "signed_by_association_on": TODAY, **more}
    return services.sign_document(actor=actor_of(alice), today=TODAY, application=application, explained_in="ro", **days)


@pytest.fixture
def agreed(alice: Any, preparing: Any) -> Any:
    services.save_actions(actor=actor_of(alice), today=TODAY, application=preparing, seen=0, planned=[FRENCH])
    prepare_to_leave(alice, preparing)
    return preparing


def test_the_document_keeps_what_was_signed_even_when_the_form_changes(alice: Any, agreed: Any) -> None:
    _sign(alice, agreed, upload=make_photo())
    services.save_actions(actor=actor_of(alice), today=TODAY, application=agreed, seen=_open(alice, agreed).version, planned=[])

    signed = selectors.read_document(actor=actor_of(alice), application=agreed, reason="application", today=TODAY)
    assert signed is not None
    assert [action.what for action in signed.actions] == ["Cours de français"]
    assert [each.purpose for each in documents_of(agreed.person)] == ["pathway_document"]


def test_the_second_signature_completes_the_first(alice: Any, agreed: Any) -> None:
    _sign(alice, agreed, signed_by_association_on=None)

    document = _sign(alice, agreed, signed_by_her_on=None)

    assert (document.signed_by_her_on, document.signed_by_association_on, document.version) == (TODAY, TODAY, 2)


def test_signatures_are_refused_with_their_reason(alice: Any, agreed: Any, preparing: Any) -> None:
    with pytest.raises(SignatureMissing):
        _sign(alice, agreed, signed_by_her_on=None, signed_by_association_on=None)
    with pytest.raises(DateInFuture):
        _sign(alice, agreed, signed_by_her_on=TOMORROW)


def test_there_is_nothing_to_sign_before_an_action_and_a_commitment(alice: Any, preparing: Any) -> None:
    prepare_to_leave(alice, preparing)

    with pytest.raises(NothingToSign):
        _sign(alice, preparing)


# Erasing


def test_erasing_her_file_takes_the_form_the_copy_the_document_and_the_talks(alice: Any, dana: Any) -> None:
    person = make_person(alice)
    filed = make_application(alice, state="filed", dana=dana, person=person)

    erase_file(actor=system_actor(), today=TODAY, person=person)

    form = ApplicationForm.unscoped.get(application=filed)
    assert (form.content, form.sent) == (None, None)
    assert not ExposureTalk.unscoped.filter(application=filed).exists()


def test_live_fields_are_those_of_the_file() -> None:
    live = {code for code, field in form_schema.FIELDS.items() if field.source is not Source.FORM}

    assert live == {"last_name", "first_name", "birth_date", "nationality", "project", "commitments"}
    assert Kind.RENEWAL == "renewal"
