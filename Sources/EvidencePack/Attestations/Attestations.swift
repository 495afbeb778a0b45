internal import Acts
package import Audit
package import Decision
package import Primitives
package import Records
package import Reporting

/// Verdicts as in-toto Statements (version 1), for programs that take the word of a verifier.
///
/// A Simple Verification Result (`https://in-toto.io/attestation/svr/v0.1`) says what held, and
/// there is one only where something held; a Verification Summary
/// (`https://slsa.dev/verification_summary/v1`) says PASSED or FAILED of every change. Neither is
/// signed here: who vouches for it signs the file.
package struct Attestations: Sendable {
  /// Which of the two.
  package enum Predicate: String, Hashable, Sendable, CaseIterable {
    case svr, vsa

    /// The type as statements name it.
    package var type: String {
      switch self {
      case .svr: "https://in-toto.io/attestation/svr/v0.1"
      case .vsa: "https://slsa.dev/verification_summary/v1"
      }
    }

    /// The file of the pack.
    package var path: String { "attestations/\(rawValue).intoto.jsonl" }
  }

  /// What statements are about: a change as far as it was judged.
  package struct Subject: Sendable {
    package let verdict: Verdict
    /// Those that the record lists.
    package let artifacts: [ChangeRequest.Artifact]
    /// The tests that it passed, in their order.
    package let passed: [ControlTest]

    package init(
      verdict: Verdict, artifacts: [ChangeRequest.Artifact], passed: [ControlTest] = []
    ) {
      self.verdict = verdict
      self.artifacts = artifacts
      self.passed = passed
    }

    package init(_ change: AuditedChange) {
      self.init(
        verdict: change.verdict, artifacts: change.summary.artifacts,
        passed: change.summary.results.filter { $0.outcome == .pass }.map(\.test))
    }
  }

  private let repository: String
  private let engine: String
  private let time: Instant

  /// - Parameters:
  ///   - engine: name and version, such as `assent 0.1.0`.
  ///   - time: the clock by which was judged.
  package init(repository: String, engine: String, time: Instant) {
    self.repository = repository
    self.engine = engine
    self.time = time
  }

  package init(scope: AuditScope) {
    self.init(repository: scope.repository, engine: scope.engine.name, time: scope.asOf)
  }

  /// A statement about a change; nil for a result of which nothing held, or without any digest
  /// that it could be about.
  package func statement(_ predicate: Predicate, _ subject: Subject) -> JSONValue? {
    let standing = Standing(subject.verdict)
    guard predicate == .vsa || standing.isAuthorised else { return nil }
    let subjects = subjects(of: subject)
    guard !subjects.isEmpty else { return nil }
    return .object([
      ("_type", .string("https://in-toto.io/Statement/v1")),
      ("subject", .array(subjects)),
      ("predicateType", .string(predicate.type)),
      (
        "predicate",
        predicate == .svr ? result(subject, standing) : summary(subject.verdict, standing)
      ),
    ])
  }

  /// The lines of both files for one change, each ended by a line feed; empty where there is none.
  package func lines(_ change: AuditedChange) -> (svr: [UInt8], vsa: [UInt8]) {
    let subject = Subject(change)
    func line(_ predicate: Predicate) -> [UInt8] {
      statement(predicate, subject).map { Array($0.line.utf8) } ?? []
    }
    return (line(.svr), line(.vsa))
  }

  /// What holds where a change passed a test.
  static func property(_ test: ControlTest) -> String { "ASSENT_PASSED_\(test.rawValue)" }

  // MARK: Standing

  /// Whether the change might go to production, and by what.
  private struct Standing {
    let isAllowed: Bool
    let isStartAuthorised: Bool
    var isAuthorised: Bool { isAllowed || isStartAuthorised }

    init(_ verdict: Verdict) {
      isAllowed = verdict.gate.decision == .allowed
      // Whatever went wrong with any Start or after it, nobody is told that all was well.
      let spoils: Set<Flag.Code> = [.startedUnauthorised, .editedAfterStart]
      isStartAuthorised =
        verdict.gate.decision != .invalid
        && !verdict.flags.contains { spoils.contains($0.code) }
        && verdict.acts.contains {
          $0.counted && $0.integrated != nil && $0.act.statement.verb == .start
            && $0.act.statement["kind"] == nil
        }
    }
  }

  // MARK: Subjects

  /// What the statement is about: the artifacts by digest, else the record.
  private func subjects(of subject: Subject) -> [JSONValue] {
    var names: [(name: String, algorithm: String, value: String)] = []
    func add(_ name: String?, _ algorithm: String, _ value: String) {
      guard !names.contains(where: { $0.algorithm == algorithm && $0.value == value }) else {
        return
      }
      names.append((name ?? subject.verdict.change, algorithm, value))
    }
    for artifact in subject.artifacts {
      if let commit = artifact.commit { add(artifact.name, "gitCommit", commit.description) }
      if let digest = artifact.digest { add(artifact.name, "sha256", digest.hex) }
    }
    // A branch in the record is bound to a commit by Start.
    for act in subject.verdict.acts
    where act.counted && act.integrated != nil && act.act.statement.verb == .start
      && act.act.statement["kind"] == nil
    {
      if let commit = act.act.statement["commit"].flatMap({ ObjectID($0) }) {
        add(nil, "gitCommit", commit.description)
      }
      if let digest = act.act.statement["artifact"].flatMap({ SHA256Digest($0) }) {
        add(nil, "sha256", digest.hex)
      }
    }
    if names.isEmpty, let record = subject.verdict.record {
      names.append((record.path, "sha256", record.digest.hex))
    }
    return names.map { name in
      .object([
        ("name", .string(name.name)), ("digest", .object([(name.algorithm, .string(name.value))])),
      ])
    }
  }

  // MARK: Predicates

  private var verifier: String {
    "assent:engine/" + engine.split(separator: " ").joined(separator: "/")
  }

  private func result(_ subject: Subject, _ standing: Standing) -> JSONValue {
    var properties = ["ASSENT_CHANGE_AUTHORISED"]
    if standing.isAllowed { properties.append("ASSENT_GATE_ALLOWED") }
    if standing.isStartAuthorised { properties.append("ASSENT_START_AUTHORISED") }
    properties += subject.passed.map(Self.property)
    return .object([
      (
        "verifier",
        .object([("id", .string(verifier)), ("policy", policy(subject.verdict.policy))])
      ),
      ("timeCreated", .text(time)),
      ("properties", .array(properties.map { .string($0) })),
      ("assent:change", .string(subject.verdict.change)),
      ("assent:trunkCommit", .text(subject.verdict.trunkCommit)),
    ])
  }

  private func summary(_ verdict: Verdict, _ standing: Standing) -> JSONValue {
    let inputs = verdict.acts.filter { $0.counted }.map(\.act.id)
    var seen: Set<ObjectID> = []
    return .object([
      (
        "verifier",
        .object([("id", .string(verifier)), ("version", .object(version))])
      ),
      ("timeVerified", .text(time)),
      ("resourceUri", .string("assent:change/\(repository)/\(verdict.change)")),
      ("policy", policy(verdict.policy)),
      (
        "inputAttestations",
        .array(
          inputs.filter { seen.insert($0).inserted }.map { id in
            .object([
              ("uri", .string("assent:act/\(repository)/\(id)")),
              ("digest", .object([("gitCommit", .text(id))])),
            ])
          })
      ),
      ("verificationResult", .string(standing.isAuthorised ? "PASSED" : "FAILED")),
      (
        "verifiedLevels",
        .array([.string(standing.isAuthorised ? "ASSENT_CHANGE_AUTHORISED" : "FAILED")])
      ),
      ("assent:decision", .string(verdict.gate.decision.rawValue)),
      ("assent:trunkCommit", .text(verdict.trunkCommit)),
    ])
  }

  private var version: [(String, JSONValue)] {
    let words = engine.split(separator: " ", maxSplits: 1).map { String($0) }
    return [(words.first ?? engine, .string(words.count > 1 ? words[1] : ""))]
  }

  /// The policy that was judged by: where it stands, and the digest that its owners approved.
  private func policy(_ policy: History.PolicyReference) -> JSONValue {
    let place = policy.commit.map { "@\($0)" } ?? ""
    var members = [("uri", JSONValue.string("assent:policy/\(repository)\(place)"))]
    if let digest = policy.digest {
      members.append(("digest", .object([("sha256", .string(digest.hex))])))
    }
    return .object(members)
  }
}
