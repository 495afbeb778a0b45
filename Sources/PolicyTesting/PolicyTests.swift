package import Decision
package import Diagnostics
package import Primitives
package import Records

/// Runs cases against one policy, without Git: the same decision over histories made in memory.
package struct PolicyTests {
  /// What the cases may look at.
  package struct World {
    package let policy: Policy
    /// The rules of the zone of the policy's calendar; nil if the machine does not know it.
    package let zone: TimeZoneRules?
    /// The bytes of a record by its path from the root; nil if there is no such file.
    package let record: (String) -> [UInt8]?

    package init(
      policy: Policy, zone: TimeZoneRules?, record: @escaping (String) -> [UInt8]?
    ) {
      self.policy = policy
      self.zone = zone
      self.record = record
    }
  }

  let world: World

  package init(_ world: World) { self.world = world }

  /// Runs the cases of a file.
  ///
  /// - Returns: a result for each case that could be told, and what keeps the others from it.
  package func run(_ file: PolicyTestFile, path: String) -> (
    results: [CaseResult], findings: [Finding]
  ) {
    var results: [CaseResult] = []
    var findings: [Finding] = []
    var names: [String: Span] = [:]
    var stories = Stories(file)
    for one in file.cases {
      do throws(CaseFault) {
        if let earlier = names.updateValue(one.name.span, forKey: one.name.value) {
          throw CaseFault(
            "two cases are called `\(one.name.value)`", at: one.name.span,
            advice: "give each case its own name; the other stands in line \(earlier.start.line)")
        }
        results.append(try run(one, &stories, path: path))
      } catch {
        findings.append(error.finding(path: path))
      }
    }
    return (results, findings)
  }

  private func run(_ one: PolicyTestCase, _ stories: inout Stories, path: String)
    throws(CaseFault) -> CaseResult
  {
    let story = try stories.whole(of: one.story)
    let told = try Telling.tell(story, world)
    let verdict = evaluate(told.change, in: told.history, now: told.now, question: told.question)
    guard let verdict else {
      throw CaseFault("the case has no record", at: one.name.span, advice: "give it a `record`")
    }
    let comparison = Comparison(verdict: verdict, steps: told.steps)
    return CaseResult(
      name: one.name.value, place: Location(path: path, span: one.name.span),
      mismatches: try comparison.mismatches(with: one.expectation), verdict: verdict)
  }
}

/// What came of one case.
package struct CaseResult: Sendable {
  /// Something that was expected and is otherwise.
  package struct Mismatch: Hashable, Sendable {
    /// What was compared, such as `stage` or `requirement owners/claims-db`.
    package let subject: String
    package let expected: String
    package let got: String
    /// Where the expectation stands.
    package let line: Int
  }

  package let name: String
  package let place: Location
  package let mismatches: [Mismatch]
  package let verdict: Verdict

  package init(name: String, place: Location, mismatches: [Mismatch], verdict: Verdict) {
    self.name = name
    self.place = place
    self.mismatches = mismatches
    self.verdict = verdict
  }

  /// Whether everything is as expected.
  package var hasPassed: Bool { mismatches.isEmpty }
}

/// Why a case cannot be told: a defect of its file, not of the policy.
struct CaseFault: Error {
  let message: String
  let span: Span
  let advice: String?

  init(_ message: String, at span: Span, advice: String? = nil) {
    self.message = message
    self.span = span
    self.advice = advice
  }

  func finding(path: String) -> Finding {
    Finding(
      rule: "policy-test", message: message, location: Location(path: path, span: span),
      advice: advice)
  }
}
