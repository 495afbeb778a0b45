import Foundation

/// A real repository, built with `git` alone, that lives as long as one test.
///
/// Its work tree stays empty: what Assent decides never comes from there.
package final class ScratchRepository: Sendable {
  /// The folder that holds the repository; the home of the programs lies beside it.
  package let folder: ScratchFolder
  /// The work tree.
  package var path: String { "\(folder.path)/repository" }
  /// The home folder of every program of the test.
  package var home: String { "\(folder.path)/home" }

  /// Makes an empty repository.
  package init(objectFormat: String = "sha1", trunk: String = "main") throws {
    folder = try ScratchFolder()
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    try git(
      "init", "--quiet", "--template=", "--initial-branch=\(trunk)",
      "--object-format=\(objectFormat)", path, in: folder.path)
    try git("config", "gpg.format", "ssh")
  }

  /// Copies a repository, byte for byte.
  package init(copying other: ScratchRepository) throws {
    folder = try ScratchFolder()
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: other.path, toPath: path)
  }

  /// Clones a repository with `git clone` and the given options.
  package init(cloning other: ScratchRepository, _ options: String...) throws {
    folder = try ScratchFolder()
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    try git(
      ["clone", "--quiet", "-c", "gpg.format=ssh"] + options + ["file://\(other.path)", path],
      in: folder.path)
  }

  /// Runs `git` and returns what it printed, without the line end.
  @discardableResult
  package func git(_ arguments: String..., in directory: String? = nil) throws -> String {
    try git(arguments, in: directory)
  }

  /// Runs `git` and returns what it printed, without the line end.
  @discardableResult
  package func git(
    _ arguments: [String], in directory: String? = nil, input: Data = Data(),
    environment: [String: String] = [:]
  ) throws -> String {
    let outcome = try Command.run(
      try Self.program.get(), arguments, in: directory ?? path,
      environment: CleanEnvironment.variables(home: home).merging(environment) { $1 },
      input: input)
    guard outcome.status == 0 else {
      throw TestFailure("git \(arguments.joined(separator: " ")): \(outcome.errorText)")
    }
    return outcome.line
  }

  private static let program = Result { try Command.find("git") }
}

/// One commit that a test asks for.
package struct CommitPlan {
  /// A file of the commit.
  package enum Entry {
    case file(Data)
    case executable(Data)
    case symlink(String)
    case submodule(String)
    case removed
  }

  /// The whole message, as it shall stand in the object.
  package var message: String
  package var author: Persona
  /// The author, if nil.
  package var committer: Persona?
  /// Whose key signs; nil: unsigned.
  package var signer: Persona?
  /// The file that `git` signs with instead of the signer's key.
  package var signingKey: String?
  package var date: Moment
  /// The committer's date; `date`, if nil.
  package var committed: Moment?
  package var parents: [String] = []
  /// What differs from the first parent, by path.
  package var changes: [String: Entry] = [:]

  package init(
    _ message: String, by author: Persona, at date: Moment, parents: [String],
    changes: [String: Entry] = [:], signer: Persona? = nil
  ) {
    self.message = message
    self.author = author
    self.date = date
    self.parents = parents
    self.changes = changes
    self.signer = signer
  }
}

extension ScratchRepository {
  /// Makes a commit that no branch points to yet, and returns its id.
  package func commit(_ plan: CommitPlan) throws -> String {
    if plan.changes.isEmpty, let first = plan.parents.first {
      return try commit(plan, tree: "\(first)^{tree}")
    }
    let (commit, tree) = try fastImport(plan)
    return plan.signer == nil && plan.signingKey == nil ? commit : try self.commit(plan, tree: tree)
  }

  /// Makes a commit of a tree that exists.
  package func commit(_ plan: CommitPlan, tree: String) throws -> String {
    var arguments = ["commit-tree"]
    if let key = try plan.signingKey ?? plan.signer?.key { arguments.append("-S\(key)") }
    arguments.append(tree)
    for parent in plan.parents { arguments += ["-p", parent] }
    let committer = plan.committer ?? plan.author
    return try git(
      arguments + ["-F", "-"], input: Data(plan.message.utf8),
      environment: [
        "GIT_AUTHOR_NAME": plan.author.name, "GIT_AUTHOR_EMAIL": plan.author.email,
        "GIT_AUTHOR_DATE": "\(plan.date.seconds) +0000",
        "GIT_COMMITTER_NAME": committer.name, "GIT_COMMITTER_EMAIL": committer.email,
        "GIT_COMMITTER_DATE": "\((plan.committed ?? plan.date).seconds) +0000",
      ])
  }

  /// Writes a raw commit object, whatever is wrong with it, and returns its id.
  package func rawCommit(_ bytes: Data) throws -> String {
    try git(["hash-object", "-t", "commit", "-w", "--stdin", "--literally"], input: bytes)
  }

  /// The raw bytes of a commit object.
  package func rawBytes(of commit: String) throws -> Data {
    let outcome = try Command.run(
      try Command.find("git"), ["cat-file", "commit", commit], in: path,
      environment: CleanEnvironment.variables(home: home))
    guard outcome.status == 0 else { throw TestFailure(outcome.errorText) }
    return outcome.output
  }

  /// Points references at commits.
  package func updateReferences(_ targets: [String: String]) throws {
    let lines = targets.sorted { $0.key < $1.key }.map { "update \($0.key) \($0.value)\n" }
    try git(
      ["update-ref", "--stdin"],
      input: Data((lines.joined() + "delete \(Self.workReference)\n").utf8))
  }

  private static let workReference = "refs/scratch/import"

  /// One process for any number of files: the commit and its tree.
  private func fastImport(_ plan: CommitPlan) throws -> (commit: String, tree: String) {
    let committer = plan.committer ?? plan.author
    var stream = Data()
    func line(_ text: String) { stream.append(Data((text + "\n").utf8)) }
    func data(_ bytes: Data) {
      line("data \(bytes.count)")
      stream.append(bytes)
      line("")
    }
    line("commit \(Self.workReference)")
    line("mark :1")
    line("author \(plan.author.name) <\(plan.author.email)> \(plan.date.seconds) +0000")
    let committed = (plan.committed ?? plan.date).seconds
    line("committer \(committer.name) <\(committer.email)> \(committed) +0000")
    data(Data(plan.message.utf8))
    if let first = plan.parents.first { line("from \(first)") }
    for parent in plan.parents.dropFirst() { line("merge \(parent)") }
    for (path, entry) in plan.changes.sorted(by: { $0.key < $1.key }) {
      let quoted = "\"\(path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
      switch entry {
      case .removed:
        line("D \(quoted)")
      case .submodule(let id):
        line("M 160000 \(id) \(quoted)")
      case .file(let bytes):
        line("M 100644 inline \(quoted)")
        data(bytes)
      case .executable(let bytes):
        line("M 100755 inline \(quoted)")
        data(bytes)
      case .symlink(let target):
        line("M 120000 inline \(quoted)")
        data(Data(target.utf8))
      }
    }
    line("")
    line("get-mark :1")
    line("ls :1 \"\"")
    let printed = try git(["fast-import", "--quiet", "--force"], input: stream)
    let words = printed.split { $0 == " " || $0 == "\n" || $0 == "\t" }.map(String.init)
    guard words.count == 4 else { throw TestFailure("git fast-import printed \(printed)") }
    return (words[0], words[3])
  }
}

extension CommitPlan.Entry {
  /// A plain file with this text.
  package static func text(_ text: String) -> Self { .file(Data(text.utf8)) }
}
