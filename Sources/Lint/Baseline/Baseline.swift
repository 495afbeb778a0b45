package import Diagnostics
internal import Records

/// Findings that were there before somebody began to look, and how often each: they do not fail a
/// run of the linter. No gate ever reads one.
package struct Baseline: Hashable, Sendable {
  /// One kind of finding at one place.
  package struct Entry: Hashable, Sendable, Comparable {
    package let rule: String
    /// The id of the record, or the path of another file.
    package let record: String
    /// The key path.
    package let place: String
    /// What the message says with each number as `#`: those change with every edit.
    package let message: String

    package init(rule: String, record: String, place: String, message: String) {
      self.rule = rule
      self.record = record
      self.place = place
      self.message = message
    }

    /// Orders by record, then by place.
    package static func < (left: Entry, right: Entry) -> Bool {
      (left.record, left.place, left.rule, left.message)
        < (right.record, right.place, right.rule, right.message)
    }
  }

  /// How often each is known.
  package private(set) var counts: [Entry: Int]

  /// Takes entries as they are.
  package init(_ counts: [Entry: Int] = [:]) { self.counts = counts }

  /// Knows these findings and no others.
  package init(of findings: [Finding]) {
    counts = [:]
    for finding in findings where CommitRule.named(finding.rule) == nil {
      counts[Entry(finding), default: 0] += 1
    }
  }

  /// Findings that are not known, in their order, and what of the baseline was met.
  package func divide(_ findings: [Finding]) -> (fresh: [Finding], met: Baseline) {
    var left = counts
    var met: [Entry: Int] = [:]
    let fresh = findings.filter { finding in
      // What commits did is said again in every run that looks at them.
      guard CommitRule.named(finding.rule) == nil else { return true }
      let entry = Entry(finding)
      guard let count = left[entry], count > 0 else { return true }
      left[entry] = count - 1
      met[entry, default: 0] += 1
      return false
    }
    return (fresh, Baseline(met))
  }

  /// How many findings it knows.
  package var total: Int { counts.values.reduce(0, +) }
}

extension Baseline.Entry {
  /// Names a finding so that edits elsewhere and a move of the file leave the name as it is.
  package init(_ finding: Finding) {
    let path = finding.location.path
    self.init(
      rule: finding.rule,
      record: RecordPath.read(path).map { String($0.id) } ?? Normal.line(path),
      place: Normal.line(finding.place ?? ""), message: Normal.message(finding.message))
  }
}

/// What stays of a message or a path when another edit or another machine says the same.
private enum Normal {
  /// The text with each number as one `#` and nothing that could not stand in a file of text.
  static func message(_ text: String) -> String {
    var result = ""
    var inNumber = false
    for scalar in line(text).unicodeScalars {
      let isDigit = ("0"..."9").contains(scalar)
      if !(isDigit && inNumber) { result.unicodeScalars.append(isDigit ? "#" : scalar) }
      inNumber = isDigit
    }
    return result
  }

  /// The text with `?` for what controls, reorders or hides.
  static func line(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      result.unicodeScalars.append(isOdd(scalar) ? "?" : scalar)
    }
    return result
  }

  private static func isOdd(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: true
    default: false
    }
  }
}
