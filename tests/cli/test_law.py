"""`maillage law`: what it prints, where, and with which exit code."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import maillage
from maillage.cli import law as cli
from maillage.cli.law_document import document, value_in_words
from maillage.core.law import Law, current_law
from tests.core.law.making import REGIME, regime, write_law

ROOT = Path(maillage.__file__).parent.parent
TODAY = date(2026, 11, 23)
EXPLAIN = ["explain", "--right", "psp", "--expires", "2020-03-12", "--as-known-on", "2020-04-01"]


def run(capsys, *argv):
    code = cli.run(list(argv), today=TODAY)
    out, err = capsys.readouterr()
    return code, out, err


def test_explain_prints_each_step_as_a_sentence(capsys):
    code, out, err = run(capsys, *EXPLAIN)

    assert (code, out.splitlines()[-3:], err) == (
        0,
        [
            "Nouvelle fin : le 12 septembre 2020.",
            "Cette prolongation ne compte pas dans la durée maximale du parcours ; les textes lus ne tranchent pas la question.",
            "À confirmer auprès de la préfecture.",
        ],
        "",
    )


def test_explain_prints_one_object_with_the_keys_agreed(capsys):
    _, out, _ = run(capsys, *EXPLAIN, "--json")

    assert list(json.loads(out)) == ["right", "expires", "as_known_on", "new_expires", "applied", "considered", "confidence", "explanation"]


def test_explain_prints_the_worked_example(capsys):
    _, out, _ = run(capsys, *EXPLAIN, "--json")
    answer = json.loads(out)
    del answer["explanation"]

    assert answer == {
        "right": "psp",
        "expires": "2020-03-12",
        "as_known_on": "2020-04-01",
        "new_expires": "2020-09-12",
        "applied": ["FR-2020-312"],
        "considered": [{"id": "FR-2020-737", "reason": "disabled"}, {"id": "FR-2020-1553", "reason": "disabled"}],
        "confidence": "second_hand",
    }


def test_explain_without_effect_has_a_null_confidence_and_the_same_end(capsys):
    _, out, _ = run(capsys, "explain", "--right", "psp", "--expires", "2020-03-11", "--as-known-on", "2020-04-01", "--json")
    answer = json.loads(out)

    assert (answer["confidence"], answer["new_expires"], answer["applied"]) == (None, "2020-03-11", [])


def test_explain_keeps_accents_as_they_are(capsys):
    _, out, _ = run(capsys, *EXPLAIN, "--json")

    assert "À confirmer auprès de la préfecture." in out


def test_explain_without_a_day_means_today(capsys):
    _, out, _ = run(capsys, "explain", "--right", "psp", "--expires", "2020-03-12", "--json")

    assert json.loads(out)["as_known_on"] == "2026-11-23"


BAD = {
    "nothing asked": [],
    "an unknown command": ["explode"],
    "an unknown option": [*EXPLAIN, "--loud"],
    "an abbreviated option": ["explain", "--rig", "psp", "--expires", "2020-03-12"],
    "an option without its value": ["explain", "--right", "psp", "--expires"],
    "a missing right": ["explain", "--expires", "2020-03-12"],
    "a missing end": ["explain", "--right", "psp"],
    "an unknown right": ["explain", "--right", "pension", "--expires", "2020-03-12"],
    "a right on two lines": ["explain", "--right", "psp\npsp", "--expires", "2020-03-12"],
    "an impossible date": ["explain", "--right", "psp", "--expires", "2020-02-30"],
    "a date without dashes": ["explain", "--right", "psp", "--expires", "20200312"],
    "a week": ["explain", "--right", "psp", "--expires", "2020-W11-4"],
    "an impossible day of knowledge": [*EXPLAIN[:-1], "hier"],
    "an empty day of knowledge": [*EXPLAIN[:-1], ""],
    "no key to show": ["show"],
    "an unknown key": ["show", "no.thing"],
    "an impossible day to show": ["show", "psp.cap_months", "--on", "2020-13-01"],
    "a folder without a law": ["check", "--folder", "/nonexistent"],
}


@pytest.mark.parametrize("argv", BAD.values(), ids=BAD)
def test_bad_input_exits_with_2(capsys, argv):
    code, _, _ = run(capsys, *argv)

    assert code == 2


@pytest.mark.parametrize("argv", BAD.values(), ids=BAD)
def test_bad_input_says_one_sentence_on_stderr_and_nothing_on_stdout(capsys, argv):
    _, out, err = run(capsys, *argv)

    assert (out, err.count("\n"), err.rstrip()[-1:]) == ("", 1, ".")


def test_a_malformed_law_names_its_file(capsys, tmp_path):
    write_law(tmp_path, parameter="spoiled")

    code, _, err = run(capsys, "check", "--folder", str(tmp_path))

    assert (code, "thing.toml" in err) == (2, True)


def test_check_says_how_much_was_read(capsys, tmp_path):
    code, out, _ = run(capsys, "check", "--folder", str(write_law(tmp_path)), "--json")

    assert (code, json.loads(out)) == (0, {"parameters": 1, "regimes": 1})


def test_check_of_the_packaged_law_speaks_in_a_sentence(capsys):
    code, out, _ = run(capsys, "check")
    law = current_law()

    assert (code, out.rstrip()) == (
        0, f"{len(law.parameters)} règles et {len(law.regimes)} versions de régimes sont lisibles, sourcées et cohérentes.",
    )  # fmt: skip


def test_show_gives_the_value_with_its_source(capsys):
    code, out, _ = run(capsys, "show", "psp.cap_months", "--on", "2020-05-19")

    assert (code, out.splitlines()[:3]) == (
        0,
        ["psp.cap_months : Durée totale que le parcours ne dépasse pas", "Valeur : 24 mois", "Depuis le 2016-10-31, sans fin connue"],
    )


def test_show_gives_the_end_of_a_value_that_ended(capsys):
    _, out, _ = run(capsys, "show", "sessions.yearly_minimum", "--on", "2020-05-19")

    assert "Depuis le 2016-10-31, jusqu'au 2025-12-31" in out


def test_show_prints_one_object(capsys):
    _, out, _ = run(capsys, "show", "afis.amount", "--on", "2020-05-19", "--json")
    answer = json.loads(out)

    assert (answer["value"]["alone"], answer["from"], answer["to"], answer["confidence"]) == (
        330.0,
        "2017-04-15",
        "2022-06-30",
        "second_hand",
    )


def test_show_prints_lists_with_their_own_dates(capsys):
    _, out, _ = run(capsys, "show", "session.legal_bases", "--on", "2020-05-19", "--json")
    bases = {row["code"]: row for row in json.loads(out)["value"]}

    assert bases["FR-2020-347"]["to"] == "2020-08-10"


def test_show_without_a_day_means_today(capsys):
    _, out, _ = run(capsys, "show", "sessions.yearly_minimum", "--json")

    assert json.loads(out)["value"] == 2


def test_no_value_that_day_is_an_answer_and_exits_with_1(capsys):
    code, out, err = run(capsys, "show", "psp.cap_months", "--on", "2010-01-01")

    assert (code, out, err) == (1, "", "La règle « psp.cap_months » n'a pas de valeur connue au 1er janvier 2010.\n")


def test_list_gives_every_key(capsys):
    _, out, _ = run(capsys, "list")

    assert tuple(out.split()) == current_law().keys()


def test_list_prints_one_object(capsys):
    _, out, _ = run(capsys, "list", "--json")

    assert tuple(json.loads(out)["keys"]) == current_law().keys()


def test_help_is_an_answer(capsys):
    code, out, _ = run(capsys, "--help")

    assert (code, "explain" in out) == (0, True)


def test_the_day_of_today_is_that_of_paris(capsys, monkeypatch):
    asked = []

    class Clock(cli.datetime):
        @classmethod
        def now(cls, tz=None):
            asked.append(str(tz))
            return cls(2020, 5, 19, 0, 30, tzinfo=tz)

    monkeypatch.setattr(cli, "datetime", Clock)
    cli.run([*EXPLAIN[:5], "--json"])

    assert (json.loads(capsys.readouterr().out)["as_known_on"], asked) == ("2020-05-19", ["Europe/Paris"])


def test_the_command_needs_no_django():
    program = "import sys; from maillage.cli import law; law.run(['check']); sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False, capture_output=True).returncode == 0


def test_the_command_speaks_utf8_whatever_the_terminal_says():
    program = f"from maillage.cli import law; law.run({EXPLAIN!r})"

    said = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, env={"PYTHONIOENCODING": "ascii"})

    assert said.stdout.decode("utf-8").rstrip().endswith("À confirmer auprès de la préfecture.")


def test_the_reference_page_is_fresh(capsys):
    _, out, _ = run(capsys, "document")

    assert (ROOT / "docs" / "reference" / "rules.md").read_text(encoding="utf-8") == out, (
        "run: maillage law document > docs/reference/rules.md"
    )


def test_the_reference_page_shows_every_rule_and_regime():
    page = document(current_law())

    assert all(f"`{name}`" in page for name in (*current_law().keys(), *(known.id for known in current_law().regimes)))


def test_the_reference_page_stands_with_an_unknown_theme_and_an_announced_regime():
    law = Law(regimes=(REGIME, regime(id="FR-2030-2", family="FR-2030-2", announced_on=date(2030, 3, 1))))

    assert "- Annoncé le 2030-03-01" in document(law)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (6, "months", "6 mois"),
        ((2, 4), "months", "2 ; 4 mois"),
        (True, "yes_no", "oui"),
        ("mot", "text", "mot"),
        (({"code": "a", "label": "A", "kinds": ("first", "renewal")},), "coded_list", "`a` A (kinds = first, renewal)"),
    ],
)
def test_a_value_is_said_on_one_line(value, unit, words):
    assert value_in_words(value, unit) == words
