"""When the seeker is taken, and where interviews are put: calendars by address, by file and on CalDAV servers.

Of what is read only busy times are kept, a begin and an end, never a title. The server is asked by tasks; a page reads
what was kept. What is put on a server is kept too: its UID, where it lies and in which version, so that it is changed
and taken away again, and never put twice. Which interviews are put is said by `interviews`, which comes later.
"""
