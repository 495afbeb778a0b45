import Foundation
import TestSupport
import Testing

/// What a shell offers when somebody presses the tabulator.
struct CompletionTests {
  /// The script, which takes a while to make.
  private static let script = Result {
    try Assent.run(["--generate-completion-script", "bash"], in: "/", home: "/").text
  }

  /// Asks bash to complete the last of some words.
  private static func offers(
    _ words: [String], in repository: ScratchFolder
  ) throws -> [String] {
    let program = """
      eval "$(cat)"
      COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
      _assent assent "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let folder = (try Assent.binary() as NSString).deletingLastPathComponent
    var environment = CleanEnvironment.variables(home: repository.path)
    environment["PATH"] = folder + ":" + (environment["PATH"] ?? "/usr/bin:/bin")
    let outcome = try Command.run(
      "/bin/bash", ["-c", program, "bash"] + words, in: repository.path,
      environment: environment, input: Data(try script.get().utf8))
    #expect(outcome.errors.isEmpty, "\(outcome.errorText)")
    return outcome.text.split(separator: "\n").map(String.init)
  }

  private static func repository() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    for (path, text) in [
      ("changes/2025/CHG-2025-0007.yaml", ""), ("changes/2026/CHG-2026-7F3K.yaml", ""),
      ("changes/CHG-2026-7G00.yaml", ""), ("changes/2026/notes.yaml", ""),
      ("changes/evidence/CHG-2026-7F3K/CHG-2026-7F3Z.yaml", ""),
      (
        "policies/people.yaml",
        """
        people: {ana.ruiz: {}, bo.chen: {}, "$(touch pwned)": {}, "`touch pwned`": {}}
        roles: {security: [bo.chen], "a;touch pwned": []}
        """
      ),
      ("policies/assent.yaml", ""), ("policies/systems.yaml", "systems: {claims-db: {}}"),
      ("policies/calendar.yaml", "freezes: [{id: year-end}, {id: [x]}, {}]"),
    ] {
      let place = "\(folder.path)/\(path)"
      try FileManager.default.createDirectory(
        atPath: (place as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try text.write(toFile: place, atomically: true, encoding: .utf8)
    }
    return folder
  }

  @Test(arguments: [
    (["gate", "CHG"], ["CHG-2026-7F3K", "CHG-2026-7G00", "CHG-2025-0007"]),
    (["approve", "CHG-2026-7G00", "CHG-2026-7F"], ["CHG-2026-7F3K"]),
    (["explain", "CHG-2025"], ["CHG-2025-0007"]),
    (["approve", "--role", "s"], ["security", "system-owner(claims-db)"]),
    (["new", "--requester", ""], ["ana.ruiz", "bo.chen"]),
    (["new", "--system", "c"], ["claims-db"]),
    (["new", "--type", "e"], ["emergency"]),
    (["except", "--freeze", ""], ["year-end"]),
    (["schema", "p"], ["people", "policy", "policy-test"]),
    (["rule", "owners-l"], ["owners-locked-out"]),
    (["lint", "--stage", "ass"], ["assessed"]),
    (["policy", "person", "re"], ["retire", "replace-key"]),
  ])
  func `a shell offers what could be meant`(_ words: [String], _ offers: [String]) throws {
    let repository = try Self.repository()
    let found = try Self.offers(["assent"] + words, in: repository)
    #expect(found.sorted() == offers.sorted())
    #expect(!FileManager.default.fileExists(atPath: "\(repository.path)/pwned"))
  }

  @Test func `nothing is offered where nothing can be read`() throws {
    let folder = try ScratchFolder()
    #expect(try Self.offers(["assent", "gate", "CHG"], in: folder) == [])
    #expect(try Self.offers(["assent", "new", "--requester", ""], in: folder) == [])
  }

  @Test func `-C says where to look`() throws {
    let (repository, elsewhere) = (try Self.repository(), try ScratchFolder())
    let words = ["assent", "gate", "-C", repository.path, "CHG-2025"]
    #expect(try Self.offers(words, in: elsewhere) == ["CHG-2025-0007"])
  }
}
