internal import ArgumentParser
internal import Decision
internal import Reporting

/// `assent explain`: why a change stands where it stands, and what comes next.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show why a change stands where it stands, and every act that does not count.")

  @Argument(help: "The id of the change.")
  var id: String

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var standpoint: StandpointOptions

  func run() throws {
    let session = try Session(repository, standpoint)
    let verdict = try session.verdict(id)
    switch repository.format {
    case .json: Terminal.result(VerdictJSON(engine: engine).verdict(verdict).line)
    case .text: Terminal.result(VerdictText(hasColour: Terminal.hasColour).explanation(verdict))
    }
  }
}
