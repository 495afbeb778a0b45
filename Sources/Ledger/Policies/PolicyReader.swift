package import Diagnostics
package import Git
package import Primitives
package import Records
internal import Signatures

/// The tree `policies/` of one commit as it stands; a class, since most commits share one.
package final class PolicySnapshot: Sendable {
  /// The tree `policies/`; nil if there is none.
  package let tree: ObjectID?
  /// The digest of the files; nil if their paths or modes allow none.
  package let digest: SHA256Digest?
  /// The values; nil if anything about the files is wrong.
  package let policy: Policy?
  package let findings: [Finding]
  /// By path, the digest of each file.
  package let files: [String: SHA256Digest]
  /// By path below `policies/`, such as `keys/ana.asc`, the bytes of the certificates.
  package let certificates: [String: [UInt8]]
  /// The digest of `assent.yaml` with its version left out; nil if it has no line of its own.
  package let besidesVersion: SHA256Digest?

  package init(
    tree: ObjectID?, digest: SHA256Digest?, policy: Policy?, findings: [Finding],
    files: [String: SHA256Digest], certificates: [String: [UInt8]] = [:],
    besidesVersion: SHA256Digest? = nil
  ) {
    self.tree = tree
    self.digest = digest
    self.policy = policy
    self.findings = findings
    self.files = files
    self.besidesVersion = besidesVersion
    self.certificates = certificates
  }

  /// The first error in words.
  package var fault: String {
    guard tree != nil else { return "there is no `policies/`" }
    guard let first = findings.first(where: { $0.severity == .error }) else { return "none" }
    let line = first.location.span.map { ":\($0.start.line)" } ?? ""
    return "\(first.location.path)\(line): \(first.message)"
  }
}

