internal import Records
internal import YAMLTree

extension Rule {
  /// A list names the same thing twice.
  static let entryRepeated = Rule(
    name: "entry-repeated",
    summary: "A list names the same thing twice.",
    rationale: """
      Somebody meant another thing the second time, which is now missing from the list.
      """,
    source: "field list of a change record, request and implementation",
    levels: .warning,
    examples: [
      .bad("request: {systems: [claims-db, claims-api, claims-db]}", at: "request.systems[2]"),
      .bad(
        """
        implementation:
          artifacts:
            - {name: claims-api, commit: 4f6c2b1a9d8e7f60514233241506f7e8d9cabb0c}
            - {name: claims-api, commit: 5f6c2b1a9d8e7f60514233241506f7e8d9cabb0c}
        """, at: "implementation.artifacts[1]"),
      .good("request: {systems: [claims-db, claims-api]}"),
    ],
    check: { context in
      let request = context.request
      let lists: [([String], String)] = [
        (request?.systems ?? [], "request.systems"),
        (request?.dependsOn ?? [], "request.depends-on"),
        (request?.related ?? [], "request.related"),
        (request?.supersedes ?? [], "request.supersedes"),
        (context.assessment?.dependencies ?? [], "assessment.dependencies"),
        (
          context.implementation?.artifacts.map { $0.name ?? "" } ?? [],
          "implementation.artifacts"
        ),
      ]
      return lists.flatMap { names, key -> [Violation] in
        guard names.count > 1 else { return [] }
        var seen: Set<String> = []
        return names.enumerated().compactMap { index, name in
          guard !name.isEmpty, !seen.insert(name).inserted else { return nil }
          return Violation(
            "`\(name)` stands in `\(key)` already", at: Place("\(key)[\(index)]"),
            advice: "remove it, or name what was meant")
        }
      }
    })
}
