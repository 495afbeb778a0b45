package import Acts
package import Diagnostics
package import Primitives
package import Records
package import YAMLTree

/// Everything that a repository says about changes, read once, as values.
///
/// Never changes once made; a class, so that values that hold it are cheap to copy.
package final class History: Sendable {
  /// A policy that was in force, or is at the trust root.
  package final class PolicyVersion: Sendable {
    package let policy: Policy
    package let digest: SHA256Digest
    /// The spine commit from which it was in force.
    package let commit: ObjectID

    package init(policy: Policy, digest: SHA256Digest, commit: ObjectID) {
      self.policy = policy
      self.digest = digest
      self.commit = commit
    }
  }

  /// A spine commit whose date a recorder's signature vouches for.
  package struct Recording: Hashable, Sendable {
    package let position: Int
    package let time: Instant

    package init(position: Int, time: Instant) {
      self.position = position
      self.time = time
    }
  }

  /// Why nothing can be decided although the history could be read.
  package struct Problem: Hashable, Sendable {
    package let code: GateReason.Code
    package let message: String
    package let commit: ObjectID?
    /// The spine positions during which it held; open-ended until it is cured.
    package let positions: Range<Int>

    package init(
      code: GateReason.Code, message: String, commit: ObjectID?, positions: Range<Int>
    ) {
      self.code = code
      self.message = message
      self.commit = commit
      self.positions = positions
    }

    /// Whether it kept verdicts undecided at a spine position.
    package func holds(at position: Int) -> Bool { positions.contains(position) }
  }

  package let graph: Graph
  package let policies: [PolicyVersion]
  /// By spine position: the index in `policies` of the one in force; nil before the trust root.
  package let inForce: Steps<Int?>
  /// What keeps, or kept, the policy from being settled, and where on the spine.
  package let problems: [Problem]
  /// By id, every change that a record or an act names.
  package let changes: ChangeHistories
  /// When the records as they stand plan to be carried out.
  package let plans: Plans
  /// Findings about the tree that no lint setting can lower: stray files, two files of one id.
  package let treeFindings: [Finding]
  package let trunkReference: String
  package let mode: Verdict.Mode
  /// The commit whose records are judged: the trunk's tip, or the previewed head.
  package let judgedTip: Graph.Index
  /// Acts of these commits and their ancestors are seen beside the trunk's (a preview).
  package let head: Graph.Index?
  /// Findings about the history as a whole, such as a spine commit that mixes policy and records.
  package let flags: [Flag]
  /// One person under two ids, by key: the id that stands for both.
  package let aliases: [String: String]
  /// By IANA name, the zones of the policies' calendars that the machine knows.
  package let zones: [String: TimeZoneRules]
  /// Every signed handing over of a role, and every recall, in graph order.
  package let delegations: [DelegationAct]
  /// Spine commits that a recorder signed, oldest first.
  package let recordings: [Recording]
  /// Whether its changes are too short to be judged: nothing is decided by it.
  package let isAbridged: Bool
  /// By id, of an abridged history, what changes could bring to production, as far as it was asked.
  let executions: [String: ExecutionStanding]
  private let shelf = Recollection.Shelf()

  package init(
    graph: Graph, policies: [PolicyVersion], inForce: Steps<Int?>, problems: [Problem],
    changes: ChangeHistories, plans: Plans, treeFindings: [Finding], trunkReference: String,
    mode: Verdict.Mode, judgedTip: Graph.Index, head: Graph.Index?, flags: [Flag],
    aliases: [String: String], zones: [String: TimeZoneRules],
    delegations: [DelegationAct], recordings: [Recording], isAbridged: Bool = false,
    executions: [String: ExecutionStanding] = [:]
  ) {
    self.executions = executions
    self.isAbridged = isAbridged
    self.graph = graph
    self.policies = policies
    self.inForce = inForce
    self.problems = problems
    self.changes = changes
    self.plans = plans
    self.treeFindings = treeFindings
    self.trunkReference = trunkReference
    self.mode = mode
    self.judgedTip = judgedTip
    self.head = head
    self.flags = flags
    self.aliases = aliases
    self.zones = zones
    self.delegations = delegations
    self.recordings = recordings
  }

  /// A history with all its changes.
  package convenience init(
    graph: Graph, policies: [PolicyVersion], inForce: [Int?], problems: [Problem],
    changes: [String: ChangeHistory], treeFindings: [Finding], trunkReference: String,
    mode: Verdict.Mode, judgedTip: Graph.Index, head: Graph.Index?, flags: [Flag],
    aliases: [String: String], zones: [String: TimeZoneRules],
    delegations: [DelegationAct], recordings: [Recording]
  ) {
    let plans = changes.values.flatMap { change in
      change.versions.flatMap { Plans.plans(of: $0.document, in: change.id) }
    }
    self.init(
      graph: graph, policies: policies, inForce: Steps(inForce), problems: problems,
      changes: ChangeHistories(changes), plans: Plans(plans), treeFindings: treeFindings,
      trunkReference: trunkReference, mode: mode, judgedTip: judgedTip, head: head, flags: flags,
      aliases: aliases, zones: zones, delegations: delegations, recordings: recordings)
  }

  /// What is already known about it as it stands at some time.
  func recollection(at now: Instant) -> Recollection { shelf.recollection(of: self, at: now) }

  /// The last spine position, or -1 for an empty trunk.
  package var tipPosition: Int { graph.spine.count - 1 }

  /// The policy in force at a spine position, or nil before the trust root.
  package func policy(at position: Int) -> PolicyVersion? {
    guard inForce.indices.contains(position), let index = inForce[position] else { return nil }
    return policies[index]
  }

  /// The id that stands for a person who shares a key with another.
  package func canonical(_ person: String) -> String { aliases[person] ?? person }
}

