import Foundation
import TestSupport
import Testing

@testable import LanguageServer

/// What is offered at `|`.
struct CompletionCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let text: String
  /// Labels that begin the list, in order.
  var first: [String] = []
  /// Labels that are somewhere in it.
  var has: [String] = []
  /// Labels that are not in it.
  var lacks: [String] = []
  /// Whether nothing at all is offered.
  var isEmpty = false
  var path = "changes/2026/CHG-2026-0104.yaml"

  init(
    _ name: String, _ text: String, first: [String] = [], has: [String] = [], lacks: [String] = [],
    isEmpty: Bool = false, path: String = "changes/2026/CHG-2026-0104.yaml"
  ) {
    testDescription = name
    self.text = text
    (self.first, self.has, self.lacks, self.isEmpty, self.path) = (first, has, lacks, isEmpty, path)
  }
}

@Suite struct CompletionTests {
  static let steps = """
    implementation:
      steps:
        - id: P1
          do: Stop the API
        - {id: P2, do: Move}

    """

  static let cases = [
    CompletionCase(
      "an empty file begins with what it must have", "|", first: ["schema", "id", "title", "type"],
      has: ["rollback"]),
    CompletionCase(
      "keys that stand there are not offered again", "schema: assent/change/1\nid: X\n|",
      first: ["title"], lacks: ["id", "schema"]),
    CompletionCase(
      "a key that is being written", "request:\n  requ|", first: ["requester"],
      lacks: ["risk", "systems"]),
    CompletionCase(
      "keys below a section", "request:\n  |", first: ["requester"], lacks: ["request", "risk"]),
    CompletionCase(
      "keys after the cursor count as well",
      "request:\n  |\n  requester: ana.ruiz\nrollback:\n  steps: []\n", first: ["description"],
      lacks: ["requester"]),
    CompletionCase(
      "back at the margin the sections come again", "request:\n  requester: ana.ruiz\n|",
      has: ["assessment"], lacks: ["requester", "request"]),
    CompletionCase(
      "keys of an item", "implementation:\n  steps:\n    - id: P1\n      |",
      has: ["do", "reversible"], lacks: ["id", "steps"]),
    CompletionCase("keys right behind a dash", "implementation:\n  steps:\n    - |", first: ["id"]),
    CompletionCase(
      "a new item", "implementation:\n  steps:\n    - id: P1\n    |", first: ["- id:"]),
    CompletionCase(
      "keys in brackets", "request:\n  timeline: {start: 2026-01-01T00:00:00Z, |", first: ["end"],
      lacks: ["start"]),
    CompletionCase(
      "keys in brackets over lines", "implementation:\n  steps: [\n    {id: P1,\n     d|",
      first: ["do"], lacks: ["id"]),
    CompletionCase(
      "unclosed brackets end where the next key begins",
      "request:\n  systems: [claims-db,\n  env|\n", first: ["environment"], lacks: ["claims-db"]),
    CompletionCase(
      "broken text above does no harm", "title: \"never closed\n  : : [\nrequest:\n  requ|",
      first: ["requester"]),
    CompletionCase("words", "type: |", first: ["standard", "normal", "emergency"]),
    CompletionCase("words without a blank", "type:|", first: ["standard"]),
    CompletionCase(
      "words in brackets", "assessment:\n  outage: {kind: |}",
      first: ["none", "degraded", "planned"]),
    CompletionCase("truth", "review:\n  objectives-met: |", first: ["true", "false"]),
    CompletionCase("people", "request:\n  requester: ana|", has: ["ana.ruiz"], lacks: ["bo.chen"]),
    CompletionCase(
      "systems in brackets", "request:\n  systems: [claims-db, cl|", has: ["claims-api"],
      lacks: ["claims-db"]),
    CompletionCase("systems without brackets", "request:\n  systems: |", has: ["claims-db"]),
    CompletionCase(
      "systems by dashes", "request:\n  systems:\n    - claims-db\n    - |", has: ["claims-api"],
      lacks: ["claims-db"]),
    CompletionCase(
      "steps", steps + "rollback:\n  steps:\n    - {id: R1, undoes: [|", first: ["P1", "P2"]),
    CompletionCase(
      "the point of no return", steps + "rollback:\n  point-of-no-return: |",
      first: ["none", "P1", "P2"]),
    CompletionCase(
      "triggers",
      "rollback:\n  triggers:\n    - {id: T1, signal: errors}\nexecution:\n  rollback:\n    trigger: |",
      first: ["T1"]),
    CompletionCase(
      "roles and people who do a step", "implementation:\n  steps:\n    - by: |",
      has: ["change-manager", "ana.ruiz"]),
    CompletionCase("templates", "request:\n  template: |", has: ["STD-TLS-ROTATE@3"]),
    CompletionCase(
      "parameters of the template", "request:\n  template: STD-TLS-ROTATE@3\n  parameters:\n    |",
      has: ["host", "new-serial"]),
    CompletionCase(
      "records", "request:\n  depends-on: [|]", first: ["CHG-2026-0101", "CHG-2026-0102"]),
    CompletionCase("the own id", "id: |", first: ["CHG-2026-0104"]),
    CompletionCase(
      "evidence", "testing:\n  results:\n    - evidence: |",
      first: ["evidence/CHG-2026-0104/functional.txt"]),
    CompletionCase(
      "the digest of evidence",
      "testing:\n  results:\n    - evidence: evidence/CHG-2026-0104/functional.txt\n      sha256: |",
      first: [String(repeating: "ab", count: 32)]),
    CompletionCase("nothing in a comment", "request: # requ|", isEmpty: true),
    CompletionCase(
      "nothing in a long text", "request:\n  description: >-\n    requ|", isEmpty: true),
    CompletionCase(
      "a long text is over at the next key", "request:\n  description: >-\n    requ\n  just|",
      first: ["justification"]),
    CompletionCase("nothing below a plain value", "title: x\n  |", isEmpty: true),
    CompletionCase("columns after emoji", "request:\n  timeline: {start: 😀, en|", first: ["end"]),
    CompletionCase(
      "rules in lint.yaml", "severities:\n  rollback-m|", has: ["rollback-missing"],
      path: "policies/lint.yaml"),
    CompletionCase(
      "roles in people.yaml", "roles:\n  x: [ana|", has: ["ana.ruiz"], path: "policies/people.yaml"),
    CompletionCase(
      "zones in systems.yaml", "systems:\n  claims-db: {zones: [|", has: ["personal-data"],
      path: "policies/systems.yaml"),
    CompletionCase(
      "roles in a requirement",
      "stages:\n  approved:\n    require:\n      all:\n        - {id: x, role: |",
      has: ["change-manager"], path: "policies/workflow.yaml"),
    CompletionCase(
      "a draft is known by what it states", "schema: assent/change/1\nrequ|", first: ["request"],
      path: "draft.yaml"),
    CompletionCase(
      "other files are left alone", "requ|", isEmpty: true, path: "docker-compose.yaml"),
    CompletionCase(
      "and so is evidence", "schema: assent/change/1\nrequ|", isEmpty: true,
      path: "changes/evidence/CHG-2026-0104/x.yaml"),
  ]

