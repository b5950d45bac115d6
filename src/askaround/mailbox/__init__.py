"""The seeker's own mail: an account to send with and to read answers from, and each mail that is to go out.

It knows nobody: a later chapter says what to send, and whose mail is wanted. A mail leaves at most once; what is not
wanted is never kept.
"""
