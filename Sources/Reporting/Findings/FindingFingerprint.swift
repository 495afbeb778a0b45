package import Diagnostics
internal import Primitives
internal import Signatures

/// Names findings so that other programs know them again after edits elsewhere in the file.
package enum FindingFingerprint {
  /// A name for each finding, in their order; no two are equal.
  ///
  /// It is made of the rule, the record's id or the file's path, the key path and the message
  /// without its numbers, never of the line. Of findings that agree in all of these the first keeps
  /// the name, and the others are counted.
  package static func all(of findings: [Finding]) -> [String] {
    var seen: [String: Int] = [:]
    return findings.map { finding in
      let subject = subject(of: finding)
      let count = (seen[subject] ?? 0) + 1
      seen[subject] = count
      return sha256(of: Array("\(subject)\n\(count)".utf8)).hex
    }
  }

  /// What is the same of a finding as long as it is the same finding.
  private static func subject(of finding: Finding) -> String {
    [
      finding.rule, file(finding.location.path), finding.place ?? "", normalised(finding.message),
    ].joined(separator: "\n")
  }

  /// The id of a record, which keeps it when its file moves; of every other file the path.
  package static func file(_ path: String) -> String {
    guard path.utf8.starts(with: "changes/".utf8),
      !path.utf8.starts(with: "changes/evidence/".utf8),
      path.hasSuffix(".yaml")
    else { return path }
    let name = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.index(after: $0)...] }
    return String((name ?? path[...]).dropLast(5))
  }

  /// The message in one line with every number as `0`: what is counted may change.
  package static func normalised(_ message: String) -> String {
    var result: [UInt8] = []
    for byte in PlainText.line(message).utf8 {
      let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      if isDigit, result.last == UInt8(ascii: "0") { continue }
      if byte == UInt8(ascii: " "), result.last == byte { continue }
      result.append(isDigit ? UInt8(ascii: "0") : byte)
    }
    return String(decoding: result, as: UTF8.self)
  }
}
