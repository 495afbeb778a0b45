import Primitives
import Records
import TestSupport

@testable import Decision

/// A record in short: what a generated edit can change. Equal drafts have equal texts.
struct Draft: Hashable {
  /// What an edit touches.
  enum Field: String, CaseIterable {
    case title, spelling, description, disruption, risk, tests, step, rollback, coordination
    case window, systems, implementer, broken, execution, review
  }

  var id: String
  var type = "normal"
  var risk = "high"
  var systems = ["claims-db"]
  var requester = Persona.ana
  var implementer = Persona.fay
  var dependsOn: [String] = []
  /// Hours by which the planned window is moved.
  var shift = 0
  var counters: [Field: Int] = [:]

  /// Whether nothing is wrong with the record before it is carried out.
  var isSound: Bool { counters[.broken, default: 0] == 0 }

  mutating func edit(_ field: Field, _ choice: Int) {
    switch field {
    case .risk: risk = ["low", "medium", "high", "critical"][choice % 4]
    case .window: shift = [0, -1, 1, 0][choice % 4]
    case .systems:
      systems =
        [["claims-db"], ["claims-db", "claims-api"], ["mail-relay"], ["claims-api"]][
          choice % 4]
    case .implementer: implementer = choice % 2 == 0 ? .fay : .gil
    case .broken, .spelling: counters[field] = choice % 2
    // Two values only, so that an edit is often undone by another.
    default: counters[field] = choice % 3 == 0 ? 0 : 1
    }
  }

  func text() throws -> String {
    var record = try SampleRecord(
      id: id, type: type, risk: risk, systems: systems, requester: requester,
      implementer: implementer)
    func count(_ field: Field) -> Int { counters[field, default: 0] }
    if shift != 0 {
      let (start, end) = (record.window.lowerBound, record.window.upperBound)
      try record.replace(
        "  window: {start: \(start.text), end: \(end.text)}",
        with: "  window: {start: \((start + shift.hours).text), end: \((end + shift.hours).text)}")
    }
    if !dependsOn.isEmpty {
      try record.replace(
        "  environment: production\n",
        with: "  environment: production\n  depends-on: [\(dependsOn.joined(separator: ", "))]\n")
    }
    let swaps: [(Field, String, String)] = [
      (.title, "to version 16\ntype", "to release 16\ntype"),
      (
        .spelling, "  outage: {kind: planned, minutes: 25}",
        "  # As planned.\n  outage:\n    minutes: 25\n    kind: \"planned\""
      ),
      (.description, "through logical replication", "through physical replication"),
      (.disruption, "while the standby takes over", "until the standby takes over"),
      (.tests, "one claim of every kind", "two claims of every kind"),
      (.step, "Take a snapshot of the standby.", "Take a full snapshot of the standby."),
      (.rollback, "max-minutes: 30", "max-minutes: 31"),
      (.coordination, "pausing the nightly exports", "stopping the nightly exports"),
      (.broken, "  strategy: failback-standby\n", ""),
    ]
    for (field, old, new) in swaps where count(field) > 0 { try record.replace(old, with: new) }
    if count(.execution) > 0 { record.add(record.started(at: record.window.lowerBound + 600)) }
    if count(.review) > 0 { record.add(record.reviewed(from: record.window.upperBound)) }
    return record.text
  }

  /// What a shared cache of parsed records holds; parsing is most of the cost of a story.
  func version() throws -> RecordVersion {
    if let known = Self.cache.value(for: self) { return known }
    let text = try text()
    let path = "changes/2026/\(id).yaml"
    let bytes = Array(text.utf8)
    let version = RecordVersion(
      path: path, digest: Self.digest(of: bytes),
      document: RecordDocument.read(bytes, path: path))
    Self.cache.set(version, for: self)
    return version
  }

  private static let cache = Locked<Draft, RecordVersion>()

  /// Thirty-two bytes that differ where texts do: enough for a test without files.
  static func digest(of bytes: [UInt8]) -> SHA256Digest {
    var hashes: [UInt64] = [1, 2, 3, 4]
    for byte in bytes {
      for lane in hashes.indices {
        hashes[lane] = (hashes[lane] ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 &+ UInt64(lane)
      }
    }
    let result = hashes.flatMap { hash in (0..<8).map { UInt8(hash >> (8 * UInt64($0)) & 255) } }
    guard let digest = SHA256Digest(bytes: result) else { preconditionFailure("32 bytes") }
    return digest
  }
}
