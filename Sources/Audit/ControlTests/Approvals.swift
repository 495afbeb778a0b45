internal import Acts
internal import Decision
internal import Primitives
internal import Records

/// The approvals of a change as they stood when the work began: whose counted, whose did not and
/// why, and whose came afterwards. Of an emergency, the approval before it.
struct Approvals {
  /// One Approve.
  struct Vote {
    let act: Act
    /// Why it does not count; of one that came too late, as of the end.
    let reason: ActReason?
    let details: [ActVerdict.Detail]
    /// Whether the beginning of the work knows nothing of it.
    let isLate: Bool
    /// Whether it fills a seat of what was asked for.
    let isSeated: Bool

    /// Whether it keeps its signer out for what else they did.
    var isDependent: Bool {
      switch reason {
      case .requester, .contributor, .implementer, .approver, .tester: true
      default: false
      }
    }

    /// Whether the signature and the role behind it are sound, whatever else is wrong.
    var isAuthorised: Bool {
      isDependent || reason == nil || reason == .stale || reason == .expired
    }
  }

  /// What was asked for.
  let stage: StageVerdict?
  let votes: [Vote]

  /// What is known before anybody looked: nothing.
  static let none = Approvals(stage: nil, votes: [])

  private init(stage: StageVerdict?, votes: [Vote]) {
    self.stage = stage
    self.votes = votes
  }

  init(_ file: CaseFile) {
    let standpoint = file.standpoint
    let stage = standpoint.before ?? standpoint[.approved]
    self.stage = stage
    let seats = Set((stage?.requirements ?? []).flatMap(\.acts))
    // Those who ratify an emergency approve too: that is another stage.
    let roles = standpoint.before.map { Set($0.requirements.compactMap(\.role)) }
    votes = file.acts.indices.compactMap { index in
      let act = file.acts[index]
      guard act.statement.verb == .approve, act.integration != nil,
        roles.map({ roles in act.statement.role.map(roles.contains) ?? false }) ?? true
      else { return nil }
      let isLate = file.isLate(act)
      let ruling = isLate ? file.account.end : standpoint
      guard ruling.reasons.indices.contains(index) else { return nil }
      let reason = ruling.reasons[index]
      return Vote(
        act: act, reason: reason, details: ruling.details[index], isLate: isLate,
        isSeated: !isLate && reason == nil && seats.contains(act.id))
    }
  }

  var seated: [Vote] { votes.filter(\.isSeated) }

  /// Whether all that was asked for had been given.
  var isComplete: Bool {
    guard let stage else { return false }
    return stage.status.passes && stage.status != .notApplicable
  }

  /// Seats that were empty.
  var open: [RequirementVerdict] {
    (stage?.requirements ?? []).filter { verdict in
      verdict.role != nil && verdict.isOpen && !verdict.isMoot
    }
  }

  /// What was not met and is no seat: a rule that cannot be decided, and the like.
  var openRules: [RequirementVerdict] {
    let requirements = (stage?.requirements ?? []).filter { $0.isOpen && !$0.isMoot }
    return requirements.filter { verdict in
      guard verdict.role == nil else { return false }
      return verdict.status == .error
        || !requirements.contains { $0.id.hasPrefix(verdict.id + "/") }
    }
  }

  /// The votes that would sit in an open seat.
  func claimants(of seat: RequirementVerdict) -> [Vote] {
    votes.filter { !$0.isSeated && $0.act.statement.role == seat.role }
  }

  /// Votes that left a seat empty.
  var wanting: [Vote] {
    let roles = Set(open.compactMap(\.role))
    return votes.filter { vote in
      !vote.isSeated && (vote.act.statement.role.map(roles.contains) ?? false)
    }
  }

  /// Whoever saw the change and approved it, whether or not it counted, in order.
  var given: [Vote] { votes.filter { $0.isSeated || $0.isAuthorised } }
}

extension CaseFile {
  /// Whether an act is neither on the trunk before the beginning of the work nor its ancestor.
  func isLate(_ act: Act) -> Bool {
    guard let beginning else { return false }
    if let integration = act.integration, integration <= beginning.standpoint.position {
      return false
    }
    return !graph.reaches(beginning.commit, act.commit)
  }

  /// Nothing was carried out, and not everything that was asked for has been approved.
  var isMerelyProposed: Bool { beginning == nil && !approvals.isComplete }
}
