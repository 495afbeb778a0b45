internal import Acts
internal import Decision
internal import Primitives

extension VerdictText {
  /// Adds what became of an act on its way to the trunk, and what to run; false if nothing is known.
  @discardableResult
  func addCarriage(of commit: ObjectID, _ statement: Statement, to page: inout Page) -> Bool {
    let found = carriages.first { $0.commit == commit && $0.statement.trailer == statement.trailer }
    guard let found else { return false }
    switch found.kind {
    case .waiting: addWaiting(found, to: &page)
    case .copied: addCopy(found, to: &page)
    }
    return true
  }

  /// Adds the same for a line that is no act where it stands.
  func addCarriage(ofLine line: String, in commit: ObjectID, to page: inout Page) {
    guard let statement = Statement(trailer: line) else { return }
    addCarriage(of: commit, statement, to: &page)
  }

  private func addWaiting(_ carriage: Carriage, to page: inout Page) {
    if !carriage.others.isEmpty {
      page.item(
        "      ",
        "The trunk has its words in \(Self.commits(carriage.others)), made anew by a squash, "
          + "a rebase or a cherry-pick: the signature stayed behind.", ink: .waiting)
    }
    guard let branch = carriage.branches.first else {
      return command(carriage.statement.command, "On no branch of acts here; make it again:", &page)
    }
    let lead = "It waits on \(Self.list(carriage.branches, limit: 3)):"
    command("assent land \(ShellWord.quoted(branch))", lead, &page)
  }

  private func addCopy(_ carriage: Carriage, to page: inout Page) {
    guard let branch = carriage.branches.first else {
      page.item(
        "      ",
        "If it was signed once, a squash, a rebase or a cherry-pick made the commit anew and "
          + "left the signature behind.", ink: .waiting)
      return command(
        carriage.statement.command, "No branch here has the signed act; make it again:", &page)
    }
    page.item(
      "      ",
      "It is a copy: a squash, a rebase or a cherry-pick made the commit anew, and the "
        + "signature stayed behind.", ink: .waiting)
    command(
      "assent land \(ShellWord.quoted(branch))",
      "The signed act, \(Self.commits(carriage.others)), waits on its branch:", &page)
  }

  private func command(_ command: String, _ lead: String, _ page: inout Page) {
    page.item("      ", lead)
    page.line("        " + Ink.strong(PlainText.line(command), hasColour))
  }

  private static func commits(_ ids: [ObjectID]) -> String { list(ids.map(\.short), limit: 3) }
}
