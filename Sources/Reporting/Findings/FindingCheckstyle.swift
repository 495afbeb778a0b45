internal import Diagnostics

/// Writes findings as Checkstyle's XML, which many review tools and Jenkins read.
package enum FindingCheckstyle {
  /// The whole document: the files in the order in which findings name them first.
  package static func document(_ report: FindingReport) -> String {
    let groups = FindingGroups(report.findings) { $0.location.path }
    let files = groups.all.map { path, findings in
      "  <file\(XMLText.attributes([("name", path)]))>\n\(findings.map(error).joined())  </file>\n"
    }
    return XMLText.head + "<checkstyle version=\"8.0\">\n\(files.joined())</checkstyle>\n"
  }

  private static func error(_ finding: Finding) -> String {
    var attributes = [("line", String(finding.location.span?.start.line ?? 1))]
    if let column = finding.location.span?.start.column {
      attributes.append(("column", String(column)))
    }
    let words = [finding.message, finding.advice].compactMap { $0 }.joined(separator: "; ")
    attributes += [
      ("severity", severity(finding.severity)), ("message", words),
      ("source", "assent.\(finding.rule)"),
    ]
    return "    <error\(XMLText.attributes(attributes))/>\n"
  }

  private static func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .note: "info"
    }
  }
}

/// Findings by a property, in the order in which each value comes first.
struct FindingGroups {
  private(set) var all: [(key: String, findings: [Finding])] = []

  init(_ findings: [Finding], by key: (Finding) -> String) {
    var indexes: [[UInt8]: Int] = [:]
    for finding in findings {
      let name = key(finding)
      // By bytes: two paths that look alike are two files.
      if let index = indexes[Array(name.utf8)] {
        all[index].findings.append(finding)
      } else {
        indexes[Array(name.utf8)] = all.count
        all.append((name, [finding]))
      }
    }
  }
}
