"""Who: everyone the seeker knows or has heard of, where they work, how they are tied, who introduces whom.

Contacts with roles, ties, research notes, promises and touches; organizations and industries; importing
people from where they are. The page that shows a contact's whole story is `desk`'s; here people are edited.
"""
