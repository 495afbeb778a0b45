import Foundation
import TestSupport
import Testing

/// `assent lint --watch` over pipes: every wait is for a line, none for a time.
@Suite struct WatchTests {
  private final class Watch {
    let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    init(in folder: ScratchFolder) throws {
      process.executableURL = URL(filePath: try Assent.binary())
      process.arguments = ["lint", "--watch", "--no-policies", "--format", "concise"]
      process.currentDirectoryURL = URL(filePath: folder.path)
      process.environment = CleanEnvironment.variables(home: folder.path)
      process.standardInput = input
      process.standardOutput = output
      process.standardError = output
      try process.run()
    }

    /// What is written up to the next line that says that it waits.
    func block() -> String {
      var text = Data()
      while !text.hasSuffix("Ctrl-C ends it\n") {
        let more = output.fileHandleForReading.availableData
        guard !more.isEmpty else { break }
        text += more
      }
      return String(decoding: text, as: UTF8.self)
    }

    func endInput() throws { try input.fileHandleForWriting.close() }

    func status() -> Int32 {
      process.waitUntilExit()
      return process.terminationStatus
    }
  }

  @Test func `every change is linted again until Ctrl-C`() throws {
    let folder = try ScratchFolder("watch")
    let path = "changes/2026/CHG-2026-0104.yaml"
    try folder.write("schema: x\n", to: path)
    let watch = try Watch(in: folder)
    #expect(watch.block().contains("bad-value"))
    try folder.write("", to: path)
    #expect(watch.block().contains("yaml-empty"))
    // A folder that comes later is watched as well.
    try folder.write("x", to: "changes/2027/odd.txt")
    #expect(watch.block().contains("stray-file"))
    try FileManager.default.removeItem(atPath: "\(folder.path)/changes/2027")
    #expect(!watch.block().contains("stray-file"))
    kill(watch.process.processIdentifier, SIGINT)
    #expect(watch.status() == 130)
  }

  @Test func `the end of the input ends it with the status of the last run`() throws {
    let folder = try ScratchFolder("watch")
    try folder.write("schema: x\n", to: "changes/2026/CHG-2026-0104.yaml")
    let watch = try Watch(in: folder)
    _ = watch.block()
    try watch.endInput()
    #expect(watch.status() == 1)
  }

  @Test func `drafts elsewhere cannot be watched`() throws {
    let folder = try ScratchFolder("watch")
    try folder.write("schema: x\n", to: "draft.yaml")
    let outcome = try Command.run(
      try Assent.binary(), ["lint", "--watch", "draft.yaml"], in: folder.path,
      environment: CleanEnvironment.variables(home: folder.path))
    #expect(outcome.status == 2)
    #expect(outcome.errorText.contains("without --watch"))
  }
}

extension Data {
  fileprivate func hasSuffix(_ text: String) -> Bool {
    count >= text.utf8.count && suffix(text.utf8.count).elementsEqual(text.utf8)
  }
}
