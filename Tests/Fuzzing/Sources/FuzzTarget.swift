/// What can be fuzzed; the raw values name the folders of seeds.
enum FuzzTarget: String, CaseIterable {
  /// Raw bytes of a commit.
  case commit
  /// The signature of a commit as its header holds it.
  case armour
  /// The bytes inside the armour of an SSH signature.
  case sshsig
  /// The line of an SSH public key.
  case key
  /// The message of a commit.
  case message
  /// What follows the id in an act, and whole lines of the last paragraph.
  case trailer
  case yaml
  case record
  /// A record by all rules, at each stage, and beside itself.
  case lint
  /// All files of a policy, each after a line `=== path`.
  case policy
  /// A file of policy cases.
  case cases
  /// Times, days, lengths of time, names and digests, patterns of parameters.
  case scalar
  /// Raw bytes of a tree.
  case tree
  /// A compiled time zone.
  case zone
  /// A feed of deployments, CSV or JSON Lines.
  case feed
  /// A staff list.
  case staff
  /// A snapshot of a forge's settings.
  case settings
  /// What forges and pipelines export of their deployments.
  case export
  /// The manifest of a pack.
  case manifest

  /// Reads the bytes and demands what has to hold of the reading.
  func check(_ bytes: [UInt8]) {
    switch self {
    case .commit: CommitTarget.check(bytes)
    case .armour: SignatureTarget.check(armour: bytes)
    case .sshsig: SignatureTarget.check(binary: bytes)
    case .key: SignatureTarget.check(line: bytes)
    case .message: MessageTarget.check(bytes)
    case .trailer: MessageTarget.check(trailers: bytes)
    case .yaml: FileTarget.check(yaml: bytes)
    case .record: FileTarget.check(record: bytes)
    case .lint: LintTarget.check(bytes)
    case .policy: FileTarget.check(policy: bytes)
    case .cases: FileTarget.check(cases: bytes)
    case .scalar: ScalarTarget.check(bytes)
    case .tree: TreeTarget.check(bytes)
    case .zone: ScalarTarget.check(zone: bytes)
    case .feed: AuditTarget.check(feed: bytes)
    case .staff: AuditTarget.check(staff: bytes)
    case .settings: AuditTarget.check(settings: bytes)
    case .export: AuditTarget.check(export: bytes)
    case .manifest: AuditTarget.check(manifest: bytes)
    }
  }
}
