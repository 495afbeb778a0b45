internal import ArgumentParser
internal import Lint
internal import PolicyLint
internal import Reporting

extension CompletionKind {
  /// The ids of the changes in the work tree.
  static var changes: CompletionKind { .custom { words, _, _ in Nearby(words).changes } }
  /// The people of the policy on disk.
  static var people: CompletionKind { .custom { words, _, _ in Nearby(words).people } }
  /// The roles of the policy on disk, owners of systems included.
  static var roles: CompletionKind { .custom { words, _, _ in Nearby(words).roles } }
  /// The systems of the inventory on disk.
  static var systems: CompletionKind { .custom { words, _, _ in Nearby(words).systems } }
  /// The freezes of the calendar on disk.
  static var freezes: CompletionKind { .custom { words, _, _ in Nearby(words).freezes } }
  /// Every rule and every code of a finding.
  static var rules: CompletionKind {
    .list(
      (Rule.all.map(\.name) + PolicyRule.all.map(\.name) + CodeTable.findings.meanings.map(\.code))
        .sorted())
  }
  /// The kinds of files that have a schema.
  static var fileKinds: CompletionKind { .list(SchemaFile.allCases.map(\.name)) }
}
