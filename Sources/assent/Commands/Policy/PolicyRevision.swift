internal import Diagnostics
internal import Git
internal import Ledger
internal import Primitives
internal import Records
internal import Signatures

/// The policy of a revision, or of the work tree.
struct PolicyRevision {
  /// What was asked for; `the work tree` where no revision was.
  let name: String
  let commit: ObjectID?
  let snapshot: PolicySnapshot
  let policy: Policy

  /// Reads the policy of a revision.
  ///
  /// Throws a failure with exit status 2 if there is none that could be in force.
  init(_ revision: String, in repository: borrowing Repository) throws {
    let found: (id: ObjectID, tree: ObjectID)
    do throws(GitError) {
      let id = try repository.resolve(revision: revision)
      found = (id, try repository.commit(id).tree)
    } catch {
      throw Failure(error)
    }
    do throws(LedgerError) {
      snapshot = try PolicyReader().snapshot(ofTree: found.tree, in: repository)
    } catch {
      throw Failure(error)
    }
    commit = found.id
    name = revision
    policy = try Self.policy(of: snapshot, revision)
  }

  /// Reads the policy as it lies on disk.
  init(workTreeAround directory: String) throws {
    guard let tree = WorkTree(around: directory) else {
      throw Failure("usage", "there is no directory \(directory)", exitStatus: 2)
    }
    name = "the work tree"
    commit = nil
    let reading = PolicyFolder(of: tree).read()
    var digests: [String: SHA256Digest] = [:]
    var certificates: [String: [UInt8]] = [:]
    for path in reading.files {
      guard case .bytes(let bytes) = PlainFile.read(tree.absolute(path), limit: 1 << 20) else {
        continue
      }
      digests[path] = sha256(of: bytes)
      certificates[String(path.dropFirst("policies/".count))] = bytes
    }
    snapshot = PolicySnapshot(
      tree: commit, digest: PolicyReader.digest(of: digests), policy: reading.policy,
      findings: reading.findings, files: digests, certificates: certificates)
    guard let policy = reading.policy else {
      let first = reading.findings.first { $0.severity == .error }
      let line = first?.location.span.map { ":\($0.start.line)" } ?? ""
      let fault = first.map { "\($0.location.path)\(line): \($0.message)" } ?? "it is not there"
      throw Failure(
        "policy-unreadable", "the policy of the work tree cannot be read: \(fault)",
        hint: "assent policy lint shows all that is wrong with it", exitStatus: 2)
    }
    self.policy = policy
  }

  private static func policy(of snapshot: PolicySnapshot, _ name: String) throws -> Policy {
    guard let policy = snapshot.policy else {
      throw Failure(
        "policy-unreadable", "the policy of \(name) cannot be read: \(snapshot.fault)",
        hint: "compare a revision whose policies/ are in order", exitStatus: 2)
    }
    return policy
  }
}
