internal import Diagnostics
internal import Git

/// Whether the programs are there that sign.
enum ProgramCheck {
  static func findings(
    _ setUp: SetUp, _ repository: borrowing Repository
  ) throws(ActingError) -> [SetUpFinding] {
    git(try setUp.git.text(["--version"])) + ssh()
  }

  static func git(_ printed: String) -> [SetUpFinding] {
    guard let version = version(in: printed), version < (2, 34) else { return [] }
    return [
      SetUpFinding(
        .gitOld, .cost, "\(printed) cannot sign with SSH keys; 2.34 can",
        cures: ["apt install git"])
    ]
  }

  /// The first two numbers of what a program says of itself.
  static func version(in text: String) -> (Int, Int)? {
    let digits = text.drop { !$0.isNumber }
    let parts = digits.split(whereSeparator: { !$0.isNumber }).prefix(2).compactMap { Int($0) }
    return parts.count == 2 ? (parts[0], parts[1]) : nil
  }

  private static func ssh() -> [SetUpFinding] {
    do throws(ActingError) {
      _ = try Program(named: "ssh-keygen")
      return sshVersion(try Program(named: "ssh").run(["-V"]).errorText)
    } catch {
      guard error.code == "program-missing" else { return [] }
      return [
        SetUpFinding(
          .sshMissing, .cost, error.message, cures: ["apt install openssh-client"])
      ]
    }
  }

  static func sshVersion(_ printed: String) -> [SetUpFinding] {
    guard printed.hasPrefix("OpenSSH_"), let version = version(in: printed), version == (8, 7)
    else { return [] }
    return [
      SetUpFinding(
        .sshBroken, .cost, "OpenSSH 8.7 makes signatures that do not verify",
        cures: ["apt install openssh-client"])
    ]
  }
}
