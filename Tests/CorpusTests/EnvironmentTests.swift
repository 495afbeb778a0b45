import Corpus
import Foundation
import TestSupport
import Testing

/// What whoever starts the program can put into its environment.
struct EnvironmentTests {
  struct Variables: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// By name; `OTHER` stands for a repository in which the gate is open, `HOME` for the home.
    let values: [String: String]

    init(_ name: String, _ values: [String: String]) {
      testDescription = name
      self.values = values
    }
  }

  static let variables = [
    Variables("GIT_DIR", ["GIT_DIR": "OTHER"]),
    Variables("GIT_DIR and GIT_WORK_TREE", ["GIT_DIR": "OTHER", "GIT_WORK_TREE": "HOME"]),
    Variables("GIT_COMMON_DIR", ["GIT_COMMON_DIR": "OTHER"]),
    Variables("GIT_OBJECT_DIRECTORY", ["GIT_OBJECT_DIRECTORY": "OTHER/objects"]),
    Variables(
      "GIT_ALTERNATE_OBJECT_DIRECTORIES", ["GIT_ALTERNATE_OBJECT_DIRECTORIES": "OTHER/objects"]),
    Variables("GIT_NAMESPACE", ["GIT_NAMESPACE": "evil"]),
    Variables("GIT_REPLACE_REF_BASE", ["GIT_REPLACE_REF_BASE": "refs/heads/"]),
    Variables("GIT_GRAFT_FILE", ["GIT_GRAFT_FILE": "HOME/grafts"]),
    Variables("GIT_SHALLOW_FILE", ["GIT_SHALLOW_FILE": "HOME/grafts"]),
    Variables("GIT_INDEX_FILE", ["GIT_INDEX_FILE": "HOME/grafts"]),
    Variables("GIT_CEILING_DIRECTORIES", ["GIT_CEILING_DIRECTORIES": "/"]),
    Variables(
      "GIT_CONFIG_COUNT",
      [
        "GIT_CONFIG_COUNT": "2", "GIT_CONFIG_KEY_0": "gpg.ssh.program",
        "GIT_CONFIG_VALUE_0": "/bin/true", "GIT_CONFIG_KEY_1": "extensions.objectformat",
        "GIT_CONFIG_VALUE_1": "sha256",
      ]),
    Variables("GIT_CONFIG_PARAMETERS", ["GIT_CONFIG_PARAMETERS": "'log.mailmap=true'"]),
    Variables("a home of its own", ["GIT_CONFIG_GLOBAL": "HOME/.gitconfig"]),
    Variables("a home without the variable", ["GIT_CONFIG_GLOBAL": "", "XDG_CONFIG_HOME": "HOME"]),
    Variables("GIT_TRACE", ["GIT_TRACE": "HOME/trace", "GIT_TRACE2": "HOME/trace"]),
    Variables("a zone behind the date line", ["TZ": "Pacific/Kiritimati"]),
    Variables("a zone that nobody knows", ["TZ": ":/nowhere"]),
    Variables("a language with other letters", ["LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"]),
    Variables("colours", ["CLICOLOR_FORCE": "1", "FORCE_COLOR": "1", "TERM": "xterm-256color"]),
  ]

  @Test(arguments: variables)
  func `the environment closes no eye`(_ row: Variables) throws {
    let folder = try ScratchFolder("environment")
    let (here, other) = ("\(folder.path)/here.git", "\(folder.path)/other.git")
    try Chronicle.told(.complete).write(to: other)
    var story = try Chronicle.told(.complete)
    try story.act(.object("S1", as: "security"), by: .eli)
    try story.write(to: here)
    try folder.write("\(story.tip) \(story.root)\n", to: "grafts")
    try folder.write(
      "[log]\n\tmailmap = true\n[core]\n\tfsmonitor = touch \(folder.path)/ran\n"
        + "\thooksPath = \(folder.path)\n[gpg \"ssh\"]\n\tprogram = /bin/true\n",
      to: ".gitconfig")
    let environment = row.values.mapValues {
      $0.replacing("OTHER", with: other).replacing("HOME", with: folder.path)
    }
    let arguments = [
      "gate", story.record.id, "--commit", SampleRecord.artifact, "--what-if", "--trust-root",
      story.root, "--now", story.now.text, "--format", "json",
    ]
    let plain = try Assent.run(arguments, in: here, home: folder.path)
    let bent = try Assent.run(arguments, in: here, home: folder.path, environment: environment)
    let verdict = try Verdict(bent)
    #expect(verdict.decision == "prevented", "\(verdict)")
    #expect(bent.output == plain.output)
    for trace in ["ran", "trace"] {
      #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/\(trace)"))
    }
  }

  // "hooks never run": reading decides, and reading starts no program.
  @Test func `no hook and no program of the repository runs`() throws {
    let folder = try ScratchFolder("hooks")
    let story = try Chronicle.told(.complete)
    let place = "\(folder.path)/here.git"
    try story.write(to: place)
    let script = "#!/bin/sh\ntouch \(folder.path)/ran\n"
    for hook in ["post-checkout", "pre-push", "reference-transaction", "post-index-change"] {
      try folder.write(script, to: "here.git/hooks/\(hook)")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: "\(place)/hooks/\(hook)")
    }
    for command in ["gate", "status"] {
      let subject = command == "gate" ? [story.record.id, "--what-if"] : []
      _ = try Assent.run(
        [command] + subject + ["--trust-root", story.root, "--now", story.now.text], in: place,
        home: folder.path)
    }
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/ran"))
  }

  // A folder that is no repository, and one whose `.git` leads elsewhere.
  @Test(arguments: ["gitdir: /nowhere\n", "gitdir: .git\n", "nonsense\n", ""])
  func `a .git file that leads nowhere is refused`(_ text: String) throws {
    let folder = try ScratchFolder("link")
    try folder.write(text, to: ".git")
    let outcome = try Assent.run(
      [
        "gate", "CHG-2026-7F3K", "--trust-root", String(repeating: "1", count: 40), "--format",
        "json",
      ], in: folder.path, home: folder.path)
    #expect([2, 3].contains(outcome.status), "\(outcome.text)")
    #expect(try JSON(parsing: outcome.output)["schema"].string == "assent/error/1")
  }
}
