import Foundation
import TestSupport

/// Signatures and the format of commits.
enum SignatureCases {
  private static let libgit2 = "libgit2: git_commit_extract_signature reads the whole object"

  static let forgeries: [CorpusCase] = [
    .forged(
      "A0.1-B3", "signature-glued-to-body",
      "A body line swallows the word gpgsig, the block stands behind it",
      source: libgit2, "unsigned", "malformed"
    ) {
      let parts = try CommitParts.of($0)
      return parts.header + "\n" + (try parts.message.with("Seen and", "gpgsigSeen and"))
        + parts.signature
    },
    .forged(
      "A0.1-B2", "signature-hides-trailer", "A trailer is hidden behind the word gpgsig",
      source: libgit2, "unsigned", "malformed"
    ) {
      let parts = try CommitParts.of($0)
      return parts.header + "\n"
        + (try parts.message.with("Change-Repository", "gpgsigChange-Repository"))
        + parts.signature
    },
    .forged(
      "A0.1-A1", "signature-in-body", "The signature stands in the body only", source: libgit2,
      "unsigned", "malformed"
    ) {
      let parts = try CommitParts.of($0)
      return parts.header + "\n" + parts.signature + "\n" + parts.message
    },
    .forged(
      "A1", "signature-after-message", "The signature stands behind the trailers", source: libgit2,
      "unsigned", "malformed"
    ) {
      let parts = try CommitParts.of($0)
      return parts.header + "\n" + parts.message + parts.signature
    },
    .forged(
      "A2", "signature-word-in-trailers", "Every body line begins with gpgsig", source: libgit2,
      "unsigned", "malformed"
    ) {
      let parts = try CommitParts.of($0)
      return parts.header + "\n" + parts.message.replacing("Seen and", with: "gpgsig Seen and")
        + parts.signature
    },
    .forged(
      "A0.1-A3", "text-after-nul", "Text stands behind a NUL", source: libgit2, "malformed"
    ) { $0 + "\0and nothing else\n" },
    .forged("A6", "nul-in-header", "A NUL stands in the committer's name", "malformed") {
      try $0.with("committer Bo", "committer B\0o")
    },
    .forged(
      "A0.1-A4", "two-signatures", "Two signature headers, the genuine one first", source: libgit2,
      "malformed"
    ) {
      let parts = try CommitParts.of($0)
      return try parts.header + parts.signature + stranger + "\n" + parts.message
    },
    .forged(
      "A3", "two-signatures-reversed", "Two signature headers, a stranger's first", source: libgit2,
      "malformed"
    ) {
      let parts = try CommitParts.of($0)
      return try parts.header + stranger + parts.signature + "\n" + parts.message
    },
    .forged(
      "A0.1-A5", "signature-of-both-hashes", "gpgsig and gpgsig-sha256 stand side by side",
      source: libgit2, "malformed"
    ) {
      let parts = try CommitParts.of($0)
      return parts.header + parts.signature + "gpgsig-sha256" + parts.signature.dropFirst(6) + "\n"
        + parts.message
    },
    .forged(
      "A4", "signature-of-other-hash", "Only gpgsig-sha256 carries the signature", "malformed",
      "unsigned"
    ) {
      let parts = try CommitParts.of($0)
      return parts.header + "gpgsig-sha256" + parts.signature.dropFirst(6) + "\n" + parts.message
    },
    .forged(
      "A5", "text-after-armour", "Text follows the armour's footer inside the header", "malformed",
      "signature-bad"
    ) {
      try $0.with(
        " -----END SSH SIGNATURE-----\n", " -----END SSH SIGNATURE-----\n and more\n")
    },
    .forged(
      "B1", "text-before-armour", "Text precedes the armour's header", "malformed", "signature-bad"
    ) { try $0.with("gpgsig -----BEGIN", "gpgsig more\n -----BEGIN") },
    .forged(
      "B2", "armour-without-footer", "The armour has no footer", "malformed", "signature-bad"
    ) { try $0.with(" -----END SSH SIGNATURE-----\n", "") },
    .forged(
      "B3", "armour-with-blanks", "Blanks stand inside the base64", "malformed", "signature-bad"
    ) {
      try $0.with(
        "gpgsig -----BEGIN SSH SIGNATURE-----\n U", "gpgsig -----BEGIN SSH SIGNATURE-----\n  U")
    },
    .forged(
      "B4", "empty-signature", "The signature's header is empty", "malformed", "unsigned",
      "signature-bad"
    ) {
      let parts = try CommitParts.of($0)
      return parts.header + "gpgsig \n\n" + parts.message
    },
    .forged(
      "A7-author", "two-authors", "Two author lines", source: "CVE-2026-44309", "malformed"
    ) {
      let line = try CommitParts.line("author", of: $0)
      return try $0.with(line, line + line)
    },
    .forged(
      "A7-committer", "two-committers", "Two committer lines", source: "CVE-2026-44309", "malformed"
    ) {
      let line = try CommitParts.line("committer", of: $0)
      return try $0.with(line, line + line)
    },
    .forged(
      "A7-order", "committer-before-author", "The committer stands before the author", "malformed"
    ) {
      let (author, committer) = (
        try CommitParts.line("author", of: $0), try CommitParts.line("committer", of: $0)
      )
      return try $0.with(author + committer, committer + author)
    },
    .forged(
      "A7-parent", "parent-after-author", "A second parent stands behind the author", "malformed"
    ) {
      let (parent, author) = (
        try CommitParts.line("parent", of: $0), try CommitParts.line("author", of: $0)
      )
      return try $0.with(author, author + parent)
    },
    .forged("A7-header", "unknown-header", "A header that Git does not know", "malformed") {
      try $0.with("gpgsig ", "approved yes\ngpgsig ")
    },
    CorpusCase(
      "A0.1-A6", "second-tree", "A second tree line hides the parents",
      source: "CVE-2026-44309"
    ) { story in
      let genuine = try story.act(.approve("change-manager"), by: .bo, on: [story.tip])
      let text = String(decoding: try story.objects.content(genuine), as: UTF8.self)
      story.objects.remove(genuine)
      let line = try CommitParts.line("tree", of: text)
      let act = story.raw(Array(try text.with(line, line + line).utf8), onTrunk: false)
      try story.merge(act)
      return Answer("awaiting").dropping(act, "malformed")
    },
    .forged(
      "A11-message", "message-changed", "The message was changed after signing", "signature-bad"
    ) {
      try $0.with("Seen and understood.", "Seen and understood!")
    },
    .forged("A11-date", "date-changed", "The dates were changed after signing", "signature-bad") {
      $0.replacing(" +0000\n", with: " +0100\n")
    },
    .forged("A11-name", "name-changed", "The committer was changed after signing", "signature-bad")
    {
      try $0.with("committer Bo Chen", "committer Bo Chem")
    },
    .forged(
      "A58-unsigned", "picked", "A cherry-pick has lost the signature",
      source: "git cherry-pick", "unsigned"
    ) {
      let parts = try CommitParts.of($0)
      return parts.header + "\n" + parts.message
    },
    .forged(
      "A17-encoding", "encoding-header", "The commit names an encoding after it was signed",
      "malformed"
    ) { try $0.with("gpgsig ", "encoding UTF-7\ngpgsig ") },
    .forged(
      "A16-openpgp", "openpgp-of-nothing", "An OpenPGP armour of nothing", "signature-unsupported",
      "signature-bad", "malformed", "key-unknown"
    ) {
      let parts = try CommitParts.of($0)
      return parts.header
        + "gpgsig -----BEGIN PGP SIGNATURE-----\n \n aGVsbG8=\n -----END PGP SIGNATURE-----\n\n"
        + parts.message
    },
    .forged(
      "A16-x509", "x509-of-nothing", "An X.509 armour of nothing", "signature-unsupported",
      "signature-bad", "malformed", "key-unknown"
    ) {
      let parts = try CommitParts.of($0)
      return parts.header
        + "gpgsig -----BEGIN SIGNED MESSAGE-----\n aGVsbG8=\n -----END SIGNED MESSAGE-----\n\n"
        + parts.message
    },
    .forged(
      "B5", "unknown-armour", "A kind of signature that nobody knows", "signature-unsupported",
      "signature-bad", "malformed"
    ) {
      let parts = try CommitParts.of($0)
      return parts.header
        + "gpgsig -----BEGIN WAX SEAL-----\n aGVsbG8=\n -----END WAX SEAL-----\n\n"
        + parts.message
    },
  ]