  @Test(arguments: cases) func `completion at a place`(_ wanted: CompletionCase) throws {
    var client = try Client()
    let marked = Marked(wanted.text)
    let uri = "file://\(FakeHost.root)/\(wanted.path)"
    try client.open(marked.text, uri: uri)
    let answer = try client.ask(
      "completion", line: marked.line, character: marked.character, uri: uri)
    let labels = answer["items"].elements.compactMap { $0["label"].string }
    #expect(Array(labels.prefix(wanted.first.count)) == wanted.first)
    for label in wanted.has { #expect(labels.contains(label)) }
    for label in wanted.lacks { #expect(!labels.contains(label)) }
    if wanted.isEmpty { #expect(labels.isEmpty) }
  }

  /// What the first suggestion makes of the text, `|` being the place.
  @Test(arguments: [
    ("ty|", "type: "), ("request:\n  time|", "request:\n  timeline:"),
    ("type:|", "type: standard"), ("type: nor|mal", "type: normal"),
    ("ti|tle: x", "title: x"),
    ("request:\n  systems: claims-ap|", "request:\n  systems: [claims-api]"),
    ("request:\n  requester: \"ana.ru|\"", "request:\n  requester: \"ana.ruiz\""),
    (
      "x: 😀\nrequest:\n  timeline: {start: 😀, en|}", "x: 😀\nrequest:\n  timeline: {start: 😀, end: }"
    ),
  ])
  func `a suggestion replaces the word at the place`(before: String, after: String) throws {
    var client = try Client()
    let marked = Marked(before)
    try client.open(marked.text)
    let answer = try client.ask("completion", line: marked.line, character: marked.character)
    let edit = try #require(answer["items"].elements.first)["textEdit"]
    #expect(try Self.applied(edit, to: marked.text) == after)
  }

  @Test func `snippets hold what must be there`() throws {
    let snippets = #"{"textDocument":{"completion":{"completionItem":{"snippetSupport":true}}}}"#
    var client = try Client(capabilities: snippets)
    try client.open("request:\n  timel\n")
    let answer = try client.ask("completion", line: 1, character: 7)
    let item = try #require(answer["items"].elements.first)
    #expect(item["insertTextFormat"].integer == 2)
    #expect(item["textEdit"]["newText"].string == "timeline:\n    start: $1\n    end: $2")
  }

  static func applied(_ edit: JSON, to text: String) throws -> String {
    var document = DocumentText(text)
    let ends = [edit["range"]["start"], edit["range"]["end"]].map { end in
      ClientPosition(line: end["line"].integer ?? -1, character: end["character"].integer ?? -1)
    }
    document.replace(
      ClientRange(start: ends[0], end: ends[1]), with: edit["newText"].string ?? "", .utf16)
    return String(decoding: document.bytes, as: UTF8.self)
  }
}
