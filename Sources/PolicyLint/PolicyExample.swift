internal import Lint
internal import YAMLTree

/// A policy that a rule reports, or one that it does not.
///
/// The texts are laid over a small, clean policy: mappings are merged, everything else replaces
/// what was there.
package struct PolicyExample: Sendable {
  /// What is different in one file.
  package struct Change: Sendable {
    /// The path below `policies/`.
    package let file: String
    /// What is laid over the file.
    package let yaml: String
    /// Key paths that are taken out of the file first.
    package let without: [String]

    package init(file: String, yaml: String, without: [String]) {
      self.file = file
      self.yaml = yaml
      self.without = without
    }
  }

  package let changes: [Change]
  /// What is reported; nil if nothing is.
  package let reported: PolicySpot?

  /// An example that is reported at `place` of the file, or of another.
  static func bad(
    _ file: String, _ yaml: String = "", without: [String] = [], and more: [Change] = [],
    at place: String, of other: String? = nil
  ) -> PolicyExample {
    PolicyExample(
      changes: [Change(file: file, yaml: yaml, without: without)] + more,
      reported: PolicySpot(other ?? file, Place(stringLiteral: place)))
  }

  /// An example that is not reported.
  static func good(
    _ file: String, _ yaml: String = "", without: [String] = [], and more: [Change] = []
  ) -> PolicyExample {
    PolicyExample(changes: [Change(file: file, yaml: yaml, without: without)] + more, reported: nil)
  }
}

extension PolicyExample.Change {
  /// A change of a further file.
  static func also(_ file: String, _ yaml: String) -> Self {
    Self(file: file, yaml: yaml, without: [])
  }
}
