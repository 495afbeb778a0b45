import Foundation
import TestSupport

extension CorpusCase {
  /// The manager's genuine approval, changed after it was signed: it must not count.
  static func forged(
    _ number: String, _ id: String, _ title: String, by attacker: Attacker = .pusher,
    source: String = "this corpus", _ reasons: String...,
    forge: @escaping @Sendable (String) throws -> String
  ) -> CorpusCase {
    CorpusCase(number, id, title, by: attacker, source: source) { story in
      let genuine = try story.act(.approve("change-manager"), by: .bo, on: [story.tip])
      let text = String(decoding: try story.objects.content(genuine), as: UTF8.self)
      let bytes = Array(try forge(text).utf8)
      story.objects.remove(genuine)
      return try refused(story.raw(bytes), for: reasons)
    }
  }

  /// An approval whose message was changed before it was signed.
  static func worded(
    _ number: String, _ id: String, _ title: String, by attacker: Attacker = .insider,
    source: String = "this corpus", _ reasons: String..., nearMiss: Bool = false,
    change: @escaping @Sendable (String) throws -> String
  ) -> CorpusCase {
    CorpusCase(number, id, title, by: attacker, source: source) { story in
      let message = try change(story.message([.approve("change-manager")]))
      let act = try story.commit(message, by: .bo, signedBy: .bo)
      if nearMiss { return Answer("awaiting").because("requirement-unsatisfied").withNearMiss }
      return try refused(act, for: reasons)
    }
  }

  /// An approval whose commit was bent before it was signed.
  static func bent(
    _ number: String, _ id: String, _ title: String, by attacker: Attacker = .insider,
    source: String = "this corpus", act: Act = .approve("change-manager"), signer: Persona? = .bo,
    _ reasons: String...,
    bend: @escaping @Sendable (inout CommitText) throws -> Void = { _ in }
  ) -> CorpusCase {
    CorpusCase(number, id, title, by: attacker, source: source) { story in
      let made = try story.commit(
        story.message([act]), by: .bo, signedBy: signer, bending: bend)
      guard reasons.isEmpty else { return try refused(made, for: reasons) }
      return Answer("allowed").counting(made)
    }
  }

  private static func refused(_ commit: String, for reasons: [String]) throws -> Answer {
    var answer = Answer("awaiting").because("requirement-unsatisfied")
    answer.acts = [.init(commit: commit, counted: false, reasons: reasons)]
    return answer
  }
}

/// The parts of a signed commit's text.
enum CommitParts {
  /// The header without the signature, the signature's header with its line end, the message.
  static func of(_ raw: String) throws -> (header: String, signature: String, message: String) {
    guard let start = raw.range(of: "gpgsig "),
      let end = raw.range(of: " -----END SSH SIGNATURE-----\n")
    else { throw CorpusFault("the commit is not signed") }
    return (
      String(raw[..<start.lowerBound]), String(raw[start.lowerBound..<end.upperBound]),
      String(raw[end.upperBound...].dropFirst())
    )
  }

  /// The line that begins with this word, with its end.
  static func line(_ key: String, of raw: String) throws -> String {
    guard let line = raw.split(separator: "\n").first(where: { $0.hasPrefix(key + " ") }) else {
      throw CorpusFault("there is no line \(key)")
    }
    return line + "\n"
  }
}

extension String {
  /// Replaces the first place where `old` stands.
  func replacingFirst(_ old: String, _ new: String) throws -> String {
    guard let place = range(of: old) else { throw CorpusFault("\(old) stands nowhere") }
    return replacingCharacters(in: place, with: new)
  }

  /// Replaces the one place where `old` stands.
  func with(_ old: String, _ new: String) throws -> String {
    try Edit.replacing(old, with: new, in: self)
  }
}
