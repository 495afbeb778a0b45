package import Primitives

/// What is known about the files that a record names.
package struct EvidenceLookup: Sendable {
  /// What is known about one file.
  package enum State: Hashable, Sendable {
    case present(SHA256Digest)
    case absent
    /// The file is there, and has more bytes than are read of any; their number.
    case tooLarge(Int)
    /// Nobody looked: nothing is reported.
    case unknown
  }

  private let find: @Sendable (String) -> State

  /// Looks up by the path below `changes/`, such as `evidence/CHG-2026-7F3K/functional.txt`.
  package init(_ find: @escaping @Sendable (String) -> State) { self.find = find }

  /// Knows nothing about any file.
  package static let unknown = EvidenceLookup { _ in .unknown }

  /// What is known about the file at a path below `changes/`.
  package func state(of path: String) -> State { find(path) }
}
