internal import Primitives
internal import Reporting
internal import Signatures

extension ToolEvidence {
  /// Reads a snapshot of a forge's settings: `{"taken": TIME, "branch": NAME, "default-branch": NAME,
  /// "settings": EXPORT}`, or the export alone, of which then nobody knows when it was taken.
  ///
  /// Exports are GitHub's branch protection or rulesets, and GitLab's protected branches, as their
  /// REST interfaces give them.
  package static func read(_ bytes: [UInt8], name: String) throws(InputFault) -> [ToolEvidence] {
    let value: JSONValue
    do throws(JSONReader.Fault) { value = try JSONReader.read(bytes) } catch {
      throw InputFault(name, line: 1, column: error.offset + 1, error.reason)
    }
    let isWrapped = !value["settings"].isNull
    var taken: Instant?
    if isWrapped, let text = value["taken"].text {
      guard let time = Instant(rfc3339: text) else {
        throw InputFault(name, line: 1, "`taken` is an RFC 3339 time with its offset")
      }
      taken = time
    }
    let export = isWrapped ? value["settings"] : value
    let reading = ForgeSettings(
      export: export, branch: isWrapped ? value["branch"].text : nil,
      defaultBranch: isWrapped ? value["default-branch"].text : nil)
    let digest = sha256(of: bytes)
    let found = reading.all
    guard !found.isEmpty else {
      throw InputFault(
        name, line: 1,
        "neither GitHub's branch protection or rulesets nor GitLab's protected branches")
    }
    return found.map {
      ToolEvidence(
        source: name, digest: digest, forge: $0.forge, branch: $0.branch, taken: taken,
        settings: $0.settings)
    }
  }

  /// The settings without which duties are not segregated, by name.
  static let essential = ["force-push", "deletion", "administrators"]

  /// The essential settings that are unsound, and those that the export does not tell.
  var weaknesses: (unsound: [Setting], unknown: [String]) {
    let unsound = settings.filter { $0.isSound == false }
    let unknown = Self.essential.filter { name in
      !settings.contains { $0.name == name && $0.isSound != nil }
    }
    return (unsound, unknown)
  }
}
