internal import Audit
internal import Decision
internal import Markup
internal import Primitives
internal import Records

extension Dossier {
  /// Writes what each stage asks for and how it stands, as `assent explain` shows it.
  func writeRequirements(into page: inout Markup) {
    let people = Dictionary(
      verdict.acts.filter(\.counted).map { ($0.act.id, $0.act.person ?? "somebody") },
      uniquingKeysWith: { first, _ in first })
    page.part("requirements", "Requirements") { part in
      part.table("What each stage asks for as of the period's end") { table in
        table.head(["Requirement", "Status", "Have / need", "By", "Who could", "Note"])
        table.element("tbody") { body in
          var rows = 0
          for stage in verdict.stages {
            Self.write(stage, into: &body)
            guard stage.status != .notApplicable else { continue }
            for requirement in stage.requirements {
              rows += 1
              if rows <= Self.mostRows { Self.write(requirement, people, into: &body) }
            }
          }
          if rows > Self.mostRows {
            body.closingRow("\(rows - Self.mostRows) more are in audit.db.", columns: 6)
          }
        }
      }
      writeReasons(into: &part)
    }
  }

  private static func write(_ stage: StageVerdict, into body: inout Markup) {
    body.element("tr", [.style("stage")]) { row in
      row.element("th", [Attribute("scope", "row")], text: stage.stage.rawValue)
      row.element("td", [Attribute("colspan", "5")]) { $0.status(stage.status) }
    }
    body.newline()
  }

  private static func write(
    _ requirement: RequirementVerdict, _ people: [ObjectID: String], into body: inout Markup
  ) {
    let depth = requirement.id.utf8.count { $0 == UInt8(ascii: "/") }
    body.element("tr") { row in
      row.element("th", [Attribute("scope", "row"), .style(depth == 0 ? "part" : "part deep")]) {
        $0.text(Clip.text(requirement.id, 200))
      }
      row.element("td") { $0.status(requirement.status) }
      row.element(
        "td", [.style("number")],
        text: requirement.status == .notApplicable
          ? "" : "\(requirement.have) / \(requirement.need)")
      row.element("td") { cell in
        for (number, commit) in requirement.acts.prefix(8).enumerated() {
          cell.text((number == 0 ? "" : ", ") + (people[commit] ?? "somebody") + " ")
          cell.add(CommitMark(commit))
        }
        if requirement.acts.count > 8 { cell.text(" and \(requirement.acts.count - 8) more") }
      }
      row.cell(requirement.isOpen ? names(requirement.could) : "")
      row.cell(note(requirement))
    }
    body.newline()
  }

  private static func names(_ names: [String]) -> String {
    let shown = names.prefix(8).joined(separator: ", ")
    return names.count > 8 ? "\(shown) and \(names.count - 8) more" : shown
  }

  private static func note(_ requirement: RequirementVerdict) -> String {
    var parts: [String] = []
    if let message = requirement.message { parts.append(Clip.text(message, 600)) }
    if requirement.isAdvisory { parts.append("advisory") }
    if requirement.isOpen { parts.append("\(requirement.path):\(requirement.line)") }
    return parts.joined(separator: "; ")
  }

  private func writeReasons(into page: inout Markup) {
    page.element("p") { line in
      line.text("The gate \(verdict.gate.name) answers ")
      line.add(StatusMark(verdict.gate.decision))
      line.text(verdict.gate.reasons.isEmpty ? "." : ":")
    }
    guard !verdict.gate.reasons.isEmpty else { return }
    page.element("ul") { list in
      for reason in verdict.gate.reasons.prefix(Self.mostItems) {
        list.element("li", text: "\(reason.code.rawValue): \(Clip.text(reason.message, 600))")
      }
      list.leftOut(verdict.gate.reasons.count - Self.mostItems)
    }
  }
}
