import Diagnostics
import PolicyLint
import Testing

/// The rules look into `policies/workflows/` as they look into the main workflow.
struct FurtherWorkflowTests {
  struct Row: CustomTestStringConvertible, Sendable {
    let rule: String?
    let condition: String
    let stages: String
    var people = "schema: assent/people/1"
    var line = 4
    var severity = Severity.warning

    var testDescription: String { "\(rule ?? "nothing"): \(stages)" }
  }

  static let approved = "act: approve, covers: [request]"

  private static func findings(_ row: Row) throws -> [Finding] {
    var files = try BasePolicy.files([
      PolicyExample.Change(file: "people.yaml", yaml: row.people, without: [])
    ])
    files["policies/workflows/more.yaml"] = Array(
      "schema: assent/workflow/1\nfor: {\(row.condition)}\nstages:\n  \(row.stages)\n".utf8)
    return try BasePolicy.findings(files)
  }

  @Test(arguments: [
    Row(
      rule: nil, condition: "risk: [high]",
      stages: "approved: {\(approved), require: {id: x, role: security, count: 1}}"),
    Row(
      rule: "role-unheld", condition: "risk: [high]",
      stages: "approved: {\(approved), require: {id: x, role: none, count: 1}}",
      people: "roles: {none: []}", severity: .error),
    Row(
      rule: "threshold-unreachable", condition: "risk: [high]",
      stages: "approved: {\(approved), require: {id: x, role: security, count: 3}}",
      severity: .error),
    Row(
      rule: "threshold-unreachable", condition: "risk: [high]",
      stages: "approved: {\(approved), require: {id: x, level: advisory, role: security, count: 3}}"
    ),
    // The main workflow keeps the requester out of `approved`.
    Row(
      rule: "threshold-without-spare", condition: "risk: [high]",
      stages: "approved: {\(approved), require: {id: x, role: security, count: 2}}"),
    Row(
      rule: nil, condition: "risk: [high]",
      stages: "approved: {\(approved), require: {id: x, level: advisory, role: security, count: 2}}"
    ),
    Row(
      rule: "requirement-incomplete", condition: "risk: [high]",
      stages: "approved: {\(approved), require: {id: x, role: security}}", severity: .error),
    Row(
      rule: "requirement-incomplete", condition: "risk: [high]",
      stages:
        "approved: {\(approved), require: {id: x, any: [{level: advisory, role: security, count: 1}]}}",
      severity: .error),
    Row(
      rule: "requirement-unmatchable", condition: "risk: [high]",
      stages:
        "approved: {\(approved), require: {id: x, role: security, count: 1, when: {risk: [low]}}}"),
    Row(
      rule: "requirement-unmatchable", condition: "zone: [intranet]",
      stages: "planned: {reviewed-by: approved}",
      line: 2),
    // Only the changes that the workflow is for have to meet one of the parts.
    Row(
      rule: nil, condition: "risk: [high]",
      stages:
        "approved: {\(approved), require: {id: x, all: [{role: security, count: 1, when: {risk: [high]}}]}}"
    ),
    Row(
      rule: "requirement-undecidable", condition: "risk: [high, low]",
      stages:
        "approved: {\(approved), require: {id: x, all: [{role: security, count: 1, when: {risk: [high]}}]}}",
      severity: .error),
    Row(
      rule: "seating-impossible", condition: "risk: [high]",
      stages:
        "approved: {\(approved), distinct: [x, z], require: {all: [{id: x, role: one, count: 1}, {id: z, role: one, count: 1}]}}",
      people: "roles: {one: [fay]}", severity: .error),
    Row(
      rule: nil, condition: "risk: [high]",
      stages:
        "scheduled: {act: schedule, covers: [schedule], require: {role: cab, count: 1}, lead-time: {high: 5d}}"
    ),
    Row(
      rule: "lead-time-missing", condition: "risk: [high, critical]",
      stages:
        "scheduled: {act: schedule, covers: [schedule], require: {role: cab, count: 1}, lead-time: {high: 5d}}",
      severity: .error),
    Row(
      rule: "windows-closed", condition: "risk: [high]",
      stages:
        "scheduled: {act: schedule, covers: [schedule], require: {role: cab, count: 1}, windows: []}",
      severity: .error),
    Row(
      rule: "validity-too-short", condition: "risk: [high]",
      stages: "approved: {\(approved), valid-for: 4d, require: {id: x, role: security, count: 1}}"),
    Row(
      rule: "soft-without-override", condition: "risk: [high]",
      stages: "approved: {\(approved), require: {id: x, level: soft, role: security, count: 1}}"),
  ]) func `a finding names the right file`(_ row: Row) throws {
    let findings = try Self.findings(row)
    let own = findings.filter { $0.rule == row.rule }
    guard let rule = row.rule else {
      #expect(findings == [])
      return
    }
    #expect(own.count == 1, "\(rule): \(findings)")
    #expect(own.first?.location.path == "policies/workflows/more.yaml", "\(findings)")
    #expect(own.first?.location.span?.start.line == row.line, "\(findings)")
    #expect(own.first?.severity == row.severity, "\(findings)")
  }

  @Test func `a hard requirement of a further workflow is not to be listed either`() throws {
    var files = try BasePolicy.files([
      PolicyExample.Change(
        file: "workflow.yaml", yaml: "powers: {override: {strict: [cab]}}", without: [])
    ])
    files["policies/workflows/more.yaml"] = Array(
      """
      schema: assent/workflow/1
      for: {risk: [high]}
      stages:
        approved: {\(Self.approved), require: {id: strict, level: hard, role: security, count: 1}}

      """.utf8)
    let findings = try BasePolicy.findings(files)
    #expect(findings.map(\.rule) == ["override-of-hard"], "\(findings)")
    #expect(findings.first?.location.path == "policies/workflow.yaml")
    #expect(findings.first?.related.first?.location.path == "policies/workflows/more.yaml")
  }

  // Where the main workflow is not for every change, the others stand alone.
  @Test func `a workflow that stands alone keeps people out itself`() throws {
    var files = try BasePolicy.files([
      PolicyExample.Change(file: "workflow.yaml", yaml: "for: {risk: [low, medium]}", without: [])
    ])
    files["policies/workflows/more.yaml"] = Array(
      """
      schema: assent/workflow/1
      for: {risk: [high, critical]}
      stages:
        approved: {\(Self.approved), require: {id: x, role: security, count: 1}}

      """.utf8)
    let rules = try BasePolicy.findings(files).filter { $0.location.path.hasSuffix("more.yaml") }
      .map(\.rule)
    #expect(Set(rules).isSuperset(of: ["self-approval", "section-uncovered"]), "\(rules)")
  }
}
