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
            name="Accord",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("file_application", "déposer sa demande auprès de la préfecture"),
                            ("share_follow_up", "partager son suivi avec une autre association"),
                            ("transfer", "confier son dossier à une autre association"),
                            ("contact_partner", "parler d'elle à un partenaire"),
                            ("keep_mail", "garder son courrier"),
                            ("own_access", "voir elle-même une partie de son dossier"),
                            ("interpreter", "faire venir un interprète"),
                            ("statistics", "compter dans des statistiques ou une recherche"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "recipient_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("own", "notre association"),
                            ("emergency", "les secours (15, 17, 18, 112)"),
                            ("police", "la police ou la gendarmerie"),
                            ("justice", "la justice, le parquet"),
                            ("hospital", "un hôpital, un service de soins"),
                            ("shelter", "un hébergement, le 115"),
                            ("child_protection", "la protection de l'enfance"),
                            ("social", "un service social, une mairie"),
                            ("rights", "un service de droits (CAF, assurance maladie, France Travail)"),
                            ("lawyer", "son avocate, son avocat"),
                            ("interpreter", "un service d'interprètes"),
                            ("other_association", "une autre association"),
                            ("research", "une équipe de recherche, l'observatoire"),
                        ],
                        max_length=18,
                    ),
                ),
                (
                    "means",
                    models.CharField(
                        choices=[
                            ("any", "par tout moyen sûr"),
                            ("here", "par Maillage seulement"),
                            ("with_her", "en sa présence seulement"),
                            ("phone", "par téléphone"),
                            ("paper", "sur papier"),
                        ],
                        default="any",
                        max_length=8,
                    ),
                ),
                ("language", models.CharField(max_length=8)),
                (
                    "interpreted",
                    models.CharField(
                        choices=[
                            ("nobody", "personne : nous parlons la même langue"),
                            ("professional", "un interprète professionnel, présent"),
                            ("by_phone", "un interprète professionnel, au téléphone"),
                            ("relative", "une personne de son entourage"),
                        ],
                        default="nobody",
                        max_length=12,
                    ),
                ),
                (
                    "proof",
                    models.CharField(
                        choices=[
                            ("signed", "signé"),
                            ("oral", "oral, noté le jour même"),
                            ("own_access", "donné par elle-même, dans son accès"),
                        ],
                        max_length=10,
                    ),
                ),
                ("scan", models.UUIDField(null=True)),
                ("given_on", models.DateField()),
                ("expires_on", models.DateField(null=True)),
                ("withdrawn_on", models.DateField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "recipient",
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
            name="ActingMandate",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("procedures", models.JSONField(default=list)),
                ("starts_on", models.DateField()),
                ("last_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                ("ended_by_her", models.BooleanField(default=False)),
                ("scan", models.UUIDField(null=True)),
                ("language", models.CharField(max_length=8)),
                ("told_on", models.DateField()),
                (
                    "told_how",
                    models.CharField(
                        choices=[
                            ("face_to_face", "de vive voix"),
                            ("interpreter", "de vive voix, avec un interprète"),
                            ("read_together", "par écrit, lu avec elle"),
                            ("phone", "au téléphone, par son canal sûr"),
                        ],
                        max_length=13,
                    ),
                ),
                ("told_points", models.JSONField(default=list)),
                ("told_words", maillage.foundation.vault.fields.SealedField()),
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
            bases=(maillage.foundation.vault.subjects.HangsOnSubject, models.Model),
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="ContactRule",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("edition", models.PositiveIntegerField()),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                (
                    "preferred",
                    models.CharField(
                        choices=[
                            ("phone", "téléphone"),
                            ("sms", "SMS"),
                            ("messaging", "messagerie"),
                            ("mail", "courriel"),
                            ("letter", "lettre"),
                            ("partner", "par un partenaire"),
                            ("key_worker", "de vive voix, par sa référente"),
                            ("visit", "en allant la voir"),
                            ("none_known", "aucun canal connu"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "by_phone",
                    models.CharField(
                        choices=[("allowed", "oui"), ("forbidden", "jamais"), ("unknown", "on ne sait pas")],
                        default="unknown",
                        max_length=9,
                    ),
                ),
                (
                    "by_sms",
                    models.CharField(
                        choices=[("allowed", "oui"), ("forbidden", "jamais"), ("unknown", "on ne sait pas")],
                        default="unknown",
                        max_length=9,
                    ),
                ),
                (
                    "by_messaging",
                    models.CharField(
                        choices=[("allowed", "oui"), ("forbidden", "jamais"), ("unknown", "on ne sait pas")],
                        default="unknown",
                        max_length=9,
                    ),
                ),
                (
                    "by_mail",
                    models.CharField(
                        choices=[("allowed", "oui"), ("forbidden", "jamais"), ("unknown", "on ne sait pas")],
                        default="unknown",
                        max_length=9,
                    ),
                ),
                (
                    "by_letter",
                    models.CharField(
                        choices=[("allowed", "oui"), ("forbidden", "jamais"), ("unknown", "on ne sait pas")],
                        default="unknown",
                        max_length=9,
                    ),
                ),
                (
                    "by_partner",
                    models.CharField(
                        choices=[("allowed", "oui"), ("forbidden", "jamais"), ("unknown", "on ne sait pas")],
                        default="unknown",
                        max_length=9,
                    ),
                ),
                (
                    "by_key_worker",
                    models.CharField(
                        choices=[("allowed", "oui"), ("forbidden", "jamais"), ("unknown", "on ne sait pas")],
                        default="unknown",
                        max_length=9,
                    ),
                ),
                (
                    "by_visit",
                    models.CharField(
                        choices=[("allowed", "oui"), ("forbidden", "jamais"), ("unknown", "on ne sait pas")],
                        default="unknown",
                        max_length=9,
                    ),
                ),
                ("windows", models.JSONField(default=list)),
                ("silent_until", models.DateField(null=True)),
                (
                    "answering",
                    models.CharField(
                        choices=[
                            ("her_only", "elle seule : sinon, raccrocher sans rien dire"),
                            ("named", "elle, ou une personne de confiance nommée plus bas"),
                            ("anyone", "n'importe qui, sans dire pourquoi nous appelons"),
                            ("unknown", "on ne sait pas"),
                        ],
                        default="unknown",
                        max_length=8,
                    ),
                ),
                (
                    "leaving",
                    models.CharField(
                        choices=[
                            ("nothing", "rien : ni message vocal, ni texte, ni papier"),
                            ("neutral", "un message neutre, sans motif ni nom"),
                            ("unknown", "on ne sait pas : ne rien laisser"),
                        ],
                        default="unknown",
                        max_length=8,
                    ),
                ),
                ("words", maillage.foundation.vault.fields.SealedField()),
                ("number", maillage.foundation.vault.fields.SealedField()),
                ("email", maillage.foundation.vault.fields.SealedField()),
                ("answerers", maillage.foundation.vault.fields.SealedField()),
                ("never_say", maillage.foundation.vault.fields.SealedField()),
                ("code_word", maillage.foundation.vault.fields.SealedField()),
                ("alias", maillage.foundation.vault.fields.SealedField()),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "written_by",
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
            bases=(maillage.foundation.vault.subjects.HangsOnSubject, models.Model),
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("reference", models.CharField(max_length=9, unique=True)),
                ("pseudonym", maillage.foundation.vault.fields.SealedField()),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("phone", "téléphone"),
                            ("sms", "SMS"),
                            ("messaging", "messagerie"),
                            ("mail", "courriel"),
                            ("letter", "lettre"),
                            ("partner", "par un partenaire"),
                            ("key_worker", "de vive voix, par sa référente"),
                            ("visit", "en allant la voir"),
                            ("none_known", "aucun canal connu"),
                        ],
                        max_length=12,
                    ),
                ),
                ("opened_on", models.DateField()),
                ("closed_on", models.DateField(null=True)),
                ("last_contact_on", models.DateField()),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="merged_files", to="mg_people.person"
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
            name="Override",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("file_application", "déposer sa demande auprès de la préfecture"),
                            ("share_follow_up", "partager son suivi avec une autre association"),
                            ("transfer", "confier son dossier à une autre association"),
                            ("contact_partner", "parler d'elle à un partenaire"),
                            ("keep_mail", "garder son courrier"),
                            ("own_access", "voir elle-même une partie de son dossier"),
                            ("interpreter", "faire venir un interprète"),
                            ("statistics", "compter dans des statistiques ou une recherche"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "recipient_kind",
                    models.CharField(
                        choices=[
                            ("own", "notre association"),
                            ("emergency", "les secours (15, 17, 18, 112)"),
                            ("police", "la police ou la gendarmerie"),
                            ("justice", "la justice, le parquet"),
                            ("hospital", "un hôpital, un service de soins"),
                            ("shelter", "un hébergement, le 115"),
                            ("child_protection", "la protection de l'enfance"),
                            ("social", "un service social, une mairie"),
                            ("rights", "un service de droits (CAF, assurance maladie, France Travail)"),
                            ("lawyer", "son avocate, son avocat"),
                            ("interpreter", "un service d'interprètes"),
                            ("other_association", "une autre association"),
                            ("research", "une équipe de recherche, l'observatoire"),
                        ],
                        max_length=18,
                    ),
                ),
                (
                    "danger",
                    models.CharField(
                        choices=[
                            ("life", "sa vie est en danger immédiat"),
                            ("suicide", "elle dit vouloir mourir, et peut le faire"),
                            ("violence", "elle est frappée, séquestrée ou menacée de mort"),
                            ("missing", "elle a disparu dans des circonstances inquiétantes"),
                            ("child", "un enfant avec elle est en danger immédiat"),
                        ],
                        max_length=8,
                    ),
                ),
                ("words", maillage.foundation.vault.fields.SealedField()),
                ("days", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "attend une deuxième lecture"), ("confirmed", "confirmé"), ("refused", "refusé")],
                        default="asked",
                        max_length=9,
                    ),
                ),
                ("asked_on", models.DateField()),
                ("decided_on", models.DateField(null=True)),
                ("last_on", models.DateField(null=True)),
                ("told_on", models.DateField(null=True)),
                (
                    "told_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("face_to_face", "de vive voix"),
                            ("interpreter", "de vive voix, avec un interprète"),
                            ("read_together", "par écrit, lu avec elle"),
                            ("phone", "au téléphone, par son canal sûr"),
                        ],
                        max_length=13,
                    ),
                ),
                ("asked_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="overrides", to="mg_people.person")),
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
            name="Outgoing",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("call", "un appel"),
                            ("message", "un message"),
                            ("letter", "une lettre"),
                            ("visit", "une visite"),
                            ("mail_told", "l'annonce d'un courrier gardé pour elle"),
                            ("notification", "la remise d'une décision"),
                        ],
                        max_length=12,
                    ),
                ),
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
                ("at", models.DateTimeField()),
                ("about", models.UUIDField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="mg_people.contactrule"
                    ),
                ),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="outgoing", to="mg_people.person")),
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
            name="Merge",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("rank", models.PositiveIntegerField()),
                ("merged_on", models.DateField()),
                ("undone_on", models.DateField(null=True)),
                ("opened_before", models.DateField()),
                ("last_contact_before", models.DateField()),
                ("pseudonym_before", maillage.foundation.vault.fields.SealedField()),
                ("identity_before", maillage.foundation.vault.fields.SealedField()),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                ("away", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_people.person")),
                ("kept", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="merges", to="mg_people.person")),
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
            name="KeyWorker",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lead", "référente"),
                            ("second", "co-référente"),
                            ("health", "relais santé"),
                            ("rights", "relais juridique"),
                            ("shelter", "relais hébergement"),
                            ("stand_in", "remplaçante"),
                        ],
                        default="lead",
                        max_length=10,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("handed_over", "relais passé à une collègue"),
                            ("absence_over", "fin d'un remplacement"),
                            ("left", "départ de la collègue"),
                            ("her_choice", "à sa demande"),
                            ("share_ended", "fin du suivi partagé"),
                            ("file_closed", "dossier fermé"),
                            ("mistake", "désignée par erreur"),
                            ("other", "autre raison"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "accord",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="shared_with", to="mg_people.accord"
                    ),
                ),
                (
                    "association",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="key_workers", to="mg_people.person"),
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
            name="Identity",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("last_name", maillage.foundation.vault.fields.SealedField()),
                ("first_name", maillage.foundation.vault.fields.SealedField()),
                ("birth_date", maillage.foundation.vault.fields.SealedField()),
                ("nationality", maillage.foundation.vault.fields.SealedField()),
                ("recorded_on", models.DateField()),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "person",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="identity", to="mg_people.person"),
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
            name="FollowUpOffer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lead", "référente"),
                            ("second", "co-référente"),
                            ("health", "relais santé"),
                            ("rights", "relais juridique"),
                            ("shelter", "relais hébergement"),
                            ("stand_in", "remplaçante"),
                        ],
                        max_length=10,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("until", models.DateField(null=True)),
                ("offered_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "attend une réponse"),
                            ("accepted", "acceptée"),
                            ("refused", "refusée"),
                            ("withdrawn", "retirée"),
                        ],
                        default="waiting",
                        max_length=9,
                    ),
                ),
                ("answered_on", models.DateField(null=True)),
                (
                    "refusal",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("too_many", "je suis déjà trop de dossiers"),
                            ("away", "je serai absente"),
                            ("too_close", "je connais son entourage"),
                            ("language", "je ne parle pas sa langue"),
                            ("not_fit", "ce n'est pas mon métier"),
                            ("other", "autre raison"),
                        ],
                        max_length=9,
                    ),
                ),
                ("words", maillage.foundation.vault.fields.SealedField()),
                (
                    "accord",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_people.accord"),
                ),
                (
                    "association",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                ("to_user", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "relays",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="mg_people.keyworker"),
                ),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="offers", to="mg_people.person")),
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
            model_name="contactrule",
            name="person",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="contact_rules", to="mg_people.person"),
        ),
        migrations.CreateModel(
            name="Closing",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("closed_on", models.DateField()),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("goal", "elle n'a plus besoin de nous"),
                            ("her_choice", "elle l'a demandé"),
                            ("moved", "elle a déménagé"),
                            ("other_team", "une autre équipe l'accompagne"),
                            ("lost", "plus de nouvelles"),
                            ("deceased", "elle est décédée"),
                            ("mistake", "ouvert par erreur"),
                            ("other", "autre raison"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", maillage.foundation.vault.fields.SealedField()),
                ("reopened_on", models.DateField(null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="closings", to="mg_people.person")),
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
            name="ActInHerName",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "procedure",
                    models.CharField(
                        choices=[
                            ("health_insurance", "l'assurance maladie, l'AME"),
                            ("family_allowance", "la CAF, la MSA"),
                            ("employment", "France Travail, l'emploi"),
                            ("taxes", "les impôts"),
                            ("prefecture", "la préfecture, ses papiers"),
                            ("asylum", "l'OFPRA, la CNDA"),
                            ("consulate", "son consulat"),
                            ("housing", "le logement, l'hébergement"),
                            ("domiciliation", "la domiciliation, son courrier"),
                            ("bank", "la banque"),
                            ("school", "l'école, la garde des enfants"),
                            ("care", "un rendez-vous de soins"),
                            ("justice", "une plainte, un avocat, un tribunal"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("form_filed", "un formulaire déposé"),
                            ("letter_sent", "un courrier envoyé"),
                            ("call_made", "un appel passé"),
                            ("appointment", "un rendez-vous pris"),
                            ("paper_collected", "un papier retiré"),
                            ("account_opened", "un compte ouvert en ligne"),
                            ("appeal", "un recours"),
                        ],
                        max_length=15,
                    ),
                ),
                ("done_on", models.DateField()),
                ("told_on", models.DateField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="acts", to="mg_people.actingmandate"),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="acts_in_her_name", to="mg_people.person"),
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
            model_name="actingmandate",
            name="person",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="acting_mandates", to="mg_people.person"),
        ),
        migrations.AddField(
            model_name="accord",
            name="person",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="accords", to="mg_people.person"),
        ),
        migrations.CreateModel(
            name="SavedList",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", maillage.foundation.vault.fields.SealedField()),
                ("filters", models.JSONField()),
                ("saved_on", models.DateField()),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mg_organisations.organisation"),
                ),
                ("owner", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "shared_with",
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
            name="MergedRow",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("model", models.CharField(max_length=80)),
                ("row", models.UUIDField()),
                ("field", models.CharField(max_length=40)),
                ("before", models.UUIDField()),
                ("merge", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="mg_people.merge")),
            ],
            options={
                "abstract": False,
                "base_manager_name": "unscoped",
                "default_manager_name": "unscoped",
                "constraints": [models.UniqueConstraint(fields=("merge", "model", "row", "field"), name="mg_people_row_moved_once")],
            },
            managers=[
                ("unscoped", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("channel__in", ["phone", "sms", "messaging", "mail", "letter", "partner", "key_worker", "visit", "none_known"])
                ),
                name="mg_people_known_channel",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("closed_on__isnull", True), ("closed_on__gte", models.F("opened_on")), _connector="OR"),
                name="mg_people_closed_after_opened",
            ),
        ),
        migrations.AddConstraint(
            model_name="override",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_by__isnull", True), ("decided_on__isnull", True), ("last_on__isnull", True), ("state", "asked")),
                    models.Q(("decided_by__isnull", False), ("decided_on__isnull", False), ("last_on__isnull", True), ("state", "refused")),
                    models.Q(
                        ("decided_by__isnull", False), ("decided_on__isnull", False), ("last_on__isnull", False), ("state", "confirmed")
                    ),
                    _connector="OR",
                ),
                name="mg_people_override_two_readers",
            ),
        ),
        migrations.AddConstraint(
            model_name="override",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True), models.Q(("decided_by", models.F("asked_by")), _negated=True), _connector="OR"
                ),
                name="mg_people_override_second_is_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="override",
            constraint=models.CheckConstraint(condition=models.Q(("days__gte", 1), ("days__lte", 15)), name="mg_people_override_few_days"),
        ),
        migrations.AddConstraint(
            model_name="override",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("told_how", ""), ("told_on__isnull", True)),
                    models.Q(("told_on__isnull", False), models.Q(("told_how", ""), _negated=True)),
                    _connector="OR",
                ),
                name="mg_people_override_told",
            ),
        ),
        migrations.AddConstraint(
            model_name="override",
            constraint=models.CheckConstraint(
                condition=models.Q(("told_on__isnull", True), ("state", "confirmed"), _connector="OR"),
                name="mg_people_override_told_confirmed",
            ),
        ),
        migrations.AddConstraint(
            model_name="override",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose", "file_application"), _negated=True), name="mg_people_override_never_psp"
            ),
        ),
        migrations.AddConstraint(
            model_name="outgoing",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ["phone", "sms", "messaging", "mail", "letter", "partner", "key_worker", "visit"])),
                name="mg_people_outgoing_known_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept", models.F("away")), _negated=True), name="mg_people_merge_of_two_files"
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_on__isnull", True)), fields=("away",), name="mg_people_merged_away_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(("undone_on__isnull", True), ("undone_on__gte", models.F("merged_on")), _connector="OR"),
                name="mg_people_merge_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="keyworker",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on__isnull", True)), fields=("person", "user"), name="mg_people_key_worker_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="keyworker",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="mg_people_key_worker_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="keyworker",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["lead", "second", "health", "rights", "shelter", "stand_in"])),
                name="mg_people_key_worker_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="followupoffer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")), fields=("person", "to_user"), name="mg_people_offer_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="followupoffer",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("until__gt", models.F("starts_on")), _connector="OR"),
                name="mg_people_offer_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="followupoffer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_on__isnull", True), ("state", "waiting")),
                    models.Q(models.Q(("state", "waiting"), _negated=True), ("answered_on__isnull", False)),
                    _connector="OR",
                ),
                name="mg_people_offer_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="followupoffer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), models.Q(("refusal", ""), _negated=True)),
                    models.Q(models.Q(("state", "refused"), _negated=True), ("refusal", "")),
                    _connector="OR",
                ),
                name="mg_people_offer_refusal",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactrule",
            constraint=models.UniqueConstraint(fields=("person", "edition"), name="mg_people_rule_edition_once"),
        ),
        migrations.AddConstraint(
            model_name="contactrule",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)), fields=("person",), name="mg_people_one_rule_in_force"
            ),
        ),
        migrations.AddConstraint(
            model_name="contactrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"), name="mg_people_rule_dates"
            ),
        ),
        migrations.AddConstraint(
            model_name="contactrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("by_phone__in", ["allowed", "forbidden", "unknown"])), name="mg_people_rule_by_phone"
            ),
        ),
        migrations.AddConstraint(
            model_name="contactrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("by_sms__in", ["allowed", "forbidden", "unknown"])), name="mg_people_rule_by_sms"
            ),
        ),
        migrations.AddConstraint(
            model_name="contactrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("by_messaging__in", ["allowed", "forbidden", "unknown"])), name="mg_people_rule_by_messaging"
            ),
        ),
        migrations.AddConstraint(
            model_name="contactrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("by_mail__in", ["allowed", "forbidden", "unknown"])), name="mg_people_rule_by_mail"
            ),
        ),
        migrations.AddConstraint(
            model_name="contactrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("by_letter__in", ["allowed", "forbidden", "unknown"])), name="mg_people_rule_by_letter"
            ),
        ),
        migrations.AddConstraint(
            model_name="contactrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("by_partner__in", ["allowed", "forbidden", "unknown"])), name="mg_people_rule_by_partner"
            ),
        ),
        migrations.AddConstraint(
            model_name="contactrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("by_key_worker__in", ["allowed", "forbidden", "unknown"])), name="mg_people_rule_by_key_worker"
            ),
        ),
        migrations.AddConstraint(
            model_name="contactrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("by_visit__in", ["allowed", "forbidden", "unknown"])), name="mg_people_rule_by_visit"
            ),
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reopened_on__isnull", True)), fields=("person",), name="mg_people_closed_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.CheckConstraint(
                condition=models.Q(("reopened_on__isnull", True), ("reopened_on__gte", models.F("closed_on")), _connector="OR"),
                name="mg_people_closing_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="actinhername",
            constraint=models.CheckConstraint(
                condition=models.Q(("told_on__isnull", True), ("told_on__gte", models.F("done_on")), _connector="OR"),
                name="mg_people_act_told_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="actingmandate",
            constraint=models.CheckConstraint(condition=models.Q(("last_on__gte", models.F("starts_on"))), name="mg_people_mandate_dates"),
        ),
        migrations.AddConstraint(
            model_name="actingmandate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_by_her", False), ("ended_on__isnull", True)), ("ended_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="mg_people_mandate_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="actingmandate",
            constraint=models.CheckConstraint(
                condition=models.Q(("told_on__lte", models.F("starts_on"))), name="mg_people_mandate_told_before"
            ),
        ),
        migrations.AddConstraint(
            model_name="accord",
            constraint=models.CheckConstraint(
                condition=models.Q(("withdrawn_on__isnull", True), ("withdrawn_on__gte", models.F("given_on")), _connector="OR"),
                name="mg_people_accord_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="accord",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_on__isnull", True), ("expires_on__gte", models.F("given_on")), _connector="OR"),
                name="mg_people_accord_expiry",
            ),
        ),
        migrations.AddConstraint(
            model_name="accord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("recipient__isnull", True), models.Q(("recipient_kind", ""), _negated=True)),
                    models.Q(("recipient__isnull", False), ("recipient_kind", "")),
                    _connector="OR",
                ),
                name="mg_people_accord_one_recipient",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedlist",
            constraint=models.CheckConstraint(
                condition=models.Q(("shared_with__isnull", True), ("shared_with", models.F("organisation")), _connector="OR"),
                name="mg_people_list_shared_at_home",
            ),
        ),
    ]
