internal import Audit
internal import Reporting

/// The answer to a question about the size of a sample.
struct SampleSizeText {
  let size: SampleSize
  /// What had to be ruled out; nil where the items were given.
  let tolerable: Percentage?
  let items: Int
  let deviations: Int
  /// The share of the population that may deviate all the same.
  let limit: Double?

  /// The lines for people.
  var text: String {
    let whole = size.population.map { "the \($0)" } ?? "the population"
    guard let tolerable else {
      return """
        at most \(Self.percent(limit)) % of \(whole) deviate, with \(size.confidence) % confidence
          \(deviations) of \(items) items deviated; reckoned \(method).

        """
    }
    return """
      \(items) items
        If \(Self.most(deviations)) of them deviate, fewer than \(tolerable) % of \(whole) do, with
        \(size.confidence) % confidence; reckoned \(method).
      \(further(tolerable))To draw them: assent audit sample --from DATE --to DATE --size \(items)

      """
  }

  /// `assent/sample-size/1`; percentages are texts, the limit rounded up.
  var json: JSONValue {
    .object([
      ("schema", .string("assent/sample-size/1")),
      ("distribution", .string(size.population == nil ? "binomial" : "hypergeometric")),
      ("population", size.population.map { .number($0) } ?? .null),
      ("confidence", .text(size.confidence)), ("tolerable", .text(tolerable)),
      ("deviations", .number(deviations)), ("items", .number(items)),
      ("upper-limit", limit == nil ? .null : .string(Self.percent(limit))),
    ])
  }

  private var method: String {
    size.population == nil
      ? "with the binomial distribution, as for a large population"
      : "with the hypergeometric distribution"
  }

  /// How many items would do if more deviated.
  private func further(_ tolerable: Percentage) -> String {
    let rows = (1...2).compactMap { more -> String? in
      let count = deviations + more
      guard let items = try? size.items(tolerable: tolerable, deviations: count) else { return nil }
      return "  If \(Self.most(count)) may deviate: \(items) items.\n"
    }
    return rows.joined()
  }

  private static func most(_ count: Int) -> String { count == 0 ? "none" : "no more than \(count)" }

  /// A share in percent with at most two decimals, rounded up: less must not be claimed.
  private static func percent(_ share: Double?) -> String {
    guard let share else { return "100" }
    let hundredths = Int((share * 10_000 - 1e-6).rounded(.up))
    let rest = hundredths % 100
    guard rest > 0 else { return String(hundredths / 100) }
    return "\(hundredths / 100)." + (rest < 10 ? "0" : "") + String(rest)
  }
}
