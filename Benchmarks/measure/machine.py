"""Names the machine and the programs that were measured."""

import ctypes.util
import os
import pathlib
import platform
import re
import shutil
import subprocess


def version(*words):
    """The first line of what a program says of itself; nothing where it is not installed."""
    if not shutil.which(str(words[0])):
        return ""
    done = subprocess.run(
        [str(word) for word in words], capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).strip().splitlines()[0]


def processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def memory():
    text = pathlib.Path("/proc/meminfo").read_text()
    return round(int(re.search(r"MemTotal:\s+(\d+)", text)[1]) / 1024 / 1024)


def libgit2():
    try:
        library = ctypes.CDLL(ctypes.util.find_library("git2"))
    except (OSError, TypeError):
        return ""
    numbers = [ctypes.c_int() for _ in range(3)]
    library.git_libgit2_version(*(ctypes.byref(number) for number in numbers))
    return ".".join(str(number.value) for number in numbers)


def load():
    return round(os.getloadavg()[0], 2)


def describe(assent, root):
    """What a reader has to know to compare."""
    commit = subprocess.run(
        ["git", "-C", str(root), "rev-parse", "--short=10", "HEAD"], capture_output=True,
        text=True, check=False).stdout.strip()
    return {
        "cores": os.cpu_count(), "processor": processor(), "memory-gb": memory(),
        "kernel": platform.release(), "git": version("git", "--version"), "libgit2": libgit2(),
        "gpg": version("gpg", "--version"), "ssh": version("ssh", "-V"),
        "assent": version(assent, "--version"), "commit": commit, "load-before": load()}
