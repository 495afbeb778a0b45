internal import Decision
package import PolicyTesting
internal import Records

/// Writes the comparison of two policies for people: how many changes flip, which, then why.
package struct PolicyDiffText {
  private let hasColour: Bool
  private let width: Int?

  package init(hasColour: Bool, width: Int?) {
    self.hasColour = hasColour
    self.width = width
  }

  /// The whole report.
  package func report(_ comparison: PolicyComparison) -> String {
    var page = Page(hasColour: hasColour, width: width)
    page.line(headline(comparison))
    let differing = comparison.shifts.filter(\.differs)
    for shift in differing.filter(\.flips) + differing.filter({ !$0.flips }) {
      add(shift, to: &page)
    }
    for file in comparison.files {
      page.heading("\(PlainText.line(file.path)) (\(file.status.rawValue))")
      for sentence in file.words { page.item("  ", sentence) }
    }
    return page.text
  }

  private func headline(_ comparison: PolicyComparison) -> String {
    let (open, flips) = (comparison.shifts.count, comparison.flips)
    if comparison.files.isEmpty { return "the policies are the same" }
    let changes = open == 1 ? "1 open change" : "\(open) open changes"
    let start =
      flips == 0
      ? Ink.good("none of \(changes) flips", hasColour)
      : Ink.bad("\(flips) of \(changes) \(flips == 1 ? "flips" : "flip")", hasColour)
    let others = comparison.others
    let more = flips == 0 ? "" : " more"
    let rest =
      others == 0 ? "" : ", \(others)\(more) \(others == 1 ? "is" : "are") judged differently"
    return start + rest
  }

  private func add(_ shift: VerdictShift, to page: inout Page) {
    page.heading("\(PlainText.line(shift.change))  \(PlainText.line(shift.title))")
    let (before, after) = (shift.before, shift.after)
    let pairs: [(String, String, String)] = [
      ("stage", before.stage?.rawValue ?? "none", after.stage?.rawValue ?? "none"),
      ("state", before.state.rawValue, after.state.rawValue),
      ("gate", before.gate.decision.rawValue, after.gate.decision.rawValue),
    ]
    for (what, was, becomes) in pairs where was != becomes {
      page.item("  \(what): ", "\(was) → \(becomes)")
    }
    for requirement in shift.requirements {
      let was = requirement.before?.rawValue ?? "not asked for"
      let becomes = requirement.after?.rawValue ?? "not asked for"
      page.item("  \(requirement.name): ", "\(was) → \(becomes)")
    }
    for reason in shift.appeared { page.item("  new: ", reason.message, ink: .bad) }
    for reason in shift.vanished { page.item("  gone: ", reason.message, ink: .good) }
  }
}
