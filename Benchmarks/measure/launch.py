"""Runs commands in processes of their own, in turn, and keeps what each run took."""

import json
import os
import pathlib
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field

# Rounds that are enough where they take more than so many seconds together.
ENOUGH, PATIENCE = 3, 60


@dataclass
class Command:
    """A command to be measured beside others."""

    name: str
    words: list
    # Exit statuses that are answers.
    accept: tuple = (0,)
    cwd: pathlib.Path | None = None
    env: dict = field(default_factory=dict)
    # By what its time is multiplied: what is measured on a slice stands for the whole.
    scale: float = 1
    # The command of the same rounds that its time is divided by.
    against: str | None = None
    # What the times are about, in a word or two.
    note: str = ""
    # Runs of a command that takes long; all rounds without it.
    most: int | None = None
    # Whether it prints its own time in milliseconds, which leaves out what it does before.
    prints_time: bool = False
    # Done before each run and not measured.
    prepare: Callable[[], object] | None = None


class Launcher:
    """Starts commands through a process so small that its own memory hides nothing."""

    def __init__(self, program):
        self.program = program

    def run(self, command):
        if command.prepare:
            command.prepare()
        with tempfile.NamedTemporaryFile(prefix="assent-run-") as report:
            words = [self.program, report.name, *command.words]
            wanted = subprocess.PIPE if command.prints_time else subprocess.DEVNULL
            done = subprocess.run(
                [str(word) for word in words], cwd=command.cwd, check=True,
                env={**os.environ, **command.env}, stdin=subprocess.DEVNULL, stdout=wanted,
                stderr=subprocess.DEVNULL)
            found = json.load(report)
        if found["status"] not in command.accept:
            raise SystemExit(f"{command.name} ended with {found['status']}")
        if command.prints_time:
            return {"wall": float(done.stdout) / 1000, "cpu": 0, "peak": 0}
        cpu = round(found["user"] + found["system"], 6)
        peak = round(found["peak"] / 1024, 1)
        return {"wall": found["wall"], "cpu": cpu, "peak": peak}

    def interleave(self, commands, runs):
        """Runs A B C A B C …, so that whatever else the machine does meets them alike.

        Rounds that take long are three at most.
        """
        taken = {command.name: [] for command in commands}
        start = time.monotonic()
        for place in range(runs):
            if place >= ENOUGH and time.monotonic() - start > PATIENCE:
                break
            for command in commands:
                if command.most is None or place < command.most:
                    taken[command.name].append(self.run(command))
        return taken


def output(*words, **options):
    """What a command prints."""
    return subprocess.run(
        [str(word) for word in words], check=True, capture_output=True, text=True,
        **options).stdout.strip()


def quiet(*words, **options):
    """Runs a command whose output nobody wants."""
    subprocess.run(
        [str(word) for word in words], check=True, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, **options)
