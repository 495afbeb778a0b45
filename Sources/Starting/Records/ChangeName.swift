/// New ids: random, so that two branches cannot pick the same one.
package enum ChangeName {
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  /// An id of a year that `isTaken` does not know.
  package static func fresh(year: Int, isTaken: (String) -> Bool) -> String? {
    for _ in 0..<64 {
      var letters: [UInt8] = []
      for _ in 0..<5 { letters.append(alphabet.randomElement() ?? alphabet[0]) }
      let id = "CHG-\(year)-\(String(decoding: letters, as: UTF8.self))"
      if !isTaken(id) { return id }
    }
    return nil
  }
}
