internal import Acts
internal import Primitives
internal import Records

/// Who did what to a change, over the whole graph: the sets that separation of duties compares.
struct Duties {
  private let view: View
  private let requesters: Set<String>
  private let implementers: Set<String>
  private let approvers: Set<String>
  private let testers: Set<String>
  /// The edits that the view sees.
  private let edits: [Edit]

  /// Gathers the sets from the acts a view sees.
  ///
  /// - Parameter valid: by act, whether evidence and role hold; an act that nobody could have
  ///   made counts for nothing here either.
  init(view: View, valid: [Bool]) {
    self.view = view
    var requesters: Set<String> = []
    var implementers: Set<String> = []
    var approvers: Set<String> = []
    var testers: Set<String> = []
    if let requester = view.record?.request?.requester {
      requesters.insert(view.history.canonical(requester))
    }
    if let implementer = view.record?.implementation?.implementer {
      implementers.insert(view.history.canonical(implementer))
    }
    for (index, act) in view.change.acts.enumerated() where view.sees(act) {
      guard let person = act.person, Self.isSigned(act) else { continue }
      switch act.statement.verb {
      case .submit: requesters.insert(person)
      case .start, .finish:
        if index != view.judging { implementers.formUnion(Self.hands(in: act, person, view)) }
      case .approve:
        if valid[index] { approvers.insert(person) }
      case .test:
        if valid[index] { testers.formUnion(Self.hands(in: act, person, view)) }
      default: break
      }
    }
    self.requesters = requesters
    self.implementers = implementers
    self.approvers = approvers
    self.testers = testers
    edits = view.change.edits.filter {
      view.sees(commit: $0.commit, integration: view.graph.integrations[$0.commit])
    }
  }

  /// The signer and, where that is a machine, whoever had it act.
  private static func hands(in act: Act, _ person: String, _ view: View) -> [String] {
    guard act.isMachine, let other = act.statement["for"] else { return [person] }
    return [person, view.history.canonical(other)]
  }

  /// A claim suffices to exclude, so any good signature of a known key does.
  private static func isSigned(_ act: Act) -> Bool {
    !act.faults.contains { $0 <= .keyUnknown }
  }

  /// Why a stage keeps a person out, or nil.
  func exclusion(of person: String, from rule: StageRule) -> (ActReason, [ActVerdict.Detail])? {
    for exclusion in StageRule.Exclusion.allCases where rule.not.contains(exclusion) {
      switch exclusion {
      case .requester:
        if requesters.contains(person) { return (.requester, []) }
      case .contributors:
        let details = contributions(of: person, to: rule.coveredSections)
        if !details.isEmpty { return (.contributor, details) }
      case .implementer:
        if implementers.contains(person) { return (.implementer, []) }
      case .approvers:
        if approvers.contains(person) { return (.approver, []) }
      case .testers:
        if testers.contains(person) { return (.tester, []) }
      }
    }
    return nil
  }

  /// The edits of the covered sections that a person has a hand in.
  private func contributions(of person: String, to sections: [Section]) -> [ActVerdict.Detail] {
    var details: [ActVerdict.Detail] = []
    for edit in edits where edit.people.contains(where: { $0.person == person }) {
      guard let section = sections.first(where: edit.sections.contains) else { continue }
      details.append(
        ActVerdict.Detail(
          field: section.rawValue, commit: view.graph.ids[edit.commit], people: [person]))
    }
    return details
  }

  /// Edits of the covered sections that no known human signed.
  func unknownHands(in rule: StageRule) -> [Edit] {
    edits.filter { edit in
      !edit.signedByHuman && rule.coveredSections.contains(where: edit.sections.contains)
    }
  }
}
