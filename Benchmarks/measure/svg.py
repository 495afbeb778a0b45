"""Drawings as SVG: shapes, texts and nothing else; every text is escaped by the writer of XML."""

import xml.etree.ElementTree as ET

STYLE = """
svg { color-scheme: light dark; --ground: #ffffff; --ink: #1f2328; --faint: #59636e;
  --grid: #d8dee4; --c0: #0550ae; --c1: #b35900; --c2: #116329; --c3: #8250df; --c4: #b3261e;
  --c5: #59636e; }
@media (prefers-color-scheme: dark) { svg { --ground: #0d1117; --ink: #f0f6fc; --faint: #9198a1;
  --grid: #30363d; --c0: #79c0ff; --c1: #ffa657; --c2: #7ee787; --c3: #d2a8ff; --c4: #ff9492;
  --c5: #9198a1; } }
text { font: 13px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: var(--ink); }
.title { font-size: 16px; font-weight: 600; }
.faint { fill: var(--faint); font-size: 12px; }
.ground { fill: var(--ground); }
.grid { stroke: var(--grid); stroke-width: 1; }
.slope { stroke: var(--faint); stroke-width: 1; stroke-dasharray: 1 5; opacity: 0.7; }
.line { fill: none; stroke-width: 2.25; stroke-linejoin: round; }
.peer { stroke-dasharray: 7 4; }
.leader { fill: none; stroke-width: 1; opacity: 0.6; }
"""


class Drawing:
    """An image with a title and a description for those who cannot see it."""

    def __init__(self, width, height, title, description):
        self.root = ET.Element("svg", {
            "xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {width} {height}",
            "width": str(width), "height": str(height), "role": "img",
            "aria-labelledby": "title description"})
        for name, text in (("title", title), ("desc", description)):
            mark = "title" if name == "title" else "description"
            ET.SubElement(self.root, name, {"id": mark}).text = text
        ET.SubElement(self.root, "style").text = STYLE
        self.shape("rect", "ground", width=width, height=height)

    def shape(self, name, kind, colour=None, **attributes):
        """Adds a shape; `colour` is a number of the palette."""
        found = {key.replace("_", "-"): number(value) for key, value in attributes.items()}
        found["class"] = kind
        if colour is not None:
            paint = f"var(--c{colour})"
            found["style"] = f"fill: {paint}" if name == "circle" else f"stroke: {paint}"
        return ET.SubElement(self.root, name, found)

    def line(self, kind, start, end):
        self.shape("line", kind, x1=start[0], y1=start[1], x2=end[0], y2=end[1])

    def path(self, kind, colour, points):
        steps = " ".join(f"{number(x)},{number(y)}" for x, y in points)
        self.shape("polyline", kind, colour, points=steps)

    def text(self, place, words, kind="", anchor="start", colour=None, turn=None):
        found = {"x": number(place[0]), "y": number(place[1]), "text-anchor": anchor}
        if kind:
            found["class"] = kind
        if colour is not None:
            found["style"] = f"fill: var(--c{colour})"
        if turn is not None:
            found["transform"] = f"rotate({turn} {number(place[0])} {number(place[1])})"
        ET.SubElement(self.root, "text", found).text = words

    def bytes(self):
        ET.indent(self.root)
        return ET.tostring(self.root, encoding="utf-8") + b"\n"


def number(value):
    """A number with a digit behind the point at most; other values as they are."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, (int, float)) else value
