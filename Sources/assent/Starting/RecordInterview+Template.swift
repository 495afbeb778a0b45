internal import Diagnostics
internal import Records
internal import Starting

/// Of a standard change: its template, and what it leaves open.
extension RecordInterview {
  func template() throws -> Template? {
    let all = (policy?.templates ?? []).sorted { $0.reference < $1.reference }
    guard !all.isEmpty || options.template != nil else { return nil }
    let text =
      try options.template
      ?? Prompt.choice(
        "template", of: all.map { ($0.reference, $0.title ?? "") }, flag: "--template",
        otherwise: all.count == 1 && Terminal.isInteractive ? all[0].reference : nil)
    guard policy != nil else { return nil }
    guard let template = all.first(where: { $0.reference == text }) else {
      throw Failure(
        "usage", "the policy has no template `\(text)`",
        hint: NearestName.of(text, among: all.map(\.reference)).map { "did you mean `\($0)`" }
          ?? "one of \(all.map(\.reference).joined(separator: ", "))", exitStatus: 2)
    }
    return template
  }

  func parameters(_ template: Template?) throws -> [(name: String, value: String)] {
    var given: [String: String] = [:]
    for option in options.parameter {
      let parts = option.split(separator: "=", maxSplits: 1).map { String($0) }
      guard parts.count == 2 else {
        throw Failure(
          "usage", "`--parameter \(option)` is not NAME=VALUE", hint: "--parameter node=node-1",
          exitStatus: 2)
      }
      given[parts[0]] = parts[1]
    }
    guard let template else { return given.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
    if let stranger = given.keys.sorted().first(where: { template.parameters[$0] == nil }) {
      throw Failure(
        "usage", "\(template.reference) has no parameter `\(stranger)`",
        hint: "it has \(template.parameters.keys.sorted().joined(separator: ", "))", exitStatus: 2)
    }
    return try template.parameters.sorted { $0.key < $1.key }.map { name, range in
      (name, try value(given[name], name, range))
    }
  }

  func value(
    _ given: String?, _ name: String, _ range: Template.Parameter
  ) throws -> String {
    func checked(_ text: String) throws -> String {
      guard range.allows(text) else {
        throw Failure(
          "usage", "`\(name)` has to be \(range.description), not `\(text)`", exitStatus: 2)
      }
      return text
    }
    if let given { return try checked(given) }
    guard Terminal.isInteractive else { return Blank.text(range.description) }
    let flag = "--parameter \(name)=…"
    if case .oneOf(let values) = range {
      return try Prompt.choice("parameter \(name)", of: values.map { ($0, "") }, flag: flag)
    }
    return try Prompt.answer(
      "parameter \(name), \(range.description)", flag: flag, read: checked)
  }
}
