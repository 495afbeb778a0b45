import Lint
import Records
import Testing

@Suite struct SpeedTests {
  /// Guards against rules that are slower by orders of magnitude; the real budget is measured
  /// in a release build.
  @Test func `a thousand records are judged in little time`() throws {
    let document = try Examples.document()
    let clock = ContinuousClock()
    let time = clock.measure {
      for _ in 0..<1000 {
        _ = lint(document, policy: SamplePolicy.value, stage: .closed)
      }
    }
    print("a thousand records: \(time)")
    #expect(time < .seconds(10))
  }
}
