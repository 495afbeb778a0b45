/// The chance of few deviations among the items of a sample: exact sums, no approximation.
enum Tail {
  /// The chance of at most `deviations` among `items` drawn from a population so large that drawing
  /// does not change it, of which a share of `rate` deviates.
  static func binomial(items: Int, deviations: Int, rate: Double) -> ScaledNumber {
    guard deviations < items else { return ScaledNumber(1) }
    guard rate > 0 else { return ScaledNumber(1) }
    guard rate < 1 else { return ScaledNumber(0) }
    var term = ScaledNumber.power(1 - rate, items)
    var sum = term
    let odds = rate / (1 - rate)
    for index in 0..<max(0, deviations) {
      term *= Double(items - index) / Double(index + 1) * odds
      sum += term
    }
    return sum
  }

  /// The chance of at most `deviations` among `items` drawn, without putting back, from `population`
  /// items of which `deviating` deviate.
  ///
  /// Takes as many steps as there are items.
  static func hypergeometric(population: Int, deviating: Int, items: Int, deviations: Int)
    -> ScaledNumber
  {
    let sound = population - deviating
    // With more items than there are sound ones, some deviate for certain.
    let fewest = max(0, items - sound)
    guard deviations >= fewest else { return ScaledNumber(0) }
    guard deviations < min(items, deviating) else { return ScaledNumber(1) }
    var term = ScaledNumber(1)
    if fewest == 0 {
      for index in 0..<items { term *= Double(sound - index) / Double(population - index) }
    } else {
      // All the sound ones are among the items: the same chance, seen from the other side.
      for index in 0..<sound { term *= Double(items - index) / Double(population - index) }
    }
    var sum = term
    for index in fewest..<deviations {
      let next = Double(deviating - index) * Double(items - index)
      term *= next / (Double(index + 1) * Double(sound - items + index + 1))
      sum += term
    }
    return sum
  }
}
