import Testing
import YAMLTree

@testable import Records

struct SectionValueTests {
  @Test func `a changed step is named by its path`() throws {
    let before = RecordDocument.read(Fixtures.record)
    let after = RecordDocument.read(
      Fixtures.record.replacing("do: Switch back", with: "do: Switch back slowly"))
    #expect(after.findings == [])
    let paths = differences(
      from: before.value(of: .rollback), to: after.value(of: .rollback), at: "rollback")
    #expect(paths.map(\.description) == ["rollback.steps[0].do"])
    #expect(before.value(of: .request) == after.value(of: .request))
  }

  @Test func `an absent section has no value and an empty one has`() {
    let absent = RecordDocument.read("schema: assent/change/1\n")
    let empty = RecordDocument.read("schema: assent/change/1\nrollback: {}\n")
    #expect(absent.value(of: .rollback) == nil)
    #expect(empty.value(of: .rollback) == .map([:]))
    #expect(
      differences(
        from: absent.value(of: .rollback), to: empty.value(of: .rollback), at: "rollback"
      ).map(\.description) == ["rollback"])
  }

  @Test func `another normal form of a text is another text`() {
    let composed = RecordDocument.read("request: {description: caf\u{e9}}\n")
    let decomposed = RecordDocument.read("request: {description: cafe\u{301}}\n")
    #expect(composed.value(of: .request) != decomposed.value(of: .request))
  }
}
