package import Reporting

/// Writes `verdicts.json` (`assent/status/1`) verdict by verdict, as they are given.
package struct VerdictsFile {
  /// The file of the pack.
  package static let path = "verdicts.json"
  private var isFirst = true

  package init() {}

  /// What stands before the first verdict.
  package var beginning: [UInt8] { Array(#"{"schema":"assent/status/1","changes":["#.utf8) }

  /// The next verdict, as `VerdictJSON.verdict` gives it; they come sorted by id.
  package mutating func next(_ verdict: JSONValue) -> [UInt8] {
    var bytes: [UInt8] = isFirst ? [] : [UInt8(ascii: ",")]
    isFirst = false
    verdict.append(to: &bytes)
    return bytes
  }

  /// What stands after the last verdict.
  package var end: [UInt8] { Array("]}\n".utf8) }
}
