"""Forms: one column, labels above, help under the label, errors at the top and at the field, nothing typed is lost."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from maillage.foundation.kernel.errors import Stale
from maillage.foundation.ui import speech

register = template.Library()

KEY_FIELD = "key"
VERSION_FIELD = "version"

READERS = {
    "me": ("lock", _("Vous seule, vous seul.")),
    "team": ("users", _("Votre équipe, dans votre association. Personne d'autre.")),
    "shared": ("share-2", _("Partagé au-delà de votre association.")),
}


@register.inclusion_tag("ui/components/field.html")
def field(*, field: BoundField, reader: str = "", who: Any = "", rows: int = 0) -> dict[str, Any]:
    """One field of a plain form: label, help, who will read (`reader`: me, team, shared), what went wrong, the widget.

    Optional fields say so, because few are mandatory. Ticks, radios, lists, dates, files and texts get the look that suits them.
    """
    widget = field.field.widget
    shape = _shape(widget)
    error_id, help_id, reader_id = f"{field.auto_id}_erreur", f"{field.auto_id}_aide", f"{field.auto_id}_lecteurs"
    parts = [(field.help_text, help_id), (reader, reader_id), (field.errors, error_id)]
    described = " ".join(part_id for present, part_id in parts if present)
    attrs: dict[str, Any] = {"class": _CLASSES[shape], "aria-describedby": described or False}
    if field.errors:
        attrs |= {"class": f"{_CLASSES[shape]} is-invalid", "aria-invalid": "true"}
    if rows:
        attrs["rows"] = rows
    return {
        "bound": field,
        "shape": shape,
        "control": field.as_widget(attrs=attrs),
        "options": _options(field, attrs) if shape == "choices" else (),
        "optional": not field.field.required and shape != "tick",
        "error_id": error_id,
        "help_id": help_id,
        "reader_id": reader_id,
        "described": described,
        "reader": reader,
        "who": who,
    }


_CLASSES = {"text": "form-control", "list": "form-select", "tick": "form-check-input", "choices": "form-check-input", "hidden": ""}


def _shape(widget: forms.Widget) -> str:
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.CheckboxInput):
        return "tick"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    return "list" if isinstance(widget, forms.Select) else "text"


def _options(field: BoundField, attrs: Mapping[str, Any]) -> list[Any]:
    each = {name: value for name, value in attrs.items() if name != "aria-describedby"}
    return [_Option(sub, each) for sub in field.subwidgets]


class _Option:
    """One radio or one tick, with our look."""

    def __init__(self, sub: Any, attrs: Mapping[str, Any]) -> None:
        self.label = sub.choice_label
        self.id = sub.id_for_label
        sub.data["attrs"] = {**sub.data["attrs"], **attrs}
        sub.data["wrap_label"] = False
        self.control = sub.tag(wrap_label=False)


@register.inclusion_tag("ui/components/form_errors.html")
def form_errors(*, form: forms.BaseForm, refused: Any = "", focus: bool = True) -> dict[str, Any]:
    """What went wrong, at the top of the form, each with a link to its field; `refused` is the sentence of a rule. Takes the focus."""
    lines = [(form[name], message) for name, messages in form.errors.items() if name in form.fields for message in messages]
    return {"lines": lines, "general": list(form.non_field_errors()), "refused": speech.say(refused), "focus": focus}


@register.inclusion_tag("ui/components/hidden.html")
def hidden_key(*, form: forms.BaseForm | None = None) -> dict[str, Any]:
    """The idempotency key of a form (`key`): the one already sent when the page comes back with errors, else a new one."""
    sent = form.data.get(form.add_prefix(KEY_FIELD), "") if form is not None and form.is_bound else ""
    return {"name": form.add_prefix(KEY_FIELD) if form is not None else KEY_FIELD, "value": _valid(sent) or uuid.uuid4()}


def _valid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None


@register.inclusion_tag("ui/components/hidden.html")
def version_input(*, version: int) -> dict[str, Any]:
    """The version that was on screen (`version`): a stale edit is then refused, and both values are shown."""
    return {"name": VERSION_FIELD, "value": version}


@register.inclusion_tag("ui/components/reader_label.html")
def reader_label(*, reader: str, who: Any = "") -> dict[str, Any]:
    """Who will read what is typed: me, team, or shared (then `who` names the readers)."""
    icon_name, words = READERS[reader]
    return {"icon_name": icon_name, "words": speech.say(who) or words, "reader": reader, "element_id": ""}


@register.inclusion_tag("ui/components/stale_compare.html")
def stale_compare(*, stale: Stale, labels: Mapping[str, Any]) -> dict[str, Any]:
    """Somebody wrote in between: for each field, what is recorded now and what you typed, side by side.

    What is recorded, has a label and was not typed here is shown alone.
    """
    rows = [
        {
            "label": speech.say(labels.get(name, name)),
            "current": _shown(stale.current.get(name)),
            "submitted": _shown(stale.submitted.get(name)),
            "alone": name not in stale.submitted,
            "differs": stale.current.get(name) != stale.submitted.get(name),
        }
        for name in (*stale.submitted, *(name for name in stale.current if name in labels and name not in stale.submitted))
    ]
    return {"rows": rows}


def _shown(value: Any) -> str:
    return "" if value is None else str(value)
