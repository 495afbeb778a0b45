internal import Diagnostics
internal import Git
internal import Ledger
internal import Primitives

/// What can be told of the forge's settings from the files of the trunk, and what cannot.
enum ForgeCheck {
  /// A place that hosts repositories and has buttons.
  private enum Forge: String {
    case github = "GitHub"
    case gitlab = "GitLab"
    case gitea = "Gitea"
    case bitbucket = "Bitbucket"
  }

  static func findings(
    _ setUp: SetUp, _ repository: borrowing Repository
  ) throws(ActingError) -> [SetUpFinding] {
    guard let trunk = setUp.trunk else { return [] }
    let tree = try inGit { () throws(GitError) in try repository.commitHeader(trunk.tip) }.tree
    return try settingsFile(tree, repository) + owners(setUp, tree, repository)
      + pipeline(setUp, tree, repository)
  }

  /// What is to be looked at by hand.
  static func notes(_ setUp: SetUp) -> [String] {
    guard let forge = forge(setUp) else { return [] }
    return [
      "\(forge.rawValue)'s branch protection cannot be read from here: merge commits alone, no "
        + "forced pushes, no deletion, review of policies/ by their owners (Documentation/set-up.md)"
    ]
  }

  private static func forge(_ setUp: SetUp) -> Forge? {
    guard let remote = setUp.remote, let url = setUp.value("remote.\(remote).url")?.lowercased()
    else { return nil }
    if url.contains("github") { return .github }
    if url.contains("gitlab") { return .gitlab }
    if url.contains("gitea") || url.contains("forgejo") || url.contains("codeberg") {
      return .gitea
    }
    return url.contains("bitbucket") ? .bitbucket : nil
  }

  // MARK: .github/settings.yml

  private static func settingsFile(
    _ tree: ObjectID, _ repository: borrowing Repository
  ) throws(ActingError) -> [SetUpFinding] {
    let path = ".github/settings.yml"
    guard let text = try text(at: path, tree, repository) else { return [] }
    let wanted = [
      "allow_squash_merge": "false", "allow_rebase_merge": "false", "allow_merge_commit": "true",
    ]
    var wrong: [String] = []
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "#").first?.split(separator: ":") ?? []
      guard parts.count == 2 else { continue }
      let words = parts.map { $0.split(separator: " ").joined() }
      guard let right = wanted[words[0]], words[1] != right else { continue }
      wrong.append("\(words[0]): \(words[1])")
    }
    guard !wrong.isEmpty else { return [] }
    return [
      SetUpFinding(
        .forgeSquashes, .cost, "\(path) says \(wrong.joined(separator: ", "))",
        cures: [
          "in \(path): allow_merge_commit: true, allow_squash_merge: false, "
            + "allow_rebase_merge: false"
        ])
    ]
  }

  // MARK: Pipelines

  /// Whether some pipeline of a forge runs the program.
  private static func pipeline(
    _ setUp: SetUp, _ tree: ObjectID, _ repository: borrowing Repository
  ) throws(ActingError) -> [SetUpFinding] {
    guard let forge = forge(setUp) else { return [] }
    let names = [".gitlab-ci.yml", "bitbucket-pipelines.yml", "Jenkinsfile"]
    for path in names where try text(at: path, tree, repository)?.contains("assent") == true {
      return []
    }
    for folder in [".github/workflows", ".gitea/workflows", ".forgejo/workflows"] {
      let found = try setUp.git.run([
        "grep", "--quiet", "--fixed-strings", "assent", tree.description, "--", folder,
      ])
      if found.status == 0 { return [] }
    }
    return [
      SetUpFinding(
        .pipelineMissing, .risk, "no pipeline for \(forge.rawValue) on the trunk runs assent",
        cures: [
          "add a job that checks out with full history and runs: assent lint && assent doctor",
          "before a deployment: assent gate ID --commit COMMIT (Documentation/set-up.md)",
        ])
    ]
  }

  // MARK: CODEOWNERS

  private static func owners(
    _ setUp: SetUp, _ tree: ObjectID, _ repository: borrowing Repository
  ) throws(ActingError) -> [SetUpFinding] {
    for path in [
      ".github/CODEOWNERS", ".gitlab/CODEOWNERS", ".gitea/CODEOWNERS", "docs/CODEOWNERS",
      "CODEOWNERS",
    ] {
      guard let text = try text(at: path, tree, repository) else { continue }
      let names = text.split(separator: "\n").compactMap { $0.split(separator: " ").first }
      let covers = names.contains { name in
        ["*", "policies", "policies/", "policies/*", "policies/**"].contains(
          name.hasPrefix("/") ? name.dropFirst() : name)
      }
      guard !covers else { return [] }
      return [
        SetUpFinding(
          .policyUnowned, .risk, "\(path) names nobody for policies/",
          cures: ["add to \(path): /policies/ @owners-of-the-policy"])
      ]
    }
    return []
  }

  private static func text(
    at path: String, _ tree: ObjectID, _ repository: borrowing Repository
  ) throws(ActingError) -> String? {
    let bytes = try inGit { () throws(GitError) -> [UInt8]? in
      guard let entry = try repository.entry(atPath: path, inTree: tree), entry.kind == .file
      else { return nil }
      return try repository.blob(entry.id, limit: 1 << 20)
    }
    return bytes.map { String(decoding: $0, as: UTF8.self) }
  }
}
