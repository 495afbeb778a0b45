package import Primitives

/// What an entry of a tree is, by its mode.
package enum EntryKind: String, Sendable, Hashable, CaseIterable {
  /// A regular file, mode 100644.
  case file
  /// A regular file that may be executed, mode 100755.
  case executable
  case symlink
  case submodule
  case directory
  /// A mode that Git itself writes no longer, such as 100664.
  case unusual

  /// The kind of a mode.
  package init(mode: UInt32) {
    switch mode {
    case 0o100644: self = .file
    case 0o100755: self = .executable
    case 0o120000: self = .symlink
    case 0o160000: self = .submodule
    case 0o040000: self = .directory
    default: self = .unusual
    }
  }
}

/// One entry of a tree.
package struct TreeEntry: Hashable, Sendable {
  /// The name as it stands; neither empty nor holding a slash.
  package let nameBytes: [UInt8]
  package let mode: UInt32
  package let id: ObjectID

  package init(nameBytes: [UInt8], mode: UInt32, id: ObjectID) {
    self.nameBytes = nameBytes
    self.mode = mode
    self.id = id
  }

  /// An entry under a name that is text.
  package init(name: String, mode: UInt32, id: ObjectID) {
    self.init(nameBytes: Array(name.utf8), mode: mode, id: id)
  }

  /// The name, or nil if it is no valid UTF-8.
  package var name: String? { String(validating: nameBytes, as: UTF8.self) }
  package var kind: EntryKind { EntryKind(mode: mode) }
}
