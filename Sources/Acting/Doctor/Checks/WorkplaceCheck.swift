internal import Diagnostics
internal import Git

/// Whether whoever works here sees signatures, is stopped by hooks and can write texts.
enum WorkplaceCheck {
  static func findings(
    _ setUp: SetUp, _ repository: borrowing Repository
  ) throws(ActingError) -> [SetUpFinding] {
    guard !setUp.isBare, !setUp.settings.isPipeline else { return [] }
    return try signersFile(setUp) + hooks(setUp) + editor(setUp)
  }

  /// Without the file Git says of every SSH signature what it says of none.
  private static func signersFile(_ setUp: SetUp) throws(ActingError) -> [SetUpFinding] {
    guard setUp.value("gpg.format") == "ssh", setUp.policy != nil else { return [] }
    let key = "gpg.ssh.allowedsignersfile"
    let path = try setUp.git.configuration(key, asPath: true)
    if let path, Files.exists(Files.path(path, in: setUp.git.directory)) { return [] }
    let file = "\"$(git rev-parse --absolute-git-dir)/allowed_signers\""
    return [
      SetUpFinding(
        .signersFileMissing, .risk,
        path.map { "gpg.ssh.allowedSignersFile names \($0), which does not exist" }
          ?? "gpg.ssh.allowedSignersFile is not set: git log shows signed acts as unsigned",
        cures: [
          "assent policy signers > \(file)", "git config gpg.ssh.allowedSignersFile \(file)",
        ])
    ]
  }

  private static func hooks(_ setUp: SetUp) throws(ActingError) -> [SetUpFinding] {
    let printed = try setUp.git.text(["rev-parse", "--git-path", "hooks"])
    let folder = printed.hasPrefix("/") ? printed : setUp.git.directory + "/" + printed
    var missing: [String] = []
    for name in [HookScript.Name.commitMsg, .prePush] {
      let path = "\(folder)/\(name.rawValue)"
      let runs = Files.exists(path) && mentions(path, "hook \(name.rawValue)")
      if !runs { missing.append(name.rawValue) }
    }
    guard !missing.isEmpty else { return [] }
    return [
      SetUpFinding(
        .hookMissing, .risk, "this clone runs no \(missing.joined(separator: " and no ")) hook",
        cures: ["assent hook install"])
    ]
  }

  private static func mentions(_ path: String, _ words: String) -> Bool {
    do throws(ActingError) {
      return String(decoding: try Files.read(path, limit: 1 << 20), as: UTF8.self).contains(words)
    } catch {
      // A hook that cannot be read runs nothing either.
      return false
    }
  }

  /// What Git would open; `true` and the like are left to whoever set them.
  private static func editor(_ setUp: SetUp) throws(ActingError) -> [SetUpFinding] {
    let named = try setUp.git.run(["var", "GIT_EDITOR"])
    let program = named.text.split(separator: " ").first.map { String($0) } ?? "vi"
    // A path, or words for a shell, are not looked up.
    guard named.status != 0 || !program.contains(where: { "/$\"'\\".contains($0) }) else {
      return []
    }
    do throws(ActingError) { _ = try Program(named: program) } catch {
      guard error.code == "program-missing", program != ":" else { return [] }
      return [
        SetUpFinding(
          .editorMissing, .risk, "the editor `\(program)` is not on the PATH",
          cures: ["git config core.editor nano", "export EDITOR=nano"])
      ]
    }
    return []
  }
}
