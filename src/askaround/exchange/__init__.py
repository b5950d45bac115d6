"""Everything out, and in again: export, import of our own ZIP, backup, restore, erase."""
