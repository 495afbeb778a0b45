internal import Acts
internal import Decision
internal import Diagnostics
internal import Primitives
internal import Records

/// What a step says, and what is wrong with it as evidence.
struct Evidence {
  let words: PolicyWords
  let step: PolicyTestStep

  /// What a case may say is wrong with a commit: everything that is judged before roles are.
  static let faults = ActReason.allCases.prefix { $0 != .roleNotHeld }

  /// The act as a repository would hold it.
  func act(
    _ verb: Verb, of record: DraftRecord, from before: Int, to version: Int, in commit: Int
  ) throws(CaseFault) -> DraftChange.DraftAct {
    let statement = Statement(
      index: 0, verb: verb, change: record.id,
      parameters: completed(verb, record.change(version)))
    try check(
      ActMessage(subject: "Act", statements: [statement], repository: repository))
    let own = try ownFault()
    let fault = own ?? words.keyFault(of: step.by.value)
    var faults = [fault].compactMap { $0 }
    // Of what nobody known vouches for nothing more is known.
    let isVouched = fault.map { $0 > .keyUnknown } ?? true
    if isVouched, fault != .editsFiles, edits(verb, record, from: before, to: version) {
      faults.append(.editsFiles)
    }
    if verb == .assess, statement["risk"] != record.change(version)?.assessment?.risk?.rawValue {
      faults.append(.malformed)
    }
    let isThere = isVouched && fault != .recordMissing
    return DraftChange.DraftAct(
      commit: commit, statement: statement, person: isVouched ? step.by.value : nil,
      isMachine: isVouched && !words.isHuman(step.by.value), faults: faults.sorted(),
      version: isThere ? version : nil, step: step)
  }

  /// The delegation or recall; nil if its commit is no evidence.
  func delegation() throws(CaseFault) -> Delegation? {
    let delegation: Delegation
    switch step.deed {
    case .delegate(let role):
      guard let to = step.to?.value, let from = step.from, let until = step.until else {
        return nil
      }
      delegation = Delegation(
        index: 0, role: role, to: to, days: Delegation.Days(from: from, until: until))
    case .recall(let role):
      guard let to = step.to?.value else { return nil }
      delegation = Delegation(index: 0, role: role, to: to, days: nil)
    case .act, .edit: return nil
    }
    try check(ActMessage(subject: "Act", delegations: [delegation], repository: repository))
    let isSound =
      try ownFault() == nil && words.keyFault(of: step.by.value) == nil
      && words.isHuman(step.by.value)
    return isSound ? delegation : nil
  }

  private var repository: String { words.policy.charter.repository }

  /// Refuses what breaks the grammar of acts: that is a slip of the case, not of the policy.
  private func check(_ message: ActMessage) throws(CaseFault) {
    do throws(ActMessage.Fault) { _ = try message.text() } catch {
      throw CaseFault("no such act can be made: \(error.message)", at: step.span)
    }
  }

  private func ownFault() throws(CaseFault) -> ActReason? {
    guard let named = step.fault else { return nil }
    guard let fault = ActReason(rawValue: named.value), Self.faults.contains(fault) else {
      let known = Self.faults.map(\.rawValue)
      throw CaseFault(
        "`\(named.value)` is no fault of evidence", at: named.span,
        advice: NearestName.of(named.value, among: known).map { "did you mean `\($0)`" }
          ?? "use one of \(known.joined(separator: ", "))")
    }
    return fault
  }

  /// The parameters with those that go without saying.
  private func completed(_ verb: Verb, _ record: ChangeRequest?) -> [Statement.Parameter] {
    var parameters = step.parameters
    func add(_ key: String, _ value: String?) {
      guard let value, !parameters.contains(where: { $0.key == key }) else { return }
      parameters.append(Statement.Parameter(key: key, value: value))
    }
    switch verb {
    case .assess: add("risk", record?.assessment?.risk?.rawValue)
    case .test: add("outcome", "pass")
    case .finish: add("outcome", "successful")
    case .start:
      let isNamed = parameters.contains { ["commit", "artifact", "kind"].contains($0.key) }
      guard !isNamed, let artifacts = record?.implementation?.artifacts, artifacts.count == 1
      else { break }
      if let commit = artifacts[0].commit {
        add("commit", commit.description)
      } else {
        add("artifact", artifacts[0].digest?.description)
      }
    default: break
    }
    return parameters
  }

  /// Whether the commit edits what its act does not let it.
  private func edits(_ verb: Verb, _ record: DraftRecord, from before: Int, to version: Int) -> Bool
  {
    guard before != version else { return false }
    switch verb.mayEdit {
    case .nothing: return true
    case .record, .recordAlone: return false
    case .execution:
      let (old, new) = (record.versions[before], record.versions[version])
      return record.sections(of: version, unlike: [before]) != [.execution]
        || old.head != new.head || record.change(before)?.title != record.change(version)?.title
    }
  }
}
