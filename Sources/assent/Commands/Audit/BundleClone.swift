internal import Acting
internal import EvidencePack
internal import Glibc
internal import WholeFiles

/// A repository made of the bundle of a pack.
enum BundleClone {
  /// Makes it in a folder that is nobody else's and returns its path.
  ///
  /// Throws a failure with exit status 3 if Git does not find the bundle whole.
  static func make(of pack: String, in work: String) throws -> String {
    let bundle = pack + "/" + HistoryBundle.path
    guard case .file = PlainFile.kind(bundle) else {
      throw Failure(
        "pack-bundle", "the pack has no history.bundle to derive it from",
        hint: "name the repository: assent audit verify -C PATH \(pack)", exitStatus: 3)
    }
    // Git takes a file that is no bundle for a pointer to some other repository of this machine.
    let first = Array("# v2 git bundle\n".utf8)
    guard try beginning(of: bundle, count: first.count) == first else {
      throw Failure(
        "pack-bundle", "history.bundle is no Git bundle",
        hint: "take the pack as it was handed over, or name the repository with -C", exitStatus: 3)
    }
    let place = work + "/history.git"
    let path = Files.resolved(bundle) ?? bundle
    try git(["init", "--quiet", "--bare", "--template=", "--object-format=sha1", place])
    // Every object is checked against its name as it comes in; no hook is there to run.
    try git([
      "-C", place, "-c", "fetch.fsckObjects=false", "-c", "gc.auto=0", "-c", "protocol.allow=never",
      "-c", "protocol.file.allow=always", "fetch", "--quiet", "--no-tags", "--no-write-fetch-head",
      "--no-recurse-submodules", path, "+refs/*:refs/*",
    ])
    return place
  }

  private static func beginning(of path: String, count: Int) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw PackFolder.failure("read", path, errno) }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: count)
    let read = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    return Array(bytes.prefix(max(0, read)))
  }

  private static func git(_ arguments: [String]) throws {
    let outcome = try acting { () throws(ActingError) in
      try Program(named: "git").run(
        arguments,
        environment: [
          "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "LC_ALL": "C",
          "GIT_DIR": nil, "GIT_WORK_TREE": nil, "GIT_INDEX_FILE": nil, "GIT_COMMON_DIR": nil,
          "GIT_OBJECT_DIRECTORY": nil, "GIT_ALTERNATE_OBJECT_DIRECTORIES": nil,
          "GIT_NAMESPACE": nil, "GIT_CONFIG_COUNT": nil, "GIT_CONFIG_PARAMETERS": nil,
          "GIT_TEMPLATE_DIR": nil,
        ])
    }
    guard outcome.status == 0 else {
      throw Failure(
        "pack-bundle", "history.bundle is not whole: \(outcome.errorText)",
        hint: "take the pack as it was handed over, or name the repository with -C",
        exitStatus: 3)
    }
  }
}

/// A folder for a while.
struct ScratchFolder {
  let path: String

  init() throws { path = try Self.make() }

  func remove() { FolderTree.remove(path) }
}

extension ScratchFolder {
  private static func make() throws -> String {
    var template = Array(
      "\(Terminal.environment("TMPDIR") ?? "/tmp")/assent-verify-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Failure("file", "no temporary folder can be made", hint: "set TMPDIR", exitStatus: 2)
    }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
