import Audit
import AuditFixtures
import Decision
import Foundation
import Git
import Ledger
import Primitives
import TestSupport
import Testing

@testable import AuditPages

/// The commands of a dossier, run in a real repository by real programs.
struct DossierCommandTests {
  private struct Printed {
    let page: AuditPages.Page
    let scene: Scene
    let pack: ScratchFolder

    /// The commands and what stands behind each as expected.
    var commands: [(command: String, expected: String)] {
      let html = String(decoding: page.bytes, as: UTF8.self)
      return html.components(separatedBy: "<pre class=\"commands\"").dropFirst().flatMap { part in
        let code = part.components(separatedBy: "<code>")[1].components(separatedBy: "</code>")[0]
        return code.replacing("&#39;", with: "'").replacing("&quot;", with: "\"")
          .replacing("&amp;", with: "&").split(separator: "\n").map { line in
            let words = line.components(separatedBy: "  # ")
            return (words[0], words.count > 1 ? words[1] : "")
          }
      }
    }

    func run(_ command: String) throws -> Command.Outcome {
      let folder = try (Assent.binary() as NSString).deletingLastPathComponent
      var environment = CleanEnvironment.variables(home: scene.repository.home)
      environment["PATH"] = folder + ":" + (environment["PATH"] ?? "/usr/bin:/bin")
      environment["PACK"] = pack.path
      return try Command.run(
        "/bin/sh", ["-c", command], in: scene.repository.path, environment: environment)
    }
  }

  private func printed() throws -> Printed {
    let scene = try Scene(at: .closed)
    try scene.settle()
    let pack = try ScratchFolder("pack")
    let signers = try Persona.employees.map {
      "\($0.email) namespaces=\"git\" \(try $0.publicKey)\n"
    }
    try pack.write(signers.joined(), to: "allowed_signers")
    let root = try #require(ObjectID(scene.root))
    let end = try #require(Instant(rfc3339: scene.clock.text))
    let repository = try Repository(discoveringFrom: scene.repository.path)
    let history = try HistoryReader(options: LedgerOptions(trustRoot: .commit(root), now: end))
      .read(repository).history
    let change = try DossierCase.audited(scene.record.id, in: history, at: end)
    var report = SampleAudit.report
    report.scope.trustRoot = root
    report.scope.standpoint = try #require(ObjectID(scene.tip))
    report.scope.asOf = end
    return Printed(page: AuditSite(report: report).dossier(of: change), scene: scene, pack: pack)
  }

  @Test func `every command of a dossier prints what the dossier expects`() throws {
    let printed = try printed()
    let commands = printed.commands
    var kinds: [String: Int] = [:]
    for (command, expected) in commands {
      let outcome = try printed.run(command)
      let words = "\(command)\n\(outcome.text)\(outcome.errorText)"
      if command.hasSuffix("sha256sum") {
        #expect(outcome.text == "\(expected)  -\n", "\(words)")
        kinds["digest", default: 0] += 1
      } else if command.contains("verify-commit") {
        #expect(outcome.status == 0 && outcome.errorText.contains(expected), "\(words)")
        kinds["signature", default: 0] += 1
      } else if command.contains("merge-base") {
        #expect(outcome.line == expected, "\(words)")
        kinds["order", default: 0] += 1
      } else if command.contains("assent gate") {
        #expect(outcome.text.lowercased().contains("is \(expected)"), "\(words)")
        kinds["gate", default: 0] += 1
      } else {
        #expect(outcome.status == 0 && !outcome.text.isEmpty, "\(words)")
        kinds["engine", default: 0] += 1
      }
    }
    #expect(kinds == ["digest": 11, "signature": 10, "order": 2, "gate": 1, "engine": 2])
  }

  @Test func `a record edited after the fact does not pass the commands`() throws {
    let printed = try printed()
    // Another record under the digest that the dossier names.
    let commands = printed.commands.filter { $0.command.hasSuffix("sha256sum") }
    let (command, expected) = try #require(commands.first)
    let forged = try printed.scene.edit("users-affected: 1400", to: "users-affected: 14")
    let place = try #require(command.split(separator: " ").first { $0.contains(":") })
    let path = try #require(place.split(separator: ":").last)
    let outcome = try printed.run("git show \(forged):\(path) | sha256sum")
    #expect(outcome.status == 0 && outcome.text != "\(expected)  -\n")
  }
}
