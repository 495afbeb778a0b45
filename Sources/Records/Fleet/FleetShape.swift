/// The shape of a fleet's file.
enum FleetShape {
  /// The whole file.
  static let file = Shape<FleetFile>.object({ FleetFile() }) {
    Field(
      checking: "schema", .choice([(FleetFile.schemaName, ())]), required: true,
      "The format of the file and its version.")
    Field(
      "repositories", repository.list(isEmptyAllowed: false), \.repositories, required: true,
      "The clones, each audited by itself.")
  }

  private static let repository = Shape<FleetFile.Repository>.object({ FleetFile.Repository() }) {
    Field("path", .text(.line), \.path, required: true, "The folder of the clone.")
    Field(
      "trust-root", .text(.trustRoot), \.trustRoot, required: true,
      "The commit of the trunk at which trust begins, or `first`.")
    Field("trunk", .text(.line), \.trunk, "The protected branch.")
    Field("checkpoint", .text(.commit), \.checkpoint, "An earlier tip, such as a former pack has.")
    Field("deployments", paths, \.deployments, "Files of what was deployed.")
    Field("leavers", .text(.line), \.leavers, "The staff list.")
    Field("settings", paths, \.settings, "Snapshots of a forge's settings.")
    Field("code", paths, \.code, "Clones of governed code.")
  }

  private static let paths = Shape.text(.line).list()
}

extension TextPattern {
  /// A full commit id, or `first`.
  fileprivate static let trustRoot = TextPattern(
    name: "a trust root", advice: "write a full commit id, or `first`",
    regularExpression: "^([0-9a-f]{40}|first)$",
    matches: { $0 == "first" || TextPattern.commit.allows($0) })
}
