/// Ways to spoil a message that carries acts.
enum MessageMutation {
  /// Lines that change what is a trailer, or seem to.
  static let lines = [
    "---", "--- a patch", "--- ", "----", "-- >8 --", "# ------ >8 ------", "# a comment", "#",
    "Conflicts:", "\tsource.c", " folded", "\tfolded", "Note:", "Note: ", "Note: x", "prose",
    "I do not approve: see below", "Signed-off-by: A <a@x>", "Change-Hold: CHG-2026-7F3K",
    "(cherry picked from commit 1234567890123456789012345678901234567890)", "", " ", "\t", "\r",
    "Co-authored-by: A <a@x>", "Change: CHG-2026-7F3K", "Change-Id: I123", "Approved-by: bo",
    "Change-Approve", "Change-Approve:", "Change-Approve: ", "Change-Approve: yes",
    "Change-Repository: elsewhere", "Change-Repository:", "Key = value", "Key#1", "::", ": x",
    "Reviewed: x\rChange-Hold: CHG-2026-7F3K; role=x", "Change-Hold: CHG-2026-7F3K\r",
    "Ch\u{430}nge-Hold: CHG-2026-7F3K", "\u{feff}Change-Hold: CHG-2026-7F3K",
    "Change-Hold:\u{a0}CHG-2026-7F3K", "Change-Hold: CHG-2026-7F3K\u{200b}",
    "Change-Frob: CHG-2026-7F3K", "change-hold: CHG-2026-7F3K", "Change-Hold : CHG-2026-7F3K",
    "Change-Hold:CHG-2026-7F3K", "Change-Hold:  CHG-2026-7F3K", " Change-Hold: CHG-2026-7F3K",
    "> Change-Hold: CHG-2026-7F3K", "Change-Hold; CHG-2026-7F3K", "diff --git a/x b/x",
  ]

  /// Spellings and what they are spelt as instead.
  private static let spellings = [
    (": ", ":"), (": ", " : "), (": ", ":  "), (": ", ":\t"), (": ", " "), (": ", "= "),
    ("; ", ";"), ("; ", " ; "), ("; ", ", "), ("; ", ";\t"), ("; ", "; ; "), ("=", " = "),
    ("=", "=="), ("=", ":"), ("Change-", "change-"), ("Change-", "CHANGE-"), ("Change-", "Change_"),
    ("Change-", "Change "), ("CHG-", "chg-"), ("CHG-", "CHG"), ("CHG-2026", "CHG-26"),
    ("role=", "role="), ("role=", "rolle="), ("role=", ""), ("role=", "role=x; role="),
    ("digest=", "Digest="), ("sha256:", "sha1:"), ("sha256:", "SHA256:"), ("sha256:", "sha256:F"),
    ("\n\n", "\n"), ("\n\n", "\n \n"), ("\n\n", "\n\t\n"), ("\n\n", "\r\n\r\n"), ("\n\n", "\n\n\n"),
    ("\n", "\r\n"), ("\n", "\r"), ("\n", "\n\n"), ("\n", " \n"), ("\n", "\n "), ("\n", "\n\t"),
    ("\n", "\u{b}"), ("\n", "\u{2028}"), ("e", "\u{435}"), ("a", "\u{430}"), ("-", "\u{2010}"),
    (" ", "\u{a0}"), (";", "\u{37e}"), ("Change-", "Policy-"), ("Change-", "Role-"),
    ("risk=", "risk=very-"), ("outcome=", "outcome=x"), ("from=", "until="), ("to=", "too="),
    ("commit=", "artifact="), ("commit=", "commit=0"), ("minutes", "hours"),
  ]

  /// The message with one to three of its parts changed.
  static func spoilt(_ message: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var result = message
    for _ in 0...random.place(3) { spoil(&result, &random) }
    return result
  }

  private static func spoil(_ message: inout [UInt8], _ random: inout SeededGenerator) {
    switch random.place(16) {
    case 0...2: insertLine(into: &message, &random)
    case 3...6: respell(&message, &random)
    case 7: moveLines(in: &message, &random)
    case 8: repeatLine(in: &message, &random)
    case 9: removeLine(from: &message, &random)
    case 10...11: changeByte(of: &message, &random)
    case 12: changeEnd(of: &message, &random)
    case 13: changeStart(of: &message, &random)
    case 14: insertByte(into: &message, &random)
    default: message = Array(message.prefix(random.place(message.count)))
    }
  }

  private static func insertLine(into message: inout [UInt8], _ random: inout SeededGenerator) {
    var all = message.lines
    // Mostly near the end, where the trailers are.
    let count = random.place(3) == 0 ? all.count : min(all.count, 6)
    all.insert(Array(random.pick(lines).utf8), at: all.count - random.place(count + 1))
    message = Array(lines: all)
  }

  private static func respell(_ message: inout [UInt8], _ random: inout SeededGenerator) {
    let (old, new) = random.pick(spellings)
    let word = Array(old.utf8)
    let places = message.indices.filter { message[$0...].starts(with: word) }
    guard !places.isEmpty else { return }
    let place = random.pick(places)
    message.replaceSubrange(place..<place + word.count, with: Array(new.utf8))
  }

  private static func moveLines(in message: inout [UInt8], _ random: inout SeededGenerator) {
    var all = message.lines
    all.swapAt(random.place(all.count), random.place(all.count))
    message = Array(lines: all)
  }

  private static func repeatLine(in message: inout [UInt8], _ random: inout SeededGenerator) {
    var all = message.lines
    all.insert(random.pick(all), at: random.place(all.count))
    message = Array(lines: all)
  }

  private static func removeLine(from message: inout [UInt8], _ random: inout SeededGenerator) {
    var all = message.lines
    all.remove(at: random.place(all.count))
    message = Array(lines: all)
  }

  private static func changeByte(of message: inout [UInt8], _ random: inout SeededGenerator) {
    guard !message.isEmpty else { return }
    let place = random.place(message.count)
    message[place] =
      Bool.random(using: &random)
      ? message[place] ^ 1 << UInt8.random(in: 0..<8, using: &random)
      : UInt8.random(in: 0...255, using: &random)
  }

  private static func insertByte(into message: inout [UInt8], _ random: inout SeededGenerator) {
    let bytes = [0, 0x09, 0x0A, 0x0D, 0x1B, 0x20, 0x7F, 0x80, 0xFF] + Array("#:;=->'\"".utf8)
    message.insert(random.pick(bytes), at: random.place(message.count + 1))
  }

  private static func changeEnd(of message: inout [UInt8], _ random: inout SeededGenerator) {
    while message.last == 0x0A { message.removeLast() }
    message += Array(
      random.pick([
        "", "\n\n", "\n\n\n", "\n \n", "\n\t", "\n# c\n", "\n\n# c\n", "\r\n", "\n---\n", " ", "\0",
        "\n\nConflicts:\n\tx\n", "\nConflicts:\n\tx\n", "\n-- >8 --\nx\n", "\n\nprose\n",
        "\n fold\n",
        "\n\nNote: x\n", "\n\n---\nx | 2 +-\n",
        "\n# ------------------------ >8 ------------------------\n",
      ]).utf8)
  }

  private static func changeStart(of message: inout [UInt8], _ random: inout SeededGenerator) {
    let start = random.pick([
      "\n", "\n\n", " \n", "# c\n", "# c\n\n", "x\n", "\r\n", "---\n", "\u{feff}", "\t", "x\n\n",
    ])
    message = Array(start.utf8) + message
  }
}
