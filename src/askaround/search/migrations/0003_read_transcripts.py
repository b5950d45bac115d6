"""Read history anew where a transcript was brought before transcripts could be found."""

from django.db import migrations


def read_anew(apps, schema_editor):
    brought = apps.get_model("notes", "Transcript").objects.values("notebook_id")
    apps.get_model("search", "Cursor").objects.filter(notebook_id__in=brought).update(number=0, recent=[])


class Migration(migrations.Migration):
    dependencies = [("search", "0002_words"), ("notes", "0002_keep_transcripts")]

    operations = [migrations.RunPython(read_anew, migrations.RunPython.noop)]
