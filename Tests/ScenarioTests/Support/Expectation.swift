import TestSupport
import Testing

/// One thing that the answer to a row has to say.
enum Expectation: Sendable {
  /// APP: approved is reached.
  case reached
  /// UNS: assessed is the stage, and the gate waits.
  case waits
  /// ERR: nothing can be decided: `invalid`, or exit 3 with an error.
  case undecided
  case stage(String?)
  case state(String)
  case type(String)
  /// The gate's word.
  case gate(String)
  case neverAllowed
  /// A code of the gate's reasons.
  case reason(String)
  case noReason(String)
  /// The text of some reason of the gate, or of the error, contains this.
  case says(String)
  /// The status of a stage.
  case status(String, String)
  /// A requirement of a stage: its status.
  case requirement(String, String, of: String = "approved")
  /// How many seats of a requirement are filled, of how many.
  case seats(String, Int, of: Int)
  /// Who could fill a requirement of approved.
  case could(String, [Persona])
  /// Some requirement of approved has this status.
  case some(String)
  /// The person's act of that verb, or any but Submit, counts.
  case counts(Persona, String? = nil)
  /// The same does not, for one of these reasons.
  case dropped(Persona, [String], verb: String? = nil)
  /// An act of nobody known does not count, for one of these reasons.
  case nobody([String])
  /// The acts of that verb, in order: `counts`, or their reasons.
  case acts(String, [String])
  case flag(String)
  case noFlag(String)
  /// A near miss of that code.
  case nearMiss(String)
  /// The field that an act of that person went stale by.
  case staleBy(Persona, String)
  /// The exit status.
  case exit(Int32)
  /// The error object's code.
  case error(String)
  /// A finding of `lint`: its rule, and part of its message or advice.
  case finding(String, String = "")
  case noFinding(String)

  static func dropped(_ person: Persona, _ reasons: String...) -> Expectation {
    .dropped(person, reasons, verb: nil)
  }
}

/// What the program answered for a row.
struct Sighting: Sendable, CustomStringConvertible {
  let verdict: Verdict
  let findings: [JSON]

  var description: String {
    guard findings.isEmpty else {
      return findings.map {
        "\($0["severity"].string ?? "?") \($0["rule"].string ?? "?"): \($0["message"].string ?? "?")"
      }.joined(separator: "; ")
    }
    let stages = verdict.json["stages"].elements.map {
      "\($0["stage"].string ?? "?") \($0["status"].string ?? "?")"
    }
    return "\(verdict)\n  stages: \(stages.joined(separator: ", "))"
  }

  /// Compares everything that a row expects.
  func check(_ expectations: [Expectation]) {
    for expected in expectations { check(expected) }
  }

  private func check(_ expected: Expectation) {
    let told = "\(expected) in \(self)"
    switch expected {
    case .reached:
      #expect(Self.approvedOrLater.contains(verdict.stage ?? ""), "\(told)")
      #expect(verdict.decision != "invalid", "\(told)")
    case .waits:
      #expect(verdict.stage == "assessed", "\(told)")
      #expect(verdict.decision == "awaiting", "\(told)")
    case .undecided:
      let isError = verdict.schema == "assent/error/1" && verdict.status == 3
      #expect(verdict.decision == "invalid" || isError, "\(told)")
    case .stage(let stage): #expect(verdict.stage == stage, "\(told)")
    case .state(let state): #expect(verdict.state == state, "\(told)")
    case .gate(let word): #expect(verdict.decision == word, "\(told)")
    case .type(let type): #expect(verdict.json["type"].string == type, "\(told)")
    case .neverAllowed: #expect(verdict.decision != "allowed", "\(told)")
    case .reason(let code): #expect(verdict.reasons.contains(code), "\(told)")
    case .noReason(let code): #expect(!verdict.reasons.contains(code), "\(told)")
    case .says(let text):
      let messages =
        verdict.json["gate"]["reasons"].elements.compactMap { $0["message"].string }
        + [verdict.json["message"].string ?? ""]
      #expect(messages.contains { $0.contains(text) }, "\(told)")
    case .status(let stage, let status):
      #expect(verdict.status(of: stage) == status, "\(told)")
    case .flag(let code): #expect(verdict.flags.contains(code), "\(told)")
    case .noFlag(let code): #expect(!verdict.flags.contains(code), "\(told)")
    case .nearMiss(let code): #expect(verdict.nearMisses.contains(code), "\(told)")
    case .exit(let status): #expect(verdict.status == status, "\(told)")
    case .error(let code): #expect(verdict.json["code"].string == code, "\(told)")
    default: checkParts(expected, told)
    }
  }

  private static let approvedOrLater = [
    "approved", "tested", "planned", "scheduled", "implemented", "reviewed", "closed",
  ]

  private func checkParts(_ expected: Expectation, _ told: String) {
    switch expected {
    case .requirement(let id, let status, let stage):
      #expect(verdict.requirement(id, of: stage)["status"].string == status, "\(told)")
    case .seats(let id, let have, let need):
      let requirement = verdict.requirement(id)
      #expect(requirement["have"].integer == have, "\(told)")
      #expect(requirement["need"].integer == need, "\(told)")
    case .could(let id, let people):
      let could = verdict.requirement(id)["could"].elements.compactMap(\.string)
      #expect(could.sorted() == people.map(\.id).sorted(), "\(could), \(told)")
    case .some(let status):
      let approved = verdict.json["stages"].elements.first { $0["stage"].string == "approved" }
      let found = approved?["requirements"].elements.map { $0["status"].string }
      #expect(found?.contains(status) == true, "\(found ?? []), \(told)")
    case .counts(let person, let verb):
      let found = acts(of: person, verb)
      #expect(found.contains { $0.counted == true }, "\(told)")
      #expect(found.allSatisfy { ($0.counted == true) == ($0.reason == nil) }, "\(told)")
    case .dropped(let person, let reasons, let verb):
      let found = acts(of: person, verb)
      #expect(found.contains { reasons.contains($0.reason ?? "") }, "\(told)")
    case .nobody(let reasons):
      let found = verdict.acts.filter { $0.person == nil && $0.counted == false }
      #expect(found.contains { reasons.contains($0.reason ?? "") }, "\(told)")
    case .acts(let verb, let said):
      let found = verdict.acts.filter { $0.verb == verb }
      #expect(found.map { $0.counted == true ? "counts" : $0.reason ?? "" } == said, "\(told)")
    case .staleBy(let person, let field):
      let fields = acts(of: person, nil).filter { $0.reason == "stale" }
        .flatMap { $0.json["detail"].elements }.compactMap { $0["field"].string }
      #expect(fields.contains(field), "\(fields), \(told)")
    case .finding(let rule, let text):
      let found = findings.filter { $0["rule"].string == rule }
      #expect(!found.isEmpty, "\(told)")
      #expect(text.isEmpty || found.contains { "\($0)".contains(text) }, "\(told)")
    case .noFinding(let rule):
      #expect(!findings.contains { $0["rule"].string == rule }, "\(told)")
    default: Issue.record("nothing compares \(expected)")
    }
  }

  private func acts(of person: Persona, _ verb: String?) -> [ActSeen] {
    verdict.acts.filter {
      $0.person == person.id && (verb == nil ? $0.verb != "submit" : $0.verb == verb)
    }
  }
}
