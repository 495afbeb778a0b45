"""How much is measured: for trying out, in a few minutes, and in full."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Workload:
    """A history: plain commits, acts and the changes that they speak of."""

    commits: int
    acts: int
    changes: int
    keys: str = "ed25519"

    @property
    def label(self):
        parts = []
        if self.commits:
            parts.append(f"{self.commits:,} commits")
        parts.append(f"{self.acts:,} acts on {self.changes:,} changes")
        if self.keys != "ed25519":
            parts.append(self.keys)
        return ", ".join(parts)


@dataclass(frozen=True)
class Sizes:
    """What one choice of `Benchmarks/run` measures."""

    runs: int
    # Growth with plain commits, a hundred acts among them.
    commits: tuple
    # Growth with acts, a hundred on each change and nothing else in the history.
    acts: tuple
    # Acts of each kind of key, and the kinds.
    keys: int
    kinds: tuple
    # Everything at once: commits and acts; nothing if 0.
    mixed: tuple
    # Records for the linter.
    records: tuple
    # Acts in the histories that are audited, ten on each change.
    audits: tuple
    # Open changes that are judged from memory.
    open: int
    starts: int
    # Signed commits that Git verifies, each by a process of its own.
    slice: int


KINDS = ("ed25519", "ecdsa", "rsa", "openpgp", "mixed")

TINY = Sizes(
    runs=1, commits=(50,), acts=(20,), keys=10, kinds=("openpgp", "mixed"), mixed=(0, 0),
    records=(1, 10), audits=(20,), open=10, starts=2, slice=5)
QUICK = Sizes(
    runs=3, commits=(1_000, 10_000), acts=(1_000, 10_000), keys=500, kinds=KINDS, mixed=(0, 0),
    records=(1, 10, 100, 1_000), audits=(100, 1_000), open=1_000, starts=20, slice=50)
FULL = Sizes(
    runs=5, commits=(1_000, 10_000, 100_000, 1_000_000), acts=(100, 1_000, 10_000, 100_000),
    keys=10_000, kinds=KINDS, mixed=(900_000, 100_000),
    records=(1, 10, 100, 1_000, 10_000, 100_000), audits=(1_000, 10_000, 100_000), open=10_000,
    starts=50, slice=200)
