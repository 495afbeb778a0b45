package import Audit
internal import Primitives
internal import Reporting

/// An audit as OSCAL assessment results (version 1.2.1), for tools of assessors.
///
/// What the model cannot say is left out rather than bent. There is no assessment plan, and
/// `import-ap` leads to a resource that says so. A finding knows `satisfied` and `not-satisfied`
/// alone: an objective is satisfied only if every one of its tests that applied passed on every
/// change; where one could not be evaluated and none failed there is no finding. A failure is one
/// observation for each test and change; what could not be evaluated, one for each test and
/// reason; passes are counted in one observation for each test, since the rows are in `audit.db`.
package struct OSCALResults: Sendable {
  private let report: AuditReport
  private let document: NameUUID

  package init(report: AuditReport) {
    self.report = report
    let scope = report.scope
    document = NameUUID(
      parts: [
        scope.repository, scope.standpoint.description, scope.asOf.description,
        scope.tip.description, scope.now.description, scope.trustRoot.description,
        "\(scope.period.from)", "\(scope.period.until)", scope.period.basis.rawValue,
        scope.engine.name, scope.engine.digest?.hex ?? "",
      ], in: .assent)
  }

  /// `oscal.json`.
  package var file: PackFile {
    PackFile(path: "oscal.json", bytes: Array(value.line.utf8))
  }

  private var time: JSONValue { .text(report.scope.asOf) }

  private func uuid(_ parts: String...) -> String {
    NameUUID(parts: parts, in: document).text
  }

  private var value: JSONValue {
    .object([
      (
        "assessment-results",
        .object([
          ("uuid", .string(document.text)),
          (
            "metadata",
            .object([
              ("title", .string("Audit of changes of " + Self.line(report.scope.repository))),
              ("last-modified", time), ("version", .string("1")),
              ("oscal-version", .string("1.2.1")),
            ])
          ),
          ("import-ap", .object([("href", .string("#" + uuid("plan")))])),
          ("results", .array([result])),
          ("back-matter", .object([("resources", .array(resources))])),
        ])
      )
    ])
  }

  private var result: JSONValue {
    let period = report.scope.period
    let account = OSCALAccount(report)
    let observations =
      ControlTest.allCases.map { summary(of: $0, account) } + account.groups.map(observation)
    let findings = ControlObjective.all.compactMap { finding($0, account) }
    var members: [(String, JSONValue)] = [
      ("uuid", .string(uuid("result"))),
      ("title", .string("Control tests of \(period.from) until \(period.until)")),
      (
        "description",
        .string(
          "Every change of the period was tested from the history of the repository. Outcomes are "
            + "indications for the assessor and no opinion.")
      ),
      ("start", .text(period.start)), ("end", .text(max(period.start, report.scope.asOf))),
      ("reviewed-controls", reviewedControls),
      ("observations", .array(observations)),
    ]
    if !findings.isEmpty { members.append(("findings", .array(findings))) }
    return .object(members)
  }

  private var reviewedControls: JSONValue {
    var controls: [String] = []
    for objective in ControlObjective.all where !controls.contains(objective.control) {
      controls.append(objective.control)
    }
    func list(_ name: String, _ key: String, _ ids: [String]) -> JSONValue {
      .array([.object([(name, .array(ids.map { .object([(key, .string($0))]) }))])])
    }
    return .object([
      ("control-selections", list("include-controls", "control-id", controls)),
      (
        "control-objective-selections",
        list("include-objectives", "objective-id", ControlObjective.all.map(\.id))
      ),
    ])
  }

  // MARK: Observations

  private func summary(of test: ControlTest, _ account: OSCALAccount) -> JSONValue {
    let count = account.count(of: test)
    return .object([
      ("uuid", .string(uuid("test", test.rawValue))),
      ("title", .string("\(test.rawValue) \(test.title)")),
      (
        "description",
        .string(
          "The test was applied to every change of the period; the rows are in audit.db and "
            + "audit.json.")
      ),
      (
        "props",
        .array(
          [Self.property("control-test", test.rawValue)]
            + TestResult.Outcome.allCases.map {
              Self.property($0.rawValue, String(count.count($0)))
            })
      ),
      ("methods", .array([.string("TEST")])), ("types", .array([.string("control-objective")])),
      (
        "relevant-evidence",
        .array([
          .object([
            ("href", .string("#" + uuid("file", "audit.db"))),
            ("description", .string("The results of the test, one row for each change.")),
          ])
        ])
      ),
      ("collected", time),
    ])
  }

  private func observation(_ group: OSCALAccount.Group) -> JSONValue {
    let change = group.change
    var evidence: [JSONValue] = []
    if let change, group.isOfChange {
      evidence.append(
        .object([
          ("href", .string("changes/\(change).html")),
          ("description", .string("The dossier of the change.")),
        ]))
    }
    evidence += group.commits.map { commit in
      .object([
        ("description", .string("Commit \(commit) of the repository, in history.bundle.")),
        ("props", .array([Self.property("git-commit", commit.description)])),
      ])
    }
    var properties = [
      Self.property("control-test", group.test.rawValue),
      Self.property("outcome", group.outcome.rawValue),
    ]
    if let change { properties.append(Self.property("change", change)) }
    properties.append(Self.property("count", String(group.count)))
    properties += group.exceptions.map { Self.property("exception", $0.rawValue) }
    var members: [(String, JSONValue)] = [
      ("uuid", .string(identifier(of: group))),
      ("title", .string("\(group.test.rawValue) \(group.outcome.rawValue): \(group.test.title)")),
      ("description", .string(Self.line(group.reason))),
      ("props", .array(properties)),
      ("methods", .array([.string("TEST")])), ("types", .array([.string("control-objective")])),
    ]
    if !evidence.isEmpty { members.append(("relevant-evidence", .array(evidence))) }
    members.append(("collected", time))
    return .object(members)
  }

  private func identifier(of group: OSCALAccount.Group) -> String {
    uuid(
      "observation", group.test.rawValue, group.outcome.rawValue, group.change ?? "", group.reason,
      group.commits.map(\.description).joined(separator: " "))
  }

  // MARK: Findings

  private func finding(_ objective: ControlObjective, _ account: OSCALAccount) -> JSONValue? {
    guard let isSatisfied = account.isSatisfied(objective) else { return nil }
    let related =
      objective.tests.map { uuid("test", $0.rawValue) }
      + account.groups.filter { $0.outcome == .fail && objective.tests.contains($0.test) }
      .map(identifier)
    return .object([
      ("uuid", .string(uuid("finding", objective.id))),
      ("title", .string(objective.title)),
      (
        "description",
        .string(
          "From tests " + objective.tests.map(\.rawValue).joined(separator: ", ")
            + (isSatisfied
              ? ", none of which failed on any change." : ", at least one of which failed."))
      ),
      (
        "target",
        .object([
          ("type", .string("objective-id")), ("target-id", .string(objective.id)),
          ("status", .object([("state", .string(isSatisfied ? "satisfied" : "not-satisfied"))])),
        ])
      ),
      (
        "related-observations",
        .array(related.map { .object([("observation-uuid", .string($0))]) })
      ),
    ])
  }

  // MARK: Back matter

  private var resources: [JSONValue] {
    let plan: JSONValue = .object([
      ("uuid", .string(uuid("plan"))), ("title", .string("No assessment plan")),
      (
        "description",
        .string(
          "There is no assessment plan. The tests are those that method.html describes, applied "
            + "to the whole population.")
      ),
      ("rlinks", .array([.object([("href", .string("method.html"))])])),
    ])
    let files = [
      ("audit.json", "application/json", "The whole audit as JSON (assent/audit/1)."),
      ("audit.db", "application/vnd.sqlite3", "The whole audit as an SQLite database."),
      ("MANIFEST.sha256", "text/plain", "The digests of all files of the pack."),
    ]
    return [plan]
      + files.map { path, type, what in
        .object([
          ("uuid", .string(uuid("file", path))), ("title", .string(path)),
          ("description", .string(what)),
          (
            "rlinks",
            .array([.object([("href", .string(path)), ("media-type", .string(type))])])
          ),
        ])
      }
  }

  private static func property(_ name: String, _ value: String) -> JSONValue {
    .object([
      ("name", .string(name)), ("ns", .string("urn:assent:audit")), ("value", .string(line(value))),
    ])
  }

  /// Text in one line, without blanks around it and never empty, as the model wants it.
  private static func line(_ text: String) -> String {
    let line = PlainText.line(text).unicodeScalars
    let isBlank = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    guard let first = line.firstIndex(where: { !isBlank($0) }),
      let last = line.lastIndex(where: { !isBlank($0) })
    else { return "-" }
    return String(String.UnicodeScalarView(line[first...last]))
  }
}
