"""Growth as lines, both axes logarithmic: what grows in proportion is as steep as a dotted line."""

import math
from dataclasses import dataclass

from .svg import Drawing
from .units import count, duration, megabytes

WIDTH, HEIGHT = 780, 440
LEFT, RIGHT, TOP, BOTTOM = 76, 204, 62, 56


@dataclass
class Line:
    """The points of one command."""

    name: str
    points: list
    colour: int
    is_peer: bool = False


class Scale:
    """Where a value stands, by its logarithm, between two whole powers of ten."""

    def __init__(self, values, start, end):
        self.low = math.floor(math.log10(min(values)) + 1e-9)
        self.high = max(self.low + 1, math.ceil(math.log10(max(values)) - 1e-9))
        self.start, self.end = start, end

    def __call__(self, value):
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return self.start + (self.end - self.start) * share

    @property
    def ticks(self):
        return [10.0 ** power for power in range(self.low, self.high + 1)]


def growth(title, across, upward, lines, unit):
    """A plot of `lines` as SVG; `unit` writes a value of the upward axis."""
    lines = [line for line in lines if line.points]
    described = "; ".join(
        f"{line.name}: {unit(line.points[-1][1])} at {count(line.points[-1][0])}"
        for line in lines)
    drawing = Drawing(WIDTH, HEIGHT, title, f"{upward} against {across}. {described}.")
    xs = [x for line in lines for x, _ in line.points]
    ys = [y for line in lines for _, y in line.points]
    horizontal = Scale(xs, LEFT, WIDTH - RIGHT)
    vertical = Scale(ys, HEIGHT - BOTTOM, TOP)
    frame(drawing, title, across, upward, horizontal, vertical, unit)
    slopes(drawing, horizontal, vertical)
    for line in lines:
        places = [(horizontal(x), vertical(y)) for x, y in line.points]
        drawing.path("line peer" if line.is_peer else "line", line.colour, places)
        for x, y in places:
            drawing.shape("circle", "dot", line.colour, cx=x, cy=y, r=3.5)
    labels(drawing, lines, horizontal, vertical, unit)
    return drawing.bytes()


def frame(drawing, title, across, upward, horizontal, vertical, unit):
    drawing.text((16, 26), title, "title")
    drawing.text((16, 46), f"{upward}; dotted: growth in proportion", "faint")
    for value in vertical.ticks:
        y = vertical(value)
        drawing.line("grid", (LEFT, y), (WIDTH - RIGHT, y))
        drawing.text((LEFT - 8, y + 4), unit(value), "faint", "end")
    for value in horizontal.ticks:
        x = horizontal(value)
        drawing.line("grid", (x, TOP), (x, HEIGHT - BOTTOM))
        drawing.text((x, HEIGHT - BOTTOM + 18), count(value), "faint", "middle")
    drawing.text(((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14), across, anchor="middle")


def slopes(drawing, horizontal, vertical):
    """Lines along which what is measured grows in proportion, one for each power of ten."""
    left, right = horizontal.low, horizontal.high
    for power in range(vertical.low - (right - left) + 1, vertical.high):
        first = max(left, left + vertical.low - power)
        last = min(right, left + vertical.high - power)
        start, end = (
            (horizontal(10.0 ** across), vertical(10.0 ** (power + across - left)))
            for across in (first, last))
        drawing.line("slope", start, end)


def labels(drawing, lines, horizontal, vertical, unit):
    """Names to the right of the lines, moved apart where they would touch."""
    wanted = sorted(
        ((vertical(line.points[-1][1]), line) for line in lines), key=lambda each: each[0])
    places = spread([y for y, _ in wanted], TOP + 4, HEIGHT - BOTTOM, 17)
    for (y, line), place in zip(wanted, places):
        x = WIDTH - RIGHT
        end = horizontal(line.points[-1][0])
        drawing.path("leader", line.colour, [(end + 5, y), (max(end, x) + 8, place)])
        value = unit(line.points[-1][1])
        drawing.text(
            (max(end, x) + 12, place + 4), f"{line.name}, {value}", colour=line.colour)


def spread(places, low, high, gap):
    """The same places, in their order, at least `gap` apart and within bounds."""
    result = []
    for place in places:
        result.append(max(place, low, result[-1] + gap if result else low))
    for number in range(len(result) - 1, -1, -1):
        limit = high if number == len(result) - 1 else result[number + 1] - gap
        result[number] = min(result[number], limit)
    return result


# Each plot: file, section, axis of the workload, what the axis counts, and its lines.
GIT = "git log --format=%B"
SIGNATURES = "git log --format=%G?"
CHARTS = [
    ("commits", "commits", "plain commits, 100 acts among them", [
        ("assent status", "status", 0, False), ("assent gate, cold", "gate, cold", 1, False),
        ("assent gate, warm", "gate, warm", 2, False), (GIT, "git log, %B", 5, True)]),
    ("acts", "acts", "signed acts, 100 on each change", [
        ("assent status", "status", 0, False), ("assent gate, cold", "gate, cold", 1, False),
        ("assent gate, warm", "gate, warm", 2, False), ("arithmetic", "arithmetic alone", 3, True),
        (SIGNATURES, "git log, %G?", 5, True), ("git verify-commit", "verify-commit", 4, True)]),
    ("lint", "records", "records of 5 kB", [
        ("assent lint", "lint", 0, False),
        ("assent lint --format concise", "lint, concise", 1, False),
        ("assent lint FILE", "lint, one file", 2, False), ("yamllint", "yamllint", 5, True),
        ("check-jsonschema", "check-jsonschema", 4, True)]),
    ("audit", "acts", "signed acts, 10 on each change", [
        ("assent audit report", "audit report", 0, False),
        ("assent audit report --no-bundle", "without bundle", 1, False)]),
]


def draw(results, folder):
    """Writes the plots of what was measured; gives their names."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = []
    for section, axis, across, named in CHARTS:
        for of, upward, unit in [
            ("wall", "median time", duration), ("peak", "median of peak memory", megabytes),
        ]:
            lines = [line(results, section, axis, of, each) for each in named]
            lines = [each for each in lines if len(each.points) > 1]
            if not lines:
                continue
            kind = "Time" if of == "wall" else "Memory"
            title = f"{kind} against {across.split(',')[0]}"
            path = folder / f"{kind.lower()}-{section}.svg"
            path.write_bytes(growth(title, across, upward, lines, unit))
            drawn.append(path.name)
    return drawn


def line(results, section, axis, of, named):
    """The points of a command; what ran on a slice has no memory that says anything."""
    name, label, colour, is_peer = named
    rows = [row for row in results.find(section, name) if row.workload[axis] and row.median(of)]
    if of == "peak" and any(row.scale != 1 for row in rows):
        rows = []
    points = sorted((row.workload[axis], row.median(of)) for row in rows)
    return Line(label, points, colour, is_peer)
