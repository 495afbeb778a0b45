/// The text around OpenPGP packets (RFC 4880, section 6.2), read more strictly than it is written.
struct OpenPGPArmor {
  /// What stands between the dashes of the first and the last line.
  let title: String
  /// The armour headers that may stand before the base64, each at most once; nil allows all.
  let headers: [String]?
  /// The most bytes that are read.
  let longest: Int

  /// Of signatures: nothing that no key vouches for may travel along but the program's name.
  static let signature = OpenPGPArmor(
    title: "PGP SIGNATURE", headers: ["Version"], longest: 65_536)
  /// Of certificates, which key servers like to adorn with comments.
  static let certificate = OpenPGPArmor(
    title: "PGP PUBLIC KEY BLOCK", headers: nil, longest: 1 << 20)

  /// The bytes inside `armor`: first line, headers, an empty line, base64, checksum, last line.
  ///
  /// Without the checksum `gpg` stumbles over the last line. One empty line may follow that, as
  /// some forges write it.
  func content(of armor: [UInt8]) throws(OpenPGPError) -> [UInt8] {
    guard armor.count <= longest else { throw .malformed("it is longer than \(longest) bytes") }
    var lines = armor.split(separator: Self.newline, omittingEmptySubsequences: false)[...]
    guard lines.popFirst()?.elementsEqual("-----BEGIN \(title)-----".utf8) == true else {
      throw .malformed("its first line is not exactly -----BEGIN \(title)-----")
    }
    // What follows the last line end, and the one empty line.
    for _ in 0..<2 where lines.last?.isEmpty == true { lines.removeLast() }
    guard lines.popLast()?.elementsEqual("-----END \(title)-----".utf8) == true else {
      throw .malformed("its last line is not exactly -----END \(title)-----")
    }
    try dropHeaders(&lines)
    let checksum = try Self.checksum(&lines)
    var decoder = Base64.Decoder(capacity: lines.count * 48)
    for line in lines {
      guard !line.isEmpty, line.allSatisfy({ decoder.take($0) }) else { throw Self.untidy }
    }
    guard let bytes = decoder.finish() else { throw Self.untidy }
    guard checksum == Self.checksum(of: bytes) else {
      throw .malformed("its checksum does not fit what it holds")
    }
    return bytes
  }

  private func dropHeaders(_ lines: inout ArraySlice<ArraySlice<UInt8>>) throws(OpenPGPError) {
    var seen: Set<String> = []
    while let line = lines.popFirst() {
      if line.isEmpty { return }
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
        throw .malformed("its headers are not followed by an empty line")
      }
      let name = String(decoding: line[..<colon], as: UTF8.self)
      guard let headers else { continue }
      guard headers.contains(name) else {
        throw .malformed(
          "its armour has the header \(Printable.text(line[..<colon])), "
            + "for which no signature vouches")
      }
      guard seen.insert(name).inserted, line.count <= 80,
        line.allSatisfy({ (0x20...0x7E).contains($0) })
      else { throw .malformed("its header \(name) is no single line of plain text") }
    }
    throw .malformed("no empty line ends its headers")
  }

  /// Takes the checksum line off the end.
  private static func checksum(
    _ lines: inout ArraySlice<ArraySlice<UInt8>>
  ) throws(OpenPGPError) -> UInt32 {
    guard let line = lines.popLast(), line.first == UInt8(ascii: "=") else {
      throw .malformed("its last line but one is no checksum")
    }
    guard line.count == 5, let bytes = Base64.bytes(line.dropFirst()) else { throw untidy }
    return bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static let untidy = OpenPGPError.malformed(
    "between its first and its last line stands more or less than base64")

  /// The 24 bits of RFC 4880, section 6.1.
  private static func checksum(of bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xB7_04CE
    for byte in bytes {
      sum ^= UInt32(byte) << 16
      for _ in 0..<8 {
        sum <<= 1
        if sum & 0x100_0000 != 0 { sum ^= 0x186_4CFB }
      }
    }
    return sum & 0xFF_FFFF
  }

  private static let newline = UInt8(ascii: "\n")
}
