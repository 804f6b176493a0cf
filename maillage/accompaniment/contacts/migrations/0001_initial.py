import django.db.models.deletion
import django.db.models.manager
import maillage.core.call_list
import maillage.core.departures
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("mg_notes", "0001_initial"),
        ("mg_organisations", "0001_initial"),
        ("mg_people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("kind", models.CharField(choices=[("informal", "échange informel"), ("formal", "entretien")], max_length=8)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("phone", "par téléphone"),
                            ("sms", "par SMS"),
                            ("messaging", "par messagerie"),
                            ("video", "en visio"),
                            ("mail", "par courriel"),
                            ("letter", "par lettre"),
                            ("partner", "par un partenaire"),
                            ("on_site", "chez nous"),
                            ("outside", "dehors"),
                            ("visit", "chez elle"),
                        ],
                        max_length=9,
                    ),
                ),
                ("initiated_by", models.CharField(choices=[("her", "elle"), ("us", "nous")], max_length=3)),
                (
                    "mood",
                    models.CharField(
                        choices=[
                            ("well", "plutôt bien"),
                            ("tired", "fatiguée"),
                            ("worried", "inquiète"),
                            ("alone", "seule, triste"),
                            ("angry", "en colère"),
                            ("distress", "en détresse"),
                            ("unknown", "je ne sais pas"),
                        ],
                        default="unknown",
                        max_length=8,
                    ),
                ),
                ("themes", models.JSONField(default=list)),
                ("happened_on", models.DateField()),
                ("minutes", models.PositiveSmallIntegerField(null=True)),
                ("next_on", models.DateField(null=True)),
                (
                    "against",
                    models.CharField(
                        choices=[
                            ("no_rule", "no_rule"),
                            ("silence", "silence"),
                            ("forbidden", "forbidden"),
                            ("unknown", "unknown"),
                            ("hours", "hours"),
                        ],
                        default="",
                        max_length=9,
                    ),
                ),
                ("written_on", models.DateField()),
                ("mistaken_on", models.DateField(null=True)),
                (
                    "left",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="mg_people.outgoing"
                    ),
                ),
                ("note", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="mg_notes.note")),
                ("noted_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="contacts", to="mg_people.person")),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("at", models.DateTimeField()),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("phone", "par téléphone"),
                            ("sms", "par SMS"),
                            ("messaging", "par messagerie"),
                            ("mail", "par courriel"),
                            ("letter", "par lettre"),
                            ("partner", "par un partenaire"),
                            ("key_worker", "de vive voix, par sa référente"),
                            ("visit", "en allant la voir"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("reached", "jointe"),
                            ("no_answer", "pas de réponse"),
                            ("wrong_number", "mauvais numéro"),
                            ("not_safe", "elle ne pouvait pas parler sans danger"),
                        ],
                        max_length=12,
                    ),
                ),
                ("next_try_at", models.DateTimeField(null=True)),
                (
                    "against",
                    models.CharField(
                        choices=[
                            ("no_rule", "no_rule"),
                            ("silence", "silence"),
                            ("forbidden", "forbidden"),
                            ("unknown", "unknown"),
                            ("hours", "hours"),
                        ],
                        default="",
                        max_length=9,
                    ),
                ),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="attempts", to="mg_people.person")),
                (
                    "rule",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="mg_people.contactrule"
                    ),
                ),
                (
                    "contact",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="mg_contacts.contact"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="HerWord",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "helped",
                    models.CharField(
                        choices=[("yes", "oui, ils aident"), ("somewhat", "un peu"), ("no", "non"), ("not_said", "elle ne le dit pas")],
                        max_length=8,
                    ),
                ),
                (
                    "wish",
                    models.CharField(
                        choices=[
                            ("go_on", "continuer ainsi"),
                            ("more", "plus souvent"),
                            ("less", "moins souvent"),
                            ("stop", "arrêter"),
                            ("not_said", "elle ne le dit pas"),
                        ],
                        max_length=8,
                    ),
                ),
                ("said_on", models.DateField()),
                ("written_on", models.DateField()),
                ("asked_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="words_on_calls", to="mg_people.person"),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="LostContact",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("opened_on", models.DateField()),
                ("closed_on", models.DateField(null=True)),
                (
                    "news",
                    models.CharField(
                        choices=[
                            ("her", "elle a donné de ses nouvelles"),
                            ("reached", "nous l'avons jointe"),
                            ("partner", "un partenaire nous a donné de ses nouvelles"),
                            ("elsewhere", "elle est accompagnée ailleurs, et va bien"),
                            ("mistake", "commencée par erreur"),
                        ],
                        default="",
                        max_length=9,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="searches", to="mg_people.person")),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="LostStep",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("colleague", "demander à une collègue qui la connaît"),
                            ("other_channel", "essayer un autre canal sûr"),
                            ("partner", "demander à un partenaire, sans dire pourquoi"),
                            ("visit", "proposer d'aller la voir"),
                        ],
                        max_length=13,
                    ),
                ),
                ("done_on", models.DateField()),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "search",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="mg_contacts.lostcontact"),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("written_on", models.DateField()),
                ("way", models.CharField(choices=[("sms", "SMS"), ("mail", "courriel")], max_length=4)),
                (
                    "template",
                    models.CharField(
                        choices=[
                            ("news", "prendre de ses nouvelles"),
                            ("call_back", "lui demander de rappeler"),
                            ("will_call", "annoncer un appel"),
                            ("as_agreed", "rappeler un rendez-vous"),
                            ("moved", "dire qu'un rendez-vous change"),
                            ("come_by", "l'inviter à passer"),
                        ],
                        max_length=12,
                    ),
                ),
                ("day", models.DateField(null=True)),
                ("hour", models.TimeField(null=True)),
                ("send_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "attend son heure"),
                            ("leaving", "part"),
                            ("sent", "parti"),
                            ("delivered", "arrivé"),
                            ("bounced", "pas arrivé"),
                            ("refused", "non parti : sa consigne l'interdit"),
                            ("held", "retenu"),
                            ("cancelled", "annulé"),
                        ],
                        default=maillage.core.departures.State["WAITING"],
                        max_length=10,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("left_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "problem",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("rule", "sa consigne de contact ne le permettait pas à cette heure-là"),
                            ("no_number", "ses consignes ne donnent ni numéro ni adresse pour cette voie"),
                            ("alias", "l'alias de ses consignes la trahirait"),
                            ("not_accepted", "l'opérateur ne l'a pas accepté"),
                            ("not_arrived", "l'opérateur dit qu'il n'est pas arrivé"),
                            ("said", "vous avez noté qu'il n'est pas arrivé"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=64)),
                ("handled_on", models.DateField(null=True)),
                (
                    "handling",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("resent", "renvoyé"),
                            ("called", "elle a été jointe autrement"),
                            ("corrected", "ses consignes sont corrigées"),
                            ("dropped", "il n'était plus utile"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="followed_by", to="mg_contacts.message"
                    ),
                ),
                (
                    "handled_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "outgoing",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="mg_people.outgoing"),
                ),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="messages", to="mg_people.person")),
                (
                    "written_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="MessageHold",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("since", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("held_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="message_holds", to="mg_people.person"),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Rhythm",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("edition", models.PositiveIntegerField()),
                ("every_days", models.PositiveSmallIntegerField()),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("phone", "par téléphone"),
                            ("sms", "par SMS"),
                            ("messaging", "par messagerie"),
                            ("mail", "par courriel"),
                            ("letter", "par lettre"),
                            ("partner", "par un partenaire"),
                            ("key_worker", "de vive voix, par sa référente"),
                            ("visit", "en allant la voir"),
                        ],
                        max_length=12,
                    ),
                ),
                ("counts_from", models.DateField()),
                ("agreed_on", models.DateField(null=True)),
                ("suspended_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("written_on", models.DateField()),
                ("caller", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="rhythms", to="mg_people.person")),
                (
                    "written_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="RhythmRaise",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("every_days", models.PositiveSmallIntegerField()),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("closed", "le lieu ferme"),
                            ("slowed", "le lieu accueille moins"),
                            ("crisis", "crise sanitaire"),
                            ("danger", "danger dans le quartier ou sur les réseaux"),
                            ("weather", "grand froid, canicule"),
                            ("absence", "absence d'une collègue"),
                            ("other", "autre raison"),
                        ],
                        max_length=8,
                    ),
                ),
                ("everybody", models.BooleanField()),
                ("starts_on", models.DateField()),
                ("until", models.DateField(null=True)),
                ("put_back_on", models.DateField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "put_back_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="RaisedPerson",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="mg_people.person")),
                (
                    "raised",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="named", to="mg_contacts.rhythmraise"),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="ServiceCall",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "service",
                    models.CharField(
                        choices=[
                            ("prefecture", "préfecture"),
                            ("family_benefits", "CAF"),
                            ("health_insurance", "assurance maladie"),
                            ("shelter", "115, hébergement"),
                            ("asylum", "OFPRA, OFII"),
                            ("hospital", "hôpital, centre de santé"),
                            ("social", "service social"),
                            ("court", "tribunal, avocate"),
                            ("employment", "emploi, formation"),
                            ("bank", "banque"),
                            ("town", "mairie"),
                            ("other", "autre service"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "reached",
                    models.CharField(
                        choices=[("answered", "a répondu"), ("waited", "après une longue attente"), ("nobody", "personne")], max_length=8
                    ),
                ),
                ("called_on", models.DateField()),
                ("noted_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="CallsCourse",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "course",
                    models.CharField(
                        choices=[
                            ("keep", "nous continuons d'appeler"),
                            ("taper", "nous appelons moins souvent"),
                            ("end", "nous n'appelons plus les premières"),
                        ],
                        max_length=5,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("her_wish", "elle le souhaite"),
                            ("still_alone", "elle reste isolée"),
                            ("comes_again", "elle revient d'elle-même"),
                            ("autonomy", "pour son autonomie, convenu avec elle"),
                            ("no_staff", "nous ne sommes plus assez nombreuses"),
                            ("not_safe", "nos appels ne sont plus sûrs pour elle"),
                        ],
                        max_length=12,
                    ),
                ),
                ("chosen_on", models.DateField()),
                (
                    "chosen_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="calls_courses", to="mg_people.person"),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("course__in", ["keep", "taper", "end"])), name="mg_contacts_known_course"),
                    models.CheckConstraint(
                        condition=models.Q(("reason__in", ["her_wish", "still_alone", "comes_again", "autonomy", "no_staff", "not_safe"])),
                        name="mg_contacts_known_reason",
                    ),
                ],
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["person", "happened_on"], name="mg_contacts_of_person"),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["organisation", "happened_on"], name="mg_contacts_of_place"),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(condition=models.Q(("kind__in", ["informal", "formal"])), name="mg_contacts_known_kind"),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("way__in", ["phone", "sms", "messaging", "video", "mail", "letter", "partner", "on_site", "outside", "visit"])
                ),
                name="mg_contacts_known_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(condition=models.Q(("initiated_by__in", ["her", "us"])), name="mg_contacts_known_initiator"),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(("mood__in", ["well", "tired", "worried", "alone", "angry", "distress", "unknown"])),
                name="mg_contacts_known_mood",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(("happened_on__lte", models.F("written_on"))), name="mg_contacts_not_from_the_future"
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__isnull", True), models.Q(("minutes__gte", 1), ("minutes__lte", 600)), _connector="OR"),
                name="mg_contacts_length",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(("initiated_by", "us"), ("against", ""), _connector="OR"), name="mg_contacts_her_call_breaks_no_rule"
            ),
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(fields=["person", "at"], name="mg_contacts_tries"),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["reached", "no_answer", "wrong_number", "not_safe"])), name="mg_contacts_known_outcome"
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ["phone", "sms", "messaging", "mail", "letter", "partner", "key_worker", "visit"])),
                name="mg_contacts_tried_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("next_try_at__isnull", True), ("outcome", maillage.core.call_list.Outcome["NO_ANSWER"]), _connector="OR"
                ),
                name="mg_contacts_tried_again",
            ),
        ),
        migrations.AddConstraint(
            model_name="herword",
            constraint=models.CheckConstraint(
                condition=models.Q(("helped__in", ["yes", "somewhat", "no", "not_said"])), name="mg_contacts_known_help"
            ),
        ),
        migrations.AddConstraint(
            model_name="herword",
            constraint=models.CheckConstraint(
                condition=models.Q(("wish__in", ["go_on", "more", "less", "stop", "not_said"])), name="mg_contacts_known_wish"
            ),
        ),
        migrations.AddConstraint(
            model_name="herword",
            constraint=models.CheckConstraint(
                condition=models.Q(("said_on__lte", models.F("written_on"))), name="mg_contacts_said_not_tomorrow"
            ),
        ),
        migrations.AddConstraint(
            model_name="lostcontact",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_on__isnull", True)), fields=("person",), name="mg_contacts_one_search"
            ),
        ),
        migrations.AddConstraint(
            model_name="lostcontact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", True), ("news", "")),
                    models.Q(
                        ("closed_on__gte", models.F("opened_on")), ("news__in", ["her", "reached", "partner", "elsewhere", "mistake"])
                    ),
                    _connector="OR",
                ),
                name="mg_contacts_search_ends_by_news",
            ),
        ),
        migrations.AddConstraint(
            model_name="loststep",
            constraint=models.CheckConstraint(
                condition=models.Q(("step__in", ["colleague", "other_channel", "partner", "visit"])), name="mg_contacts_known_step"
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["person", "send_at"], name="mg_contacts_message_of_person"),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "leaving", "sent", "delivered", "bounced", "refused", "held", "cancelled"])),
                name="mg_contacts_message_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("template__in", ["news", "call_back", "will_call", "as_agreed", "moved", "come_by"])),
                name="mg_contacts_message_of_the_list",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            maillage.core.departures.State["WAITING"],
                            maillage.core.departures.State["HELD"],
                            maillage.core.departures.State["CANCELLED"],
                            maillage.core.departures.State["REFUSED"],
                        ],
                    ),
                    ("left_at__isnull", False),
                    _connector="OR",
                ),
                name="mg_contacts_message_left_some_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("handled_by__isnull", True), ("handled_on__isnull", True), ("handling", "")),
                    models.Q(("handled_by__isnull", False), ("handled_on__isnull", False), models.Q(("handling", ""), _negated=True)),
                    _connector="OR",
                ),
                name="mg_contacts_message_handled_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reference", ""), _negated=True), fields=("reference",), name="mg_contacts_message_reference_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="messagehold",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)), fields=("person",), name="mg_contacts_one_hold_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="messagehold",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_on__isnull", True), ("ended_on__gte", models.F("since")), _connector="OR"),
                name="mg_contacts_hold_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="messagehold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_by__isnull", True), ("ended_on__isnull", True)),
                    models.Q(("ended_by__isnull", False), ("ended_on__isnull", False)),
                    _connector="OR",
                ),
                name="mg_contacts_hold_ended_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="rhythm",
            constraint=models.UniqueConstraint(fields=("person", "edition"), name="mg_contacts_rhythm_edition"),
        ),
        migrations.AddConstraint(
            model_name="rhythm",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)), fields=("person",), name="mg_contacts_one_rhythm"
            ),
        ),
        migrations.AddConstraint(
            model_name="rhythm",
            constraint=models.CheckConstraint(
                condition=models.Q(("every_days__gte", 1), ("every_days__lte", 90)), name="mg_contacts_rhythm_days"
            ),
        ),
        migrations.AddConstraint(
            model_name="rhythm",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ["phone", "sms", "messaging", "mail", "letter", "partner", "key_worker", "visit"])),
                name="mg_contacts_rhythm_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="rhythm",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_on__isnull", True), ("ended_on__gte", models.F("written_on")), _connector="OR"),
                name="mg_contacts_rhythm_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="rhythmraise",
            constraint=models.CheckConstraint(
                condition=models.Q(("every_days__gte", 1), ("every_days__lte", 90)), name="mg_contacts_raise_days"
            ),
        ),
        migrations.AddConstraint(
            model_name="rhythmraise",
            constraint=models.CheckConstraint(
                condition=models.Q(("cause__in", ["closed", "slowed", "crisis", "danger", "weather", "absence", "other"])),
                name="mg_contacts_raise_cause",
            ),
        ),
        migrations.AddConstraint(
            model_name="rhythmraise",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("until__gte", models.F("starts_on")), _connector="OR"),
                name="mg_contacts_raise_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="rhythmraise",
            constraint=models.CheckConstraint(
                condition=models.Q(("put_back_on__isnull", True), ("put_back_on__gte", models.F("starts_on")), _connector="OR"),
                name="mg_contacts_raise_back",
            ),
        ),
        migrations.AddConstraint(
            model_name="raisedperson",
            constraint=models.UniqueConstraint(fields=("raised", "person"), name="mg_contacts_raised_once"),
        ),
        migrations.AddIndex(
            model_name="servicecall",
            index=models.Index(fields=["organisation", "called_on"], name="mg_contacts_service_day"),
        ),
        migrations.AddConstraint(
            model_name="servicecall",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "service__in",
                        [
                            "prefecture",
                            "family_benefits",
                            "health_insurance",
                            "shelter",
                            "asylum",
                            "hospital",
                            "social",
                            "court",
                            "employment",
                            "bank",
                            "town",
                            "other",
                        ],
                    )
                ),
                name="mg_contacts_known_service",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicecall",
            constraint=models.CheckConstraint(
                condition=models.Q(("reached__in", ["answered", "waited", "nobody"])), name="mg_contacts_known_reach"
            ),
        ),
    ]
