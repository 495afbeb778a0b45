import Foundation
import TestSupport

/// What counts as a key, and whose it is.
enum KeyCases {
  static let all: [CorpusCase] = [
    CorpusCase(
      "A13", "no-touch", "A security key signed without anybody touching it", by: .thief,
      from: .policy
    ) { try device(&$0, flags: 0) },
    CorpusCase(
      "A13-touch", "touch", "A security key that was touched counts: a control", by: .none,
      from: .policy
    ) { try device(&$0, flags: 1) },
    CorpusCase(
      "A14", "principal-wildcard", "An authority's certificates for anybody", by: .owner,
      from: .policy
    ) { try rooted(&$0, authority: "\"*\"") },
    CorpusCase(
      "A14-list", "principal-list", "An authority's certificates for two principals",
      by: .owner, from: .policy
    ) { try rooted(&$0, authority: "\"bo.chen,cat.diaz\"") },
    CorpusCase(
      "A15", "certificate", "A certificate signed what only a key may sign here",
      by: .thief, source: "git verifies at the committer's date"
    ) { story in
      let key = try SeedKey(of: .bo)
      let certificate =
        Wire.string("ssh-ed25519-cert-v01@openssh.com") + Wire.string("nonce")
        + Array(key.blob.dropFirst(15))
      let act = try story.commit(
        story.message([.approve("change-manager")]), by: .bo, signedBy: .bo
      ) {
        $0.date("1600000000 +0000")
        $0.manner.named = certificate
      }
      return Answer("awaiting").dropping(
        act, "signature-unsupported", "signature-bad", "key-unknown", "malformed",
        "key-not-in-force")
    },
    CorpusCase(
      "B18", "small-order-key", "The policy lists a point for which anybody can sign",
      by: .owner, source: "RFC 8032: points of small order", from: .policy
    ) { story in
      let blob = Wire.string("ssh-ed25519") + Wire.string([1] + Array(repeating: 0, count: 31))
      var organisation = story.organisation
      try organisation.replace(
        SeedKey(of: .bo).line, with: "ssh-ed25519 \(Data(blob).base64EncodedString())",
        in: "people.yaml")
      story = try Chronicle(organisation, story.record)
      try story.draft()
      try story.act(.submit, by: .ana)
      try story.proceed()
      let act = try story.commit(
        story.message([.approve("change-manager")]), by: .bo, signedBy: .mallory
      ) {
        $0.manner.named = blob
        $0.manner.bend = { _ in [1] + Array(repeating: 0, count: 63) }
      }
      return Answer("awaiting").dropping(act, "signature-bad")
    },
    CorpusCase(
      "B19", "armour-twice", "The same approval in two armours is one vote", by: .insider
    ) { story in
      let first = try story.act(.approve("change-manager"), by: .bo)
      let raw = String(decoding: try story.objects.content(first), as: UTF8.self)
      let parts = try CommitParts.of(raw)
      let lines = parts.signature.split(separator: "\n ").map(String.init)
      let text = lines.dropFirst().dropLast().joined()
      let narrow = stride(from: 0, to: text.count, by: 40).map {
        String(text.dropFirst($0).prefix(40))
      }
      let armour = ([lines[0]] + narrow + [lines[lines.count - 1]]).joined(separator: "\n ")
      let second = story.raw(
        Array((parts.header + armour + "\n" + parts.message).utf8), onTrunk: false)
      try story.merge(second)
      return Answer("allowed").counting(first).dropping(
        second, "duplicate", "signature-bad", "malformed")
    },
  ]

  private static func device(_ story: inout Chronicle, flags: UInt8) throws -> Answer {
    var organisation = story.organisation
    let blob = try SeedKey(of: .bo).deviceBlob
    try organisation.replace(
      SeedKey(of: .bo).line,
      with: "sk-ssh-ed25519@openssh.com \(Data(blob).base64EncodedString())", in: "people.yaml")
    story = try Chronicle(organisation, story.record)
    try story.draft()
    try story.act(.submit, by: .ana)
    try story.proceed()
    let act = try story.commit(
      story.message([.approve("change-manager")]), by: .bo, signedBy: .bo
    ) {
      $0.manner.device = flags
      $0.manner.algorithm = "sk-ssh-ed25519@openssh.com"
    }
    return flags == 1
      ? Answer("allowed").counting(act)
      : Answer("awaiting").dropping(act, "signature-bad")
  }

  private static func rooted(_ story: inout Chronicle, authority principal: String) throws
    -> Answer
  {
    var organisation = story.organisation
    try organisation.replace(
      Organisation.keyLine(.bo),
      with: "      - ssh-ca: {key: \(SeedKey("authority").line), principal: \(principal)}",
      in: "people.yaml")
    story = try Chronicle(organisation, story.record)
    return .error("policy-unreadable")
  }
}
