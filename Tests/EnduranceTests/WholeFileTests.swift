import Foundation
import TestSupport
import Testing
import WholeFiles

/// Files and folders are there whole or not at all.
struct WholeFileTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private var path: String { folder.path + "/file" }

  private func write(
    _ text: String, over place: WholeFile.Place, isAsBefore: () -> Bool = { true }
  ) throws(WriteFault) {
    try WholeFile.write(Array(text.utf8), to: path, over: place, isAsBefore: isAsBefore)
  }

  private var text: String? { try? String(contentsOfFile: path, encoding: .utf8) }
  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
  }

  @Test func `a new file is written once`() throws {
    try write("one", over: .free)
    #expect(throws: WriteFault.exists) { try write("two", over: .free) }
    #expect(text == "one")
    #expect(try names == ["file"])
  }

  @Test func `what is replaced keeps its mode`() throws {
    try write("one", over: .plain)
    chmod(path, 0o600)
    try write("two", over: .plain)
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
    #expect(text == "two")
  }

  @Test func `a link is neither followed nor replaced`() throws {
    try folder.write("mine", to: "target")
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: folder.path + "/target")
    #expect(throws: WriteFault.system(ELOOP)) { try write("x", over: .plain) }
    #expect(throws: WriteFault.exists) { try write("x", over: .free) }
    #expect(text == "mine")
  }

  @Test func `what changed meanwhile is left alone`() throws {
    try write("one", over: .free)
    #expect(throws: WriteFault.changed) { try write("two", over: .plain) { false } }
    #expect(text == "one")
    #expect(try names == ["file"])
  }

  // A killed process leaves its draft, perhaps with a second name for what it wrote.
  @Test func `what a killed process left is in nobody's way`() throws {
    try write("one", over: .free)
    #expect(link(path, WholeFile.draft(of: path)) == 0)
    try write("two", over: .plain)
    #expect(text == "two")
    try folder.write("ha", to: "file.assent-draft")
    try write("three", over: .plain)
    #expect(text == "three")
    #expect(try names == ["file"])
  }

  // A name that somebody committed must not lead the draft elsewhere.
  @Test func `a draft is no link to what is another's`() throws {
    try folder.write("mine", to: "target")
    try FileManager.default.createSymbolicLink(
      atPath: WholeFile.draft(of: path), withDestinationPath: folder.path + "/target")
    #expect(throws: WriteFault.system(ELOOP)) { try write("x", over: .plain) }
    #expect(try String(contentsOfFile: folder.path + "/target", encoding: .utf8) == "mine")
  }

  @Test func `two who write one file at once do not mix`() throws {
    try write("one", over: .free)
    var inner: WriteFault?
    try write("two", over: .plain) {
      do throws(WriteFault) { try write("three", over: .plain) } catch { inner = error }
      return true
    }
    #expect(inner == .busy)
    #expect(text == "two")
  }

  @Test func `a folder takes its place in one step, and the old one goes`() throws {
    try folder.write("old", to: "file/a")
    try folder.write("left", to: "file.assent-new/b/c")
    do {
      let whole = try WholeFolder(path)
      #expect(try FileManager.default.contentsOfDirectory(atPath: whole.draft).isEmpty)
      #expect(throws: WriteFault.busy) { _ = try WholeFolder(path) }
      try folder.write("new", to: "file.assent-new/a")
      #expect(throws: WriteFault.self) { try whole.finish(replacing: false) }
      try whole.finish(replacing: true)
    }
    #expect(try String(contentsOfFile: path + "/a", encoding: .utf8) == "new")
    #expect(try names == ["file"])
    let next = try WholeFolder(path)
    next.discard()
    #expect(try names == ["file"])
  }
}
