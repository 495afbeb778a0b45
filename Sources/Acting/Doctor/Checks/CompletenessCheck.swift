internal import Diagnostics
internal import Git
internal import Primitives

/// Whether all of the history is here, as it was written.
enum CompletenessCheck {
  static func findings(
    _ setUp: SetUp, _ repository: borrowing Repository
  ) throws(ActingError) -> [SetUpFinding] {
    incomplete(repository) + alternates(repository) + (try replacements(repository))
  }

  private static func incomplete(_ repository: borrowing Repository) -> [SetUpFinding] {
    do throws(GitError) {
      try repository.refuseIfIncomplete()
      return []
    } catch {
      switch error.code {
      case .shallow:
        return [
          SetUpFinding(
            .shallow, .cost, error.message,
            cures: ["git fetch --unshallow", "in a pipeline, check out with fetch-depth: 0"])
        ]
      case .partialClone:
        return [
          SetUpFinding(
            .partialClone, .cost, error.message,
            cures: ["git clone URL, without --filter, and work there"])
        ]
      case .grafts:
        return [
          SetUpFinding(
            .grafts, .cost, error.message, cures: ["rm \(repository.commonDirectory)info/grafts"])
        ]
      default:
        return [
          SetUpFinding(.undecided, .cost, error.message, cures: [error.hint].compactMap { $0 })
        ]
      }
    }
  }

  /// Object stores of other repositories that this one borrows from.
  private static func alternates(_ repository: borrowing Repository) -> [SetUpFinding] {
    let path = repository.commonDirectory + "objects/info/alternates"
    guard Files.exists(path) else { return [] }
    let bytes: [UInt8]
    do throws(ActingError) { bytes = try Files.read(path, limit: 1 << 20) } catch { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.map { line in
        let place =
          line.hasPrefix("/") ? String(line) : repository.commonDirectory + "objects/\(line)"
        return Files.exists(place)
          ? SetUpFinding(
            .alternateBorrowed, .risk, "objects are borrowed from \(place)",
            cures: ["git repack -a -d && rm \(path)"])
          : SetUpFinding(
            .alternateMissing, .cost, "objects are borrowed from \(place), which is gone",
            cures: ["git clone URL, and work there"])
      }
  }

  private static func replacements(
    _ repository: borrowing Repository
  ) throws(ActingError) -> [SetUpFinding] {
    let found: [(name: String, commit: ObjectID)]
    do throws(GitError) {
      found = try repository.references(withPrefix: "refs/replace/")
    } catch {
      // One that replaces no commit cannot be followed; it is there all the same.
      found = []
    }
    guard let first = found.first else { return [] }
    return [
      SetUpFinding(
        .replaceRefs, .risk,
        "\(found.count) replace references make git show another history than is judged",
        cures: ["git replace -d \(first.name.split(separator: "/").last ?? "")"])
    ]
  }
}
