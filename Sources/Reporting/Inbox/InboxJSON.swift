internal import Acts
internal import Decision
internal import Primitives
internal import Records
package import Waiting

/// Writes inboxes as `assent/inbox/1`.
package struct InboxJSON {
  /// Name and version of the engine, such as `assent 0.1.0`.
  private let engine: String

  package init(engine: String) { self.engine = engine }

  /// All inboxes: keys in a fixed order, times in UTC.
  package func document(_ inboxes: Inboxes) -> JSONValue {
    .object([
      ("schema", .string("assent/inbox/1")), ("repository", .string(inboxes.repository)),
      ("problem", .text(inboxes.problem)),
      ("people", .array(inboxes.people.map(inbox))),
      (
        "trunk",
        .object([
          ("ref", .string(inboxes.trunkReference)), ("commit", .text(inboxes.trunkCommit)),
        ])
      ),
      ("now", .text(inboxes.now)), ("engine", .string(engine)),
    ])
  }

  private func inbox(_ inbox: Inbox) -> JSONValue {
    .object([
      ("person", .string(inbox.person)), ("name", .string(inbox.name)),
      ("address", .text(inbox.address)), ("acts", .array(inbox.tasks.map(task))),
    ])
  }

  private func task(_ task: WaitingAct) -> JSONValue {
    let change = task.change
    let seat = change?.seat
    return .object([
      ("verb", .string(seat?.act.verb.name ?? "policy-approve")),
      ("change", .text(change?.id)), ("title", .text(change?.title)),
      ("type", .text(change?.type?.rawValue)), ("risk", .text(change?.risk?.rawValue)),
      ("role", .text(seat?.act.role)),
      ("for", .text(seat?.delegation?.act.signer)),
      ("delegated-until", .text(seat?.delegation?.act.delegation.days?.until)),
      ("reached", .text(change?.reached?.rawValue)),
      ("stage", .text(seat?.stage?.rawValue)),
      (
        "requirements", .array((seat?.requirements ?? []).map { .string($0) })
      ),
      ("since", .text(seat?.since)), ("from", .text(task.from)),
      ("holds-from", .text(task.holdsFrom)), ("deadline", .text(task.deadline?.time)),
      ("deadline-reason", .text(task.deadline?.reason.rawValue)), ("late", .bool(task.isLate)),
      ("earlier", earlier(seat?.earlier)), ("command", .string(task.command)),
    ])
  }

  private func earlier(_ verdict: ActVerdict?) -> JSONValue {
    guard let verdict else { return .null }
    return .object([
      ("commit", .text(verdict.act.id)), ("reason", .text(verdict.reason?.rawValue)),
      (
        "detail",
        .array(
          verdict.detail.map { detail in
            .object([
              ("field", .string(detail.field)), ("commit", .text(detail.commit)),
              ("people", .array(detail.people.map { .string($0) })),
            ])
          })
      ),
    ])
  }
}
