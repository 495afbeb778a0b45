package import Primitives

/// A snapshot of a forge's settings, given as evidence from outside Git.
package struct ToolEvidence: Hashable, Sendable {
  package struct Setting: Hashable, Sendable {
    package let name: String
    package let value: String
    /// What it means for the segregation of duties; nil where it says nothing about it.
    package let isSound: Bool?

    package init(name: String, value: String, isSound: Bool?) {
      self.name = name
      self.value = value
      self.isSound = isSound
    }
  }

  /// The file below `inputs/`.
  package var source: String
  package var digest: SHA256Digest
  /// Such as `github`.
  package var forge: String
  package var branch: String?
  /// When it was taken, as it says itself.
  package var taken: Instant?
  package var settings: [Setting]

  package init(
    source: String, digest: SHA256Digest, forge: String, branch: String?, taken: Instant?,
    settings: [Setting]
  ) {
    self.source = source
    self.digest = digest
    self.forge = forge
    self.branch = branch
    self.taken = taken
    self.settings = settings
  }
}
