package import Diagnostics

/// The examination of a set-up for people: the verdict first, then each finding with its cure.
package struct SetUpText {
  private let hasColour: Bool
  private let width: Int?

  package init(hasColour: Bool, width: Int? = nil) {
    self.hasColour = hasColour
    self.width = width
  }

  /// The page.
  package func page(_ report: SetUpReport) -> String {
    var page = Page(hasColour: hasColour, width: width)
    let ink: Ink = report.costs > 0 ? .bad : .good
    page.line(ink(verdict(report), hasColour))
    let ordered =
      report.findings.filter { $0.weight == .cost } + report.findings.filter { $0.weight == .risk }
    for finding in ordered {
      page.space()
      let lead = finding.weight == .cost ? "✗ " : "! "
      page.item(lead, "\(finding.code.rawValue): \(finding.message)")
      if let why = CodeTable.setUp.meanings.first(where: { $0.code == finding.code.rawValue })?.says
      {
        page.item("  why: ", why)
      }
      for cure in finding.cures { page.item("  do:  ", cure, ink: .strong) }
    }
    if !report.notes.isEmpty { page.space() }
    for note in report.notes { page.item("by hand: ", note) }
    return page.text
  }

  private func verdict(_ report: SetUpReport) -> String {
    let risks = report.findings.count - report.costs
    let looks = risks == 0 ? "" : "; \(risks == 1 ? "1 thing" : "\(risks) things") to look at"
    switch report.costs {
    case 0: return "this set-up keeps signatures" + looks
    case 1: return "1 thing will cost approvals" + looks
    default: return "\(report.costs) things will cost approvals" + looks
    }
  }
}
