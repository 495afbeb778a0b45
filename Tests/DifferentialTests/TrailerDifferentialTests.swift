import Acts
import Foundation
import TestSupport
import Testing

/// Our reading of messages against `git interpret-trailers --parse` and `git log`'s trailers.
struct TrailerDifferentialTests {
  /// Why a trailer that Git shows and that is spelt like an act, in whatever case, is none to us.
  static let stricter = [
    Difference(
      "a parameter not written `; key=value` with exactly these signs",
      why: "two readers could cut the line in different places", "and a parameter are expected",
      "a parameter is written key=value", "has no legal value"),
    Difference(
      "an act with a parameter that is unknown, missing or given twice, or has a value out of range",
      why: "half of an act is no act", "has no parameter", "needs the parameter", "stands twice",
      "is one of", "is no SHA-256 digest", "is no full commit id", "go together",
      "not both", "Policy-Approve is malformed", "Role-Delegate is malformed",
      "Role-Recall is malformed"),
    Difference(
      "a control character", why: "a terminal shows something else than what is signed",
      "a control character"),
    Difference(
      "a carriage return", why: "some readers end the line there and some keep it in the value",
      "a carriage return"),
    Difference(
      "a NUL byte", why: "many readers stop there and show half of what is signed", "a NUL byte"),
    Difference(
      "bytes that are no UTF-8", why: "they are shown as another text than the one signed",
      "no valid UTF-8"),
    Difference(
      "an `encoding` header", why: "the signed bytes could be shown as another text",
      "names an encoding"),
    Difference(
      "a folded line", why: "readers differ in which lines continue the one before", "folded line"),
    Difference(
      "a line of blanks alone",
      why: "readers differ in whether a paragraph ends there", "a line of blanks alone"),
    Difference(
      "a comment line in the last paragraph", why: "Git leaves it out, other readers do not",
      "the comment line"),
    Difference(
      "a line in the last paragraph that is no trailer",
      why: "Git takes a paragraph for trailers if a quarter of it is; so a quotation would act",
      "a line that is no trailer"),
    Difference(
      "a trailer without a value", why: "some readers take the next line for its value",
      "has no value"),
    Difference(
      "other blanks around the colon or at the end of a trailer",
      why: "one act, one spelling", "needs one blank after the colon", "ends in a blank"),
    Difference(
      "a divider `---` or a scissors line", why: "readers differ in where the message ends",
      "a divider line", "a scissors line"),
    Difference(
      "two `Change-Repository`, or one that is no name",
      why: "an act is bound to one repository", "names two repositories", "is no legal name"),
    Difference(
      "a message of more than 64 KiB", why: "nobody reads it before signing",
      "at most 65536 are allowed"),
    Difference(
      "the key of an act in another spelling",
      why: "one act, one spelling; reported as a near miss",
      "near miss misspelled-key"),
    Difference(
      "an act without the legal id of a change", why: "it names no change; reported as a near miss",
      "near miss bad-id"),
    Difference(
      "an act in a paragraph that is not the last, or in the title",
      why: "Git skips blank lines, comments and old lists of conflicts; reported as a near miss",
      "near miss not-in-last-paragraph"),
  ]

  private struct Mutant {
    let raw: [UInt8]
    let message: [UInt8]
  }

  /// What the views of Git are called in failures.
  private static let views = ["git log", "git interpret-trailers"]

  @Test func `whatever acts is exactly that trailer to git, and no trailer is passed over`() throws
  {
    let base = try GenuineActs.get()
    let mutants = try Self.mutants(base, count: Effort.messages)
    let git = try GitReader(base.repository)
    let ids = try git.write(mutants.map(\.raw))
    let logged = try git.read(ids)
    let parsed = try git.trailers(of: mutants.map(\.message))
    var met: [String: Int] = [:]
    var acting = 0
    var failures = Failures()
    for (index, (mutant, id)) in zip(mutants, ids).enumerated() {
      guard let (reading, fault) = OurReading.message(of: mutant.raw, id: id) else { continue }
      var text: String { String(decoding: mutant.message, as: UTF8.self) }
      let acts = fault == nil ? Self.lines(of: reading) : []
      if !acts.isEmpty { acting += 1 }
      for (view, trailers) in zip(Self.views, [logged[id]?.trailers ?? [], parsed[index]]) {
        if let missing = Self.missing(from: trailers, acts, reading) {
          failures.add("laxer than \(view)", "\(missing)\n\(text)")
        }
        for trailer in trailers
        where Self.isActLike(trailer) && !acts.contains(where: { $0.1 == trailer }) {
          guard let reason = fault ?? Self.nearMiss(of: trailer, in: reading) else {
            failures.add(
              "passed over", "\(String(decoding: trailer, as: UTF8.self)) in \(view)\n\(text)")
            continue
          }
          if let kind = Self.stricter.kind(of: reason) {
            met[kind.what, default: 0] += 1
          } else {
            failures.add("stricter than git, unlisted: \(reason)", text)
          }
        }
      }
    }
    failures.record()
    #expect(acting > mutants.count / 20)
    try Difference.check(Self.stricter, met: met)
  }

