internal import Glibc
package import Primitives

/// Reads the machine's time zones, which verdicts on windows take as an input.
package enum ZoneReader {
  private static let folder = "/usr/share/zoneinfo/"
  private static let largest = 1 << 20

  /// The rules of an IANA zone; nil if the name is none or the machine does not have it.
  package static func rules(of name: String) -> TimeZoneRules? {
    if name == "UTC" { return TimeZoneRules(offset: 0) }
    let isName = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
        UInt8(ascii: "+"), UInt8(ascii: "/"):
        true
      default: false
      }
    }
    guard isName, !name.isEmpty, name.utf8.first != UInt8(ascii: "/"),
      let bytes = contents(of: folder + name)
    else { return nil }
    return TimeZoneRules(tzif: bytes)
  }

  private static func contents(of path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= largest {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
    return nil
  }
}
