/// Why a repository could not be read: the tool cannot decide, which is never a verdict.
package struct GitError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What went wrong, from a closed set that callers match on.
  package enum Code: String, Sendable, Hashable, CaseIterable {
    /// No repository at the path or above it.
    case notARepository = "not-a-repository"
    /// An object or a revision does not exist here.
    case notFound = "not-found"
    /// The history was cut off by a shallow clone.
    case shallow
    /// `info/grafts` rewrites the parents of commits.
    case grafts
    /// Objects were left out by a partial clone.
    case partialClone = "partial-clone"
    /// The repository names objects by SHA-256.
    case sha256
    /// An object or a reference cannot be read as what it should be.
    case corrupt
    /// An abbreviated name fits several objects.
    case ambiguous
    /// The repository belongs to another user.
    case owner
    /// An object is of another type than it should be.
    case wrongType = "wrong-type"
    /// An object is larger than the caller allows.
    case tooLarge = "too-large"
    /// A name is not one that Git allows.
    case invalidName = "invalid-name"
    /// The repository uses an extension that this tool cannot read.
    case unsupported
    /// Anything else that libgit2 reports.
    case other
  }

  package let code: Code
  /// One sentence, lower case, naming the value seen.
  package let message: String
  /// What to do about it, if something can be done.
  package let hint: String?

  package init(_ code: Code, _ message: String, hint: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
  }

  /// The message and, where there is one, the hint.
  package var description: String { hint.map { message + "; " + $0 } ?? message }
}
