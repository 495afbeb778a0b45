import Foundation
import TestSupport

@testable import Records
@testable import Reporting
@testable import YAMLTree

/// A file for one of the schemas.
struct SchemaSample: Sendable {
  let schema: String
  let text: String
}

/// What the two readers say: ours, and a validator that is not ours with the schema.
enum SchemaJudge {
  /// Loads files as check-jsonschema does: YAML 1.2, times as text. Debian's parser in C is too old
  /// for colons in flow mappings.
  private static let program = """
    import json, sys
    import jsonschema
    from ruamel.yaml import YAML
    work = json.load(open(sys.argv[1], encoding="utf-8"))
    validators = {}
    for name, schema in work["schemas"].items():
        jsonschema.Draft7Validator.check_schema(schema)
        validators[name] = jsonschema.Draft7Validator(
            schema, format_checker=jsonschema.draft7_format_checker)
    answers = []
    for sample in work["samples"]:
        yaml = YAML(typ="safe", pure=True)
        constructors = yaml.constructor.yaml_constructors
        constructors["tag:yaml.org,2002:timestamp"] = constructors["tag:yaml.org,2002:str"]
        try:
            value = yaml.load(sample["text"])
        except Exception as error:
            answers.append("unreadable: %s" % error)
            continue
        value = json.loads(json.dumps(value))
        found = sorted(
            "%s: %s" % (error.json_path, error.message)
            for error in validators[sample["schema"]].iter_errors(value))
        answers.append(found[0] if found else None)
    json.dump(answers, sys.stdout)
    """

  /// What the validator says against each file; nil where it accepts.
  static func refusals(of samples: [SchemaSample]) throws -> [String?] {
    let folder = try ScratchFolder()
    let schemas = try SchemaFile.allCases.reduce(into: [String: Any]()) { schemas, file in
      schemas[file.name] = try JSONSerialization.jsonObject(with: Data(file.text.utf8))
    }
    let work: [String: Any] = [
      "schemas": schemas, "samples": samples.map { ["schema": $0.schema, "text": $0.text] },
    ]
    let path = folder.path + "/work.json"
    try JSONSerialization.data(withJSONObject: work).write(to: URL(fileURLWithPath: path))
    let outcome = try Command.run(
      "/usr/bin/python3", ["-c", program, path], in: "/", environment: ["LC_ALL": "C.UTF-8"],
      timeout: 120)
    guard outcome.status == 0,
      let answers = try JSONSerialization.jsonObject(with: outcome.output) as? [Any]
    else { throw TestFailure("the validator ended with \(outcome.status): \(outcome.errors)") }
    return answers.map { $0 as? String }
  }

  /// What our decoder says against a file, read alone; nil where it accepts.
  static func decoderRefusal(of sample: SchemaSample) throws -> String? {
    let found: [String] =
      switch sample.schema {
      case "change": findings(RecordShape.change, sample.text)
      case "policy": findings(CharterShape.charter, sample.text)
      case "people": findings(PeopleShape.people, sample.text)
      case "systems": findings(SystemsShape.systems, sample.text)
      case "workflow": findings(WorkflowShape.workflow, sample.text)
      case "further-workflow": findings(WorkflowShape.further, sample.text)
      case "calendar": findings(CalendarShape.calendar, sample.text)
      case "lint": findings(LintSettingsShape.settings, sample.text)
      case "template": findings(TemplateShape.template, sample.text)
      case "policy-test": findings(PolicyTestShape.file, sample.text)
      default: throw TestFailure("no schema is named \(sample.schema)")
      }
    return found.first
  }

  private static func findings<Value>(_ shape: Shape<Value>, _ text: String) -> [String] {
    let tree = YAMLReader.read(Array(text.utf8), path: "file.yaml")
    guard let root = tree.root else { return tree.findings.map(\.message) }
    var reading = Reading(path: "file.yaml")
    _ = shape.read(root, &reading)
    return (tree.findings + reading.findings).map(\.message)
  }
}
