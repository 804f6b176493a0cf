import django.db.models.deletion
import django.db.models.manager
import maillage.core.deliberation.modes
import maillage.foundation.vault.fields
import maillage.foundation.vault.subjects
import maillage.pathway.commission.workflow
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("mg_organisations", "0001_initial"),
        ("mg_psp", "0001_initial"),
        ("mg_territories", "0002_departments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Commission",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("filing_deadline_days", models.PositiveSmallIntegerField(default=15)),
                ("order_reference", models.CharField(blank=True, max_length=80)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "territory",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="commission", to="mg_territories.territory"
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
            name="Convocation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("reads_until", models.DateField()),
                ("sent_on", models.DateField()),
                (
                    "means",
                    models.CharField(
                        choices=[("mail", "courriel"), ("post", "courrier"), ("hand", "remise en main propre")],
                        default="mail",
                        max_length=8,
                    ),
                ),
                ("document", models.UUIDField(null=True)),
                ("acknowledged_on", models.DateField(null=True)),
                ("proof_on", models.DateField(null=True)),
                ("proof_reference", models.CharField(blank=True, max_length=80)),
                ("proof", models.UUIDField(null=True)),
                ("replaced_on", models.DateField(null=True)),
                (
                    "reader",
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
            name="Item",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.PositiveSmallIntegerField()),
                ("rank", models.PositiveSmallIntegerField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("examined", "examinée"),
                            ("not_examined", "non examinée"),
                            ("adjourned", "ajournée"),
                            ("withdrawn", "non examinée : demande retirée"),
                            ("moved", "non examinée : demande transférée"),
                        ],
                        max_length=12,
                    ),
                ),
                ("closed_on", models.DateField(null=True)),
                ("called_at", models.TimeField(null=True)),
                ("closed_at", models.TimeField(null=True)),
                ("counted_asked_on", models.DateField(null=True)),
                (
                    "way",
                    models.CharField(
                        blank=True, choices=[("consensus", "par consensus"), ("counted", "par un vote compté")], max_length=10
                    ),
                ),
                (
                    "sense",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("favourable", "avis favorable"),
                            ("unfavourable", "avis défavorable"),
                            ("divided", "voix partagées, sans avis"),
                        ],
                        max_length=12,
                    ),
                ),
                ("favourable", models.PositiveSmallIntegerField(null=True)),
                ("unfavourable", models.PositiveSmallIntegerField(null=True)),
                ("abstentions", models.PositiveSmallIntegerField(null=True)),
                ("silent", models.PositiveSmallIntegerField(null=True)),
                ("casting_vote_used", models.BooleanField(default=False)),
                ("quorum_counted", models.PositiveSmallIntegerField(null=True)),
                ("quorum_needed", models.PositiveSmallIntegerField(null=True)),
                ("fragile", models.BooleanField(default=False)),
                (
                    "cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("mode_unsuitable", "le format de la séance a été jugé inadapté"),
                            ("not_reached", "le point n'a pas été atteint"),
                            ("no_quorum", "le quorum n'était pas réuni"),
                            ("piece_awaited", "une pièce ou un avis attendu n'est pas arrivé"),
                            ("session_cancelled", "la séance a été annulée"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "asked_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("piece", "une pièce"),
                            ("project_details", "des précisions sur le projet"),
                            ("service_opinion", "l'avis d'un service"),
                            ("hearing", "qu'elle soit entendue, si elle le souhaite"),
                            ("other", "un autre complément"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "asked_of",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("association", "l'association"),
                            ("prefecture", "la préfecture"),
                            ("social_service", "un service social"),
                            ("health", "un service de santé"),
                            ("other", "un autre organisme"),
                        ],
                        max_length=16,
                    ),
                ),
                ("asked_by", models.DateField(null=True)),
                ("asked_received_on", models.DateField(null=True)),
                ("next_known", models.BooleanField(null=True)),
                ("next_on", models.DateField(null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="commission_items", to="mg_psp.application"
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
            name="Decision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "sense",
                    models.CharField(
                        choices=[
                            ("granted", "parcours accordé"),
                            ("renewed", "parcours renouvelé"),
                            ("refused", "parcours refusé"),
                            ("ended", "fin du parcours"),
                            ("kept", "le parcours continue"),
                        ],
                        max_length=8,
                    ),
                ),
                ("motives", models.JSONField(default=list)),
                ("fragile", models.BooleanField(default=False)),
                ("words", maillage.foundation.vault.fields.SealedField()),
                ("document", models.UUIDField(null=True)),
                ("prepared_on", models.DateField()),
                ("signed_on", models.DateField(null=True)),
                ("number", models.CharField(blank=True, max_length=40)),
                ("signatory_name", models.CharField(blank=True, max_length=120)),
                ("signatory_capacity", models.CharField(blank=True, max_length=120)),
                ("delegation_reference", models.CharField(blank=True, max_length=120)),
                ("starts_on", models.DateField(null=True)),
                ("scan", models.UUIDField(null=True)),
                ("recorded_on", models.DateField(null=True)),
                (
                    "application",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="decision", to="mg_psp.application"),
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
                    "item",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_commission.item"),
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
            name="LocalRule",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("any", "toutes les demandes"),
                            ("first", "les premières demandes"),
                            ("renewal", "les renouvellements"),
                            ("end", "les fins de parcours"),
                        ],
                        default="any",
                        max_length=8,
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("in_person", "sur place"),
                            ("hybrid", "hybride : sur place et à distance"),
                            ("video", "en visioconférence"),
                            ("phone", "par téléphone"),
                            ("written", "par échange d'écrits"),
                        ],
                        max_length=12,
                    ),
                ),
                ("allowed", models.BooleanField()),
                ("reason", models.CharField(max_length=240)),
                (
                    "author",
                    models.CharField(
                        choices=[
                            ("commission", "la commission, par délibération"),
                            ("chair", "la présidence"),
                            ("prefect", "le préfet, par arrêté"),
                            ("practice", "un usage, sans texte retrouvé"),
                        ],
                        default="commission",
                        max_length=12,
                    ),
                ),
                ("basis", models.CharField(max_length=160)),
                ("adopted_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                (
                    "commission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="local_rules", to="mg_commission.commission"
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
            name="Minutes",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("document", models.UUIDField(null=True)),
                ("scan", models.UUIDField(null=True)),
                ("drafted_on", models.DateField(null=True)),
                ("review", models.CharField(blank=True, choices=[("open", "en relecture"), ("over", "relecture terminée")], max_length=4)),
                ("review_until", models.DateField(null=True)),
                ("approved_on", models.DateField(null=True)),
                ("signed_on", models.DateField(null=True)),
                ("sent_on", models.DateField(null=True)),
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
            name="Hearing",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("association", "l'association qui présente la demande"),
                            ("person", "la personne concernée, à sa demande"),
                            ("other", "une autre personne utile à l'examen"),
                        ],
                        max_length=12,
                    ),
                ),
                ("arrived_at", models.TimeField()),
                ("left_at", models.TimeField(null=True)),
                (
                    "sense",
                    models.CharField(
                        blank=True,
                        choices=[("favourable", "favorable"), ("reserved", "favorable avec réserves"), ("unfavourable", "défavorable")],
                        max_length=12,
                    ),
                ),
                ("wished_on", models.DateField(null=True)),
                (
                    "interpreter",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("present", "interprète sur place"),
                            ("phone", "interprète par téléphone ou en visioconférence"),
                            ("not_needed", "elle dit ne pas en avoir besoin"),
                        ],
                        max_length=12,
                    ),
                ),
                ("who", maillage.foundation.vault.fields.SealedField()),
                ("words", maillage.foundation.vault.fields.SealedField()),
                ("item", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="hearings", to="mg_commission.item")),
                (
                    "minutes",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="hearings", to="mg_commission.minutes"),
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
            name="Deliberation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("asked", maillage.foundation.vault.fields.SealedField()),
                ("words", maillage.foundation.vault.fields.SealedField()),
                ("dissents", maillage.foundation.vault.fields.SealedField()),
                (
                    "item",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="deliberation", to="mg_commission.item"),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deliberations", to="mg_commission.minutes"
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
            name="MinutesBlock",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("opening", "Ouverture"),
                            ("item", "Délibération"),
                            ("dissent", "Désaccords consignés"),
                            ("point", "Autre point"),
                            ("closing", "Clôture"),
                        ],
                        max_length=8,
                    ),
                ),
                ("heading", models.CharField(max_length=200)),
                ("rank", models.PositiveSmallIntegerField()),
                ("text", maillage.foundation.vault.fields.SealedField()),
                (
                    "item",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_commission.item"),
                ),
                (
                    "minutes",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="blocks", to="mg_commission.minutes"),
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
            name="OpinionRequest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("question", maillage.foundation.vault.fields.SealedField()),
                ("answer", maillage.foundation.vault.fields.SealedField()),
                ("confidential", models.BooleanField(default=False)),
                ("asked_on", models.DateField()),
                ("due_on", models.DateField()),
                ("answered_on", models.DateField(null=True)),
                ("by_secretary", models.BooleanField(default=False)),
                ("withdrawn_on", models.DateField(null=True)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="opinion_requests", to="mg_commission.item"
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="opinion_requests", to="mg_commission.minutes"
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
            name="OpinionReminder",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("sent_on", models.DateField()),
                ("automatic", models.BooleanField(default=False)),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reminders", to="mg_commission.opinionrequest"
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
            name="Reminder",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("sent_on", models.DateField()),
                (
                    "means",
                    models.CharField(
                        choices=[("here", "avis dans l'outil"), ("mail", "courriel"), ("phone", "téléphone"), ("post", "courrier")],
                        max_length=8,
                    ),
                ),
                (
                    "convocation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reminders", to="mg_commission.convocation"
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
            name="Seat",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("code", models.CharField(max_length=32)),
                ("label", models.CharField(max_length=160)),
                ("rank", models.PositiveSmallIntegerField()),
                (
                    "standing",
                    models.CharField(
                        choices=[("ex_officio", "ex_officio"), ("elected", "elected"), ("qualified", "qualified")], max_length=12
                    ),
                ),
                ("chairs", models.BooleanField(default=False)),
                ("substitutable", models.BooleanField(default=True)),
                ("sits_individual", models.BooleanField(default=True)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                (
                    "commission",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="seats", to="mg_commission.commission"),
                ),
                (
                    "holder_organisation",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"
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
            name="Revision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("by_secretary", models.BooleanField(default=False)),
                ("written_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[("pending", "proposée"), ("accepted", "acceptée"), ("refused", "écartée")], default="pending", max_length=8
                    ),
                ),
                ("answered_on", models.DateField(null=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("before", maillage.foundation.vault.fields.SealedField()),
                ("after", maillage.foundation.vault.fields.SealedField()),
                ("why", maillage.foundation.vault.fields.SealedField()),
                ("answer", maillage.foundation.vault.fields.SealedField()),
                ("author", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "block",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="revisions", to="mg_commission.minutesblock"
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="revisions", to="mg_commission.minutes"),
                ),
                (
                    "seat",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_commission.seat"),
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
            name="Recusal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("presenting", "représente l'association qui présente la demande"),
                            ("personal", "a un intérêt personnel"),
                            ("wrote_in_file", "a travaillé sur ce dossier"),
                        ],
                        max_length=16,
                    ),
                ),
                ("declared_on", models.DateField()),
                ("declared_at", models.TimeField(null=True)),
                ("item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="recusals", to="mg_commission.item")),
                ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="recusals", to="mg_commission.seat")),
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
            name="PaperReading",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("read_on", models.DateField()),
                ("item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="readings", to="mg_commission.item")),
                ("reader", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_commission.seat")),
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
            model_name="opinionrequest",
            name="seat",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_commission.seat"),
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "sense",
                    models.CharField(
                        choices=[("favourable", "favorable"), ("unfavourable", "défavorable"), ("abstention", "abstention")], max_length=12
                    ),
                ),
                ("given_on", models.DateField()),
                ("by_secretary", models.BooleanField(default=False)),
                ("item", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="opinions", to="mg_commission.item")),
                ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="opinions", to="mg_commission.seat")),
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
            name="Exchange",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.PositiveIntegerField()),
                ("given_on", models.DateField()),
                ("by_secretary", models.BooleanField(default=False)),
                ("words", maillage.foundation.vault.fields.SealedField()),
                (
                    "item",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="exchanges", to="mg_commission.item"
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="exchanges", to="mg_commission.minutes"),
                ),
                ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_commission.seat")),
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
            name="Elector",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("item", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="electors", to="mg_commission.item")),
                ("cast_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_commission.seat")),
                ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_commission.seat")),
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
            name="ConvocationReply",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "presence",
                    models.CharField(
                        choices=[
                            ("in_person", "sur place"),
                            ("video", "en visioconférence"),
                            ("phone", "par téléphone"),
                            ("written", "par écrit"),
                            ("proxy", "a donné mandat"),
                            ("absent", "absent"),
                        ],
                        max_length=10,
                    ),
                ),
                ("said_on", models.DateField()),
                ("by_secretary", models.BooleanField(default=False)),
                (
                    "convocation",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="reply", to="mg_commission.convocation"),
                ),
                (
                    "proxy_to",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_commission.seat"),
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
            model_name="convocation",
            name="seat",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="convocations", to="mg_commission.seat"),
        ),
        migrations.CreateModel(
            name="SeatHolder",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("display_name", models.CharField(max_length=120)),
                ("title", models.CharField(max_length=120)),
                ("deputy", models.BooleanField(default=False)),
                (
                    "tie",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("same_service", "même service ou organisme"),
                            ("same_assembly", "même assemblée élue"),
                            ("other", "autre lien"),
                        ],
                        max_length=14,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("mandate_until", models.DateField(null=True)),
                ("ends_on", models.DateField(null=True)),
                ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="holders", to="mg_commission.seat")),
                (
                    "user",
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
            name="Readiness",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("trained", "formé à la séance à distance"),
                            ("equipment", "matériel essayé"),
                            ("rehearsal", "répétition sur des dossiers inventés"),
                            ("phone", "repli par téléphone convenu"),
                        ],
                        max_length=10,
                    ),
                ),
                ("done_on", models.DateField()),
                (
                    "holder",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="readiness", to="mg_commission.seatholder"),
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
            name="MinutesSending",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("sent_on", models.DateField()),
                (
                    "means",
                    models.CharField(choices=[("mail", "courriel"), ("post", "courrier"), ("hand", "remise en main propre")], max_length=8),
                ),
                ("reference", models.CharField(blank=True, max_length=120)),
                (
                    "minutes",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="sendings", to="mg_commission.minutes"),
                ),
                (
                    "seat",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_commission.seat"),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_commission.seatholder"
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
            name="Interest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("words", models.CharField(blank=True, max_length=120)),
                (
                    "tie",
                    models.CharField(
                        choices=[
                            ("employed", "y travaille, ou y a travaillé depuis trois ans"),
                            ("board", "siège à son conseil ou à son bureau"),
                            ("volunteer", "y est bénévole ou adhérent"),
                            ("funder", "la finance, ou la contrôle"),
                            ("relative", "un proche y travaille ou la dirige"),
                            ("other", "autre lien"),
                        ],
                        max_length=10,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("declared_on", models.DateField()),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="interests", to="mg_commission.seatholder"),
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
            model_name="convocation",
            name="holder",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="convocations", to="mg_commission.seatholder"
            ),
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("individual_psp", "examen des parcours individuels"),
                            ("policy_or_minors", "politique départementale, coordination pour les mineurs"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("in_person", "sur place"),
                            ("hybrid", "hybride : sur place et à distance"),
                            ("video", "en visioconférence"),
                            ("phone", "par téléphone"),
                            ("written", "par échange d'écrits"),
                        ],
                        max_length=12,
                    ),
                ),
                ("legal_basis", models.CharField(blank=True, max_length=24)),
                ("chair_decided_on", models.DateField(null=True)),
                ("opens_on", models.DateField(null=True)),
                ("held_on", models.DateField()),
                ("window_until", models.DateField(null=True)),
                ("starts_at", models.TimeField(null=True)),
                ("place", models.CharField(blank=True, max_length=120)),
                ("reading_until", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("convened", "convened"),
                            ("open", "open"),
                            ("closed", "closed"),
                            ("cancelled", "cancelled"),
                        ],
                        default=maillage.pathway.commission.workflow.State["DRAFT"],
                        max_length=12,
                    ),
                ),
                ("urgency", models.CharField(blank=True, max_length=200)),
                ("from_paper", models.BooleanField(default=False)),
                ("planned_on", models.DateField()),
                ("convened_on", models.DateField(null=True)),
                ("opened_on", models.DateField(null=True)),
                ("opened_at", models.TimeField(null=True)),
                ("closed_on", models.DateField(null=True)),
                ("closed_at", models.TimeField(null=True)),
                ("cancelled_on", models.DateField(null=True)),
                (
                    "cancel_cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("crisis", "crise sanitaire ou autre crise"),
                            ("no_quorum_expected", "quorum impossible à réunir"),
                            ("chair_unavailable", "présidence indisponible"),
                            ("empty_agenda", "rien à l'ordre du jour"),
                            ("other", "autre raison"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="sessions", to="mg_commission.commission"),
                ),
                (
                    "current_item",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="mg_commission.item"),
                ),
                (
                    "first_session",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="second_session", to="mg_commission.session"
                    ),
                ),
                (
                    "local_rule",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_commission.localrule"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "presiding",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_commission.seat"),
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
            name="PresenceSpan",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("in_person", "sur place"),
                            ("video", "en visioconférence"),
                            ("phone", "par téléphone"),
                            ("written", "par écrit"),
                            ("proxy", "a donné mandat"),
                            ("absent", "absent"),
                        ],
                        max_length=10,
                    ),
                ),
                ("by_substitute", models.BooleanField(default=False)),
                ("arrived_at", models.TimeField(null=True)),
                ("left_at", models.TimeField(null=True)),
                (
                    "proxy_to",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_commission.seat"),
                ),
                ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="presences", to="mg_commission.seat")),
                (
                    "session",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="presences", to="mg_commission.session"),
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
            name="PaperSet",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.PositiveSmallIntegerField()),
                ("handed_on", models.DateField()),
                ("returned_on", models.DateField(null=True)),
                ("destroyed_on", models.DateField(null=True)),
                ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_commission.seat")),
                (
                    "session",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="paper_sets", to="mg_commission.session"),
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
            name="Paper",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("content", maillage.foundation.vault.fields.SealedField()),
                ("item", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="paper", to="mg_commission.item")),
                (
                    "session",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="papers", to="mg_commission.session"),
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
        migrations.AddField(
            model_name="minutes",
            name="session",
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="minutes", to="mg_commission.session"),
        ),
        migrations.CreateModel(
            name="KeyDestruction",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("destroyed_on", models.DateField()),
                ("papers", models.PositiveSmallIntegerField()),
                ("keys", models.PositiveSmallIntegerField()),
                ("fingerprints", models.JSONField(default=list)),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="key_destruction", to="mg_commission.session"
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
        migrations.AddField(
            model_name="item",
            name="session",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="items", to="mg_commission.session"),
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("rank", models.PositiveSmallIntegerField()),
                ("decided_on", models.DateField()),
                ("closed_before", models.DateField()),
                ("until", models.DateField()),
                ("during_vote", models.BooleanField(default=False)),
                (
                    "session",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="extensions", to="mg_commission.session"),
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
            name="Elimination",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("asked_on", models.DateField()),
                ("list_reference", models.CharField(max_length=80)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("granted", "visa accordé"), ("refused", "visa refusé : à conserver ou à verser")],
                        max_length=8,
                    ),
                ),
                ("visa_on", models.DateField(null=True)),
                ("visa_reference", models.CharField(blank=True, max_length=80)),
                ("visa_by", models.CharField(blank=True, max_length=120)),
                ("visa_capacity", models.CharField(blank=True, max_length=120)),
                ("scan", models.UUIDField(null=True)),
                ("eliminated_on", models.DateField(null=True)),
                ("decisions", models.PositiveSmallIntegerField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "territory",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_territories.territory"),
                ),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="elimination", to="mg_commission.session"
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
        migrations.AddField(
            model_name="convocation",
            name="session",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="convocations", to="mg_commission.session"),
        ),
        migrations.CreateModel(
            name="AgendaPoint",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("state_of_play", "état des lieux partagé"),
                            ("policy", "politique départementale"),
                            ("other", "autre point"),
                        ],
                        max_length=16,
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                ("rank", models.PositiveSmallIntegerField()),
                ("outcome", models.CharField(blank=True, choices=[("treated", "traité"), ("not_reached", "non abordé")], max_length=12)),
                ("words", models.CharField(blank=True, max_length=400)),
                ("closed_on", models.DateField(null=True)),
                ("quorum_counted", models.PositiveSmallIntegerField(null=True)),
                ("quorum_needed", models.PositiveSmallIntegerField(null=True)),
                (
                    "session",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="points", to="mg_commission.session"),
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
            name="Writing",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("exchanges_closed_on", models.DateField(null=True)),
                ("vote_opened_on", models.DateField(null=True)),
                ("vote_until", models.DateField(null=True)),
                ("results_sent_on", models.DateField(null=True)),
                (
                    "session",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="writing", to="mg_commission.session"),
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
            name="Contradictory",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("facts", maillage.foundation.vault.fields.SealedField()),
                ("observations", maillage.foundation.vault.fields.SealedField()),
                ("days", models.PositiveSmallIntegerField()),
                ("document", models.UUIDField(null=True)),
                ("opened_on", models.DateField()),
                ("told_on", models.DateField(null=True)),
                (
                    "told_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("association", "par l'association qui l'accompagne"),
                            ("desk", "en main propre, à la préfecture : elle est venue"),
                            ("letter", "par lettre de la préfecture"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "proof",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("signed", "récépissé daté et signé par elle"),
                            ("postal", "avis de réception de la poste"),
                            ("witness", "remise constatée par deux personnes"),
                            ("note", "attestation de qui la lui a remise, sans signature d'elle"),
                            ("none", "aucune preuve gardée"),
                        ],
                        max_length=8,
                    ),
                ),
                ("until", models.DateField(null=True)),
                (
                    "heard",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("written", "par écrit"),
                            ("spoken", "de vive voix, notées et relues avec elle"),
                            ("none", "aucune observation dans le délai"),
                        ],
                        max_length=8,
                    ),
                ),
                ("heard_on", models.DateField(null=True)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contradictory", to="mg_psp.application"
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("proof", ""), ("told_by", ""), ("told_on__isnull", True), ("until__isnull", True)),
                            models.Q(
                                ("told_on__isnull", False),
                                ("until__gt", models.F("told_on")),
                                models.Q(("told_by", ""), _negated=True),
                                models.Q(("proof", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="mg_commission_contradictory_told_says_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("heard", ""), ("heard_on__isnull", True)),
                            models.Q(("heard_on__gte", models.F("told_on")), models.Q(("heard", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="mg_commission_contradictory_heard_after_told",
                    ),
                ],
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("association", "par l'association qui l'accompagne"),
                            ("desk", "en main propre, à la préfecture : elle est venue"),
                            ("letter", "par lettre de la préfecture"),
                        ],
                        max_length=12,
                    ),
                ),
                ("entrusted_on", models.DateField(null=True)),
                ("started_on", models.DateField(null=True)),
                ("notified_on", models.DateField(null=True)),
                (
                    "proof",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("signed", "récépissé daté et signé par elle"),
                            ("postal", "avis de réception de la poste"),
                            ("witness", "remise constatée par deux personnes"),
                            ("note", "attestation de qui la lui a remise, sans signature d'elle"),
                            ("none", "aucune preuve gardée"),
                        ],
                        max_length=8,
                    ),
                ),
                ("remedies_told", models.BooleanField(default=False)),
                ("plain_given", models.BooleanField(default=False)),
                ("receipt", models.UUIDField(null=True)),
                (
                    "decision",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="delivery", to="mg_commission.decision"),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("notified_on__isnull", True), ("proof", ""), ("receipt__isnull", True)),
                            models.Q(
                                ("notified_on__isnull", False),
                                ("started_on__isnull", False),
                                models.Q(("proof", ""), _negated=True),
                                models.Q(("by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="mg_commission_delivery_says_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("by", ""), ("started_on__isnull", True)),
                            models.Q(("started_on__isnull", False), models.Q(("by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="mg_commission_delivery_says_who",
                    ),
                ],
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("number", ""), ("recorded_on__isnull", True), ("signed_on__isnull", True)),
                    models.Q(
                        ("recorded_on__isnull", False),
                        ("signed_on__isnull", False),
                        models.Q(("number", ""), _negated=True),
                        models.Q(("signatory_name", ""), _negated=True),
                        models.Q(("signatory_capacity", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="mg_commission_signed_says_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("signed_on__isnull", True), ("recorded_on__gte", models.F("signed_on")), _connector="OR"),
                name="mg_commission_signed_before_recorded",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_on__isnull", True),
                    models.Q(("sense__in", ["granted", "renewed"]), ("signed_on__isnull", False)),
                    _connector="OR",
                ),
                name="mg_commission_starts_when_granted",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number", ""), _negated=True), fields=("territory", "number"), name="mg_commission_decision_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="localrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gt", models.F("adopted_on")), _connector="OR"),
                name="mg_commission_rule_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind__in", ["association", "person"])), fields=("item", "kind"), name="mg_commission_heard_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "person"), ("wished_on__isnull", False), models.Q(("interpreter", ""), _negated=True)),
                    models.Q(models.Q(("kind", "person"), _negated=True), ("interpreter", ""), ("wished_on__isnull", True)),
                    _connector="OR",
                ),
                name="mg_commission_she_is_heard_at_her_wish",
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(("sense", ""), ("kind", "association"), _connector="OR"),
                name="mg_commission_opinion_is_the_association_s",
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(("left_at__isnull", True), ("left_at__gte", models.F("arrived_at")), _connector="OR"),
                name="mg_commission_heard_then_left",
            ),
        ),
        migrations.AddConstraint(
            model_name="minutesblock",
            constraint=models.UniqueConstraint(fields=("minutes", "rank"), name="mg_commission_block_rank_once"),
        ),
        migrations.AddConstraint(
            model_name="minutesblock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("code__in", ["item", "dissent"]), ("item__isnull", False)),
                    models.Q(models.Q(("code__in", ["item", "dissent"]), _negated=True), ("item__isnull", True)),
                    _connector="OR",
                ),
                name="mg_commission_block_of_an_item",
            ),
        ),
        migrations.AddConstraint(
            model_name="opinionreminder",
            constraint=models.UniqueConstraint(fields=("request", "sent_on"), name="mg_commission_one_request_reminder"),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(fields=("convocation", "sent_on"), name="mg_commission_one_reminder_a_day"),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gt", models.F("starts_on")), _connector="OR"),
                name="mg_commission_seat_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on__isnull", True)), fields=("commission", "label"), name="mg_commission_seat_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.UniqueConstraint(fields=("minutes", "number"), name="mg_commission_revision_number_once"),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_on__isnull", True), ("state", "pending")),
                    models.Q(models.Q(("state", "pending"), _negated=True), ("answered_on__gte", models.F("written_on"))),
                    _connector="OR",
                ),
                name="mg_commission_revision_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="recusal",
            constraint=models.UniqueConstraint(fields=("item", "seat"), name="mg_commission_one_recusal"),
        ),
        migrations.AddConstraint(
            model_name="paperreading",
            constraint=models.UniqueConstraint(fields=("item", "seat", "reader"), name="mg_commission_read_once"),
        ),
        migrations.AddConstraint(
            model_name="opinionrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_on__isnull", True)), fields=("item", "seat"), name="mg_commission_one_opinion_request"
            ),
        ),
        migrations.AddConstraint(
            model_name="opinionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("asked_on"))), name="mg_commission_due_after_asked"
            ),
        ),
        migrations.AddConstraint(
            model_name="opinionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_on__isnull", True), ("by_secretary", False)),
                    ("answered_on__gte", models.F("asked_on")),
                    _connector="OR",
                ),
                name="mg_commission_answered_after_asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="opinionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("answered_on__isnull", True), ("withdrawn_on__isnull", True), _connector="OR"),
                name="mg_commission_answer_not_withdrawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="opinion",
            constraint=models.UniqueConstraint(fields=("item", "seat"), name="mg_commission_one_opinion"),
        ),
        migrations.AddConstraint(
            model_name="exchange",
            constraint=models.UniqueConstraint(fields=("minutes", "number"), name="mg_commission_exchange_number_once"),
        ),
        migrations.AddConstraint(
            model_name="elector",
            constraint=models.UniqueConstraint(fields=("item", "seat"), name="mg_commission_one_elector"),
        ),
        migrations.AddConstraint(
            model_name="convocationreply",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("presence", "proxy"), ("proxy_to__isnull", False)),
                    models.Q(models.Q(("presence", "proxy"), _negated=True), ("proxy_to__isnull", True)),
                    _connector="OR",
                ),
                name="mg_commission_reply_names_the_proxy",
            ),
        ),
        migrations.AddConstraint(
            model_name="seatholder",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="mg_commission_holder_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="seatholder",
            constraint=models.UniqueConstraint(
                condition=models.Q(("deputy", False), ("ends_on__isnull", True)), fields=("seat",), name="mg_commission_one_holder"
            ),
        ),
        migrations.AddConstraint(
            model_name="seatholder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("deputy", True), models.Q(("tie", ""), _negated=True)),
                    models.Q(("deputy", False), ("tie", "")),
                    _connector="OR",
                ),
                name="mg_commission_a_deputy_says_its_tie",
            ),
        ),
        migrations.AddConstraint(
            model_name="seatholder",
            constraint=models.CheckConstraint(
                condition=models.Q(("mandate_until__isnull", True), ("mandate_until__gte", models.F("starts_on")), _connector="OR"),
                name="mg_commission_mandate_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="readiness",
            constraint=models.UniqueConstraint(fields=("holder", "code"), name="mg_commission_ready_once"),
        ),
        migrations.AddConstraint(
            model_name="minutessending",
            constraint=models.UniqueConstraint(fields=("minutes", "seat"), name="mg_commission_minutes_sent_once"),
        ),
        migrations.AddConstraint(
            model_name="minutessending",
            constraint=models.UniqueConstraint(
                condition=models.Q(("seat__isnull", True)), fields=("minutes",), name="mg_commission_minutes_to_authority_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="interest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("organisation__isnull", False), ("words", "")),
                    models.Q(("organisation__isnull", True), models.Q(("words", ""), _negated=True)),
                    _connector="OR",
                ),
                name="mg_commission_interest_names_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="interest",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gt", models.F("starts_on")), _connector="OR"),
                name="mg_commission_interest_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "convened", "open", "closed", "cancelled"])), name="mg_commission_known_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("mode", maillage.core.deliberation.modes.Mode["WRITTEN"]),
                        ("opens_on__isnull", False),
                        ("opens_on__lte", models.F("held_on")),
                    ),
                    models.Q(
                        models.Q(("mode", maillage.core.deliberation.modes.Mode["WRITTEN"]), _negated=True), ("opens_on__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="mg_commission_written_has_a_window",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("window_until__isnull", True),
                    models.Q(("opens_on__isnull", True), ("state__in", ["draft", "cancelled"]), ("window_until__gt", models.F("held_on"))),
                    _connector="OR",
                ),
                name="mg_commission_day_fixed_before_convening",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("mode", maillage.core.deliberation.modes.Mode["IN_PERSON"]),
                    models.Q(models.Q(("legal_basis", ""), _negated=True), ("chair_decided_on__isnull", False)),
                    _connector="OR",
                ),
                name="mg_commission_distance_has_a_basis",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cancelled_on__isnull", False), ("state", "cancelled")),
                    models.Q(models.Q(("state", "cancelled"), _negated=True), ("cancelled_on__isnull", True)),
                    _connector="OR",
                ),
                name="mg_commission_cancelled_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", False), ("state", "closed")),
                    models.Q(models.Q(("state", "closed"), _negated=True), ("closed_on__isnull", True)),
                    _connector="OR",
                ),
                name="mg_commission_closed_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="presencespan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_at__isnull", True)), fields=("session", "seat"), name="mg_commission_one_presence"
            ),
        ),
        migrations.AddConstraint(
            model_name="presencespan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_at__isnull", True), ("proxy_to__isnull", False)),
                fields=("session", "proxy_to"),
                name="mg_commission_one_proxy_per_holder",
            ),
        ),
        migrations.AddConstraint(
            model_name="presencespan",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ["in_person", "video", "phone", "written", "proxy"])),
                name="mg_commission_absent_is_no_span",
            ),
        ),
        migrations.AddConstraint(
            model_name="presencespan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("by_substitute", False), ("channel", "proxy"), ("proxy_to__isnull", False)),
                    models.Q(models.Q(("channel", "proxy"), _negated=True), ("proxy_to__isnull", True)),
                    _connector="OR",
                ),
                name="mg_commission_proxy_names_its_holder",
            ),
        ),
        migrations.AddConstraint(
            model_name="presencespan",
            constraint=models.CheckConstraint(
                condition=models.Q(("proxy_to__isnull", True), models.Q(("proxy_to", models.F("seat")), _negated=True), _connector="OR"),
                name="mg_commission_no_proxy_to_oneself",
            ),
        ),
        migrations.AddConstraint(
            model_name="presencespan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("left_at__isnull", True), ("arrived_at__isnull", True), ("left_at__gte", models.F("arrived_at")), _connector="OR"
                ),
                name="mg_commission_left_after_arrived",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperset",
            constraint=models.UniqueConstraint(fields=("session", "number"), name="mg_commission_set_number_once"),
        ),
        migrations.AddConstraint(
            model_name="paperset",
            constraint=models.CheckConstraint(
                condition=models.Q(("returned_on__isnull", True), ("returned_on__gte", models.F("handed_on")), _connector="OR"),
                name="mg_commission_set_returned_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperset",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("destroyed_on__isnull", True),
                    models.Q(("destroyed_on__gte", models.F("returned_on")), ("returned_on__isnull", False)),
                    _connector="OR",
                ),
                name="mg_commission_set_destroyed_once_back",
            ),
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_on__isnull", True),
                    models.Q(("document__isnull", False), ("drafted_on__isnull", False), ("drafted_on__lte", models.F("approved_on"))),
                    _connector="OR",
                ),
                name="mg_commission_approved_after_drafted",
            ),
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("review", ""), ("review_until__isnull", True)),
                    models.Q(models.Q(("review", ""), _negated=True), ("drafted_on__isnull", False), ("review_until__isnull", False)),
                    _connector="OR",
                ),
                name="mg_commission_review_has_an_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("review", "open"), _negated=True), ("approved_on__isnull", True), _connector="OR"),
                name="mg_commission_no_review_once_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("signed_on__isnull", True),
                    models.Q(("approved_on__isnull", False), ("scan__isnull", False), ("signed_on__gte", models.F("approved_on"))),
                    _connector="OR",
                ),
                name="mg_commission_minutes_signed_after_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sent_on__isnull", True),
                    models.Q(("sent_on__gte", models.F("signed_on")), ("signed_on__isnull", False)),
                    _connector="OR",
                ),
                name="mg_commission_minutes_sent_after_signed",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "not_examined"), _negated=True),
                fields=("session", "application"),
                name="mg_commission_item_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(fields=("session", "number"), name="mg_commission_number_once"),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", True), ("outcome", "")),
                    models.Q(models.Q(("outcome", ""), _negated=True), ("closed_on__isnull", False)),
                    _connector="OR",
                ),
                name="mg_commission_outcome_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "examined"), models.Q(("sense", ""), _negated=True), models.Q(("way", ""), _negated=True)),
                    models.Q(models.Q(("outcome", "examined"), _negated=True), ("sense", ""), ("way", "")),
                    _connector="OR",
                ),
                name="mg_commission_examined_has_a_sense",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("abstentions__isnull", False),
                        ("counted_asked_on__isnull", False),
                        ("favourable__isnull", False),
                        ("silent__isnull", False),
                        ("unfavourable__isnull", False),
                        ("way", "counted"),
                    ),
                    models.Q(
                        models.Q(("way", "counted"), _negated=True),
                        ("abstentions__isnull", True),
                        ("favourable__isnull", True),
                        ("silent__isnull", True),
                        ("unfavourable__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="mg_commission_counted_has_totals",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "not_examined"), models.Q(("cause", ""), _negated=True)),
                    models.Q(models.Q(("outcome", "not_examined"), _negated=True), ("cause", "")),
                    _connector="OR",
                ),
                name="mg_commission_not_examined_has_a_cause",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("asked_by__isnull", False),
                        ("outcome", "adjourned"),
                        models.Q(("asked_kind", ""), _negated=True),
                        models.Q(("asked_of", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("outcome", "adjourned"), _negated=True), ("asked_by__isnull", True), ("asked_kind", ""), ("asked_of", "")
                    ),
                    _connector="OR",
                ),
                name="mg_commission_adjourned_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("next_known", True),
                        ("next_known__isnull", False),
                        ("next_on__isnull", False),
                        ("outcome__in", ["not_examined", "adjourned"]),
                    ),
                    models.Q(
                        ("next_known", False),
                        ("next_known__isnull", False),
                        ("next_on__isnull", True),
                        ("outcome__in", ["not_examined", "adjourned"]),
                    ),
                    models.Q(
                        models.Q(("outcome__in", ["not_examined", "adjourned"]), _negated=True),
                        ("next_known__isnull", True),
                        ("next_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="mg_commission_next_date_or_unknown",
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.UniqueConstraint(fields=("session", "rank"), name="mg_commission_extension_rank_once"),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.CheckConstraint(
                condition=models.Q(("decided_on__lte", models.F("closed_before")), ("until__gt", models.F("closed_before"))),
                name="mg_commission_extension_in_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="elimination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("visa_on__isnull", True)),
                    models.Q(
                        ("visa_on__gte", models.F("asked_on")),
                        ("visa_on__isnull", False),
                        models.Q(("answer", ""), _negated=True),
                        models.Q(("visa_reference", ""), _negated=True),
                        models.Q(("visa_by", ""), _negated=True),
                        models.Q(("visa_capacity", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="mg_commission_visa_says_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="elimination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("eliminated_on__isnull", True),
                    models.Q(
                        ("answer", "granted"),
                        ("decisions__isnull", False),
                        ("eliminated_on__gte", models.F("visa_on")),
                        ("visa_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="mg_commission_never_before_the_visa",
            ),
        ),
        migrations.AddConstraint(
            model_name="convocation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_on__isnull", True)), fields=("session", "seat"), name="mg_commission_one_convocation"
            ),
        ),
        migrations.AddConstraint(
            model_name="convocation",
            constraint=models.CheckConstraint(
                condition=models.Q(("replaced_on__isnull", True), ("reader__isnull", True), _connector="OR"),
                name="mg_commission_replaced_opens_nothing",
            ),
        ),
        migrations.AddConstraint(
            model_name="convocation",
            constraint=models.CheckConstraint(
                condition=models.Q(("proof_on__isnull", True), ("proof_on__gte", models.F("sent_on")), _connector="OR"),
                name="mg_commission_proof_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="convocation",
            constraint=models.CheckConstraint(
                condition=models.Q(("acknowledged_on__isnull", True), ("acknowledged_on__gte", models.F("sent_on")), _connector="OR"),
                name="mg_commission_acknowledged_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendapoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", True), ("outcome", "")),
                    models.Q(models.Q(("outcome", ""), _negated=True), ("closed_on__isnull", False)),
                    _connector="OR",
                ),
                name="mg_commission_point_outcome_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="writing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("vote_opened_on__isnull", True), ("vote_until__isnull", True)),
                    models.Q(
                        ("exchanges_closed_on__isnull", False),
                        ("vote_opened_on__gte", models.F("exchanges_closed_on")),
                        ("vote_opened_on__isnull", False),
                        ("vote_until__gte", models.F("vote_opened_on")),
                        ("vote_until__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="mg_commission_vote_after_exchanges",
            ),
        ),
        migrations.AddConstraint(
            model_name="writing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("results_sent_on__isnull", True),
                    models.Q(("results_sent_on__gte", models.F("vote_opened_on")), ("vote_opened_on__isnull", False)),
                    _connector="OR",
                ),
                name="mg_commission_results_after_vote",
            ),
        ),
    ]
