internal import Acts
package import Decision
package import Primitives
internal import Records

/// Who carried a change out and which code it brought: what T11 is judged from, so small that it can
/// be kept until the authors of all code have been read at once.
package struct Authorship: Hashable, Sendable {
  private let change: String
  /// The commits of code that the change brought, each once.
  package let commits: [ObjectID]
  /// The first artifact that is no commit, in words; nil if all are.
  private let other: String?
  private let implementers: [String]
  private let beginning: ObjectID?
  private let started: Instant?

  /// - Returns: nil if nothing says that the work has begun.
  init?(_ file: CaseFile) {
    guard file.beginning != nil else { return nil }
    let artifacts = file.standpoint.record?.implementation?.artifacts ?? []
    change = file.id
    commits = (artifacts.compactMap(\.commit) + file.boundByStart).distinct
    other = artifacts.first { $0.commit == nil && !$0.isBranch }.map { $0.name ?? "an artifact" }
    implementers = file.implementers.sorted()
    beginning = file.beginningCommit
    started = file.started?.time
  }

  /// T11, with the authors of code.
  ///
  /// - Parameter authors: by commit of an artifact, the people or the e-mail addresses that wrote the
  ///   code which it brings; nil where no code could be read.
  package func result(authors: [ObjectID: [String]]?, by names: AuthorNames) -> TestResult {
    guard let authors else {
      return notEvaluable("no code repository was given, so that nobody knows who wrote it")
    }
    guard !commits.isEmpty else {
      return notEvaluable("the record names no commit of code, so that nobody knows who wrote it")
    }
    let written = commits.flatMap { commit in
      let developers = Set((authors[commit] ?? []).flatMap(names.people))
      return implementers.filter(developers.contains).map { exception($0, commit) }
    }
    if !written.isEmpty {
      return TestResult(
        .t11, .fail, written.map(\.message).joined(separator: "; "),
        commits: written.flatMap(\.commits).distinct, basis: [.signature, .stated],
        exceptions: written)
    }
    if let unknown = commits.first(where: { (authors[$0] ?? []).isEmpty }) {
      return notEvaluable("nobody knows who wrote the code of commit \(unknown.short)", [unknown])
    }
    if let other {
      return notEvaluable("\(other) is no commit of code, so that nobody knows who wrote it")
    }
    // Whoever carried it out may have written it under an address that no policy knows.
    for commit in commits {
      guard let stranger = authors[commit]?.first(where: { names.people($0).isEmpty }) else {
        continue
      }
      return notEvaluable(
        "no policy says whose address \(stranger) is, which wrote code of commit \(commit.short)",
        [commit])
    }
    return TestResult(
      .t11, .pass, "\(implementers.listed) wrote no code of what was deployed", commits: commits,
      basis: [.signature, .stated])
  }

  private func exception(_ person: String, _ commit: ObjectID) -> AuditException {
    AuditException(
      .developerDeployed, change: change, test: .t11,
      "\(person) wrote code of commit \(commit.short) and carried it out",
      commits: [commit, beginning].compactMap { $0 }.distinct, time: started)
  }

  private func notEvaluable(_ reason: String, _ commits: [ObjectID] = []) -> TestResult {
    TestResult(.t11, .notEvaluable, reason, commits: commits)
  }
}

/// Whom a name or an e-mail address means by any policy that was in force.
package struct AuthorNames: Sendable {
  private let known: [String: [String]]

  /// Knows nobody.
  init() { known = [:] }

  package init(_ history: History) {
    var people: [String: Set<String>] = [:]
    for version in history.policies {
      for person in version.policy.people.people.values {
        let id = history.canonical(person.id)
        for name in [person.id] + person.email { people[name.lowercased(), default: []].insert(id) }
      }
    }
    known = people.mapValues { $0.sorted() }
  }

  /// The ids of people, sorted; empty for a stranger.
  func people(_ name: String) -> [String] { known[name.lowercased()] ?? [] }
}

extension CaseFile {
  /// The commit that a Start names, where the record names a branch.
  fileprivate var boundByStart: [ObjectID] {
    guard let index = beginning?.act, acts.indices.contains(index) else { return [] }
    return [acts[index].statement["commit"].flatMap { ObjectID($0) }].compactMap { $0 }
  }
}

extension ChangeRequest.Artifact {
  /// Whether Start says which commit it is.
  fileprivate var isBranch: Bool { branch != nil && digest == nil && version == nil }
}
