"""The programs that are measured and those that help."""

import pathlib
import shutil
import subprocess

from .launch import Launcher

# NDEBUG as the Makefile's release has it.
BUILD = [
    "swift", "build", "-c", "release", "--static-swift-stdlib", "-Xcc", "-DNDEBUG",
    "-Xcxx", "-DNDEBUG"]
PRODUCTS = ("assent", "benchmark-fixtures", "benchmark-decisions", "benchmark-launch")
# Built where the package has it.
VERIFICATION = "benchmark-verification"


class Tools:
    """Where everything is."""

    def __init__(self, root, place=None, build=True):
        self.root = root
        if place is None:
            place = self._built(build)
        self.assent, self.fixtures, self.decisions, launch = (
            pathlib.Path(place) / name for name in PRODUCTS)
        self.launcher = Launcher(launch)
        verification = pathlib.Path(place) / VERIFICATION
        self.verification = verification if verification.exists() else None

    def _built(self, build):
        products = list(PRODUCTS)
        if f'name: "{VERIFICATION}"' in (self.root / "Package.swift").read_text():
            products.append(VERIFICATION)
        for product in products if build else []:
            subprocess.run(BUILD + ["--product", product], cwd=self.root, check=True)
        shown = subprocess.run(
            BUILD + ["--show-bin-path"], cwd=self.root, check=True, capture_output=True,
            text=True)
        return shown.stdout.strip()

    def judge(self, name):
        """A program of `.ci/judges`, or of the machine; nothing where there is none."""
        ours = self.root / ".build/judges/bin" / name
        return ours if ours.exists() else shutil.which(name)

    def missing(self):
        return [
            name for name in ("yamllint", "check-jsonschema") if not self.judge(name)]
