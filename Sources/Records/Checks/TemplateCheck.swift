internal import Diagnostics
internal import YAMLTree

/// Whether templates are where their id says, once for each version.
enum TemplateCheck {
  /// What is wrong between templates, and with the systems that they name.
  static func findings(_ files: [PolicyFile<Template>], systems: Systems) -> [Finding] {
    var known: [String: String] = [:]
    return files.findings { file in
      let template = file.content
      let reference = "\(template.id)@\(template.version)"
      var found = name(file) + risk(file)
      if let other = known[reference] {
        found.append(
          file.finding(
            "policy-duplicate-id", "`\(reference)` is in `\(other)` too",
            at: YAMLTree.KeyPath().appending("version"), advice: "raise the version"))
      }
      known[reference] = file.path
      return found
        + file.unknown(
          template.systems ?? [], at: YAMLTree.KeyPath().appending("systems"),
          rule: "policy-unknown-system", what: "system of `systems.yaml`",
          isKnown: { systems.systems[$0] != nil }, candidates: Array(systems.systems.keys))
    }
  }

  /// A risk that is stated twice is stated the same.
  private static func risk(_ file: PolicyFile<Template>) -> [Finding] {
    guard let outer = file.content.risk, let inner = file.content.content.assessment?.risk,
      outer != inner
    else { return [] }
    return [
      file.finding(
        "policy-template",
        "the template is of \(outer.rawValue) risk and its assessment of \(inner.rawValue)",
        at: YAMLTree.KeyPath().appending("risk"), advice: "state one of the two")
    ]
  }

  private static func name(_ file: PolicyFile<Template>) -> [Finding] {
    let template = file.content
    let names = [template.id, "\(template.id)@\(template.version)"].map {
      "policies/templates/\($0).yaml"
    }
    guard !names.contains(file.path) else { return [] }
    return [
      file.finding(
        "policy-template", "the template `\(template.id)` does not bear its file's name",
        at: YAMLTree.KeyPath().appending("id"), advice: "name the file `\(template.id).yaml`")
    ]
  }
}
