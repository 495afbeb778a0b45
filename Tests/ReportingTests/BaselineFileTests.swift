import Diagnostics
import Lint
import Reporting
import Testing

struct BaselineFileTests {
  private func finding(_ message: String, path: String = "changes/2026/CHG-2026-7F3K.yaml")
    -> Finding
  {
    Finding(
      rule: "some-rule", message: message, location: Location(path: path), place: "a.b[0]")
  }

  @Test(arguments: [
    "plain", "with \"quotes\" and \\ and `ticks`", "ümläut 日本 🙂", "tab\tand\nfeed\u{1}\u{7f}",
    "bidi \u{202e} and \u{feff} and \u{2028} and \u{fffe}", "{\"a\":1},", "# no: comment",
  ])
  func `whatever findings say, the file is read as it was written`(_ message: String) throws {
    let findings = [
      finding(message), finding(message + " 2"), finding(message, path: "odd\u{1b}[31m\n.yaml"),
    ]
    let baseline = Baseline(of: findings)
    let text = BaselineFile.text(baseline)
    #expect(try BaselineFile.read(text) == baseline)
    #expect(text.split(separator: "\n").count == 2 + baseline.counts.count)
    #expect(baseline.divide(findings).fresh == [])
  }

  @Test func `numbers and folders do not make a finding new, and one more does`() {
    let baseline = Baseline(of: [finding("40 steps in 30 minutes")])
    #expect(baseline.divide([finding("41 steps in 9 minutes")]).fresh == [])
    let moved = finding("40 steps in 30 minutes", path: "changes/CHG-2026-7F3K.yaml")
    #expect(baseline.divide([moved]).fresh == [])
    #expect(baseline.divide([moved, moved]).fresh.count == 1)
    #expect(baseline.divide([]).met.total == 0)
    #expect(baseline.divide([finding("40 stones in 30 minutes")]).fresh.count == 1)
  }

  @Test func `a file of an empty baseline can be read`() throws {
    #expect(try BaselineFile.read(BaselineFile.text(Baseline())) == Baseline())
  }

  @Test func `damage is a fault or another baseline, never a trap`() throws {
    let text = BaselineFile.text(Baseline(of: (0..<4).map { finding("m\u{61}\($0)x" + "y") }))
    let bytes = Array(text.utf8)
    for index in bytes.indices {
      for byte in [0x0A, 0x22, 0x2C, 0x7B, 0xFF, 0x00] as [UInt8] {
        var other = bytes
        other[index] = byte
        let read = try? BaselineFile.read(String(decoding: other, as: UTF8.self))
        if let read { #expect(read.total > 0) }
      }
      _ = try? BaselineFile.read(String(decoding: bytes[..<index], as: UTF8.self))
    }
  }
}
