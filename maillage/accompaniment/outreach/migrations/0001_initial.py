import django.db.models.deletion
import django.db.models.manager
import maillage.foundation.vault.fields
import maillage.foundation.vault.subjects
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("mg_organisations", "0001_initial"),
        ("mg_territories", "0002_departments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Device",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("label", models.CharField(max_length=40)),
                ("enrolled_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("last_sent_at", models.DateTimeField(null=True)),
                ("revoked_on", models.DateField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
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
            name="MinorAlert",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("where", models.CharField(choices=[("street", "en maraude"), ("online", "en ligne")], max_length=8)),
                ("noted_on", models.DateField()),
                ("words", maillage.foundation.vault.fields.SealedField()),
                ("ended_on", models.DateField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("file", "elle a un dossier : la protection se suit là"),
                            ("entrusted", "elle est confiée à la protection de l'enfance"),
                            ("adult", "elle est majeure : le doute est levé"),
                            ("not_found", "elle n'a pas été retrouvée"),
                        ],
                        max_length=12,
                    ),
                ),
                ("keep_until", models.DateField(null=True)),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "territory",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_territories.territory"),
                ),
                (
                    "zone",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_territories.place"),
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
            name="AlertAct",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("safe_now", "mise à l'abri demandée"),
                            ("concern", "information préoccupante transmise"),
                            ("report", "signalement au procureur"),
                            ("representation", "représentation demandée"),
                            ("share", "échange entre personnes tenues au secret"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "recipient",
                    models.CharField(
                        choices=[
                            ("unit", "la cellule de recueil du département"),
                            ("child_welfare", "l'aide sociale à l'enfance"),
                            ("prosecutor", "le procureur de la République"),
                            ("line_119", "le 119"),
                            ("police", "la police ou la gendarmerie"),
                        ],
                        max_length=16,
                    ),
                ),
                ("done_on", models.DateField()),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("received", "bien reçu"),
                            ("assessing", "évaluation ouverte"),
                            ("protected", "mesure de protection prise"),
                            ("court", "juge des enfants saisi"),
                            ("no_action", "classé sans suite"),
                        ],
                        max_length=12,
                    ),
                ),
                ("answered_on", models.DateField(null=True)),
                ("reference", maillage.foundation.vault.fields.SealedField()),
                ("alert", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="acts", to="mg_outreach.minoralert")),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
            },
            bases=(maillage.foundation.vault.subjects.HangsOnSubject, models.Model),
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Observation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "theme",
                    models.CharField(
                        choices=[
                            ("street", "prostitution de rue"),
                            ("online", "annonces en ligne"),
                            ("indoor", "appartements et hôtels"),
                            ("webcam", "webcam"),
                            ("clients", "clients"),
                            ("fined", "personnes verbalisées"),
                            ("clients_fined", "clients verbalisés"),
                            ("police_informs", "police : information donnée"),
                            ("lockdown_checks", "police : contrôles du confinement"),
                            ("violence", "violences"),
                            ("hunger", "faim"),
                            ("income", "perte de revenus"),
                            ("debts", "dettes"),
                            ("prices", "prix pratiqués"),
                            ("networks", "emprise des réseaux"),
                            ("new_public", "personnes jamais vues"),
                        ],
                        max_length=16,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("up", "en hausse"),
                            ("down", "en baisse"),
                            ("stopped", "à l'arrêt"),
                            ("same", "se maintient"),
                            ("unknown", "sens non su"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[("counted", "compté"), ("estimated", "estimé"), ("reported", "rapporté"), ("intuition", "intuition")],
                        max_length=10,
                    ),
                ),
                ("number", models.PositiveIntegerField(null=True)),
                (
                    "measure",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("people", "personnes"),
                            ("adverts", "annonces"),
                            ("clients", "clients"),
                            ("acts", "verbalisations"),
                            ("checks", "contrôles"),
                            ("requests", "demandes"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("round", "nos maraudes"),
                            ("online", "nos tournées en ligne"),
                            ("calls", "ce que des personnes nous disent"),
                            ("partner", "un partenaire"),
                            ("press", "la presse"),
                            ("platform", "chiffres d'une plateforme"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=80)),
                ("noted_on", models.DateField()),
                ("withdrawn_on", models.DateField(null=True)),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "territory",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_territories.territory"),
                ),
                (
                    "zone",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_territories.place"),
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
            name="Explanation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("phone", "clients habituels joints par téléphone"),
                            ("moved", "déplacement vers des domiciles ou des hôtels"),
                            ("language", "barrière de la langue : consignes non comprises"),
                            ("money", "besoin d'argent pour vivre"),
                            ("family", "famille au pays à faire vivre"),
                            ("network", "violences d'un réseau"),
                            ("illness", "peur de la maladie"),
                            ("checks", "présence de la police"),
                            ("clients", "absence de clients"),
                            ("other", "autre explication"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("round", "nos maraudes"),
                            ("online", "nos tournées en ligne"),
                            ("calls", "ce que des personnes nous disent"),
                            ("partner", "un partenaire"),
                            ("press", "la presse"),
                            ("platform", "chiffres d'une plateforme"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=80)),
                ("noted_on", models.DateField()),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "observation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="explanations", to="mg_outreach.observation"
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
            name="Round",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("day", models.DateField()),
                ("starts", models.TimeField(null=True)),
                ("ends", models.TimeField(null=True)),
                ("state", models.CharField(choices=[("planned", "à venir"), ("done", "faite"), ("cancelled", "annulée")], max_length=10)),
                ("team_size", models.PositiveSmallIntegerField(default=0)),
                ("met_new", models.PositiveSmallIntegerField(default=0)),
                ("met_known", models.PositiveSmallIntegerField(default=0)),
                ("kits", models.PositiveSmallIntegerField(default=0)),
                ("masks", models.PositiveSmallIntegerField(default=0)),
                (
                    "clients",
                    models.CharField(
                        choices=[("unseen", "pas regardé"), ("none", "aucun"), ("some", "quelques-uns"), ("many", "beaucoup")],
                        default="unseen",
                        max_length=8,
                    ),
                ),
                (
                    "police",
                    models.CharField(
                        choices=[("unseen", "pas regardé"), ("none", "aucun"), ("some", "quelques-uns"), ("many", "beaucoup")],
                        default="unseen",
                        max_length=8,
                    ),
                ),
                ("note", maillage.foundation.vault.fields.SealedField()),
                ("forgotten", models.BooleanField(default=False)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_territories.territory"),
                ),
                ("zone", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_territories.place")),
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
        migrations.AddField(
            model_name="minoralert",
            name="round",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="alerts", to="mg_outreach.round"),
        ),
        migrations.CreateModel(
            name="RoundInformation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("health", "se protéger du virus"),
                            ("checks", "attestation et contrôles"),
                            ("contact", "nous joindre, nos horaires"),
                            ("food", "où manger"),
                            ("shelter", "où dormir"),
                            ("care", "soins et dépistage"),
                            ("rights", "ses droits"),
                            ("exit", "sortir de la prostitution"),
                            ("danger", "que faire en danger"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="information", to="mg_outreach.round"),
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
            name="RoundLink",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("mark", models.BinaryField(max_length=32, unique=True)),
                ("made_on", models.DateField()),
                ("ends_at", models.DateTimeField()),
                ("closed_on", models.DateField(null=True)),
                ("sheets", models.PositiveSmallIntegerField(default=0)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                ("round", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="links", to="mg_outreach.round")),
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
            name="Capture",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("about", models.UUIDField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("round", "fiche de maraude"),
                            ("observation", "observation"),
                            ("note", "note"),
                            ("unknown", "saisie illisible"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("placed", "rangée"),
                            ("clash", "à départager"),
                            ("mend", "à compléter"),
                            ("note", "à ranger"),
                            ("settled", "réglée"),
                            ("dropped", "écartée"),
                        ],
                        max_length=8,
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=24)),
                ("digest", models.BinaryField(max_length=32)),
                ("received_at", models.DateTimeField()),
                ("received_on", models.DateField()),
                ("content", maillage.foundation.vault.fields.SealedField()),
                ("settled_on", models.DateField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "device",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="captures", to="mg_outreach.device"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="captures", to="mg_outreach.round"
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="captures", to="mg_outreach.roundlink"
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
            name="RoundMember",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("round", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="members", to="mg_outreach.round")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
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
            name="RoundOrientation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("day_centre", "notre accueil"),
                            ("food", "une aide alimentaire"),
                            ("shelter", "un hébergement"),
                            ("care", "un soin"),
                            ("rights", "un droit, un papier"),
                            ("police", "une plainte"),
                            ("partner", "une autre association"),
                        ],
                        max_length=12,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "round",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="orientations", to="mg_outreach.round"),
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
            name="Campaign",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "site",
                    models.CharField(
                        choices=[
                            ("general", "annonces de toute sorte"),
                            ("specialised", "annonces spécialisées"),
                            ("directory", "annuaire d'escortes"),
                            ("social", "réseau social"),
                            ("dating", "rencontres"),
                            ("webcam", "webcam"),
                            ("forum", "forum"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("sms", "message au numéro affiché"),
                            ("call", "appel au numéro affiché"),
                            ("site_message", "message par le site"),
                            ("social_message", "message par un réseau social"),
                            ("presence", "présence affichée : elles nous écrivent"),
                        ],
                        max_length=16,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("seen", models.PositiveIntegerField(default=0)),
                ("reached", models.PositiveIntegerField(default=0)),
                ("answered", models.PositiveIntegerField(default=0)),
                ("met", models.PositiveIntegerField(default=0)),
                ("accompanied", models.PositiveIntegerField(default=0)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_territories.territory"),
                ),
                (
                    "zone",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_territories.place"),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
                "indexes": [models.Index(fields=["organisation", "starts_on"], name="mg_outreach_campaign_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                        name="mg_outreach_campaign_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accompanied__lte", models.F("met")),
                            ("answered__lte", models.F("reached")),
                            ("met__lte", models.F("answered")),
                            ("reached__lte", models.F("seen")),
                        ),
                        name="mg_outreach_funnel_narrows",
                    ),
                ],
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddConstraint(
            model_name="device",
            constraint=models.CheckConstraint(condition=models.Q(("ends_on__gt", models.F("enrolled_on"))), name="mg_outreach_device_ends"),
        ),
        migrations.AddConstraint(
            model_name="device",
            constraint=models.CheckConstraint(
                condition=models.Q(("revoked_on__isnull", True), ("revoked_on__gte", models.F("enrolled_on")), _connector="OR"),
                name="mg_outreach_device_revoked_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="alertact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_on__isnull", True)),
                    models.Q(
                        ("answered_on__gte", models.F("done_on")),
                        ("answer__in", ["received", "assessing", "protected", "court", "no_action"]),
                    ),
                    _connector="OR",
                ),
                name="mg_outreach_alert_answer_whole",
            ),
        ),
        migrations.AddIndex(
            model_name="observation",
            index=models.Index(fields=["organisation", "theme", "starts_on"], name="mg_outreach_observed"),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="mg_outreach_observed_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("measure", ""), ("number__isnull", True)),
                    models.Q(
                        ("certainty__in", ("counted", "estimated")), ("number__isnull", False), models.Q(("measure", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="mg_outreach_number_of_what_was_counted",
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("certainty", "counted"), _negated=True), ("number__isnull", False), _connector="OR"),
                name="mg_outreach_counted_has_its_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="explanation",
            constraint=models.UniqueConstraint(fields=("observation", "cause", "source", "reference"), name="mg_outreach_explained_once"),
        ),
        migrations.AddIndex(
            model_name="round",
            index=models.Index(fields=["organisation", "day"], name="mg_outreach_round_day"),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "done"), models.Q(("kits", 0), ("masks", 0), ("met_known", 0), ("met_new", 0)), _connector="OR"
                ),
                name="mg_outreach_counts_of_what_was_done",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("state", "done"), _negated=True), ("team_size__gte", 1), _connector="OR"),
                name="mg_outreach_somebody_went",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kits__lte", 500), ("masks__lte", 500), ("met_known__lte", 500), ("met_new__lte", 500), ("team_size__lte", 500)
                ),
                name="mg_outreach_one_night_has_its_measure",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__isnull", True), ("starts__isnull", False), _connector="OR"), name="mg_outreach_ends_what_began"
            ),
        ),
        migrations.AddConstraint(
            model_name="minoralert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on__isnull", True), ("keep_until__isnull", True), ("outcome", "")),
                    models.Q(
                        ("ended_on__gte", models.F("noted_on")),
                        ("keep_until__gte", models.F("ended_on")),
                        ("outcome__in", ["file", "entrusted", "adult", "not_found"]),
                    ),
                    _connector="OR",
                ),
                name="mg_outreach_alert_end_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="roundinformation",
            constraint=models.UniqueConstraint(fields=("round", "topic"), name="mg_outreach_topic_once"),
        ),
        migrations.AddConstraint(
            model_name="roundlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("closed_on__isnull", True), ("closed_on__gte", models.F("made_on")), _connector="OR"),
                name="mg_outreach_link_closed_later",
            ),
        ),
        migrations.AddIndex(
            model_name="capture",
            index=models.Index(fields=["organisation", "state"], name="mg_outreach_capture_waiting"),
        ),
        migrations.AddIndex(
            model_name="capture",
            index=models.Index(fields=["about"], name="mg_outreach_capture_about"),
        ),
        migrations.AddConstraint(
            model_name="capture",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("device__isnull", False), ("link__isnull", True)),
                    models.Q(("device__isnull", True), ("link__isnull", False)),
                    _connector="OR",
                ),
                name="mg_outreach_capture_of_one_door",
            ),
        ),
        migrations.AddConstraint(
            model_name="capture",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_on__isnull", True), ("state__in", ("clash", "mend", "note", "placed"))),
                    models.Q(("settled_on__isnull", False), ("state__in", ("settled", "dropped"))),
                    _connector="OR",
                ),
                name="mg_outreach_capture_settled_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="roundmember",
            constraint=models.UniqueConstraint(fields=("round", "user"), name="mg_outreach_once_in_the_team"),
        ),
        migrations.AddConstraint(
            model_name="roundorientation",
            constraint=models.UniqueConstraint(fields=("round", "kind"), name="mg_outreach_orientation_once"),
        ),
        migrations.AddConstraint(
            model_name="roundorientation",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1), ("number__lte", 500)), name="mg_outreach_orientation_measure"
            ),
        ),
    ]
