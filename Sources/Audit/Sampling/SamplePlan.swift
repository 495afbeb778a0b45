/// What a sample is to show: with what confidence, that which share is not reached, and how many of
/// its items may deviate.
package struct SamplePlan: Hashable, Sendable {
  package let confidence: Percentage
  package let tolerable: Percentage
  package let deviations: Int

  /// Takes what `SampleSize` can reckon with; throws what is wrong with anything else.
  package init(confidence: Percentage, tolerable: Percentage, deviations: Int = 0)
    throws(SampleSize.Fault)
  {
    _ = try SampleSize(confidence: confidence).items(tolerable: tolerable, deviations: deviations)
    (self.confidence, self.tolerable, self.deviations) = (confidence, tolerable, deviations)
  }

  /// How many items of a population it takes: all of them where fewer cannot show it.
  func items(of population: Int) -> Int {
    let items = try? SampleSize(confidence: confidence, population: population)
      .items(tolerable: tolerable, deviations: deviations)
    return items ?? population
  }

  /// What the items show, in words.
  func words(for population: Int) -> String {
    """
    if no more than \(deviations) of them deviate, fewer than \(tolerable) % of these \(population) \
    do, with \(confidence) % confidence (hypergeometric, as for a simple random sample)
    """
  }
}
