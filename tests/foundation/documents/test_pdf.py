"""Letters, minutes and sheets: readable by people and by screen readers, whatever the text says."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path

import pypdf
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from maillage.foundation.documents import pdf, printable
from maillage.foundation.documents.pdf import PdfProblem, RenderedPdf, render_pdf

DAY = date(2020, 5, 19)
LETTER = {
    "sender": ["Préfecture de Valmoret", "Secrétariat de la commission"],
    "recipient": "Association Les Passerelles\n99001 Valmoret",
    "place_and_date": "Valmoret, le mardi 19 mai 2020",
    "reference": [["Réf.", "F1-0042"]],
    "subject": "décision sur une demande d'engagement",
    "body": ["La demande a été examinée.", {"heading": "Motifs"}, {"list": ["projet imprécis", "pièces manquantes"]}],
    "remedies": {"blocks": ["Vous pouvez contester cette décision."]},
    "signatures": [{"capacity": "La préfète", "name": "Paule Arnoux"}],
    "enclosures": ["Copie de l'avis"],
    "computed": True,
}
MINUTES = {
    "heading": "Procès-verbal de la séance du 12 mai 2020",
    "facts": [["Quorum", "11 membres sur 19", "La moitié des membres composant la commission."]],
    "attendance": {"headers": ["Siège", "Présence"], "rows": [["Présidence", "en personne"]]},
    "items": [{"heading": "Point 1", "blocks": [{"table": {"headers": ["Avis", "Nombre"], "rows": [["favorable", 7]]}}]}],
    "signatures": [{"capacity": "La présidence"}, {"capacity": "Le secrétariat"}],
    "checkpoint": "Point de contrôle 812",
}
SHEET = {"heading": "Extrait", "sections": [{"heading": "Demande", "facts": [["Déposée le", DAY]]}]}
EVERY = [("letter", LETTER), ("minutes", MINUTES), ("sheet", SHEET)]


def _letter(text: str, *, language: str = "fr") -> RenderedPdf:
    return render_pdf(template="letter", data={"subject": "essai", "body": [text]}, title="Essai", timestamp=DAY, language=language)


def _read(rendered: RenderedPdf) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(rendered.content))


def _text(rendered: RenderedPdf) -> str:
    return "\n".join(page.extract_text() for page in _read(rendered).pages)


def _tags(rendered: RenderedPdf) -> set[str]:
    found: set[str] = set()

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            found.add(str(node.get("/S", "")))
            walk(node.get("/K"))

    walk(_read(rendered).trailer["/Root"]["/StructTreeRoot"])
    return found


@pytest.mark.parametrize(("template", "data"), EVERY)
def test_each_template_prints_tagged_titled_and_in_its_language(template, data):
    rendered = render_pdf(template=template, data=data, title="Titre voulu", timestamp=DAY)

    catalogue = _read(rendered).trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"].startswith("fr")
    assert _read(rendered).metadata.title == "Titre voulu"


@pytest.mark.parametrize(("template", "data"), EVERY)
def test_the_same_arguments_give_the_same_bytes(template, data):
    first, second = (render_pdf(template=template, data=data, title="T", timestamp=DAY) for _time in range(2))

    assert first.content == second.content


@pytest.mark.parametrize(("template", "data"), EVERY)
def test_no_page_tells_when_or_where_it_was_printed(template, data):
    metadata = _read(render_pdf(template=template, data=data, title="T", timestamp=DAY)).metadata

    assert metadata.creation_date is None


def test_a_letter_says_all_it_was_given():
    text = _text(render_pdf(template="letter", data=LETTER, title="T", timestamp=DAY))

    for expected in (
        "Préfecture de Valmoret",
        "Les Passerelles",
        "Objet : décision",
        "projet imprécis",
        "Voies et délais de recours",
        "La préfète",
        "Copie de l'avis",
    ):
        assert expected in text


def test_a_computed_letter_says_who_must_confirm():
    assert "Calculé par Maillage ; à confirmer par la préfecture." in _text(
        render_pdf(template="letter", data=LETTER, title="T", timestamp=DAY)
    )


def test_the_minutes_hold_real_headings_and_tables_for_a_screen_reader():
    assert {"/H1", "/H2", "/Table", "/TH", "/TD"} <= _tags(render_pdf(template="minutes", data=MINUTES, title="T", timestamp=DAY))


def test_a_list_is_a_list_for_a_screen_reader():
    assert {"/L", "/LI", "/LBody"} <= _tags(render_pdf(template="letter", data=LETTER, title="T", timestamp=DAY))


def test_the_minutes_say_quorum_opinions_and_checkpoint():
    text = _text(render_pdf(template="minutes", data=MINUTES, title="T", timestamp=DAY))

    assert all(expected in text for expected in ("11 membres sur 19", "favorable 7", "Point de contrôle 812"))


def test_a_date_is_printed_in_words():
    assert "19 mai 2020" in _text(render_pdf(template="sheet", data=SHEET, title="T", timestamp=DAY))


def test_the_first_of_a_month_is_counted_as_french_does():
    data = {"heading": "E", "sections": [{"heading": "S", "facts": [["Le", date(2020, 5, 1)]]}]}

    assert "1er mai 2020" in _text(render_pdf(template="sheet", data=data, title="T", timestamp=DAY))


@pytest.mark.parametrize(
    "hostile",
    [
        '#read("/etc/passwd")',
        "*gras* _italique_",
        "$x^2$",
        "#let a = 1",
        "= Titre",
        "<label> @label",
        "// rien",
        "#panic()",
        "\\#sys.inputs",
        "`code`",
        "~ -- --- ...",
    ],
)
def test_a_text_is_never_taken_for_markup(hostile):
    assert hostile in _text(_letter(hostile))


@pytest.mark.parametrize("template", ["letter", "minutes", "sheet"])
def test_no_template_reads_a_file_or_a_package(template):
    source = (pdf.TEMPLATES / f"{template}.typ").read_text()

    assert not any(word in source for word in ("read(", "image(", "@preview", "eval("))


def test_the_compiler_sees_no_file_of_the_machine(tmp_path: Path):
    (tmp_path / "own.typ").write_text('#import "base.typ": *\n#title("T")\n#read("/etc/passwd")')

    with pytest.raises(PdfProblem, match="file not found"):
        render_pdf(template=tmp_path / "own.typ", data={}, title="T", timestamp=DAY)


def test_a_room_brings_its_own_template(tmp_path: Path):
    (tmp_path / "own.typ").write_text('#import "base.typ": *\n#import "near.typ": near\n#title(data.heading)\n#near')
    (tmp_path / "near.typ").write_text("#let near = [voisin]")

    assert "voisin" in _text(render_pdf(template=tmp_path / "own.typ", data={"heading": "H"}, title="T", timestamp=DAY))


def test_a_paper_without_a_heading_is_our_bug(tmp_path: Path):
    (tmp_path / "own.typ").write_text('#import "base.typ": *\n#heading(level: 2, "trop bas")')

    with pytest.raises(PdfProblem):
        render_pdf(template=tmp_path / "own.typ", data={}, title="T", timestamp=DAY)


def test_a_paper_needs_a_title():
    with pytest.raises(ValueError):
        render_pdf(template="letter", data={}, title=" ", timestamp=DAY)


def test_an_instant_is_refused_because_its_words_belong_to_the_room():
    with pytest.raises(TypeError):
        render_pdf(template="sheet", data={"heading": datetime(2020, 5, 19)}, title="T", timestamp=DAY)  # noqa: DTZ001


@pytest.mark.parametrize(
    "alphabet",
    ["Ștefănescu Țîrlea", "Świętokrzyskie Łódź", "Ẹ̀kọ́ Yorùbá ọ̀ṣọ́", "Đặng Thị Mỹ", "Здравей", "Ελλάδα", "Şükrü Ağrı", "« œuvre » — 5 €"],
)
def test_the_names_of_many_countries_are_printed_whole(alphabet):
    assert _letter(alphabet).replaced == ()


def test_a_character_without_a_font_is_marked_on_the_paper():
    assert "nom [?][?] dit" in _text(_letter("nom 中文 dit"))


def test_a_character_without_a_font_is_announced_to_the_caller():
    assert _letter("中 😀 \x00").replaced == ("U+0000", "中 (U+4E2D)", "😀 (U+1F600)")


def test_a_character_without_a_font_is_announced_on_the_paper():
    assert "remplacé par [?]" in _text(_letter("中"))


def test_a_mark_that_turns_the_direction_of_reading_is_dropped():
    assert "abcd" in _text(_letter("ab\u202ecd"))


def test_a_letter_in_english_speaks_english_to_the_screen_reader():
    assert _read(_letter("text", language="en")).trailer["/Root"]["/Lang"].startswith("en")


def test_every_character_of_the_table_is_printed():
    every = " ".join(chr(code) for first, last in printable.RANGES for code in range(first, last + 1))

    assert _letter(every).replaced == ()


@hypothesis_settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_no_text_ever_fails_a_letter(text):
    assert _letter(text).content.startswith(b"%PDF-")


def test_the_safety_net_catches_a_font_that_lost_a_character(monkeypatch):
    monkeypatch.setattr(printable, "is_printable", lambda character: True)

    assert _letter("中文").replaced == ("中 (U+4E2D)", "文 (U+6587)")
