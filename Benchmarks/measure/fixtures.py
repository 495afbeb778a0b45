"""Makes the histories and records that are measured, in a folder that goes away."""

import contextlib
import pathlib
import tempfile

from .launch import output, quiet


class History:
    """A repository that `benchmark-fixtures` wrote."""

    def __init__(self, tools, workload, folder):
        self.workload, self.folder = workload, folder
        self.path = folder / "repository.git"
        quiet(
            tools.fixtures, "history", "--commits", workload.commits, "--acts", workload.acts,
            "--changes", workload.changes, "--keys", workload.keys, folder)
        quiet("git", "init", "-q", "--bare", "-b", "main", self.path)
        with open(folder / "history.pack", "rb") as pack:
            quiet("git", "-C", self.path, "index-pack", "--stdin", stdin=pack)
        (folder / "history.pack").unlink()
        self.git("update-ref", "refs/heads/main", (folder / "tip").read_text().strip())
        self.git("config", "gpg.ssh.allowedSignersFile", folder / "allowed_signers")
        self.env = self._gnupg()
        self.root = self.git("rev-list", "--max-parents=0", "--first-parent", "main")

    def git(self, *words):
        return output("git", "-C", self.path, *words)

    def _gnupg(self):
        """A folder for `gpg` that trusts the certificates of the fixture."""
        certificates = self.folder / "certificates.asc"
        if not certificates.stat().st_size:
            return {}
        home = self.folder / "gnupg"
        home.mkdir(mode=0o700)
        (home / "gpg.conf").write_text("trust-model always\nno-autostart\n")
        quiet("gpg", "--homedir", home, "--batch", "--import", certificates)
        return {"GNUPGHOME": str(home)}

    def record(self):
        """The id of a change in the middle."""
        names = self.git("ls-tree", "-r", "--name-only", "main", "changes").splitlines()
        ids = [pathlib.Path(name).stem for name in names if name.endswith(".yaml")]
        return ids[len(ids) // 2]

    def signed(self, count):
        """The last signed commits."""
        return self.git(
            "log", f"-{count}", "--format=%H", "--grep=^Change-Repository:", "main").split()

    def grow(self):
        """Adds one commit to the trunk."""
        person = ["-c", "user.name=b", "-c", "user.email=b@harbourline.example"]
        tip = self.git(*person, "commit-tree", "main^{tree}", "-p", "main", "-m", "One more")
        self.git("update-ref", "refs/heads/main", tip)


@contextlib.contextmanager
def history(tools, workload):
    """A history for as long as somebody measures it."""
    with tempfile.TemporaryDirectory(prefix="assent-history-") as folder:
        yield History(tools, workload, pathlib.Path(folder))


@contextlib.contextmanager
def records(tools, count):
    """A work tree with records, for the linter."""
    with tempfile.TemporaryDirectory(prefix="assent-records-") as folder:
        quiet(tools.fixtures, "records", "--records", count, folder)
        yield pathlib.Path(folder)
