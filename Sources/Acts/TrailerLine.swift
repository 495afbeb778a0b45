internal import Primitives

/// A line of the last paragraph as far as acts are concerned.
enum TrailerLine {
  /// Begins with a canonical `Change-<Verb>: <ID>`; what follows the id is still unread.
  case act(verb: Verb, change: String, rest: ArraySlice<UInt8>)
  case policyApproval(PolicyApproval)
  case delegation(Delegation)
  /// The key of a policy approval, delegation or recall with something illegal behind it.
  case broken(key: String, fault: String)
  case repository(ArraySlice<UInt8>)
  /// Anything else: another trailer, a near miss, no trailer at all.
  case other

  init(_ line: ArraySlice<UInt8>, index: Int) {
    if let act = Self.act(line) {
      self = act
    } else if let value = Self.value(of: "Policy-Approve", in: line) {
      self = Self.policyApproval(value, index)
    } else if let value = Self.value(of: "Role-Delegate", in: line) {
      self = Self.delegation(value, index, isRecall: false)
    } else if let value = Self.value(of: "Role-Recall", in: line) {
      self = Self.delegation(value, index, isRecall: true)
    } else if let value = Self.value(of: "Change-Repository", in: line) {
      self = .repository(value)
    } else {
      self = .other
    }
  }

  /// What follows `key: ` if the line begins so, in this spelling.
  static func value(of key: String, in line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard begins(line, with: key) else { return nil }
    let rest = line.dropFirst(key.utf8.count)
    return begins(rest, with: ": ") ? rest.dropFirst(2) : nil
  }

  /// By index: the general comparison of sequences takes many times as long, for every line.
  private static func begins(_ line: ArraySlice<UInt8>, with word: String) -> Bool {
    var word = word
    return word.withUTF8 { word in
      guard line.count >= word.count else { return false }
      for offset in word.indices where line[line.startIndex + offset] != word[offset] {
        return false
      }
      return true
    }
  }

  private static func act(_ line: ArraySlice<UInt8>) -> TrailerLine? {
    guard begins(line, with: "Change-") else { return nil }
    let word = line.dropFirst(7).prefix(while: ChangeID.isLetter)
    let rest = line.dropFirst(7 + word.count)
    guard word.count <= 16, let verb = Verb(rawValue: String(decoding: word, as: UTF8.self)),
      begins(rest, with: ": ")
    else { return nil }
    let value = rest.dropFirst(2)
    let id = ChangeID.run(at: value.startIndex, in: value)
    guard ChangeID.isLegal(id) else { return nil }
    return .act(
      verb: verb, change: String(decoding: id, as: UTF8.self), rest: value.dropFirst(id.count))
  }

  private static func policyApproval(_ value: ArraySlice<UInt8>, _ index: Int) -> TrailerLine {
    let key = "Policy-Approve"
    let word = value.prefix { $0 != UInt8(ascii: ";") }
    let list = ParameterList.read(value.dropFirst(word.count))
    if let fault = list.fault { return .broken(key: key, fault: fault) }
    guard let digest = SHA256Digest(String(decoding: word, as: UTF8.self)) else {
      return .broken(key: key, fault: "the policy is no SHA-256 digest")
    }
    guard list.parameters.count == 1, let first = list.parameters.first, first.key == "from",
      let from = SHA256Digest(first.value)
    else { return .broken(key: key, fault: "'from=sha256:…' and nothing else must follow") }
    return .policyApproval(PolicyApproval(index: index, digest: digest, from: from))
  }

  private static func delegation(
    _ value: ArraySlice<UInt8>, _ index: Int, isRecall: Bool
  ) -> TrailerLine {
    let key = isRecall ? "Role-Recall" : "Role-Delegate"
    let role = value.prefix { $0 != UInt8(ascii: ";") }
    let list = ParameterList.read(value.dropFirst(role.count))
    if let fault = list.fault { return .broken(key: key, fault: fault) }
    guard ParameterList.isValue(role) else {
      return .broken(key: key, fault: "the role is no legal name")
    }
    let wanted = isRecall ? ["to"] : ["to", "from", "until"]
    guard list.parameters.map(\.key) == wanted else {
      let form = wanted.map { $0 + "=…" }.joined(separator: "; ")
      return .broken(key: key, fault: "'\(form)' and nothing else must follow the role")
    }
    let values = list.parameters.map(\.value)
    let name = String(decoding: role, as: UTF8.self)
    guard !isRecall else {
      return .delegation(Delegation(index: index, role: name, to: values[0], days: nil))
    }
    guard let from = CivilDate(values[1]), let until = CivilDate(values[2]) else {
      return .broken(key: key, fault: "'from' and 'until' are days such as 2026-12-25")
    }
    let days = Delegation.Days(from: from, until: until)
    return .delegation(Delegation(index: index, role: name, to: values[0], days: days))
  }
}
