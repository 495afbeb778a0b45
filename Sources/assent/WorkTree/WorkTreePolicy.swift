internal import Diagnostics
internal import Git
internal import Ledger
internal import Records

/// The policy as it lies in the work tree.
struct WorkTreePolicy {
  /// The largest file of a policy that is read.
  private static let largestFile = 1 << 20

  /// The policy; nil if anything about it is wrong.
  let policy: Policy?
  /// What is wrong, sorted by path and place.
  let findings: [Finding]
  /// The paths of its files, below `policies/`.
  let files: [String]
  /// By path, the bytes of its files; nil if one cannot be part of a policy.
  let contents: [String: [UInt8]]?

  /// Reads the files of `listing`, whose paths begin `policies/`.
  ///
  /// - Parameters:
  ///   - overlay: texts that stand in place of files, by the same paths.
  ///   - place: where a path lies on disk.
  init(
    _ listing: WorkTree.Listing, overlay: [String: [UInt8]] = [:], place: (String) -> String
  ) {
    var findings = listing.problems.map { PolicyReader.unsafe($0.path, $0.message) }
    findings += listing.oddities.map { PolicyReader.unsafe($0.path, $0.words) }
    var bytes: [String: [UInt8]] = [:]
    for path in listing.files {
      guard PolicyReader.isPlain(path) else {
        findings.append(PolicyReader.unsafe(path, "has a name beyond A-Za-z0-9._/-"))
        continue
      }
      if let text = overlay[path], text.count <= Self.largestFile {
        bytes[path] = text
        continue
      }
      switch PlainFile.read(place(path), limit: Self.largestFile) {
      case .bytes(let content): bytes[path] = content
      case .tooLarge: findings.append(PolicyReader.unsafe(path, "is larger than 1 MiB"))
      case .unreadable(let why):
        findings.append(PolicyReader.unsafe(path, "cannot be read: \(why)"))
      }
    }
    let isSafe = findings.isEmpty
    let reported = Set(findings.map(\.location.path))
    let reading = Policy.read(files: bytes)
    let broken =
      reading.policy.map {
        CertificateCheck.findings($0.people, files: bytes)
          + AuthorityCheck.findings($0, files: bytes)
      } ?? []
    policy = isSafe && broken.isEmpty ? reading.policy : nil
    // A file that could not be read is not missing: one finding says what is wrong with it.
    self.findings =
      findings
      + reading.findings.filter {
        $0.rule != "policy-missing-file" || !reported.contains($0.location.path)
      } + broken
    files = listing.files
    contents = isSafe ? bytes : nil
  }
}
