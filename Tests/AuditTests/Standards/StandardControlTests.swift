import Audit
import Foundation
import Testing

/// The map from standards to the pack.
struct StandardControlTests {
  /// The files of an evidence pack, but those whose names depend on its content.
  private static let pack: Set = [
    "index.html", "changes.html", "changes/<ID>.html", "exceptions.html", "uncovered.html",
    "people.html", "policies.html", "calendar.html", "flow.html", "sample.html",
    "suppressions.html", "standards.html", "method.html", "population.csv", "exceptions.csv",
    "deployments.csv", "audit.xlsx", "audit.db", "verdicts.json", "attestations/svr.intoto.jsonl",
    "attestations/vsa.intoto.jsonl", "oscal.json", "calendar.ics", "history.bundle", "audit.json",
    "VERIFY.md", "allowed_signers", "MANIFEST.sha256",
  ]

  @Test func `the page of the documentation is the map`() throws {
    try DocumentationFile.compare(StandardsDocument.text, with: "Documentation/standards.md")
  }

  @Test func `every place is a file of the pack`() {
    for control in StandardControl.all {
      #expect(!control.places.isEmpty, "\(control.standard) \(control.control)")
      for place in control.places {
        #expect(Self.pack.contains(place), "\(control.control): \(place)")
      }
      #expect(Set(control.places).count == control.places.count, "\(control.control)")
    }
  }

  @Test func `every test answers a control that does not name them all`() {
    let named = StandardControl.all.filter { $0.tests.count < ControlTest.allCases.count }
      .flatMap(\.tests)
    #expect(Set(named) == Set(ControlTest.allCases))
    for control in StandardControl.all {
      #expect(!control.tests.isEmpty, "\(control.control)")
      #expect(control.tests == Set(control.tests).sorted(), "\(control.control)")
    }
  }

  @Test func `every control stands there once, and standards stand together`() {
    let names = StandardControl.all.map { "\($0.standard) \($0.control)" }
    #expect(Set(names).count == names.count)
    let runs = StandardControl.all.map(\.standard).reduce(into: [String]()) {
      if $0.last != $1 { $0.append($1) }
    }
    #expect(Set(runs).count == runs.count)
  }

  @Test(arguments: [
    "CM-2", "CM-2(3)", "CM-3 a", "CM-3 b", "CM-3 c", "CM-3 d", "CM-3 e", "CM-3 f", "CM-3 g",
    "CM-3(1)", "CM-3(2)", "CM-3(4)", "CM-3(6)", "CM-4", "CM-4(1)", "CM-4(2)", "CM-5", "CM-5(1)",
    "CM-6 c", "CM-6 d", "CM-6(2)", "AC-5", "AU-9(3)", "AU-10", "AU-11", "CC8.1", "A.8.32", "A.5.3",
    "A.8.31", "8.5.1", "6.5.1", "6.5.2", "6.5.3", "6.5.4", "BAI06.01", "BAI06.02", "BAI06.03",
    "BAI06.04", "BAI07", "Program changes", "Article 9(4)(e)", "Article 17(1)(a)",
    "Article 17(1)(b)", "Article 17(1)(c)", "Article 17(1)(d)", "Article 17(1)(e)",
    "Article 17(1)(f)", "Article 17(1)(g)", "Article 17(1)(h)", "Annex 6.4", "11.10(a)",
    "11.10(b)", "11.10(c)", "11.10(e)", "11.10(f)", "11.10(g)", "11.50", "11.70", "PO.3.3", "PO.4",
    "PS.1.1", "PS.3.2", "Level 2", "Level 3", "Level 4",
  ])
  func `the map has the control`(name: String) {
    #expect(StandardControl.all.contains { $0.control == name })
  }

  @Test func `words are sentences for one row each`() {
    for control in StandardControl.all {
      for text in [control.asks, control.limits ?? "."] {
        #expect(text.hasSuffix("."), "\(control.control): \(text)")
        #expect(!text.contains("\n") && !text.contains("|"), "\(control.control)")
      }
    }
  }
}

/// Pages of the documentation that are made from the product's own tables.
enum DocumentationFile {
  static let root: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(4).joined(separator: "/")
  }()

  /// Compares a text with a file of the package; `UPDATE_GOLDEN=1` rewrites it.
  static func compare(_ text: String, with file: String) throws {
    let path = "\(root)/\(file)"
    let stored = try? String(contentsOfFile: path, encoding: .utf8)
    guard stored.map({ Array($0.utf8) }) != Array(text.utf8) else { return }
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
    Issue.record("\(file) differs; UPDATE_GOLDEN=1 rewrites it. Now it is:\n\(text)")
  }
}
