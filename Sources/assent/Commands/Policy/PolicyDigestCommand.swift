internal import Diagnostics
internal import ArgumentParser
internal import Git
internal import Ledger
internal import Primitives
internal import Reporting
internal import Signatures

/// `assent policy digest`: the name by which owners approve a policy.
struct PolicyDigestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "digest",
    abstract: "Print the digest that a Policy-Approve names.",
    discussion: """
      The same as: find policies -type f | LC_ALL=C sort | xargs sha256sum | sha256sum. Without \
      a revision, of policies/ as it lies on disk. Exit status: 0 printed, 2 wrong usage or no \
      policies, 3 there is no digest.
      """)

  @Argument(help: "A commit, branch or tag; the files on disk without one.")
  var revision: String?

  @Option(
    name: .customShort("C"), help: ArgumentHelp("Work in this directory.", valueName: "path"),
    completion: .directory)
  var directory: String = "."

  @Option(help: "How the result is written.")
  var format: OutputFormat = .text

  func run() throws {
    let files = try revision.map(digests(at:)) ?? digestsOnDisk()
    let digest = PolicyReader.digest(of: files)
    switch format {
    case .text: Terminal.result("sha256:\(digest.hex)\n")
    case .json:
      let entries = files.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      Terminal.result(
        JSONValue.object([
          ("schema", .string("assent/policy-digest/1")),
          ("digest", .string("sha256:\(digest.hex)")),
          (
            "files",
            .array(
              entries.map { path, digest in
                .object([
                  ("path", .string(path)), ("digest", .string("sha256:\(digest.hex)")),
                ])
              })
          ),
        ]).line)
    }
  }

  private func digestsOnDisk() throws -> [String: SHA256Digest] {
    let policy = try PolicyFolder.found(from: directory).read()
    guard let contents = policy.contents else {
      throw Self.undigestible(
        policy.findings.first { $0.rule == "policy-file-unsafe" }?.message ?? "a file is unsafe")
    }
    return contents.mapValues { sha256(of: $0) }
  }

  private func digests(at revision: String) throws -> [String: SHA256Digest] {
    let snapshot = try snapshot(at: revision)
    guard snapshot.tree != nil else {
      throw Failure(
        "policy-missing", "\(PlainText.line(revision)) has no policies/", exitStatus: 3)
    }
    guard snapshot.digest != nil else { throw Self.undigestible(snapshot.fault) }
    return snapshot.files
  }

  private func snapshot(at revision: String) throws -> PolicySnapshot {
    do {
      let repository = try Repository(discoveringFrom: directory)
      let commit = try repository.resolve(revision: revision)
      let tree = try repository.commitHeader(commit).tree
      return try PolicyReader().snapshot(ofTree: tree, in: repository)
    } catch let error as GitError {
      throw Failure(error)
    } catch let error as LedgerError {
      throw Failure(error)
    }
  }

  private static func undigestible(_ why: String) -> Failure {
    Failure(
      "policy-undigestible", "there is no digest: \(PlainText.line(why))",
      hint: "assent policy lint", exitStatus: 3)
  }
}
