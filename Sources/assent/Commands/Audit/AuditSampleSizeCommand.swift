internal import ArgumentParser
internal import Audit
internal import Reporting

/// `assent audit sample-size`: how many items say how much. Asks no repository.
struct AuditSampleSizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample-size",
    abstract: "Reckon how many items a sample needs, or what a sample shows.",
    discussion: """
      Exact and one-sided: by the hypergeometric distribution for a population of known size, by the \
      binomial for a large one. With --items it says what a sample shows that was already taken.
      """)

  @Option(
    help: ArgumentHelp("How many items there are in all; a large number.", valueName: "number"))
  var population: Int?

  @Option(help: ArgumentHelp("How sure to be.", valueName: "percent"))
  var confidence: String = AuditSampling.usualConfidence

  @Option(
    help: ArgumentHelp("Which rate of deviations has to be ruled out; 5.", valueName: "percent"))
  var tolerable: String?

  @Option(help: ArgumentHelp("How many items may deviate, or did.", valueName: "number"))
  var deviations: Int = 0

  @Option(help: ArgumentHelp("How many items were looked at.", valueName: "number"))
  var items: Int?

  @Option(help: "How the result is written.")
  var format: OutputFormat = .text

  func validate() throws {
    guard items == nil || tolerable == nil else {
      throw ValidationError("--items asks what is shown, --tolerable asks for items: give one")
    }
  }

  func run() throws {
    let confidence = try AuditSampling.percentage(confidence, "--confidence")
    do throws(SampleSize.Fault) {
      let size = try SampleSize(confidence: confidence, population: population)
      let text: SampleSizeText
      if let items {
        text = SampleSizeText(
          size: size, tolerable: nil, items: items, deviations: deviations,
          limit: try size.upperLimit(items: items, deviations: deviations))
      } else {
        text = try planned(size)
      }
      Terminal.result(format == .json ? text.json.line : text.text)
    } catch {
      throw Failure(error)
    }
  }

  private func planned(_ size: SampleSize) throws(SampleSize.Fault) -> SampleSizeText {
    guard let rate = Percentage(tolerable ?? AuditSampling.usualTolerable) else {
      throw .tolerable
    }
    let items = try size.items(tolerable: rate, deviations: deviations)
    // A larger number of items than the limit can be reckoned with needs no limit.
    let limit = try? size.upperLimit(items: items, deviations: deviations)
    return SampleSizeText(
      size: size, tolerable: rate, items: items, deviations: deviations, limit: limit)
  }
}
