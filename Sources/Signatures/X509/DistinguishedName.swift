internal import SwiftASN1

/// The name of a certificate's subject or issuer.
struct DistinguishedName: Hashable, Sendable {
  /// The name as it was encoded; names are the same if their encodings are.
  let encoded: ArraySlice<UInt8>
  /// The name as RFC 4514 writes it, most specific part first; nil if it is empty or has parts
  /// that have no one spelling as text.
  let text: String?

  /// Reads a Name.
  init(_ element: ASN1Element) throws(X509Error) {
    encoded = element.encoded
    var parts: [String] = []
    var isPlain = true
    for set in try element.sequence().rest {
      var attributes: [String] = []
      for attribute in try set.set() {
        var fields = try attribute.sequence()
        let (type, value) = (try fields.next().identifier(), try fields.next())
        try fields.finish()
        if let name = Self.names[type], let text = try Self.text(of: value) {
          attributes.append(name + "=" + Self.escaped(text))
        } else {
          isPlain = false
        }
      }
      parts.append(attributes.reversed().joined(separator: "+"))
    }
    text = isPlain && !parts.isEmpty ? parts.reversed().joined(separator: ",") : nil
  }

  /// The short names that `openssl x509 -nameopt RFC2253` writes too.
  private static let names: [ASN1ObjectIdentifier: String] = [
    [2, 5, 4, 3]: "CN", [2, 5, 4, 4]: "SN", [2, 5, 4, 5]: "serialNumber", [2, 5, 4, 6]: "C",
    [2, 5, 4, 7]: "L", [2, 5, 4, 8]: "ST", [2, 5, 4, 9]: "street", [2, 5, 4, 10]: "O",
    [2, 5, 4, 11]: "OU", [2, 5, 4, 12]: "title", [2, 5, 4, 42]: "GN",
    [0, 9, 2342, 19_200_300, 100, 1, 1]: "UID", [0, 9, 2342, 19_200_300, 100, 1, 25]: "DC",
    [1, 2, 840, 113549, 1, 9, 1]: "emailAddress",
  ]

  /// The text of an attribute; nil for kinds of string that not everybody reads alike.
  private static func text(of value: ASN1Element) throws(X509Error) -> String? {
    if value.has(.utf8String) {
      return String(validating: try value.primitive(), as: UTF8.self)
    }
    guard value.has(.printableString) || value.has(.ia5String) || value.has(.numericString) else {
      return nil
    }
    let bytes = try value.primitive()
    return bytes.allSatisfy { $0 < 0x80 } ? String(decoding: bytes, as: UTF8.self) : nil
  }

  /// RFC 4514, section 2.4: what would end or split a value is escaped.
  private static func escaped(_ text: String) -> String {
    var result: [UInt8] = []
    let bytes = Array(text.utf8)
    for (index, byte) in bytes.enumerated() {
      let isEdge = index == 0 || index == bytes.count - 1
      if byte < 0x20 || byte == 0x7F {
        result += Array("\\".utf8) + hexadecimal(byte)
        continue
      }
      if ",+\"\\<>;".utf8.contains(byte) || (byte == UInt8(ascii: " ") && isEdge)
        || (byte == UInt8(ascii: "#") && index == 0)
      {
        result.append(UInt8(ascii: "\\"))
      }
      result.append(byte)
    }
    return escapingNonASCII(result)
  }

  /// A text with every byte beyond ASCII written as `\C3`: one spelling, whatever Unicode thinks.
  static func escapingNonASCII(_ bytes: some Sequence<UInt8>) -> String {
    var result: [UInt8] = []
    for byte in bytes {
      if byte < 0x80 { result.append(byte) } else { result += [0x5C] + hexadecimal(byte) }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func hexadecimal(_ byte: UInt8) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
}
