internal import Diagnostics
internal import Primitives

/// Places, messages and fixes as SARIF has them.
enum SARIFPlace {
  /// A message of plain text: what looks like an embedded link is none, and none is empty.
  static func message(_ text: String) -> JSONValue {
    var safe = String.UnicodeScalarView()
    var last: Unicode.Scalar?
    for scalar in PlainText.line(text).unicodeScalars {
      if last == "]", scalar == "(" { safe.append(" ") }
      safe.append(scalar)
      last = scalar
    }
    return .object([("text", .string(safe.isEmpty ? "(empty)" : String(safe)))])
  }

  /// Where a finding is; one without a place stands at the first line of its file.
  static func location(_ finding: Finding) -> JSONValue {
    var members = [physical(finding.location)]
    if let place = finding.place, !place.isEmpty {
      let file = FindingFingerprint.file(finding.location.path)
      members.append(
        (
          "logicalLocations",
          .array([
            .object([
              ("name", .string(place)), ("fullyQualifiedName", .string("\(file)/\(place)")),
              ("kind", .string("member")),
            ])
          ])
        ))
    }
    return .object(members)
  }

  /// A place that belongs to a finding, by its index from 0.
  static func related(_ index: Int, _ related: Finding.Related) -> JSONValue {
    .object([
      ("id", .number(index + 1)), physical(related.location), ("message", message(related.label)),
    ])
  }

  static func fix(_ fix: Fix, of path: String) -> JSONValue {
    let replacements = fix.edits.map { edit in
      JSONValue.object([
        ("deletedRegion", region(edit.span)),
        ("insertedContent", .object([("text", .string(edit.replacement))])),
      ])
    }
    return .object([
      ("description", message(fix.title)),
      (
        "artifactChanges",
        .array([
          .object([("artifactLocation", artifact(path)), ("replacements", .array(replacements))])
        ])
      ),
    ])
  }

  private static func physical(_ location: Location) -> (String, JSONValue) {
    (
      "physicalLocation",
      .object([
        ("artifactLocation", artifact(location.path)),
        ("region", location.span.map(region) ?? .object([("startLine", .number(1))])),
      ])
    )
  }

  /// A path from the root as a relative reference; another as a whole one.
  private static func artifact(_ path: String) -> JSONValue {
    let encoded = percentEncoded(path)
    guard !path.utf8.starts(with: "/".utf8) else {
      return .object([("uri", .string("file://" + encoded))])
    }
    return .object([
      ("uri", .string(encoded.isEmpty ? "." : encoded)), ("uriBaseId", .string("%SRCROOT%")),
    ])
  }

  /// A span that ends before it begins is only known to begin.
  private static func region(_ span: Span) -> JSONValue {
    let start = Position(line: max(1, span.start.line), column: max(1, span.start.column))
    var members: [(String, JSONValue)] = [
      ("startLine", .number(start.line)), ("startColumn", .number(start.column)),
    ]
    if span.end >= start {
      members += [("endLine", .number(span.end.line)), ("endColumn", .number(span.end.column))]
    }
    return .object(members)
  }

  private static func percentEncoded(_ path: String) -> String {
    var result: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        result.append(byte)
      default: result += Array("%\(Hex.text([byte]).uppercased())".utf8)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
