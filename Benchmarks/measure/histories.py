"""`status`, `gate` and `explain` on histories, beside Git and beside the arithmetic alone."""

import os
import shutil
from dataclasses import asdict

from . import fixtures
from .launch import Command, output
from .rows import Row, rows_of
from .sizes import Workload

# Whatever a gate says is an answer: allowed, prevented, unsure.
GATE = (0, 1, 8)
STATUS = "assent status"


def commits(tools, sizes):
    """Growth with commits that say nothing about changes."""
    for count in sizes.commits:
        yield from measure(tools, sizes, "commits", Workload(count, min(100, count), 10))


def acts(tools, sizes):
    """Growth with acts."""
    for count in sizes.acts:
        yield from measure(tools, sizes, "acts", Workload(0, count, max(1, count // 100)))


def keys(tools, sizes):
    """Every kind of key."""
    for kind in sizes.kinds:
        workload = Workload(0, sizes.keys, max(1, sizes.keys // 100), kind)
        yield from measure(tools, sizes, "keys", workload)


def mixed(tools, sizes):
    """Many commits and many acts."""
    count, signed = sizes.mixed
    if count:
        yield from measure(tools, sizes, "mixed", Workload(count, signed, max(1, signed // 100)))


def measure(tools, sizes, section, workload):
    with fixtures.history(tools, workload) as history:
        index = Index(tools, history)
        commands = ours(tools, history, index) + peers(sizes, history) + floor(tools, workload)
        rows = rows_of(
            section, asdict(workload), commands, tools.launcher.interleave(commands, sizes.runs))
        for row in rows:
            if row.name == "assent gate, warm":
                row.found = {"index-mb": round(index.size() / 1e6, 2)}
        return rows + verification(tools, section, history)


class Index:
    """The gate's index of a history as it was before the last commit."""

    def __init__(self, tools, history):
        self.kept, self.used = history.folder / "kept", history.folder / "used"
        self.command = [
            tools.assent, "gate", history.record(), "-C", history.path, "--trust-root",
            history.root]
        tools.launcher.run(Command("gate", [*self.command, "--cache", self.kept], accept=GATE))
        history.grow()

    def restore(self):
        shutil.rmtree(self.used, ignore_errors=True)
        shutil.copytree(self.kept, self.used)

    def size(self):
        return sum(each.stat().st_size for each in self.kept.rglob("*") if each.is_file())


def ours(tools, history, index):
    place = ["-C", history.path, "--trust-root", history.root]
    whole = "git log --format=%B"
    against = "arithmetic" if history.workload.acts >= 1000 else whole
    return [
        Command(
            STATUS, [tools.assent, "status", *place, "--format", "json"], against=against),
        Command("assent gate, cold", index.command, accept=GATE, against=against),
        Command(
            "assent gate, warm", [*index.command, "--cache", index.used], accept=GATE,
            prepare=index.restore, against="assent gate, cold", note="one new commit"),
        Command(
            "assent explain", [tools.assent, "explain", history.record(), *place],
            against=against, most=3)]


def peers(sizes, history):
    """Git on the same history: all messages, and signatures, which it has others verify."""
    inside = ["git", "-C", history.path]
    commands = [
        Command(
            "git log --format=%B", [*inside, "log", "--format=%B", "main"], against=STATUS)]
    slice_ = history.signed(sizes.slice)
    if slice_:
        scale, note = history.workload.acts / len(slice_), f"{len(slice_)} commits, scaled"
        commands += [
            Command(
                "git log --format=%G?", [*inside, "log", "--no-walk", "--format=%G?", *slice_],
                env=history.env, scale=scale, against=STATUS, note=note, most=3),
            Command(
                "git verify-commit", [*inside, "verify-commit", *slice_], env=history.env,
                scale=scale, against=STATUS, note=note, most=3)]
    return commands


def floor(tools, workload):
    words = [
        tools.fixtures, "arithmetic", "--verifications", workload.acts, "--threads",
        os.cpu_count(), "--keys", workload.keys]
    return [
        Command("arithmetic", words, against=STATUS, note="all cores", prints_time=True)]


def verification(tools, section, history):
    """How verifying the acts of a history, reading included, compares with the arithmetic."""
    if not tools.verification:
        return []
    taken = {"whole": [], "arithmetic": []}
    for _ in range(3):
        lines = output(tools.verification, history.path, os.cpu_count()).splitlines()
        found = dict(line.split(" ", 1) for line in lines)
        for name, runs in taken.items():
            runs.append({"wall": float(found[f"{name}-ms"]) / 1000, "cpu": 0, "peak": 0})
    workload, alone = asdict(history.workload), "verification, arithmetic"
    return [
        Row(section, "verification", workload, taken["whole"], against=alone),
        Row(section, alone, workload, taken["arithmetic"])]
