internal import CLibgit2
package import Primitives

extension Repository {
  /// The commit that a reference, named in full, leads to; nil if there is no such reference.
  ///
  /// Symbolic references are followed and annotated tags peeled. A reference to anything but a
  /// commit is an error.
  package func commitID(ofReference name: String) throws(GitError) -> ObjectID? {
    try Self.refuseNUL(in: name)
    var found: OpaquePointer?
    let status = git_reference_lookup(&found, handle, name)
    if status == GIT_ENOTFOUND.rawValue {
      git_error_clear()
      return nil
    }
    try Library.check(status, "reference \(name) cannot be read")
    defer { git_reference_free(found) }
    return try commitID(of: found, name: name)
  }

  /// Every reference whose full name begins with `prefix`, with its commit, sorted by name.
  ///
  /// A symbolic reference that leads nowhere is left out, as Git does. One that cannot be read is
  /// an error, unless `isWanted` says that its name does not matter.
  package func references(
    withPrefix prefix: String, where isWanted: (String) -> Bool = { _ in true }
  ) throws(GitError) -> [(name: String, commit: ObjectID)] {
    var iterator: OpaquePointer?
    try Library.check(
      git_reference_iterator_new(&iterator, handle), "the references cannot be listed")
    defer { git_reference_iterator_free(iterator) }
    var result: [(name: String, commit: ObjectID)] = []
    var listed: Set<String> = []
    while true {
      var found: OpaquePointer?
      let status = git_reference_next(&found, iterator)
      if status == GIT_ITEROVER.rawValue { break }
      try Library.check(status, "the references cannot be listed")
      defer { git_reference_free(found) }
      let name = String(cString: git_reference_name(found))
      guard name.utf8.starts(with: prefix.utf8), isWanted(name) else { continue }
      listed.insert(name)
      guard let commit = try commitID(of: found, name: name) else { continue }
      result.append((name, commit))
    }
    git_error_clear()
    // libgit2 passes over what it cannot read, and with it over what somebody forbids there.
    guard let files = FileStatus.files(below: commonDirectory, prefix) else {
      throw GitError(.other, "the references below \(prefix) cannot all be read")
    }
    for name in files where isWanted(name) {
      guard !listed.contains(name), let commit = try unlisted(name) else { continue }
      result.append((name, commit))
    }
    return result.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// The commit of a reference that was not listed; nil if no reference may have its name.
  private func unlisted(_ name: String) throws(GitError) -> ObjectID? {
    do throws(GitError) {
      return try commitID(ofReference: name)
    } catch {
      if error.code == .invalidName { return nil }
      throw error
    }
  }

  /// The commit that a user's revision names: an id, a reference, an abbreviation, `HEAD~2`.
  package func resolve(revision: String) throws(GitError) -> ObjectID {
    if let id = ObjectID(revision) { return try peeled(id, name: revision) }
    try Self.refuseNUL(in: revision)
    var found: OpaquePointer?
    let status = git_revparse_single(&found, handle, revision)
    guard status == 0, let object = found else {
      throw Self.unresolved(revision, Library.failure(status, "no revision `\(revision)`"))
    }
    defer { git_object_free(object) }
    guard let name = git_object_id(object), let id = ObjectID(name.pointee) else {
      throw GitError(.notFound, "there is no revision `\(revision)`")
    }
    return try peeled(id, name: revision)
  }

  /// Why a revision names nothing, without the library's own terms for the usual reasons.
  private static func unresolved(_ revision: String, _ failure: GitError) -> GitError {
    switch failure.code {
    case .ambiguous:
      GitError(
        .ambiguous, "`\(revision)` could be several commits", hint: "give more of its digits")
    case .invalidName:
      GitError(
        .invalidName, "`\(revision)` is no revision",
        hint: "give one commit, by its id, a branch or a tag")
    case .notFound, .other:
      GitError(
        .notFound, "there is no revision `\(revision)` here",
        hint: "fetch it, or correct the name; git log --oneline shows commits")
    default: failure
    }
  }

  /// The full name of the branch that is checked out; nil if none is. For messages only.
  package func headReference() -> String? {
    defer { git_error_clear() }
    var found: OpaquePointer?
    guard git_reference_lookup(&found, handle, "HEAD") == 0 else { return nil }
    defer { git_reference_free(found) }
    return git_reference_symbolic_target(found).map { String(cString: $0) }
  }

  /// C would read the name only up to a NUL, and so find another reference.
  private static func refuseNUL(in name: String) throws(GitError) {
    guard name.utf8.contains(0) else { return }
    throw GitError(.invalidName, "a reference's name cannot have a NUL byte")
  }

  private func commitID(
    of reference: OpaquePointer?, name: String
  ) throws(GitError) -> ObjectID? {
    var direct: OpaquePointer?
    let status = git_reference_resolve(&direct, reference)
    if status == GIT_ENOTFOUND.rawValue {
      git_error_clear()
      return nil
    }
    try Library.check(status, "reference \(name) cannot be followed")
    defer { git_reference_free(direct) }
    guard let target = git_reference_target(direct), let id = ObjectID(target.pointee) else {
      throw GitError(.corrupt, "reference \(name) names no object")
    }
    return try peeled(id, name: name)
  }

  /// The commit behind an object: itself, or what its annotated tags lead to.
  private func peeled(_ start: ObjectID, name: String) throws(GitError) -> ObjectID {
    var id = start
    for _ in 0..<64 {
      guard let header = try header(of: id) else {
        throw GitError(
          .notFound, "\(name) names the object \(id), which is missing from the repository")
      }
      switch header.kind {
      case .commit: return id
      case .tag: id = try target(ofTag: id)
      case .tree, .blob:
        throw GitError(.wrongType, "\(name) names a \(header.kind.rawValue), not a commit")
      }
    }
    throw GitError(.corrupt, "\(name) leads through more than 64 tags")
  }

  private func target(ofTag id: ObjectID) throws(GitError) -> ObjectID {
    try withObject(id, as: .tag) { bytes throws(GitError) in
      guard bytes.starts(at: 0, with: "object "), bytes.starts(at: 47, with: "\n"),
        let target = ObjectID(rawHex: bytes, at: 7)
      else { throw GitError(.corrupt, "tag \(id) does not name its object") }
      return target
    }
  }
}
