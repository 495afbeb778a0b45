internal import Acts
internal import Audit
internal import Decision
internal import Markup
internal import Primitives
internal import Records
internal import Reporting

extension Dossier {
  /// Writes every act: who, when, in which role, whether it counts and what it rests on.
  func writeActs(into page: inout Markup) {
    page.part("acts", "Acts") { part in
      guard !verdict.acts.isEmpty else { return part.paragraph("Nobody has acted on it.") }
      part.table("Every act, in the order in which the trunk took them in") { table in
        table.head([
          "No.", "Time (UTC)", "Person", "Act", "Counts", "Commit and key",
          "What was signed, and whether it stands",
        ])
        table.element("tbody") { body in
          for (number, ruling) in verdict.acts.prefix(Self.mostRows).enumerated() {
            write(ruling, number + 1, into: &body)
          }
          if verdict.acts.count > Self.mostRows {
            body.closingRow(
              "\(verdict.acts.count - Self.mostRows) more acts are in audit.db.", columns: 7)
          }
        }
      }
      writeNearMisses(into: &part)
    }
  }

  private func write(_ ruling: ActVerdict, _ number: Int, into body: inout Markup) {
    let act = ruling.act
    let moment = moment(of: ruling)
    body.element("tr", [.id("act-\(number)")]) { row in
      row.element("th", [Attribute("scope", "row")], text: String(number))
      row.element("td") { $0.add(TimeMark(moment, clock)) }
      row.cell(Clip.text(act.person ?? "nobody whom the policy knows", 200))
      row.cell(Clip.text(DossierWords.statement(act.statement), 400))
      row.element("td") { write(standingOf: ruling, into: &$0) }
      row.element("td") { cell in
        cell.add(CommitMark(act.id))
        if let key = act.key {
          cell.void("br")
          cell.element("code", [.style("key")], text: Clip.text(key, 120))
        }
        if act.integration == nil { cell.text(", not on the trunk") }
      }
      row.element("td") { write(contentOf: act, into: &$0) }
    }
    body.newline()
  }

  private func write(standingOf ruling: ActVerdict, into cell: inout Markup) {
    guard !ruling.counted else {
      cell.add(StatusMark("counts", isGood: true))
      // Approvals do not age once work has begun.
      if let end = ruling.holdsUntil, summary.milestones.started == nil {
        cell.text(" until \(end)")
      }
      return
    }
    cell.add(StatusMark(ruling.reason?.rawValue ?? "not counted", isGood: nil))
    let words = ruling.explanation ?? ruling.reason?.meaning.says
    if let words { cell.text(": " + Clip.text(words, 600)) }
    let details = ruling.detail.prefix(6).map { detail in
      var words = detail.field
      if let commit = detail.commit { words += " in \(commit.short)" }
      if !detail.people.isEmpty {
        words += " by " + detail.people.prefix(4).joined(separator: ", ")
      }
      return words
    }
    if !details.isEmpty { cell.text(" (" + Clip.text(details.joined(separator: "; "), 600) + ")") }
  }

  private func write(contentOf act: Act, into cell: inout Markup) {
    let versions = change.history.versions
    guard let index = act.version, versions.indices.contains(index) else {
      return cell.text("no record in its tree")
    }
    let then = versions[index]
    cell.element(
      "code", [Attribute("title", then.digest.description)],
      text: String(then.digest.hex.prefix(12)))
    if let covers = change.covers[act.statement.verb] {
      cell.text(
        covers.count == Section.allCases.count
          ? ", covers all" : ", covers " + covers.map(\.rawValue).joined(separator: ", "))
    }
    guard let version, then.digest != version.digest else {
      return cell.text(version == nil ? "" : "; stands unchanged")
    }
    let sections = Section.allCases.filter { !then.agrees(with: version, in: $0) }
    cell.text(
      sections.isEmpty
        ? "; the same data now, in another layout"
        : "; changed since in " + sections.map(\.rawValue).joined(separator: ", "))
  }

  private func writeNearMisses(into page: inout Markup) {
    guard !verdict.nearMisses.isEmpty else { return }
    page.element("h3", text: "Lines that look like acts and are none")
    page.element("ul") { list in
      for located in verdict.nearMisses.prefix(Self.mostItems) {
        list.element("li") { item in
          item.add(CommitMark(located.commit))
          item.text(" \(located.nearMiss.code.rawValue): ")
          item.element("code", text: Clip.text(located.nearMiss.line, 200))
        }
      }
      list.leftOut(verdict.nearMisses.count - Self.mostItems)
    }
  }
}