/// Reads policies out of trees, once for each distinct tree.
package final class PolicyReader {
  private static let largestFile = 1 << 20
  private var known: [ObjectID: PolicySnapshot] = [:]

  package init() {}

  /// Whether a commit's tree has a policy, readable or not.
  package func hasPolicy(tree: ObjectID, in repository: borrowing Repository) throws(LedgerError)
    -> Bool
  {
    try reading { () throws(GitError) in
      try repository.entry(atPath: "policies/assent.yaml", inTree: tree) != nil
    }
  }

  /// The policy of a commit's tree.
  package func snapshot(ofTree tree: ObjectID, in repository: borrowing Repository)
    throws(LedgerError) -> PolicySnapshot
  {
    let entry = try reading { () throws(GitError) in
      try repository.entry(atPath: "policies", inTree: tree)
    }
    guard let entry else { return Self.absent("the commit has no `policies/`") }
    guard entry.kind == .directory else { return Self.absent("`policies` is no directory") }
    // Stands above what is remembered: the same policy is safe in one tree and not in another.
    let twin = try reading { () throws(GitError) in
      try repository.twin(of: "policies", inTree: tree)
    }
    if let twin { return Self.collision(with: twin, inTree: tree) }
    if let snapshot = known[entry.id] { return snapshot }
    let snapshot = try reading { () throws(GitError) in
      try Self.read(entry.id, root: tree, repository)
    }
    known[entry.id] = snapshot
    return snapshot
  }

  private static func absent(_ message: String) -> PolicySnapshot {
    PolicySnapshot(
      tree: nil, digest: nil, policy: nil,
      findings: [
        Finding(rule: "policy-missing", message: message, location: Location(path: "policies"))
      ], files: [:])
  }

  /// Where a file system may take another folder for the policy, nobody knows which one is meant.
  private static func collision(with twin: String, inTree tree: ObjectID) -> PolicySnapshot {
    PolicySnapshot(
      tree: tree, digest: nil, policy: nil,
      findings: [unsafe("policies", "differs from \(twin) by letter case alone")], files: [:])
  }

  private static func read(_ id: ObjectID, root: ObjectID, _ repository: borrowing Repository)
    throws(GitError) -> PolicySnapshot
  {
    let listing = try repository.files(under: "policies", inTree: root)
    // What stands beside `policies/` is no part of this tree, which many commits share.
    var findings = listing.problems.filter { $0.path.utf8.starts(with: "policies/".utf8) }
      .map { unsafe($0.path, $0.message) }
    var bytes: [String: [UInt8]] = [:]
    var digests: [String: SHA256Digest] = [:]
    for file in listing.files {
      guard file.kind == .file, isPlain(file.path) else {
        if file.kind == .file {
          findings.append(unsafe(file.path, "has a name beyond A-Za-z0-9._/-"))
        }
        continue
      }
      let header = try repository.header(of: file.id)
      // A missing file is an error of the repository, which reading it names.
      guard header?.size ?? 0 <= largestFile else {
        findings.append(unsafe(file.path, "is larger than 1 MiB"))
        continue
      }
      let content = try repository.blob(file.id, limit: largestFile)
      bytes[file.path] = content
      digests[file.path] = sha256(of: content)
    }
    let isSafe = findings.isEmpty
    let reading = Policy.read(files: bytes)
    findings += reading.findings
    let broken =
      reading.policy.map {
        CertificateCheck.findings($0.people, files: bytes)
          + AuthorityCheck.findings($0, files: bytes)
      } ?? []
    findings += broken
    return PolicySnapshot(
      tree: id, digest: isSafe ? digest(of: digests) : nil,
      policy: isSafe && broken.isEmpty ? reading.policy : nil,
      findings: findings, files: digests, certificates: certificates(in: bytes),
      besidesVersion: bytes["policies/assent.yaml"].flatMap(besidesVersion))
  }

  /// The certificates among the files of a policy, by path below `policies/`.
  package static func certificates(in files: [String: [UInt8]]) -> [String: [UInt8]] {
    var certificates: [String: [UInt8]] = [:]
    for (path, content) in files where path.hasPrefix("policies/keys/") {
      certificates[String(path.dropFirst("policies/".count))] = content
    }
    return certificates
  }

  /// A policy that no tree holds yet, from its files by path.
  package static func snapshot(of files: [String: [UInt8]], policy: Policy) -> PolicySnapshot {
    let digests = files.mapValues { sha256(of: $0) }
    return PolicySnapshot(
      tree: nil, digest: digest(of: digests), policy: policy, findings: [], files: digests,
      certificates: certificates(in: files),
      besidesVersion: files["policies/assent.yaml"].flatMap(besidesVersion))
  }

  /// The digest of a charter without the digits of its version; nil unless exactly one line begins
  /// with `version:`.
  package static func besidesVersion(_ bytes: [UInt8]) -> SHA256Digest? {
    let key = Array("version:".utf8)
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let found = lines.indices.filter { lines[$0].starts(with: key) }
    guard let index = found.first, found.count == 1 else { return nil }
    let value = lines[index].dropFirst(key.count).drop { $0 == UInt8(ascii: " ") }
    guard value.first.map(digits.contains) ?? false else { return nil }
    lines[index] = key + value.drop { digits.contains($0) }
    return sha256(of: Array(lines.joined(separator: [UInt8(ascii: "\n")])))
  }

  /// SHA-256 over what `sha256sum` prints for the files, sorted by the bytes of their paths.
  package static func digest(of files: [String: SHA256Digest]) -> SHA256Digest {
    var text: [UInt8] = []
    for (path, digest) in files.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      text += Array("\(digest.hex)  \(path)\n".utf8)
    }
    return sha256(of: text)
  }

  /// The finding about a file of a policy that no digest can name.
  package static func unsafe(_ path: String, _ words: String) -> Finding {
    Finding(
      rule: "policy-file-unsafe", message: "\(path) \(words)", location: Location(path: path),
      advice: "store a plain file of at most 1 MiB under a plain name")
  }

  /// Whether a path has no letters but those that every tool spells alike.
  package static func isPlain(_ path: String) -> Bool {
    path.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "/"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
  }
}
