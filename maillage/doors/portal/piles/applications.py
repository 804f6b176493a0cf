"""Lists of applications, as the association sees them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.models import Accord, Identity, Person, Purpose
from maillage.doors.portal.links import Page, link
from maillage.doors.portal.piles.registry import Pile, register
from maillage.doors.portal.values import Asked, Chip, Found, Line, Whose
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Scope
from maillage.foundation.ui.speech import duration_words
from maillage.pathway.psp.models import Application, Kind, Piece
from maillage.pathway.psp.selectors import applications_visible_to, has_text, state_label
from maillage.pathway.psp.workflow import State
from maillage.reference.organisations.models import OrganisationKind

RUNNING = (State.WISH, State.PREPARING, State.READY, State.FILED, State.SCHEDULED, State.EXAMINED, State.HELD)
TONES = {State.READY: "good", State.FILED: "calm", State.SCHEDULED: "calm", State.EXAMINED: "wait"}


def kept(rows: Any, asked: Asked, *, path: str = "person") -> Any:
    """The rows of the people that the actor follows, when she asks for hers only."""
    if asked.whose is not Whose.MINE:
        return rows
    followed = Person.unscoped.followed_by(asked.actor.user_id, today=asked.today).order_by().values("pk")
    return rows.filter(**{f"{path}__in": followed})


def state_chip(application: Application) -> Chip:
    """Where it stands."""
    state = State(application.state)
    return Chip(state_label(state), TONES.get(state, "neutral"))


def application_line(application: Application, *, asked: Asked, chips: tuple[Chip, ...] = (), detail: Any = "") -> Line:
    """An application under the pseudonym of its person."""
    waited = _("%(kind)s, depuis %(length)s") % {
        "kind": application.get_kind_display(),
        "length": duration_words((asked.today - application.wished_on).days),
    }
    return Line(
        title=application.number or _("Demande en préparation"),
        person=application.person,
        url=link(Page.APPLICATION, application.pk),
        detail=detail or waited,
        chips=chips or (state_chip(application),),
    )


def running(asked: Asked) -> Found:
    """Applications not decided yet; one state when asked."""
    rows = kept(applications_visible_to(asked.actor, today=asked.today, state=asked.state).waiting(), asked)
    return Found(rows, lambda found: [application_line(each, asked=asked) for each in found])


def late_pieces(asked: Asked) -> Found:
    """Pieces that should be here: after the day announced, or longer than usual when none was."""
    rows = Piece.objects.visible_to(asked.actor, today=asked.today).late(today=asked.today)
    rows = kept(rows, asked, path="application__person")
    return Found(rows.select_related("application__person").order_by("asked_on", "pk"), _piece_lines)


def _piece_lines(pieces: Sequence[Piece]) -> list[Line]:
    return [
        Line(
            title=piece.label,
            person=piece.application.person,
            url=link(Page.APPLICATION, piece.application_id),
            detail=piece.label,
            chips=(Chip(_("attendue : %(issuer)s") % {"issuer": piece.get_issuer_display()}, "wait"),),
            day=piece.asked_on,
        )
        for piece in pieces
    ]


def _ready(asked: Asked) -> list[Any]:
    found: list[Any] = asked.once("ready", _read_ready)
    return found


def _read_ready(asked: Asked) -> list[Any]:
    accord = Accord.unscoped.in_force(today=asked.today).filter(
        person=OuterRef("person"),
        purpose=Purpose.FILE_APPLICATION,
        recipient__kind=OrganisationKind.DELEGATION,
        recipient__territory=OuterRef("territory"),
    )
    identity = Identity.unscoped.filter(person=OuterRef("person"))
    rows = applications_visible_to(asked.actor, today=asked.today, state=State.READY)
    return list(kept(rows.annotate(has_accord=Exists(accord), has_identity=Exists(identity)), asked))


def ready_to_file(asked: Asked) -> Found:
    """Ready, with text, accord and identity: only the filing is left."""
    rows = [each for each in _ready(asked) if not _missing(each)]
    return Found(rows, lambda found: [application_line(each, asked=asked) for each in found])


def to_complete(asked: Asked) -> Found:
    """Ready, but the text, the accord or the identity is missing: it cannot be filed yet."""
    rows = [each for each in _ready(asked) if _missing(each)]
    return Found(rows, lambda found: [application_line(each, asked=asked, chips=_missing(each)) for each in found])


def _missing(application: Any) -> tuple[Chip, ...]:
    needs = (
        (has_text(application), _("projet à écrire")),
        (application.has_identity, _("identité à noter")),
        (application.has_accord, _("accord à recueillir")),
    )
    return tuple(Chip(words, "alert") for done, words in needs if not done)


def to_notify(asked: Asked) -> Found:
    """Decided, and nobody has noted yet that the person knows."""
    rows = applications_visible_to(asked.actor, today=asked.today, state=State.DECIDED).filter(notified_on__isnull=True)
    rows = kept(rows, asked).order_by(F("decided_on").asc(), "pk")
    return Found(rows, lambda found: [_decided_line(each, asked=asked) for each in found])


def _sense_chip(application: Application) -> Chip:
    return Chip(_("accordé"), "good") if application.granted else Chip(_("refusé"), "wait")


def _end_chip(application: Application) -> Chip:
    return Chip(_("fin décidée"), "wait") if application.granted else Chip(_("le parcours continue"), "good")


def _decided_line(application: Application, *, asked: Asked) -> Line:
    sense = _end_chip(application) if application.kind == Kind.END else _sense_chip(application)
    detail = application.number if application.person_id is None else _("décision à annoncer")
    line = application_line(application, asked=asked, chips=(sense,), detail=detail)
    return Line(**{**line.__dict__, "day": application.decided_on})


APPLICATIONS = register(
    Pile(
        code="demandes",
        title=_("Demandes en cours"),
        lead=_("De l'envie exprimée à la décision, la plus ancienne d'abord."),
        empty=_("Aucune demande en cours ici"),
        teaches=_("Depuis le dossier d'une personne, notez son envie d'entrer en parcours : sa demande apparaîtra ici."),
        permission=Permission.APPLICATION_LIST,
        find=running,
        scope=Scope.ORGANISATION,
        owned=True,
        states=tuple((state.value, state_label(state)) for state in RUNNING),
    )
)
LATE_PIECES = register(
    Pile(
        code="pieces",
        title=_("Pièces en retard"),
        lead=_("Relancez qui doit la fournir : le retard est le sien, jamais celui de la personne."),
        empty=_("Aucune pièce ne tarde"),
        teaches=_("Une pièce apparaît ici après le jour annoncé, ou trente jours après le jour où vous l'avez notée « demandée »."),
        permission=Permission.APPLICATION_PREPARE,
        find=late_pieces,
        scope=Scope.ORGANISATION,
        owned=True,
    )
)
TO_COMPLETE = register(
    Pile(
        code="a-completer",
        title=_("Demandes prêtes, à compléter avant le dépôt"),
        lead=_("Sans projet écrit, accord ni identité, la demande ne peut pas partir."),
        empty=_("Rien ne manque aux demandes prêtes"),
        teaches=_("Une demande prête à laquelle il manque le projet, l'accord ou l'identité apparaît ici."),
        permission=Permission.APPLICATION_FILE,
        find=to_complete,
        scope=Scope.ORGANISATION,
        owned=True,
    )
)
READY_TO_FILE = register(
    Pile(
        code="a-deposer",
        title=_("Demandes prêtes à déposer"),
        lead=_("Tout y est : relisez ce que l'État verra, puis déposez."),
        empty=_("Aucune demande n'attend d'être déposée"),
        teaches=_("Déclarez une demande prête quand ses pièces sont réunies : elle apparaîtra ici."),
        permission=Permission.APPLICATION_FILE,
        find=ready_to_file,
        scope=Scope.ORGANISATION,
        owned=True,
    )
)
TO_NOTIFY = register(
    Pile(
        code="a-annoncer",
        title=_("Décisions à annoncer"),
        lead=_("La décision est signée ; notez le jour où la personne l'a apprise."),
        empty=_("Aucune décision à annoncer"),
        teaches=_("Une décision enregistrée apparaît ici jusqu'au jour où la personne en est informée."),
        permission=Permission.PATHWAY_RECORD,
        find=to_notify,
        owned=True,
    )
)
