"""Runs programs by turns; each prints its result as a JSON object."""

import json
import os
import subprocess
import sys


def run(command, **variables):
    """The result of one process, run with these environment variables besides ours."""
    environment = {**os.environ, **{name: str(value) for name, value in variables.items()}}
    process = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=False)
    if process.returncode != 0:
        sys.exit(f"error: {command[0]} failed ({process.returncode})")
    return json.loads(process.stdout)


def alternate(ours, theirs, rounds, **variables):
    """Yields the results of both commands, (ours, theirs), for each round; who begins changes."""
    order = [ours, theirs]
    for _ in range(rounds):
        results = [run(command, **variables) for command in order]
        yield tuple(results if order[0] is ours else reversed(results))
        order.reverse()
