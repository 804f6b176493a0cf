"""The form, section by section; the actions; the document and its signatures."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.accompaniment.people.selectors import label_of
from maillage.core.field_agreements import Decision
from maillage.core.free_text import warnings_in
from maillage.foundation.access.actor import require
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import Mime, OpenedDocument, download_response, get_document, open_document
from maillage.foundation.kernel.errors import OutOfScope, Stale
from maillage.foundation.ui.answers import (
    Conflict,
    FormPage,
    act_and_return,
    answer_form,
    attempt,
    read_key,
    read_version,
    show_form,
    show_stale,
    typed_in,
)
from maillage.foundation.ui.speech import day_words
from maillage.foundation.vault import Reason
from maillage.pathway.psp import papers, selectors, services
from maillage.pathway.psp.form_schema import DOMAINS, FormSection, Source
from maillage.pathway.psp.forms import ActionsForm, SectionForm, SignatureForm
from maillage.pathway.psp.models import Application, Kind
from maillage.pathway.psp.prefill import offered_by_the_file
from maillage.pathway.psp.selectors import OpenedForm

READERS = _("votre équipe ; au dépôt, seulement si elle est d'accord, le secrétariat de la commission.")


def open_hers(request: Any, application: Application) -> OpenedForm:
    """Her form, for who may read her story and her identity. Raises Denied, OutOfScope (there is no file of hers here)."""
    require(request.actor, Permission.STORY_OPEN, on=application)
    return selectors.open_form(actor=request.actor, application=application, reason=Reason.APPLICATION, today=request.today)


@requires(Permission.APPLICATION_PREPARE, on=selectors.get_application)
@require_GET
def show_form_page(request: Any, application: Application) -> HttpResponse:
    """The whole form: what is written, what she said of each line, what is still to be asked."""
    opened = open_hers(request, application)
    if application.person is None:
        raise OutOfScope
    sections = selectors.sections_shown(opened, kind=application.kind)
    typed = "\n".join(each.value for part in sections for each in part.fields if each.field.source is Source.FORM)
    context = {
        "application": application,
        "title": label_of(application.person, actor=request.actor, today=request.today),
        "sections": sections,
        "actions": [(each, DOMAINS[each.domain]) for each in opened.answers.actions],
        "actions_left": sum(1 for each in opened.answers.actions if each.decision is Decision.NOT_ASKED),
        "row": selectors.form_row(application),
        "editable": selectors.in_writing(application),
        "renewal": application.kind == Kind.RENEWAL,
        "warnings": warnings_in(typed),
        "document": selectors.signed_document(application),
        "version": opened.version,
    }
    return render(request, "psp/form.html", context)


@requires(Permission.APPLICATION_PREPARE, on=selectors.get_application)
@require_http_methods(["GET", "POST"])
def write_section(request: Any, application: Application, section: str) -> HttpResponse:
    """One section, with what she says of each of its lines."""
    part = selectors.section_of(section, kind=application.kind)
    opened = open_hers(request, application)
    offered = {} if request.method == "POST" else _offered(request, application, part, opened)
    form = SectionForm(typed_in(request), section=part, opened=opened, offered=offered, today=request.today)
    page = _page(application, heading=part.title, lead=part.lead, template="psp/form_section.html")
    page = replace(page, readers={field.code: "shared" for field in part.fields if field.source is Source.FORM}, readers_words=READERS)
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page, version=opened.version, application=application, offered=bool(offered))
    act = {
        "section": part,
        "seen": form.cleaned_data["version"],
        "values": form.values(),
        "decisions": form.decisions(all_agreed="all" in request.POST),
        "key": form.cleaned_data["key"],
    }
    try:
        refused = attempt(lambda: services.save_section(actor=request.actor, today=request.today, application=application, **act))
    except Stale as stale:
        return show_stale(request, _in_words(stale), form=form, labels=_labels(part), back_url=_form_url(application))
    if refused is not None:
        return show_form(request, form, page=page, refused=refused, version=opened.version, application=application, offered=False)
    messages.success(request, _("J'ai enregistré cette partie."))
    return redirect(f"{_form_url(application)}#{part.code}")


@requires(Permission.APPLICATION_PREPARE, on=selectors.get_application)
@require_http_methods(["GET", "POST"])
def write_actions(request: Any, application: Application) -> HttpResponse:
    """The actions of the pathway: what, who, when; at a renewal, done or not and why."""
    opened = open_hers(request, application)
    form = ActionsForm(typed_in(request), planned=opened.answers.actions, kind=application.kind)
    lead = _("Ce que le parcours prévoit, avec qui et quand. Les lignes laissées vides ne comptent pas.")
    page = _page(application, heading=_("Les actions du parcours"), lead=lead, template="psp/form_actions.html")
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page, version=opened.version, application=application)
    typed = form.cleaned_data
    try:
        refused = attempt(
            lambda: services.save_actions(
                actor=request.actor,
                today=request.today,
                application=application,
                seen=typed["version"],
                planned=form.actions(),
                key=typed["key"],
            )
        )
    except Stale as stale:
        return show_stale(request, stale, form=form, labels={"actions": _("Les actions")}, back_url=_form_url(application))
    if refused is not None:
        return show_form(request, form, page=page, refused=refused, version=opened.version, application=application)
    messages.success(request, _("J'ai enregistré les actions."))
    return redirect(f"{_form_url(application)}#actions")


@requires(Permission.APPLICATION_PREPARE, on=selectors.get_application)
@require_POST
def agree_to_all(request: Any, application: Application) -> HttpResponse:
    """She read it all again, and agrees to what is filled."""
    return act_and_return(
        request,
        lambda: services.agree_to_all(
            actor=request.actor, today=request.today, application=application, seen=read_version(request), key=read_key(request)
        ),
        url=_form_url(application),
        done=_("J'ai noté qu'elle est d'accord pour tout ce qui est rempli. Ce qu'elle a refusé ne part pas."),
    )


@requires(Permission.APPLICATION_PREPARE, on=selectors.get_application)
@require_GET
def print_form(request: Any, application: Application) -> HttpResponse:
    """The form of the request, with the lines she agreed to and no other, as a PDF."""
    opened = open_hers(request, application)
    content = selectors.extract_of(application, form=opened)
    return _pdf(papers.request_form(application, content=content, today=request.today), name=f"formulaire-{application.kind}")


@requires(Permission.APPLICATION_PREPARE, on=selectors.get_application)
@require_http_methods(["GET", "POST"])
def show_document(request: Any, application: Application) -> HttpResponse:
    """The pathway document: what it will say, both signatures, the paper."""
    opened = open_hers(request, application)
    row = selectors.signed_document(application)
    form = SignatureForm(typed_in(request), request.FILES or None, today=request.today, initial=_signed(row))
    page = replace(
        _page(application, heading=_("Le document de parcours"), template="psp/document.html"),
        lead=_("Les actions et les engagements, signés par elle et par l'association (CASF, art. R. 121-12-12)."),
        submit=_("Noter les signatures"),
        icon="signature",
    )
    now = selectors.document_content(opened)
    then = selectors.read_document(actor=request.actor, application=application, reason=Reason.APPLICATION, today=request.today)
    more: dict[str, Any] = {"application": application, "content": now, "document": row, "changed": then is not None and then != now}

    def act(typed: dict[str, Any]) -> None:
        services.sign_document(
            actor=request.actor,
            today=request.today,
            application=application,
            signed_by_her_on=typed["signed_by_her_on"],
            signed_by_association_on=typed["signed_by_association_on"],
            explained_in=typed["explained_in"],
            upload=typed["upload"],
            seen=typed["version"],
            key=typed["key"],
        )

    return answer_form(
        request,
        form,
        page=page,
        act=act,
        done=_("J'ai noté les signatures. Le texte signé est gardé tel quel."),
        url=reverse("psp:document", args=[application.pk]),
        conflict=_signature_conflict(application, form),
        version=row.version if row is not None else 0,
        **more,
    )


def _signature_conflict(application: Application, form: SignatureForm) -> Conflict:
    """A colleague noted signatures meanwhile: hers beside those that were typed."""
    names = ("signed_by_her_on", "signed_by_association_on", "explained_in")
    languages = dict(form.fields["explained_in"].choices)  # type: ignore[attr-defined]

    def words(values: dict[str, Any]) -> dict[str, Any]:
        days = {name: day_words(values[name]) if values.get(name) else "" for name in names[:2]}
        return days | {"explained_in": languages.get(values.get("explained_in"), "")}

    def now(typed: dict[str, Any]) -> Stale:
        row = selectors.signed_document(application)
        return Stale(current=words(_signed(row)), submitted=words(typed), version=row.version if row is not None else 0)

    return Conflict(now=now, labels={name: form.fields[name].label for name in names})


@requires(Permission.APPLICATION_PREPARE, on=selectors.get_application)
@require_GET
def print_document(request: Any, application: Application) -> HttpResponse:
    """The pathway document to sign, as a PDF."""
    content = selectors.document_content(open_hers(request, application))
    return _pdf(papers.pathway_document(application, content=content, today=request.today), name="document-de-parcours")


@requires(Permission.APPLICATION_PREPARE, on=selectors.get_application)
@require_GET
def print_plain_document(request: Any, application: Application) -> HttpResponse:
    """The same in plain language, for her, as a PDF without a name."""
    content = selectors.document_content(open_hers(request, application))
    return _pdf(papers.plain_document(application, content=content, today=request.today), name="mon-parcours-en-clair")


@requires(Permission.ATTACHMENTS_OPEN, on=selectors.get_application)
@require_GET
def open_signed_document(request: Any, application: Application) -> HttpResponse:
    """The signed paper, scanned."""
    row = selectors.signed_document(application)
    if row is None or row.scan is None or application.person is None:
        raise OutOfScope
    found = get_document(owner=application.person, pk=row.scan)
    return download_response(open_document(actor=request.actor, document=found, reason=Reason.APPLICATION, today=request.today))


@requires(Permission.STORY_OPEN, on=selectors.get_application)
@require_GET
def show_sent(request: Any, application: Application) -> HttpResponse:
    """The association's own copy of what left: the same lines as the State's, on the day they left."""
    content = selectors.open_sent(actor=request.actor, application=application, reason=Reason.APPLICATION, today=request.today)
    if content is None:
        raise OutOfScope
    return render(request, "psp/sent.html", {"application": application, "content": content, "row": selectors.form_row(application)})


def _page(application: Application, *, heading: Any, lead: Any = "", template: str) -> FormPage:
    return FormPage(
        heading=heading,
        lead=lead,
        submit=_("Enregistrer cette partie"),
        back_url=_form_url(application),
        back_label=_("Le formulaire"),
        template=template,
    )


def _form_url(application: Application) -> str:
    return reverse("psp:form", args=[application.pk])


def _offered(request: Any, application: Application, part: FormSection, opened: OpenedForm) -> dict[str, str]:
    empty = {field.code for field in part.fields if field.source is Source.FORM and not opened.value(field.code)}
    if not empty or application.person is None:
        return {}
    known = offered_by_the_file(actor=request.actor, person=application.person, today=request.today)
    return {code: words for code, words in known.items() if code in empty}


def _labels(part: FormSection) -> dict[str, Any]:
    words = {field.code: field.label for field in part.fields}
    return words | {f"{field.code}_agreed": _("%(label)s : ce qu'elle en dit") % {"label": field.label} for field in part.fields}


def _in_words(stale: Stale) -> Stale:
    said = {Decision.AGREED: _("cela part"), Decision.WITHHELD: _("cela ne part pas"), Decision.NOT_ASKED: _("pas encore demandé")}

    def words(values: dict[str, Any]) -> dict[str, Any]:
        return {name: said[value] if isinstance(value, Decision) else value for name, value in values.items()}

    return Stale(current=words(stale.current), submitted=words(stale.submitted), version=stale.version)


def _signed(row: Any) -> dict[str, Any]:
    names = ("signed_by_her_on", "signed_by_association_on", "explained_in")
    return {name: getattr(row, name) for name in names} if row is not None else {}


def _pdf(content: bytes, *, name: str) -> HttpResponse:
    return download_response(OpenedDocument(name=name, mime=Mime.PDF, content=content))
