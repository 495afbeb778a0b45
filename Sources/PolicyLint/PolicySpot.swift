package import Lint
internal import YAMLTree

/// A place in a file of the policy.
package struct PolicySpot: Hashable, Sendable {
  /// The path below `policies/`.
  package let file: String
  package let place: Place

  /// Names a place, such as `stages.approved` of `workflow.yaml`.
  package init(_ file: String, _ place: Place) {
    self.file = file
    self.place = place
  }

  /// The path from the repository's root.
  package var path: String { "policies/" + file }

  /// The place one key further down.
  func appending(_ key: String) -> PolicySpot { PolicySpot(file, place.appending(key)) }

  /// The place one index further down.
  func appending(_ index: Int) -> PolicySpot { PolicySpot(file, place.appending(index)) }

  static let charter = PolicySpot("assent.yaml", Place([]))
  static let people = PolicySpot("people.yaml", Place([]))
  static let systems = PolicySpot("systems.yaml", Place([]))
  static let workflow = PolicySpot("workflow.yaml", Place([]))
  /// A workflow by the name of its file; the main one has none.
  static func workflow(named name: String) -> PolicySpot {
    name.isEmpty ? workflow : PolicySpot("workflows/\(name).yaml", Place([]))
  }

  static let calendar = PolicySpot("calendar.yaml", Place([]))

  /// The list of a role's people.
  static func role(_ name: String) -> PolicySpot {
    people.appending("roles").appending(name)
  }

  /// The list of a system's owners.
  static func owners(of system: String) -> PolicySpot {
    systems.appending("systems").appending(system).appending("owners")
  }
}
