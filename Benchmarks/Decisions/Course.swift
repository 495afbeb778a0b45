internal import Acts
internal import Decision
internal import Primitives
internal import Records

/// What happens to a change before its gate is asked about.
struct Course: Sendable {
  /// One commit on a change.
  enum Step: Sendable {
    case act(Verb, by: String, role: String?, parameters: [(String, String)])
    /// Words of the record that are replaced by others.
    case edit(String, with: String, by: String)
  }

  private(set) var steps: [Step] = []
  private let policy: Policy
  private let record: ChangeRequest
  /// People who may not approve.
  private let involved: [String]

  /// The course of a change: of eight changes each goes another way, and a
  /// negative one goes none.
  init(of record: ChangeRequest, by policy: Policy, way: Int) {
    self.policy = policy
    self.record = record
    involved = [record.request?.requester, record.implementation?.implementer].compactMap { $0 }
    if way < 0 { return }
    say(.submit, by: involved.first ?? "")
    if record.kind == .emergency { say(.approve, as: "on-call-manager") }
    if record.kind != .standard { consider(way: way) }
    if record.kind != .emergency, way != 4 { say(.schedule, as: "change-manager") }
  }

  private mutating func consider(way: Int) {
    assess()
    approve(leavingOut: way == 2 ? "security" : way == 3 ? "change-manager" : nil)
    switch way {
    case 1:
      edit("  users-affected: ", with: "  users-affected: 1")
      assess()
      approve()
    case 5:
      // The way back is written anew: every approval is stale, and most are given again.
      edit("writes-after-change: ", with: "writes-after-change: Still ")
      approve(leavingOut: "change-manager")
    case 6:
      say(.object, by: "eli.frost", role: "security", [("objection", "S1")])
      say(.resolve, by: "eli.frost", [("objection", "S1")])
    case 7: say(.object, by: "eli.frost", role: "security", [("objection", "S1")])
    default: break
    }
    if way == 0 { say(.test, as: "tester", [("outcome", "fail")]) }
    say(.test, as: "tester", [("outcome", "pass")])
  }

  private mutating func assess() {
    let risk = record.assessment?.risk?.rawValue ?? ""
    say(.assess, as: "risk-assessor", [("risk", risk)])
  }

  private mutating func approve(leavingOut role: String? = nil) {
    var roles = ["change-manager"]
    roles += (record.request?.systems ?? []).map { "system-owner(\($0))" }
    if record.assessment?.risk ?? .low >= .high { roles += ["security", "privacy", "cab-chair"] }
    for each in roles where each != role { say(.approve, as: each) }
  }

  private mutating func say(_ verb: Verb, as role: String, _ parameters: [(String, String)] = []) {
    let able = Roles(policy: policy).holders(of: role).first { !involved.contains($0) }
    say(verb, by: able ?? "", role: role, parameters)
  }

  private mutating func say(
    _ verb: Verb, by person: String, role: String? = nil, _ parameters: [(String, String)] = []
  ) {
    steps.append(.act(verb, by: person, role: role, parameters: parameters))
  }

  private mutating func edit(_ words: String, with others: String) {
    steps.append(.edit(words, with: others, by: involved.first ?? ""))
  }
}
