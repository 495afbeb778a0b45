internal import Diagnostics
internal import YAMLTree

/// The shape of `policies/assent.yaml`.
enum CharterShape {
  /// The whole file.
  static let charter = Shape<Charter>.object({ Charter() }) {
    Field(
      checking: "schema", .choice([("assent/policy/1", ())]), required: true,
      "The format of the file and its version.")
    Field(
      "version", .integer(1...1_000_000_000), \.version, required: true,
      "Rises by one with every change of the policy.")
    Field(
      "repository", .text(.repository), \.repository, required: true,
      "The repository's name, bound into every act.")
    Field("trunk", .text(.branch), \.trunk, required: true, "The protected branch.")
    Field(
      "owners", owners.list(isEmptyAllowed: false).then(checkScopes), \.owners, required: true,
      "Who may change the policy; the first entry has no files and owns the rest.")
    Field("carrier", .choice, \.carrier, "Where act commands put their commits.")
    Field("edits", .choice, \.edits, "Whether record edits by unknown hands block approval.")
    Field("code", code.list(), \.code, "The code that these changes govern.")
  }

  private static let owners = Shape<Charter.Owners>.object({ Charter.Owners() }, line: \.line) {
    Field(
      "files", Shape.text(.glob).list(isEmptyAllowed: false), \.files,
      "Path patterns below `policies/`.")
    Field(
      "people", Shape.text(.personID).list(isEmptyAllowed: false), \.people, required: true,
      "The owners.")
    Field(
      "threshold", .integer(1...1000), \.threshold, required: true,
      "How many of them have to approve.")
    Field(
      "revoke-threshold", .integer(1...1000), \.revokeThreshold,
      "How many suffice to retire keys and remove people from roles.")
  }

  private static let code = Shape<Charter.Code>.object({ Charter.Code() }) {
    Field("repository", .text(.repository), \.repository, required: true, "The repository.")
    Field("branch", .text(.branch), \.branch, required: true, "The branch that is deployed.")
    Field(
      "protect", Shape.text(.glob).list(isEmptyAllowed: false), \.protect, required: true,
      "Path patterns of what may only change by a change request.")
  }

  /// The first entry owns what no other does; each other one says what it owns.
  @Sendable
  private static func checkScopes(
    _ entries: [Charter.Owners], _ node: Node, _ reading: inout Reading
  ) -> [Charter.Owners]? {
    guard case .sequence(let items) = node.content else { return entries }
    for (index, item) in items.enumerated() {
      guard case .mapping = item.content else { continue }
      let hasFiles = item["files"] != nil
      if index == 0, hasFiles {
        reading.report(
          "policy-owners", { "the first entry of \($0) has `files`" }, at: item.span,
          advice: "remove `files`: the first entry owns all that no other entry names")
      } else if index > 0, !hasFiles {
        reading.report(
          "policy-owners", { "entry \(index + 1) of \($0) has no `files`" }, at: item.span,
          advice: "add `files`; only the first entry owns the rest")
      }
    }
    return entries
  }
}
