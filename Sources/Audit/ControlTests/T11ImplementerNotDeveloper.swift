internal import Decision

/// T11: nobody who carried the change out wrote the code that it brings.
struct T11ImplementerNotDeveloper: AttributeTest {
  static let test = ControlTest.t11
  let file: CaseFile

  func result() -> TestResult {
    guard let authorship = Authorship(file) else { return notApplicable(CaseFile.unstarted) }
    return authorship.result(
      authors: file.authors, by: file.authors == nil ? AuthorNames() : AuthorNames(file.history))
  }
}
