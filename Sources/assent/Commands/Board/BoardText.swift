internal import Acting
internal import Acts
internal import Primitives
internal import Records
internal import Reporting
internal import Signatures

/// Says to a member of a board what is signed of an agenda, and what is left out and why.
struct BoardText {
  let hasColour: Bool

  func preview(_ board: BoardDraft, of request: BoardRequest) -> String {
    let day = request.agenda.day.map { " of \($0)" } ?? ""
    var lines = ["agenda\(day) of \(request.agenda.role), \(request.digest)"]
    for omission in board.omissions {
      lines += ["", "  \(Ink.strong("left out", hasColour)) \(omission.change)  \(omission.title)"]
      lines.append("    \(omission.reason)")
      if let hint = omission.hint { lines.append("    try: \(hint)") }
    }
    if let draft = board.draft {
      lines += [
        "", "\(draft.signatory.person) is about to sign with \(draft.signatory.fingerprint):", "",
      ]
      lines += draft.items.flatMap { item in
        ["  \(sentence(item))  \(item.title)", "    digest  \(item.digest)"]
      }
      lines += draft.remarks.map { "\n  note: \($0)" }
    }
    lines += board.remarks.map { "\n  note: \($0)" }
    return lines.map {
      $0.hasPrefix("\n") ? "\n" + PlainText.line(String($0.dropFirst())) : safe($0)
    }
    .joined(separator: "\n") + "\n"
  }

  /// A line without what moves the cursor, its colours kept.
  private func safe(_ line: String) -> String {
    hasColour && line.contains("\u{1B}[1m")
      ? line.split(separator: "\u{1B}[0m", maxSplits: 1).enumerated().map { index, part in
        index == 0 ? String(part) + "\u{1B}[0m" : PlainText.line(String(part))
      }.joined() : PlainText.line(line)
  }

  private func sentence(_ item: Draft.Item) -> String {
    let role = item.role.map { " as \($0)" } ?? ""
    let name = item.parameters.first { $0.key == "objection" }.map { " \($0.value)" } ?? ""
    return "\(item.verb.name) \(item.change)\(role)\(name)"
  }
}

/// `assent/board/1`: what was signed of an agenda, and what was left out.
enum BoardJSON {
  static func document(_ board: BoardDraft, _ result: ActMaker.Result?) -> JSONValue {
    .object([
      ("schema", .string("assent/board/1")), ("commit", .text(result?.commit)),
      ("person", .text(board.draft?.signatory.person)),
      ("pushed", .bool(result?.pushed ?? false)),
      ("refs", .array((result?.places ?? []).map { .string($0) })),
      (
        "acts",
        .array(
          (board.draft?.items ?? []).map { item in
            .object([
              ("change", .string(item.change)), ("verb", .string(item.verb.name)),
              ("role", .text(item.role)), ("digest", .text(item.digest)),
            ])
          })
      ),
      (
        "left-out",
        .array(
          board.omissions.map { omission in
            .object([
              ("change", .string(omission.change)), ("reason", .string(omission.reason)),
              ("asked", .bool(omission.isWanted)),
            ])
          })
      ),
      ("unsigned", result == nil ? .text(board.draft?.text) : .null),
    ])
  }
}
