"""What was measured, as values and as a file."""

import json
import statistics
from dataclasses import asdict, dataclass, field


@dataclass
class Row:
    """All runs of one command on one workload."""

    section: str
    name: str
    # Commits, acts, changes, records and the kind of keys, as far as they matter.
    workload: dict
    runs: list
    scale: float = 1
    against: str | None = None
    note: str = ""
    # What was found beside the times, such as the size of an index.
    found: dict = field(default_factory=dict)

    def median(self, of="wall"):
        value = statistics.median(run[of] for run in self.runs)
        return value if of == "peak" else value * self.scale

    def range(self, of="wall"):
        values = [run[of] for run in self.runs]
        return min(values) * self.scale, max(values) * self.scale


def rows_of(section, workload, commands, taken):
    """Rows of some commands that ran in turn."""
    return [
        Row(section, each.name, workload, taken[each.name], each.scale, each.against, each.note)
        for each in commands]


class Results:
    """Rows and the machine that they come from."""

    def __init__(self, machine, size, rows=()):
        self.machine, self.size, self.rows = machine, size, list(rows)

    def find(self, section, name, **workload):
        """The rows of a command, in the order of measurement."""
        return [
            row for row in self.rows
            if row.section == section and row.name == name
            and all(row.workload.get(key) == value for key, value in workload.items())]

    def ratio(self, row):
        """How often a row takes what the row takes that it is held against: median and range.

        Run is divided by run of the same round, which met the same machine.
        """
        if not row.against:
            return None
        others = self.find(row.section, row.against, **row.workload)
        if not others:
            return None
        pairs = [
            left["wall"] * row.scale / (right["wall"] * others[0].scale)
            for left, right in zip(row.runs, others[0].runs)]
        return statistics.median(pairs), min(pairs), max(pairs)

    def add(self, rows):
        """Adds rows in the place of former ones of the same command and workload."""
        for row in rows:
            kind = (row.section, row.name, row.workload)
            self.rows = [
                each for each in self.rows if (each.section, each.name, each.workload) != kind]
            self.rows.append(row)

    def write(self, path):
        path.parent.mkdir(parents=True, exist_ok=True)
        head = {"machine": self.machine, "size": self.size}
        lines = ",\n".join("  " + json.dumps(asdict(row), ensure_ascii=False) for row in self.rows)
        text = json.dumps(head, ensure_ascii=False, indent=1)[:-2]
        path.write_text(f'{text},\n "rows": [\n{lines}\n]}}\n', encoding="utf-8")

    @classmethod
    def read(cls, path):
        found = json.loads(path.read_text(encoding="utf-8"))
        return cls(found["machine"], found["size"], [Row(**row) for row in found["rows"]])
