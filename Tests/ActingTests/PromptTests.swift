import Foundation
import TestSupport
import Testing

/// What somebody at a terminal is asked, and what becomes of wrong answers.
struct PromptTests {
  /// Types an answer at each prompt of a program on a terminal of its own; `^C` and `^D` are keys.
  private static let typist = """
    import os, pty, signal, sys
    answers = sys.argv[1].split('|')
    process, terminal = pty.fork()
    if process == 0:
        # Whoever started the tests may have left it ignored, or blocked.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, [])
        os.execv(sys.argv[2], sys.argv[2:])
    keys = {'^C': b'\\x03', '^D': b'\\x04', '^X': b'\\xff\\n'}
    told, since = b'', b''
    while True:
        try: read = os.read(terminal, 4096)
        except OSError: break
        if not read: break
        told += read
        since += read
        if since.endswith(b': ') and answers:
            answer = answers.pop(0)
            os.write(terminal, keys.get(answer, answer.encode() + b'\\n'))
            since = b''
    status = os.waitpid(process, 0)[1]
    sys.stdout.buffer.write(told)
    sys.exit(os.waitstatus_to_exitcode(status) & 255)
    """

  private static func type(
    _ answers: [String], to command: [String], in repository: ScratchRepository
  ) throws -> Command.Outcome {
    try Command.run(
      try Command.find("python3"),
      ["-c", typist, answers.joined(separator: "|"), try Assent.binary()] + command,
      in: repository.path,
      environment: CleanEnvironment.variables(home: repository.home).merging(["TERM": "dumb"]) {
        $1
      },
      timeout: 60)
  }

  private static func begun(_ workflow: String, _ people: Persona...) throws -> ScratchRepository {
    let repository = try ScratchRepository()
    try repository.git("config", "user.email", Persona.ana.email)
    let owners = try people.flatMap { person in
      ["--owner", "\(person.id)=\(person.name)=\(person.email)=\(try person.key).pub"]
    }
    let outcome = try Assent.run(
      ["init", "--repository", "acme/changes", "--workflow", workflow] + owners,
      in: repository.path, home: repository.home)
    guard outcome.status == 0 else { throw TestFailure(outcome.errorText) }
    return repository
  }

  private static func records(_ repository: ScratchRepository) -> [String] {
    let found = FileManager.default.enumerator(atPath: repository.path + "/changes")
    return (found?.allObjects ?? []).compactMap { $0 as? String }.filter { $0.hasSuffix(".yaml") }
  }

  @Test func `new goes from title to way back and shows what the policy makes of it`() throws {
    let repository = try Self.begun("standard", .ana, .bo, .cat)
    let outcome = try Self.type(
      [
        "Keep the logs", "", "", "no-such-system", "1", "huge", "high", "tomorrow", "-", "", "2",
        "lag of the log", "eve", Persona.bo.id, "-", "y",
      ], to: ["new"], in: repository)
    #expect(outcome.status == 0, "\(outcome.text)")
    let told = outcome.text
    #expect(told.contains("`no-such-system` is no system"))
    #expect(told.contains("security (\(Persona.bo.id), \(Persona.cat.id))"), "\(told)")
    #expect(told.contains("owners (") || told.contains("owners/example-service ("), "\(told)")
    #expect(told.contains("`huge` is none of low, medium, high, critical"))
    #expect(told.contains("the next two hours that are free begin 20"))
    #expect(told.contains("`eve` is nobody of policies/people.yaml"))
    #expect(Self.records(repository).count == 1)
  }

  @Test func `a window in a freeze is told before it is written`() throws {
    let repository = try Self.begun("regulated", .ana, .bo, .cat, .eli, .dan)
    let year = Calendar(identifier: .gregorian).component(.year, from: Date())
    let outcome = try Self.type(
      [
        "Keep the logs", "", "", "", "low", "\(year + 1)-01-02T10:00:00Z",
        "\(year + 1)-01-02T12:00:00Z",
        "n", "-", "", "1", "-", "-", "-", "n",
      ], to: ["new"], in: repository)
    #expect(outcome.text.contains("note: "), "\(outcome.text)")
    #expect(outcome.text.contains("year-end-\(year)"), "\(outcome.text)")
    #expect(outcome.status == 2)
    #expect(outcome.text.contains("nothing was written"))
    #expect(Self.records(repository).isEmpty)
  }

  /// A program that an interrupt ended has -2 as its status, of which a byte is kept.
  static let surrenders: [(answers: [String], status: Int32)] = [
    (["Title", "^D"], 2), (["Title", "^C"], 254), (["^X", "Title", "^D"], 2),
  ]

  @Test(arguments: surrenders)
  func `whoever gives up leaves nothing behind`(_ answers: [String], _ status: Int32) throws {
    let repository = try Self.begun("small", .ana, .bo)
    let outcome = try Self.type(answers, to: ["new"], in: repository)
    #expect(outcome.status == status, "\(outcome.text)")
    #expect(outcome.text.contains("not UTF-8") == (answers[0] == "^X"), "\(outcome.text)")
    #expect(Self.records(repository).isEmpty)
  }

  @Test func `init asks four questions`() throws {
    let repository = try ScratchRepository()
    let outcome = try Self.type(
      [
        "acme changes", "acme/changes", "4", "small", "Ana", "ana", "Ana Ruiz", "nowhere",
        "ana@acme.example", "/nowhere", try Persona.ana.key, "bo", "Bo", "bo@acme.example",
        "\(try Persona.bo.key).pub", "-", "perhaps", "n",
      ], to: ["init"], in: repository)
    #expect(outcome.status == 0, "\(outcome.text)")
    for number in 1...4 { #expect(outcome.text.contains("\(number)/4  ")) }
    #expect(
      FileManager.default.fileExists(atPath: repository.path + "/policies/tests/small.yaml"))
  }
}
