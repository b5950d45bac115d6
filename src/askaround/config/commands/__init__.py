"""The verbs of the command line, one module each: `options(parser)` and `run(args)`, which returns the exit status.

Nothing here imports Django before `run`: `--help` and `--version` answer at once.
"""

from askaround.plain.refusal import RefusalError

DONE = 0
PARTLY = 1
COULD_NOT = 2


class CommandError(RefusalError):
    """It could not be done; `sentence` says why and what to do. Exit status 2."""
