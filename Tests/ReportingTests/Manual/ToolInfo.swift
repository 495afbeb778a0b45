import Foundation
import TestSupport

/// What the command line says of itself: `--experimental-dump-help`.
struct ToolInfo {
  let command: CommandInfo

  init() throws {
    let folder = try ScratchFolder()
    let outcome = try Assent.run(["--experimental-dump-help"], in: "/", home: folder.path)
    command = CommandInfo(try JSON(parsing: outcome.output)["command"], above: [])
  }
}

/// One command.
struct CommandInfo {
  /// The words that call it: `assent`, `policy`, `person`.
  let words: [String]
  let abstract: String
  let discussion: String?
  let arguments: [ArgumentInfo]
  let subcommands: [CommandInfo]

  init(_ json: JSON, above: [String]) {
    let words = above + [json["commandName"].string ?? ""]
    self.words = words
    abstract = json["abstract"].string ?? ""
    discussion = json["discussion"].string
    arguments = json["arguments"].elements.map(ArgumentInfo.init).filter(\.isShown)
    subcommands = json["subcommands"].elements.filter { $0["commandName"].string != "help" }
      .map { CommandInfo($0, above: words) }
  }
}

/// An argument, an option or a flag.
struct ArgumentInfo {
  /// As they are written, such as `-h` and `--help`; none of an argument that stands by itself.
  let names: [String]
  let valueName: String
  let isFlag: Bool
  let isOptional: Bool
  let isRepeating: Bool
  let isShown: Bool
  let abstract: String
  let discussion: String?
  let values: [String]
  let standard: String?

  init(_ json: JSON) {
    let names = json["names"].elements.map { name in
      (name["kind"].string == "short" ? "-" : "--") + (name["name"].string ?? "")
    }
    self.names = names
    valueName = json["valueName"].string ?? ""
    isFlag = json["kind"].string == "flag"
    isOptional = json["isOptional"].bool ?? true
    isRepeating = json["isRepeating"].bool ?? false
    let isOfEveryCommand = names.contains("--version") || names.contains("--help")
    isShown = json["shouldDisplay"].bool ?? true && !isOfEveryCommand
    abstract = json["abstract"].string ?? ""
    discussion = json["discussion"].string
    values = json["allValues"].elements.compactMap(\.string)
    standard = json["defaultValue"].string
  }
}
