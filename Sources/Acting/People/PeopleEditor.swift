internal import Diagnostics
package import Records
internal import YAMLTree

/// Edits the files of a policy so that exactly one thing about people changes, and the version.
package struct PeopleEditor {
  /// What the files are to be.
  package struct Outcome: Sendable {
    /// By path, the new bytes; files that stay are left out.
    package let files: [String: [UInt8]]
    package let policy: Policy
  }

  private static let people = "policies/people.yaml"
  private static let charter = "policies/assent.yaml"

  private let files: [String: [UInt8]]
  private let policy: Policy

  /// - Parameters:
  ///   - files: the bytes of all files of the policy, by path.
  ///   - policy: what they say.
  package init(files: [String: [UInt8]], policy: Policy) {
    self.files = files
    self.policy = policy
  }

  /// The files after a change, with a version.
  ///
  /// Throws a refusal if reading them would not give exactly the policy that is meant.
  package func outcome(
    of change: PeopleChange, version: Int
  ) throws(ActingError) -> Outcome {
    var intended = policy
    intended.people = try change.applied(to: policy.people)
    intended.charter.version = version
    var edited = files
    var text = PeopleText(
      files[Self.people] ?? [], root: try root(of: Self.people), from: policy.people,
      to: intended.people)
    edited[Self.people] = text.edited()
    if version != policy.charter.version {
      edited[Self.charter] = try raised(to: version)
    }
    let reading = Policy.read(files: edited)
    guard let result = reading.policy else {
      let first = reading.findings.first { $0.severity == .error }
      let place = first?.location.path ?? Self.people
      throw Self.refusal("the policy would not load: \(place): \(first?.message ?? "unreadable")")
    }
    guard edited[Self.people] != nil, Self.withoutLines(result) == Self.withoutLines(intended)
    else {
      throw Self.refusal("policies/people.yaml is laid out in a way that cannot be edited safely")
    }
    return Outcome(files: edited.filter { files[$0.key] != $0.value }, policy: result)
  }

  private func raised(to version: Int) throws(ActingError) -> [UInt8]? {
    guard let node = try root(of: Self.charter)["version"] else { return nil }
    var text = TextEdit(files[Self.charter] ?? [])
    text.replace(from: node.span.start, to: node.span.end, with: "\(version)")
    return text.result
  }

  private func root(of path: String) throws(ActingError) -> Node {
    guard let root = YAMLReader.read(files[path] ?? [], path: path).root else {
      throw Self.refusal("\(path) cannot be read")
    }
    return root
  }

  /// The policy, whatever lines its keys stand on.
  private static func withoutLines(_ policy: Policy) -> Policy {
    var policy = policy
    for (id, person) in policy.people.people {
      for index in person.keys.indices { policy.people.people[id]?.keys[index].line = 0 }
    }
    return policy
  }

  private static func refusal(_ message: String) -> ActingError {
    ActingError(
      "policy-edit", message, hint: "nothing was written; edit policies/people.yaml by hand",
      exitStatus: 2)
  }
}
