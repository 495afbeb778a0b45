internal import Decision
internal import Records

/// The files that templates name as evidence, of every policy that was in force.
struct TemplateEvidence {
  private let byReference: [String: [String]]

  init(_ chain: PolicyChain) {
    var byReference: [String: [String]] = [:]
    for template in chain.links.flatMap(\.version.policy.templates) {
      let paths = template.content.evidencePaths
      if !paths.isEmpty { byReference[template.reference, default: []] += paths }
    }
    self.byReference = byReference
  }

  /// What the template of a standard change names, in whichever policy; empty for other changes.
  func paths(for document: RecordDocument) -> [String] {
    guard let change = document.change, change.kind == .standard,
      let reference = change.request?.template
    else { return [] }
    return byReference[reference] ?? []
  }
}
