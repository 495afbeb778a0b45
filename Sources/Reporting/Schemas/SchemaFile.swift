internal import Records

/// The JSON Schema of one kind of file, for editors.
package struct SchemaFile: Hashable, Sendable, CaseIterable {
  /// How the command and the file's name call it: `change`, `policy-test`.
  package let name: String
  /// What such a file is, in a few words.
  package let title: String
  /// Where such files lie, as a glob from the root of the repository.
  package let glob: String
  private let source: Source

  /// Whose description it is.
  private enum Source: Hashable {
    case kind(FileKind)
    case furtherWorkflow, fleet
  }

  /// The schemas of all files that people write, in the order of the documentation.
  package static let allCases = FileKind.allCases.map(SchemaFile.init) + [furtherWorkflow]

  /// A file below `policies/workflows/`, which says less than the main workflow.
  private static let furtherWorkflow = SchemaFile(
    name: "further-workflow", title: "A workflow beside the main one",
    glob: "policies/workflows/*.yaml", source: .furtherWorkflow)

  /// The clones that one audit is about; no file of a repository, so that it is not among all cases.
  package static let fleet = SchemaFile(
    name: "fleet", title: "The clones that one audit is about", glob: "fleet.yaml", source: .fleet)

  /// What `assent schema` prints: all cases, and those of files beside a repository.
  package static let printable = allCases + [fleet]

  private init(_ kind: FileKind) {
    self.init(name: kind.rawValue, title: kind.title, glob: kind.glob, source: .kind(kind))
  }

  private init(name: String, title: String, glob: String, source: Source) {
    (self.name, self.title, self.glob, self.source) = (name, title, glob, source)
  }

  /// What the file looks like: the description that the decoder reads by.
  var schema: Schema {
    switch source {
    case .kind(let kind): kind.schema
    case .furtherWorkflow: FileKind.furtherWorkflow
    case .fleet: FleetFile.schema
    }
  }

  /// What the file's key `schema` says.
  package var schemaName: String {
    switch source {
    case .kind(let kind): kind.schemaName
    case .furtherWorkflow: FileKind.workflow.schemaName
    case .fleet: FleetFile.schemaName
    }
  }

  /// The name of the schema's own file.
  package var fileName: String { name + ".json" }

  /// The JSON Schema itself, in lines.
  package var text: String { JSONSchema.document(self).indented }
}

extension FileKind {
  fileprivate var title: String {
    switch self {
    case .change: "A change request"
    case .policy: "The policy's charter"
    case .people: "People, keys and roles"
    case .systems: "The inventory of systems"
    case .workflow: "The workflow"
    case .calendar: "The change calendar"
    case .lint: "Settings of the linter"
    case .template: "A template of standard changes"
    case .policyTest: "Cases for the policy"
    }
  }

  fileprivate var glob: String {
    switch self {
    case .change: "changes/**/*.yaml"
    case .policy: "policies/assent.yaml"
    case .template: "policies/templates/*.yaml"
    case .policyTest: "policies/tests/*.yaml"
    case .people, .systems, .workflow, .calendar, .lint: "policies/\(rawValue).yaml"
    }
  }
}
