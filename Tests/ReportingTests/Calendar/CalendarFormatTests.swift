import ChangeCalendar
import Foundation
import Primitives
import Records
import Reporting
import TestSupport
import Testing

/// What a change calendar looks like in each format; files under Golden/ hold what was read last.
struct CalendarFormatTests {
  private func written(_ text: String, _ name: String) throws -> (
    folder: ScratchFolder, path: String
  ) {
    let folder = try ScratchFolder("calendar")
    let path = "\(folder.path)/\(name)"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return (folder, path)
  }

  private func python(_ program: String, _ path: String) throws -> Command.Outcome {
    // Debian's own, for which its packages are: another may stand before it in the path.
    try Command.run(
      "/usr/bin/python3", ["-c", program, path], in: "/", environment: ["LC_ALL": "C.UTF-8"])
  }

  @Test func `the text is an agenda`() throws {
    let text = CalendarText(hasColour: false).page(try CalendarSamples.full())
    try Golden.compare(text, with: "calendar.txt")
  }

  @Test func `a narrow terminal breaks lines and cuts none short`() throws {
    let text = CalendarText(hasColour: false, width: 72).page(try CalendarSamples.full())
    try Golden.compare(text, with: "calendar-narrow.txt")
    for line in text.split(separator: "\n") { #expect(PlainText.width(String(line)) <= 72) }
  }

  @Test func `the documentation shows the text`() throws {
    var schedule = try CalendarSamples.full("2026-03-26", "2026-04-03")
    schedule.now = try CalendarSamples.instant("2026-03-24T08:00:00Z")
    let text = CalendarText(hasColour: false, width: 100).page(schedule)
    try Golden.compare(text, with: "calendar-documented.txt")
    let page = try String(
      contentsOfFile: "\(Golden.root)/Documentation/calendar.md", encoding: .utf8)
    let command = "$ assent calendar --from 2026-03-26 --until 2026-04-03"
    #expect(page.contains("\n```\n\(command)\n\(text)```\n"))
  }

  @Test func `days without anything are said to have nothing`() throws {
    let text = CalendarText(hasColour: false).page(
      try CalendarSamples.empty("2026-03-23", "2026-03-24"))
    #expect(text.contains("\nnothing on these days\n"))
  }

  @Test func `the picture is as it was seen last`() throws {
    try Golden.compare(CalendarSVG().picture(try CalendarSamples.full()), with: "calendar.svg")
  }

  static let ranges = [
    (0, "2026-03-23", "2026-03-24"), (1, "2026-03-28", "2026-03-30"),
    (40, "2026-03-01", "2026-04-05"),
    (200, "2026-01-01", "2027-01-01"), (200, "2026-10-19", "2026-11-02"),
    (3, "2026-01-01", "2029-01-01"),
  ]

  @Test(arguments: ranges)
  func `the picture is well formed and needs nothing from elsewhere`(
    _ count: Int, _ first: String, _ end: String
  ) throws {
    let svg = CalendarSVG().picture(try CalendarSamples.many(count, first, end))
    let (folder, path) = try written(svg, "calendar.svg")
    if let kept = ProcessInfo.processInfo.environment["KEEP_PICTURES"] {
      try svg.write(toFile: "\(kept)/\(count)-\(first).svg", atomically: true, encoding: .utf8)
    }
    let outcome = try python(Self.checkPicture, path)
    #expect(outcome.status == 0, "\(outcome.errorText)")
    withExtendedLifetime(folder) {}
  }

  /// No scripts, no foreign references, and no two lines of text that overlap.
  private static let checkPicture = """
    import sys, xml.dom.minidom
    document = xml.dom.minidom.parse(sys.argv[1])
    root = document.documentElement
    assert root.tagName == 'svg' and root.getAttribute('role') == 'img'
    assert [n.tagName for n in root.childNodes if n.nodeType == 1][:2] == ['title', 'desc']
    text = open(sys.argv[1], encoding='utf-8').read()
    assert '<script' not in text and 'href' not in text and '@import' not in text
    assert text.count('http') == 1, 'the name space alone'
    width, height = float(root.getAttribute('width')), float(root.getAttribute('height'))
    boxes = []
    for node in document.getElementsByTagName('text'):
        x, y = float(node.getAttribute('x')), float(node.getAttribute('y'))
        kind = node.getAttribute('class')
        per = {'title': 9.5, 'id': 7.6, 'month': 7.6}.get(kind, 6.2)
        wide = per * len(node.firstChild.data if node.firstChild else '')
        anchor = node.getAttribute('text-anchor')
        x -= wide / 2 if anchor == 'middle' else wide if anchor == 'end' else 0
        # Texts beside the plot are clipped at its edge.
        if node.parentNode.getAttribute('clip-path'): wide = min(wide, 370 - x)
        assert 0 <= x and x + wide <= width + 8 and 0 < y <= height, node.toxml()
        boxes.append((y, x, x + wide, node.toxml()))
    boxes.sort()
    for number, (y, left, right, what) in enumerate(boxes):
        for other in boxes[number + 1:]:
            if other[0] - y >= 10: break
            assert other[1] >= right - 1 or left >= other[2] - 1, what + other[3]
    """

  @Test func `iCalendar is as it was read last`() throws {
    let text = CalendarICS(engine: "assent 0.1.0").calendar(try CalendarSamples.full())
    try Golden.compare(text, with: "calendar.ics")
  }

  @Test func `iCalendar has lines of 75 octets that split no character`() throws {
    let text = CalendarICS(engine: "assent 0.1.0").calendar(try CalendarSamples.full())
    let bytes = Array(text.utf8)
    #expect(bytes.suffix(2) == [13, 10])
    #expect(bytes.filter { $0 == 13 }.count == bytes.filter { $0 == 10 }.count)
    for line in text.components(separatedBy: "\r\n") {
      #expect(line.utf8.count <= 75)
      #expect(!line.utf8.contains(10))
    }
    let unfolded = text.replacingOccurrences(of: "\r\n ", with: "")
    #expect(unfolded.contains("Nächtliche Übergabe\\; Prüfung\\, Löschung & <Sicherung>"))
  }

  @Test func `another program reads the iCalendar as it was meant`() throws {
    let text = CalendarICS(engine: "assent 0.1.0").calendar(try CalendarSamples.full())
    let (folder, path) = try written(text, "calendar.ics")
    let outcome = try python(Self.readCalendar, path)
    #expect(outcome.status == 0, "\(outcome.errorText)")
    let read = try JSON(parsing: outcome.output)
    let events = read.elements.filter { $0["uid"].string?.hasPrefix("CHG") ?? false }
    #expect(events.count == 6)
    let odd = try #require(events.first { $0["uid"].string?.contains("8Q1M") ?? false })
    #expect(odd["uid"].string == "CHG-2026-8Q1M@harbourline/changes")
    #expect(
      odd["summary"].string
        == "CHG-2026-8Q1M Nächtliche Übergabe; Prüfung, Löschung & <Sicherung> der Partnerdaten \\ alt 🛟"
    )
    #expect(odd["start"].string == "2026-03-28T22:00:00+00:00")
    #expect(odd["end"].string == "2026-03-29T01:30:00+00:00")
    #expect(odd["stamp"].string == "2026-03-20T09:00:00+00:00")
    #expect(odd["sequence"].integer == 3)
    #expect(
      odd["description"].string?.hasPrefix(
        "Latest decision: decide by Sat 2026-03-28 23:00; approve from Thu 2026-03-26 23:00:01 on, "
          + "since it holds for 48h; approve of bo.chen as change-manager will have expired by then"
      )
        ?? false)
    #expect(
      events.map { $0["status"].string }
        == ["CONFIRMED", "CONFIRMED", "TENTATIVE", "TENTATIVE", "CANCELLED", "TENTATIVE"])
    let freeze = try #require(
      read.elements.first { $0["uid"].string == "freeze-easter@harbourline/changes" })
    #expect(freeze["transp"].string == "TRANSPARENT")
    let uids = read.elements.compactMap { $0["uid"].string }
    #expect(Set(uids).count == uids.count)
    withExtendedLifetime(folder) {}
  }

  private static let readCalendar = """
    import sys, json, icalendar
    calendar = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())
    assert calendar['VERSION'] == '2.0' and calendar['PRODID']
    events = []
    for event in calendar.walk('VEVENT'):
        assert not event.errors, event.errors
        for name in ['UID', 'DTSTAMP', 'SEQUENCE', 'DTSTART', 'SUMMARY', 'TRANSP', 'CATEGORIES']:
            assert name in event, name
        end = event.get('DTEND')
        events.append({
            'uid': str(event['UID']), 'summary': str(event['SUMMARY']),
            'description': str(event.get('DESCRIPTION', '')),
            'start': event['DTSTART'].dt.isoformat(), 'end': end.dt.isoformat() if end else None,
            'stamp': event['DTSTAMP'].dt.isoformat(), 'sequence': int(event['SEQUENCE']),
            'status': str(event['STATUS']) if 'STATUS' in event else None,
            'transp': str(event['TRANSP']),
        })
    print(json.dumps(events))
    """

  @Test func `an iCalendar of nothing is still one`() throws {
    let text = CalendarICS(engine: "assent 0.1.0").calendar(
      try CalendarSamples.empty("2026-03-23", "2026-03-24"))
    let (folder, path) = try written(text, "calendar.ics")
    let outcome = try python(Self.readCalendar, path)
    #expect(outcome.status == 0 && outcome.line == "[]", "\(outcome.errorText)")
    withExtendedLifetime(folder) {}
  }

  @Test func `JSON is as it was read last`() throws {
    let line = CalendarJSON(engine: "assent 0.1.0").calendar(try CalendarSamples.full()).line
    let (folder, path) = try written(line, "calendar.json")
    let outcome = try python(
      "import sys, json; print(json.dumps(json.load(open(sys.argv[1])), indent=1, ensure_ascii=False))",
      path)
    #expect(outcome.status == 0, "\(outcome.errorText)")
    try Golden.compare(outcome.text, with: "calendar.json")
    withExtendedLifetime(folder) {}
  }
}
