"""Import of persons and of running pathways: a sheet, its columns, what it would make, then line by line."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maillage.doors.exchange import selectors, services
from maillage.doors.exchange.forms import ColumnsForm, SheetForm
from maillage.doors.exchange.models import Fate, ImportBatch, Stage
from maillage.foundation.access.declaration import requires
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents.uploads import read_upload
from maillage.foundation.ui.answers import FormPage, act_and_return, answer_form, attempt, read_version, show_form, typed_in


@requires(Permission.PERSON_IMPORT)
@require_GET
def list_imports(request: Any) -> HttpResponse:
    """Imports under way and past."""
    return render(request, "exchange/list.html", {"batches": selectors.batches_of(request.actor, today=request.today)})


@requires(Permission.PERSON_IMPORT)
@require_http_methods(["GET", "POST"])
def receive_sheet(request: Any) -> HttpResponse:
    """A sheet comes; nothing is written but the sheet itself, sealed."""
    data = typed_in(request)
    form = SheetForm(data, request.FILES if data is not None else None, organisations=selectors.associations_to_import(request.actor))
    page = FormPage(
        heading=_("Reprendre un tableau"),
        lead=_("Des personnes déjà suivies, et leurs parcours en cours. Rien n'est écrit avant que vous ayez vérifié et confirmé."),
        submit=_("Lire le tableau"),
        icon="upload",
        back_url=reverse("exchange:list"),
        back_label=_("Revenir aux reprises"),
    )

    def act(typed: Any) -> ImportBatch:
        said = typed
        return services.receive_sheet(
            actor=request.actor,
            today=request.today,
            organisation_id=uuid.UUID(said["organisation"]),
            content=read_upload(said["sheet"]),
            key=said["key"],
        )

    return answer_form(request, form, page=page, act=act, url=lambda received: reverse("exchange:columns", args=[received.pk]))


@requires(Permission.PERSON_IMPORT, on=selectors.get_batch)
@require_http_methods(["GET", "POST"])
def choose_columns(request: Any, batch: ImportBatch) -> HttpResponse:
    """What each column holds; the first line shows what is in it."""
    if batch.stage not in (Stage.RECEIVED, Stage.READY):
        return redirect("exchange:show", pk=batch.pk)
    table = selectors.table_of(batch, actor=request.actor, today=request.today)
    form = ColumnsForm(
        typed_in(request),
        headings=table.headings,
        samples=table.rows[0],
        targets=selectors.targets_for(request.actor, batch),
        guessed=selectors.columns_of(batch),
    )
    page = FormPage(
        heading=_("Que contient chaque colonne ?"),
        lead=_("J'ai deviné d'après les titres. Corrigez, puis voyez ce que cela donnerait : rien n'est encore écrit."),
        submit=_("Voir ce que cela donnerait"),
        icon="table-properties",
        back_url=reverse("exchange:list"),
        back_label=_("Revenir aux reprises"),
    )
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page, version=batch.version)
    refused = attempt(
        lambda: services.choose_columns(
            actor=request.actor, today=request.today, batch=batch, seen=form.cleaned_data["version"], columns=form.columns()
        )
    )
    if refused is not None:
        return show_form(request, form, page=page, refused=refused)
    return redirect("exchange:show", pk=batch.pk)


@requires(Permission.PERSON_IMPORT, on=selectors.get_batch)
@require_GET
def show_import(request: Any, batch: ImportBatch) -> HttpResponse:
    """What it would make; or how far it is; or what became of each line."""
    if batch.stage == Stage.RECEIVED:
        return redirect("exchange:columns", pk=batch.pk)
    if batch.stage == Stage.READY:
        preview = selectors.preview_of(batch, actor=request.actor, today=request.today)
        return render(request, "exchange/preview.html", {"batch": batch, "preview": preview, "counts": preview.counts()})
    return render(request, "exchange/report.html", _report(batch))


@requires(Permission.PERSON_IMPORT, on=selectors.get_batch)
@require_POST
def confirm_import(request: Any, batch: ImportBatch) -> HttpResponse:
    """Begin with the lines ticked; the page that follows goes on by itself."""
    chosen = [int(line) for line in request.POST.getlist("line") if line.isdecimal()]
    url = reverse("exchange:show", args=[batch.pk])
    return act_and_return(
        request,
        lambda: services.confirm_import(actor=request.actor, today=request.today, batch=batch, seen=read_version(request), chosen=chosen),
        url=url,
        done=_("C'est parti : vous pouvez quitter cette page, ce qui est repris le reste."),
    )


@requires(Permission.PERSON_IMPORT, on=selectors.get_batch)
@require_POST
def treat_next(request: Any, batch: ImportBatch) -> HttpResponse:
    """Take the next lines, then show how far it is: the whole page, or only its report when htmx asks."""
    batch = services.treat_next(actor=request.actor, today=request.today, batch=batch)
    template = "exchange/report.html#progress" if request.htmx else "exchange/report.html"
    return render(request, template, _report(batch))


@requires(Permission.PERSON_IMPORT, on=selectors.get_batch)
@require_POST
def give_up(request: Any, batch: ImportBatch) -> HttpResponse:
    """Give up: the sheet is destroyed."""
    services.give_up(actor=request.actor, today=request.today, batch=batch)
    messages.success(request, _("J'ai détruit le tableau. Ce qui était déjà repris le reste."))
    return redirect("exchange:list")


def _report(batch: ImportBatch) -> dict[str, Any]:
    lines = selectors.report_of(batch)
    counts = [(fate.label, sum(line.fate == fate for line in lines)) for fate in Fate]
    return {
        "batch": batch,
        "lines": lines,
        "counts": [(label, number) for label, number in counts if number],
        "running": batch.stage == Stage.RUNNING,
        "percent": round(100 * batch.treated / batch.rows) if batch.rows else 100,
    }
