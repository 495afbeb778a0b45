package import Diagnostics
internal import YAMLTree

/// The clones that one audit is about: `assent/fleet/1`.
///
/// Paths are as written, relative to the file.
package struct FleetFile: Hashable, Sendable {
  /// One clone, and the evidence from outside that belongs to it.
  package struct Repository: Hashable, Sendable {
    /// The folder of the clone.
    package var path: String = ""
    /// A full commit id, or `first`.
    package var trustRoot: String?
    package var trunk: String?
    package var checkpoint: String?
    package var deployments: [String] = []
    package var leavers: String?
    package var settings: [String] = []
    /// Clones of governed code.
    package var code: [String] = []

    package init() {}
  }

  /// What the file's key `schema` says.
  package static let schemaName = "assent/fleet/1"

  /// What the file looks like.
  package static var schema: Schema { FleetShape.file.schema }

  package var repositories: [Repository] = []

  package init() {}

  /// Reads a fleet, and everything that is wrong with its text and structure.
  ///
  /// - Returns: the fleet only if nothing is wrong with it.
  package static func read(_ bytes: [UInt8], path: String) -> (
    fleet: FleetFile?, findings: [Finding]
  ) {
    let tree = YAMLReader.read(bytes, path: path)
    guard let root = tree.root else { return (nil, tree.findings) }
    var reading = Reading(path: path)
    let fleet = FleetShape.file.read(root, &reading)
    let findings = reading.findings.inOrder
    return (findings.isEmpty ? fleet : nil, findings)
  }
}
