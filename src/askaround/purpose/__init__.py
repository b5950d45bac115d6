"""Why: the campaign and its purpose, what it wants to learn, and who is asking.

A campaign is one inquiry ("becoming a data engineer"). Its aims are the single things to learn; questions of
the seeker's own live here, the bank is data and copied on use; profile and evidence are about the seeker.
"""
