/// Markdown that must not be longer than a forge takes: cut at a whole row, saying so.
struct BoundedPage {
  /// A heading or the head of a table, and what stands below it: one entry, one or more lines.
  struct Block {
    let head: String
    let rows: [String]

    init(_ head: String, _ rows: [String] = []) {
      self.head = head
      self.rows = rows
    }
  }

  /// The most bytes of UTF-8, which are never fewer than a forge's characters.
  let limit: Int
  /// What stands at the end, whatever had to be left out before.
  let closing: String

  /// The room for the line that says how much is missing.
  private static let roomForRemark = 160

  /// The blocks in their order, as far as there is room.
  func text(_ blocks: [Block]) -> String {
    var text = ""
    var leftOut = 0
    var room = limit - closing.utf8.count - Self.roomForRemark
    for block in blocks {
      guard leftOut == 0, takes(block.head, block.rows.first ?? "", room) else {
        leftOut += max(1, block.rows.count)
        continue
      }
      text += block.head
      room -= block.head.utf8.count
      for row in block.rows {
        guard leftOut == 0, row.utf8.count <= room else {
          leftOut += 1
          continue
        }
        text += row
        room -= row.utf8.count
      }
    }
    if leftOut > 0 {
      let noun = leftOut == 1 ? "entry is" : "entries are"
      text += "\n**\(leftOut) more \(noun) left out here**, for want of room.\n"
    }
    return text + closing
  }

  private func takes(_ head: String, _ row: String, _ room: Int) -> Bool {
    head.utf8.count + row.utf8.count <= room
  }
}
