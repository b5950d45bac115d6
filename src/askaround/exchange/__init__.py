"""Everything out, and in again: export, import of our own ZIP, backup, restore, erase a person.

What is exported is read from the model registry: every row that carries a notebook, unless `tables.LEFT_OUT` names its
model with a reason. A new noun is therefore in the export from the day it exists.
"""
