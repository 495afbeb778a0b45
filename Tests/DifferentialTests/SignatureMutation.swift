/// A way to spoil a signed commit.
struct SignatureMutation: Sendable {
  /// Whether what comes out is signed anew, so that Git may call it good.
  enum Signing { case kept, anew }

  let name: String
  let spoil: @Sendable (inout RawCommit, inout SeededGenerator) -> Void

  init(
    _ name: String, _ spoil: @escaping @Sendable (inout RawCommit, inout SeededGenerator) -> Void
  ) {
    (self.name, self.spoil) = (name, spoil)
  }

  /// Changes to what is signed, worth signing anew.
  static let content: [SignatureMutation] = [
    SignatureMutation("nothing") { _, _ in },
    SignatureMutation("a bit of the header") { commit, random in
      let line = random.place(commit.header.count)
      guard !commit.header[line].isEmpty else { return }
      let place = random.place(commit.header[line].count)
      commit.header[line][place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    },
    SignatureMutation("a bit of the message") { commit, random in
      guard !commit.message.isEmpty else { return }
      let place = random.place(commit.message.count)
      commit.message[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    },
    SignatureMutation("a line twice") { commit, random in
      let line = random.place(commit.header.count)
      commit.header.insert(commit.header[line], at: random.place(commit.header.count))
    },
    SignatureMutation("two lines swapped") { commit, random in
      commit.header.swapAt(
        random.place(commit.header.count), random.place(commit.header.count))
    },
    SignatureMutation("a line less") { commit, random in
      commit.header.remove(at: random.place(commit.header.count))
    },
    SignatureMutation("a line more") { commit, random in
      let line = random.pick(lines)
      commit.header.insert(
        Array(line.utf8), at: min(commit.header.count, 2 + random.place(commit.header.count)))
    },
    SignatureMutation("a line more at the end") { commit, random in
      commit.header.append(Array(random.pick(lines).utf8))
    },
    SignatureMutation("another author") { commit, random in
      replace("author ", in: &commit, with: random.pick(people))
    },
    SignatureMutation("another committer") { commit, random in
      replace("committer ", in: &commit, with: random.pick(people))
    },
    SignatureMutation("a second author") { commit, random in
      insert("author ", into: &commit, random.pick(people))
    },
    SignatureMutation("a second committer") { commit, random in
      insert("committer ", into: &commit, random.pick(people))
    },
    SignatureMutation("a second tree") { commit, _ in
      if let tree = commit.header.first { commit.header.insert(tree, at: 1) }
    },
    SignatureMutation("names in upper case") { commit, random in
      let line = random.place(2)
      guard line < commit.header.count else { return }
      let digits = commit.header[line].suffix(40).map { byte in
        (0x61...0x66).contains(byte) && Bool.random(using: &random) ? byte & 0xDF : byte
      }
      commit.header[line] = commit.header[line].dropLast(40) + digits
    },
    SignatureMutation("an encoding") { commit, random in
      commit.header.append(Array(random.pick(lines.filter { $0.hasPrefix("encoding") }).utf8))
    },
    SignatureMutation("an unknown header") { commit, random in
      let line = random.pick(["approved yes", "HG:extra branch", "mergetag object x"])
      commit.header.append(Array(line.utf8))
    },
    SignatureMutation("an end in the header") { commit, random in
      commit.header = Array(commit.header.prefix(random.place(commit.header.count)))
      commit.message = []
    },
    SignatureMutation("a parent behind the author") { commit, _ in
      guard let parent = commit.header.first(where: { $0.starts(with: "parent ".utf8) }),
        let author = commit.header.firstIndex(where: { $0.starts(with: "author ".utf8) })
      else { return }
      commit.header.insert(parent, at: author + 1)
    },
    SignatureMutation("NUL and more text") { commit, _ in commit.message += Array("\0more\n".utf8)
    },
    SignatureMutation("NUL in the header") { commit, random in
      let line = random.place(commit.header.count)
      commit.header[line].insert(0, at: random.place(commit.header[line].count))
    },
    SignatureMutation("a carriage return in the header") { commit, random in
      commit.header[random.place(commit.header.count)].append(0x0D)
    },
    SignatureMutation("another message") { commit, random in
      var lines = commit.message.lines
      lines.swapAt(random.place(lines.count), random.place(lines.count))
      commit.message = Array(lines: lines)
    },
    SignatureMutation("no message") { commit, _ in commit.message = [] },
  ]

  /// Changes to the signature and where it stands.
  static let armour: [SignatureMutation] = [
    SignatureMutation("text behind the footer") { commit, random in
      commit.armour += [Array(random.pick(["approved", "", "-----", "\t"]).utf8)]
    },
    SignatureMutation("text before the header") { commit, _ in
      commit.armour = [Array("hello".utf8)] + commit.armour
    },
    SignatureMutation("an empty line inside") { commit, random in
      commit.armour.insert([], at: 1 + random.place(commit.armour.count - 1))
    },
    SignatureMutation("other line lengths") { commit, random in
      let digits = Array(commit.armour.dropFirst().dropLast().joined())
      guard let first = commit.armour.first, let last = commit.armour.last else { return }
      let width = random.pick([1, 64, 76, 4096])
      let lines = stride(from: 0, to: digits.count, by: width).map {
        Array(digits[$0..<min($0 + width, digits.count)])
      }
      commit.armour = [first] + lines + [last]
    },
    SignatureMutation("carriage returns") { commit, _ in
      commit.armour = commit.armour.map { $0 + [0x0D] }
    },
    SignatureMutation("blanks in the base64") { commit, random in
      let line = 1 + random.place(commit.armour.count - 2)
      commit.armour[line].insert(
        random.pick([0x20, 0x09]), at: random.place(commit.armour[line].count))
    },
    SignatureMutation("a blank behind the header") { commit, _ in
      commit.armour[0].append(0x20)
    },
    SignatureMutation("a blank behind the footer") { commit, _ in
      commit.armour[commit.armour.count - 1].append(0x20)
    },
    SignatureMutation("no footer") { commit, _ in commit.armour.removeLast() },
    SignatureMutation("half of it") { commit, _ in
      commit.armour = Array(commit.armour.prefix(2))
    },
    SignatureMutation("the name of another kind") { commit, random in
      commit.armour[0] = Array(
        random.pick([
          "-----BEGIN PGP SIGNATURE-----", "-----BEGIN SIGNED MESSAGE-----",
          "-----begin ssh signature-----", "-----BEGIN SSH SIGNATURE-----x",
        ]).utf8)
    },
    SignatureMutation("a byte of the armour") { commit, random in
      let line = random.place(commit.armour.count)
      guard !commit.armour[line].isEmpty else { return }
      let place = random.place(commit.armour[line].count)
      commit.armour[line][place] = UInt8(ascii: "A") + UInt8.random(in: 0..<26, using: &random)
    },
    SignatureMutation("padding changed") { commit, random in
      let line = commit.armour.count - 2
      guard line > 0 else { return }
      commit.armour[line] = commit.armour[line].filter { $0 != UInt8(ascii: "=") }
      if Bool.random(using: &random) { commit.armour[line] += Array("====".utf8) }
    },
    SignatureMutation("the signature twice in one header") { commit, _ in
      commit.armour += commit.armour
    },
    SignatureMutation("two signature headers") { commit, random in
      commit.header.insert(
        contentsOf: RawCommit.headerLines(commit.armour),
        at: Bool.random(using: &random) ? commit.header.count : commit.signatureLines?.first ?? 0)
    },
    SignatureMutation("an empty signature header before") { commit, random in
      let line = random.pick(["gpgsig ", "gpgsig"])
      commit.header.insert(Array(line.utf8), at: commit.signatureLines?.first ?? 0)
    },
    SignatureMutation("gpgsig-sha256 as well") { commit, random in
      let lines = RawCommit.headerLines(commit.armour, key: "gpgsig-sha256 ")
      commit.header.insert(
        contentsOf: lines,
        at: Bool.random(using: &random) ? commit.header.count : commit.signatureLines?.first ?? 0)
    },
    SignatureMutation("the signature elsewhere in the header") { commit, random in
      guard let place = commit.signatureLines else { return }
      let lines = Array(commit.header[place])
      commit.header.removeSubrange(place)
      commit.header.insert(contentsOf: lines, at: random.place(commit.header.count + 1))
    },
    SignatureMutation("the signature in the body") { commit, random in
      guard let place = commit.signatureLines else { return }
      let lines = Array(lines: Array(commit.header[place]))
      commit.header.removeSubrange(place)
      commit.message =
        Bool.random(using: &random)
        ? lines + [0x0A] + commit.message : commit.message + [0x0A] + lines + [0x0A]
    },
    SignatureMutation("the signature glued into the body") { commit, _ in
      guard let place = commit.signatureLines else { return }
      let lines = Array(lines: Array(commit.header[place]))
      commit.header.removeSubrange(place)
      commit.message = Array("gpgsig".utf8) + commit.message + lines + [0x0A]
    },
    SignatureMutation("continued with a tab") { commit, _ in
      guard let place = commit.signatureLines else { return }
      for line in place.dropFirst() { commit.header[line][0] = 0x09 }
    },
  ]

  private static let lines = [
    "encoding UTF-8", "encoding ISO-8859-1", "encoding UTF-16", "approved yes", "mergetag object x",
    "HG:extra branch", " folded", "gpgsig", "gpgsig-sha256 x", "", "tree", "author", "author x",
  ]

  private static let people = [
    "Bo <bo@x> 1772000000 +0000", "<bo@x> 1772000000 +0000", "Bo bo@x 1772000000 +0000",
    "Bo <bo@x>", "Bo <bo@x> 1772000000", "Bo <bo@x> x +0000", "Bo <bo@x> -1 +0000",
    "Bo <bo@x> 0 +0000", "Bo <bo@x> 01772000000 +0000", "Bo <bo@x> 99999999999 +0000",
    "Bo <bo@x> 253402300799 +0000", "Bo <bo@x> 253402300800 +0000",
    "Bo <bo@x> 18446744073709551615 +0000", "Bo <bo@x> 9223372036854775808 +0000",
    "Bo <bo@x> 1772000000 0000", "Bo <bo@x> 1772000000 +9999", "Bo <bo@x> 1772000000 +0060",
    "Bo <bo@x> 1772000000 +0000 ", "Bo <bo@x>  1772000000 +0000", "Bo<bo@x> 1772000000 +0000",
    "Bo <bo@x>1772000000 +0000", "Bo <a@x> <bo@x> 1772000000 +0000", "Bo <<bo@x>> 1772000000 +0000",
    "Bo <bo@x> 1772000000 -0000", "Bo <> 1772000000 +0000", "Bo\t<bo@x> 1772000000\t+0000",
    "Bo <bo@x> 4102444800 +1400", "Bo <bo@x> 2147483648 -1200", "Bo > <bo@x> 1772000000 +0000",
  ]

  private static func replace(_ key: String, in commit: inout RawCommit, with person: String) {
    guard let line = commit.header.firstIndex(where: { $0.starts(with: key.utf8) }) else { return }
    commit.header[line] = Array((key + person).utf8)
  }

  private static func insert(_ key: String, into commit: inout RawCommit, _ person: String) {
    guard let line = commit.header.firstIndex(where: { $0.starts(with: key.utf8) }) else { return }
    commit.header.insert(Array((key + person).utf8), at: line)
  }
}
