internal import Diagnostics
internal import Git
internal import Ledger
internal import Records
internal import Signatures

/// Whether Git would sign with a key that the policy knows, and has its private half at hand.
enum SigningCheck {
  static func findings(
    _ setUp: SetUp, _ repository: borrowing Repository
  ) throws(ActingError) -> [SetUpFinding] {
    // A pipeline asks the gate, and a bare repository is nobody's: nothing is signed there.
    if setUp.isBare || (setUp.settings.isPipeline && setUp.value("user.signingkey") == nil) {
      return []
    }
    // Whose key it is says the trunk; that it cannot be read is another check's finding.
    guard let reading = setUp.reading else { return [] }
    let key: SigningKey
    do throws(ActingError) {
      key = try SigningKey.find(setUp.settings.key, git: setUp.git, among: reading.keyHolders)
    } catch {
      return [finding(error)]
    }
    return unknown(key, reading.keyHolders, setUp) + privateHalf(of: key, setUp)
  }

  private static func finding(_ error: ActingError) -> SetUpFinding {
    let code: SetUpFinding.Code = error.code == "signing-format" ? .signingFormat : .signingKey
    return SetUpFinding(code, .cost, error.message, cures: [error.hint].compactMap { $0 })
  }

  private static func unknown(
    _ key: SigningKey, _ holders: KeyHolders, _ setUp: SetUp
  ) -> [SetUpFinding] {
    guard let policy = setUp.policy else { return [] }
    do throws(ActingError) {
      _ = try Signatory(of: key.proof, in: policy, holders, now: setUp.settings.now)
      return []
    } catch {
      return [
        SetUpFinding(
          .signingKeyUnknown, .cost, error.message, cures: [error.hint].compactMap { $0 })
      ]
    }
  }

  private static func privateHalf(of key: SigningKey, _ setUp: SetUp) -> [SetUpFinding] {
    // Of OpenPGP keys only those are found of which gpg has the private half.
    guard let publicKey = key.publicKey, !agentHolds(publicKey) else { return [] }
    let name = setUp.settings.key ?? setUp.value("user.signingkey") ?? ""
    let isLiteral = name.hasPrefix("key::") || name.hasPrefix("ssh-")
    let path = name.hasPrefix("~") ? configured(setUp) ?? name : name
    let file = path.hasSuffix(".pub") ? String(path.dropLast(4)) : path
    if !isLiteral, !file.isEmpty, Files.exists(Files.path(file, in: setUp.git.directory)) {
      return []
    }
    return [
      SetUpFinding(
        .privateKeyMissing, .cost,
        "the private half of \(publicKey.fingerprint) is neither beside its public half nor in "
          + "the agent",
        cures: ["ssh-add \(isLiteral || file.isEmpty ? "FILE" : file)"])
    ]
  }

  private static func configured(_ setUp: SetUp) -> String? {
    do throws(ActingError) {
      return try setUp.git.configuration("user.signingkey", asPath: true)
    } catch { return nil }
  }

  private static func agentHolds(_ key: SSHPublicKey) -> Bool {
    do throws(ActingError) {
      let listed = try Program(named: "ssh-add").run(["-L"])
      guard listed.status == 0 else { return false }
      let blob = key.line.split(separator: " ").dropFirst().first
      return listed.text.split(separator: "\n").contains { line in
        line.split(separator: " ").dropFirst().first == blob
      }
    } catch {
      return false
    }
  }
}
