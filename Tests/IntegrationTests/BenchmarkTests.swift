import Foundation
import TestSupport
import Testing

/// `Benchmarks/run` as a whole, on next to nothing, and what it is made of.
struct BenchmarkTests {
  private static func python(_ words: String..., in folder: String) throws -> Command.Outcome {
    try Command.run(
      Command.find("python3"), words, in: folder,
      environment: CleanEnvironment.variables(home: folder)
        .merging(["PYTHONDONTWRITEBYTECODE": "1"]) { $1 }, timeout: 300)
  }

  @Test func `the tests of the measuring modules pass`() throws {
    let benchmarks = PipelineFile.root + "/Benchmarks"
    let outcome = try Self.python("-m", "unittest", "-q", "test_measure", in: benchmarks)
    #expect(outcome.status == 0, "\(outcome.errorText)")
  }

  @Test func `a tiny run measures signed histories beside their peers`() throws {
    let folder = try ScratchFolder("benchmark")
    let products = (try Assent.binary() as NSString).deletingLastPathComponent
    let results = folder.path + "/tiny.json"
    let outcome = try Self.python(
      PipelineFile.root + "/Benchmarks/run", "--tiny", "--bin", products, "--out", results,
      "keys", "lint", "start", in: folder.path)
    #expect(outcome.status == 0, "\(outcome.text)\(outcome.errorText)")
    let text = try String(contentsOfFile: results, encoding: .utf8)
    for name in ["gate, warm", "git verify-commit", "arithmetic", "lint FILE", "git --version"] {
      #expect(text.contains(name), "\(name)")
    }
  }
}
