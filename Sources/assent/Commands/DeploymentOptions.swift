internal import ArgumentParser
internal import Ledger
internal import Primitives

/// Options that make the gate's question one about a deployment.
struct DeploymentOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Judge the deployment of --commit where this commit runs now.", valueName: "id"))
  var since: String?

  @Option(
    name: .customLong("change"), parsing: .singleValue,
    help: ArgumentHelp("Add a change that no commit links.", valueName: "id"), completion: .changes)
  var changes: [String] = []

  @Option(
    help: ArgumentHelp("Leave out changes that do not affect this system.", valueName: "system"),
    completion: .systems)
  var system: String?

  @Option(
    help: ArgumentHelp("The clone that holds the code; this repository without.", valueName: "path")
  )
  var code: String?

  @Option(
    name: .customLong("repository"),
    help: ArgumentHelp(
      "Which entry of `code` in policies/assent.yaml is asked about.", valueName: "name"))
  var governed: String?

  /// The first of the options that ask about a deployment alone and were given; nil if none was.
  var given: String? {
    if !changes.isEmpty { return "--change" }
    if system != nil { return "--system" }
    if code != nil { return "--code" }
    return governed == nil ? nil : "--repository"
  }
}
