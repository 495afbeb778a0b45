import Foundation
import TestSupport
import Testing

/// Acts that would count for nothing are refused while their maker still looks.
struct PushedActTests {
  /// A way to make an act that is no evidence.
  struct Fault: Sendable, CustomTestStringConvertible {
    let reason: String
    let make: @Sendable (Scene) throws -> Void

    var testDescription: String { reason }
  }

  static let faults = [
    Fault(reason: "unsigned") { scene in
      try scene.commit(try scene.message([.approve("change-manager")]), by: .bo)
    },
    Fault(reason: "key-unknown") { scene in
      try scene.act(.approve("change-manager"), by: .mallory)
    },
    Fault(reason: "malformed") { scene in
      try scene.commit(
        "Approve\n\nSeen.\n\nChange-Approve: \(scene.record.id); role=a; role=b\n", by: .bo,
        signedBy: .bo)
    },
    Fault(reason: "wrong-repository") { scene in
      try scene.commit(
        try scene.message([.approve("change-manager")], repository: "other/changes"), by: .bo,
        signedBy: .bo)
    },
    Fault(reason: "digest-mismatch") { scene in
      let wrong = Act.approve("change-manager").with(
        digest: .text("sha256:" + String(repeating: "0", count: 64)))
      try scene.act(wrong, by: .bo)
    },
    Fault(reason: "digest-missing") { scene in
      try scene.act(Act.approve("change-manager").with(digest: .absent), by: .bo)
    },
    Fault(reason: "edits-files") { scene in
      try scene.act(
        .approve("change-manager"), by: .bo, changes: ["notes.txt": .text("x\n")])
    },
    Fault(reason: "signature-bad") { scene in
      let good = try scene.act(.approve("change-manager"), by: .bo)
      let bytes = try scene.repository.rawBytes(of: good)
      let text = String(decoding: bytes, as: UTF8.self)
      scene.tip = try scene.repository.rawCommit(
        Data(text.replacing("Seen and understood", with: "Seen and Understood").utf8))
    },
  ]

  @Test(arguments: faults) func `an act that is no evidence is refused on the trunk`(
    _ fault: Fault
  ) throws {
    let stage = try PushScene()
    try fault.make(stage.scene)
    let answer = try stage.pushTrunk()
    #expect(!answer.isAccepted, "\(answer)")
    #expect(
      answer.text.contains(": act-void: ") && answer.text.contains("nothing: \(fault.reason)"),
      "\(answer)")
  }

  @Test(arguments: faults) func `an act that is no evidence is refused on its branch`(
    _ fault: Fault
  ) throws {
    let stage = try PushScene()
    try fault.make(stage.scene)
    let answer = try stage.push(
      "\(stage.scene.tip):refs/heads/assent/\(stage.scene.record.id)/bo.chen")
    #expect(!answer.isAccepted, "\(answer)")
    #expect(answer.text.contains("nothing: \(fault.reason)"), "\(answer)")
  }

  @Test func `who may act is not for the hook to say`() throws {
    let stage = try PushScene()
    // The requester's own approval is for the decision to leave out.
    try stage.scene.act(.approve("change-manager"), by: .ana)
    try stage.scene.act(.approve("security"), by: .dee)
    #expect(try stage.pushTrunk().isAccepted)
  }

  @Test func `an objection over another text forbids, so that it passes`() throws {
    let stage = try PushScene()
    let wrong = Act.object("S1", as: "security").with(
      digest: .text("sha256:" + String(repeating: "0", count: 64)))
    try stage.scene.act(wrong, by: .eli)
    let answer = try stage.pushTrunk()
    #expect(answer.isAccepted, "\(answer)")
  }

  @Test func `an unsigned approval of a policy is refused`() throws {
    let stage = try PushScene()
    let digest = "sha256:" + String(repeating: "1", count: 64)
    let message = """
      Approve the policy

      Policy-Approve: \(digest); from=\(digest)
      Change-Repository: \(SampleOrganisation.repository)

      """
    try stage.scene.commit(message, by: .cfo)
    stage.expectRefusal(try stage.pushTrunk(), "act-void")
  }

  @Test func `a squash of a branch of acts is refused by name`() throws {
    let stage = try PushScene()
    let act = try stage.scene.act(
      .approve("change-manager"), by: .bo, on: stage.scene.tip)
    let branch = "refs/heads/assent/\(stage.scene.record.id)/bo.chen"
    #expect(try stage.push("\(act):\(branch)").isAccepted)
    let text = try stage.scene.repository.git("log", "-1", "--format=%B", act)
    try stage.scene.commit(
      "Squashed commit\n\n* \(text)\n\nCo-authored-by: Bo <bo@x.example>\n", by: .cto,
      changes: ["notes.txt": .text("x\n")])
    let answer = try stage.pushTrunk()
    #expect(answer.text.contains(": act-squashed: "), "\(answer)")
    #expect(!answer.isAccepted)
  }

  @Test func `a cherry-picked act is refused, and says whose signature is lost`() throws {
    let stage = try PushScene()
    let act = try stage.scene.act(.approve("change-manager"), by: .bo, on: stage.scene.tip)
    #expect(
      try stage.push("\(act):refs/heads/assent/\(stage.scene.record.id)/bo.chen").isAccepted)
    try stage.scene.commit(try stage.scene.message([.approve("change-manager")]), by: .bo)
    let answer = try stage.pushTrunk()
    #expect(answer.text.contains("it repeats \(act.prefix(10))"), "\(answer)")
  }

  @Test func `a line that looks like an act passes with a remark`() throws {
    let stage = try PushScene()
    try stage.scene.commit(
      "Write\n\nchange-approve: \(stage.scene.record.id)\n\nBye.\n", by: .bo,
      changes: ["notes.txt": .text("x\n")])
    let answer = try stage.pushTrunk()
    #expect(answer.isAccepted && answer.text.contains("misspelled-key"), "\(answer)")
  }
}
