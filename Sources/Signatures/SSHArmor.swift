/// The text around an SSH signature.
enum SSHArmor {
  static let header = "-----BEGIN SSH SIGNATURE-----"

  private static let armor = Armor(
    header: header, footer: "-----END SSH SIGNATURE-----", longest: 65_536)

  /// The bytes inside `text`.
  static func content(of text: [UInt8]) throws(SSHSignatureError) -> [UInt8] {
    do throws(Armor.Fault) {
      return try armor.content(of: text)
    } catch {
      throw .malformed(error.words)
    }
  }
}
