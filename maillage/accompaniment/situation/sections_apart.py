"""Sections with a rule of their own: residence and health have their part, and of her life only what she accepts to say is asked."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.situation.questions import Kind, Question, SectionSpec
from maillage.foundation.vault import Part

RESIDENCE = SectionSpec(
    code="residence",
    label=_("Séjour"),
    icon="id-card",
    part=Part.RESIDENCE,
    purpose=_("Pour choisir une voie avec elle et son avocate, et ne pas laisser passer une date. Un séjour irrégulier n'exclut rien."),
    questions=(
        Question(
            code="document",
            label=_("Document qu'elle a"),
            kind=Kind.CHOICE,
            choices=(
                ("french", _("nationalité française")),
                ("european", _("citoyenne européenne")),
                ("card", _("carte de séjour ou de résident")),
                ("permit", _("autorisation provisoire de séjour")),
                ("receipt", _("récépissé")),
                ("asylum_certificate", _("attestation de demande d'asile")),
                ("visa", _("visa")),
                ("none", _("aucun document")),
            ),
        ),
        Question(code="until", label=_("Valable jusqu'au"), kind=Kind.DAY),
        Question(
            code="route",
            label=_("Voie suivie"),
            kind=Kind.CHOICE,
            choices=(
                ("asylum", _("asile")),
                ("complaint", _("plainte ou témoignage")),
                ("pathway", _("parcours de sortie")),
                ("other", _("une autre voie")),
                ("none", _("aucune pour le moment")),
            ),
        ),
        Question(code="route_since", label=_("Voie suivie depuis le"), kind=Kind.DAY, past=True),
        Question(
            code="lawyer",
            label=_("Son avocate, son avocat"),
            kind=Kind.TEXT,
            max_length=160,
            help=_("Nom du cabinet et comment le joindre."),
        ),
        Question(
            code="not_filing",
            label=_("Décision de ne pas déposer de demande de parcours, pour cette raison"),
            kind=Kind.CHOICE,
            choices=(
                ("other_route", _("une autre voie est en cours")),
                ("exposure", _("le dépôt l'exposerait")),
                ("waiting", _("on attend une décision")),
                ("her_choice", _("elle ne le veut pas maintenant")),
            ),
            help=_("Laissez vide s'il n'y a pas eu de telle décision. Elle se prend avec elle, et se revoit."),
        ),
        Question(code="not_filing_on", label=_("Décidé avec elle le"), kind=Kind.DAY, past=True),
    ),
    until="until",
)

HEALTH = SectionSpec(
    code="health",
    label=_("Besoins de santé"),
    icon="heart-pulse",
    part=Part.HEALTH,
    purpose=_("Pour l'accompagner vers le soin. Lu par les seules collègues qui ont le droit santé ; jamais transmis à la préfecture."),
    questions=(
        Question(
            code="cover",
            label=_("Couverture"),
            kind=Kind.CHOICE,
            choices=(
                ("insured", _("assurance maladie")),
                ("complementary", _("assurance maladie et complémentaire")),
                ("ame", _("aide médicale d'État")),
                ("asked", _("demandée")),
                ("none", _("aucune")),
            ),
        ),
        Question(code="cover_until", label=_("Couverte jusqu'au"), kind=Kind.DAY),
        Question(
            code="needs",
            label=_("Ce qu'il lui faut"),
            kind=Kind.CHOICES,
            choices=(
                ("doctor", _("un médecin")),
                ("psychological", _("un soutien psychologique")),
                ("gynaecology", _("un suivi gynécologique")),
                ("pregnancy", _("un suivi de grossesse")),
                ("screening", _("un dépistage")),
                ("dental", _("des soins dentaires")),
                ("addiction", _("un suivi en addictologie")),
                ("chronic", _("un traitement au long cours")),
                ("disability", _("une reconnaissance de handicap")),
            ),
        ),
        Question(code="words", label=_("À savoir"), kind=Kind.TEXT, max_length=300, help=_("Les faits utiles seulement, pas de récit.")),
    ),
    prefills=False,
    readers=_("Vos collègues qui ont le droit santé. Personne d'autre, jamais la préfecture."),
)

OWN_WORDS = SectionSpec(
    code="own_words",
    label=_("Ce qu'elle accepte de dire"),
    icon="message-circle-heart",
    part=Part.STORY,
    purpose=_("Rien n'est à raconter. Si elle est d'accord, et seulement alors, deux questions : depuis quand, et comment."),
    questions=(
        Question(code="agreed", label=_("Elle est d'accord pour répondre"), kind=Kind.TICK),
        Question(code="agreed_on", label=_("Le jour où elle l'a dit"), kind=Kind.DAY, needs="agreed", past=True),
        Question(
            code="duration",
            label=_("Depuis combien de temps"),
            kind=Kind.CHOICE,
            needs="agreed",
            choices=(
                ("under_one", _("moins d'un an")),
                ("one_to_three", _("de un à trois ans")),
                ("three_to_ten", _("de trois à dix ans")),
                ("over_ten", _("plus de dix ans")),
                ("not_said", _("elle ne le dit pas")),
            ),
        ),
        Question(
            code="form",
            label=_("De quelle façon"),
            kind=Kind.CHOICES,
            needs="agreed",
            choices=(
                ("street", _("dans la rue")),
                ("online", _("par internet")),
                ("indoors", _("en appartement, à l'hôtel")),
                ("bar", _("dans un bar, un salon")),
                ("not_said", _("elle ne le dit pas")),
            ),
        ),
    ),
    prefills=False,
)
