/// One figure about the flow of changes, with what it is computed from.
package struct Metric: Hashable, Sendable {
  package enum Value: Hashable, Sendable {
    case count(Int)
    case ratio(Int, of: Int)
    /// Seconds: the median, the 90th percentile and the longest, of how many.
    case durations(median: Int64, ninetieth: Int64, longest: Int64, count: Int)
    /// Why there is none.
    case notEvaluable(String)
  }

  /// A stable name such as `change-fail-rate`.
  package let id: String
  package let title: String
  /// How it is computed.
  package let formula: String
  package let value: Value
  /// The changes behind the numerator, sorted.
  package let changes: [String]

  package init(id: String, title: String, formula: String, value: Value, changes: [String]) {
    self.id = id
    self.title = title
    self.formula = formula
    self.value = value
    self.changes = changes
  }
}

/// Figures that charts are drawn from.
package struct FlowSeries: Hashable, Sendable {
  /// One bar of a chart: a label, and by series what it counts.
  package struct Bar: Hashable, Sendable {
    package let label: String
    package let values: [Int]

    package init(label: String, values: [Int]) {
      self.label = label
      self.values = values
    }
  }

  package let id: String
  package let title: String
  /// What a value counts, such as `changes` or `hours`.
  package let unit: String
  package let series: [String]
  package let bars: [Bar]

  package init(id: String, title: String, unit: String, series: [String], bars: [Bar]) {
    self.id = id
    self.title = title
    self.unit = unit
    self.series = series
    self.bars = bars
  }
}
