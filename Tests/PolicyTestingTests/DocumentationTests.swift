import Foundation
import Testing

struct DocumentationTests {
  @Test func `the example of the documentation runs as it says`() throws {
    let page = try String(
      contentsOfFile: "\(Bench.root)/Documentation/policy-tests.md", encoding: .utf8)
    let start = try #require(page.range(of: "```yaml\n"))
    let end = try #require(page.range(of: "```\n", range: start.upperBound..<page.endIndex))
    var bench = try Bench.sample()
    bench.cases = [
      "policies/tests/example.yaml": String(page[start.upperBound..<end.lowerBound])
    ]
    let outcome = try bench.run()
    #expect(outcome.findings == [])
    #expect(outcome.results.count == 3)
    for result in outcome.results { #expect(result.mismatches == [], "\(result.name)") }
  }
}
