/// The kinds of keys that people of a fixture sign with.
enum KeyKind: String, CaseIterable {
  case ed25519
  case ecdsa
  case rsa
  case openpgp
  /// Each of the others in turn.
  case mixed

  /// The kind of the key of one person among many.
  func kind(ofPerson place: Int) -> KeyKind {
    self == .mixed ? [.ed25519, .ecdsa, .rsa, .openpgp][place % 4] : self
  }
}
