/// The kinds of files of the product, each with the one description that reads and documents it.
package enum FileKind: String, Hashable, Sendable, CaseIterable {
  /// Records, and the files of a policy; `policy` is `assent.yaml`.
  case change, policy, people, systems, workflow, calendar, lint, template
  /// Cases that a policy has to keep.
  case policyTest = "policy-test"

  /// What the file's key `schema` says, such as `assent/change/1`.
  package var schemaName: String { "assent/\(rawValue)/1" }

  /// What the file looks like.
  package var schema: Schema {
    switch self {
    case .change: RecordShape.change.schema
    case .policy: CharterShape.charter.schema
    case .people: PeopleShape.people.schema
    case .systems: SystemsShape.systems.schema
    case .workflow: WorkflowShape.workflow.schema
    case .calendar: CalendarShape.calendar.schema
    case .lint: LintSettingsShape.settings.schema
    case .template: TemplateShape.template.schema
    case .policyTest: PolicyTestShape.file.schema
    }
  }

  /// What a file of `policies/workflows/` looks like, which bears the name of a workflow as well.
  package static var furtherWorkflow: Schema { WorkflowShape.further.schema }
}

extension Schema {
  /// What a `reference` stands for, or nil for a name that nothing has.
  package static func named(_ name: String) -> Schema? {
    name == "requirement" ? RequirementShape.schema : nil
  }
}
