package import Primitives
package import Records

/// What one version of a record plans: as much as it takes to find the changes that matter to
/// another without asking all.
package struct Plan: Hashable, Sendable {
  package let change: String
  /// When it is to be carried out; nil if it does not say.
  package let window: ChangeRequest.Interval?
  /// The systems it changes; nil if a template says so.
  package let systems: [String]?
  /// What it says it depends on, beside what the systems are declared to.
  package let dependencies: [String]
  /// The template that it names and the version, such as `STD-TLS-ROTATE@3`.
  package let template: String?

  package init(
    change: String, window: ChangeRequest.Interval?, systems: [String]?, dependencies: [String],
    template: String?
  ) {
    self.change = change
    self.window = window
    self.systems = systems
    self.dependencies = dependencies
    self.template = template
  }
}

/// Plans that somebody else keeps, and finds for those who ask.
package protocol KnownPlans: Sendable {
  /// No window lasts longer, in seconds.
  var longest: Int64 { get }
  /// Those with a window that begins at `earliest` or later, and before `end`.
  func starting(from earliest: Instant, before end: Instant) -> [Plan]
  /// The ids of the changes that use a template in a version, in any order.
  func uses(of template: String) -> [String]
}

/// What all versions of all records plan.
package struct Plans: Sendable {
  /// Those with a window, by its start.
  private let planned: [(window: ChangeRequest.Interval, plan: Plan)]
  /// No window lasts longer, in seconds.
  private let longest: Int64
  /// By a template and its version: the ids of its uses.
  private let uses: [String: Set<String>]
  private let known: (any KnownPlans)?

  /// - Parameter known: what is planned beside these.
  package init(_ all: some Sequence<Plan>, beside known: (any KnownPlans)? = nil) {
    self.known = known
    let distinct = Set(all)
    var uses: [String: Set<String>] = [:]
    for plan in distinct {
      if let template = plan.template { uses[template, default: []].insert(plan.change) }
    }
    self.uses = uses
    planned = distinct.compactMap { plan in plan.window.map { ($0, plan) } }
      .sorted { $0.window.start < $1.window.start }
    longest = max(known?.longest ?? 0, planned.map { Self.length(of: $0.window) }.max() ?? 0)
  }

  /// How long a window lasts, in seconds.
  package static func length(of window: ChangeRequest.Interval) -> Int64 {
    let length = window.end.seconds.subtractingReportingOverflow(window.start.seconds)
    return length.overflow ? .max : length.partialValue
  }

  /// What a version of a record plans; nothing that could matter to another change is left out.
  package static func plans(of document: RecordDocument, in change: String) -> [Plan] {
    guard let record = document.change else { return [] }
    let isStandard = record.kind == .standard
    let plan = Plan(
      change: change, window: record.schedule?.window,
      systems: isStandard ? nil : record.request?.systems ?? [],
      dependencies: record.assessment?.dependencies ?? [],
      template: isStandard ? record.request?.template : nil)
    return plan.window == nil && plan.template == nil ? [] : [plan]
  }

  /// The ids of the changes that use a template in a version, sorted.
  package func uses(of template: String) -> [String] {
    (uses[template] ?? []).union(known?.uses(of: template) ?? []).sorted()
  }

  /// The ids of the changes of which some version plans a window that overlaps one, sorted.
  ///
  /// - Parameter matters: whether a plan is one to be looked at.
  package func overlapping(
    _ window: ChangeRequest.Interval, where matters: (Plan) -> Bool = { _ in true }
  ) -> [String] {
    let earliest = window.start.advanced(by: -max(0, longest))
    let others = known?.starting(from: earliest, before: window.end) ?? []
    var low = 0
    var high = planned.count
    while low < high {
      let middle = (low + high) / 2
      if planned[middle].window.start < earliest { low = middle + 1 } else { high = middle }
    }
    let own = planned[low...].prefix { $0.window.start < window.end }.map(\.plan)
    let found = (own + others).filter {
      ($0.window?.overlaps(window) ?? false) && matters($0)
    }
    return Set(found.map(\.change)).sorted()
  }
}
