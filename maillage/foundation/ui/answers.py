"""The answers that views share: a form on its page, a stale edit with both versions, an act that a rule refuses."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from maillage.foundation.kernel.errors import Denied, OutOfScope, Refused, Stale


class KeyedForm(forms.Form):
    """A form that carries its idempotency key: a double click does the act once."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)


class VersionedForm(KeyedForm):
    """A form that carries the version that was on screen: a stale edit shows both values."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


@dataclass(frozen=True, kw_only=True)
class FormPage:
    """What surrounds a form on a page of its own. `readers` says who reads a field: name -> me, team, shared; `notes` stand above it."""

    heading: Any
    submit: Any
    back_url: str
    back_label: Any
    lead: Any = ""
    icon: str = "save"
    readers: Mapping[str, str] | None = None
    readers_words: Any = ""
    notes: tuple[Any, ...] = ()
    template: str = "ui/form_page.html"


def show_form(
    request: HttpRequest, form: forms.Form, *, page: FormPage, refused: Refused | None = None, version: int | None = None, **more: Any
) -> HttpResponse:
    """The form on its page: 200 when it is offered, 422 when it comes back with what was typed and what went wrong."""
    readers = page.readers or {}
    lines = [(each, readers.get(each.name, "")) for each in form if each.name not in ("key", "version")]
    seen = form.data.get("version", version) if form.is_bound else version
    context = {
        "form": form,
        "page": page,
        "lines": lines,
        "refused": refused.sentence if refused is not None else "",
        "version": seen,
        "multipart": form.is_multipart(),
        **more,
    }
    return render(request, page.template, context, status=422 if form.is_bound else 200)


def show_stale(
    request: HttpRequest, stale: Stale, *, form: forms.Form, labels: Mapping[str, Any], back_url: str, url: str = "", lead: Any = ""
) -> HttpResponse:
    """Somebody wrote in between: both versions side by side, and the form still filled with what was typed (409).

    The form carries the version that is shown: sent again, it is accepted. It goes where it went, its query included.
    """
    context = {"stale": stale, "form": form, "labels": labels, "url": url or request.get_full_path(), "back_url": back_url, "lead": lead}
    return render(request, "ui/stale.html", context, status=409)


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """How a form answers when somebody wrote in between. `now` reads again what is recorded, given what was typed, both in words;
    without it, what was raised carries both versions already and is shown itself. `labels` names the values. A value that is recorded
    and was not typed here is shown alone. `lead` says what to do, if not compare.
    """

    labels: Mapping[str, Any]
    now: Callable[[dict[str, Any]], Stale] | None = None
    lead: Any = ""

    def show(self, request: HttpRequest, form: forms.Form, stale: Stale, *, back_url: str) -> HttpResponse:
        """Both versions: as they were raised, or read at this moment."""
        shown = stale if self.now is None else self.now(form.cleaned_data)
        return show_stale(request, shown, form=form, labels=self.labels, back_url=back_url, lead=self.lead)


def typed_in(request: HttpRequest) -> Any:
    """What a form is bound to: what was sent by POST, even nothing; None when the page is only read."""
    return request.POST if request.method == "POST" else None


def attempt(act: Callable[[], object]) -> Refused | None:
    """Do the act; answer the rule that refused it, for the form to show. Denied, OutOfScope and Stale are not for a form: they pass."""
    try:
        act()
    except (Denied, OutOfScope, Stale):
        raise
    except Refused as refused:
        return refused
    return None


def act_and_return(request: HttpRequest, act: Callable[[], object], *, url: str, done: Any) -> HttpResponse:
    """An act of one click: do it, go back to the page, and say there that it is done, or why it is not."""
    try:
        refused = attempt(act)
    except Stale as stale:
        messages.warning(request, stale.sentence)
        return HttpResponseRedirect(url)
    if refused is None:
        messages.success(request, str(done))
    else:
        messages.error(request, refused.sentence)
    return HttpResponseRedirect(url)


def answer_form(
    request: HttpRequest,
    form: forms.Form,
    *,
    page: FormPage,
    act: Callable[[dict[str, Any]], Any],
    done: Any = "",
    url: str | Callable[[Any], str] = "",
    conflict: Conflict | None = None,
    **more: Any,
) -> HttpResponse:
    """A form on its page and the act that it asks for: offered; back with what went wrong; or done, and said where it leads.

    `act` is given what was typed. It leads to `url`, else back where the page came from; `url` and `done` may be asked of what `act`
    answered. When somebody wrote in between, `conflict` shows both. Denied and OutOfScope pass, and Stale without a `conflict`.
    """
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, page=page, **more)
    made: list[Any] = []
    try:
        refused = attempt(lambda: made.append(act(form.cleaned_data)))
    except Stale as stale:
        if conflict is None:
            raise
        return conflict.show(request, form, stale, back_url=page.back_url)
    if refused is not None:
        return show_form(request, form, page=page, refused=refused, **more)
    said = done(made[0]) if callable(done) else done
    if said:
        messages.success(request, str(said))
    leads = url(made[0]) if callable(url) else url
    return HttpResponseRedirect(leads or page.back_url)


def read_key(request: HttpRequest) -> uuid.UUID | None:
    """The idempotency key sent with the form; None when there is none."""
    try:
        return uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return None


def read_version(request: HttpRequest) -> int:
    """The version that was on screen; 0, which no row has, when it is missing."""
    try:
        return max(0, int(request.POST.get("version", "")))
    except ValueError:
        return 0
