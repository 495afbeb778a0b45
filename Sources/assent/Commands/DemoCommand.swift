internal import Acting
internal import ArgumentParser
internal import Glibc

/// `assent demo`: a scratch repository in which everything happens for real.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Play changes through in a scratch repository, with real keys.",
    discussion: """
      Makes a repository of the sample organisation with fresh SSH keys, signs real acts with the \
      act commands, shows what the gate says, and audits all of it. Ends with a failure if any \
      answer is not the expected one.
      """)

  @Option(help: ArgumentHelp("Where to make it; a temporary directory.", valueName: "dir"))
  var directory: String?

  func run() throws {
    let directory = try place()
    Terminal.result("A scratch repository in \(directory)\n")
    let stage = try DemoStage(in: directory)
    let organisation = try DemoOrganisation(keysIn: directory + "/keys")
    for file in organisation.files { try stage.write(file.text, to: file.path) }
    try stage.commitAll("Agree on a policy", by: "ada.lane")
    let root = try stage.git("rev-parse", "HEAD")
    setenv("ASSENT_TRUST_ROOT", root, 1)
    var story = try DemoStory(stage, now: Clock.now())
    try story.play()
    Terminal.result(farewell(stage.repository, root))
  }

  private func farewell(_ repository: String, _ root: String) -> String {
    """

    All answers were as expected. Look around:
      cd \(repository) && export ASSENT_TRUST_ROOT=\(root)
      assent explain \(DemoStory.main)
      assent status
      assent assess \(DemoStory.waiting) --key ../keys/kai.lorenz
      assent audit verify ../\(DemoStory.pack)
    The records are in changes/2026/, the rules in policies/, everybody's keys in ../keys/.

    """
  }

  /// The directory given, which must be empty, or a fresh one.
  private func place() throws -> String {
    if let directory {
      try acting { () throws(ActingError) in try Files.makeDirectory(directory) }
      guard rmdir(directory) == 0 else {
        throw Failure(
          "exists", "\(directory) is not empty", hint: "name a new directory", exitStatus: 2)
      }
      try acting { () throws(ActingError) in try Files.makeDirectory(directory) }
      return Files.resolved(directory) ?? directory
    }
    let parent = Terminal.environment("TMPDIR") ?? "/tmp"
    var template = Array("\(parent)/assent-demo-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Failure("file", "no directory can be made in \(parent)", exitStatus: 2)
    }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return Files.resolved(path) ?? path
  }
}
