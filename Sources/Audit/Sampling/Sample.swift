/// A sample that anybody can draw again from its seed.
package struct Sample: Hashable, Sendable {
  package struct Item: Hashable, Sendable {
    package let change: String
    package let stratum: String
    /// Whether it is there for what it is rather than by lot, and why.
    package let reason: String

    package init(change: String, stratum: String, reason: String) {
      self.change = change
      self.stratum = stratum
      self.reason = reason
    }
  }

  package struct Stratum: Hashable, Sendable {
    package let name: String
    package let population: Int
    package let drawn: Int

    package init(name: String, population: Int, drawn: Int) {
      self.name = name
      self.population = population
      self.drawn = drawn
    }
  }

  package var seed: String
  /// How it was drawn, in words that allow to draw it again by hand.
  package var method: String
  /// Why there are so many items, in words.
  package var size: String
  package var strata: [Stratum]
  /// Sorted by id.
  package var items: [Item]

  package init(
    seed: String, method: String, size: String, strata: [Stratum], items: [Item]
  ) {
    self.seed = seed
    self.method = method
    self.size = size
    self.strata = strata
    self.items = items
  }
}
