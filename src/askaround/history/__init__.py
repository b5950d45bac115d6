"""What happened, in order: one entry for every verb, with the values before and after.

A contact's page and the search index read it; undo and unmerge write the values back. Append-only, but for
redaction when a person is erased. Subjects are named by label and id, not by foreign key: history is
earlier than everything it tells of.
"""
