internal import Acts
package import Decision
internal import Primitives
internal import Records

extension VerdictText {
  /// Everything about one act: whether it counts, who signed what, and what has changed since.
  package func account(_ account: ActAccount, recordPath: String?) -> String {
    var page = page
    let ruling = account.verdict
    let act = ruling.act
    let word =
      ruling.counted
      ? Ink.good("COUNTS", hasColour)
      : Ink.bad("DOES NOT COUNT", hasColour) + ": \(ruling.reason?.rawValue ?? "not-counted")"
    page.line("\(act.id.short) \(act.statement.verb.name) on \(act.statement.change) \(word)")
    if let reason = ruling.reason { page.item("  ", reason.meaning.says) }
    if let words = ruling.explanation { page.item("  ", words) }
    page.space()
    page.item("  signer    ", act.person ?? "nobody whom the policy knows")
    page.item("  key       ", act.key ?? "none that could be read")
    page.item("  says      ", Self.statement(act.statement))
    if let covers = account.covers {
      page.item(
        "  covers    ",
        covers.isEmpty ? "schema, id and type" : covers.map(\.rawValue).joined(separator: ", "))
    } else {
      page.item("  covers    ", "nothing that edits could touch")
    }
    page.item("  signed    ", account.signed.map { "\($0)" } ?? "no record")
    page.item("  now       ", account.current.map { "\($0)" } ?? "no record")
    page.item("  landed    ", ruling.integrated.map { "in \($0)" } ?? "not yet")
    page.item("  claimed   ", "\(act.time)")
    page.item("  recorded  ", ruling.recorded.map { "\($0)" } ?? "no recorder vouches for a time")
    if let end = ruling.holdsUntil { page.item("  holds     ", "until \(end)") }
    addDifferences(account, recordPath, to: &page)
    if ruling.reason != .stale {
      for detail in ruling.detail { addSupport(detail, to: &page) }
    }
    guard let reason = ruling.reason else { return page.text }
    page.heading("What to do")
    page.item("  ", reason.meaning.advice)
    addCarriage(of: act.id, act.statement, to: &page)
    return page.text
  }

  private func addDifferences(
    _ account: ActAccount, _ recordPath: String?, to page: inout Page
  ) {
    guard !account.differences.isEmpty else { return }
    page.heading("Changed since it was signed")
    for difference in account.differences {
      var place = difference.field
      if let recordPath, let line = difference.line { place += "  \(recordPath):\(line)" }
      page.item("  ", place, ink: .place)
      page.item("    - ", difference.signed ?? "(not there)", ink: .bad)
      page.item("    + ", difference.now ?? "(not there)", ink: .good)
      if let commit = difference.commit {
        let people = Self.list(difference.people, limit: 4)
        page.item("      ", "in \(commit.short)" + (people.isEmpty ? "" : " by \(people)"))
      }
    }
  }

  private func addSupport(_ detail: ActVerdict.Detail, to page: inout Page) {
    var words = detail.field
    if let commit = detail.commit { words += (words.isEmpty ? "in " : " in ") + commit.short }
    if !detail.people.isEmpty { words += " by " + Self.list(detail.people, limit: 4) }
    if !words.isEmpty { page.item("  because   ", words) }
  }

  private static func statement(_ statement: Statement) -> String {
    let parameters = statement.parameters.filter { $0.key != "digest" }
      .map { "\($0.key)=\($0.value)" }
    return ([statement.verb.name] + parameters).joined(separator: "; ")
  }
}
