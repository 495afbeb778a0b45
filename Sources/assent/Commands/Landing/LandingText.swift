internal import Acting
internal import Decision
internal import Primitives
internal import Records
internal import Reporting

/// Says to people what landed, what did not and why, and how the changes stand now.
struct LandingText {
  let hasColour: Bool

  /// The whole result, verdict first.
  func result(_ result: LandingResult) -> String {
    var text = bold(headline(result)) + "\n"
    for branch in result.branches { text += lines(branch, result) }
    if let command = result.publishing { text += "to publish it: \(command)\n" }
    for verdict in result.verdicts { text += standing(verdict, result) }
    return text
  }

  private func headline(_ result: LandingResult) -> String {
    let landed = result.branches.filter { $0.isLanded }.count
    let refused = result.branches.filter { branch in
      if case .refused = branch.outcome { return true }
      return false
    }.count
    if landed == 0, refused == 0 { return "nothing to land: \(result.trunk) has every act" }
    let verb = result.isDryRun ? "would land" : result.publishing == nil ? "landed" : "kept"
    let tip = result.isDryRun ? "" : " as \(result.after.short)"
    let done = landed == 0 ? "nothing \(verb)" : "\(verb) \(count(landed)) on \(result.trunk)\(tip)"
    return refused == 0 ? done : "\(done); \(count(refused)) refused"
  }

  private func count(_ number: Int) -> String { number == 1 ? "1 branch" : "\(number) branches" }

  // MARK: One branch

  private func lines(_ branch: LandingResult.Branch, _ result: LandingResult) -> String {
    let name = PlainText.line(branch.branch.name)
    switch branch.outcome {
    case .landed:
      let word = result.isDryRun ? "would land" : result.publishing == nil ? "landed" : "kept"
      return "\(word) \(name)\(fate(branch))\n"
        + branch.acts.map { "  \($0.words) (\($0.commit.short))\n" }.joined()
    case .landedBefore:
      return "was landed before: \(name)\(fate(branch))\n"
    case .refused(let obstacle):
      return "\(bold("refused")) \(name)\n  \(PlainText.line(obstacle.message))\n"
        + "  try: \(PlainText.line(obstacle.hint))\n"
    case .gone:
      return "gone: \(name), which the remote has no longer; the trunk lacks its acts\n"
        + "  to bring it back: git push REMOTE \(branch.branch.tip):refs/heads/\(name)\n"
        + "  to forget it: git update-ref -d \(PlainText.line(branch.branch.reference))\n"
    }
  }

  /// What became of the branch itself.
  private func fate(_ branch: LandingResult.Branch) -> String {
    switch branch.isDeleted {
    case true?: "; the branch is deleted"
    case false?: "; the branch stays, since it has moved on or may not be deleted"
    case nil: ""
    }
  }

  private func standing(_ verdict: Verdict, _ result: LandingResult) -> String {
    let when = result.isPublished ? "now" : "then"
    let stage = verdict.stage.map { ", \($0.rawValue)" } ?? ""
    let state = verdict.state == .active ? "" : ", \(verdict.state.rawValue)"
    return "\(verdict.change) \(when): \(bold(verdict.gate.decision.rawValue))\(stage)\(state)\n"
  }

  private func bold(_ text: String) -> String { Ink.strong(text, hasColour) }
}

extension LandingResult {
  /// Whether the trunk itself has what landed.
  fileprivate var isPublished: Bool { !isDryRun && publishing == nil }
}

extension LandingResult.Branch {
  /// Whether this very run brings its acts onto the trunk.
  fileprivate var isLanded: Bool {
    if case .landed = outcome { return true }
    return false
  }
}
