internal import Primitives

extension Metric {
  /// A share of some changes.
  ///
  /// - Parameter why: what there is none of, where `base` is empty.
  static func share(
    _ id: String, _ title: String, _ formula: String, of base: [ChangeSummary], without why: String,
    _ counts: (ChangeSummary) -> Bool
  ) -> Metric {
    guard !base.isEmpty else {
      return Metric(
        id: id, title: title, formula: formula, value: .notEvaluable(why), changes: [])
    }
    let counted = base.filter(counts).map(\.id)
    return Metric(
      id: id, title: title, formula: formula, value: .ratio(counted.count, of: base.count),
      changes: counted)
  }

  /// A number of changes.
  static func count(
    _ id: String, _ title: String, _ formula: String, of changes: [ChangeSummary]
  ) -> Metric {
    Metric(
      id: id, title: title, formula: formula, value: .count(changes.count),
      changes: changes.map(\.id))
  }

  /// How long something took.
  static func durations(
    _ id: String, _ title: String, _ formula: String, of spans: [Span], without why: String
  ) -> Metric {
    let distribution = Distribution(spans.map(\.seconds))
    let value = distribution.map {
      Value.durations(
        median: $0.median, ninetieth: $0.ninetieth, longest: $0.longest, count: $0.count)
    }
    // A change may have several spans, and is one change.
    var ids: [String] = []
    for span in spans where ids.last != span.change { ids.append(span.change) }
    return Metric(
      id: id, title: title, formula: formula, value: value ?? .notEvaluable(why), changes: ids)
  }
}

/// How long something about a change took.
struct Span {
  let change: String
  let seconds: Int64
}

/// Some numbers by rank.
struct Distribution {
  private let sorted: [Int64]

  /// Takes numbers in any order; nil for none.
  init?(_ values: [Int64]) {
    guard !values.isEmpty else { return nil }
    sorted = values.sorted()
  }

  var count: Int { sorted.count }
  var median: Int64 { percentile(50) }
  var ninetieth: Int64 { percentile(90) }
  var longest: Int64 { sorted[sorted.count - 1] }

  /// The smallest value that so many percent of all do not exceed: the nearest rank.
  private func percentile(_ percent: Int) -> Int64 {
    sorted[max(1, (percent * sorted.count + 99) / 100) - 1]
  }
}
