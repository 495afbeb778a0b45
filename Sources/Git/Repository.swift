internal import CLibgit2

/// An open repository: freed once, used by one thread at a time, so not `Sendable`.
///
/// Objects are read from the object database alone: replace refs, grafts and the commit-graph
/// have no say. What is read comes out as plain values.
package struct Repository: ~Copyable {
  /// The repository of libgit2, freed with this value.
  let handle: OpaquePointer
  /// Its object database, freed with this value.
  let objects: OpaquePointer
  let trees = TreeStore()
  let packs: PackReader

  /// The directory that all work trees share, with a slash at its end; `.git/` as a rule.
  package let commonDirectory: String
  /// The directory of this work tree's own `HEAD`, with a slash at its end.
  package let gitDirectory: String
  /// The root of the work tree with a slash at its end; nil in a bare repository.
  package let workTree: String?

  /// Opens the repository at `path` or above it, as `git -C path` finds it; bare ones too.
  ///
  /// A repository of another user is refused unless `safe.directory` names it.
  package init(discoveringFrom path: String) throws(GitError) {
    try Library.prepare()
    let opened = try Self.open(path)
    (handle, objects) = (opened.handle, opened.objects)
    commonDirectory = String(cString: git_repository_commondir(opened.handle))
    packs = PackReader(PackFiles(objectDirectory: commonDirectory + "objects"))
    gitDirectory = String(cString: git_repository_path(opened.handle))
    workTree = git_repository_workdir(opened.handle).map { String(cString: $0) }
  }

  deinit {
    git_odb_free(objects)
    git_repository_free(handle)
  }

  private static func open(
    _ path: String
  ) throws(GitError) -> (handle: OpaquePointer, objects: OpaquePointer) {
    var found: OpaquePointer?
    let status = git_repository_open_ext(&found, path, 0, nil)
    guard status == 0, let handle = found else { throw openFailure(status, path) }
    do throws(GitError) {
      try checkOwner(of: handle)
      var database: OpaquePointer?
      try Library.check(
        git_repository_odb(&database, handle), "the objects of \(path) cannot be read")
      guard let objects = database else {
        throw GitError(.other, "the objects of \(path) cannot be read")
      }
      return (handle, objects)
    } catch {
      git_repository_free(handle)
      throw error
    }
  }

  private static func openFailure(_ status: Int32, _ path: String) -> GitError {
    let failure = Library.failure(
      status, "no repository at \(path) or above it", missing: .notARepository)
    let message = failure.message.lowercased()
    if message.contains("objectformat") || message.contains("object format") {
      return sha256Refusal
    }
    if message.contains("unsupported extension") || message.contains("repository version") {
      return GitError(
        .unsupported,
        "the repository at \(path) uses a format that cannot be read: "
          + failure.message)
    }
    if failure.code == .notARepository {
      return GitError(
        .notARepository, "no repository at \(path) or above it",
        hint: "run inside a clone, or name one with -C")
    }
    return GitError(failure.code, "the repository at \(path) cannot be opened: \(failure.message)")
  }

  /// The refusal of a repository whose objects are named by SHA-256.
  static let sha256Refusal = GitError(
    .sha256, "the repository names objects by SHA-256, which is not supported",
    hint: "use a repository with the object format sha1")

  private static func checkOwner(of handle: OpaquePointer) throws(GitError) {
    let directory = String(cString: git_repository_path(handle))
    guard let tree = git_repository_workdir(handle).map({ String(cString: $0) }) else {
      return try Ownership.check(paths: [directory], directory: directory)
    }
    var paths = [tree, directory]
    let link = tree + ".git"
    if FileStatus.exists(link) { paths.append(link) }
    try Ownership.check(paths: paths, directory: tree)
  }
}
