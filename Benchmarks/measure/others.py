"""The linter, whole audits, decisions from memory, and starting up."""

import pathlib
import shutil
from dataclasses import asdict

from . import fixtures
from .launch import Command, output
from .rows import Row, rows_of
from .sizes import Workload

LINT = "assent lint"
# One of the sample's ten records, those included that it is compared with.
SAMPLE = "assent lint FILE, of the sample"


def lint(tools, sizes):
    for count in sizes.records:
        with fixtures.records(tools, count) as folder:
            files = sorted((folder / "changes").glob("2*/*.yaml"))
            commands = [
                Command(LINT, [tools.assent, "lint"], accept=(0, 1), cwd=folder),
                Command(
                    "assent lint --format concise", [tools.assent, "lint", "--format", "concise"],
                    accept=(0, 1), cwd=folder, against=LINT),
                Command(
                    "assent lint FILE", [tools.assent, "lint", files[len(files) // 2]],
                    accept=(0, 1), cwd=folder, against=LINT, note="one file"),
                *linters(tools, files)]
            taken = tools.launcher.interleave(commands, sizes.runs)
            yield from rows_of("lint", {"records": count}, commands, taken)


def linters(tools, files):
    """Others that read YAML, on a slice of the same files."""
    schema = tools.root / "Benchmarks/record.schema.json"
    for name, words, most in [
        ("yamllint", ["-d", "relaxed"], 100),
        ("check-jsonschema", ["--schemafile", schema], 500),
    ]:
        program = tools.judge(name)
        if program:
            few = files[:most]
            note = f"{len(few)} files, scaled" if len(few) < len(files) else ""
            yield Command(
                name, [program, *words, *few], accept=(0, 1), scale=len(files) / len(few),
                against=LINT, note=note, most=2)


def audit(tools, sizes):
    for count in sizes.audits:
        workload = Workload(0, count, max(1, count // 10))
        with fixtures.history(tools, workload) as history:
            out = history.folder / "pack"
            words = [
                tools.assent, "audit", "report", "-C", history.path, "--trust-root", "first",
                "--from", "2016-01-01", "--to", "2046-01-01", "--out", out, "--force", "--now",
                "2046-01-01T00:00:00Z"]
            commands = [
                Command("assent audit report", words, most=3),
                Command(
                    "assent audit report --no-bundle", [*words, "--no-bundle"], most=3,
                    against="assent audit report")]
            taken = tools.launcher.interleave(commands, sizes.runs)
            rows = rows_of("audit", asdict(workload), commands, taken)
            rows[-1].found = size(out)
            yield from rows


def size(folder):
    """How much an audit wrote."""
    files = [each for each in pathlib.Path(folder).rglob("*") if each.is_file()]
    return {
        "files": len(files), "mb": round(sum(each.stat().st_size for each in files) / 1e6, 1)}


def decisions(tools, sizes):
    """Open changes judged from memory: no reading, no signatures."""
    found = figures(tools.decisions, "verdicts", sizes.open, sizes.runs, tools.root)
    workload = {"open": sizes.open, "acts": int(found["acts"])}
    yield from timed("decisions", "verdicts", workload, found, "", found["processor"])
    advice = figures(
        tools.decisions, "advice", min(1000, sizes.open), sizes.runs, tools.root)
    for name in ("systems", "alternatives"):
        yield from timed(
            "decisions", f"fewest acts, {name}", {"open": min(1000, sizes.open)}, advice,
            f"{name}-", 0)


def figures(*words):
    return dict(line.split(" ", 1) for line in output(*words).splitlines())


def timed(section, name, workload, found, prefix, processor):
    """A row of what a benchmark measured itself: low, median and high."""
    runs = [
        {"wall": float(found[prefix + word]), "cpu": float(processor), "peak": 0}
        for word in ("low", "median", "high")]
    return [Row(section, name, workload, runs)]


def start(tools, sizes):
    git = shutil.which("git")
    commands = [
        Command("assent --version", [tools.assent, "--version"], against="git --version"),
        Command(
            "assent gate --help", [tools.assent, "gate", "--help"], against="git --version"),
        Command("git --version", [git, "--version"]),
        Command(
            SAMPLE, [tools.assent, "lint", "changes/2026/CHG-2026-0133.yaml"], accept=(0, 1),
            cwd=tools.root, against="git --version")]
    taken = tools.launcher.interleave(commands, sizes.starts)
    return rows_of("start", {}, commands, taken)
