internal import Diagnostics
internal import YAMLTree

/// The shape of `policies/systems.yaml`.
enum SystemsShape {
  /// The whole file.
  static let systems = Shape<Systems>.object({ Systems() }) {
    Field(
      checking: "schema", .choice([("assent/systems/1", ())]), required: true,
      "The format of the file and its version.")
    Field(
      "systems", system.map(by: .systemID), required: true, "The inventory, by id."
    ) { drafts, owner in
      for (id, draft) in drafts { owner.systems[id] = draft.named(id) }
    }
  }

  private static let system = Shape<Systems.System>.object(
    { Systems.System(id: "") }, line: \.line
  ) {
    Field("owners", Shape.text(.personID).list(), \.owners, "The people who answer for it.")
    Field("criticality", .choice, \.criticality, "How much depends on it.")
    Field(
      "zones", Shape.text(.identifier).list(), \.zones, "Where it lies, such as personal-data.")
    Field("parent", .text(.systemID), \.parent, "The system that it is a part of.")
    Field("depends-on", Shape.text(.systemID).list(), \.dependsOn, "The systems that it needs.")
  }
}

extension Systems.System {
  fileprivate func named(_ id: String) -> Systems.System {
    var system = Systems.System(id: id)
    (system.owners, system.criticality, system.zones) = (owners, criticality, zones)
    (system.parent, system.dependsOn, system.line) = (parent, dependsOn, line)
    return system
  }
}
