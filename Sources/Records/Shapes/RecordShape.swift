internal import Diagnostics
internal import Primitives
internal import YAMLTree

/// The shape of a change request, `changes/<ID>.yaml`: its keys, values and their meaning.
enum RecordShape {
  /// What the key `schema` says.
  static let schemaName = "assent/change/1"

  /// The whole file.
  static let change = Shape<ChangeRequest>.object({ ChangeRequest() }) {
    Field(
      checking: "schema", .choice([(schemaName, ())]), required: true,
      "The format of the file and its version.")
    Field("id", .text(.changeID), \.id, required: true, "The id; also the name of the file.")
    Field("title", .text(.line), \.title, required: true, "What changes, in one line.")
    Field("type", .choice, \.kind, required: true, "How the change is handled.")
    Field("request", request, \.request, "Step 1: what is asked for, by whom and why.")
    Field("assessment", assessment, \.assessment, "Step 2: what is at stake.")
    Field("testing", testing, \.testing, "Step 4: how it was tested.")
    Field("implementation", implementation, \.implementation, "Step 5: the way there.")
    Field("rollback", rollback, \.rollback, "Step 5: the way back.")
    Field("schedule", schedule, \.schedule, "Step 6: when, and who has to know.")
    Field("execution", execution, \.execution, "Step 7: what happened.")
    Field("review", review, \.review, "Step 8: whether it did what it was to do.")
    Field("closure", closure, \.closure, "Step 9: how it ended.")
  }

  /// A stretch of time under the given names of its ends.
  static func interval(_ from: String, _ until: String) -> Shape<ChangeRequest.Interval> {
    Shape<Ends>.object({ Ends() }) {
      Field(from, .instant, \.start, required: true, "When it begins.")
      Field(until, .instant, \.end, required: true, "When it is over.")
    }.then { ends, node, reading in
      guard let start = ends.start, let end = ends.end else { return nil }
      guard start < end else {
        reading.report(
          "bad-value", { "\($0) ends at or before its start" },
          at: node[until]?.span ?? node.span, advice: "let `\(until)` be after `\(from)`")
        return nil
      }
      return ChangeRequest.Interval(start: start, end: end)
    }
  }

  private struct Ends: Sendable {
    var start: Instant?
    var end: Instant?
  }

  /// The two keys of a file that a record refers to.
  @Fields<Owner>
  static func evidence<Owner: HasEvidence>() -> [Field<Owner>] {
    Field(
      "evidence", .text(.evidencePath), "The file that shows it, from `changes/` on."
    ) { path, owner in
      owner.evidence = ChangeRequest.Evidence(path: path, digest: owner.evidence?.digest)
    }
    Field("sha256", .text(.sha256), "The SHA-256 of that file.") { digits, owner in
      owner.evidence = ChangeRequest.Evidence(
        path: owner.evidence?.path ?? "", digest: SHA256Digest(hex: digits))
    }
  }

  /// Drops a digest that came without a file.
  static func settleEvidence<Owner: HasEvidence>(
    _ owner: Owner, _ node: Node, _ reading: inout Reading
  ) -> Owner? {
    guard let evidence = owner.evidence, evidence.path.isEmpty else { return owner }
    if node["evidence"] == nil, let digest = node["sha256"] {
      reading.report(
        "missing-key", { "\($0) has `sha256` but no `evidence`" }, at: digest.span,
        advice: "add `evidence`, or remove `sha256`")
    }
    var owner = owner
    owner.evidence = nil
    return owner
  }
}

/// Something that a file proves.
protocol HasEvidence: Sendable {
  /// The file and its digest.
  var evidence: ChangeRequest.Evidence? { get set }
}

extension ChangeRequest.Testing.Result: HasEvidence {}
extension ChangeRequest.Rollback.Rehearsal: HasEvidence {}

extension Shape where Value == Bool {
  /// `pass` or `fail`.
  static var passOrFail: Shape { choice([("pass", true), ("fail", false)]) }
}
