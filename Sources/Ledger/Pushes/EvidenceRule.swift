internal import Acts
internal import Decision
internal import Git
internal import Primitives

/// Whether the acts that a push brings are evidence: those that are not would lie about for ever
/// and look as if somebody had acted.
struct EvidenceRule {
  /// Faults that nothing later can cure. Who may act in which role is the decision's business.
  private static let incurable: Set<ActReason> = [
    .malformed, .unsigned, .signatureUnsupported, .signatureBad, .keyUnknown, .keyNotInForce,
    .keyCompromised, .wrongRepository, .digestMissing, .digestMismatch, .recordMissing, .editsFiles,
  ]

  let history: History
  /// By commit, the acts that it carries.
  private let acts: [Graph.Index: [Act]]
  /// By the text of its trailer, a sound act that the trunk does not reach.
  private let unlanded: [String: ObjectID]

  init(history: History) {
    self.history = history
    let all = history.changes.values.flatMap(\.acts)
    acts = Dictionary(grouping: all, by: \.commit)
    unlanded = Dictionary(
      all.filter { $0.integration == nil && $0.faults.isEmpty }
        .map { ($0.statement.trailer, $0.id) }, uniquingKeysWith: { first, _ in first })
  }

  /// An act that is no evidence, or only the text of one.
  struct Fault {
    /// The change that it is about; nil for a policy or a delegation.
    let change: String?
    /// Whether it repeats an act of another commit.
    let isSquash: Bool
    /// What is wrong: lower case, one line, no full stop.
    let message: String
    /// What to do about it, as an imperative.
    let advice: String
  }

  /// Why the acts of a commit may not be pushed.
  func refusals(
    of pushed: PushedCommit, on reference: String, _ repository: borrowing Repository
  ) throws(LedgerError) -> [PushRefusal] {
    try faults(in: pushed, repository).map {
      PushRefusal(
        $0.isSquash ? .actSquashed : .actVoid, reference, $0.message, advice: $0.advice)
    }
  }

  /// What is wrong with the acts of a commit as evidence.
  func faults(
    in pushed: PushedCommit, _ repository: borrowing Repository
  ) throws(LedgerError) -> [Fault] {
    var faults: [Fault] = []
    for act in acts[pushed.index] ?? [] {
      guard let fault = Self.fault(of: act) else { continue }
      faults.append(self.fault(of: act, fault))
    }
    if let fault = try faultOfOthers(pushed, repository) {
      faults.append(
        Fault(
          change: nil, isSquash: false,
          message: "\(Self.name(of: pushed)) in \(pushed.commit.id.short) would count for nothing: "
            + fault.rawValue + Self.detail(pushed.words),
          advice: Self.advice(fault)))
    }
    return faults + squashes(pushed)
  }

  /// Lines that look like acts, are none, and repeat none either.
  func plainNearMisses(of pushed: PushedCommit) -> [NearMiss] {
    pushed.reading.nearMisses.filter { unlanded[Self.trimmed($0.line)] == nil }
  }

  /// Lines that look like acts and are none.
  func remarks(on pushed: PushedCommit) -> [String] {
    plainNearMisses(of: pushed).prefix(5).map {
      "\(pushed.commit.id.short) has a line that looks like an act and is none "
        + "(\($0.code.rawValue)): \($0.line)"
    }
  }

  // MARK: Acts on changes

  /// What keeps an act from ever counting; nil if nothing does.
  static func fault(of act: Act) -> ActReason? {
    act.faults.first { incurable.contains($0) && (!act.forbids || $0.stopsForbidding) }
  }

  private func fault(of act: Act, _ fault: ActReason) -> Fault {
    let who = act.person.map { " by \($0)" } ?? ""
    let twin = unlanded[act.statement.trailer].map {
      "; it repeats \($0.short), whose signature a squash or a rebase has left behind"
    }
    return Fault(
      change: act.statement.change, isSquash: false,
      message:
        "\(act.statement.verb.rawValue) of \(act.statement.change)\(who) in \(act.id.short) would "
        + "count for nothing: " + fault.rawValue + Self.detail(act.explanation) + (twin ?? ""),
      advice: Self.advice(fault))
  }

  /// Acts of the push's own branches that a squash has turned into text.
  private func squashes(_ pushed: PushedCommit) -> [Fault] {
    pushed.reading.nearMisses.compactMap { miss in
      guard let twin = unlanded[Self.trimmed(miss.line)] else { return nil }
      return Fault(
        change: miss.change, isSquash: true,
        message:
          "\(pushed.commit.id.short) repeats the act of \(twin.short) as text, where it counts for "
          + "nothing",
        advice: "merge \(twin.short) itself, with a merge commit")
    }
  }

  // MARK: Policy-Approve and Role-

  /// What is wrong with approvals of policies, and with delegations, as evidence.
  private func faultOfOthers(
    _ pushed: PushedCommit, _ repository: borrowing Repository
  ) throws(LedgerError) -> ActReason? {
    let reading = pushed.reading
    guard !reading.policyApprovals.isEmpty || !reading.delegations.isEmpty else { return nil }
    if let fault = pushed.fault { return fault }
    guard let first = pushed.commit.parents.first else { return .malformed }
    let parent = try Ledger.reading { () throws(GitError) in try repository.commitHeader(first) }
    guard parent.tree != pushed.commit.tree else { return nil }
    guard reading.delegations.isEmpty else { return .editsFiles }
    let files = try Ledger.reading { () throws(GitError) in
      try repository.differences(from: parent.tree, to: pushed.commit.tree)
    }
    return files.allSatisfy { $0.path.hasPrefix("policies/") } ? nil : .editsFiles
  }

  private static func name(of pushed: PushedCommit) -> String {
    pushed.reading.policyApprovals.isEmpty ? "a delegation" : "Policy-Approve"
  }

  // MARK: Words

  private static func detail(_ words: String?) -> String { words.map { " (\($0))" } ?? "" }

  private static func advice(_ fault: ActReason) -> String {
    switch fault {
    case .unsigned, .signatureBad:
      "push the commit as it was signed, by a merge commit; a squash, rebase or cherry-pick drops "
        + "the signature"
    case .keyUnknown, .keyNotInForce, .keyCompromised, .signatureUnsupported:
      "make it again, signed with a key that the policy in force lists as active: assent doctor"
    case .wrongRepository: "make it again in this repository"
    default: "make it again with the command of its name, which writes what is missing"
    }
  }

  private static func trimmed(_ line: String) -> String {
    String(line.drop { $0 == " " || $0 == "\t" || $0 == "*" || $0 == ">" })
  }
}
