package import Diagnostics
internal import YAMLTree

/// A policy, or what keeps it from loading.
package struct PolicyReading: Sendable {
  /// The policy; nil if anything is wrong with it.
  package let policy: Policy?
  /// What is wrong, by file and place.
  package let findings: [Finding]
}

extension Policy {
  /// Reads the files of a policy by their paths, such as `policies/assent.yaml`.
  ///
  /// What is undecidable only for some changes loads, and the decision reports it; anything else
  /// that is wrong keeps the whole policy from loading.
  package static func read(files: [String: [UInt8]]) -> PolicyReading {
    var reader = PolicyReader(files: files)
    let policy = reader.read()
    let findings = reader.findings.inOrder
    let failed = findings.contains { $0.severity == .error }
    return PolicyReading(policy: failed ? nil : policy, findings: findings)
  }
}

/// A file of a policy as read: its values and the tree that says where they stand.
struct PolicyFile<Content: Sendable>: Sendable {
  /// The path from the repository's root.
  let path: String
  /// The values.
  let content: Content
  /// The tree.
  let root: Node
}

/// Reads all files of a policy and judges them together.
struct PolicyReader {
  private let files: [String: [UInt8]]
  private(set) var findings: [Finding] = []

  /// Takes the files by their paths.
  init(files: [String: [UInt8]]) { self.files = files }

  /// The policy as far as it can be read; `findings` tells whether it may be used.
  mutating func read() -> Policy? {
    reportUnknownFiles()
    let charter = required("policies/assent.yaml", CharterShape.charter)
    let people = required("policies/people.yaml", PeopleShape.people)
    let systems = required("policies/systems.yaml", SystemsShape.systems)
    let workflow = required("policies/workflow.yaml", WorkflowShape.workflow)
    let calendar = required("policies/calendar.yaml", CalendarShape.calendar)
    let lint = optional("policies/lint.yaml", LintSettingsShape.settings)
    let templates = readTemplates()
    let further = readFurtherWorkflows()
    guard let charter, let people, let systems, let workflow, let calendar else { return nil }
    findings += PeopleCheck.findings(people)
    findings += CharterCheck.findings(charter, people: people.content)
    findings += SystemsCheck.findings(systems, people: people.content)
    findings += CalendarCheck.findings(calendar, people: people.content)
    findings += WorkflowCheck.findings(
      workflow, people: people.content, systems: systems.content, calendar: calendar.content,
      others: further.map(\.content))
    for file in further {
      findings += WorkflowCheck.findings(
        file, people: people.content, systems: systems.content, calendar: calendar.content)
    }
    findings += TemplateCheck.findings(templates, systems: systems.content)
    return Policy(
      charter: charter.content, people: people.content, systems: systems.content,
      workflow: workflow.content, calendar: calendar.content,
      lint: lint?.content ?? LintSettings(), templates: templates.map(\.content),
      furtherWorkflows: further.map(\.content))
  }

  private mutating func readFurtherWorkflows() -> [PolicyFile<Workflow>] {
    files.keys.filter(PolicyPaths.isFurtherWorkflow).sorted(by: PolicyPaths.inByteOrder)
      .compactMap { path in
        optional(path, WorkflowShape.further).map { file in
          PolicyFile(
            path: path, content: file.content.named(PolicyPaths.stem(of: path)), root: file.root)
        }
      }
  }

  private mutating func readTemplates() -> [PolicyFile<Template>] {
    files.keys.filter(PolicyPaths.isTemplate).sorted(by: PolicyPaths.inByteOrder).compactMap {
      path in
      optional(path, TemplateShape.template).map { file in
        var template = file.content
        template.path = path
        template.text = files[path] ?? []
        return PolicyFile(path: path, content: template, root: file.root)
      }
    }
  }

  private mutating func required<Content>(
    _ path: String, _ shape: Shape<Content>
  ) -> PolicyFile<Content>? {
    guard files[path] != nil else {
      findings.append(
        Finding(
          rule: "policy-missing-file", message: "the policy has no `\(path)`",
          location: Location(path: path), advice: "add the file"))
      return nil
    }
    return optional(path, shape)
  }

  private mutating func optional<Content>(
    _ path: String, _ shape: Shape<Content>
  ) -> PolicyFile<Content>? {
    guard let bytes = files[path] else { return nil }
    let tree = YAMLReader.read(bytes, path: path)
    guard let root = tree.root else {
      findings += tree.findings
      return nil
    }
    var reading = Reading(path: path)
    let content = shape.read(root, &reading)
    findings += reading.findings
    return content.map { PolicyFile(path: path, content: $0, root: root) }
  }

  private mutating func reportUnknownFiles() {
    for path in files.keys.sorted(by: PolicyPaths.inByteOrder) where !PolicyPaths.isKnown(path) {
      findings.append(
        Finding(
          rule: "unknown-policy-file", message: "`\(Excerpt.of(path))` is no file of a policy",
          location: Location(path: path),
          advice: NearestName.of(path, among: PolicyPaths.known).map { "did you mean `\($0)`" }
            ?? "move it out of `policies/`"))
    }
  }
}

/// Where the files of a policy lie.
enum PolicyPaths {
  /// The files with fixed names.
  static let known = [
    "policies/assent.yaml", "policies/people.yaml", "policies/systems.yaml",
    "policies/workflow.yaml", "policies/calendar.yaml", "policies/lint.yaml",
  ]

  /// Whether a policy may have a file there.
  static func isKnown(_ path: String) -> Bool {
    known.contains(path) || isTemplate(path) || isFurtherWorkflow(path)
      || path.utf8.starts(with: "policies/keys/".utf8)
      || path.utf8.starts(with: "policies/tests/".utf8)
  }

  /// Whether it is the place of a template.
  static func isTemplate(_ path: String) -> Bool {
    path.utf8.starts(with: "policies/templates/".utf8) && path.utf8.count > 24
      && path.utf8.suffix(5).elementsEqual(".yaml".utf8)
      && path.utf8.count { $0 == UInt8(ascii: "/") } == 2
  }

  /// Whether it is the place of a further workflow.
  static func isFurtherWorkflow(_ path: String) -> Bool {
    path.utf8.starts(with: "policies/workflows/".utf8) && path.utf8.count > 24
      && path.utf8.suffix(5).elementsEqual(".yaml".utf8)
      && path.utf8.count { $0 == UInt8(ascii: "/") } == 2
  }

  /// The name of a YAML file without its ending.
  static func stem(of path: String) -> String {
    String((path.split(separator: "/").last ?? "").dropLast(5))
  }

  /// The order in which files are read.
  static func inByteOrder(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
