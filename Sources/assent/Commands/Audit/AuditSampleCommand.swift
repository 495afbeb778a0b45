internal import ArgumentParser
internal import Audit
internal import EvidencePack
internal import Reporting

/// `assent audit sample`: the changes that an auditor looks at, drawn so that anybody can draw them
/// again.
struct AuditSampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Draw the changes of a period that are looked at by hand.",
    discussion: """
      Emergencies and changes with an exception are all taken; the others are drawn by lot, stratum \
      by stratum. The same history, period and seed give the same sample, and so does a report with \
      the same options. Exit status: 0 drawn, 3 cannot be decided, 4 no change in the period.
      """)

  /// How a sample is written.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, csv, json
  }

  @OptionGroup var scope: AuditScopeOptions
  @OptionGroup(title: "The sample") var sample: AuditSampleOptions
  @OptionGroup(title: "Evidence from outside") var evidence: AuditEvidenceOptions

  @Option(help: "How the sample is written.")
  var format: Format = .text

  @OptionGroup var place: PlaceOptions

  func run() throws {
    Memory.takeLargePieces()
    Interruption.take()
    var run = try AuditRun(try AuditInputs(place, scope, evidence, sample))
    let report = try run.report()
    guard let sample = report.sample, !report.population.ids.isEmpty else {
      throw Failure(
        "nothing-to-audit",
        "no change was \(scope.by.rawValue) from \(report.scope.period.from) up to "
          + "\(report.scope.period.until)", hint: "ask for another period, or for --by created",
        exitStatus: 4)
    }
    let listing = SampleListing(sample: sample, population: report.population.ids.count)
    switch format {
    case .text: Terminal.result(listing.text)
    case .json: Terminal.result(listing.json.line)
    case .csv:
      Terminal.result(
        String(decoding: CSVFile.file(.sample, of: report).bytes, as: UTF8.self))
    }
  }
}
