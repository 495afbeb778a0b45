internal import Diagnostics
internal import Primitives

/// The parameters that an act of each verb must and may carry.
struct ParameterRules {
  let obligatory: [String]
  let optional: [String]

  init(_ verb: Verb) {
    let own: (obligatory: [String], optional: [String]) =
      switch verb {
      case .submit: ([], [])
      case .assess: (["role", "risk"], [])
      case .approve, .reject: (["role"], ["minutes"])
      case .object: (["role", "objection"], ["minutes"])
      case .resolve: (["objection"], ["role", "minutes"])
      case .withdraw: ([], ["role", "minutes"])
      case .test: (["role", "outcome"], [])
      case .schedule: (["role"], [])
      case .start: ([], ["role", "kind", "trigger", "commit", "artifact"])
      case .finish: (["outcome"], ["role"])
      case .review, .close: (["role"], ["outcome"])
      case .cancel, .hold, .resume: ([], ["role"])
      case .except: (["role", "freeze"], [])
      case .override: (["role", "requirement"], [])
      }
    obligatory = own.obligatory
    // Whether the digest is there is a reason of its own, judged later.
    optional = own.optional + ["digest", "for"]
  }

  /// The values that a parameter is limited to; nil if any legal value will do.
  static func values(of key: String, for verb: Verb) -> [String]? {
    let finished = ["successful", "successful-with-issues", "rolled-back", "failed"]
    return switch (verb, key) {
    case (.assess, "risk"): ["low", "medium", "high", "critical"]
    case (.test, "outcome"): ["pass", "fail"]
    case (.finish, "outcome"): finished
    case (.close, "outcome"): finished + ["cancelled", "rejected"]
    case (.start, "kind"): ["rollback"]
    default: nil
    }
  }

  /// What is wrong with the parameters of an act; nil if nothing is.
  static func fault(in parameters: [Statement.Parameter], of verb: Verb) -> String? {
    let rules = ParameterRules(verb)
    let keys = parameters.map(\.key)
    for parameter in parameters {
      if let fault = rules.fault(in: parameter, of: verb) { return fault }
    }
    if let absent = rules.obligatory.first(where: { !keys.contains($0) }) {
      return "\(verb.rawValue) needs the parameter '\(absent)'"
    }
    guard verb == .start else { return nil }
    if keys.contains("kind") != keys.contains("trigger") {
      return "'kind=rollback' and 'trigger' go together"
    }
    if keys.contains("commit"), keys.contains("artifact") {
      return "Start names a commit or an artifact, not both"
    }
    return nil
  }

  private func fault(in parameter: Statement.Parameter, of verb: Verb) -> String? {
    let (key, value) = (parameter.key, parameter.value)
    guard (obligatory + optional).contains(key) else {
      let nearest = NearestName.of(key, among: obligatory + optional)
      let advice = nearest.map { "; did you mean '\($0)'?" } ?? ""
      return "\(verb.rawValue) has no parameter '\(key)'\(advice)"
    }
    if let allowed = Self.values(of: key, for: verb), !allowed.contains(value) {
      return "'\(key)' is one of \(allowed.joined(separator: ", ")), not '\(value)'"
    }
    switch key {
    case "digest", "artifact":
      return SHA256Digest(value) == nil ? "'\(key)' is no SHA-256 digest" : nil
    case "commit": return ObjectID(value) == nil ? "'commit' is no full commit id" : nil
    default: return nil
    }
  }
}

/// Reads `; key=value` pairs with exactly these separators.
enum ParameterList {
  /// The pairs in order, or words for what is wrong.
  static func read(
    _ text: ArraySlice<UInt8>
  ) -> (parameters: [Statement.Parameter], fault: String?) {
    var result: [Statement.Parameter] = []
    var seen: Set<String> = []
    var rest = text
    while !rest.isEmpty {
      guard rest.starts(with: "; ".utf8) else {
        return (result, "'; ' and a parameter are expected at '\(MessageText.printable(rest))'")
      }
      rest = rest.dropFirst(2)
      let key = rest.prefix(while: isKeyByte)
      rest = rest.dropFirst(key.count)
      guard !key.isEmpty, rest.first == UInt8(ascii: "=") else {
        return (result, "a parameter is written key=value")
      }
      let value = rest.dropFirst().prefix(while: isValueByte)
      rest = rest.dropFirst(value.count + 1)
      let name = String(decoding: key, as: UTF8.self)
      guard !value.isEmpty else { return (result, "the parameter '\(name)' has no legal value") }
      guard seen.insert(name).inserted else {
        return (result, "the parameter '\(name)' stands twice")
      }
      result.append(
        Statement.Parameter(key: name, value: String(decoding: value, as: UTF8.self)))
    }
    return (result, nil)
  }

  /// Whether all bytes may stand in a value, and there is one.
  static func isValue(_ bytes: some Collection<UInt8>) -> Bool {
    !bytes.isEmpty && bytes.allSatisfy(isValueByte)
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "-")
  }

  /// Whether the byte may stand in a value.
  static func isValueByte(_ byte: UInt8) -> Bool {
    ChangeID.isDigit(byte) || ChangeID.isLetter(byte) || "._:/@+()-".utf8.contains(byte)
  }
}
