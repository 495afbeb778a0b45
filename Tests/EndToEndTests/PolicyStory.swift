import TestSupport
import Testing

/// A repository whose policy changes again and again, and the votes for that.
struct PolicyStory {
  let scene: Scene

  /// Chiefs own the policy; registrars (bo, cat and rae) own people and keys.
  static let scoped = """
      - {people: [cfo.lane, ciso.rey, cto.fin], threshold: 2}
      - {files: [people.yaml, "keys/**"], people: [bo.chen, cat.diaz, rae.kerr], threshold: 2, revoke-threshold: 1}

    """

  /// - Parameter owners: the entries of `owners`, by default three chiefs of whom two suffice.
  init(
    owners: String? = nil, edit: (inout SampleOrganisation) throws -> Void = { _ in }
  ) throws {
    var organisation = try SampleOrganisation()
    if let owners {
      try organisation.replace(
        "  - {people: [cfo.lane, ciso.rey, cto.fin], threshold: 2}\n", with: owners,
        in: "assent.yaml")
    }
    try edit(&organisation)
    scene = try Scene(organisation, SampleRecord(), through: .drafted)
  }

  /// The policy with an edit and a version that is one higher.
  func next(
    after old: SampleOrganisation? = nil, _ edit: (inout SampleOrganisation) throws -> Void
  ) throws -> SampleOrganisation {
    var new = old ?? scene.organisation
    let version = try Self.version(of: new)
    try new.replace(
      "version: \(version)\n", with: "version: \(version + 1)\n", in: "assent.yaml")
    try edit(&new)
    return new
  }

  /// The message of an approval.
  func ballot(
    _ new: SampleOrganisation, from old: SampleOrganisation? = nil,
    repository: String = SampleOrganisation.repository
  ) throws -> String {
    """
    Approve the policy

    Policy-Approve: sha256:\(try new.digest); from=sha256:\(try (old ?? scene.organisation).digest)
    Change-Repository: \(repository)

    """
  }

  /// The files to write so that one policy becomes another.
  func changes(
    to new: SampleOrganisation, from old: SampleOrganisation? = nil
  ) -> [String: CommitPlan.Entry] {
    var changes = new.entries
    for name in (old ?? scene.organisation).files.keys where new.files[name] == nil {
      changes["policies/\(name)"] = .removed
    }
    return changes
  }

  /// Commits a policy on a branch with its approvals; returns the branch's tip.
  func branch(
    _ new: SampleOrganisation, from old: SampleOrganisation? = nil, by voters: [Persona],
    on base: String? = nil
  ) throws -> String {
    var side = try scene.commit(
      "Change the policy\n", by: .joe, changes: changes(to: new, from: old), on: base ?? scene.tip)
    for voter in voters {
      side = try scene.commit(try ballot(new, from: old), by: voter, signedBy: voter, on: side)
    }
    return side
  }

  /// Merges a policy with its approvals, whether they suffice or not.
  @discardableResult
  func adopt(_ new: SampleOrganisation, by voters: [Persona]) throws -> String {
    let side = try branch(new, by: voters)
    scene.organisation = new
    return try scene.merge(side, takingTheirs: true)
  }

  /// Approves on the trunk a policy that stands there already.
  func approve(
    _ new: SampleOrganisation, from old: SampleOrganisation, by voters: [Persona]
  ) throws {
    for voter in voters {
      try scene.commit(try ballot(new, from: old), by: voter, signedBy: voter)
    }
  }

  // MARK: Answers

  /// That policy is in force, and something can be decided.
  func isInForce(
    _ policy: SampleOrganisation, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let verdict = try scene.gate()
    let digest = try policy.digest
    #expect(
      verdict.json["policy"]["digest"].string == "sha256:\(digest)", "\(verdict)",
      sourceLocation: sourceLocation)
    #expect(verdict.decision != "invalid", "\(verdict)", sourceLocation: sourceLocation)
  }

  /// The policy before stays in force, nothing is decided, and the verdict says these things.
  func isPending(
    _ old: SampleOrganisation, says words: [String] = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let verdict = try scene.gate()
    check(verdict, "invalid", sourceLocation: sourceLocation)
    let digest = try old.digest
    #expect(
      verdict.json["policy"]["digest"].string == "sha256:\(digest)", "\(verdict)",
      sourceLocation: sourceLocation)
    #expect(
      verdict.json["policy"]["authorised"].bool == false, "\(verdict)",
      sourceLocation: sourceLocation)
    let messages = verdict.json["gate"]["reasons"].elements.compactMap { $0["message"].string }
    for word in words {
      #expect(
        messages.contains { $0.contains(word) }, "\(word) is not in \(messages)",
        sourceLocation: sourceLocation)
    }
  }

  private static func version(of policy: SampleOrganisation) throws -> Int {
    let lines = (policy.files["assent.yaml"] ?? "").split(separator: "\n")
    let line = try #require(lines.first { $0.hasPrefix("version: ") })
    return try #require(Int(line.dropFirst("version: ".count)))
  }
}

extension SampleOrganisation {
  /// Gives somebody one more key, here another person's.
  mutating func give(_ person: Persona, keyOf other: Persona, status: String? = nil) throws {
    let entry = try Self.entry(person)
    let more = status.map { "        status: \($0)\n" } ?? ""
    try replace(
      entry, with: entry + "      - ssh: \(try other.publicKey)\n" + more, in: "people.yaml")
  }

  /// Takes a key away that ``give(_:keyOf:status:)`` gave.
  mutating func take(_ person: Persona, keyOf other: Persona) throws {
    let entry = try Self.entry(person)
    try replace(
      entry + "      - ssh: \(try other.publicKey)\n", with: entry, in: "people.yaml")
  }

  /// Retires the one key of somebody.
  mutating func retire(_ person: Persona) throws {
    try replace(
      try Self.entry(person), with: try Self.entry(person, status: "retired"), in: "people.yaml")
  }

  /// Marks the one key of somebody as compromised.
  mutating func mark(_ person: Persona, since commit: String) throws {
    let entry = try Self.entry(person)
    try replace(
      entry, with: entry + "        compromised: {since: \"\(commit)\"}\n", in: "people.yaml")
  }
}
