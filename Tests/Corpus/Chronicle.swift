import Foundation
import TestSupport

/// A repository told in memory: a policy, one change and what people do, each commit a minute
/// younger than the one before. A value, so that every case bends a copy of its own.
package struct Chronicle: Sendable {
  package var objects = ObjectStore()
  /// References beside the trunk, by full name.
  package var references: [String: String] = [:]
  /// Further files of the repository's folder, by path.
  package var files: [String: [UInt8]] = [:]
  package var organisation: SampleOrganisation
  package var record: SampleRecord
  /// The trunk's tip; nil once a case has set all references itself.
  package var tip = ""
  /// The commit at which trust begins.
  package var root = ""
  package var clock: Moment
  package var question = Question()
  /// Two objects that the index of the pack takes for each other.
  package var swapped: (String, String)?
  private var trees: [String: [String: ObjectStore.Leaf]] = [:]

  /// What the engine is asked, apart from change, artifact and trust root.
  package struct Question: Sendable {
    package var trustRoot: String?
    package var change: String?
    package var artifact: String? = SampleRecord.artifact
    package var now: Moment?
    package var head: String?
    package var descendsFrom: String?
  }

  /// How far the common story is told.
  package enum Chapter: Sendable {
    /// Only the policy.
    case policy
    /// The record, its evidence and the requester's Submit.
    case submitted
    /// Everything that the gate needs except the change manager's approval.
    case almost
    /// With that approval: the gate is open.
    case complete
  }

  package init(_ organisation: SampleOrganisation, _ record: SampleRecord) throws {
    self.organisation = organisation
    self.record = record
    clock = .beginning
    tip = try commit(
      "Agree on a policy\n", by: .cfo, changing: organisation.entries, on: [])
    root = tip
  }

  /// The common story up to a chapter.
  package static func told(_ chapter: Chapter) throws -> Chronicle {
    switch chapter {
    case .policy: try opening.get()
    case .submitted: try request.get()
    case .almost: try almost.get()
    case .complete: try complete.get()
    }
  }

  private static let opening = Result {
    try Chronicle(Organisation.sample(), SampleRecord())
  }
  private static let request = Result {
    var chronicle = try opening.get()
    try chronicle.draft()
    try chronicle.act(.submit, by: .ana)
    return chronicle
  }
  private static let almost = Result {
    var chronicle = try request.get()
    try chronicle.proceed()
    return chronicle
  }
  private static let complete = Result {
    var chronicle = try almost.get()
    try chronicle.act(.approve("change-manager"), by: .bo)
    return chronicle
  }

  /// Puts the record and its evidence on the trunk.
  package mutating func draft() throws {
    var changes = record.evidence.mapValues(CommitPlan.Entry.text)
    changes[record.path] = .text(record.text)
    try commit("Ask for \(record.id)\n", by: .ana, changing: changes)
  }

  /// All that is needed after Submit except the change manager's approval.
  package mutating func proceed() throws {
    try act(.assess(), by: .rae)
    try act(.approve("system-owner(claims-db)"), by: .dan)
    try act(.test(), by: .ivy)
    try act(.schedule, by: .cat)
  }

  /// When the engine is asked: a time when the planned window is open.
  package var now: Moment { question.now ?? inWindow }
  /// A time when the planned window is open.
  package var inWindow: Moment { record.window.lowerBound + 5.minutes }

  // MARK: Commits

  /// Makes a commit; without `parents` it becomes the trunk's tip.
  @discardableResult
  package mutating func commit(
    _ message: String, by author: Persona, changing changes: [String: CommitPlan.Entry] = [:],
    signedBy signer: Persona? = nil, on parents: [String]? = nil,
    bending bend: (inout CommitText) throws -> Void = { _ in }
  ) throws -> String {
    let above = parents ?? [tip]
    let files = (above.first.flatMap { trees[$0] } ?? [:])
    let next = changed(files, by: changes)
    var text = CommitText(
      tree: objects.tree(next), parents: above, author: author, seconds: clock.seconds,
      message: Array(message.utf8))
    try bend(&text)
    let raw = try signer.map { try text.signed(by: SeedKey(of: $0)) } ?? text.bytes
    let id = objects.write("commit", raw)
    trees[id] = text.hasOddTree ? files : next
    clock = clock + 1.minutes
    if parents == nil { tip = id }
    return id
  }

  /// Puts raw bytes of a commit on the trunk, or beside it; its files are the tip's.
  @discardableResult
  package mutating func raw(_ bytes: [UInt8], onTrunk: Bool = true) -> String {
    let id = objects.write("commit", bytes)
    trees[id] = trees[tip]
    if onTrunk { tip = id }
    return id
  }

  private mutating func changed(
    _ files: [String: ObjectStore.Leaf], by changes: [String: CommitPlan.Entry]
  ) -> [String: ObjectStore.Leaf] {
    var files = files
    for (path, entry) in changes {
      switch entry {
      case .file(let data): files[path] = .init(objects.write("blob", data))
      case .executable(let data):
        files[path] = .init(objects.write("blob", data), mode: "100755")
      case .symlink(let target): files[path] = .init(objects.blob(target), mode: "120000")
      case .submodule(let id): files[path] = .init(id, mode: "160000")
      case .removed:
        files = files.filter { $0.key != path && !$0.key.hasPrefix(path + "/") }
      }
    }
    return files
  }

  /// The files of a commit by path.
  package func files(of commit: String) -> [String: ObjectStore.Leaf] { trees[commit] ?? [:] }

  /// A root tree of these files with one more folder at a path.
  package mutating func tree(
    of files: [String: ObjectStore.Leaf], holding folder: String, at path: String
  ) throws -> String {
    var files = files
    files[path] = .init(folder, mode: "40000")
    return objects.tree(files)
  }

  // MARK: Acts

  /// Makes a commit that acts on the record as it stands.
  @discardableResult
  package mutating func act(
    _ acts: Act..., by person: Persona, changing changes: [String: CommitPlan.Entry] = [:],
    on parents: [String]? = nil
  ) throws -> String {
    try commit(
      message(acts), by: person, changing: changes, signedBy: person, on: parents)
  }

  /// The message of a commit that carries acts on the record as it stands.
  package func message(_ acts: [Act], repository: String? = SampleOrganisation.repository) -> String
  {
    var lines = acts.map { $0.line(id: record.id, right: Hex.sha256(record.text)) }
    if let repository { lines.append("Change-Repository: \(repository)") }
    return "\(acts.map(\.verb).joined(separator: ", ")) \(record.id)\n\nSeen and understood.\n\n"
      + lines.joined(separator: "\n") + "\n"
  }

  /// Edits the record on the trunk, unsigned, as a pull request's merge would.
  @discardableResult
  package mutating func edit(_ old: String, to new: String, by author: Persona = .ana) throws
    -> String
  {
    try record.replace(old, with: new)
    return try commit(
      "Edit \(record.id)\n", by: author, changing: [record.path: .text(record.text)])
  }

  /// Merges commits into the trunk, keeping the files of one side.
  @discardableResult
  package mutating func merge(
    _ sides: String..., taking side: String? = nil, by person: Persona = .cto
  ) throws -> String {
    try merge(sides, taking: side, by: person)
  }

  /// Merges commits into the trunk, keeping the files of one side.
  @discardableResult
  package mutating func merge(
    _ sides: [String], taking side: String? = nil, by person: Persona = .cto
  ) throws -> String {
    let wanted = trees[side ?? tip] ?? [:]
    let base = trees[tip] ?? [:]
    let tree = objects.tree(wanted)
    let id = try commit("Merge a branch\n", by: person, on: [tip] + sides) { $0.tree = tree }
    trees[id] = side == nil ? base : wanted
    tip = id
    return id
  }

  // MARK: Policy

  /// The commits of a branch from the tip that changes the policy and approves the change.
  package mutating func policyBranch(
    by owners: [Persona], from base: String? = nil, before: SampleOrganisation? = nil,
    _ edit: (inout SampleOrganisation) throws -> Void
  ) throws -> (tip: String, policy: SampleOrganisation) {
    var next = before ?? organisation
    let old = Organisation.digest(next)
    try edit(&next)
    var side = try commit(
      "Change the policy\n", by: .joe,
      changing: Organisation.entries(from: before ?? organisation, to: next), on: [base ?? tip])
    for owner in owners {
      side = try commit(
        Organisation.approval(of: Organisation.digest(next), from: old), by: owner, signedBy: owner,
        on: [side])
    }
    return (side, next)
  }

  /// Changes the policy on a branch, has it approved there and merges it.
  @discardableResult
  package mutating func changePolicy(
    by owners: [Persona], _ edit: (inout SampleOrganisation) throws -> Void
  ) throws -> String {
    let (side, next) = try policyBranch(by: owners, edit)
    organisation = next
    return try merge(side, taking: side)
  }
}
