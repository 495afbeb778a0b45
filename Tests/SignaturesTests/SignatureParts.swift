import Foundation

/// Bytes in the SSH wire encoding, written here anew so that the product's own writer is not its
/// own judge.
enum Wire {
  static func number(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> UInt32($0)) }
  }

  static func string(_ bytes: [UInt8]) -> [UInt8] { number(UInt32(bytes.count)) + bytes }

  static func string(_ text: String) -> [UInt8] { string(Array(text.utf8)) }

  /// A positive number; `bytes` are big-endian.
  static func integer(_ bytes: [UInt8]) -> [UInt8] {
    let magnitude = Array(bytes.drop { $0 == 0 })
    return string((magnitude.first ?? 0) & 0x80 == 0 ? magnitude : [0] + magnitude)
  }

  /// Takes a string off the front of `bytes`.
  static func takeString(_ bytes: inout ArraySlice<UInt8>) throws -> [UInt8] {
    let length = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    guard bytes.count >= 4 + length else { throw SSHKeygen.Failure(message: "cut short") }
    defer { bytes = bytes.dropFirst(4 + length) }
    return Array(bytes.dropFirst(4).prefix(length))
  }
}

/// An SSH signature taken apart, to be put together again with something else in it.
struct SignatureParts {
  var magic = Array("SSHSIG".utf8)
  var version: UInt32 = 1
  var key: [UInt8]
  var namespace = Array("git".utf8)
  var reserved: [UInt8] = []
  var hash = Array("sha512".utf8)
  var algorithm: [UInt8]
  var content: [UInt8]
  var afterContent: [UInt8] = []
  var afterAll: [UInt8] = []

  init(key: [UInt8], algorithm: String, content: [UInt8]) {
    self.key = key
    self.algorithm = Array(algorithm.utf8)
    self.content = content
  }

  init(armored: [UInt8]) throws {
    let lines = String(decoding: armored, as: UTF8.self).split(separator: "\n")
    guard let data = Data(base64Encoded: lines.dropFirst().dropLast().joined()) else {
      throw SSHKeygen.Failure(message: "no base64")
    }
    var rest = [UInt8](data).dropFirst(10)
    key = try Wire.takeString(&rest)
    namespace = try Wire.takeString(&rest)
    reserved = try Wire.takeString(&rest)
    hash = try Wire.takeString(&rest)
    var inner = try Wire.takeString(&rest)[...]
    algorithm = try Wire.takeString(&inner)
    content = try Wire.takeString(&inner)
    afterContent = Array(inner)
  }

  /// What the armour holds.
  var binary: [UInt8] {
    let inner = Wire.string(algorithm) + Wire.string(content) + afterContent
    return magic + Wire.number(version) + Wire.string(key) + Wire.string(namespace)
      + Wire.string(reserved) + Wire.string(hash) + Wire.string(inner) + afterAll
  }

  /// The armoured signature, as `ssh-keygen` wraps it.
  var armored: [UInt8] { Self.armored(bytes: binary) }

  /// Armour around any bytes.
  static func armored(bytes: [UInt8]) -> [UInt8] {
    var lines = ["-----BEGIN SSH SIGNATURE-----"]
    var rest = Data(bytes).base64EncodedString()[...]
    while !rest.isEmpty {
      lines.append(String(rest.prefix(70)))
      rest = rest.dropFirst(70)
    }
    lines.append("-----END SSH SIGNATURE-----")
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }
}
