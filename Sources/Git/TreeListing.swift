package import Primitives

/// A file of a tree with its path from the root.
package struct FileEntry: Hashable, Sendable {
  /// The path; what is no valid UTF-8 in it is replaced, and reported as a problem.
  package let path: String
  package let mode: UInt32
  package let id: ObjectID

  package init(path: String, mode: UInt32, id: ObjectID) {
    self.path = path
    self.mode = mode
    self.id = id
  }

  package var kind: EntryKind { EntryKind(mode: mode) }
}

/// A path that may mean different things to different readers or file systems.
package struct TreeProblem: Hashable, Sendable {
  /// What is wrong with the path.
  package enum Reason: Hashable, Sendable {
    case symlink, submodule, executable
    /// A mode that Git itself writes no longer.
    case unusualMode
    /// The name is no valid UTF-8.
    case notUTF8
    /// Differs from a neighbour only in case or in the composition of its letters.
    case collides(with: String)
  }

  package let path: String
  package let reason: Reason

  package init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// The problem in words, without the path.
  package var message: String {
    switch reason {
    case .symlink: "is a symbolic link"
    case .submodule: "is a submodule"
    case .executable: "is executable"
    case .unusualMode: "has an unusual mode"
    case .notUTF8: "is not named in UTF-8"
    case .collides(let other): "differs from \(other) only in case or composition"
    }
  }
}

/// All files below a path, and what is wrong among them.
package struct TreeListing: Hashable, Sendable {
  /// Sorted by the bytes of their paths; those with a problem too.
  package var files: [FileEntry] = []
  package var problems: [TreeProblem] = []
  /// How many entries were looked at to find them.
  package var entriesSeen = 0

  package init(files: [FileEntry] = [], problems: [TreeProblem] = []) {
    self.files = files
    self.problems = problems
  }
}
