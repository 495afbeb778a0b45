import Foundation
import TestSupport
import Testing

/// Each thing that costs approvals is found where it is, and not where it is not.
struct DoctorTests {
  /// A fault, and how a sound set-up gets it.
  struct Fault: Sendable, CustomTestStringConvertible {
    let code: String
    let weight: String
    let make: @Sendable (DoctorScene) throws -> Void

    var testDescription: String { code }

    init(
      _ code: String, _ weight: String = "cost",
      make: @escaping @Sendable (DoctorScene) throws -> Void
    ) {
      self.code = code
      self.weight = weight
      self.make = make
    }

    /// One that a line of configuration makes.
    init(_ code: String, _ weight: String = "cost", set key: String, _ value: String) {
      self.init(code, weight) { try $0.clone.git("config", key, value) }
    }
  }

  @Test func `a sound set-up keeps signatures`() throws {
    let stage = try DoctorScene()
    let answer = try stage.examine()
    #expect(answer.status == 0, "\(answer)")
    // The sample's policy hangs on single people here and there; that is no matter of set-up.
    #expect(answer.weights == ["policy-weak": "risk"], "\(answer)")
    let text = try Assent.run(
      ["doctor", "--trust-root", stage.scene.root], in: stage.clone.path, home: stage.clone.home)
    #expect(
      text.text.hasPrefix("this set-up keeps signatures; 1 thing to look at\n\n! policy-weak: "),
      "\(text.text)")
  }

  static let faults = [
    Fault("pull-rebases", set: "pull.rebase", "true"),
    Fault("pull-rebases", set: "branch.main.rebase", "interactive"),
    Fault("pull-rebases", set: "branch.autoSetupRebase", "always"),
    Fault("pull-merges", "risk", set: "pull.rebase", "false"),
    Fault("merge-squashes", set: "branch.main.mergeOptions", "--squash"),
    Fault("merge-forward-only", "risk", set: "merge.ff", "only"),
    Fault("commit-encoding", set: "i18n.commitEncoding", "ISO-8859-1"),
    Fault("commit-cleanup", "risk", set: "commit.cleanup", "verbatim"),
    Fault("trailer-settings", "risk", set: "trailer.separators", "=#"),
    Fault("signing-key", set: "user.signingkey", "/nowhere/key.pub"),
    Fault("signers-file-missing", "risk", set: "gpg.ssh.allowedSignersFile", "/nowhere/signers"),
    Fault("signers-file-missing", "risk") {
      try $0.clone.git("config", "--unset", "gpg.ssh.allowedSignersFile")
    },
    Fault("editor-missing", "risk", set: "core.editor", "nonesuch-editor"),
    Fault("hook-missing", "risk") {
      try FileManager.default.removeItem(atPath: "\($0.clone.path)/.git/hooks/pre-push")
    },
    Fault("pipeline-missing", "risk") {
      try $0.clone.git("remote", "set-url", "origin", "https://github.com/acme/changes.git")
    },
    Fault("signing-key-unknown") {
      try $0.clone.git("config", "user.signingkey", try Persona.mallory.key)
    },
    Fault("private-key-missing") { stage in
      let lone = "\(stage.clone.folder.path)/lone.pub"
      try FileManager.default.copyItem(atPath: try Persona.bo.key + ".pub", toPath: lone)
      try stage.clone.git("config", "user.signingkey", lone)
    },
    Fault("fetch-narrow") {
      try $0.clone.git(
        "config", "remote.origin.fetch", "+refs/heads/main:refs/remotes/origin/main")
    },
    Fault("trunk-untracked") { stage in
      try stage.clone.git("update-ref", "-d", "refs/remotes/origin/main")
    },
    Fault("shallow") { stage in
      let tip = try stage.clone.git("rev-parse", "refs/remotes/origin/main^")
      try "\(tip)\n".write(
        toFile: "\(stage.clone.path)/.git/shallow", atomically: true, encoding: .utf8)
    },
    Fault("partial-clone", set: "remote.origin.promisor", "true"),
    Fault("grafts") { stage in
      let tip = try stage.clone.git("rev-parse", "refs/remotes/origin/main")
      let path = "\(stage.clone.path)/.git/info"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      try "\(tip)\n".write(toFile: "\(path)/grafts", atomically: true, encoding: .utf8)
    },
    Fault("replace-refs", "risk") { stage in
      let tip = try stage.clone.git("rev-parse", "refs/remotes/origin/main")
      try stage.clone.git("update-ref", "refs/replace/\(tip)", "\(tip)^")
    },
    Fault("alternate-missing") { stage in
      try "/nowhere/objects\n".write(
        toFile: "\(stage.clone.path)/.git/objects/info/alternates", atomically: true,
        encoding: .utf8)
    },
    Fault("alternate-borrowed", "risk") { stage in
      try "\(stage.server.path)/objects\n".write(
        toFile: "\(stage.clone.path)/.git/objects/info/alternates", atomically: true,
        encoding: .utf8)
    },
    Fault("server-unguarded", "risk") { stage in
      try FileManager.default.removeItem(atPath: "\(stage.server.path)/hooks/pre-receive")
    },
    Fault("trunk-behind", "risk") { stage in
      let root = stage.scene.root
      let own = try stage.clone.git(
        "commit-tree", "-p", root, "-m", "Mine", "\(root)^{tree}")
      try stage.clone.git("update-ref", "refs/heads/main", own)
    },
    Fault("trunk-not-default", "risk") { stage in
      try stage.clone.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/topic")
    },
    Fault("trunk-swapped") { stage in
      // The trunk's old tip becomes a second parent.
      let tip = stage.scene.tip
      let side = try stage.clone.git("commit-tree", "-p", "\(tip)^", "-m", "Work", "\(tip)^{tree}")
      let merge = try stage.clone.git(
        "commit-tree", "-p", side, "-p", tip, "-m", "Merge branch 'main'", "\(tip)^{tree}")
      try stage.clone.git("update-ref", "--create-reflog", "refs/remotes/origin/main", tip)
      try stage.clone.git("update-ref", "-m", "fetch", "refs/remotes/origin/main", merge)
    },
    Fault("trunk-rewritten") { stage in
      try stage.clone.git(
        "update-ref", "--create-reflog", "-m", "fetch: forced-update", "refs/remotes/origin/main",
        "\(stage.scene.tip)^")
    },
  ]

  @Test(arguments: faults) func `a fault of the clone is found`(_ fault: Fault) throws {
    let stage = try DoctorScene()
    try fault.make(stage)
    let answer = try stage.examine()
    #expect(answer.weights[fault.code] == fault.weight, "\(answer)")
    #expect(answer.status == (fault.weight == "cost" ? 1 : 0), "\(answer)")
    #expect(!answer.text.contains("\"cures\":[]"), "\(answer)")
  }

  static let trunkFaults: [Fault] = [
    Fault("trunk-squashed") { stage in
      try stage.scene.commit(try stage.scene.message([.approve("change-manager")]), by: .bo)
    },
    Fault("trunk-squashed") { stage in
      let text = try stage.scene.message([.approve("change-manager")])
      try stage.scene.commit("Squashed\n\n* \(text)\nCo-authored-by: Bo <b@x.example>\n", by: .bo)
    },
    Fault("policy-unsettled") { stage in
      try stage.scene.organisation.replace("version: 1", with: "version: 2", in: "assent.yaml")
      try stage.scene.commit(
        "Change it\n", by: .cfo, changes: stage.scene.organisation.entries)
    },
    Fault("clock-behind") { stage in
      let plan = CommitPlan(
        "Later\n", by: .bo, at: Moment.current + 2.days, parents: [stage.scene.tip],
        changes: ["notes.txt": .text("x\n")])
      try stage.scene.commit(plan)
    },
    Fault("forge-squashes") { stage in
      try stage.scene.commit(
        "Set the forge up\n", by: .bo,
        changes: [
          ".github/settings.yml": .text("repository:\n  allow_squash_merge: true # buttons\n")
        ])
    },
    Fault("policy-unowned", "risk") { stage in
      try stage.scene.commit(
        "Name owners\n", by: .bo, changes: ["CODEOWNERS": .text("/docs/ @writers\n")])
    },
    Fault("acts-stranded", "risk") { stage in
      let act = try stage.scene.act(.approve("change-manager"), by: .bo, on: stage.scene.tip)
      try stage.server.git(
        "fetch", "--quiet", stage.scene.repository.path,
        "\(act):refs/heads/assent/\(stage.scene.record.id)/bo.chen")
    },
    Fault("acts-stranded") { stage in
      let act = try stage.scene.act(.approve("change-manager"), by: .bo, on: stage.scene.tip)
      try stage.server.git(
        "fetch", "--quiet", stage.scene.repository.path, "\(act):refs/heads/topic")
    },
  ]

  @Test(arguments: trunkFaults) func `a fault of the trunk is found`(_ fault: Fault) throws {
    let stage = try DoctorScene()
    let clean = try stage.examine()
    #expect(clean.weights[fault.code] == nil, "\(clean)")
    try fault.make(stage)
    try stage.server.git(
      "fetch", "--quiet", stage.scene.repository.path, "+\(stage.scene.tip):refs/heads/main")
    try stage.clone.git("fetch", "--quiet", "origin")
    let answer = try stage.examine()
    #expect(answer.weights[fault.code] == fault.weight, "\(answer)")
  }

  // MARK: Where it runs

  @Test func `a pipeline needs a trust root and no key`() throws {
    let stage = try DoctorScene()
    try stage.clone.git("config", "--unset", "user.signingkey")
    let without = try stage.examine(environment: ["CI": "true"], trusted: false)
    #expect(
      without.weights == ["pipeline-trust-root": "cost", "policy-weak": "risk"], "\(without)")
    let with = try stage.examine(environment: ["CI": "true"])
    #expect(with.status == 0, "\(with)")
  }

  @Test func `what cannot be read is no health`() throws {
    let stage = try DoctorScene()
    let answer = try stage.examine(["--trust-root", String(repeating: "a", count: 40)])
    #expect(answer.status == 3, "\(answer)")
    #expect(answer.weights["undecided"] == "cost", "\(answer)")
  }

  @Test func `the settings of a forge are looked at by hand`() throws {
    let stage = try DoctorScene()
    try stage.clone.git("remote", "set-url", "origin", "git@github.com:harbourline/changes.git")
    let outcome = try Assent.run(
      ["doctor"], in: stage.clone.path, home: stage.clone.home,
      environment: ["ASSENT_TRUST_ROOT": stage.scene.root])
    #expect(outcome.text.contains("by hand: GitHub's branch protection"), "\(outcome.text)")
  }

  // MARK: Trying it out

  @Test func `a test signature is verified and left nowhere`() throws {
    let stage = try DoctorScene()
    let before = try stage.clone.git("for-each-ref")
    let answer = try stage.examine(["--sign"])
    #expect(answer.status == 0, "\(answer)")
    #expect(try stage.clone.git("for-each-ref") == before)
    try stage.clone.git("config", "user.signingkey", try Persona.mallory.key)
    #expect(try stage.examine(["--sign"]).weights["signing-fails"] == "cost")
  }

  @Test func `a probe goes to the remote and leaves nothing behind`() throws {
    let stage = try DoctorScene()
    let before = try stage.server.git("for-each-ref")
    let answer = try stage.examine(["--probe"])
    #expect(answer.status == 0, "\(answer)")
    #expect(try stage.server.git("for-each-ref") == before)
    let hook = "\(stage.server.path)/hooks/pre-receive"
    try "#!/bin/sh\necho no merges here >&2\nexit 1\n".write(
      toFile: hook, atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook)
    let refused = try stage.examine(["--probe"])
    #expect(refused.weights["probe-refused"] == "cost", "\(refused)")
    #expect(refused.text.contains("no merges here"), "\(refused)")
  }

  @Test func `the verdict stands first, then why and what to do`() throws {
    let stage = try DoctorScene()
    try stage.clone.git("config", "pull.rebase", "true")
    let outcome = try Assent.run(
      ["doctor"], in: stage.clone.path, home: stage.clone.home,
      environment: ["ASSENT_TRUST_ROOT": stage.scene.root])
    #expect(
      outcome.text.hasPrefix(
        """
        1 thing will cost approvals; 1 thing to look at

        ✗ pull-rebases: pull.rebase makes git pull rewrite commits
          why: A rebase makes new commits: signatures are lost, or become yours.
          do:  git config pull.rebase false
          do:  git config pull.ff only

        ! policy-weak
        """), "\(outcome.text)")
  }
}
