import django.db.models.deletion
import django.db.models.manager
import maillage.foundation.vault.fields
import maillage.foundation.vault.subjects
import maillage.pathway.psp.workflow
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("mg_organisations", "0001_initial"),
        ("mg_people", "0001_initial"),
        ("mg_territories", "0002_departments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Allowance",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("asked_on", models.DateField(null=True)),
                ("decided_on", models.DateField(null=True)),
                ("refused_on", models.DateField(null=True)),
                ("starts_on", models.DateField(null=True)),
                ("expires_on", models.DateField(null=True)),
                ("children", models.PositiveSmallIntegerField(default=0)),
                ("conditions", models.JSONField(default=dict)),
                ("checked_on", models.DateField(null=True)),
                ("sent_on", models.DateField(null=True)),
                ("msa_number", maillage.foundation.vault.fields.SealedField()),
                ("first_paid_on", models.DateField(null=True)),
                ("suspended_on", models.DateField(null=True)),
                ("resumed_on", models.DateField(null=True)),
                (
                    "suspension",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("commitments", "engagements jugés non respectés"),
                            ("conditions", "conditions qui ne sont plus remplies"),
                            ("other_benefit", "une autre aide est touchée (RSA, ADA)"),
                            ("papers", "pièces demandées et non reçues"),
                            ("pathway_ended", "le parcours est terminé"),
                            ("not_said", "motif non dit"),
                        ],
                        max_length=16,
                    ),
                ),
                ("ended_on", models.DateField(null=True)),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("commitments", "engagements jugés non respectés"),
                            ("conditions", "conditions qui ne sont plus remplies"),
                            ("other_benefit", "une autre aide est touchée (RSA, ADA)"),
                            ("papers", "pièces demandées et non reçues"),
                            ("pathway_ended", "le parcours est terminé"),
                            ("not_said", "motif non dit"),
                        ],
                        max_length=16,
                    ),
                ),
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
            name="Application",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[("first", "première demande d'engagement"), ("renewal", "renouvellement"), ("end", "fin de parcours")],
                        max_length=8,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("wish", "wish"),
                            ("preparing", "preparing"),
                            ("ready", "ready"),
                            ("filed", "filed"),
                            ("scheduled", "scheduled"),
                            ("examined", "examined"),
                            ("decided", "decided"),
                            ("held", "held"),
                            ("withdrawn", "withdrawn"),
                            ("transferred", "transferred"),
                        ],
                        default=maillage.pathway.psp.workflow.State["WISH"],
                        max_length=12,
                    ),
                ),
                ("number", models.CharField(max_length=16, null=True, unique=True)),
                ("wished_on", models.DateField()),
                ("filed_on", models.DateField(null=True)),
                ("examined_on", models.DateField(null=True)),
                ("decided_on", models.DateField(null=True)),
                ("notified_on", models.DateField(null=True)),
                ("withdrawn_on", models.DateField(null=True)),
                ("transferred_on", models.DateField(null=True)),
                ("granted", models.BooleanField(null=True)),
                ("taken_over", models.BooleanField(default=False)),
                (
                    "papers",
                    models.CharField(
                        choices=[
                            ("unknown", "pas encore dit"),
                            ("french", "française"),
                            ("european", "citoyenne européenne"),
                            ("with_papers", "autre nationalité, avec un titre, un récépissé ou une attestation"),
                            ("without_papers", "autre nationalité, sans papiers"),
                        ],
                        default="unknown",
                        max_length=16,
                    ),
                ),
                ("has_children", models.BooleanField(null=True)),
                ("decision_copy", models.UUIDField(null=True)),
                ("asks_permit", models.BooleanField(default=False)),
                ("asks_allowance", models.BooleanField(default=False)),
                ("project", maillage.foundation.vault.fields.SealedField()),
                ("commitments", maillage.foundation.vault.fields.SealedField()),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="applications", to="mg_people.person"
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_territories.territory"),
                ),
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
            name="ApplicationForm",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("content", maillage.foundation.vault.fields.SealedField()),
                ("sent", maillage.foundation.vault.fields.SealedField()),
                ("sent_on", models.DateField(null=True)),
                ("saved_on", models.DateField(null=True)),
                ("asked", models.PositiveSmallIntegerField(default=0)),
                ("settled", models.PositiveSmallIntegerField(default=0)),
                ("essentials", models.BooleanField(default=False)),
                (
                    "application",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="form", to="mg_psp.application"),
                ),
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
            name="Consultation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "service",
                    models.CharField(
                        choices=[
                            ("police", "police nationale"),
                            ("gendarmerie", "gendarmerie nationale"),
                            ("foreigners", "service des étrangers de la préfecture"),
                            ("prosecutor", "parquet"),
                            ("social_cohesion", "service de la cohésion sociale"),
                            ("other_prefecture", "autre préfecture"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("instruction", "instruction de la demande (CRPA, art. L. 114-8 : strictement nécessaire)"),
                            ("residence", "titre de séjour demandé avec le parcours (CESEDA, art. L. 425-4)"),
                            ("local_protocol", "protocole local, daté et signé, qui le prévoit"),
                        ],
                        max_length=16,
                    ),
                ),
                ("identity_sent", models.JSONField(default=list)),
                ("sent_on", models.DateField()),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("awaited", "réponse attendue"),
                            ("no_objection", "pas d'objection"),
                            ("objection", "objection"),
                            ("to_discuss", "élément à discuter en séance"),
                            ("no_answer", "n'a pas répondu"),
                        ],
                        default="awaited",
                        max_length=16,
                    ),
                ),
                ("answered_on", models.DateField(null=True)),
                (
                    "application",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="consultations", to="mg_psp.application"),
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
            name="Correction",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("target", models.CharField(max_length=48)),
                (
                    "problem",
                    models.CharField(
                        choices=[("incorrect", "inexact"), ("incomplete", "incomplet"), ("outdated", "périmé")], max_length=12
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "attendue de l'association"),
                            ("answered", "répondue, à vérifier"),
                            ("accepted", "acceptée"),
                            ("again", "redemandée"),
                            ("dropped", "sans suite"),
                        ],
                        default="asked",
                        max_length=12,
                    ),
                ),
                ("asked_on", models.DateField()),
                ("answer_by", models.DateField(null=True)),
                ("answered_on", models.DateField(null=True)),
                ("settled_on", models.DateField(null=True)),
                ("from_paper", models.BooleanField(default=False)),
                ("words", maillage.foundation.vault.fields.SealedField()),
                ("answer", maillage.foundation.vault.fields.SealedField()),
                (
                    "application",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="corrections", to="mg_psp.application"),
                ),
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
            name="CorrectionCopy",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("document", models.UUIDField(null=True)),
                ("words", maillage.foundation.vault.fields.SealedField()),
                ("answer", maillage.foundation.vault.fields.SealedField()),
                (
                    "correction",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="copy", to="mg_psp.correction"),
                ),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_people.person")),
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
            name="Correspondent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("card_name", models.CharField(max_length=200)),
                ("sign_public", models.BinaryField()),
                ("box_public", models.BinaryField()),
                ("fingerprint", models.CharField(max_length=64)),
                ("added_on", models.DateField()),
                ("checked_on", models.DateField(null=True)),
                ("checked_by", models.UUIDField(null=True)),
                ("retired_on", models.DateField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "stands_for",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "territory",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_territories.territory"
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
            name="ExposureTalk",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("talked_on", models.DateField()),
                ("language", models.CharField(max_length=8)),
                ("interpreter", models.BooleanField(default=False)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("file", "elle veut déposer"),
                            ("verify", "vérifier d'abord : avocat, délai, papier"),
                            ("wait", "attendre"),
                            ("renounce", "ne pas déposer"),
                        ],
                        max_length=8,
                    ),
                ),
                ("content", maillage.foundation.vault.fields.SealedField()),
                (
                    "application",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="exposure_talks", to="mg_psp.application"),
                ),
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
            name="Extract",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("filed_on", models.DateField()),
                ("retain_until", models.DateField()),
                ("content", maillage.foundation.vault.fields.SealedField()),
                ("format_version", models.PositiveSmallIntegerField(default=1)),
                (
                    "application",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="extract", to="mg_psp.application"),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "territory",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_territories.territory"),
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
        migrations.AddField(
            model_name="correction",
            name="extract",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="mg_psp.extract"
            ),
        ),
        migrations.CreateModel(
            name="Addendum",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("added_on", models.DateField()),
                ("content", maillage.foundation.vault.fields.SealedField()),
                (
                    "correction",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="addendum", to="mg_psp.correction"),
                ),
                ("extract", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="addenda", to="mg_psp.extract")),
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
            name="Hold",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("protected_time", "pour protéger son temps : la période commencerait trop tôt"),
                            ("missing_piece", "une pièce n'arrive pas"),
                            ("no_session", "aucune séance à laquelle la présenter"),
                            ("capacity", "l'association n'a pas de place pour l'accompagner"),
                            ("lost_contact", "contact perdu"),
                            ("her_choice", "elle préfère attendre"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "was",
                    models.CharField(
                        choices=[
                            ("wish", "wish"),
                            ("preparing", "preparing"),
                            ("ready", "ready"),
                            ("filed", "filed"),
                            ("scheduled", "scheduled"),
                            ("examined", "examined"),
                            ("decided", "decided"),
                            ("held", "held"),
                            ("withdrawn", "withdrawn"),
                            ("transferred", "transferred"),
                        ],
                        max_length=12,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("review_on", models.DateField(null=True)),
                (
                    "application",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="holds", to="mg_psp.application"),
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
            name="MissedPayment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("month", models.DateField()),
                ("noted_on", models.DateField()),
                ("settled_on", models.DateField(null=True)),
                ("allowance", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="missed", to="mg_psp.allowance")),
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
            name="PackageKeys",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("sign_public", models.BinaryField()),
                ("sign_private", models.BinaryField()),
                ("box_public", models.BinaryField()),
                ("box_private", models.BinaryField()),
                ("made_on", models.DateField()),
                (
                    "organisation",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
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
            name="Parcel",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("direction", models.CharField(choices=[("out", "emporté"), ("in", "reçu")], max_length=3)),
                ("kind", models.CharField(choices=[("application", "une demande"), ("answer", "une réponse")], max_length=12)),
                (
                    "state",
                    models.CharField(
                        choices=[("carried", "emporté"), ("to_read", "à lire"), ("taken", "enregistré"), ("set_aside", "écarté")],
                        max_length=10,
                    ),
                ),
                ("package", models.UUIDField()),
                ("reference", models.UUIDField()),
                ("sequence", models.PositiveSmallIntegerField(default=0)),
                ("made_on", models.DateField()),
                ("handled_on", models.DateField(null=True)),
                ("digest", models.CharField(max_length=64)),
                ("content", models.BinaryField(null=True)),
                ("session_on", models.DateField(null=True)),
                ("opinion", models.CharField(blank=True, max_length=16)),
                (
                    "application",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="parcels", to="mg_psp.application"
                    ),
                ),
                (
                    "correspondent",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="parcels", to="mg_psp.correspondent"),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "territory",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_territories.territory"
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
            name="Pathway",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("starts_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("autonomy", "autonomie trouvée"),
                            ("full_length", "vingt-quatre mois accomplis"),
                            ("not_renewed", "pas de renouvellement"),
                            ("withdrawn", "arrêt à sa demande"),
                            ("moved", "suite dans un autre département ou une autre association"),
                            ("lost_contact", "lien perdu"),
                            ("death", "décès"),
                            ("decision_ended", "fin décidée par la préfecture"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="pathway", to="mg_psp.application"),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="pathways", to="mg_people.person"
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_territories.territory"),
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
            name="Interruption",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("service_closed", "lieux fermés ou ralentis"),
                            ("no_worker", "personne pour l'accompagner"),
                            ("care", "soins ou hospitalisation"),
                            ("away", "absente du département"),
                            ("other", "autre raison"),
                        ],
                        max_length=16,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                (
                    "pathway",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="interruptions", to="mg_psp.pathway"),
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
            name="Ending",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("her_wish", "elle demande à arrêter"),
                            ("autonomy", "autonomie trouvée"),
                            ("moved", "suite dans un autre département"),
                            ("lost_contact", "lien perdu"),
                            ("commitments", "engagements non tenus"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "asked_by",
                    models.CharField(
                        choices=[("association", "l'association"), ("secretariat", "le secrétariat de la commission")], max_length=12
                    ),
                ),
                ("told_on", models.DateField(null=True)),
                (
                    "application",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="ending", to="mg_psp.application"),
                ),
                ("pathway", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="endings", to="mg_psp.pathway")),
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
            name="CarriedTerm",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.PositiveSmallIntegerField()),
                ("starts_on", models.DateField()),
                ("expires_on", models.DateField()),
                ("pathway", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="carried", to="mg_psp.pathway")),
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
            model_name="allowance",
            name="pathway",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="allowances", to="mg_psp.pathway"),
        ),
        migrations.CreateModel(
            name="PathwayDocument",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("content", maillage.foundation.vault.fields.SealedField()),
                ("signed_by_her_on", models.DateField(null=True)),
                ("signed_by_association_on", models.DateField(null=True)),
                ("explained_in", models.CharField(blank=True, max_length=8)),
                ("scan", models.UUIDField(null=True)),
                (
                    "application",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="document", to="mg_psp.application"),
                ),
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
            name="Permit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("asked_on", models.DateField(null=True)),
                ("appointment_on", models.DateField(null=True)),
                ("receipt_on", models.DateField(null=True)),
                ("receipt_until", models.DateField(null=True)),
                ("delivered_on", models.DateField(null=True)),
                ("expires_on", models.DateField(null=True)),
                ("refused_on", models.DateField(null=True)),
                (
                    "refusal",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("public_order", "menace pour l'ordre public (CESEDA L. 412-5)"),
                            ("conditions", "conditions non remplies"),
                            ("incomplete", "demande incomplète"),
                            ("silence", "pas de réponse dans le délai"),
                            ("not_said", "motif non dit"),
                        ],
                        max_length=16,
                    ),
                ),
                ("pathway", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="permits", to="mg_psp.pathway")),
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
            name="Piece",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("code", models.CharField(max_length=32)),
                ("rank", models.PositiveSmallIntegerField()),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("required", "demandée à toutes"),
                            ("if_applicable", "selon la situation"),
                            ("not_applicable", "pas demandée ici"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "issuer",
                    models.CharField(
                        choices=[
                            ("association", "l'association"),
                            ("person", "la personne"),
                            ("consulate", "le consulat"),
                            ("domiciliation", "l'organisme de domiciliation"),
                            ("town_hall", "la mairie"),
                            ("health_insurance", "l'assurance maladie"),
                            ("tax_office", "les impôts"),
                            ("prefecture", "la préfecture"),
                            ("other", "un autre organisme"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("to_gather", "à réunir"),
                            ("asked", "demandée"),
                            ("received", "reçue"),
                            ("refused", "refusée"),
                            ("not_applicable", "sans objet"),
                        ],
                        default="to_gather",
                        max_length=16,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=160)),
                ("asked_on", models.DateField(null=True)),
                ("expected_on", models.DateField(null=True)),
                ("remind_on", models.DateField(null=True)),
                ("received_on", models.DateField(null=True)),
                ("refused_on", models.DateField(null=True)),
                (
                    "refusal",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_identity", "faute de pièce d'identité"),
                            ("no_address", "faute d'adresse ou de domiciliation"),
                            ("not_competent", "le service se dit non compétent"),
                            ("counter_closed", "guichet fermé ou sans rendez-vous"),
                            ("paper_missing", "il demande un autre papier d'abord"),
                            ("unsaid", "refus oral, sans raison dite"),
                        ],
                        max_length=16,
                    ),
                ),
                ("valid_until", models.DateField(null=True)),
                ("document", models.UUIDField(null=True)),
                (
                    "application",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="pieces", to="mg_psp.application"),
                ),
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
            name="PieceOverlay",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("code", models.CharField(max_length=32)),
                (
                    "change",
                    models.CharField(
                        choices=[
                            ("add", "ajouter une pièce"),
                            ("require", "demander à toutes"),
                            ("not_asked", "ne pas demander"),
                            ("note", "préciser, sans rien changer"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "kinds",
                    models.CharField(
                        choices=[
                            ("both", "premières demandes et renouvellements"),
                            ("first", "premières demandes"),
                            ("renewal", "renouvellements"),
                        ],
                        default="both",
                        max_length=8,
                    ),
                ),
                ("label", models.CharField(blank=True, max_length=160)),
                (
                    "issuer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("association", "l'association"),
                            ("person", "la personne"),
                            ("consulate", "le consulat"),
                            ("domiciliation", "l'organisme de domiciliation"),
                            ("town_hall", "la mairie"),
                            ("health_insurance", "l'assurance maladie"),
                            ("tax_office", "les impôts"),
                            ("prefecture", "la préfecture"),
                            ("other", "un autre organisme"),
                        ],
                        max_length=16,
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                (
                    "author",
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
            name="PieceReminder",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("done_on", models.DateField()),
                (
                    "means",
                    models.CharField(
                        choices=[("phone", "par téléphone"), ("mail", "par courriel"), ("post", "par courrier"), ("visit", "sur place")],
                        max_length=8,
                    ),
                ),
                ("piece", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="reminders", to="mg_psp.piece")),
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
            name="Step",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("wish", "wish"),
                            ("preparing", "preparing"),
                            ("ready", "ready"),
                            ("filed", "filed"),
                            ("scheduled", "scheduled"),
                            ("examined", "examined"),
                            ("decided", "decided"),
                            ("held", "held"),
                            ("withdrawn", "withdrawn"),
                            ("transferred", "transferred"),
                        ],
                        max_length=12,
                    ),
                ),
                ("happened_on", models.DateField()),
                ("recorded_on", models.DateField()),
                ("from_paper", models.BooleanField(default=False)),
                ("by_state", models.BooleanField(default=False)),
                ("scan", models.UUIDField(null=True)),
                (
                    "application",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="mg_psp.application"),
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
            name="Term",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.PositiveSmallIntegerField()),
                ("starts_on", models.DateField()),
                ("expires_on", models.DateField()),
                (
                    "application",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="term", to="mg_psp.application"),
                ),
                ("pathway", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="terms", to="mg_psp.pathway")),
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
            name="Review",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("held_on", models.DateField()),
                ("held_by", models.UUIDField(null=True)),
                ("recorded_on", models.DateField()),
                (
                    "proposal",
                    models.CharField(
                        choices=[("renew", "renouveler"), ("stop", "ne pas renouveler"), ("undecided", "pas encore décidé avec elle")],
                        max_length=12,
                    ),
                ),
                ("content", maillage.foundation.vault.fields.SealedField()),
                ("pathway", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="mg_psp.pathway")),
                ("term", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="review", to="mg_psp.term")),
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
            name="Transfer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("passing", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposée"),
                            ("accepted", "acceptée par l'association"),
                            ("refused", "refusée par l'association"),
                            ("cancelled", "annulée"),
                            ("granted", "accordée par le préfet"),
                            ("denied", "refusée par le préfet"),
                        ],
                        default="proposed",
                        max_length=12,
                    ),
                ),
                ("months_used", models.PositiveSmallIntegerField(default=0)),
                ("proposed_on", models.DateField()),
                ("accepted_on", models.DateField(null=True)),
                ("closed_on", models.DateField(null=True)),
                (
                    "refusal",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_place", "pas de place pour l'accompagner"),
                            ("not_accredited", "pas d'agrément en cours dans le département"),
                            ("too_far", "trop loin de là où elle vivra"),
                            ("known_already", "déjà suivie ici"),
                            ("other", "autre raison, dite de vive voix"),
                        ],
                        max_length=16,
                    ),
                ),
                ("answered_on", models.DateField(null=True)),
                ("from_paper", models.BooleanField(default=False)),
                (
                    "application",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="transfers", to="mg_psp.application"
                    ),
                ),
                (
                    "left_territory",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_territories.territory"),
                ),
                (
                    "new_application",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_psp.application"),
                ),
                (
                    "new_pathway",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_psp.pathway"),
                ),
                (
                    "new_person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="transfers_in", to="mg_people.person"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "pathway",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="transfers", to="mg_psp.pathway"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="transfers_out", to="mg_people.person"
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "territory",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_territories.territory"),
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
            name="WaitingFact",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("her_choice", "her_choice"),
                            ("lost_contact", "lost_contact"),
                            ("piece", "piece"),
                            ("capacity", "capacity"),
                            ("protected_time", "protected_time"),
                            ("service_slowed", "service_slowed"),
                            ("no_session", "no_session"),
                            ("cancelled", "cancelled"),
                            ("mode_unsuitable", "mode_unsuitable"),
                            ("not_reached", "not_reached"),
                            ("adjourned", "adjourned"),
                            ("decision_awaited", "decision_awaited"),
                            ("notification_awaited", "notification_awaited"),
                            ("session_awaited", "session_awaited"),
                            ("preparation", "preparation"),
                        ],
                        max_length=24,
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=40)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                (
                    "application",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="waiting_facts", to="mg_psp.application"),
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
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["wish", "preparing", "ready", "filed", "scheduled", "examined", "decided", "held", "withdrawn", "transferred"],
                    )
                ),
                name="mg_psp_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("filed_on__isnull", True), ("number__isnull", True)),
                    models.Q(("filed_on__isnull", False), ("number__isnull", False)),
                    _connector="OR",
                ),
                name="mg_psp_number_from_filing",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_on__isnull", True), ("granted__isnull", True)),
                    models.Q(("decided_on__isnull", False), ("granted__isnull", False)),
                    _connector="OR",
                ),
                name="mg_psp_decision_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            maillage.pathway.psp.workflow.State["WISH"],
                            maillage.pathway.psp.workflow.State["PREPARING"],
                            maillage.pathway.psp.workflow.State["READY"],
                            maillage.pathway.psp.workflow.State["HELD"],
                            maillage.pathway.psp.workflow.State["WITHDRAWN"],
                            maillage.pathway.psp.workflow.State["TRANSFERRED"],
                        ],
                    ),
                    ("filed_on__isnull", False),
                    _connector="OR",
                ),
                name="mg_psp_filed_before_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(("filed_on__isnull", True), ("filed_on__gte", models.F("wished_on")), _connector="OR"),
                name="mg_psp_filed_after_wish",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            (
                                maillage.pathway.psp.workflow.State["DECIDED"],
                                maillage.pathway.psp.workflow.State["WITHDRAWN"],
                                maillage.pathway.psp.workflow.State["TRANSFERRED"],
                            ),
                        ),
                        _negated=True,
                    ),
                    ("person__isnull", False),
                ),
                fields=("person", "kind"),
                name="mg_psp_one_running_per_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", maillage.pathway.psp.workflow.State["WITHDRAWN"]), ("withdrawn_on__isnull", False)),
                    models.Q(
                        models.Q(("state", maillage.pathway.psp.workflow.State["WITHDRAWN"]), _negated=True), ("withdrawn_on__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="mg_psp_withdrawn_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", maillage.pathway.psp.workflow.State["TRANSFERRED"]), ("transferred_on__isnull", False)),
                    models.Q(
                        models.Q(("state", maillage.pathway.psp.workflow.State["TRANSFERRED"]), _negated=True),
                        ("transferred_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="mg_psp_transferred_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="applicationform",
            constraint=models.CheckConstraint(condition=models.Q(("settled__lte", models.F("asked"))), name="mg_psp_form_settled"),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "awaited"), ("answered_on__isnull", True)),
                    models.Q(("answered_on__isnull", False), models.Q(("answer", "awaited"), _negated=True)),
                    _connector="OR",
                ),
                name="mg_psp_consultation_answer_is_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(("answered_on__isnull", True), ("answered_on__gte", models.F("sent_on")), _connector="OR"),
                name="mg_psp_consultation_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.UniqueConstraint(fields=("application", "service"), name="mg_psp_consulted_once"),
        ),
        migrations.AddConstraint(
            model_name="correspondent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_on__isnull", True)), fields=("organisation", "fingerprint"), name="mg_psp_correspondent_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("answered_on__isnull", True), ("answered_on__gte", models.F("asked_on")), _connector="OR"),
                name="mg_psp_correction_answered_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_on__isnull", True), ("settled_on__isnull", True), ("state", "asked")),
                    models.Q(("answered_on__isnull", False), ("settled_on__isnull", True), ("state", "answered")),
                    models.Q(("answered_on__isnull", False), ("settled_on__isnull", False), ("state__in", ["accepted", "again"])),
                    models.Q(("settled_on__isnull", False), ("state", "dropped")),
                    _connector="OR",
                ),
                name="mg_psp_correction_is_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["asked", "answered"])),
                fields=("application", "target"),
                name="mg_psp_one_open_correction",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="mg_psp_hold_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on__isnull", True)), fields=("application",), name="mg_psp_one_hold"
            ),
        ),
        migrations.AddConstraint(
            model_name="missedpayment",
            constraint=models.UniqueConstraint(fields=("allowance", "month"), name="mg_psp_missed_month_once"),
        ),
        migrations.AddConstraint(
            model_name="missedpayment",
            constraint=models.CheckConstraint(condition=models.Q(("month__day", 1)), name="mg_psp_missed_month_is_a_first"),
        ),
        migrations.AddConstraint(
            model_name="missedpayment",
            constraint=models.CheckConstraint(
                condition=models.Q(("settled_on__isnull", True), ("settled_on__gte", models.F("month")), _connector="OR"),
                name="mg_psp_missed_settled_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="parcel",
            constraint=models.UniqueConstraint(fields=("organisation", "direction", "package"), name="mg_psp_package_once"),
        ),
        migrations.AddConstraint(
            model_name="parcel",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("state", "to_read"), _negated=True), ("content__isnull", False), _connector="OR"),
                name="mg_psp_package_to_read_is_there",
            ),
        ),
        migrations.AddConstraint(
            model_name="pathway",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_on__isnull", True), ("ended_on__gte", models.F("starts_on")), _connector="OR"),
                name="mg_psp_pathway_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="pathway",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on__isnull", True), ("outcome", "")),
                    models.Q(("ended_on__isnull", False), models.Q(("outcome", ""), _negated=True)),
                    _connector="OR",
                ),
                name="mg_psp_pathway_end_says_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="pathway",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True), ("person__isnull", False)),
                fields=("person",),
                name="mg_psp_one_running_pathway",
            ),
        ),
        migrations.AddConstraint(
            model_name="interruption",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="mg_psp_interruption_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="carriedterm",
            constraint=models.UniqueConstraint(fields=("pathway", "number"), name="mg_psp_carried_term_once"),
        ),
        migrations.AddConstraint(
            model_name="carriedterm",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_on__gt", models.F("starts_on"))), name="mg_psp_carried_term_dates"
            ),
        ),
        migrations.AddConstraint(
            model_name="allowance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_on__isnull", True), ("expires_on__isnull", True), ("starts_on__isnull", True)),
                    models.Q(
                        ("decided_on__isnull", False),
                        ("expires_on__gt", models.F("starts_on")),
                        ("expires_on__isnull", False),
                        ("refused_on__isnull", True),
                        ("starts_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="mg_psp_allowance_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="allowance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("resumed_on__isnull", True), ("suspended_on__isnull", True), ("suspension", "")),
                    models.Q(("suspended_on__isnull", False), models.Q(("suspension", ""), _negated=True)),
                    _connector="OR",
                ),
                name="mg_psp_allowance_suspension_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="allowance",
            constraint=models.CheckConstraint(
                condition=models.Q(("resumed_on__isnull", True), ("resumed_on__gte", models.F("suspended_on")), _connector="OR"),
                name="mg_psp_allowance_resumed_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="allowance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on__isnull", True), ("ending", "")),
                    models.Q(("ended_on__isnull", False), models.Q(("ending", ""), _negated=True)),
                    _connector="OR",
                ),
                name="mg_psp_allowance_end_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="pathwaydocument",
            constraint=models.CheckConstraint(
                condition=models.Q(("signed_by_her_on__isnull", False), ("signed_by_association_on__isnull", False), _connector="OR"),
                name="mg_psp_document_signed",
            ),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("delivered_on__isnull", True), ("expires_on__isnull", True)),
                    models.Q(("delivered_on__isnull", False), ("expires_on__gt", models.F("delivered_on")), ("expires_on__isnull", False)),
                    _connector="OR",
                ),
                name="mg_psp_permit_delivered_expires",
            ),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("refusal", ""), ("refused_on__isnull", True)),
                    models.Q(("delivered_on__isnull", True), ("refused_on__isnull", False), models.Q(("refusal", ""), _negated=True)),
                    _connector="OR",
                ),
                name="mg_psp_permit_refusal_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("receipt_until__isnull", True),
                    models.Q(("receipt_on__isnull", False), ("receipt_until__gt", models.F("receipt_on"))),
                    _connector="OR",
                ),
                name="mg_psp_permit_receipt_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="piece",
            constraint=models.UniqueConstraint(fields=("application", "code"), name="mg_psp_piece_once"),
        ),
        migrations.AddConstraint(
            model_name="piece",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("state", "received"), _negated=True), ("received_on__isnull", False), _connector="OR"),
                name="mg_psp_received_piece_is_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="piece",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("asked_on__isnull", True), ("received_on__isnull", True), ("received_on__gte", models.F("asked_on")), _connector="OR"
                ),
                name="mg_psp_piece_received_after_asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="piece",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("refused_on__isnull", False), ("state", "refused"), models.Q(("refusal", ""), _negated=True)),
                    models.Q(models.Q(("state", "refused"), _negated=True), ("refusal", ""), ("refused_on__isnull", True)),
                    _connector="OR",
                ),
                name="mg_psp_refused_piece_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="pieceoverlay",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="mg_psp_overlay_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="pieceoverlay",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("change", "add"), _negated=True),
                    models.Q(models.Q(("label", ""), _negated=True), models.Q(("issuer", ""), _negated=True)),
                    _connector="OR",
                ),
                name="mg_psp_added_piece_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="pieceoverlay",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on__isnull", True)), fields=("territory", "code"), name="mg_psp_one_open_overlay"
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(("happened_on__lte", models.F("recorded_on"))), name="mg_psp_step_not_from_the_future"
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_paper", True), ("scan__isnull", True), _connector="OR"), name="mg_psp_scan_is_of_paper"
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.UniqueConstraint(fields=("pathway", "number"), name="mg_psp_term_once"),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(condition=models.Q(("number__gte", 1), ("number__lte", 4)), name="mg_psp_four_terms_at_most"),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(condition=models.Q(("expires_on__gt", models.F("starts_on"))), name="mg_psp_term_dates"),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("held_on__lte", models.F("recorded_on"))), name="mg_psp_review_not_from_the_future"
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(("organisation", models.F("receiver")), _negated=True), name="mg_psp_transfer_goes_elsewhere"
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(("accepted_on__isnull", True), ("accepted_on__gte", models.F("proposed_on")), _connector="OR"),
                name="mg_psp_transfer_accepted_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["granted", "denied"]), _negated=True), ("answered_on__isnull", False), _connector="OR"
                ),
                name="mg_psp_transfer_answer_is_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True), models.Q(("refusal", ""), _negated=True), _connector="OR"
                ),
                name="mg_psp_transfer_refusal_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "proposed")), fields=("person",), name="mg_psp_one_transfer_proposed"
            ),
        ),
        migrations.AddConstraint(
            model_name="waitingfact",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="mg_psp_waiting_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="waitingfact",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on__isnull", True)), fields=("application", "cause"), name="mg_psp_one_open_fact_per_cause"
            ),
        ),
    ]