/// All that history holds about one change.
package struct ChangeHistory: Sendable {
  /// The record as it stands on the spine from a position on; nil where there is none.
  package struct SpineVersion: Sendable {
    package let position: Int
    package let version: Int?

    package init(position: Int, version: Int?) {
      self.position = position
      self.version = version
    }
  }

  package let id: String
  /// Sorted by integration, ancestry, commit id and index; unintegrated acts last.
  package var acts: [Act]
  package var nearMisses: [LocatedNearMiss]
  /// Every distinct text the record ever had where somebody looked.
  package var versions: [RecordVersion]
  /// The commits that changed the record, in graph order.
  package var edits: [Edit]
  package var spineVersions: [SpineVersion]
  /// The version in the judged tree, or nil if the record is gone from it.
  package var current: Int?
  /// The commit that brought the current version to the judged tip.
  package var currentCommit: ObjectID?
  /// Whether the trunk changed the record since a previewed head left it.
  package var headBehind: Bool
  /// By the commit whose tree is judged (the tip's, a Start's): the digests of the evidence
  /// files that the record there names; nil for a file that is missing.
  package var evidence: [Graph.Index: [String: SHA256Digest?]]

  package init(id: String) {
    self.id = id
    acts = []
    nearMisses = []
    versions = []
    edits = []
    spineVersions = []
    headBehind = false
    evidence = [:]
  }
}

/// One text of a record; a class, since many values hold the same.
package final class RecordVersion: Sendable {
  package let path: String
  package let digest: SHA256Digest
  package let document: RecordDocument
  /// Sections as data, for comparison.
  package let sections: [Section: Value]
  /// `schema`, `id` and `type`, which every act covers.
  package let head: [String: Value]
  /// By section what versions share whose data there was found to be the same.
  private let marks: [Section: Mark]

  private final class Mark: Sendable {}

  /// What a text says in typed values alone, without its tree and data.
  fileprivate init(abridging other: RecordVersion) {
    path = other.path
    digest = other.digest
    document = RecordDocument(
      path: other.path, root: nil, change: other.document.change, findings: [])
    (sections, marks, head) = ([:], [:], [:])
  }

  /// - Parameter earlier: another version of the record, with which most sections are the same.
  package init(
    path: String, digest: SHA256Digest, document: RecordDocument, earlier: RecordVersion? = nil
  ) {
    self.path = path
    self.digest = digest
    self.document = document
    var sections: [Section: Value] = [:]
    var marks: [Section: Mark] = [:]
    for section in Section.allCases {
      let value = document.value(of: section)
      let isShared = earlier?.sections[section] == value
      sections[section] = isShared ? earlier?.sections[section] : value
      marks[section] = (isShared ? earlier?.marks[section] : nil) ?? Mark()
    }
    self.sections = sections
    self.marks = marks
    var head: [String: Value] = [:]
    for key in ["schema", "id", "type"] { head[key] = document.root?[key]?.value }
    self.head = head
  }

  /// Whether the data of a section is the same in both.
  package func agrees(with other: RecordVersion, in section: Section) -> Bool {
    marks[section] === other.marks[section] || sections[section] == other.sections[section]
  }
}

/// A commit in which the record differs from every parent's, or which as a merge drops a change.
package struct Edit: Sendable {
  /// Somebody behind the commit.
  package struct Hand: Hashable, Sendable {
    /// The person, or the e-mail address where no policy knows it.
    package let person: String
    /// Whether a signature says so, or only author, committer or `Co-authored-by`.
    package let signed: Bool

    package init(person: String, signed: Bool) {
      self.person = person
      self.signed = signed
    }
  }

  package let commit: Graph.Index
  /// What became different; empty paths of sections where the record appeared or vanished.
  package let fields: [KeyPath]
  package let sections: Set<Section>
  package let people: [Hand]
  /// Whether a known human signed it.
  package let signedByHuman: Bool
  /// The version after the edit, or nil if the record vanished.
  package let version: Int?

  package init(
    commit: Graph.Index, fields: [KeyPath], sections: Set<Section>, people: [Hand],
    signedByHuman: Bool, version: Int?
  ) {
    self.commit = commit
    self.fields = fields
    self.sections = sections
    self.people = people
    self.signedByHuman = signedByHuman
    self.version = version
  }
}

/// A near miss and the commit that carries it.
package struct LocatedNearMiss: Hashable, Sendable {
  package let commit: ObjectID
  package let nearMiss: NearMiss

  package init(commit: ObjectID, nearMiss: NearMiss) {
    self.commit = commit
    self.nearMiss = nearMiss
  }
}

extension ChangeHistory {
  /// The same with no more of each version than its typed values: small enough to keep those of
  /// many changes, and no base for a verdict.
  package var abridged: ChangeHistory {
    var copy = self
    copy.versions = versions.map { RecordVersion(abridging: $0) }
    return copy
  }
}
