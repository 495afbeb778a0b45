/// What a text has to look like.
package struct TextPattern: Sendable {
  /// What the text is, with its article: `a person id`.
  package let name: String
  /// How to write it: `write it with a-z, 0-9, `.`, `_` and `-``.
  package let advice: String
  /// The same as a regular expression, for JSON Schema; nil if anything goes.
  package let regularExpression: String?
  /// Whether a text keeps it.
  let matches: @Sendable (String) -> Bool

  /// Whether a text is one, for those who ask before they write it.
  package func allows(_ text: String) -> Bool { !text.isEmpty && matches(text) }

  /// Any text that is not blank.
  package static let anything = TextPattern(
    name: "a text", advice: "write a text", regularExpression: nil, matches: { _ in true })

  /// A text without line feeds.
  package static let line = TextPattern(
    name: "a single line", advice: "write it on one line",
    regularExpression: "^[\\x00-\\x09\\x0b-\\x20]*[^\\x00-\\x20][^\\n]*$",
    matches: { !$0.utf8.contains(UInt8(ascii: "\n")) })

  /// The id of a person in `policies/people.yaml`.
  package static let personID = name("a person id")
  /// The id of a system in `policies/systems.yaml`.
  package static let systemID = name("a system id")
  /// The name of a role.
  package static let roleName = name("a role name")
  /// Any other name that policies give to something.
  package static let identifier = name("an id")

  /// `CHG-<year>-<4 or more of 0-9 A-Z without I L O U>`.
  package static let changeID = TextPattern(
    name: "a change id", advice: "write it as `CHG-2026-7F3K`: digits and capitals without I L O U",
    regularExpression: "^CHG-[0-9]{4}-[0-9A-HJKMNP-TV-Z]{4,}$",
    matches: { ChangeIDSyntax.matches($0) })

  /// The id of a step or a trigger, such as `P1`.
  package static let token = TextPattern(
    name: "an id such as `P1`", advice: "write it with letters, digits, `.`, `_` and `-`",
    regularExpression: "^[A-Za-z0-9][A-Za-z0-9._-]*$",
    matches: { Syntax.isToken($0) })

  /// The id of a template, such as `STD-TLS-ROTATE`.
  package static let templateID = TextPattern(
    name: "a template id", advice: "write it as `STD-TLS-ROTATE`: capitals, digits and `-`",
    regularExpression: "^[A-Z0-9][A-Z0-9-]*$",
    matches: { Syntax.isTemplateID(Substring($0)) })

  /// A template and its version, such as `STD-TLS-ROTATE@3`.
  package static let templateReference = TextPattern(
    name: "a template and its version", advice: "write it as `STD-TLS-ROTATE@3`",
    regularExpression: "^[A-Z0-9][A-Z0-9-]*@[1-9][0-9]{0,8}$",
    matches: { Syntax.isTemplateReference($0) })

  /// A path below `changes/` that begins with `evidence/`.
  package static let evidencePath = TextPattern(
    name: "a path of evidence",
    advice: "write it from `changes/` on: `evidence/<ID>/<file>`, without `..` and backslashes",
    regularExpression: "^evidence(/\(plainPart))+$",
    matches: { $0.utf8.starts(with: "evidence/".utf8) && Syntax.isRelativePath($0) })

  /// 64 hexadecimal digits, as `sha256sum` prints them.
  package static let sha256 = TextPattern(
    name: "a SHA-256", advice: "write the 64 lower-case digits that `sha256sum` prints",
    regularExpression: "^[0-9a-f]{64}$", matches: { Syntax.isHex($0.utf8, count: 64) })

  /// `sha256:` and 64 hexadecimal digits.
  package static let digest = TextPattern(
    name: "a digest", advice: "write `sha256:` and 64 lower-case hexadecimal digits",
    regularExpression: "^sha256:[0-9a-f]{64}$",
    matches: {
      $0.utf8.starts(with: "sha256:".utf8) && Syntax.isHex($0.utf8.dropFirst(7), count: 64)
    })

  /// A full commit id.
  package static let commit = TextPattern(
    name: "a full commit id", advice: "write all 40 lower-case hexadecimal digits",
    regularExpression: "^[0-9a-f]{40}$", matches: { Syntax.isHex($0.utf8, count: 40) })

  /// The name of a repository as acts write it.
  package static let repository = TextPattern(
    name: "a repository name", advice: "write it with letters, digits and `._:/@+()-`",
    regularExpression: "^[A-Za-z0-9._:/@+()-]+$", matches: { Syntax.isRepository($0) })

  /// The name of a branch, short or in full.
  package static let branch = TextPattern(
    name: "a branch name", advice: "write a name that `git check-ref-format --branch` accepts",
    regularExpression: "^[^ ~^:?*\\[\\\\\\t\\n]+$", matches: { Syntax.isBranch($0) })

  /// A glob over paths, relative, without `..`.
  package static let glob = TextPattern(
    name: "a path pattern", advice: "write a relative path, `*` and `**` allowed, without `..`",
    regularExpression: "^\(plainPart)(/\(plainPart))*$", matches: { Syntax.isRelativePath($0) })

  /// A file below `policies/keys/`.
  package static let keyFile = TextPattern(
    name: "a key file", advice: "write a path such as `keys/ana.asc`",
    regularExpression: "^keys(/(?!\\.{1,2}(/|$))[A-Za-z0-9._-]+)+$",
    matches: { $0.utf8.starts(with: "keys/".utf8) && Syntax.isPolicyPath($0) })

  /// An e-mail address.
  package static let email = TextPattern(
    name: "an e-mail address", advice: "write it as `name@host`",
    regularExpression: "^[^@\\x00-\\x20<>]+@[^@\\x00-\\x20<>]+$", matches: { Syntax.isEmail($0) })

  /// The IANA name of a time zone.
  package static let timeZone = TextPattern(
    name: "a time zone", advice: "write an IANA name such as `Europe/Berlin`",
    regularExpression: "^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$",
    matches: { Syntax.isTimeZone($0) })

  /// A part of a path that is neither empty nor a step up.
  private static let plainPart = "(?!\\.{1,2}(/|$))[^/\\\\\\n]+"

  private static func name(_ what: String) -> TextPattern {
    TextPattern(
      name: what, advice: "write it with a-z, 0-9, `.`, `_` and `-`, not beginning with a mark",
      regularExpression: "^[a-z0-9][a-z0-9._-]*$", matches: { Syntax.isName($0) })
  }
}

/// The syntax of the ids of changes, on its own because acts and branches carry them too.
package enum ChangeIDSyntax {
  /// Whether a text is `CHG-<year>-<4 or more of 0-9 A-Z without I L O U>`.
  package static func matches(_ text: String) -> Bool {
    let bytes = text.utf8
    guard bytes.starts(with: "CHG-".utf8) else { return false }
    let rest = bytes.dropFirst(4)
    guard rest.prefix(4).count == 4, rest.prefix(4).allSatisfy(Syntax.isDigit) else { return false }
    let tail = rest.dropFirst(4)
    guard tail.first == UInt8(ascii: "-"), tail.count >= 5 else { return false }
    return tail.dropFirst().allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "I"), UInt8(ascii: "L"), UInt8(ascii: "O"), UInt8(ascii: "U"): false
      default: Syntax.isDigit(byte) || Syntax.isUpper(byte)
      }
    }
  }
}
