internal import Primitives
internal import Records
internal import Signatures

/// Draws a sample that anybody can draw again: by a published seed and SHA-256, nothing else.
///
/// Emergencies, and changes with an exception, are taken whatever the lot says. From the others, the
/// changes of each stratum are ranked by the SHA-256 of the seed, a line feed and the id, written as
/// hexadecimal digits; the lowest are taken. A change's rank depends on seed and id alone, so what
/// else there is does not move it.
package struct Sampler: Hashable, Sendable {
  /// How many changes are drawn by lot, beside those that are taken anyway.
  package enum Size: Hashable, Sendable {
    case items(Int)
    /// As many as show what the plan wants to know.
    case plan(SamplePlan)
  }

  /// What parts changes into strata.
  package enum Stratification: String, Hashable, Sendable, CaseIterable {
    case typeAndRisk = "type-and-risk"
    case type, risk, system
  }

  /// The strata of what is taken whatever the lot says.
  package static let emergencies = "always: emergencies"
  package static let exceptions = "always: exceptions"

  package let seed: String
  package let size: Size
  package let stratification: Stratification

  package init(seed: String, size: Size, by stratification: Stratification = .typeAndRisk) {
    self.seed = seed
    self.size = size
    self.stratification = stratification
  }

  /// The seed that is used unless an auditor gives one: repository, period and standpoint, which
  /// nobody can vary without changing what is audited.
  package static func seed(of scope: AuditScope) -> String {
    let period = scope.period
    return "\(scope.repository) \(period.from) \(period.until) \(period.basis.rawValue) "
      + scope.standpoint.description
  }

  /// The sample of changes whose ids are all different, in whatever order they come.
  package func sample(of changes: [ChangeSummary]) -> Sample {
    var items: [Sample.Item] = []
    var strata: [String: [Candidate]] = [:]
    var always = [Self.emergencies: 0, Self.exceptions: 0]
    for change in changes {
      if let reason = Self.reason(change) {
        let stratum = change.kind == .emergency ? Self.emergencies : Self.exceptions
        always[stratum, default: 0] += 1
        items.append(Sample.Item(change: change.id, stratum: stratum, reason: reason))
      } else {
        strata[stratum(of: change), default: []].append(Candidate(change.id, seed: seed))
      }
    }
    let names = strata.keys.sorted(by: precedes)
    let counts = names.map { strata[$0, default: []].count }
    let population = counts.reduce(0, +)
    let wanted = wanted(of: population)
    let drawn = Allocation(items: wanted, of: counts).items
    for (name, count) in zip(names, drawn) {
      for candidate in strata[name, default: []].sorted().prefix(count) {
        items.append(
          Sample.Item(change: candidate.id, stratum: name, reason: "drawn by lot"))
      }
    }
    let described = [Self.emergencies, Self.exceptions].map {
      Sample.Stratum(name: $0, population: always[$0, default: 0], drawn: always[$0, default: 0])
    }
    return Sample(
      seed: seed, method: method,
      size: words(wanted, of: population, beside: changes.count - population),
      strata: described
        + zip(names, zip(counts, drawn)).map {
          Sample.Stratum(name: $0, population: $1.0, drawn: $1.1)
        },
      items: items.sorted { precedes($0.change, $1.change) })
  }

  /// How many are drawn by lot.
  private func wanted(of population: Int) -> Int {
    switch size {
    case .items(let count): min(max(0, count), population)
    case .plan(let plan): plan.items(of: population)
    }
  }

  /// Why a change is taken whatever the lot says; nil if it is not.
  private static func reason(_ change: ChangeSummary) -> String? {
    var reasons = change.kind == .emergency ? ["emergency"] : []
    var kinds = Set(change.exceptions.map(\.kind.rawValue))
    for result in change.results where result.outcome == .fail && result.exceptions.isEmpty {
      kinds.insert("\(result.test.rawValue) failed")
    }
    if !kinds.isEmpty { reasons.append("exceptions: " + kinds.sorted().joined(separator: ", ")) }
    return reasons.isEmpty ? nil : reasons.joined(separator: "; ")
  }

  private func stratum(of change: ChangeSummary) -> String {
    let type = change.kind?.rawValue ?? "no type"
    let risk = change.risk?.rawValue ?? "no risk"
    return switch stratification {
    case .typeAndRisk: "\(type), \(risk)"
    case .type: type
    case .risk: risk
    case .system: change.systems.min(by: precedes) ?? "no system"
    }
  }
}

/// A change as the lot sees it.
private struct Candidate: Comparable {
  let id: String
  let rank: [UInt8]

  init(_ id: String, seed: String) {
    self.id = id
    rank = sha256(of: Array(seed.utf8) + [UInt8(ascii: "\n")] + Array(id.utf8)).bytes
  }

  static func < (left: Candidate, right: Candidate) -> Bool {
    if left.rank == right.rank { return precedes(left.id, right.id) }
    return left.rank.lexicographicallyPrecedes(right.rank)
  }
}

/// Whether a text comes before another by its bytes, as `LC_ALL=C sort` has it.
private func precedes(_ left: String, _ right: String) -> Bool {
  left.utf8.lexicographicallyPrecedes(right.utf8)
}

extension Sampler {
  /// How it is drawn, in words that allow to do it by hand.
  private var method: String {
    let strata =
      switch stratification {
      case .typeAndRisk: "type and risk"
      case .type: "type"
      case .risk: "risk"
      case .system: "system, a change of several belonging to the first in the order of bytes"
      }
    return """
      Emergencies and changes with an exception are all taken. The others are parted by \(strata); \
      each stratum gets items in proportion to its size, what is left over going to the largest \
      remainders (of equal ones to the first by name), and a stratum left with none gets one from \
      the stratum that has most, if there are as many items as strata. Within a stratum changes are \
      ranked by the SHA-256 of seed, line feed and id, and the lowest are taken: \
      printf '%s\\n%s' SEED ID | sha256sum
      """
  }

  private func words(_ wanted: Int, of population: Int, beside others: Int) -> String {
    let lot =
      switch size {
      case _ where wanted == population: "all \(population) that could be drawn by lot"
      case .items: "\(wanted) of \(population) by lot, as asked for"
      case .plan(let plan):
        "\(wanted) of \(population) by lot: \(plan.words(for: population))"
      }
    return "\(lot); and all \(others) emergencies and changes with an exception"
  }
}
