"""What was aimed at, and whether it is met."""

from dataclasses import dataclass

from .others import SAMPLE
from .units import count, duration, megabytes, times


@dataclass(frozen=True)
class Target:
    """A limit on the largest workload of a section; `axis` says what makes it large."""

    what: str
    section: str
    name: str
    axis: str | None
    limit: float
    # wall, peak or ratio.
    of: str = "wall"
    # The size for which the limit was set; measured on less, it says nothing.
    at: int = 0


TARGETS = [
    Target(
        "`status`, against `git log --format=%B`", "commits", "git log --format=%B", "commits",
        1, "inverse", 1_000_000),
    Target("memory of `status`", "commits", "assent status", "commits", 300, "peak", 1_000_000),
    Target(
        "verifying, against the arithmetic", "acts", "verification", "acts", 1.15, "ratio",
        100_000),
    Target("memory of `status`", "acts", "assent status", "acts", 300, "peak", 100_000),
    Target("`gate`, warm", "mixed", "assent gate, warm", "acts", 0.03, "wall", 100_000),
    Target("memory of `gate`, warm", "mixed", "assent gate, warm", "acts", 300, "peak", 100_000),
    Target(
        "`lint --format concise`", "lint", "assent lint --format concise", "records", 0.5,
        "wall", 10_000),
    Target("`lint` of one file of the sample", "start", SAMPLE, None, 0.015),
    Target("decisions", "decisions", "verdicts", "open", 1, "wall", 10_000),
    Target("`audit report`", "audit", "assent audit report", "acts", 30, "wall", 100_000),
    Target(
        "memory of `audit report`", "audit", "assent audit report", "acts", 500, "peak", 100_000),
    Target("`assent --version`", "start", "assent --version", None, 0.005),
]


def judged(results):
    """Each target with what was measured, as lines of a table."""
    for target in TARGETS:
        row = measured(results, target)
        what = (target.what, size(target), written(target, target.limit))
        if row is None:
            yield *what, "not measured", ""
            continue
        value = value_of(results, target, row)
        verdict = "met" if value <= target.limit else "missed"
        yield *what, written(target, value), verdict


def size(target):
    """What a target was set for, in words."""
    if target.axis is None:
        return ""
    unit = "open changes" if target.axis == "open" else target.axis
    return f"{count(target.at)} {unit}" + (
        " among 1,000,000 commits" if target.section == "mixed" else "")


def measured(results, target):
    rows = [
        row for row in results.find(target.section, target.name)
        if target.axis is None or row.workload[target.axis] == target.at]
    if not rows or value_of(results, target, rows[0]) is None:
        return None
    return rows[0]


def value_of(results, target, row):
    if target.of in ("wall", "peak"):
        return row.median(target.of)
    ratio = results.ratio(row)
    if ratio is None:
        return None
    return 1 / ratio[0] if target.of == "inverse" else ratio[0]


def written(target, value):
    if target.of == "peak":
        return megabytes(value)
    return duration(value) if target.of == "wall" else f"{times(value)} ×"
