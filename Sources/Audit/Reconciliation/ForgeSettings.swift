internal import Reporting

/// The settings of protected branches in one forge's words.
///
/// Sound is what binds everybody, administrators too; what an export does not tell is neither sound
/// nor unsound.
struct ForgeSettings {
  struct Branch {
    let forge: String
    let branch: String?
    let settings: [ToolEvidence.Setting]
  }

  let export: JSONValue
  /// What the snapshot says that it is about.
  let branch: String?
  /// What the snapshot says is the default branch.
  let defaultBranch: String?

  var all: [Branch] {
    let elements = export.isObject ? [export] : export.elements
    let gitLab = elements.filter { !$0["push_access_levels"].isNull }
    if !gitLab.isEmpty { return gitLab.map(self.gitLab) }
    let sets = elements.filter { !$0["rules"].isNull && !$0["enforcement"].isNull }
    if !sets.isEmpty { return [gitHubRulesets(sets)] }
    let isProtection =
      export.isObject
      && (!export["enforce_admins"].isNull || !export["allow_force_pushes"].isNull)
    return isProtection ? [gitHubProtection] : []
  }

  private func setting(
    _ name: String, _ value: String, _ isSound: Bool? = nil
  ) -> ToolEvidence.Setting {
    ToolEvidence.Setting(name: name, value: value, isSound: isSound)
  }

  private func word(_ flag: Bool?, _ yes: String, _ no: String) -> String {
    flag.map { $0 ? yes : no } ?? "not told"
  }

  private func names(_ value: JSONValue) -> [String] {
    ["users", "teams", "apps"].flatMap { kind in
      value[kind].elements.compactMap { $0["login"].text ?? $0["slug"].text }
    }.sorted()
  }

  // MARK: GitHub's branch protection

  private var gitHubProtection: Branch {
    let force = export["allow_force_pushes"]["enabled"].flag
    let deletion = export["allow_deletions"]["enabled"].flag
    let admins = export["enforce_admins"]["enabled"].flag
    let review = export["required_pull_request_reviews"]
    let bypass = names(review["bypass_pull_request_allowances"])
    let pushers = export["restrictions"]
    return Branch(
      forge: "github", branch: branch ?? Self.branch(inURL: export["url"].text),
      settings: [
        setting("force-push", word(force, "allowed", "forbidden"), force.map { !$0 }),
        setting("deletion", word(deletion, "allowed", "forbidden"), deletion.map { !$0 }),
        setting("administrators", word(admins, "included", "exempt"), admins),
        setting("pull-request", review.isNull ? "not required" : "required"),
        setting("bypass", bypass.isEmpty ? "nobody" : bypass.joined(separator: ", ")),
        setting(
          "required-signatures",
          word(export["required_signatures"]["enabled"].flag, "required", "not required")),
        setting(
          "merge-commits",
          word(export["required_linear_history"]["enabled"].flag, "forbidden", "allowed")),
        setting(
          "who-may-push",
          pushers.isNull
            ? "everybody with write access" : names(pushers).joined(separator: ", ")),
      ])
  }

  /// The branch in `…/branches/main/protection`.
  private static func branch(inURL url: String?) -> String? {
    let parts = url?.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) } ?? []
    guard let place = parts.lastIndex(of: "branches"), parts.count > place + 1 else { return nil }
    return parts[(place + 1)...].filter { $0 != "protection" }.joined(separator: "/")
  }

  // MARK: GitHub's rulesets

  /// Rulesets add up: a rule holds for a branch if an active one that covers the branch has it, and
  /// binds everybody if nobody may bypass one such.
  private func gitHubRulesets(_ sets: [JSONValue]) -> Branch {
    let covering = sets.filter { set in
      set["enforcement"].text == "active" && (set["target"].text ?? "branch") == "branch"
        && covers(set["conditions"]["ref_name"])
    }
    let force = rule("non_fast_forward", in: covering)
    let deletion = rule("deletion", in: covering)
    let sound = [force.isSound, deletion.isSound]
    let includesAll: Bool? =
      sound.contains(false) ? false : sound.allSatisfy { $0 == true } ? true : nil
    let types = Set(covering.flatMap { $0["rules"].elements.compactMap { $0["type"].text } })
    return Branch(
      forge: "github", branch: branch,
      settings: [
        setting("force-push", force.value, force.isSound),
        setting("deletion", deletion.value, deletion.isSound),
        setting("administrators", word(includesAll, "included", "exempt"), includesAll),
        setting("pull-request", types.contains("pull_request") ? "required" : "not required"),
        setting(
          "required-signatures",
          types.contains("required_signatures") ? "required" : "not required"),
        setting(
          "merge-commits", types.contains("required_linear_history") ? "forbidden" : "allowed"),
      ])
  }

  private func rule(_ type: String, in sets: [JSONValue]) -> (value: String, isSound: Bool?) {
    let having = sets.filter { $0["rules"].elements.contains { $0["type"].text == type } }
    guard !having.isEmpty else { return ("allowed", false) }
    if having.contains(where: {
      !$0["bypass_actors"].isNull && $0["bypass_actors"].elements.isEmpty
    }) {
      return ("forbidden", true)
    }
    let actors = having.flatMap { $0["bypass_actors"].elements }
      .map { $0["actor_type"].text ?? "somebody" }
    guard !actors.isEmpty, having.allSatisfy({ !$0["bypass_actors"].isNull }) else {
      return ("forbidden; who may bypass it is not told", nil)
    }
    return ("forbidden, but \(Set(actors).sorted().joined(separator: ", ")) may bypass it", false)
  }

  /// Whether a ruleset is certain to cover the branch; patterns are not tried.
  private func covers(_ names: JSONValue) -> Bool {
    guard let branch else { return false }
    func isMeant(_ pattern: String) -> Bool {
      pattern == "~ALL" || pattern == "refs/heads/\(branch)"
        || pattern == "~DEFAULT_BRANCH" && defaultBranch == branch
    }
    let excluded = names["exclude"].elements.compactMap(\.text)
    let isExcluded = excluded.contains { pattern in
      isMeant(pattern) || pattern.utf8.contains { "*?[~".utf8.contains($0) }
    }
    return !isExcluded && names["include"].elements.compactMap(\.text).contains(where: isMeant)
  }

  // MARK: GitLab's protected branches

  /// Who may lift the protection may do anything, and maintainers may delete the branch in the
  /// forge: the export does not tell whether somebody can.
  private func gitLab(_ value: JSONValue) -> Branch {
    func words(_ levels: JSONValue) -> String {
      let all = levels.elements.map { level in
        level["access_level_description"].text ?? level["access_level"].integer.map(String.init)
          ?? "?"
      }
      return all.isEmpty ? "not told" : all.sorted().joined(separator: ", ")
    }
    let force = value["allow_force_push"].flag
    return Branch(
      forge: "gitlab", branch: value["name"].text ?? branch,
      settings: [
        setting("force-push", word(force, "allowed", "forbidden"), force.map { !$0 }),
        setting("deletion", "by push forbidden; in the forge not told"),
        setting("administrators", "not told"),
        setting("who-may-push", words(value["push_access_levels"])),
        setting("who-may-merge", words(value["merge_access_levels"])),
        setting("who-may-unprotect", words(value["unprotect_access_levels"])),
      ])
  }
}
