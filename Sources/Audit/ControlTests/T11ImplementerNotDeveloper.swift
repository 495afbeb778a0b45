internal import Acts
internal import Decision
internal import Primitives
internal import Records

/// T11: nobody who carried the change out wrote the code that it brings.
struct T11ImplementerNotDeveloper: AttributeTest {
  static let test = ControlTest.t11
  let file: CaseFile

  func result() -> TestResult {
    guard file.beginning != nil else { return notApplicable(CaseFile.unstarted) }
    guard let authors = file.authors else {
      return notEvaluable("no code repository was given, so that nobody knows who wrote it")
    }
    let artifacts = file.standpoint.record?.implementation?.artifacts ?? []
    let commits = artifacts.compactMap(\.commit) + boundByStart
    guard !commits.isEmpty else {
      return notEvaluable("the record names no commit of code, so that nobody knows who wrote it")
    }
    let people = file.implementers
    var written: [AuditException] = []
    for commit in commits.distinct {
      let names = authors[commit] ?? []
      let developers = Set(names.flatMap(identities))
      for person in people.intersection(developers).sorted() {
        written.append(
          exception(
            .developerDeployed, "\(person) wrote code of commit \(commit.short) and carried it out",
            [commit] + [file.beginningCommit].compactMap { $0 }))
      }
    }
    if !written.isEmpty { return fail(written, basis: [.signature, .stated]) }
    if let unknown = commits.first(where: { (authors[$0] ?? []).isEmpty }) {
      return notEvaluable("nobody knows who wrote the code of commit \(unknown.short)", [unknown])
    }
    if let other = artifacts.first(where: { $0.commit == nil && !$0.isBranch }) {
      let name = other.name ?? "an artifact"
      return notEvaluable("\(name) is no commit of code, so that nobody knows who wrote it")
    }
    return pass(
      "\(people.sorted().listed) wrote no code of what was deployed", commits,
      basis: [.signature, .stated])
  }

  /// The commit that a Start names, where the record names a branch.
  private var boundByStart: [ObjectID] {
    guard let index = file.beginning?.act, file.acts.indices.contains(index) else { return [] }
    return [file.acts[index].statement["commit"].flatMap { ObjectID($0) }].compactMap { $0 }
  }

  /// The people whom a name or an e-mail address means by any policy that was in force.
  private func identities(of name: String) -> [String] {
    let lower = name.lowercased()
    let people = file.history.policies.flatMap { version in
      version.policy.people.people.values.filter { person in
        person.email.contains { $0.lowercased() == lower }
      }.map(\.id)
    }
    return ([name] + people).map(file.history.canonical).distinct
  }
}

extension ChangeRequest.Artifact {
  /// Whether Start says which commit it is.
  fileprivate var isBranch: Bool { branch != nil && digest == nil && version == nil }
}
