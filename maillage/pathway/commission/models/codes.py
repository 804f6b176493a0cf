"""The closed lists of the room, with their words on screen."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.core.clock.waiting import Cause
from maillage.core.deliberation import Mode, RecusalGround, SessionKind


class Kind(models.TextChoices):
    """What a session is for (the codes of core's SessionKind)."""

    INDIVIDUAL_PSP = SessionKind.INDIVIDUAL_PSP.value, _("examen des parcours individuels")
    POLICY_OR_MINORS = SessionKind.POLICY_OR_MINORS.value, _("politique départementale, coordination pour les mineurs")


class ModeChoice(models.TextChoices):
    """How a session is held (the codes of core's Mode)."""

    IN_PERSON = Mode.IN_PERSON.value, _("sur place")
    HYBRID = Mode.HYBRID.value, _("hybride : sur place et à distance")
    VIDEO = Mode.VIDEO.value, _("en visioconférence")
    PHONE = Mode.PHONE.value, _("par téléphone")
    WRITTEN = Mode.WRITTEN.value, _("par échange d'écrits")


class Presence(models.TextChoices):
    """How a seat takes part."""

    IN_PERSON = "in_person", _("sur place")
    VIDEO = "video", _("en visioconférence")
    PHONE = "phone", _("par téléphone")
    WRITTEN = "written", _("par écrit")
    PROXY = "proxy", _("a donné mandat")
    ABSENT = "absent", _("absent")


class RecusalReason(models.TextChoices):
    """Why a seat does not deliberate on an item."""

    PRESENTING = "presenting", _("représente l'association qui présente la demande")
    PERSONAL = "personal", _("a un intérêt personnel")
    WROTE_IN_FILE = "wrote_in_file", _("a travaillé sur ce dossier")

    @property
    def ground(self) -> RecusalGround:
        """The ground of the law that it stands on."""
        return RecusalGround.PRESENTING_ASSOCIATION if self is RecusalReason.PRESENTING else RecusalGround.PERSONAL_INTEREST


class HeardKind(models.TextChoices):
    """Who is heard on an item, without a vote (CRPA, art. R. 133-6)."""

    ASSOCIATION = "association", _("l'association qui présente la demande")
    PERSON = "person", _("la personne concernée, à sa demande")
    OTHER = "other", _("une autre personne utile à l'examen")


class Interpreter(models.TextChoices):
    """How the person heard is understood."""

    PRESENT = "present", _("interprète sur place")
    PHONE = "phone", _("interprète par téléphone ou en visioconférence")
    NOT_NEEDED = "not_needed", _("elle dit ne pas en avoir besoin")


class OwnOpinion(models.TextChoices):
    """The opinion that the presenting association gives in its own name."""

    FAVOURABLE = "favourable", _("favorable")
    RESERVED = "reserved", _("favorable avec réserves")
    UNFAVOURABLE = "unfavourable", _("défavorable")


class VoteSense(models.TextChoices):
    """The opinion of one seat."""

    FAVOURABLE = "favourable", _("favorable")
    UNFAVOURABLE = "unfavourable", _("défavorable")
    ABSTENTION = "abstention", _("abstention")


class ItemSense(models.TextChoices):
    """The opinion of the commission."""

    FAVOURABLE = "favourable", _("avis favorable")
    UNFAVOURABLE = "unfavourable", _("avis défavorable")
    DIVIDED = "divided", _("voix partagées, sans avis")


class ItemWay(models.TextChoices):
    """How the opinion was found."""

    CONSENSUS = "consensus", _("par consensus")
    COUNTED = "counted", _("par un vote compté")


class OutcomeCode(models.TextChoices):
    """What became of an item. Empty while the item is open."""

    EXAMINED = "examined", _("examinée")
    NOT_EXAMINED = "not_examined", _("non examinée")
    ADJOURNED = "adjourned", _("ajournée")
    WITHDRAWN = "withdrawn", _("non examinée : demande retirée")
    MOVED = "moved", _("non examinée : demande transférée")


class NotExaminedCause(models.TextChoices):
    """Why an item was not examined: a local fact, never a legal bar."""

    MODE_UNSUITABLE = "mode_unsuitable", _("le format de la séance a été jugé inadapté")
    NOT_REACHED = "not_reached", _("le point n'a pas été atteint")
    NO_QUORUM = "no_quorum", _("le quorum n'était pas réuni")
    PIECE_AWAITED = "piece_awaited", _("une pièce ou un avis attendu n'est pas arrivé")
    SESSION_CANCELLED = "session_cancelled", _("la séance a été annulée")

    @property
    def waiting(self) -> Cause:
        """The cause under which the wait is counted from then on."""
        return {
            NotExaminedCause.MODE_UNSUITABLE: Cause.MODE_UNSUITABLE,
            NotExaminedCause.NOT_REACHED: Cause.NOT_REACHED,
            NotExaminedCause.PIECE_AWAITED: Cause.ADJOURNED,
        }.get(self, Cause.CANCELLED)


class CancelCause(models.TextChoices):
    """Why a session was cancelled."""

    CRISIS = "crisis", _("crise sanitaire ou autre crise")
    NO_QUORUM_EXPECTED = "no_quorum_expected", _("quorum impossible à réunir")
    CHAIR_UNAVAILABLE = "chair_unavailable", _("présidence indisponible")
    EMPTY_AGENDA = "empty_agenda", _("rien à l'ordre du jour")
    OTHER = "other", _("autre raison")


class AskedKind(models.TextChoices):
    """What is asked when an item is adjourned: a code that the association may read. The words stay with the State."""

    PIECE = "piece", _("une pièce")
    PROJECT_DETAILS = "project_details", _("des précisions sur le projet")
    SERVICE_OPINION = "service_opinion", _("l'avis d'un service")
    HEARING = "hearing", _("qu'elle soit entendue, si elle le souhaite")
    OTHER = "other", _("un autre complément")


class AskedOf(models.TextChoices):
    """From whom."""

    ASSOCIATION = "association", _("l'association")
    PREFECTURE = "prefecture", _("la préfecture")
    SOCIAL_SERVICE = "social_service", _("un service social")
    HEALTH = "health", _("un service de santé")
    OTHER = "other", _("un autre organisme")


class DecisionSense(models.TextChoices):
    """What the prefect decides."""

    GRANTED = "granted", _("parcours accordé")
    RENEWED = "renewed", _("parcours renouvelé")
    REFUSED = "refused", _("parcours refusé")
    ENDED = "ended", _("fin du parcours")
    KEPT = "kept", _("le parcours continue")

    @property
    def opens_a_term(self) -> bool:
        """Does a term begin with it?"""
        return self in (DecisionSense.GRANTED, DecisionSense.RENEWED)

    @property
    def grants(self) -> bool:
        """Does it give what was asked, be it the end that was proposed?"""
        return self.opens_a_term or self is DecisionSense.ENDED

    @property
    def against_her(self) -> bool:
        """Is it one that she may want to contest, and that gives its reasons (CRPA, art. L. 211-2)?"""
        return self in (DecisionSense.REFUSED, DecisionSense.ENDED)


class SendingMeans(models.TextChoices):
    """By which means a convocation went (CRPA, art. R. 133-5: any means)."""

    MAIL = "mail", _("courriel")
    POST = "post", _("courrier")
    HAND = "hand", _("remise en main propre")


class RuleScope(models.TextChoices):
    """The items that a local rule is about."""

    ANY = "any", _("toutes les demandes")
    FIRST = "first", _("les premières demandes")
    RENEWAL = "renewal", _("les renouvellements")
    END = "end", _("les fins de parcours")
