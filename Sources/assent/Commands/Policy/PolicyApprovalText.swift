internal import Acting
internal import Git
internal import Ledger
internal import PolicyTesting
internal import Primitives
internal import Records
internal import Reporting
internal import Signatures

/// Says to owners which policy they approve, and what it still takes to bring it into force.
struct PolicyApprovalText {
  let hasColour: Bool

  /// What is about to be signed.
  func preview(_ ballot: PolicyBallot) -> String {
    var lines = [
      "\(ballot.signatory.person) is about to sign with \(ballot.signatory.fingerprint):",
      "", "  approve \(version(ballot.next)) of the policy, of \(place(ballot))",
      "    from    \(ballot.from)  (\(version(ballot.current)))",
      "    to      \(ballot.digest)",
    ]
    for file in PolicyComparison.File.changes(from: ballot.current, to: ballot.next) {
      lines.append("")
      lines.append("  \(PlainText.line(file.path)) (\(file.status.rawValue))")
      lines += file.words.map { "    \(PlainText.line($0))" }
    }
    lines += ballot.remarks.map { "\n  note: \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The unsigned commit and what would come of it.
  func dryRun(_ ballot: PolicyBallot) -> String {
    ballot.text + "\nWould count; nothing was signed.\n"
      + ballot.remarks.map { "note: \($0)\n" }.joined() + standing(ballot)
  }

  /// What was signed, where it is, and what is still missing.
  func result(_ result: PolicyApprovalResult) -> String {
    let ballot = result.ballot
    var text =
      "\(bold("approved")) \(version(ballot.next)) of the policy, by \(ballot.signatory.person)\n"
    text += "commit \(result.commit)\n"
    text += "on     \(result.places.joined(separator: ", "))\n"
    if let command = result.publishing { text += "to publish it: \(command)\n" }
    return text + standing(ballot, result)
  }

  // MARK: What comes next

  private func standing(_ ballot: PolicyBallot, _ result: PolicyApprovalResult? = nil) -> String {
    var text = "approved so far by \(ballot.approved.joined(separator: ", "))\n"
    let isMissing = !ballot.outlook.open.isEmpty
    for demand in ballot.outlook.open {
      text +=
        "\(bold("missing")): \(demand.missing) of \(demand.need) approvals by "
        + demand.people.joined(separator: ", ") + "\n"
    }
    if isMissing, let whom = ballot.outlook.whom {
      let branch = next(ballot, result).map { " \($0)" } ?? ""
      text += "next: \(whom): assent policy approve\(branch)\n"
    } else if isMissing {
      text += "next: not enough others could approve it: change the proposal\n"
    }
    return text + (isMissing ? "then: " : "next: ") + way(ballot, result) + "\n"
  }

  /// The branch that the next owner builds on; nil where the policy waits on the trunk.
  private func next(_ ballot: PolicyBallot, _ result: PolicyApprovalResult?) -> String? {
    guard case .proposal(let name, _) = ballot.place else { return nil }
    return result?.isLanded == true ? name : result?.places.first.map(short) ?? name
  }

  /// How the policy comes into force once all approvals are there.
  private func way(_ ballot: PolicyBallot, _ result: PolicyApprovalResult?) -> String {
    let isLanded = result?.isLanded ?? false
    switch ballot.place {
    case .trunk where isLanded && ballot.settles: return "it is in force"
    case .trunk where isLanded: return "it is in force as soon as the last approval is there"
    case .trunk:
      return "assent land merges the approvals into the trunk; the policy is in force from there"
    case .proposal(let name, _) where isLanded:
      return "merge \(name) into the trunk; the policy is in force from there"
    case .proposal:
      let branch = result?.places.first.map(short) ?? "the branch"
      let others = ballot.settles || !ballot.outlook.open.isEmpty ? "" : " and those of the others"
      return
        "merge \(branch)\(others) into the trunk with a merge commit (git merge --no-ff), neither "
        + "squashed nor rebased; the policy is in force from there"
    }
  }

  private func short(_ reference: String) -> String {
    reference.hasPrefix("refs/heads/")
      ? String(reference.dropFirst("refs/heads/".count)) : reference
  }

  private func place(_ ballot: PolicyBallot) -> String {
    switch ballot.place {
    case .trunk: "the trunk, where it waits"
    case .proposal(let name, let commit): "\(PlainText.line(name)) (\(commit.short))"
    }
  }

  private func version(_ policy: PolicySnapshot) -> String {
    policy.policy.map { "version \($0.charter.version)" } ?? "an unreadable version"
  }

  private func bold(_ text: String) -> String { Ink.strong(text, hasColour) }
}

/// Writes an approval of a policy as `assent/policy-approval/1`.
enum PolicyApprovalJSON {
  /// What was signed and where it is.
  static func result(_ result: PolicyApprovalResult) -> JSONValue {
    report(result.ballot, commit: .text(result.commit), result.pushed, result.places, [])
  }

  /// The same before anything was signed: the commit is null, and its text is given.
  static func dryRun(_ ballot: PolicyBallot) -> JSONValue {
    report(ballot, commit: .null, false, [], [("unsigned", .string(ballot.text))])
  }

  private static func report(
    _ ballot: PolicyBallot, commit: JSONValue, _ pushed: Bool, _ places: [String],
    _ more: [(String, JSONValue)]
  ) -> JSONValue {
    .object(
      [
        ("schema", .string("assent/policy-approval/1")), ("commit", commit),
        ("person", .string(ballot.signatory.person)), ("pushed", .bool(pushed)),
        ("refs", .array(places.map { .string($0) })),
        ("version", .number(ballot.next.policy?.charter.version ?? 0)),
        ("digest", .text(ballot.digest)), ("from", .text(ballot.from)),
        ("approved", .array(ballot.approved.map { .string($0) })),
        ("missing", .array(ballot.outlook.open.map(demand))),
      ] + more)
  }

  private static func demand(_ demand: PolicyOutlook.Demand) -> JSONValue {
    .object([
      ("files", .array(demand.files.map { .string($0) })), ("need", .number(demand.need)),
      ("approved", .array(demand.approved.map { .string($0) })),
      ("could", .array(demand.could.map { .string($0) })),
    ])
  }
}
