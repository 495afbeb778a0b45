internal import Audit
internal import Markup
internal import Primitives

/// Who might do what, who did, and whether two duties met in one person.
struct PeoplePage: Sendable {
  let matter: PageMatter

  private var place: PagePlace { PageSection.people.place }
  /// Of more people than this a matrix would be no picture; the pairs stand in a list.
  private static let widest = 16
  private static let approvals = "approver"

  func pages() -> [Page] {
    let people = matter.report.people.sorted { $0.id < $1.id }
    let pairs = matter.report.duties.sorted(by: Self.order)
    let blocks = [
      PagedBlock(
        id: "accounts", title: "Who may, and who did",
        table: Table(
          "People and machines of the policies in the period",
          [
            .init("Person"), .init("Employment"), .init("Roles", .prose), .init("Keys", .prose),
            .init("Acts in the period"), .init("Parts in changes"), .init("Remarks"),
          ], isSortable: true),
        rows: people.map(account), ifNone: "no policy names anybody."),
      PagedBlock(
        id: "pairs", title: "Who approved whose changes",
        note: "Breaches first: an approver who requested or implemented the change.",
        table: Table(
          "Pairs of duties",
          [
            .init("Part"), .init("Person"), .init("Approver"), .init("Standing"),
            .init("Changes", .number), .init("Which"),
          ], isSortable: true),
        rows: pairs.map(pair), ifNone: "no approval counted on any change."),
    ]
    return PagedDocument(
      .people, note: "Who may do what, who did it, and whether duties were segregated.", blocks
    ).pages(in: matter.shell, intro: intro(pairs))
  }

  private static func order(_ left: DutyPair, _ right: DutyPair) -> Bool {
    if left.isBreach != right.isBreach { return left.isBreach }
    return (left.part, left.person, left.approver) < (right.part, right.person, right.approver)
  }

  private func account(_ person: PersonAccount) -> TableRow {
    var row = TableRow(label: Excerpt.line(person.id, 60))
    row.heading { cell in
      cell.text(Excerpt.line(person.id, 80))
      cell.void("br")
      let kind = person.isMachine ? "machine" : "human"
      cell.element("span", [.style("soft")], text: "\(Excerpt.line(person.name, 80)), \(kind)")
    }
    row.cell { employment(person.employment, to: &$0) }
    row.cell { tenures(person.roles, to: &$0) }
    row.cell { tenures(person.keys, to: &$0) }
    row.cell(
      person.acts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        .joined(separator: ", "))
    row.cell { cell in
      for (index, part) in person.parts.sorted(by: { $0.key < $1.key }).enumerated() {
        if index > 0 { cell.void("br") }
        cell.text("\(part.key) \(part.value.count): ")
        cell.add(matter.list(part.value, from: place, most: 5))
      }
    }
    row.cell { cell in
      for (index, remark) in person.remarks.prefix(5).enumerated() {
        if index > 0 { cell.void("br") }
        cell.text(Excerpt.line(remark, 300))
      }
    }
    return row
  }

  private func employment(_ employment: PersonAccount.Employment, to cell: inout Markup) {
    switch employment {
    case .unknown: cell.text("not on a staff list")
    case .employed: cell.text("employed")
    case .left(let day): cell.add(StatusMark("left \(day)", isGood: nil))
    }
  }

  /// Those that came and went together stand in one line.
  private func tenures(_ tenures: [PersonAccount.Tenure], to cell: inout Markup) {
    struct Span: Hashable {
      let status: String?
      let from: Instant
      let until: Instant?
    }
    var groups: [(span: Span, names: [String])] = []
    for tenure in tenures.prefix(12) {
      let span = Span(status: tenure.status, from: tenure.fromTime, until: tenure.untilTime)
      if let place = groups.firstIndex(where: { $0.span == span }) {
        groups[place].names.append(tenure.name)
      } else {
        groups.append((span, [tenure.name]))
      }
    }
    for (index, group) in groups.enumerated() {
      if index > 0 { cell.void("br") }
      for (number, name) in group.names.enumerated() {
        if number > 0 { cell.text(", ") }
        // A fingerprint has no place to break at, and would press the other columns together.
        let isKey = name.utf8.starts(with: "SHA256:".utf8)
        cell.element("span", isKey ? [.style("word")] : [], text: Excerpt.line(name, 100))
      }
      if let status = group.span.status { cell.text(" (\(Excerpt.line(status, 40)))") }
      cell.text(" from ")
      cell.add(TimeMark(group.span.from, matter.clock))
      if let until = group.span.until {
        cell.text(" until ")
        cell.add(TimeMark(until, matter.clock))
      }
    }
    if tenures.count > 12 { cell.text(" and \(tenures.count - 12) more in audit.db") }
  }

