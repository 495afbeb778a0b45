internal import Decision
internal import Primitives
internal import Records

/// What records plan, those with a window first, by its start.
struct PlanTable: KnownPlans {
  /// When the windows begin.
  let starts: Column<TimeEntry>
  /// By plan, where it ends in `letters`.
  let ends: Column<NumberEntry>
  let letters: Column<UInt8>
  /// By a template and its version, the numbers of the plans that name it.
  let templates: CommitLists
  /// No window lasts longer, in seconds.
  let longest: Int64

  init(
    starts: Column<TimeEntry>, ends: Column<NumberEntry>, letters: Column<UInt8>,
    templates: CommitLists, longest: Int64
  ) {
    self.starts = starts
    self.ends = ends
    self.letters = letters
    self.templates = templates
    self.longest = longest
  }

  init(_ plans: some Sequence<Plan>) {
    let coded = Set(plans).map { (plan: $0, bytes: PlanCoding.bytes(of: $0)) }
      .sorted { left, right in
        let (one, other) = (left.plan.window?.start, right.plan.window?.start)
        if one != other { return one ?? Instant(seconds: .max) < other ?? Instant(seconds: .max) }
        if (one == nil) != (other == nil) { return one != nil }
        return left.bytes.lexicographicallyPrecedes(right.bytes)
      }
    var ends: [Int] = []
    var letters: [UInt8] = []
    var templates: [String: [Int]] = [:]
    for (number, each) in coded.enumerated() {
      letters += each.bytes
      ends.append(letters.count)
      if let template = each.plan.template { templates[template, default: []].append(number) }
    }
    let windows = coded.compactMap(\.plan.window)
    self.init(
      starts: Column(windows.map(\.start)), ends: Column(ends), letters: Column(entries: letters),
      templates: CommitLists(templates),
      longest: windows.map { Plans.length(of: $0) }.max() ?? 0)
  }

  /// All of them.
  var all: [Plan] { (0..<ends.count).compactMap { plan($0) } }

  private func plan(_ number: Int) -> Plan? {
    guard number < ends.count else { return nil }
    return PlanCoding.plan(
      from: Array(TextTable(ends: ends, letters: letters).bytes(of: number)))
  }

  func starting(from earliest: Instant, before end: Instant) -> [Plan] {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < earliest { low = middle + 1 } else { high = middle }
    }
    var found: [Plan] = []
    while low < starts.count, starts[low] < end {
      if let plan = plan(low) { found.append(plan) }
      low += 1
    }
    return found
  }

  func uses(of template: String) -> [String] {
    templates[template].compactMap { plan($0)?.change }
  }
}

/// Plans as bytes: numbers of eight bytes, and texts with their lengths.
private enum PlanCoding {
  static func bytes(of plan: Plan) -> [UInt8] {
    var coder = FieldWriter()
    coder.append(plan.change)
    coder.append(plan.window == nil ? 0 : 1)
    if let window = plan.window {
      coder.append(window.start.seconds)
      coder.append(window.end.seconds)
    }
    coder.append(plan.systems == nil ? 0 : 1)
    if let systems = plan.systems { coder.append(systems) }
    coder.append(plan.dependencies)
    coder.append(plan.template.map { [$0] } ?? [])
    return coder.bytes
  }

  static func plan(from bytes: [UInt8]) -> Plan? {
    bytes.withUnsafeBytes { raw in
      var reader = FieldReader(raw)
      guard let change = reader.text(), let hasWindow = reader.number() else { return nil }
      var window: ChangeRequest.Interval?
      if hasWindow == 1 {
        guard let start = reader.number(), let end = reader.number() else { return nil }
        window = ChangeRequest.Interval(
          start: Instant(seconds: start), end: Instant(seconds: end))
      }
      guard let hasSystems = reader.number() else { return nil }
      let systems = hasSystems == 1 ? reader.texts() : []
      guard let systems, let dependencies = reader.texts(), let template = reader.texts(),
        reader.isAtEnd
      else { return nil }
      return Plan(
        change: change, window: window, systems: hasSystems == 1 ? systems : nil,
        dependencies: dependencies, template: template.first)
    }
  }
}
