"""The words of the documents: an FTS5 table on SQLite, a tsvector with a GIN index on PostgreSQL."""

from django.db import migrations

MAKE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE search_words USING fts5(name, body, prefix='2 3',"
        " tokenize='unicode61 remove_diacritics 2')",
    ],
    "postgresql": [
        "ALTER TABLE search_document ADD COLUMN words tsvector",
        "CREATE INDEX search_document_words ON search_document USING gin (words)",
    ],
}
DROP = {
    "sqlite": ["DROP TABLE search_words"],
    "postgresql": ["DROP INDEX search_document_words", "ALTER TABLE search_document DROP COLUMN words"],
}


def make(apps, schema_editor):
    for statement in MAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(make, drop)]
