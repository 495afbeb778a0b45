internal import Decision
internal import Diagnostics
internal import Primitives
internal import Records

/// Writes what a pull request would do as the comment below it: the verdict, the button to press,
/// what is missing, what went stale.
package struct PullRequestComment: Sendable {
  /// The first line, by which a later run finds the comment that it replaces. Not shown.
  package static let marker = "<!-- assent:comment -->"
  /// GitHub refuses longer comments; the other forges take more.
  package static let longest = 65_536
  /// More rows of one table would crowd out what follows: anybody may write thousands.
  static let mostRows = 40
  /// More findings of one record are for `assent lint`.
  static let mostFindings = 10

  let report: PullRequestReport

  package init(_ report: PullRequestReport) { self.report = report }

  /// The comment, at most `limit` bytes long and cut at a whole row.
  package func text(limit: Int = PullRequestComment.longest) -> String {
    var blocks = [BoundedPage.Block("\(Self.marker)\n### \(headline)\n\n")]
    guard !report.isForeign else {
      return BoundedPage(limit: limit, closing: basis).text(blocks)
    }
    blocks += [BoundedPage.Block(mergeAdvice)]
    blocks += otherBranch + carriedActs + policy
    for change in report.changes { blocks += section(on: change) }
    return BoundedPage(limit: limit, closing: closing).text(blocks)
  }

  // MARK: The head

  /// The verdict in one line.
  private var headline: String {
    guard let first = report.changes.first, let decision = report.decision else {
      return report.policyEdit != nil
        ? "This edits the policy" : report.isForeign ? "No change is touched" : "This brings acts"
    }
    guard report.changes.count > 1 else {
      return
        "\(Markdown.code(first.verdict.change)) \(copula(first)) \(decision.rawValue.uppercased())"
    }
    let parts = GateDecision.allCases.reversed().compactMap { word in
      let count = report.changes.count { $0.verdict.gate.decision == word }
      return count == 0 ? nil : "\(count) \(word.rawValue)"
    }
    return "\(report.changes.count) changes: \(parts.joined(separator: ", "))"
  }

  private var mergeAdvice: String {
    switch report.merge {
    case .none where report.isMixed:
      "**Do not merge.** It edits `policies/` and `changes/` at once: make two pull requests of it, "
        + "the policy first.\n"
    case .none:
      "**Do not merge.** This policy can never come into force, and nothing could be decided once "
        + "it is there.\n"
    case .mergeCommit where report.acts.isEmpty:
      "**Merge with a merge commit**, and not before the policy's owners have approved it. Squash "
        + "and rebase would lose their signatures.\n"
    case .mergeCommit:
      "**Merge with a merge commit.** It brings \(Self.count(report.acts.count, "act")): squash and "
        + "rebase make new commits, and signatures would be lost."
        + (isApproved ? "\n" : " And not before the policy's owners have approved it.\n")
    case .any:
      "**Any merge button will do**: it brings text, and no signed acts.\n"
    }
  }

  /// Whether nothing about a policy is missing.
  private var isApproved: Bool { report.policyEdit?.missing.isEmpty ?? true }

  private var otherBranch: [BoundedPage.Block] {
    guard let branch = report.otherBranch else { return [] }
    return [
      BoundedPage.Block(
        "\nIt goes to \(Markdown.code(branch)), which is not the trunk "
          + "\(Markdown.code(report.trunkReference)): nothing of it counts before it is there.\n")
    ]
  }

  // MARK: What it carries

  private var carriedActs: [BoundedPage.Block] {
    guard !report.acts.isEmpty else { return [] }
    let rows = report.acts.map { act in
      let standing = act.reason.map { "**would not count:** " + Markdown.code($0.rawValue) }
      return Self.row([
        Markdown.code(act.words), act.person.map { Markdown.code($0) } ?? "nobody known",
        Markdown.code(act.commit.short), standing ?? "counts once merged",
      ])
    }
    return [
      BoundedPage.Block(
        Self.head("Acts in it", ["Act", "Signed by", "Commit", "Standing"]), Self.cut(rows))
    ]
  }

  private var policy: [BoundedPage.Block] {
    guard let edit = report.policyEdit else { return [] }
    var rows = ["* files: \(Markdown.codes(edit.files, limit: 10))\n"]
    if let obstacle = edit.obstacle { rows.append("* \(Markdown.code(obstacle))\n") }
    rows += edit.missing.map { "* \(Markdown.code($0))\n" }
    if let whom = edit.whom, !edit.missing.isEmpty {
      rows.append("* still to approve: \(Markdown.code(whom)), each with `assent policy approve`\n")
    }
    if edit.missing.isEmpty, edit.obstacle == nil { rows.append("* approved by its owners\n") }
    return [BoundedPage.Block("\n#### The policy\n\n", rows)]
  }

  // MARK: The foot

  private var closing: String {
    "\nAn approval on this page is not an act: what counts are commits signed with people's own "
      + "keys, made by the commands above.\n\n" + basis
  }

  private var basis: String {
    "<sub>Previewed \(Markdown.code(report.head.short)) on "
      + "\(Markdown.code(report.trunkReference)) at \(Markdown.code(report.trunkCommit.short)), by "
      + "the policy of \(Markdown.code(report.policyCommit?.short ?? "none")), \(report.now).</sub>\n"
  }

  // MARK: Words

  /// What is not merged yet is not so yet.
  func copula(_ change: PullRequestReport.Change) -> String {
    let own = Set(report.commits)
    let isActedOn = change.verdict.acts.contains { own.contains($0.act.id) }
    return change.isEdited || isActedOn ? "would be" : "is"
  }

  static func count(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)" + (count == 1 ? "" : "s")
  }

  /// A heading and the head of the table below it.
  static func head(_ title: String, _ columns: [String]) -> String {
    "\n#### \(title)\n\n" + row(columns) + row(columns.map { _ in "---" })
  }

  /// The first rows of a table, and how many are left out.
  static func cut(_ rows: [String]) -> [String] {
    guard rows.count > mostRows else { return rows }
    return rows.prefix(mostRows) + ["\nand \(rows.count - mostRows) more\n"]
  }

  static func row(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |\n" }
}
