"""Puts what was measured where readers find it."""

from . import plots, tables

START, END = "<!-- measured: start -->", "<!-- measured: end -->"
DETAILS = "# Everything that was measured\n\nWritten by `Benchmarks/run --document`. "


def write(results, root):
    """Renews the part of PERFORMANCE.md between the marks, all rows, and the plots."""
    documentation = root / "Documentation"
    path = documentation / "PERFORMANCE.md"
    text = path.read_text(encoding="utf-8")
    before, found, rest = text.partition(START)
    _, ended, after = rest.partition(END)
    if not (found and ended):
        raise SystemExit(f"{path} has no place for the table between {START} and {END}")
    path.write_text(
        f"{before}{START}\n\n{tables.overview(results)}\n{END}{after}", encoding="utf-8")
    folder = documentation / "performance"
    plots.draw(results, folder)
    (folder / "results.md").write_text(DETAILS + tables.details(results), encoding="utf-8")
