"""Who may see what: users, notebooks, memberships, and the one way in.

A notebook is the unit of ownership, sharing, export and deletion. Every row of every later chapter is
`Owned`: it carries its notebook and is reached only through `.of(user)`, which means the user's active one.
"""
