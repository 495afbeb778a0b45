/// A page of the manual, made from what the command line says of itself.
struct ManualPage {
  /// The name of its file, without the section: `assent-gate`.
  let name: String
  /// The page itself.
  let text: String

  /// The page of a command below `assent`, with the commands below it.
  init(of command: CommandInfo) {
    name = command.words.joined(separator: "-")
    var page = Mdoc()
    Self.head(name, command.abstract, &page)
    page.macro("Sh", "SYNOPSIS")
    Self.synopsis(command, &page)
    page.macro("Sh", "DESCRIPTION")
    Self.describe(command, &page)
    for subcommand in Self.all(below: command) {
      page.macro("Ss", subcommand.words.joined(separator: " "))
      Self.describe(subcommand, &page)
    }
    page.macro("Sh", "EXIT STATUS")
    page.raw("See")
    page.raw(".Xr assent 1 .")
    page.macro("Sh", "SEE ALSO")
    page.raw(".Xr assent 1 ,\n.Xr git 1")
    text = page.text
  }

  /// The page of the program.
  init(ofProgram program: CommandInfo) {
    name = "assent"
    var page = Mdoc()
    Self.head(name, "changes as code", &page)
    page.macro("Sh", "SYNOPSIS")
    page.raw(".Nm\n.Ar command\n.Op Ar options\n.Nm Cm help\n.Op Ar command\n.Nm git assent")
    page.raw(".Ar command\n.Op Ar options")
    page.macro("Sh", "DESCRIPTION")
    page.paragraph(program.discussion ?? program.abstract)
    page.raw(".Pp\nEach command has a page of its own:")
    page.raw(".Bl -tag -width Ds")
    for command in program.subcommands {
      page.raw(".It Xr \(command.words.joined(separator: "-")) 1")
      page.paragraph(command.abstract)
    }
    page.raw(".El\n.Pp\nEvery command takes")
    page.raw(".Fl -help\nand explains itself;\n.Fl -version\nnames the program.")
    for section in ManualText.sections {
      page.macro("Sh", section.title)
      page.raw(section.body)
    }
    text = page.text
  }

  private static func head(_ name: String, _ abstract: String, _ page: inout Mdoc) {
    page.raw(".\\\" Made from the command line's own description: edit that.")
    page.raw(".Dd \(ManualText.date)")
    page.raw(".Dt \(name.uppercased()) 1\n.Os")
    page.macro("Sh", "NAME")
    page.raw(".Nm \(name)")
    let plain = abstract.hasSuffix(".") ? String(abstract.dropLast()) : abstract
    page.raw(".Nd \(Mdoc.escaped(plain.prefix(1).lowercased() + plain.dropFirst()))")
  }

  private static func all(below command: CommandInfo) -> [CommandInfo] {
    command.subcommands.flatMap { $0.subcommands.isEmpty ? [$0] : all(below: $0) }
  }

  // MARK: One command

  private static func synopsis(_ command: CommandInfo, _ page: inout Mdoc) {
    guard command.subcommands.isEmpty else {
      for subcommand in all(below: command) { synopsis(subcommand, &page) }
      return
    }
    page.raw(".Nm \(command.words.joined(separator: " "))")
    let hasOptions = command.arguments.contains { !$0.names.isEmpty && $0.isOptional }
    if hasOptions { page.raw(".Op Ar options") }
    for argument in command.arguments where !argument.names.isEmpty && !argument.isOptional {
      page.raw("." + written(argument))
    }
    for argument in command.arguments where argument.names.isEmpty {
      let words = "Ar \(Mdoc.argument(argument.valueName))" + (argument.isRepeating ? " ..." : "")
      page.raw(argument.isOptional ? ".Op \(words)" : ".\(words)")
    }
  }

  private static func describe(_ command: CommandInfo, _ page: inout Mdoc) {
    page.paragraph(command.abstract)
    if let discussion = command.discussion {
      page.raw(".Pp")
      page.paragraph(discussion)
    }
    guard command.subcommands.isEmpty, !command.arguments.isEmpty else { return }
    page.raw(".Bl -tag -width Ds")
    for argument in command.arguments { item(argument, &page) }
    page.raw(".El")
  }

  private static func item(_ argument: ArgumentInfo, _ page: inout Mdoc) {
    page.raw(".It \(written(argument))")
    page.paragraph(argument.abstract)
    if let discussion = argument.discussion { page.paragraph(discussion) }
    if !argument.values.isEmpty {
      page.paragraph("One of \(argument.values.map { "`\($0)`" }.joined(separator: ", ")).")
    }
    if let standard = argument.standard, !standard.isEmpty {
      page.paragraph("Without it, `\(standard)`.")
    }
  }

  /// `Fl C Ar path`, `Fl -format Ar format` or `Ar ids`.
  private static func written(_ argument: ArgumentInfo) -> String {
    let value = "Ar \(Mdoc.argument(argument.valueName))"
    guard !argument.names.isEmpty else { return value }
    let names = argument.names.map { name in
      "Fl \(name.dropFirst())" + (argument.isFlag ? "" : " \(value)")
    }
    return names.joined(separator: " , ")
  }
}
