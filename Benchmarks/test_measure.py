"""Tests of the modules that measure: `python3 -m unittest test_measure`."""

import json
import pathlib
import re
import tempfile
import unittest
import xml.etree.ElementTree as ET

from measure import document, plots, tables, targets, units
from measure.rows import Results, Row
from measure.svg import Drawing

MACHINE = {
    "cores": 2, "processor": "a processor", "memory-gb": 8, "kernel": "6", "git": "git version 2",
    "libgit2": "1", "gpg": "gpg", "ssh": "OpenSSH", "assent": "1", "commit": "abc",
    "load-before": 0.1}


def run(wall, peak=10):
    return {"wall": wall, "cpu": wall, "peak": peak}


def history(name, commits, walls, against=None, scale=1):
    workload = {"commits": commits, "acts": 100, "changes": 10, "keys": "ed25519"}
    return Row("commits", name, workload, [run(wall) for wall in walls], scale, against)


def sample():
    rows = []
    for commits in (1_000, 1_000_000):
        rows += [
            history("assent status", commits, [1, 2, 9], "git log --format=%B"),
            history("git log --format=%B", commits, [2, 1, 3], "assent status"),
            history("git log --format=%G?", commits, [2, 4, 6], "assent status", 100)]
    return Results(MACHINE, "full", rows)


class DrawingTests(unittest.TestCase):
    def test_text_that_tries_to_be_markup_stays_text(self):
        hostile = '</text><script>"&'
        drawing = Drawing(10, 10, hostile, hostile)
        drawing.text((1, 1), hostile)
        root = ET.fromstring(drawing.bytes())
        names = {element.tag.split("}")[1] for element in root.iter()}
        self.assertEqual(names, {"svg", "title", "desc", "style", "rect", "text"})
        self.assertIn(hostile, [element.text for element in root.iter()])

    def test_every_plot_names_itself_and_its_lines(self):
        with tempfile.TemporaryDirectory() as folder:
            drawn = plots.draw(sample(), pathlib.Path(folder))
            self.assertEqual(drawn, ["time-commits.svg", "memory-commits.svg"])
            root = ET.parse(pathlib.Path(folder) / drawn[0]).getroot()
        self.assertEqual(root.get("role"), "img")
        texts = " ".join(element.text or "" for element in root.iter())
        for name in ("Time against plain commits", "status, 2 s", "1,000,000", "git log, %B"):
            self.assertIn(name, texts)

    def test_labels_move_apart_and_stay_inside(self):
        self.assertEqual(plots.spread([10, 11, 50], 0, 60, 17), [10, 27, 50])
        self.assertEqual(plots.spread([58, 59, 60], 0, 60, 17), [26, 43, 60])


class TableTests(unittest.TestCase):
    def test_ratios_are_of_runs_of_one_round(self):
        results = sample()
        status = results.find("commits", "assent status", commits=1_000)[0]
        self.assertEqual(results.ratio(status), (2, 0.5, 3))
        scaled = results.find("commits", "git log --format=%G?", commits=1_000)[0]
        self.assertEqual(scaled.median(), 400)
        self.assertEqual(results.ratio(scaled)[0], 200)

    def test_a_target_is_judged_on_the_size_it_was_set_for(self):
        found = {line[0]: line[3:] for line in targets.judged(sample())}
        self.assertEqual(
            found["`status`, against `git log --format=%B`"], ("2.0 ×", "missed"))
        self.assertEqual(found["decisions"], ("not measured", ""))

    def test_a_bar_does_not_end_a_cell(self):
        self.assertEqual(tables.table(["a"], [["x|y"]])[-1], "| x\\|y |")

    def test_numbers_have_the_digits_that_say_something(self):
        self.assertEqual(
            [units.duration(value) for value in (0.0057, 0.081, 2.64, 793)],
            ["5.7 ms", "81 ms", "2.64 s", "793 s"])
        self.assertEqual(units.megabytes(1250), "1.25 GB")


class ResultsTests(unittest.TestCase):
    def test_what_is_written_is_read(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "results/full.json"
            sample().write(path)
            json.loads(path.read_text())
            again = Results.read(path)
        self.assertEqual(again.rows, sample().rows)
        self.assertEqual(again.machine, MACHINE)

    def test_a_row_takes_the_place_of_the_former_one(self):
        results = sample()
        results.add([history("assent status", 1_000, [5])])
        self.assertEqual(len(results.rows), 6)
        self.assertEqual(results.find("commits", "assent status", commits=1_000)[0].median(), 5)

    def test_the_document_keeps_what_stands_around_the_marks(self):
        with tempfile.TemporaryDirectory() as folder:
            page = pathlib.Path(folder) / "Documentation/PERFORMANCE.md"
            page.parent.mkdir()
            page.write_text(f"before\n{document.START}\nold\n{document.END}\nafter\n")
            document.write(sample(), pathlib.Path(folder))
            document.write(sample(), pathlib.Path(folder))
            text = page.read_text()
            details = (page.parent / "performance/results.md").read_text()
        self.assertTrue(text.startswith("before\n"))
        self.assertTrue(text.endswith("after\n"))
        self.assertNotIn("old", text)
        self.assertEqual(len(re.findall("### Targets", text)), 1)
        self.assertIn("1,000,000 commits", details)


if __name__ == "__main__":
    unittest.main()
