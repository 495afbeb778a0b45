"""Opens the pages of a folder in headless Chromium and prints what is wrong with them.

    look.py DIR [SCREENSHOTS | - [TEXT]]

One line for each complaint; nothing for pages that are in order. TEXT must be read back, as text,
from the pages that show texts from outside.
"""

import pathlib
import sys
import urllib.parse

import html5lib
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(sys.argv[1]).resolve()
SHOTS = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 and sys.argv[2] != "-" else None
TEXT = sys.argv[3] if len(sys.argv) > 3 else None
SHOWING = ["index", "changes", "exceptions", "uncovered", "people", "sample", "tests"]
HTML = "{http://www.w3.org/1999/xhtml}"
# Without axe's own reading of style sheets, which the pages' policy rightly refuses.
RULES = {"preload": False, "runOnly": {"type": "tag", "values": [
    "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}


def complain(page, words):
    print(f"{page}: {words}")


def parsed(path):
    """The page as an independent parser reads it."""
    parser = html5lib.HTMLParser()
    tree = parser.parse(path.read_bytes().decode("utf-8"))
    return tree, parser.errors


def read(name, path, ids):
    tree, errors = parsed(path)
    for place, code, _ in errors:
        complain(name, f"HTML: {code} at {place}")
    seen = set()
    for element in tree.iter():
        here = element.get("id")
        if here is None:
            continue
        if here in seen:
            complain(name, f"id {here!r} is there twice")
        if not here or any(letter.isspace() for letter in here):
            complain(name, f"id {here!r} is no id")
        seen.add(here)
    ids[name] = seen
    if TEXT and name.removesuffix(".html") in SHOWING:
        if TEXT not in "".join(tree.itertext()):
            complain(name, "the text cannot be read back")
    return tree


def follow(name, tree, ids):
    """Every link is relative, and leads to a file that is there and a place in it."""
    for element in tree.iter():
        for attribute in ("href", "src", "{http://www.w3.org/1999/xlink}href"):
            target = element.get(attribute)
            if target is None:
                continue
            parts = urllib.parse.urlsplit(target)
            if parts.scheme or parts.netloc or parts.path.startswith("/"):
                complain(name, f"link out of the pack: {target!r}")
                continue
            path = (ROOT / name).parent / urllib.parse.unquote(parts.path)
            path = path.resolve() if parts.path else (ROOT / name)
            if not path.is_file() or ROOT not in path.parents:
                complain(name, f"link to nothing: {target!r}")
                continue
            there = path.relative_to(ROOT).as_posix()
            fragment = urllib.parse.unquote(parts.fragment)
            if fragment and there in ids and not there.startswith("changes/"):
                if fragment not in ids[there]:
                    complain(name, f"link to no place: {target!r}")


def look(context, name, scripts, axe):
    page = context.new_page()
    page.on("request", lambda request: request.url.startswith("file:") or complain(
        name, f"request to {request.url}"))
    page.on("requestfailed", lambda request: complain(name, f"failed: {request.url}"))
    page.on("console", lambda message: complain(name, f"console: {message.text}"))
    page.on("pageerror", lambda error: complain(name, f"error: {error}"))
    page.on("dialog", lambda dialog: (complain(name, "a script of a text ran"), dialog.dismiss()))
    page.goto((ROOT / name).as_uri())
    if not name.startswith("changes/"):
        ground = page.locator("nav a[aria-current]").count()
        if ground == 0:
            complain(name, "the navigation names no current page")
    if scripts:
        found = axe.run(page, options=RULES)
        for violation in found.response["violations"]:
            for node in violation["nodes"][:3]:
                complain(name, f"axe {violation['id']}: {node['target']}: {violation['help']}")
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        if wide:
            complain(name, "wider than the window")
    if SHOTS and scripts:
        stem = name.replace("/", "-").removesuffix(".html")
        page.screenshot(path=SHOTS / f"{stem}.png")
        page.screenshot(path=SHOTS / f"{stem}-full.png", full_page=True)
        page.pdf(path=SHOTS / f"{stem}.pdf", format="A4", prefer_css_page_size=False)
    page.close()


def main():
    names = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.html"))
    if not names:
        complain(ROOT, "no pages")
    ids = {}
    trees = {name: read(name, ROOT / name, ids) for name in names}
    for name, tree in trees.items():
        follow(name, tree, ids)
    names = [name for name in names if not name.startswith("changes/")
             or (ROOT / name).stat().st_size > 1000]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        axe = Axe()
        size = {"width": 1280, "height": 800}
        for scripts in (True, False):
            context = browser.new_context(java_script_enabled=scripts, viewport=size)
            for name in names:
                look(context, name, scripts, axe)
        browser.close()


main()