  /// The acts that count as far as the message is concerned, as lines with their places.
  private static func lines(of reading: MessageReading) -> [(Int, [UInt8])] {
    var lines = reading.statements.map { act in
      let values = act.parameters.map { "; \($0.key)=\($0.value)" }.joined()
      return (act.index, "Change-\(act.verb.rawValue): \(act.change)\(values)")
    }
    lines += reading.policyApprovals.map {
      ($0.index, "Policy-Approve: \($0.digest); from=\($0.from)")
    }
    lines += reading.delegations.map { act in
      let days = act.days.map { "; from=\($0.from); until=\($0.until)" } ?? ""
      let key = act.days == nil ? "Role-Recall" : "Role-Delegate"
      return (act.index, "\(key): \(act.role); to=\(act.to)\(days)")
    }
    return lines.map { ($0.0, Array($0.1.utf8)) }
  }

  /// The first act that Git does not show as exactly that trailer at that place; nil if none.
  private static func missing(
    from trailers: [[UInt8]], _ acts: [(Int, [UInt8])], _ reading: MessageReading
  ) -> String? {
    for (index, line) in acts {
      guard trailers.indices.contains(index), trailers[index] == line else {
        return String(decoding: line, as: UTF8.self)
      }
    }
    guard !acts.isEmpty, let repository = reading.repository else { return nil }
    let line = "Change-Repository: \(repository)"
    return trailers.contains(Array(line.utf8)) ? nil : line
  }

  /// Whether a trailer has the key of an act, in any case.
  private static func isActLike(_ trailer: [UInt8]) -> Bool {
    let key = String(decoding: trailer.prefix { $0 != 0x3A }, as: UTF8.self).lowercased()
    return keys.contains(key)
  }

  private static let keys = Set(
    Verb.allCases.map { "change-\($0.name)" } + ["policy-approve", "role-delegate", "role-recall"])

  /// The code under which the line of a trailer was reported as no act; nil if it was not.
  private static func nearMiss(of trailer: [UInt8], in reading: MessageReading) -> String? {
    let key = String(decoding: trailer.prefix { $0 != 0x3A }, as: UTF8.self).lowercased()
    let codes = reading.nearMisses.filter { $0.line.lowercased().contains(key) }.map {
      "near miss \($0.code.rawValue)"
    }
    return codes.first { stricter.kind(of: $0) != nil } ?? codes.first
  }

  private static func mutants(_ base: GenuineActs, count: Int) throws -> [Mutant] {
    var random = SeededGenerator(seed: 2027)
    let header = base.commits.first?.unsigned.header ?? []
    let messages = base.commits.map(\.message) + Self.further.map { Array($0.utf8) }
    return (0..<count).map { index in
      var commit = RawCommit([])
      commit.header = header
      commit.message = random.pick(messages)
      if index > messages.count { commit.message = MessageMutation.spoilt(commit.message, &random) }
      if random.place(60) == 0 { commit.header.append(Array("encoding ISO-8859-1".utf8)) }
      if random.place(200) == 0 {
        commit.message.insert(contentsOf: [UInt8](repeating: 0x78, count: 70_000), at: 0)
      }
      return Mutant(raw: commit.bytes, message: commit.message)
    }
  }

  private static let digest = "sha256:" + String(repeating: "9f2c", count: 16)

  /// Acts that the standard story does not have.
  private static let further = [
    """
    Agree

    Policy-Approve: \(digest); from=\(digest)
    Change-Repository: harbourline/changes

    """,
    """
    Stand in

    Role-Delegate: cab; to=bo.chen; from=2026-03-01; until=2026-03-15
    Role-Recall: cab; to=bo.chen
    Change-Repository: harbourline/changes

    """,
    """
    Hold it

    Seen.

    Change-Hold: CHG-2026-7F3K; digest=\(digest)
    Change-Object: CHG-2026-7F3K; role=security; objection=S1; minutes=12; digest=\(digest)
    Change-Override: CHG-2026-7F3K; role=cab-chair; requirement=objection:eli.frost:S1; digest=\(digest)
    Co-authored-by: Ana Ruiz <ana@x>
    Change-Repository: harbourline/changes

    """,
    """
    Back

    Change-Start: CHG-2026-7F3K; kind=rollback; trigger=T1; digest=\(digest)
    Change-Withdraw: CHG-2026-7F3K
    Change-Repository: harbourline/changes
    """,
  ]
}
