internal import ArgumentParser
internal import Glibc
internal import LanguageServer
internal import Records

/// `assent lsp`: a language server for editors.
struct LanguageServerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Answer editors: findings as you type, completion, explanations.",
    discussion: """
      Speaks the Language Server Protocol over standard input and output; editors start it. \
      Documentation/editors.md says how to set them up. Exit status: 0 after `shutdown`, else 1.
      """)

  @Option(help: ArgumentHelp("Ask for what a record needs up to this stage.", valueName: "stage"))
  var stage: Stage = .approved

  @ArgumentParser.Flag(help: "Speak over standard input and output, which is so without it too.")
  var stdio = false

  func run() throws {
    guard isatty(STDIN_FILENO) == 0 else {
      throw Failure(
        "usage", "`assent lsp` speaks with an editor, not with a person",
        hint: "set up the editor as Documentation/editors.md says", exitStatus: 2)
    }
    // A client that goes away is seen by the failing write.
    signal(SIGPIPE, SIG_IGN)
    let parts = engine.split(separator: " ").map(String.init)
    let server = Server(
      host: Machine(stage: stage), name: parts.first ?? engine, version: parts.last ?? engine)
    var session = LanguageSession(server: server)
    throw Exit(status: session.run())
  }
}
