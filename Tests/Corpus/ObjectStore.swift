import Crypto
import Foundation

/// Git objects made from raw bytes: what Git itself would refuse to write as well.
package struct ObjectStore: Sendable {
  /// One object.
  package struct Object: Sendable {
    package let kind: String
    package let content: [UInt8]
  }

  /// By id.
  package private(set) var objects: [String: Object] = [:]

  /// Keeps an object and returns its id.
  @discardableResult
  package mutating func write(_ kind: String, _ content: some Sequence<UInt8>) -> String {
    let content = [UInt8](content)
    let id = Self.id(of: kind, content)
    objects[id] = Object(kind: kind, content: content)
    return id
  }

  /// Keeps a plain file.
  package mutating func blob(_ text: String) -> String { write("blob", text.utf8) }

  /// The content of an object.
  package func content(_ id: String) throws -> [UInt8] {
    guard let object = objects[id] else { throw CorpusFault("there is no object \(id)") }
    return object.content
  }

  /// Loses an object.
  package mutating func remove(_ id: String) { objects[id] = nil }

  /// The name that SHA-1 gives to an object, in forty digits.
  package static func id(of kind: String, _ content: [UInt8]) -> String {
    var hash = Insecure.SHA1()
    hash.update(data: Array("\(kind) \(content.count)\0".utf8))
    hash.update(data: content)
    return Hex.text(hash.finalize())
  }

  /// Writes a tree of these entries as they are, in this order.
  package mutating func tree(_ entries: [(mode: String, name: [UInt8], id: String)]) -> String {
    var bytes: [UInt8] = []
    for entry in entries {
      bytes += Array("\(entry.mode) ".utf8) + entry.name + [0] + Hex.bytes(entry.id)
    }
    return write("tree", bytes)
  }

  /// Writes the trees of some files by path, sorted as Git does, and returns the root.
  package mutating func tree(_ files: [String: Leaf]) -> String {
    var entries: [(mode: String, name: String, id: String)] = []
    var folders: [String: [String: Leaf]] = [:]
    for (path, leaf) in files {
      if let slash = path.firstIndex(of: "/") {
        folders[String(path[..<slash]), default: [:]][String(path[path.index(after: slash)...])] =
          leaf
      } else {
        entries.append((leaf.mode, path, leaf.id))
      }
    }
    for (name, inner) in folders.sorted(by: { $0.key < $1.key }) {
      entries.append(("40000", name, tree(inner)))
    }
    let key: ((mode: String, name: String, id: String)) -> [UInt8] = {
      Array(($0.mode == "40000" ? $0.name + "/" : $0.name).utf8)
    }
    entries.sort { key($0).lexicographicallyPrecedes(key($1)) }
    return tree(entries.map { ($0.mode, Array($0.name.utf8), $0.id) })
  }

  /// What a path of a tree leads to.
  package struct Leaf: Sendable, Hashable {
    package var mode: String
    package var id: String

    package init(_ id: String, mode: String = "100644") {
      self.mode = mode
      self.id = id
    }
  }
}

/// Hexadecimal digits.
package enum Hex {
  /// Lower-case digits.
  package static func text(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }

  /// The bytes of an even number of digits; wrong ones are left out.
  package static func bytes(_ text: String) -> [UInt8] {
    let digits = Array(text.utf8)
    return stride(from: 0, to: digits.count - 1, by: 2).compactMap {
      UInt8(String(decoding: digits[$0..<($0 + 2)], as: UTF8.self), radix: 16)
    }
  }

  /// The SHA-256 of a text in digits.
  package static func sha256(_ text: String) -> String {
    Self.text(SHA256.hash(data: Data(text.utf8)))
  }
}

/// A case that cannot be built.
package struct CorpusFault: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}
