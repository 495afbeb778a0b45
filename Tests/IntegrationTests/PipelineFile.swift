import Foundation
import TestSupport
import YAMLTree

/// A file of `Integrations/`, read for the scripts in it.
struct PipelineFile {
  /// One step with a script.
  struct Step {
    let name: String
    /// Its variables as they are written, expressions included.
    let variables: [String: String]
    let script: String
  }

  /// The root of the package.
  static let root: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(3).joined(separator: "/")
  }()

  let path: String
  let node: Node

  /// Reads a file below `Integrations/`.
  init(_ name: String) throws {
    path = "\(Self.root)/Integrations/\(name)"
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    let reading = YAMLReader.read(bytes, path: name)
    guard let root = reading.root else { throw TestFailure("\(name): \(reading.findings)") }
    node = root
  }

  /// Every step of a workflow or composite action that has a script.
  var steps: [Step] {
    let jobs = node["jobs"]?.entries.map(\.value) ?? []
    let lists = jobs.map { $0["steps"] } + [node["runs"]?["steps"]]
    return lists.compactMap { $0 }.flatMap(\.items).compactMap { step in
      step["run"]?.text.map {
        Step(
          name: step["name"]?.text ?? "", variables: step["env"]?.texts ?? [:], script: $0)
      }
    }
  }

  /// The step of a name.
  func step(_ name: String) throws -> Step {
    guard let step = steps.first(where: { $0.name == name }) else {
      throw TestFailure("\(path) has no step \(name)")
    }
    return step
  }

  /// The lines of a list of a GitLab job, such as `script`.
  func lines(_ key: String, ofJob job: String) throws -> String {
    guard let list = node[job]?[key] else { throw TestFailure("\(path) has no \(job).\(key)") }
    return list.items.compactMap(\.text).joined(separator: "\n")
  }
}

extension Node {
  var text: String? {
    guard case .scalar(let text, _) = content else { return nil }
    return text
  }

  var items: [Node] {
    guard case .sequence(let items) = content else { return [] }
    return items
  }

  var entries: [Entry] {
    guard case .mapping(let entries) = content else { return [] }
    return entries
  }

  /// The scalars of a mapping.
  var texts: [String: String] {
    Dictionary(entries.map { ($0.key, $0.value.text ?? "") }) { $1 }
  }
}
