internal import Diagnostics
internal import Git

/// Whether Git is set to make something else of a message than its author wrote.
enum MessageSettingsCheck {
  static func findings(
    _ setUp: SetUp, _ repository: borrowing Repository
  ) throws(ActingError) -> [SetUpFinding] {
    encoding(setUp) + cleanup(setUp) + trailers(setUp)
  }

  private static func encoding(_ setUp: SetUp) -> [SetUpFinding] {
    guard let value = setUp.value("i18n.commitencoding"),
      !["utf-8", "utf8"].contains(value.lowercased())
    else { return [] }
    return [
      SetUpFinding(
        .commitEncoding, .cost, "i18n.commitEncoding is \(value)",
        cures: ["git config i18n.commitEncoding UTF-8"])
    ]
  }

  private static func cleanup(_ setUp: SetUp) -> [SetUpFinding] {
    guard let value = setUp.value("commit.cleanup"), ["verbatim", "whitespace"].contains(value)
    else { return [] }
    return [
      SetUpFinding(
        .commitCleanup, .risk, "commit.cleanup is \(value)",
        cures: ["git config commit.cleanup default"])
    ]
  }

  private static func trailers(_ setUp: SetUp) -> [SetUpFinding] {
    let keys = setUp.keys(withPrefix: "trailer.").filter { key in
      let name = key.lowercased()
      return name.hasPrefix("trailer.change-") || name.hasPrefix("trailer.policy-approve")
        || name.hasPrefix("trailer.role-")
        || ["trailer.separators", "trailer.where", "trailer.ifexists", "trailer.ifmissing"]
          .contains(name)
    }
    guard let first = keys.first else { return [] }
    return [
      SetUpFinding(
        .trailerSettings, .risk, "\(keys.joined(separator: ", ")) changes how Git writes trailers",
        cures: ["git config --unset-all \(first)", "make acts with the commands of their names"])
    ]
  }
}
