internal import Audit
internal import Reporting

/// A sample for people and for programs.
struct SampleListing {
  let sample: Sample
  /// How many changes the period has.
  let population: Int

  /// The lines for people: how many, how they were drawn, which.
  var text: String {
    let always = sample.items.count { $0.stratum.hasPrefix("always: ") }
    var text = """
      \(sample.items.count) of \(population) changes: \(sample.items.count - always) by lot, \
      \(always) whatever the lot says

      seed    \(PlainText.line(sample.seed))
      size    \(PlainText.line(sample.size))
      method  \(PlainText.line(sample.method))


      """
    text += Self.table(
      ["stratum", "changes", "drawn"],
      sample.strata.map { [$0.name, String($0.population), String($0.drawn)] })
    text += "\n"
    text += Self.table(
      ["change", "stratum", "why", "in the pack"],
      sample.items.map { [$0.change, $0.stratum, $0.reason, Self.dossier($0)] })
    return text
  }

  /// `assent/sample/1`.
  var json: JSONValue {
    .object([
      ("schema", .string("assent/sample/1")), ("population", .number(population)),
      ("seed", .string(sample.seed)), ("method", .string(sample.method)),
      ("size", .string(sample.size)),
      (
        "strata",
        .array(
          sample.strata.map {
            .object([
              ("name", .string($0.name)), ("population", .number($0.population)),
              ("drawn", .number($0.drawn)),
            ])
          })
      ),
      (
        "items",
        .array(
          sample.items.map {
            .object([
              ("change", .string($0.change)), ("stratum", .string($0.stratum)),
              ("reason", .string($0.reason)), ("dossier", .string(Self.dossier($0))),
            ])
          })
      ),
    ])
  }

  /// The page of the pack that tells the change's story.
  private static func dossier(_ item: Sample.Item) -> String { "changes/\(item.change).html" }

  private static func table(_ head: [String], _ rows: [[String]]) -> String {
    let rows = ([head] + rows).map { $0.map(PlainText.line) }
    let widths = head.indices.map { column in
      rows.map { PlainText.width($0[column]) }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, text in
        column == row.count - 1
          ? text
          : text + String(repeating: " ", count: widths[column] - PlainText.width(text) + 2)
      }
      return cells.joined() + "\n"
    }.joined()
  }
}
