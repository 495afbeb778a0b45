/// How many items say how much: the arithmetic of attribute sampling, one-sided and exact.
///
/// A population of unknown or great size is reckoned with the binomial distribution, one of known
/// size with the hypergeometric, in which nothing is drawn twice. The tables of auditing guides are
/// this, rounded: GAO's Financial Audit Manual, figure 450.1, says 45 items for 90 % and 5 %.
package struct SampleSize: Hashable, Sendable {
  /// Why there is no answer.
  package enum Fault: Error, Hashable, Sendable {
    /// Fewer than one, or more than `mostPopulation`.
    case population
    /// Less than 50 %.
    case confidence
    /// Less than 0.1 %.
    case tolerable
    /// Negative, or more than `mostDeviations` or than there are items.
    case deviations
    /// None, more than `mostItems`, or more than the population has.
    case items
    /// So many deviations are allowed that a population as bad as may not be tolerated could have
    /// no more.
    case impossible

    /// One sentence that names the bounds.
    package var message: String {
      switch self {
      case .population: "a population has 1 to \(SampleSize.mostPopulation) items"
      case .confidence: "the confidence is at least 50 % and less than 100 %"
      case .tolerable: "the tolerable rate is at least 0.1 % and less than 100 %"
      case .deviations:
        "0 to \(SampleSize.mostDeviations) deviations, and no more than items, can be reckoned with"
      case .items:
        "a sample has 1 to \(SampleSize.mostItems) items, and no more than the population"
      case .impossible:
        "no sample can show it: so many deviations are more than may be tolerated in all"
      }
    }
  }

  /// Ten million.
  package static let mostPopulation = 10_000_000
  package static let mostDeviations = 100
  package static let mostItems = 100_000

  /// How sure one wants to be.
  package let confidence: Percentage
  /// The size of the population; nil for a large one.
  package let population: Int?

  package init(confidence: Percentage, population: Int? = nil) throws(Fault) {
    guard confidence.millionths >= 500_000 else { throw .confidence }
    if let population, !(1...Self.mostPopulation).contains(population) { throw .population }
    self.confidence = confidence
    self.population = population
  }

  /// The fewest items that show, if no more than `deviations` of them deviate, that a smaller share
  /// than `tolerable` of the population deviates.
  package func items(tolerable: Percentage, deviations: Int = 0) throws(Fault) -> Int {
    guard tolerable.millionths >= 1000 else { throw .tolerable }
    guard (0...Self.mostDeviations).contains(deviations) else { throw .deviations }
    guard let population else {
      return Self.first(from: deviations + 1) { items in
        isEnough(
          Tail.binomial(items: items, deviations: deviations, rate: tolerable.share))
      }
    }
    let deviating = Self.leastIntolerable(tolerable, of: population)
    guard deviations < deviating else { throw .impossible }
    return Self.first(from: deviations + 1, to: population) { items in
      isEnough(
        Tail.hypergeometric(
          population: population, deviating: deviating, items: items, deviations: deviations))
    }
  }

  /// The highest share of the population, between nought and one, that may deviate although no more
  /// than `deviations` of `items` did (Clopper and Pearson, one-sided).
  ///
  /// Of a known population it is a whole number of its items.
  package func upperLimit(items: Int, deviations: Int) throws(Fault) -> Double {
    guard (1...Self.mostItems).contains(items), items <= population ?? items else { throw .items }
    guard (0...min(items, Self.mostDeviations)).contains(deviations) else { throw .deviations }
    guard let population else { return largeLimit(items: items, deviations: deviations) }
    let most = population - (items - deviations)
    // The first count that the sample rules out; all above it are ruled out with it.
    let excluded = Self.first(from: deviations + 1, to: most + 1) { deviating in
      deviating > most
        || isEnough(
          Tail.hypergeometric(
            population: population, deviating: deviating, items: items, deviations: deviations))
    }
    return Double(excluded - 1) / Double(population)
  }

  private func largeLimit(items: Int, deviations: Int) -> Double {
    guard deviations < items else { return 1 }
    var (low, high) = (0.0, 1.0)
    // Twice as many halvings as a double has digits.
    for _ in 0..<106 {
      let middle = (low + high) / 2
      let chance = Tail.binomial(items: items, deviations: deviations, rate: middle)
      if chance.value > confidence.rest { low = middle } else { high = middle }
    }
    return high
  }

  /// The fewest deviating items of a population that are `tolerable` percent or more.
  static func leastIntolerable(_ tolerable: Percentage, of population: Int) -> Int {
    (tolerable.millionths * population + 999_999) / 1_000_000
  }

  /// Whether a chance is small enough for the confidence.
  ///
  /// Where the two are equal it is; the billionth makes up for rounding, which stays far below it.
  private func isEnough(_ chance: ScaledNumber) -> Bool {
    chance.value <= confidence.rest * (1 + 1e-9)
  }

  /// The first number for which something holds that then goes on holding.
  private static func first(from: Int, to end: Int = .max, holds: (Int) -> Bool) -> Int {
    var (low, step) = (from, 1)
    while low < end, !holds(min(low + step - 1, end)) {
      low = min(low + step - 1, end) + 1
      step *= 2
    }
    var high = min(low + step - 1, end)
    while low < high {
      let middle = low + (high - low) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
