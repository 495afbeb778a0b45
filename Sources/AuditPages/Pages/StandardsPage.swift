internal import Audit
internal import Markup

/// For each control of a standard, what the pack shows and where.
struct StandardsPage: Sendable {
  let matter: PageMatter

  private var place: PagePlace { PageSection.standards.place }

  func pages() -> [Page] {
    var order: [String] = []
    let groups = Dictionary(grouping: matter.site.standards, by: \.standard)
    for control in matter.site.standards where !order.contains(control.standard) {
      order.append(control.standard)
    }
    let blocks = order.map { standard in
      PagedBlock(
        id: "s-" + PagePlace.fileName(standard), title: standard,
        table: Table(
          standard,
          [
            .init("Control"), .init("What it asks for", .prose), .init("Tests"), .init("Where"),
            .init("What lies outside", .prose),
          ]),
        rows: (groups[standard] ?? []).map(row))
    }
    return PagedDocument(
      .standards, note: "For each control, what this pack shows and where.", blocks
    ).pages(in: matter.shell, intro: intro())
  }

  private func row(_ control: StandardControl) -> TableRow {
    var row = TableRow()
    row.heading(control.control)
    row.prose(control.asks)
    row.cell { cell in
      if control.tests == ControlTest.allCases {
        return cell.element(
          "a", [.link(place.link(to: PageSection.tests.place))], text: "T1 to T18")
      }
      for (index, test) in control.tests.enumerated() {
        if index > 0 { cell.void("br") }
        tests(test, to: &cell)
      }
    }
    row.cell { cell in
      for (index, path) in control.places.enumerated() {
        if index > 0 { cell.text(", ") }
        self.link(path, to: &cell)
      }
    }
    row.prose(control.limits ?? "–")
    return row
  }

  private func tests(_ test: ControlTest, to cell: inout Markup) {
    let count = matter.findings.count(test)
    cell.element(
      "a", [.link(place.link(to: PageSection.tests.place, test.rawValue))], text: test.rawValue)
    cell.text(" \(count.pass) pass")
    if count.fail > 0 {
      cell.text(", ")
      cell.element("span", [.style("mark bad")], text: "\(count.fail) fail")
    }
    if count.notEvaluable > 0 { cell.text(", \(count.notEvaluable) not evaluable") }
  }

  /// A file of the pack as a link; what is none, such as a pattern, as text.
  private func link(_ path: String, to cell: inout Markup) {
    let parts = path.split(separator: "#", maxSplits: 1).map(String.init)
    let isFile = path.utf8.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: "<") }
    guard let file = parts.first, isFile, file.contains("."), !file.contains("*") else {
      return cell.text(path)
    }
    let target = file.split(separator: "/").map(String.init)
    cell.element(
      "a", [.link(place.link(to: target, parts.count > 1 ? parts[1] : nil))], text: path)
  }

  private func intro() -> Markup {
    var intro = Markup()
    if matter.site.standards.isEmpty {
      intro.element("p", text: "No map to standards was given to this pack.")
    }
    intro.element("p") { line in
      line.text(
        "A result here is evidence for an assessor’s judgement and not the judgement: standards "
          + "also ask for what no repository holds, which the last column names.")
    }
    return intro
  }
}
