internal import Acting
internal import Acts
internal import Primitives
internal import Starting

/// Where a new record goes: an id that nobody has, and the path of its file.
struct RecordPlace {
  let id: String
  /// From the root of the repository.
  let path: String

  /// The id given, or a random one of this year.
  init(given: String?, root: String, now: Instant) throws {
    if let given {
      guard ChangeID.isLegal(given) else {
        throw Failure(
          "usage", "`\(given)` is no id of a change", hint: "CHG-2026-7F3K; no I, L, O and U",
          exitStatus: 2)
      }
      guard !Self.isTaken(given, root) else {
        throw Failure("exists", "\(given) exists already", exitStatus: 2)
      }
      id = given
    } else {
      let today = CivilDate(daysSinceEpoch: Int(now.seconds / 86_400))
      guard let fresh = ChangeName.fresh(year: today.year, isTaken: { Self.isTaken($0, root) })
      else {
        throw Failure("exists", "no unused id was found", hint: "give one: --id", exitStatus: 2)
      }
      id = fresh
    }
    path = "changes/\(id.split(separator: "-")[1])/\(id).yaml"
  }

  /// Where a record of an id lies in the work tree; nil if none does.
  static func path(of id: String, root: String) -> String? {
    guard ChangeID.isLegal(id) else { return nil }
    return ["changes/\(id.split(separator: "-")[1])/\(id).yaml", "changes/\(id).yaml"]
      .first { Files.exists(root + $0) }
  }

  private static func isTaken(_ id: String, _ root: String) -> Bool {
    path(of: id, root: root) != nil || Files.exists(root + "changes/evidence/\(id)")
  }
}
