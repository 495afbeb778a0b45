internal import Acts
internal import ArgumentParser
internal import Decision
internal import Ledger
internal import Primitives
internal import Reporting

/// `assent status`: where every change stands.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show the stage and the gate of changes.")

  @Argument(help: "The ids of the changes; all without one.", completion: .changes)
  var ids: [String] = []

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var standpoint: StandpointOptions

  func run() throws {
    let session = try Session(repository, standpoint)
    let known = session.history.changes.values.filter { !$0.versions.isEmpty }.map(\.id)
    // The process ends with its result; taking the history apart first would only cost time.
    _ = Unmanaged.passRetained(session.history)
    let wanted = ids.isEmpty ? known.sorted() : ids.sorted()
    switch repository.format {
    case .json:
      let json = VerdictJSON(engine: engine)
      let written = try session.verdicts(wanted) { json.verdict($0).written }
      Terminal.result(json.status(written).line)
    case .text:
      let verdicts = try session.verdicts(wanted) { $0 }
      Terminal.result(VerdictText(hasColour: Terminal.hasColour).status(verdicts))
      remarkOnNearMisses(session)
    }
  }

  private func remarkOnNearMisses(_ session: Session) {
    for located in session.reading.strayNearMisses {
      Terminal.remark(
        "remark: commit \(located.commit.short) has a line that looks like an act and is none "
          + "(\(located.nearMiss.code.rawValue)): \(located.nearMiss.line)")
    }
  }
}
