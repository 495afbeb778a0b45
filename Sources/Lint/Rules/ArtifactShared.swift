internal import Primitives
internal import Records
internal import YAMLTree

extension Rule {
  /// Two open records deploy the same artifact.
  static let artifactShared = Rule(
    name: "artifact-shared",
    summary: "Two open records deploy the same artifact.",
    rationale: """
      When the first is carried out, the second is done without its gate having opened; and \
      whether it was allowed is asked of the wrong record.
      """,
    source: "field list of a change record, implementation",
    levels: Levels(.warning, .warning, .warning, emergency: .off),
    examples: [
      .bad(
        without: ["execution", "review", "closure"], at: "implementation.artifacts[0]",
        beside: besideElsewhere, also: ["plan-copied", "rollback-copied"]),
      .good(
        without: ["execution", "review", "closure"],
        beside: """
          implementation:
            artifacts: [{name: claims-api, commit: 5f6c2b1a9d8e7f60514233241506f7e8d9cabb0c}]
          """),
    ],
    checkTogether: { set in
      var known: [String: (index: Int, place: Place)] = [:]
      return set.documents.indices.flatMap { index -> [SetViolation] in
        guard let change = set.change(index), change.isOpen else { return [] }
        let artifacts = change.implementation?.artifacts ?? []
        return artifacts.enumerated().compactMap { position, artifact in
          guard let key = artifact.commit?.description ?? artifact.digest?.description else {
            return nil
          }
          let place = Place("implementation.artifacts[\(position)]")
          guard let first = known[key] else {
            known[key] = (index, place)
            return nil
          }
          guard first.index != index, let other = set.change(first.index),
            !change.isRetry(of: other), !change.waits(for: other)
          else { return nil }
          return SetViolation(
            Violation(
              "`\(other.id)` deploys the same artifact", at: place,
              advice: "make one change of them, or let one depend on the other"), in: index,
            other: SetViolation.Other(
              label: "the same artifact", index: first.index, place: first.place))
        }
      }
    })
}

extension ChangeRequest {
  /// Whether one of two changes waits for the other.
  func waits(for other: ChangeRequest) -> Bool {
    request?.dependsOn.contains(other.id) == true || other.request?.dependsOn.contains(id) == true
  }
}
