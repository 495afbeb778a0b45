internal import CLibgit2
package import Primitives

extension Repository {
  /// Lends the raw bytes of an object of that kind for the length of `body`.
  ///
  /// A missing object and one of another kind are errors that name the id.
  package func withObject<R>(
    _ id: ObjectID, as kind: ObjectKind, _ body: (UnsafeRawBufferPointer) throws(GitError) -> R
  ) throws(GitError) -> R {
    if let packed = packs.verified(id, limit: .max) {
      guard packed.kind == kind else { throw Self.wrongType(id, kind) }
      return try packed.bytes.withUnsafeBufferPointer { bytes throws(GitError) in
        try body(UnsafeRawBufferPointer(bytes))
      }
    }
    var name = id.libgit2
    var found: OpaquePointer?
    let status = git_odb_read(&found, objects, &name)
    guard status == 0, let object = found else { throw Self.unreadable(id, kind, status) }
    defer { git_odb_object_free(object) }
    guard ObjectKind(libgit2: git_odb_object_type(object)) == kind else {
      throw Self.wrongType(id, kind)
    }
    let bytes = UnsafeRawBufferPointer(
      start: git_odb_object_data(object), count: git_odb_object_size(object))
    return try body(bytes)
  }

  /// The kind and the size of an object, without reading it all; nil if it does not exist.
  package func header(
    of id: ObjectID
  ) throws(GitError) -> (kind: ObjectKind, size: Int)? {
    var name = id.libgit2
    var size = 0
    var type = GIT_OBJECT_INVALID
    let status = git_odb_read_header(&size, &type, objects, &name)
    if status == GIT_ENOTFOUND.rawValue {
      git_error_clear()
      return nil
    }
    try Library.check(status, "object \(id) cannot be read")
    guard let kind = ObjectKind(libgit2: type) else {
      throw GitError(.corrupt, "object \(id) is of no known type")
    }
    return (kind, size)
  }

  /// The bytes of a blob. One that is larger than `limit` is refused without reading it.
  package func blob(_ id: ObjectID, limit: Int) throws(GitError) -> [UInt8] {
    if let packed = packs.verified(id, limit: limit), packed.kind == .blob { return packed.bytes }
    guard let header = try header(of: id) else { throw Self.missing(id, .blob) }
    guard header.kind == .blob else {
      throw Self.wrongType(id, .blob)
    }
    guard header.size <= limit else {
      throw GitError(
        .tooLarge, "blob \(id) has \(header.size) bytes; at most \(limit) are read")
    }
    return try withObject(id, as: .blob) { bytes throws(GitError) in [UInt8](bytes) }
  }

  /// A commit, parsed from its raw bytes; untidy ones too, as long as tree and parents read.
  package func commit(_ id: ObjectID) throws(GitError) -> CommitObject {
    let raw = try withObject(id, as: .commit) { bytes throws(GitError) in [UInt8](bytes) }
    return try CommitObject(id: id, raw: raw)
  }

  /// What walking a history needs of a commit.
  package func commitHeader(_ id: ObjectID) throws(GitError) -> CommitHeader {
    let header = try withObject(id, as: .commit) { raw throws(GitError) in CommitHeader(raw) }
    guard let header else { throw CommitGraph.unreadable(id) }
    return header
  }

  private static func wrongType(_ id: ObjectID, _ kind: ObjectKind) -> GitError {
    GitError(.wrongType, "object \(id) is no \(kind.rawValue)")
  }

  private static func missing(_ id: ObjectID, _ kind: ObjectKind) -> GitError {
    GitError(
      .notFound, "\(kind.rawValue) \(id) is missing from the repository",
      hint: "fetch the whole history")
  }

  private static func unreadable(
    _ id: ObjectID, _ kind: ObjectKind, _ status: Int32
  ) -> GitError {
    let failure = Library.failure(status, "\(kind.rawValue) \(id) cannot be read")
    if failure.code == .notFound { return missing(id, kind) }
    return GitError(.corrupt, failure.message, hint: "run git fsck")
  }
}

extension ObjectID {
  /// The name as libgit2 takes it.
  var libgit2: git_oid {
    var result = git_oid()
    withUnsafeMutableBytes(of: &result) { write(to: $0) }
    return result
  }

  /// The name that libgit2 gave.
  init?(_ name: git_oid) {
    guard let id = withUnsafeBytes(of: name, { ObjectID(raw: $0) }) else { return nil }
    self = id
  }
}

extension ObjectKind {
  /// The kind of a type of libgit2; nil for those that no object has.
  init?(libgit2 type: git_object_t) {
    switch type {
    case GIT_OBJECT_COMMIT: self = .commit
    case GIT_OBJECT_TREE: self = .tree
    case GIT_OBJECT_BLOB: self = .blob
    case GIT_OBJECT_TAG: self = .tag
    default: return nil
    }
  }

  /// The type as libgit2 counts it.
  var libgit2: git_object_t {
    switch self {
    case .commit: GIT_OBJECT_COMMIT
    case .tree: GIT_OBJECT_TREE
    case .blob: GIT_OBJECT_BLOB
    case .tag: GIT_OBJECT_TAG
    }
  }
}
