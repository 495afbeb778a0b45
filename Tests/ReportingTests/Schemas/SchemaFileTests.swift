import Foundation
import Records
import Reporting
import Testing
import TestSupport

struct SchemaFileTests {
  /// The files of this repository by the names of their schemas.
  static let samples: [SchemaSample] = {
    let manager = FileManager.default
    let paths = ["changes", "policies"].flatMap { folder in
      (manager.enumerator(atPath: "\(Golden.root)/\(folder)")?.allObjects as? [String] ?? [])
        .map { "\(folder)/\($0)" }
    }
    return paths.sorted().compactMap { path in
      guard let file = SchemaFiles.file(for: path),
        let text = try? String(contentsOfFile: "\(Golden.root)/\(path)", encoding: .utf8)
      else { return nil }
      return SchemaSample(schema: file.name, text: text)
    }
  }()

  @Test(arguments: SchemaFile.printable.map(\.name))
  func `the stored schemas are those of the decoder`(_ name: String) throws {
    let file = try #require(SchemaFile.printable.first { $0.name == name })
    try Golden.compare(file.text, withFile: "Documentation/schemas/\(file.fileName)")
  }

  @Test func `every record and policy of ours keeps its schema`() throws {
    let samples = Self.samples
    #expect(samples.count >= 30)
    // Only a workflow beside the main one has no sample.
    #expect(Set(samples.map(\.schema)).count == SchemaFile.allCases.count - 1)
    for (sample, refusal) in zip(samples, try SchemaJudge.refusals(of: samples)) {
      #expect(refusal == nil, "\(sample.text.prefix(80))")
    }
  }

  @Test(.enabled(if: checkJSONSchema != nil))
  func `check-jsonschema says the same`() throws {
    let program = try #require(Self.checkJSONSchema)
    let folder = try ScratchFolder()
    for file in SchemaFile.allCases {
      let schema = "\(folder.path)/\(file.fileName)"
      try file.text.write(toFile: schema, atomically: true, encoding: .utf8)
      var paths: [String] = []
      for (index, sample) in Self.samples.enumerated() where sample.schema == file.name {
        paths.append("\(folder.path)/\(file.name)-\(index).yaml")
        try sample.text.write(toFile: paths[paths.count - 1], atomically: true, encoding: .utf8)
      }
      let arguments =
        paths.isEmpty ? ["--check-metaschema", schema] : ["--schemafile", schema] + paths
      let outcome = try Command.run(
        program, arguments, in: folder.path,
        environment: CleanEnvironment.variables(home: folder.path).merging([
          "LC_ALL": "C.UTF-8"
        ]) { $1 })
      #expect(outcome.status == 0, "\(outcome.text)")
    }
  }

  @Test(.enabled(if: checkJSONSchema != nil))
  func `check-jsonschema reads a fleet as we do`() throws {
    let program = try #require(Self.checkJSONSchema)
    let folder = try ScratchFolder()
    let schema = "\(folder.path)/fleet.json"
    try SchemaFile.fleet.text.write(toFile: schema, atomically: true, encoding: .utf8)
    let good = """
      schema: assent/fleet/1
      repositories:
        - path: claims
          trust-root: \(String(repeating: "a", count: 40))
          deployments: [claims.csv]
          code: [../claims]
        - {path: mail, trust-root: first, leavers: staff.csv}

      """
    let cases = [
      (good, true), (good.replacingOccurrences(of: "first", with: "latest"), false),
      (good.replacingOccurrences(of: "leavers:", with: "leaver:"), false),
      (good.replacingOccurrences(of: "fleet/1", with: "fleet/2"), false),
      (good.replacingOccurrences(of: "trust-root: first, ", with: ""), false),
      ("schema: assent/fleet/1\nrepositories: []\n", false),
    ]
    for (text, isGood) in cases {
      let path = "\(folder.path)/fleet.yaml"
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      #expect((FleetFile.read(Array(text.utf8), path: path).fleet != nil) == isGood, "\(text)")
      let outcome = try Command.run(
        program, ["--schemafile", schema, path], in: folder.path,
        environment: CleanEnvironment.variables(home: folder.path).merging([
          "LC_ALL": "C.UTF-8"
        ]) { $1 })
      #expect((outcome.status == 0) == isGood, "\(text)\(outcome.text)")
    }
  }

  /// The judge that `.ci/judges` installs, or the machine's own.
  private static let checkJSONSchema: String? = {
    let own = "\(Golden.root)/.build/judges/bin/check-jsonschema"
    if access(own, X_OK) == 0 { return own }
    return try? Command.find("check-jsonschema")
  }()

  @Test func `the page about editors names every schema, for its files`() throws {
    let page = try String(
      contentsOfFile: "\(Golden.root)/Documentation/editors.md", encoding: .utf8)
    for file in SchemaFile.allCases {
      #expect(page.contains("[\(file.fileName)](schemas/\(file.fileName))"))
      #expect(page.contains("\"\(SchemaFiles.folder)/\(file.fileName)\": "))
      if file.name != "change" { #expect(page.contains("\"\(file.glob)\""), "\(file.glob)") }
    }
  }

  @Test(arguments: [
    ("changes/CHG-2026-7F3K.yaml", "../.assent/schemas/change.json"),
    ("changes/2026/CHG-2026-7F3K.yaml", "../../.assent/schemas/change.json"),
    ("policies/assent.yaml", "../.assent/schemas/policy.json"),
    ("policies/people.yaml", "../.assent/schemas/people.json"),
    ("policies/workflow.yaml", "../.assent/schemas/workflow.json"),
    ("policies/workflows/databases.yaml", "../../.assent/schemas/further-workflow.json"),
    ("policies/templates/STD-X.yaml", "../../.assent/schemas/template.json"),
    ("policies/tests/windows.yaml", "../../.assent/schemas/policy-test.json"),
  ])
  func `a file points to its schema from where it stands`(_ path: String, _ schema: String) {
    #expect(SchemaFiles.modeline(for: path) == "# yaml-language-server: $schema=\(schema)")
  }

  @Test(arguments: [
    "changes/evidence/CHG-2026-7F3K/notes.yaml", "changes/README.md", "policies/other.yaml",
    "policies/keys/ana.asc", "policies/templates/deep/STD-X.yaml", "policies/templates/.yaml",
    "README.md", "", "changes", "changes/", "other/people.yaml",
  ])
  func `other files have no schema`(_ path: String) {
    #expect(SchemaFiles.modeline(for: path) == nil)
  }
}
