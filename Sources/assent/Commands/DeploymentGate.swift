internal import Decision
internal import Git
internal import Ledger
internal import Primitives
internal import Records
internal import Reporting

/// Puts the question about a deployment to a history and a clone of the code.
struct DeploymentGate {
  let session: Session
  let options: DeploymentOptions
  /// The repository of the records, where the code is looked for unless another clone is named.
  let directory: String
  /// What is about to run.
  let commit: ObjectID
  /// What runs now.
  let since: ObjectID

  private var history: History { session.history }

  /// The answer, and the changes that were to be added and do not exist.
  ///
  /// Throws if the policy governs no such code, the clone cannot be read, or nothing lies between.
  func answer() throws -> (deployment: Deployment, missing: [String]) {
    let policy = try policy()
    let code = try governed(policy.charter)
    let scope = try scope(policy.systems)
    let repository = try clone(of: code)
    let range: CodeRange
    switch try reading(code, repository) {
    case .empty:
      throw Failure(
        "nothing-to-deploy", "\(commit) is what runs already: there is nothing to judge",
        exitStatus: 4)
    case .unrelated: return (Deployment.unrelated(commit: commit, since: since), [])
    case .range(let found): range = found
    }
    let added = unique(options.changes)
    let standings = standings(of: range.linked.union(added), code.name)
    let commits = try ledger { () throws(LedgerError) in
      try range.commits(reachedBy: Set(standings.values.flatMap(\.artifacts)), in: repository)
    }
    let rule = DeploymentRule(
      commit: commit, since: since, commits: commits, linked: range.linked, added: added,
      unexplained: range.unexplained, standings: standings, scope: scope,
      unsettled: history.unsettled
    ) { id, question in evaluate(id, in: history, now: session.now, question: question) }
    return (rule.deployment(), added.filter { standings[$0] == nil })
  }

  // MARK: The policy

  private func policy() throws -> Policy {
    guard let version = history.policy(at: history.tipPosition) else {
      throw Failure("policy-missing", "no policy is in force on the trunk", exitStatus: 3)
    }
    return version.policy
  }

  /// The governed code that is asked about.
  private struct Governed {
    let name: String
    let protect: [String]
  }

  /// The entries of one repository, taken together: what one of them protects is protected.
  private func governed(_ charter: Charter) throws -> Governed {
    let names = unique(charter.code.map(\.repository))
    guard let first = names.first else {
      throw Failure(
        "code-unknown", "`policies/assent.yaml` names no code that these changes govern",
        hint: "have its owners add `code: [{repository: …, branch: …, protect: [\"**\"]}]`",
        exitStatus: 2)
    }
    guard let asked = options.governed ?? (names.count == 1 ? first : nil) else {
      throw Failure(
        "code-unknown",
        "these changes govern several repositories: \(names.joined(separator: ", "))",
        hint: "say which with --repository", exitStatus: 2)
    }
    let entries = charter.code.filter { $0.repository.utf8.elementsEqual(asked.utf8) }
    guard !entries.isEmpty else {
      throw Failure(
        "code-unknown", "these changes do not govern `\(asked)`",
        hint: "`policies/assent.yaml` names \(names.joined(separator: ", "))", exitStatus: 2)
    }
    return Governed(name: asked, protect: entries.flatMap(\.protect))
  }

  private func scope(_ systems: Systems) throws -> SystemScope? {
    guard let system = options.system else { return nil }
    guard let scope = SystemScope(of: system, in: systems) else {
      throw Failure(
        "usage", "`policies/systems.yaml` has no system `\(system)`",
        hint: "--system takes one of the inventory", exitStatus: 2)
    }
    return scope
  }

  // MARK: The code

  private func clone(of code: Governed) throws -> Repository {
    do throws(GitError) {
      return try Repository(discoveringFrom: options.code ?? directory)
    } catch {
      guard let named = options.code, error.code == .notARepository else { throw Failure(error) }
      throw Failure(
        error.code.rawValue, error.message, hint: "correct --code \(PlainText.line(named))",
        exitStatus: 3)
    }
  }

  private func reading(_ code: Governed, _ repository: borrowing Repository) throws
    -> CodeRange.Reading
  {
    do throws(LedgerError) {
      return try CodeRange.read(
        from: since, to: commit, protecting: code.protect, in: repository)
    } catch {
      guard error.code == "not-found", options.code == nil else { throw Failure(error) }
      throw Failure(
        error.code, error.message, hint: "name a clone of \(code.name) with --code",
        exitStatus: error.exitStatus)
    }
  }

  /// How the changes stand, and those that supersede one of them.
  private func standings(of ids: Set<String>, _ repository: String) -> [String: ChangeStanding] {
    var result: [String: ChangeStanding] = [:]
    for id in ids.union(history.successors(of: ids)) {
      result[id] = history.standing(of: id, towards: repository, now: session.now)
    }
    return result
  }

  private func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  private func ledger<R>(_ body: () throws(LedgerError) -> R) throws -> R {
    do throws(LedgerError) { return try body() } catch { throw Failure(error) }
  }
}
