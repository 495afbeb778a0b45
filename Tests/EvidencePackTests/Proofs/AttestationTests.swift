import Foundation
import TestSupport
import Testing

struct AttestationTests {
  private func attest(
    _ scene: Scene, _ predicate: String, at now: Moment, _ more: [String] = []
  ) throws -> Command.Outcome {
    try scene.assent(
      [
        "audit", "attest", scene.record.id, "--predicate", predicate, "--trust-root", scene.root,
        "--now", now.text,
      ] + more)
  }

  @Test(arguments: [
    (Scene.Milestone.drafted, false), (.approved, false), (.tested, false), (.scheduled, true),
    (.started, true), (.finished, true), (.closed, true),
  ])
  func `what may go to production is attested, and nothing else`(
    milestone: Scene.Milestone, isAuthorised: Bool
  ) throws {
    let scene = try Scene(at: milestone)
    let now = max(scene.clock, scene.inWindow)
    let svr = try attest(scene, "svr", at: now)
    #expect(svr.status == (isAuthorised ? 0 : 1), "\(svr.errorText)")
    #expect(svr.output.isEmpty == !isAuthorised)
    let vsa = try JSON(parsing: attest(scene, "vsa", at: now).output)
    let predicate = vsa["predicate"]
    #expect(predicate["verificationResult"].string == (isAuthorised ? "PASSED" : "FAILED"))
    #expect(
      predicate["verifiedLevels"].elements.map(\.string)
        == [isAuthorised ? "ASSENT_CHANGE_AUTHORISED" : "FAILED"])
    #expect(predicate["timeVerified"].string == now.text)
  }

  @Test func `the subject is the artifact, as Git names it`() throws {
    let scene = try Scene(at: .scheduled)
    let svr = try JSON(parsing: attest(scene, "svr", at: scene.inWindow).output)
    #expect(svr["_type"].string == "https://in-toto.io/Statement/v1")
    #expect(svr["predicateType"].string == "https://in-toto.io/attestation/svr/v0.1")
    let subject = try #require(svr["subject"].elements.first)
    #expect(subject["digest"]["gitCommit"].string == SampleRecord.artifact)
    #expect(svr["predicate"].keys.prefix(3) == ["verifier", "timeCreated", "properties"])
  }

  @Test func `a pack attests each test that a change passed, the late ones too`() throws {
    let copy = try PackStory.closed.get().copy()
    let audit = try JSON(parsing: Data(contentsOf: copy.url("audit.json")))
    let lines = try copy.text("attestations/svr.intoto.jsonl").split(separator: "\n")
    #expect(!lines.isEmpty)
    for line in lines {
      let predicate = try JSON(parsing: Data(line.utf8))["predicate"]
      let id = predicate["assent:change"].string
      let change = try #require(audit["changes"].elements.first { $0["id"].string == id })
      let passed = change["results"].elements.filter { $0["outcome"].string == "pass" }
        .compactMap { $0["test"].string.map { "ASSENT_PASSED_\($0)" } }
      let properties = predicate["properties"].elements.compactMap(\.string)
      #expect(!passed.isEmpty)
      #expect(properties.filter { $0.hasPrefix("ASSENT_PASSED_") } == passed)
    }
  }

  @Test func `an unauthorised Start is never attested`() throws {
    let scene = try Scene(at: .managed)
    scene.clock = max(scene.clock, scene.inWindow)
    try scene.act(.start(), by: .fay)
    let now = scene.clock + 1.minutes
    #expect(try attest(scene, "svr", at: now).status == 1)
    let vsa = try JSON(parsing: attest(scene, "vsa", at: now).output)
    #expect(vsa["predicate"]["verificationResult"].string == "FAILED")
  }

  @Test func `ssh-keygen verifies the signature beside the file, for this purpose alone`() throws {
    let scene = try Scene(at: .scheduled)
    let folder = try ScratchFolder("attest")
    let file = folder.path + "/statement.json"
    let outcome = try attest(
      scene, "vsa", at: scene.inWindow, ["--out", file, "--sign", try Persona.bot.key])
    #expect(outcome.status == 0, "\(outcome.errorText)")
    try folder.write("ci \(try Persona.bot.publicKey)\n", to: "signers")
    func verify(_ nameSpace: String, _ statement: String) throws -> Int32 {
      try Command.run(
        try Command.find("ssh-keygen"),
        [
          "-q", "-Y", "verify", "-f", "signers", "-I", "ci", "-n", nameSpace, "-s",
          "statement.json.sig",
        ], in: folder.path, environment: CleanEnvironment.variables(home: folder.path),
        input: Data(statement.utf8)
      ).status
    }
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(try verify("assent-attestation", text) == 0)
    #expect(try verify("git", text) != 0)
    #expect(try verify("assent-attestation", text.replacing("PASSED", with: "FAILED")) != 0)
  }

  @Test func `a signature needs a file, and never replaces one`() throws {
    let scene = try Scene(at: .scheduled)
    let folder = try ScratchFolder("attest")
    #expect(
      try attest(scene, "vsa", at: scene.inWindow, ["--sign", try Persona.bot.key]).status == 2)
    try folder.write("mine\n", to: "mine.json")
    let outcome = try attest(
      scene, "vsa", at: scene.inWindow, ["--out", folder.path + "/mine.json"])
    #expect(outcome.status == 2)
    #expect(try String(contentsOfFile: folder.path + "/mine.json", encoding: .utf8) == "mine\n")
  }

  @Test(.enabled(if: Judge.python.isExpected, "\(Judge.python.absence)"))
  func `the statements of a pack keep to the schema of statements`() throws {
    let story = try PackStory.closed.get()
    let script = """
      import json, sys, jsonschema
      digest = {"type": "object", "minProperties": 1, "additionalProperties": False, "properties": {
        "gitCommit": {"type": "string", "pattern": "^[0-9a-f]{40}$"},
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"}}}
      uri = {"type": "string", "pattern": "^[a-z][a-z0-9+.-]*:[^ ]+$"}
      time = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z$"}
      descriptor = {"type": "object", "required": ["digest"],
        "properties": {"digest": digest, "uri": uri, "name": {"type": "string", "minLength": 1}}}
      def statement(kind, predicate):
        return {"type": "object", "additionalProperties": False,
          "required": ["_type", "subject", "predicateType", "predicate"],
          "properties": {"_type": {"const": "https://in-toto.io/Statement/v1"},
            "subject": {"type": "array", "minItems": 1, "items": descriptor},
            "predicateType": {"const": kind}, "predicate": predicate}}
      svr = statement("https://in-toto.io/attestation/svr/v0.1", {"type": "object",
        "required": ["verifier", "timeCreated", "properties"], "properties": {
          "verifier": {"type": "object", "required": ["id"], "properties": {"id": uri}},
          "timeCreated": time, "properties": {"type": "array", "minItems": 1,
            "items": {"type": "string", "pattern": "^ASSENT_"}}}})
      vsa = statement("https://slsa.dev/verification_summary/v1", {"type": "object",
        "required": ["verifier", "timeVerified", "resourceUri", "policy", "verificationResult",
          "verifiedLevels"], "properties": {
          "verifier": {"type": "object", "required": ["id"], "properties": {"id": uri,
            "version": {"type": "object", "additionalProperties": {"type": "string"}}}},
          "timeVerified": time, "resourceUri": uri,
          "policy": {"type": "object", "required": ["uri"], "properties": {"uri": uri,
            "digest": digest}},
          "inputAttestations": {"type": "array", "items": {**descriptor,
            "required": ["digest", "uri"]}},
          "verificationResult": {"enum": ["PASSED", "FAILED"]},
          "verifiedLevels": {"type": "array", "minItems": 1, "items": {"type": "string"}}}})
      for path, schema in (("svr", svr), ("vsa", vsa)):
        lines = open(f"{sys.argv[1]}/attestations/{path}.intoto.jsonl").read().splitlines()
        assert lines, path
        for line in lines:
          jsonschema.validate(json.loads(line), schema)
      print("good")
      """
    let outcome = try Judge.python.run(["-c", script, story.pack])
    #expect(outcome.line == "good", "\(outcome.errorText)")
  }
}
