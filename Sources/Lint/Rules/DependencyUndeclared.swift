internal import Records
internal import YAMLTree

extension Rule {
  /// The inventory knows a dependency that the assessment leaves out.
  static let dependencyUndeclared = Rule(
    name: "dependency-undeclared",
    summary: "The inventory knows a dependency that the assessment leaves out.",
    rationale: """
      Whoever depends on what changes, or is depended on, belongs into the judgement. A list \
      shorter than the inventory's was written from memory.
      """,
    source: "conflict detection; field list of a change record, risk and impact",
    section: .assessment, from: .assessed,
    levels: Levels(.warning, .warning, .warning, emergency: .off),
    examples: [
      .bad("assessment: {dependencies: []}", at: "assessment.dependencies"),
      .good("assessment: {dependencies: [document-store]}"),
    ],
    check: { context in
      guard let assessment = context.assessment else { return [] }
      let changed = context.request?.systems ?? []
      let known = assessment.dependencies ?? []
      var seen: Set<String> = []
      return context.inventory.flatMap { system in
        system.dependsOn.compactMap { dependency in
          guard !known.contains(dependency), !changed.contains(dependency),
            seen.insert(dependency).inserted
          else { return nil }
          return Violation(
            "`\(system.id)` depends on `\(dependency)`, which the assessment leaves out",
            at: "assessment.dependencies", advice: "add `\(dependency)` and what it will notice",
            related: [.policy("the dependency", file: "systems.yaml", line: system.line)])
        }
      }
    })
}
