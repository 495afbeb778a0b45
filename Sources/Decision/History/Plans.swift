internal import Primitives
package import Records

/// The windows that all changes plan or planned and the templates that they name or named, in any
/// version of their records, so that those that matter to one are found without asking all.
package struct Plans: Sendable {
  private struct Plan {
    let window: ChangeRequest.Interval
    let change: String
  }

  /// By the start of their windows.
  private let plans: [Plan]
  /// No window lasts longer, in seconds.
  private let longest: Int64
  /// By a template and its version, such as `STD-TLS-ROTATE@3`: the ids of its uses, sorted.
  package let uses: [String: [String]]

  init(of changes: [String: ChangeHistory]) {
    let found = changes.values.flatMap { change in
      Set(change.versions.compactMap { $0.document.change?.schedule?.window }).map {
        Plan(window: $0, change: change.id)
      }
    }
    var uses: [String: Set<String>] = [:]
    for change in changes.values {
      for version in change.versions {
        guard let record = version.document.change, record.kind == .standard,
          let template = record.request?.template
        else { continue }
        uses[template, default: []].insert(change.id)
      }
    }
    self.uses = uses.mapValues { $0.sorted() }
    plans = found.sorted { $0.window.start < $1.window.start }
    longest = found.map { $0.window.end.seconds - $0.window.start.seconds }.max() ?? 0
  }

  /// The ids of the changes of which some version plans a window that overlaps one, sorted.
  package func overlapping(_ window: ChangeRequest.Interval) -> [String] {
    let earliest = window.start.advanced(by: -longest)
    var low = 0
    var high = plans.count
    while low < high {
      let middle = (low + high) / 2
      if plans[middle].window.start < earliest { low = middle + 1 } else { high = middle }
    }
    let found = plans[low...].prefix { $0.window.start < window.end }
      .filter { $0.window.overlaps(window) }
    return Set(found.map(\.change)).sorted()
  }
}
