package import Primitives

/// `MANIFEST.sha256`: the digest of every file of a pack but itself, as `sha256sum -c` reads it.
package struct Manifest: Hashable, Sendable {
  /// Why there is no manifest, in words.
  package struct Fault: Error, Hashable, Sendable {
    package let message: String

    package init(_ message: String) { self.message = message }
  }

  /// The manifest's own path in the pack.
  package static let path = "MANIFEST.sha256"
  /// The largest that is read: some 80 bytes for each file.
  package static let largest = 1 << 27

  /// By path below the pack, the digest of the file.
  package let digests: [String: SHA256Digest]

  package init(_ digests: [String: SHA256Digest]) { self.digests = digests }

  /// The paths, sorted by bytes.
  package var paths: [String] {
    digests.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The lines that `sha256sum` would print for the files, sorted by path.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for path in paths {
      guard let digest = digests[path] else { continue }
      bytes += digest.hex.utf8
      bytes += "  ".utf8
      bytes += path.utf8
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  /// Reads a manifest strictly; what `sha256sum` would take and this does not is named.
  ///
  /// Nothing in it can lead out of the pack: paths are relative, without `..`, and each once.
  package static func read(_ bytes: [UInt8]) throws(Fault) -> Manifest {
    guard bytes.last == UInt8(ascii: "\n") || bytes.isEmpty else {
      throw Fault("its last line does not end")
    }
    var digests: [String: SHA256Digest] = [:]
    for (index, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
      let number = index + 1
      guard line.count > 66, line.dropFirst(64).starts(with: "  ".utf8),
        let digest = SHA256Digest(hex: String(decoding: line.prefix(64), as: UTF8.self)),
        let path = String(validating: line.dropFirst(66), as: UTF8.self)
      else { throw Fault("line \(number) is no digest, two blanks and a path") }
      guard isLegal(path) else {
        throw Fault("line \(number) names a path that a pack cannot have")
      }
      guard digests.updateValue(digest, forKey: path) == nil else {
        throw Fault("line \(number) names a file a second time")
      }
    }
    return Manifest(digests)
  }

  /// Whether a file of a pack can have a path: relative, plain parts, nothing that controls a
  /// terminal or that `sha256sum` would escape.
  package static func isLegal(_ path: String) -> Bool {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let isPlain = path.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }
    return isPlain && path != Self.path && path.utf8.count < 4096
      && parts.allSatisfy { part in
        !part.isEmpty && !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8)
      }
  }

  /// How a pack differs from what its manifest says, or from another pack.
  package struct Difference: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
      case missing, changed, additional
    }

    package let path: String
    package let kind: Kind

    package init(path: String, kind: Kind) {
      self.path = path
      self.kind = kind
    }
  }

  /// What another manifest has otherwise, sorted by path.
  package func differences(in other: Manifest) -> [Difference] {
    var result: [Difference] = []
    for path in Set(digests.keys).union(other.digests.keys) {
      switch (digests[path], other.digests[path]) {
      case (.some, nil): result.append(Difference(path: path, kind: .missing))
      case (nil, .some): result.append(Difference(path: path, kind: .additional))
      case (let mine, let theirs) where mine != theirs:
        result.append(Difference(path: path, kind: .changed))
      default: break
      }
    }
    return result.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }
}
