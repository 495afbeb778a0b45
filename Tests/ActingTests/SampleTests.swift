import Acting
import Foundation
import Testing

/// What the program embeds is what stands in this repository.
struct SampleTests {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let paths =
    ["assent", "calendar", "people", "systems", "workflow"].map { "policies/\($0).yaml" } + [
      "changes/2026/CHG-2026-0112.yaml", "changes/2026/CHG-2026-0126.yaml",
      "changes/2026/CHG-2026-0137.yaml", "changes/2026/CHG-2026-0141.yaml",
      "changes/evidence/CHG-2026-0126/compatibility.txt",
      "changes/evidence/CHG-2026-0126/functional.txt",
      "changes/evidence/CHG-2026-0126/rollback.txt",
      "changes/evidence/CHG-2026-0126/security.txt",
      "changes/evidence/CHG-2026-0112/compatibility.txt",
      "changes/evidence/CHG-2026-0112/functional.txt",
      "changes/evidence/CHG-2026-0141/functional.txt",
      "changes/evidence/CHG-2026-0137/compatibility.txt",
      "changes/evidence/CHG-2026-0137/functional.txt",
      "changes/evidence/CHG-2026-0137/rehearsal.txt",
    ]

  /// `UPDATE_SAMPLE=1 swift test --filter SampleTests` writes it anew, and fails that once.
  @Test func `the embedded sample is up to date`() throws {
    var files: [SampleFile] = []
    for path in Self.paths.sorted() {
      let text = try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
      files.append(SampleFile(path: path, text: text))
    }
    if ProcessInfo.processInfo.environment["UPDATE_SAMPLE"] == "1" {
      let target = Self.root.appending(path: "Sources/Acting/Sample/SampleTexts.swift")
      try Self.source(files).write(to: target, atomically: true, encoding: .utf8)
    }
    #expect(Sample.files == files, "run again with UPDATE_SAMPLE=1")
  }

  private static func source(_ files: [SampleFile]) -> String {
    let entries = files.map { file in
      "    SampleFile(\n      path: \"\(file.path)\",\n      text: #\"\"\"\n\(file.text)\n\"\"\"#),\n"
    }
    return """
      // swift-format-ignore-file
      // Written by SampleTests from policies/ and changes/; do not edit.

      /// The texts of the sample organisation.
      enum SampleTexts {
        static let files: [SampleFile] = [
      \(entries.joined())  ]
      }

      """
  }
}
