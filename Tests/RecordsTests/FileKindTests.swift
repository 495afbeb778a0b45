import Testing

@testable import Records

struct FileKindTests {
  @Test(arguments: FileKind.allCases)
  func `every key is documented, in kebab-case and there once`(_ kind: FileKind) throws {
    guard case .object(let fields) = kind.schema, let first = fields.first else {
      Issue.record("no closed mapping")
      return
    }
    #expect(first.name == "schema")
    guard case .choice(let names) = first.schema else {
      Issue.record("`schema` is free")
      return
    }
    #expect(names == [kind.schemaName])
    try check(kind.schema, at: kind.rawValue)
  }

  @Test func `requirements are the only schema that contains itself`() throws {
    #expect(Schema.named("other") == nil)
    try check(try #require(Schema.named("requirement")), at: "requirement")
  }

  private func check(_ schema: Schema, at place: String) throws {
    switch schema {
    case .object(let fields):
      #expect(Set(fields.map(\.name)).count == fields.count, "\(place)")
      for field in fields {
        #expect(field.name.utf8.allSatisfy { Syntax.isLower($0) || Syntax.isDigit($0) || $0 == 45 })
        #expect(field.documentation.hasSuffix("."), "\(place).\(field.name)")
        try check(field.schema, at: "\(place).\(field.name)")
      }
    case .list(let item, _): try check(item, at: "\(place)[]")
    case .map(_, let value): try check(value, at: "\(place).*")
    case .reference(let name): #expect(Schema.named(name) != nil)
    case .choice(let words): #expect(Set(words).count == words.count)
    default: break
    }
  }
}
