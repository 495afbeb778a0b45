/// A file of the sample organisation, embedded so that an installed program has it.
package struct SampleFile: Hashable, Sendable {
  /// The path from the root of the repository.
  package let path: String
  package let text: String

  package init(path: String, text: String) {
    self.path = path
    self.text = text
  }
}

/// The sample organisation that `assent demo` plays with.
package enum Sample {
  /// The policy, two records and their evidence, sorted by path.
  package static let files = SampleTexts.files

  /// The text of one file; empty if there is none at the path.
  package static func text(of path: String) -> String {
    files.first { $0.path == path }?.text ?? ""
  }
}
