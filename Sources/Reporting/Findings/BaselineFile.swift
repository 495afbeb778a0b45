package import Lint
internal import YAMLTree

/// The text of a baseline, `assent/lint-baseline/1`: JSON with one entry a line, so that two
/// branches that each cured something merge without a conflict.
package enum BaselineFile {
  /// Why a text is no baseline.
  package struct Fault: Error, Hashable {
    /// The line, from 1.
    package let line: Int
    package let message: String
  }

  private static let opening = #"{"schema":"assent/lint-baseline/1","findings":["#
  private static let closing = "]}"

  /// Writes a baseline, sorted.
  package static func text(_ baseline: Baseline) -> String {
    let entries = baseline.counts.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { pair in
      String(line(pair.key, pair.value).dropLast())
    }
    let body = entries.isEmpty ? "" : entries.joined(separator: ",\n") + "\n"
    return opening + "\n" + body + closing + "\n"
  }

  /// Reads what `text` writes; a conflict of a merge, an unknown key or an entry twice is a fault.
  package static func read(_ text: String) throws(Fault) -> Baseline {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    guard lines.popFirst() == Substring(opening) else {
      throw Fault(line: 1, message: "the file does not begin with `\(opening)`")
    }
    guard lines.popLast() == "", lines.popLast() == Substring(closing) else {
      throw Fault(line: lines.endIndex, message: "the file does not end with `\(closing)`")
    }
    var counts: [Baseline.Entry: Int] = [:]
    for (index, line) in zip(lines.indices, lines) {
      let isLast = index == lines.endIndex - 1
      guard line.hasSuffix(",") != isLast else {
        throw Fault(
          line: index + 1, message: isLast ? "the last entry ends in a comma" : "a comma is missing"
        )
      }
      let (entry, count) = try entry(isLast ? line : line.dropLast(), line: index + 1)
      guard counts.updateValue(count, forKey: entry) == nil else {
        throw Fault(line: index + 1, message: "the entry is there twice")
      }
    }
    return Baseline(counts)
  }

  private static func line(_ entry: Baseline.Entry, _ count: Int) -> String {
    JSONValue.object([
      ("rule", .string(entry.rule)), ("record", .string(entry.record)),
      ("place", .string(entry.place)), ("message", .string(entry.message)),
      ("count", .number(count)),
    ]).line
  }

  /// Reads one entry: JSON on a line is YAML too, and strictly read as such.
  private static func entry(_ text: Substring, line: Int) throws(Fault) -> (Baseline.Entry, Int) {
    let odd = Fault(line: line, message: "the line is no entry of a baseline")
    guard text.utf8.first == UInt8(ascii: "{"), text.utf8.count <= YAMLReader.byteLimit,
      let root = YAMLReader.read(Array(text.utf8), path: "").root,
      case .mapping(let entries) = root.content,
      entries.map(\.key) == ["rule", "record", "place", "message", "count"]
    else { throw odd }
    let values = entries.map { entry -> String? in
      guard case .scalar(let text, let style) = entry.value.content else { return nil }
      return (style == .quoted) == (entry.key != "count") ? text : nil
    }
    guard let rule = values[0], let record = values[1], let place = values[2],
      let message = values[3], let count = values[4].flatMap({ Int($0) }), count > 0,
      count < 1_000_000
    else { throw odd }
    let entry = Baseline.Entry(rule: rule, record: record, place: place, message: message)
    return (entry, count)
  }
}
