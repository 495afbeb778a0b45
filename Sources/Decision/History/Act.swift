package import Acts
package import Primitives

/// An act as history holds it: who signed it over what, and what is wrong with it as evidence.
package struct Act: Hashable, Sendable {
  package let commit: Graph.Index
  package let id: ObjectID
  package let statement: Statement
  /// The person whom the key names, by the policy in force for the act.
  package let person: String?
  package let isMachine: Bool
  /// The fingerprint of the signature's key, `SHA256:…`.
  package let key: String?
  /// All faults of evidence, in the order of `ActReason`.
  package let faults: [ActReason]
  /// The faults in words.
  package let explanation: String?
  /// The record in the act commit's own tree, as an index into the change's versions.
  package let version: Int?
  /// The spine position that integrated it; nil while unlanded.
  package let integration: Int?
  package let time: Instant
  /// The committer date of the integrating commit.
  package let integrationTime: Instant?
  /// Whether its date lies before its own parent's.
  package let datedBeforeParent: Bool
  /// Whether the message has a body, which Except and Override owe.
  package let hasBody: Bool
  /// When the certificate of its key allows it to be used; unlimited without one.
  package let keyValidity: Validity
  /// Whether nothing is wrong with it as evidence but that the certificate of its key has lapsed.
  private(set) var hasMerelyLapsed = false

  package init(
    commit: Graph.Index, id: ObjectID, statement: Statement, person: String?, isMachine: Bool,
    key: String?, faults: [ActReason], explanation: String?, version: Int?, integration: Int?,
    time: Instant, integrationTime: Instant?, datedBeforeParent: Bool,
    hasBody: Bool, keyValidity: Validity = Validity()
  ) {
    self.commit = commit
    self.id = id
    self.statement = statement
    self.person = person
    self.isMachine = isMachine
    self.key = key
    self.faults = faults
    self.explanation = explanation
    self.version = version
    self.integration = integration
    self.time = time
    self.integrationTime = integrationTime
    self.datedBeforeParent = datedBeforeParent
    self.hasBody = hasBody
    self.keyValidity = keyValidity
  }

  /// The act as it would be if the policy had been settled when it was integrated.
  var besideGap: Act { with(faults: faults.filter { $0 != .policyGap }, explanation) }

  /// The act as it is if its key's certificate is looked at at some time: lapsed, the key is not in
  /// force. What forbids goes on forbidding: no gate opens because a certificate ran out.
  func judged(at time: Instant) -> Act {
    guard !keyValidity.isUnlimited, !forbids, !keyValidity.contains(time) else { return self }
    let words = [
      keyValidity.from.map { "from \($0)" }, keyValidity.until.map { "until \($0)" },
    ].compactMap { $0 }.joined(separator: " ")
    var copy = with(
      faults: Array(Set(faults + [.keyNotInForce])).sorted(),
      explanation ?? "the certificate of the key is valid \(words), and was looked at at \(time)")
    copy.hasMerelyLapsed = faults.isEmpty
    return copy
  }

  private func with(faults: [ActReason], _ explanation: String?) -> Act {
    Act(
      commit: commit, id: id, statement: statement, person: person, isMachine: isMachine, key: key,
      faults: faults, explanation: explanation, version: version, integration: integration,
      time: time, integrationTime: integrationTime, datedBeforeParent: datedBeforeParent,
      hasBody: hasBody, keyValidity: keyValidity)
  }

  /// Whether the act can close a gate, and is stopped by fewer reasons therefore.
  package var forbids: Bool {
    statement.verb.forbids || statement.verb == .test && statement["outcome"] == "fail"
  }
}
