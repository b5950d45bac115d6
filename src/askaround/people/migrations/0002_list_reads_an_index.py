"""The indexes by name and by last contact cover only current people, so that the list and its count read the index alone.

Ties are called in plain words, in small letters."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='contact',
            name='contact_by_name',
        ),
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(condition=models.Q(('archived_at__isnull', True), ('trashed_at__isnull', True)), fields=['notebook', 'sort_key', 'id'], name='contact_by_name'),
        ),
        migrations.RemoveIndex(
            model_name='contact',
            name='contact_by_last',
        ),
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(condition=models.Q(('archived_at__isnull', True), ('trashed_at__isnull', True)), fields=['notebook', '-last_contact_at', '-id'], name='contact_by_last'),
        ),
        migrations.AlterField(
            model_name='tie',
            name='kind',
            field=models.CharField(choices=[('relative', 'relative'), ('friend', 'friend'), ('classmate', 'classmate'), ('alumni', 'alumna or alumnus'), ('teacher', 'teacher'), ('former boss', 'former boss'), ('co-worker', 'co-worker'), ('acquaintance', 'acquaintance'), ('association', 'from an association'), ('referred', 'referred'), ('stranger', 'stranger')], max_length=20),
        ),
    ]
