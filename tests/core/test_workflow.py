"""A state table is refused when it is wrong, and explains itself when it refuses."""

from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.phrase import phrase
from maillage.core.workflow import Answer, StateCard, Transition, TransitionRefused, Workflow, WorkflowInvalid, one_of


class Loan(StrEnum):
    ASKED = "asked"
    LENT = "lent"
    BACK = "back"


class Other(StrEnum):
    ELSEWHERE = "elsewhere"


class Pen(StrEnum):
    READER = "reader"
    LIBRARY = "library"


PENS = {Pen.READER: phrase("la lectrice"), Pen.LIBRARY: phrase("la bibliothèque")}
STATES = (
    StateCard(Loan.ASKED, phrase("demandé"), Pen.LIBRARY),
    StateCard(Loan.LENT, phrase("prêté"), Pen.READER),
    StateCard(Loan.BACK, phrase("rendu"), Pen.LIBRARY),
)
LEND = Transition("lend", (Loan.ASKED,), Loan.LENT, phrase("prêter"), (Pen.LIBRARY,))
RETURN = Transition("return", (Loan.LENT,), Loan.BACK, phrase("rendre"), (Pen.READER, Pen.LIBRARY))
LOSE = Transition("lose", (Loan.LENT,), Loan.ASKED, phrase("perdre"), ())
CANCEL = Transition("cancel", (Loan.ASKED,), Loan.BACK, phrase("annuler"), (Pen.READER,))


def build(*, states=STATES, transitions=(LEND, RETURN, CANCEL), pens=PENS) -> Workflow:
    return Workflow(initial=Loan.ASKED, pens=pens, states=states, transitions=transitions)


def test_a_known_way_gives_its_act():
    assert build().check(Loan.ASKED, to=Loan.LENT, by=Pen.LIBRARY) is LEND


def test_an_answer_that_allows_is_true_and_has_no_reason():
    answer = build().allows(Loan.ASKED, to=Loan.LENT)

    assert answer
    assert answer == Answer(allowed=True, reason=None)


def test_an_unknown_way_is_refused_with_what_may_be_done():
    with pytest.raises(TransitionRefused) as refused:
        build().check(Loan.LENT, to=Loan.ASKED)

    assert str(refused.value.phrase) == (
        "Passage impossible de « prêté » à « demandé » : rien n’y mène directement. Depuis « prêté », on peut : rendre."
    )
    assert str(refused.value) == str(refused.value.phrase)


def test_a_final_state_says_that_it_is_final():
    answer = build().allows(Loan.BACK, to=Loan.LENT)

    assert not answer
    assert str(answer.reason) == "Passage impossible vers « prêté » : « rendu » est un état final, plus rien ne le change."


def test_the_wrong_pen_is_told_whose_act_it_is():
    answer = build().allows(Loan.ASKED, to=Loan.LENT, by=Pen.READER)

    assert str(answer.reason) == "L’acte « prêter » n’est pas ouvert à la lectrice : il revient à la bibliothèque."


def test_a_pen_that_the_table_does_not_name_is_refused_by_its_code():
    answer = build().allows(Loan.ASKED, to=Loan.LENT, by=Other.ELSEWHERE)

    assert str(answer.reason).startswith("L’acte « prêter » n’est pas ouvert à elsewhere")


def test_reasons_can_be_said_in_another_language():
    reason = build().allows(Loan.BACK, to=Loan.LENT).reason

    assert reason.say(translate=lambda text: {"prêté": "lent"}.get(text, text)).startswith("Passage impossible vers « lent »")


def test_the_acts_from_a_state_keep_the_order_of_the_table():
    assert build().next_from(Loan.ASKED) == (LEND, CANCEL)


def test_the_acts_from_a_state_can_be_those_of_one_pen():
    assert build().next_from(Loan.ASKED, by=Pen.READER) == (CANCEL,)


def test_each_state_has_one_owner_and_one_label():
    workflow = build()

    assert workflow.owner_of(Loan.LENT) is Pen.READER
    assert str(workflow.label_of(Loan.LENT)) == "prêté"


def test_a_state_of_another_table_is_a_mistake():
    with pytest.raises(KeyError):
        build().owner_of(Other.ELSEWHERE)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"states": STATES[:2]}, "states without an owner: back"),
        ({"states": (*STATES, STATES[0])}, "states with several owners: asked"),
        ({"states": (*STATES, StateCard(Other.ELSEWHERE, phrase("ailleurs"), Pen.READER))}, "states of another table: elsewhere"),
        ({"pens": {Pen.READER: PENS[Pen.READER]}}, "pens without a name: library"),
        (
            {"transitions": (LEND, RETURN, LOSE)},
            "acts that nobody may do: lose",
        ),
        ({"transitions": (LEND, RETURN, LEND)}, "acts named twice: lend"),
        ({"transitions": (LEND, Transition("go", (Loan.LENT,), Other.ELSEWHERE, phrase("aller"), (Pen.READER,)))}, "act go names a state"),
        (
            {"transitions": (LEND, RETURN, Transition("again", (Loan.LENT,), Loan.BACK, phrase("rendre"), (Pen.READER,)))},
            "several acts lead from lent to back",
        ),
        ({"transitions": (LEND,)}, "states that nothing leads to: back"),
    ],
)
def test_a_wrong_table_is_refused_when_built(wrong, said):
    with pytest.raises(WorkflowInvalid, match=said):
        build(**wrong)


def test_an_act_may_lead_back_to_where_it_starts():
    extend = Transition("extend", (Loan.LENT,), Loan.LENT, phrase("prolonger"), (Pen.READER,))

    assert build(transitions=(LEND, RETURN, extend)).check(Loan.LENT, to=Loan.LENT) is extend


def test_the_table_draws_itself():
    assert build().diagram() == (
        "stateDiagram-v2\n"
        '    state "demandé<br>(la bibliothèque)" as asked\n'
        '    state "prêté<br>(la lectrice)" as lent\n'
        '    state "rendu<br>(la bibliothèque)" as back\n'
        "    [*] --> asked\n"
        "    asked --> lent: prêter\n"
        "    asked --> back: annuler\n"
        "    lent --> back: rendre\n"
        "    back --> [*]\n"
    )


def test_the_table_prints_itself():
    assert build().table() == (
        "| État | Qui tient la plume | Acte | Vers | Par |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| demandé | la bibliothèque | prêter | prêté | la bibliothèque |\n"
        "| demandé | la bibliothèque | annuler | rendu | la lectrice |\n"
        "| prêté | la lectrice | rendre | rendu | la lectrice, la bibliothèque |\n"
        "| rendu | la bibliothèque | — | — | — |\n"
    )


def test_three_choices_are_said_with_a_comma_and_an_or():
    assert str(one_of([phrase("lire"), phrase("écrire"), phrase("signer")])) == "lire, écrire ou signer"


@given(source=st.sampled_from(Loan), target=st.sampled_from(Loan), by=st.sampled_from(Pen))
def test_what_is_allowed_is_what_is_offered(source, target, by):
    workflow = build()

    assert bool(workflow.allows(source, to=target, by=by)) == (target in {each.target for each in workflow.next_from(source, by=by)})
