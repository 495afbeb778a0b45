/// Runs the tests of one change in their order.
struct ControlTests {
  let file: CaseFile

  func results() -> [TestResult] { [] }
}
