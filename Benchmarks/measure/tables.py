"""What was measured as Markdown."""

from .targets import judged
from .units import count, duration, megabytes, times

# Each section: its heading, the axis of its columns, and what the rows share.
SECTIONS = [
    ("commits", "Plain commits, 100 acts among them", "commits"),
    ("acts", "Acts, 100 on each change", "acts"),
    ("keys", "Kinds of keys", "keys"),
    ("mixed", "Many commits and 100,000 acts", "commits"),
    ("lint", "Records", "records"),
    ("audit", "Whole audits, 10 acts on each change", "acts"),
    ("decisions", "Open changes judged from memory", "open"),
    ("start", "Starting", None),
]


def machine(results):
    found = results.machine
    return (
        f"{found['processor']}, {found['cores']} cores, {found['memory-gb']} GB; Linux "
        f"{found['kernel']}; {found['git']}, libgit2 {found['libgit2']}; {found['gpg']}; "
        f"{found['ssh'].split(',')[0]}; {found['assent']} at {found['commit']}. Load before "
        f"{found['load-before']}, size `{results.size}`.")


def warning(results):
    """What a reader has to know of a machine that had more to do than to be measured."""
    if results.machine["load-before"] < results.machine["cores"] / 2:
        return []
    return [
        "**The machine had other work to do**: these times say little, and ratios not much more.",
        ""]


def overview(results):
    """Targets and one small table a section: medians, and how they compare at the largest."""
    parts = [machine(results), "", *warning(results), "### Targets", ""]
    parts += table(["what", "at", "target", "measured", ""], judged(results))
    for section, heading, axis in SECTIONS:
        rows = [row for row in results.rows if row.section == section]
        if rows:
            parts += ["", f"### {heading}", ""] + pivot(results, rows, axis)
    return "\n".join(parts) + "\n"


def pivot(results, rows, axis):
    """Commands downwards, sizes across."""
    places = unique(row.workload.get(axis) for row in rows)
    names = unique(row.name for row in rows)
    compare = "compared" if len(places) == 1 else f"compared at {heading(places[-1])}"
    head = ["" if axis is None else axis, *(heading(place) for place in places), compare]
    lines = []
    for name in names:
        found = {row.workload.get(axis): row for row in rows if row.name == name}
        last = found.get(places[-1]) or list(found.values())[-1]
        lines.append(
            [f"`{name}`", *(cell(found.get(place)) for place in places), compared(results, last)])
    return table(head, lines, "l" + "r" * len(places) + "l")


def heading(place):
    if place is None:
        return "median"
    return count(place) if isinstance(place, int) else place


def cell(row):
    if row is None:
        return ""
    peak = row.median("peak")
    shown = duration(row.median())
    return f"{shown}, {megabytes(peak)}" if peak and row.scale == 1 else shown


def compared(results, row):
    ratio = results.ratio(row)
    if ratio is None:
        return ""
    return f"{times(ratio[0])} × `{row.against}`"


def details(results):
    """Every row with its range."""
    parts = [machine(results)]
    head = ["workload", "what", "median", "range", "CPU", "peak", "compared", "of"]
    for section, title, _ in SECTIONS:
        rows = [row for row in results.rows if row.section == section]
        if rows:
            lines = [detail(results, row) for row in rows]
            parts += ["", f"## {title}", ""] + table(head, lines, "llrrrrll")
    return "\n".join(parts) + "\n"


def detail(results, row):
    ratio = results.ratio(row)
    low, high = row.range()
    remarks = [row.note] + [f"{name} {value:,}" for name, value in row.found.items()]
    remark = "; ".join(each for each in remarks if each)
    named = f"`{row.name}`" + (f" ({remark})" if remark else "")
    against = "" if ratio is None else (
        f"{times(ratio[0])} × ({times(ratio[1])}–{times(ratio[2])})")
    cpu, peak = row.median("cpu"), row.median("peak")
    return [
        workload(row.workload), named, duration(row.median()),
        f"{duration(low)} – {duration(high)}", duration(cpu) if cpu else "",
        megabytes(peak) if peak else "", against, f"`{row.against}`" if ratio else ""]


def workload(found):
    parts = [
        f"{count(value)} {name}" if isinstance(value, int) else value
        for name, value in found.items() if value and value != "ed25519"]
    return ", ".join(parts)


def table(head, lines, align=None):
    """A Markdown table; a bar inside a cell would end it."""
    marks = {"l": "---", "r": "--:"}
    rule = [marks[letter] for letter in align or "l" * len(head)]
    rows = [[str(each).replace("|", "\\|") for each in line] for line in lines]
    return [f"| {' | '.join(line)} |" for line in [head, rule, *rows]]


def unique(values):
    return list(dict.fromkeys(values))
