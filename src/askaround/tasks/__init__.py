"""Slow work, done beside the page: a queue with leases that a killed worker cannot lose.

A function marked with `@task` is enqueued as a row, in the transaction of whoever asks for it. A worker leases the
row, beats while it runs, and writes down what came of it. What is killed is leased again, so a task must be safe to run
twice; what must happen once is written inside `once`, together with the end of the task.
"""
