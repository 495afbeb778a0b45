internal import Ledger
internal import Signatures

/// The user's own `gpg`, as Git would run it: it knows which secret keys there are.
struct OpenPGPSigner {
  private let git: GitCommand
  private let program: Program

  /// Finds the program that Git is set to sign with; throws if there is none.
  init(_ git: GitCommand) throws(ActingError) {
    var name = try git.configuration("gpg.openpgp.program")
    if name == nil { name = try git.configuration("gpg.program") }
    self.git = git
    do throws(ActingError) {
      program = try Program(named: name ?? "gpg")
    } catch {
      throw ActingError(
        "signing-key", "Git is set to sign with OpenPGP, but \(error.message)",
        hint: "install it; for SSH: git config gpg.format ssh, or --key FILE", exitStatus: 2)
    }
  }

  /// The name of an OpenPGP key that `--key` may give: 16 or 40 hexadecimal digits; nil for others.
  static func fingerprint(_ text: String) -> String? {
    // Paths are made absolute before they come here: the last part is what was typed.
    let name = text.split(separator: "/").last ?? ""
    let digits = name.hasPrefix("0x") ? name.dropFirst(2) : name
    let bare = digits.hasSuffix("!") ? digits.dropLast() : digits
    guard [16, 40].contains(bare.utf8.count), bare.allSatisfy(\.isHexDigit),
      !Files.exists(text)
    else { return nil }
    return bare.uppercased()
  }

  /// The key with which Git would sign of itself: that of `user.signingkey`, or of the committer.
  func configuredKey(among holders: KeyHolders) throws(ActingError) -> SigningKey {
    if let configured = try git.configuration("user.signingkey") {
      return try key(named: configured, among: holders)
    }
    let committer = try git.text(["var", "GIT_COMMITTER_IDENT"])
    let name = committer.split(separator: ">").first.map { $0 + ">" } ?? ""
    return try key(named: name, among: holders)
  }

  /// The one key that `gpg` finds under a name, can sign with, and that the policy knows.
  ///
  /// Where a certificate has several it is the newest, as `gpg` chooses. Git is then told that very
  /// key, so that it signs with no other.
  func key(named name: String, among holders: KeyHolders) throws(ActingError) -> SigningKey {
    let listed = try program.run([
      "--batch", "--no-tty", "--with-colons", "--fixed-list-mode", "--fingerprint", "--fingerprint",
      "--list-secret-keys", "--", name,
    ])
    let keys = listed.status == 0 ? Self.signers(in: listed.text) : []
    let wanted = name.hasSuffix("!") ? name.dropLast() : name[...]
    let exact = keys.filter {
      $0.fingerprint.hasSuffix(wanted.uppercased()) && wanted.utf8.count >= 16
    }
    let candidates = exact.isEmpty ? keys : exact
    let known = candidates.filter { holders.openPGP[$0.fingerprint] != nil }
    guard let chosen = (known.isEmpty ? candidates : known).max(by: { $0.created < $1.created })
    else {
      throw ActingError(
        "signing-key", "gpg has no secret key for signing under the name \(name)",
        hint: "git config user.signingkey FINGERPRINT, or --key FINGERPRINT; for SSH: "
          + "git config gpg.format ssh && git config user.signingkey FILE.pub, or --key FILE",
        exitStatus: 2)
    }
    let unknown = Proof(claims: [], fingerprint: chosen.fingerprint)
    return SigningKey(
      proof: holders.openPGP[chosen.fingerprint] ?? unknown,
      settings: ["gpg.format=openpgp", "user.signingkey=\(chosen.fingerprint)!"])
  }

  /// A secret key that is at hand and may sign.
  private struct Signer {
    let fingerprint: String
    let created: Int
  }

  /// Reads what `gpg --with-colons` prints (its file DETAILS): a line of each key, and then one
  /// with its fingerprint.
  private static func signers(in listing: String) -> [Signer] {
    var signers: [Signer] = []
    var created: Int?
    for line in listing.split(separator: "\n") {
      let fields = line.split(separator: ":", omittingEmptySubsequences: false)
      guard fields.count > 9 else { continue }
      switch fields[0] {
      case "sec", "ssb":
        let isInForce = !["d", "e", "i", "n", "r"].contains(fields[1])
        let signs = fields.count > 11 && fields[11].contains("s")
        let isAtHand = fields.count <= 14 || fields[14] != "#"
        created = isInForce && signs && isAtHand ? Int(fields[5]) ?? 0 : nil
      case "fpr":
        if let date = created {
          signers.append(Signer(fingerprint: String(fields[9]), created: date))
        }
        created = nil
      default: break
      }
    }
    return signers
  }
}
