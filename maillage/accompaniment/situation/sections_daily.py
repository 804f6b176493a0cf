"""Sections of daily life: speaking, living, working. The team that works on files reads them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people.forms import LANGUAGES
from maillage.accompaniment.situation.questions import Kind, Question, SectionSpec
from maillage.foundation.vault import Part

LANGUAGE = SectionSpec(
    code="language",
    label=_("Langue et interprète"),
    icon="languages",
    part=Part.STORY,
    purpose=_("Pour se comprendre, et choisir une interprète qui ne la mette pas en danger."),
    questions=(
        Question(code="languages", label=_("Langues parlées"), kind=Kind.CHOICES, choices=tuple(LANGUAGES)),
        Question(
            code="french",
            label=_("Français parlé"),
            kind=Kind.CHOICE,
            choices=(
                ("none", _("pas encore")),
                ("words", _("quelques mots")),
                ("everyday", _("la vie courante")),
                ("fluent", _("couramment")),
            ),
        ),
        Question(
            code="reading",
            label=_("Lecture"),
            kind=Kind.CHOICE,
            choices=(("french", _("lit le français")), ("other", _("lit dans sa langue")), ("no", _("ne lit pas"))),
        ),
        Question(
            code="interpreter",
            label=_("Interprète"),
            kind=Kind.CHOICE,
            choices=(("no", _("pas nécessaire")), ("meetings", _("pour les rendez-vous importants")), ("always", _("à chaque échange"))),
        ),
        Question(
            code="interpreter_gender",
            label=_("Elle préfère"),
            kind=Kind.CHOICE,
            choices=(("woman", _("une interprète femme")), ("man", _("un interprète homme")), ("any", _("sans préférence"))),
        ),
        Question(
            code="network_to_avoid",
            label=_("Interprète ou réseau à éviter"),
            kind=Kind.TEXT,
            max_length=200,
            help=_("Une communauté, un organisme, une région : ce qu'il faut dire à qui cherche l'interprète. Pas de nom de personne."),
        ),
    ),
)

HOUSEHOLD = SectionSpec(
    code="household",
    label=_("Foyer et enfants"),
    icon="house",
    part=Part.STORY,
    purpose=_("Pour le montant de l'aide, une place d'hébergement, l'école. Les âges suffisent : jamais le nom d'un enfant."),
    questions=(
        Question(
            code="adults",
            label=_("Adultes avec qui elle vit"),
            kind=Kind.CHOICES,
            choices=(
                ("partner", _("conjoint, compagne")),
                ("family", _("famille")),
                ("friends", _("amies, colocataires")),
                ("other", _("autres")),
            ),
        ),
        Question(code="adults_number", label=_("Combien d'adultes, elle comprise"), kind=Kind.NUMBER),
        Question(
            code="children_with_her", label=_("Âges des enfants auprès d'elle"), kind=Kind.AGES, help=_("Par exemple : 3, 7. Pas de nom.")
        ),
        Question(code="children_in_care", label=_("Âges des enfants confiés à l'aide sociale à l'enfance"), kind=Kind.AGES),
        Question(code="children_in_france", label=_("Âges des enfants ailleurs en France"), kind=Kind.AGES),
        Question(code="children_abroad", label=_("Âges des enfants à l'étranger"), kind=Kind.AGES),
    ),
)

HOUSING = SectionSpec(
    code="housing",
    label=_("Logement"),
    icon="bed",
    part=Part.STORY,
    purpose=_("Pour demander une place à temps. Jamais l'adresse d'un lieu de mise à l'abri."),
    questions=(
        Question(
            code="kind",
            label=_("Où elle dort"),
            kind=Kind.CHOICE,
            choices=(
                ("street", _("à la rue")),
                ("squat", _("en squat ou campement")),
                ("hosted", _("chez quelqu'un")),
                ("hotel", _("à l'hôtel")),
                ("emergency", _("en hébergement d'urgence")),
                ("shelter", _("en hébergement d'insertion")),
                ("asylum", _("en hébergement pour demandeurs d'asile")),
                ("rented", _("dans un logement à elle")),
                ("other", _("autrement")),
            ),
        ),
        Question(
            code="stability",
            label=_("Peut-elle y rester"),
            kind=Kind.CHOICE,
            choices=(
                ("stable", _("oui, durablement")),
                ("unsure", _("sans certitude")),
                ("ending", _("non, cela finit")),
                ("unsafe", _("elle n'y est pas en sécurité")),
            ),
        ),
        Question(code="until", label=_("Jusqu'au"), kind=Kind.DAY),
        Question(
            code="asked",
            label=_("Demande en cours"),
            kind=Kind.CHOICES,
            choices=(
                ("115", _("115")),
                ("siao", _("SIAO")),
                ("social_housing", _("logement social")),
                ("ac_se", _("éloignement, réseau Ac.Sé")),
                ("none", _("aucune")),
            ),
        ),
    ),
    until="until",
)

DOMICILIATION = SectionSpec(
    code="domiciliation",
    label=_("Domiciliation"),
    icon="mailbox",
    part=Part.STORY,
    purpose=_("Une adresse pour le courrier et les droits. La fin approche : l'application vous prévient avant."),
    questions=(
        Question(
            code="kind",
            label=_("Où est son adresse administrative"),
            kind=Kind.CHOICE,
            choices=(
                ("here", _("ici, à l'association")),
                ("ccas", _("au CCAS")),
                ("other", _("dans un autre organisme")),
                ("own", _("chez elle")),
                ("none", _("nulle part")),
            ),
        ),
        Question(code="address", label=_("Adresse de domiciliation"), kind=Kind.TEXT, max_length=200),
        Question(code="since", label=_("Depuis le"), kind=Kind.DAY, past=True),
        Question(code="until", label=_("Jusqu'au"), kind=Kind.DAY),
    ),
    until="until",
)

WORK = SectionSpec(
    code="work",
    label=_("Travail et formation"),
    icon="briefcase",
    part=Part.STORY,
    purpose=_("Pour le projet : ce qu'elle sait faire, ce qu'elle veut."),
    questions=(
        Question(
            code="now",
            label=_("Aujourd'hui"),
            kind=Kind.CHOICE,
            choices=(
                ("employed", _("en emploi")),
                ("odd_jobs", _("petits emplois")),
                ("training", _("en formation")),
                ("studying", _("en études")),
                ("seeking", _("cherche un emploi")),
                ("not_allowed", _("n'a pas le droit de travailler")),
                ("not_now", _("pas pour le moment")),
            ),
        ),
        Question(
            code="schooling",
            label=_("Scolarité"),
            kind=Kind.CHOICE,
            choices=(("none", _("pas d'école")), ("primary", _("école")), ("secondary", _("collège, lycée")), ("higher", _("études"))),
        ),
        Question(code="wish", label=_("Métier ou formation qu'elle veut"), kind=Kind.TEXT, max_length=160),
    ),
)

RESOURCES = SectionSpec(
    code="resources",
    label=_("Ressources"),
    icon="wallet",
    part=Part.STORY,
    purpose=_("Pour savoir à quelle aide elle a droit. Les ressources du mois dernier suffisent."),
    questions=(
        Question(
            code="kinds",
            label=_("De quoi elle vit"),
            kind=Kind.CHOICES,
            choices=(
                ("wages", _("un salaire")),
                ("rsa", _("le RSA")),
                ("ada", _("l'ADA")),
                ("afis", _("l'AFIS")),
                ("family", _("des prestations familiales")),
                ("unemployment", _("le chômage")),
                ("aid", _("des aides d'associations")),
                ("relatives", _("des proches")),
                ("other", _("autre chose")),
                ("none", _("rien")),
            ),
        ),
        Question(code="amount", label=_("Total du mois dernier, en euros"), kind=Kind.EUROS),
    ),
)

DEBTS = SectionSpec(
    code="debts",
    label=_("Dettes"),
    icon="receipt",
    part=Part.STORY,
    purpose=_("Une dette peut la tenir. La nommer permet d'agir."),
    questions=(
        Question(
            code="kinds",
            label=_("Ce qu'elle doit"),
            kind=Kind.CHOICES,
            choices=(
                ("rent", _("un loyer, l'hôtel")),
                ("fines", _("des amendes")),
                ("energy", _("l'énergie, le téléphone")),
                ("bank", _("une banque")),
                ("relatives", _("des proches")),
                ("demanded", _("une somme qu'on exige d'elle")),
                ("none", _("rien")),
            ),
        ),
        Question(code="amount", label=_("Total, en euros"), kind=Kind.EUROS),
        Question(
            code="step",
            label=_("Démarche"),
            kind=Kind.CHOICE,
            choices=(("none", _("aucune")), ("schedule", _("échéancier")), ("commission", _("dossier de surendettement"))),
        ),
    ),
)

BANK = SectionSpec(
    code="bank",
    label=_("Compte bancaire"),
    icon="landmark",
    part=Part.STORY,
    purpose=_("Sans compte à elle, ni salaire ni aide. Aucun numéro de compte n'est noté ici."),
    questions=(
        Question(
            code="account",
            label=_("Compte"),
            kind=Kind.CHOICE,
            choices=(
                ("own", _("un compte à elle")),
                ("savings", _("un livret")),
                ("held", _("un compte que quelqu'un d'autre tient")),
                ("refused", _("refusé par une banque")),
                ("none", _("aucun")),
            ),
        ),
        Question(
            code="step",
            label=_("Démarche"),
            kind=Kind.CHOICE,
            choices=(("none", _("aucune")), ("asked", _("ouverture demandée")), ("right", _("droit au compte demandé"))),
        ),
    ),
)
