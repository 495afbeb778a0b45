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

  package init(
    commit: Graph.Index, id: ObjectID, statement: Statement, person: String?, isMachine: Bool,
    key: String?, faults: [ActReason], explanation: String?, version: Int?, integration: Int?,
    time: Instant, integrationTime: Instant?, datedBeforeParent: Bool,
    hasBody: Bool
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
  }

  /// The act as it would be if the policy had been settled when it was integrated.
  var besideGap: Act {
    Act(
      commit: commit, id: id, statement: statement, person: person, isMachine: isMachine, key: key,
      faults: faults.filter { $0 != .policyGap }, explanation: explanation, version: version,
      integration: integration, time: time, integrationTime: integrationTime,
      datedBeforeParent: datedBeforeParent, hasBody: hasBody)
  }
}
