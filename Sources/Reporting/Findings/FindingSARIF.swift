internal import Diagnostics

/// Writes findings as SARIF 2.1.0, as strict as the strictest of its readers.
package enum FindingSARIF {
  /// Of more results some readers keep an arbitrary part, so the lightest are left out here.
  package static let mostResults = 5000

  /// The whole log.
  ///
  /// - Parameters:
  ///   - tool: name and version, such as `assent 0.1.0`.
  ///   - showsSuppressed: whether what was set aside is told too, as archives want it; readers that
  ///     ignore `suppressions` would show it as open.
  package static func log(
    _ report: FindingReport, tool: String, showsSuppressed: Bool = false
  ) -> JSONValue {
    let suppressed = showsSuppressed ? report.suppressed : []
    let all = report.findings + suppressed.map(\.finding)
    let fingerprints = FindingFingerprint.all(of: all)
    var results = zip(report.findings, fingerprints).map { finding, fingerprint in
      Result(finding: finding, fingerprint: fingerprint, suppression: nil)
    }
    if results.count > mostResults {
      results = Severity.allCases.flatMap { level in
        results.filter { $0.finding.severity == level }
      }
    }
    results += zip(suppressed, fingerprints.dropFirst(report.findings.count)).map {
      Result(finding: $0.finding, fingerprint: $1, suppression: $0)
    }
    let shown = results.prefix(mostResults)
    let indexes = Dictionary(
      RuleCatalogue.entries.enumerated().map { ($1.name, $0) },
      uniquingKeysWith: { first, _ in first
      })
    return .object([
      ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
      ("version", .string("2.1.0")),
      (
        "runs",
        .array([
          .object([
            ("tool", .object([("driver", driver(tool))])),
            ("invocations", .array([invocation(leftOut: results.count - shown.count)])),
            ("columnKind", .string("unicodeCodePoints")),
            (
              "results",
              .array(
                shown.map {
                  $0.value(ruleIndex: indexes[$0.finding.rule], tellsSuppression: showsSuppressed)
                })
            ),
          ])
        ])
      ),
    ])
  }

  private static func driver(_ tool: String) -> JSONValue {
    let words = tool.split(separator: " ")
    return .object([
      ("name", .string(words.first.map(String.init) ?? tool)),
      ("semanticVersion", .string(words.last.map(String.init) ?? "")),
      ("rules", .array(RuleCatalogue.entries.map(rule))),
    ])
  }

  /// A rule has no page on a host that could be named: the help says how to read it offline.
  private static func rule(_ entry: RuleCatalogue.Entry) -> JSONValue {
    let help = "\(entry.rationale)\n\nMore: assent rule \(entry.name)"
    let markdown = "\(entry.rationale)\n\nMore: `assent rule \(entry.name)`"
    return .object([
      ("id", .string(entry.name)),
      ("shortDescription", .object([("text", .string(entry.summary))])),
      ("fullDescription", .object([("text", .string("\(entry.summary) \(entry.rationale)"))])),
      ("help", .object([("text", .string(help)), ("markdown", .string(markdown))])),
      ("defaultConfiguration", .object([("level", .string(entry.severity.rawValue))])),
    ])
  }

  private static func invocation(leftOut: Int) -> JSONValue {
    var members: [(String, JSONValue)] = [("executionSuccessful", .bool(true))]
    if leftOut > 0 {
      let words = "\(leftOut) more results are left out; at most \(mostResults) are written"
      members.append(
        (
          "toolExecutionNotifications",
          .array([
            .object([
              ("level", .string("warning")), ("message", .object([("text", .string(words))])),
            ])
          ])
        ))
    }
    return .object(members)
  }
}

extension FindingSARIF {
  /// One finding on its way into the log.
  fileprivate struct Result {
    let finding: Finding
    let fingerprint: String
    let suppression: FindingReport.Suppressed?

    /// - Parameter tellsSuppression: whether the result says if it is suppressed; all results of a
    ///   run do, or none.
    func value(ruleIndex: Int?, tellsSuppression: Bool) -> JSONValue {
      var members: [(String, JSONValue)] = [("ruleId", .string(finding.rule))]
      if let ruleIndex { members.append(("ruleIndex", .number(ruleIndex))) }
      let words = [finding.message, finding.advice].compactMap { $0 }.joined(separator: "; ")
      members += [
        ("level", .string(finding.severity.rawValue)), ("message", SARIFPlace.message(words)),
        ("locations", .array([SARIFPlace.location(finding)])),
      ]
      if !finding.related.isEmpty {
        members.append(
          ("relatedLocations", .array(finding.related.enumerated().map(SARIFPlace.related))))
      }
      members.append(
        ("partialFingerprints", .object([("assent/v1", .string(fingerprint))])))
      if let fix = finding.fix, !fix.edits.isEmpty {
        members.append(("fixes", .array([SARIFPlace.fix(fix, of: finding.location.path)])))
      }
      if tellsSuppression {
        members.append(("suppressions", .array(suppression.map { [Self.suppression($0)] } ?? [])))
      }
      return .object(members)
    }

    private static func suppression(_ suppressed: FindingReport.Suppressed) -> JSONValue {
      let until = suppressed.until.map { " (until \($0))" } ?? ""
      return .object([
        ("kind", .string("inSource")), ("status", .string("accepted")),
        ("justification", .string(PlainText.line(suppressed.reason) + until)),
      ])
    }
  }
}
