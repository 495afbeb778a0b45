import Foundation
import TestSupport
import Testing

/// The shipped job that mails inboxes, with a sendmail that keeps what it is given.
struct InboxMailTests {
  private static let script: String = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    return root.standardizedFileURL.path + "/Integrations/inbox/send"
  }()

  private struct Post {
    let scene: Scene
    let folder: ScratchFolder

    init(_ scene: Scene, status: Int = 0) throws {
      self.scene = scene
      folder = try ScratchFolder()
      let program = """
        #!/bin/sh
        n=$(ls "\(folder.path)" | grep -c '^mail')
        cat >"\(folder.path)/mail$n"
        echo "$@" >>"\(folder.path)/arguments"
        exit \(status)

        """
      try program.write(toFile: folder.path + "/sendmail", atomically: true, encoding: .utf8)
      #expect(chmod(folder.path + "/sendmail", 0o755) == 0)
    }

    func send(_ environment: [String: String] = [:]) throws -> Command.Outcome {
      try scene.settle()
      return try Command.run(
        InboxMailTests.script, [], in: scene.repository.path,
        environment: CleanEnvironment.variables(home: scene.repository.home).merging([
          "ASSENT_TRUST_ROOT": scene.root, "ASSENT": try Assent.binary(),
          "INBOX_FROM": "changes@harbourline.example",
          "INBOX_SENDMAIL": folder.path + "/sendmail -t -i",
        ]) { $1 }.merging(environment) { $1 })
    }

    var mails: [String] {
      get throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return try names.filter { $0.hasPrefix("mail") }.sorted().map {
          try String(contentsOfFile: "\(folder.path)/\($0)", encoding: .utf8)
        }
      }
    }
  }

  /// What Python's own reader of mail makes of a message.
  private func parsed(_ mail: String) throws -> JSON {
    let program = """
      import email, email.policy, json, sys
      m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
      print(json.dumps({"headers": [k for k, _ in m.items()], "to": str(m["To"]),
        "subject": str(m["Subject"]), "defects": [str(d) for d in m.defects],
        "body": m.get_content()}))
      """
    let outcome = try Command.run(
      try Command.find("python3"), ["-c", program], in: "/",
      environment: CleanEnvironment.variables(home: "/"), input: Data(mail.utf8))
    #expect(outcome.status == 0, "\(outcome.errorText)")
    return try JSON(parsing: outcome.output)
  }

  @Test func `everybody for whom something waits gets one mail`() throws {
    let post = try Post(try Scene(at: .finished))
    let outcome = try post.send()
    #expect(outcome.status == 0, "\(outcome.errorText)")
    let mails = try post.mails
    #expect(mails.count == 1)
    let mail = try parsed(try #require(mails.first))
    #expect(mail["to"].string == "rob.lane@harbourline.example")
    #expect(mail["subject"].string == "[assent] 1 act waits for you")
    #expect(
      mail["body"].string?.contains("    assent review CHG-2026-7F3K --role reviewer\n") == true)
    #expect(mail["defects"].elements.isEmpty)
    #expect(
      try String(contentsOfFile: post.folder.path + "/arguments", encoding: .utf8) == "-t -i\n")
  }

  // Names and titles come from records and policies.
  @Test func `no title, name or address adds a header or a recipient`() throws {
    var organisation = try SampleOrganisation()
    try organisation.replace(
      "name: Ana Ruiz", with: "name: \"Ana, everybody@evil.example <x>\"", in: "people.yaml")
    try organisation.replace(
      "email: [rae.kerr@harbourline.example]",
      with: "email: [\"rae,everybody@evil.example\"]", in: "people.yaml")
    // The job reads the machine's clock: the window is still to come.
    let begins = Moment.current - 1.days
    var record = try SampleRecord(begins: begins)
    try record.replace(
      "title: Move the claims database to version 16",
      with:
        "title: \"Ä =?utf-8?q?x?= Bcc: all@evil.example <img src=x>\"")
    let scene = try Scene(organisation, record, begins: begins, through: .drafted)
    let post = try Post(scene)
    let outcome = try post.send()
    #expect(outcome.status == 0, "\(outcome.errorText)")
    for text in try post.mails {
      let mail = try parsed(text)
      #expect(
        mail["headers"].elements.compactMap(\.string) == [
          "From", "To", "Subject", "Auto-Submitted", "MIME-Version", "Content-Type",
          "Content-Transfer-Encoding",
        ], "\(text)")
      #expect(mail["to"].string?.contains("evil") == false)
      #expect(!text.split(separator: "\n").contains("."))
    }
    try scene.advance(to: .submitted)
    let later = try Post(scene)
    let sent = try later.send()
    #expect(sent.errorText.contains("rae.kerr has no plain address"), "\(sent.errorText)")
    #expect(try !later.mails.contains { $0.contains("evil.example\nSubject") })
  }

  @Test func `a failing sendmail and missing settings are said`() throws {
    let post = try Post(try Scene(at: .finished), status: 75)
    let failed = try post.send()
    #expect(failed.status == 1 && failed.errorText.contains("not everything was sent"))
    #expect(try post.send(["INBOX_FROM": ""]).status == 2)
    #expect(try post.send(["ASSENT_TRUST_ROOT": ""]).status != 0)
  }
}
