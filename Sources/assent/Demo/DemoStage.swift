internal import Acting
internal import Acts
internal import ArgumentParser
internal import Decision
internal import Git
internal import Glibc
internal import Primitives

/// The scratch repository of the demo, and the voice that tells what happens in it.
final class DemoStage {
  let directory: String
  var repository: String { directory + "/repository" }
  private var keys: String { directory + "/keys" }

  private let program: Program
  private var chapter = 0

  /// Variables of the environment that would make Git work elsewhere, or at another time.
  private static let foreign = [
    "ASSENT_TRUST_ROOT", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY",
    "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_TEMPLATE_DIR", "GIT_AUTHOR_DATE",
    "GIT_COMMITTER_DATE", "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS", "GIT_CEILING_DIRECTORIES",
  ]

  /// Makes the repository and points this process's environment at it alone.
  init(in directory: String) throws {
    self.directory = directory
    program = try acting { () throws(ActingError) in try Program(named: "git") }
    for name in Self.foreign { unsetenv(name) }
    setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1)
    setenv("GIT_CONFIG_NOSYSTEM", "1", 1)
    try acting { () throws(ActingError) in try Files.makeDirectory(repository) }
    try git("init", "--quiet", "--initial-branch=main")
    // For whoever looks around afterwards.
    try git("config", "user.name", "Visitor")
    try git("config", "user.email", "visitor@harbourline.example")
    try git("config", "gpg.format", "ssh")
    try git("config", "advice.detachedHead", "false")
  }

  // MARK: Telling

  /// Begins a chapter.
  func chapter(_ title: String) {
    chapter += 1
    Terminal.result("\n\(chapter). \(title)\n")
  }

  /// Tells what a reader should know.
  func tell(_ text: String) { Terminal.result("   \(text)\n") }

  /// Shows a command as a visitor would type it.
  func show(_ words: [String]) {
    let line = words.map { $0.contains(" ") || $0.contains(";") ? "'\($0)'" : $0 }
    Terminal.result("   $ \(line.joined(separator: " "))\n")
  }

  // MARK: Git

  /// Runs Git in the repository; a failure ends the demo.
  @discardableResult
  func git(_ arguments: String..., input: String = "") throws -> String {
    let outcome = try acting { () throws(ActingError) in
      try program.run(["-C", repository] + arguments, input: Array(input.utf8))
    }
    guard outcome.status == 0 else {
      throw Failure(
        "demo", "git \(arguments.joined(separator: " ")): \(outcome.errorText)", exitStatus: 70)
    }
    return outcome.text
  }

  /// Makes Git write commits in a person's name.
  func become(_ person: String) {
    let name = person.split(separator: ".").map { $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined(separator: " ")
    for role in ["AUTHOR", "COMMITTER"] {
      setenv("GIT_\(role)_NAME", name, 1)
      setenv("GIT_\(role)_EMAIL", "\(person)@harbourline.example", 1)
    }
  }

  /// Writes a file into the work tree.
  func write(_ text: String, to path: String) throws {
    try acting { () throws(ActingError) in
      let folder = path.split(separator: "/").dropLast().joined(separator: "/")
      try Files.makeDirectory(repository + "/" + folder)
      try Files.write(text, to: repository + "/" + path, replacing: true)
    }
  }

  /// Commits everything in the work tree to the trunk, as the first commit does.
  func commitAll(_ subject: String, by person: String) throws {
    become(person)
    try git("add", "--all")
    try git("commit", "--quiet", "-m", subject)
  }

  /// Edits files on a branch and merges it as a pull request's button does.
  func pullRequest(
    _ branch: String, _ subject: String, by person: String, _ files: [SampleFile]
  ) throws {
    become(person)
    try git("switch", "--quiet", "-c", branch)
    for file in files { try write(file.text, to: file.path) }
    try commitAll(subject, by: person)
    try git("switch", "--quiet", "main")
    try merge(branch)
  }

  private func merge(_ branch: String) throws {
    become("deploy.bot")
    show(["git", "merge", "--no-ff", branch])
    try git("merge", "--quiet", "--no-ff", "-m", "Merge \(branch)", branch)
    try git("branch", "--quiet", "-D", branch)
  }

  // MARK: Acts

  /// Signs with an act command, in this process, and lands the act with a merge.
  func act(
    _ verb: String, _ id: String, by person: String, _ more: [String] = [], lands: Bool = true
  ) throws {
    let status = try attempt(verb, id, by: person, more)
    guard status == 0 else {
      throw Failure("demo", "\(person) could not \(verb) \(id)", exitStatus: 70)
    }
    if lands { try merge("assent/\(id)/\(person)") }
  }

  /// Lands what somebody signed earlier.
  func land(_ id: String, of person: String) throws { try merge("assent/\(id)/\(person)") }

  /// Tries an act that is expected to be refused.
  func refused(_ verb: String, _ id: String, by person: String, _ more: [String] = []) throws {
    let status = try attempt(verb, id, by: person, more)
    guard status == 1 else {
      throw Failure(
        "demo", "\(person) could \(verb) \(id): status \(status), not 1", exitStatus: 70)
    }
  }

  private func attempt(
    _ verb: String, _ id: String, by person: String, _ more: [String]
  ) throws -> Int32 {
    become(person)
    let words = ["assent", verb, id] + more
    show(words + ["--key", "../keys/\(person)"])
    let arguments = [verb, id, "-C", repository, "--key", "\(keys)/\(person)", "--yes"] + more
    let (status, written) = Terminal.capturing { Main.run(arguments) }
    let said = status == 0 ? written.result : written.remarks
    for line in said.split(separator: "\n").prefix(status == 0 ? 1 : 2) { tell("  \(line)") }
    return status
  }

  /// Makes an approval by hand, as somebody without the program would, and merges it.
  func approveByHand(
    _ id: String, role: String, by person: String, signed: Bool, path: String
  ) throws -> ObjectID {
    try byHand("Approve", id, "role=\(role)", by: person, signed: signed, path: path)
  }

  /// Makes an act by hand, past the program and its advice, and merges it.
  func byHand(
    _ verb: String, _ id: String, _ parameters: String, by person: String, signed: Bool = true,
    path: String
  ) throws -> ObjectID {
    become(person)
    let digest = try acting { () throws(ActingError) in
      try Program(named: "sha256sum").run(["\(repository)/\(path)"])
    }.text.prefix(64)
    let message = """
      \(verb) \(id)

      Change-\(verb): \(id); \(parameters); digest=sha256:\(digest)
      Change-Repository: harbourline/changes

      """
    let flags = signed ? ["-S"] : []
    try git("switch", "--quiet", "-c", "by-hand")
    show(["git", "commit", "--allow-empty"] + flags + ["-m", "\(verb) …"])
    let outcome = try acting { () throws(ActingError) in
      try program.run(
        [
          "-C", repository, "-c", "user.signingkey=\(keys)/\(person)", "commit", "--quiet",
          "--allow-empty", "-F", "-",
        ] + flags, input: Array(message.utf8))
    }
    guard outcome.status == 0, let commit = ObjectID(try git("rev-parse", "HEAD")) else {
      throw Failure("demo", "git commit: \(outcome.errorText)", exitStatus: 70)
    }
    try git("switch", "--quiet", "main")
    try merge("by-hand")
    return commit
  }

  // MARK: Asking

  /// Asks the gate and ends the demo if the answer is another.
  func gate(_ id: String, _ more: [String], says expected: GateDecision) throws {
    show(["assent", "gate", id] + more)
    let (status, written) = Terminal.capturing {
      Main.run(["gate", id, "-C", repository] + more)
    }
    let verdict = try verdict(id)
    let reasons = more.isEmpty || expected == .allowed ? [] : verdict.gate.reasons
    let why = reasons.first.map { ": \($0.message)" } ?? ""
    tell("  \(expected.rawValue)\(why) (exit status \(status))")
    guard status == expected.exitStatus else {
      throw Failure(
        "demo",
        "the gate answered \(status), not \(expected.exitStatus): \(written.result)"
          + written.remarks, exitStatus: 70)
    }
  }

  /// Tells why an act does not count, and ends the demo if the reason is another.
  func explain(_ commit: ObjectID, on id: String, says expected: ActReason) throws {
    show(["assent", "explain", id])
    let found = try verdict(id).acts.first { $0.act.id == commit }
    tell("  approve in \(commit.short): not counted, \(found?.reason?.rawValue ?? "counted")")
    guard found?.reason == expected else {
      throw Failure("demo", "the act in \(commit.short) has another reason", exitStatus: 70)
    }
  }

  /// The verdict on a change as it stands.
  func verdict(_ id: String) throws -> Verdict {
    let options = try RepositoryOptions.parse(["-C", repository])
    return try Session(options, try StandpointOptions.parse([])).verdict(id)
  }
}