  /// A whole header with a signature of somebody else's over nothing.
  private static var stranger: String {
    get throws {
      let key = try SeedKey(of: .mallory)
      return String(
        decoding: CommitText.header(SeedKey.armour(try key.signature(over: []))), as: UTF8.self)
    }
  }

  static let manners: [CorpusCase] = [
    .bent(
      "A9", "namespace-file", "The signature was made for files, not for Git",
      "signature-bad", "signature-unsupported"
    ) { $0.manner.namespace = "file" },
    .bent(
      "A9-own", "namespace-own", "The signature was made for a purpose of its own",
      "signature-bad", "signature-unsupported"
    ) { $0.manner.namespace = "git@harbourline.example" },
    .bent(
      "B6", "namespace-with-nul", "The purpose is git, a NUL and more", "signature-bad",
      "signature-unsupported", "malformed"
    ) { $0.manner.namespace = "git\0file" },
    .bent(
      "B7", "reserved-field", "The reserved field of the signature is filled", "signature-bad",
      "signature-unsupported", "malformed"
    ) { $0.manner.reserved = "git" },
    .bent(
      "B8", "signature-version", "The signature's format has version 2", "signature-bad",
      "signature-unsupported", "malformed"
    ) { $0.manner.version = 2 },
    .bent(
      "B9", "bytes-after-signature", "Bytes follow the signature's structure", "signature-bad",
      "malformed"
    ) { $0.manner.tail = [0, 0, 0, 0] },
    .bent(
      "B10", "unknown-hash", "The signature names a hash that it did not use",
      "signature-bad", "signature-unsupported", "malformed"
    ) { $0.manner.hash = "sha1" },
    .bent(
      "B11", "algorithm-of-other-kind", "The algorithm does not belong to the key",
      "signature-bad", "signature-unsupported", "malformed"
    ) { $0.manner.algorithm = "rsa-sha2-512" },
    .bent(
      "B12", "scalar-out-of-range", "The signature's scalar is raised by the group's order",
      source: "RFC 8032, 5.1.7", "signature-bad"
    ) { $0.manner.bend = raised },
    .bent("B13", "short-signature", "The signature has 63 bytes", "signature-bad", "malformed") {
      $0.manner.bend = { Array($0.dropLast()) }
    },
    .bent(
      "B14", "empty-key", "The signature names a key without bytes", "signature-bad",
      "malformed", "signature-unsupported"
    ) { $0.manner.named = [] },
    .bent(
      "B15", "key-of-another", "The signature names another's key than made it",
      "signature-bad"
    ) { $0.manner.named = try SeedKey(of: .cat).blob },
    .bent(
      "B16", "sha256-inside", "A signature with SHA-256 inside is as good: a control",
      by: .none
    ) { $0.manner.hash = "sha256" },
    .bent("A0", "sound-approval", "The sound approval opens the gate: a control", by: .none),
    .bent(
      "A10", "unsigned", "A perfect message without a signature", by: .author, signer: nil,
      "unsigned"),
    .bent(
      "A11-stranger", "unknown-key", "Signed with a key that no policy knows", by: .pusher,
      signer: .mallory, "key-unknown"),
    .bent("A17", "not-utf8", "The signed message is not UTF-8", "malformed") {
      $0.message = Array($0.message.prefix(8)) + [0xff, 0xfe] + Array($0.message.dropFirst(8))
    },
    .bent("A17-signed", "encoding-signed", "The signed commit names an encoding", "malformed") {
      $0.headers = Array("encoding ISO-8859-1\n".utf8)
    },
    .bent("B17", "mergetag", "The signed commit embeds a tag", "malformed") {
      $0.headers = Array("mergetag object \($0.tree)\n type commit\n tag v1\n".utf8)
    },
    .bent("A18", "large-message", "The message has 64 KiB and a byte", "malformed") {
      let missing = 65_537 - $0.message.count
      $0.message.insert(contentsOf: Array(repeating: 0x2e, count: missing), at: 8)
    },
    .bent(
      "A18-million", "million-trailers", "The message has half a million trailers",
      "malformed"
    ) { $0.message += Array(String(repeating: "A: b\n", count: 500_000).utf8) },
  ]

  /// The order of the group added to the second half, little end first.
  private static func raised(_ signature: [UInt8]) -> [UInt8] {
    let order = Hex.bytes("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")
    var result = signature
    var carry = 0
    for index in 0..<32 {
      let sum = Int(result[32 + index]) + Int(order[index]) + carry
      result[32 + index] = UInt8(sum & 0xff)
      carry = sum >> 8
    }
    return result
  }
}