  private func pair(_ pair: DutyPair) -> TableRow {
    var row = TableRow(id: Self.anchor(pair), label: Excerpt.line(pair.person, 60))
    row.heading(pair.part)
    row.cell(Excerpt.line(pair.person, 80))
    row.cell(Excerpt.line(pair.approver, 80))
    row.cell(StatusMark(pair.isBreach ? "breach" : "two people", isGood: !pair.isBreach))
    row.number(pair.changes.count)
    row.cell(matter.list(pair.changes, from: place, most: 20))
    return row
  }

  private static func anchor(_ pair: DutyPair) -> String {
    "d-" + [pair.part, pair.person, pair.approver].map(PagePlace.fileName).joined(separator: ".")
  }

  private func intro(_ pairs: [DutyPair]) -> Markup {
    var intro = Markup()
    let breaches = pairs.count(where: \.isBreach)
    let dependent = matter.findings.count(.t7).fail
    if breaches == 0, dependent > 0 {
      intro.element(
        "p", [.style("verdict bad")],
        text: "In \(Share.words(dependent, "change")) an approver was not independent (T7), "
          + "though the diagonals are empty: they wrote what they approved, or asked or worked in a "
          + "way that no act shows.")
    } else if pairs.isEmpty {
      intro.element("p", [.style("verdict open")], text: "No approval counted on any change.")
    } else {
      intro.element(
        "p", [.style(breaches == 0 ? "verdict good" : "verdict bad")],
        text: breaches == 0
          ? "Nobody approved what they requested or implemented: every diagonal is empty."
          : "\(Share.words(breaches, "person", "people")) on a diagonal: "
            + "they approved what they requested or implemented.")
    }
    for part in Set(pairs.map(\.part)).sorted() {
      matrix(part, pairs.filter { $0.part == part }, to: &intro)
    }
    return intro
  }

  private func matrix(_ part: String, _ pairs: [DutyPair], to intro: inout Markup) {
    let people = Set(pairs.flatMap { [$0.person, $0.approver] }).sorted()
    let title = part.prefix(1).uppercased() + part.dropFirst() + " × \(Self.approvals)"
    intro.element("h2", text: title)
    guard people.count <= Self.widest else {
      intro.element(
        "p",
        text:
          "\(people.count) people are too many for a matrix: the pairs that occur are listed below."
      )
      return
    }
    let counts = Dictionary(
      pairs.map { (Self.anchor($0), $0) }, uniquingKeysWith: { first, _ in first })
    let columns =
      [Table.Column("\(part) ↓ approver →")] + people.map { .init(Excerpt.line($0, 40), .number) }
    let rows = people.map { person in
      var row = TableRow()
      row.heading(Excerpt.line(person, 40))
      for approver in people {
        let empty = DutyPair(part: part, person: person, approver: approver, changes: [])
        guard let pair = counts[Self.anchor(empty)] else {
          row.emptyNumber(isMarked: empty.isBreach)
          continue
        }
        row.cellOfNumber { cell in
          let style: [Attribute] = pair.isBreach ? [.style("mark bad")] : []
          cell.element(
            "a", style + [.link(Link(path: [], fragment: Self.anchor(pair)))],
            text: "\(pair.changes.count)")
        }
      }
      return row
    }
    Table("\(title): how many changes; the diagonal must be empty", columns)
      .add(to: &intro, rows: rows)
  }
}
