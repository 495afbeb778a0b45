import Foundation
import TestSupport

/// What Git says of a commit.
struct GitReading: Sendable {
  /// The letter of `%G?`; nil if it was not asked for.
  var letter: String?
  var fingerprint = ""
  var signer = ""
  var tree = ""
  var parents: [String] = []
  var committed = ""
  /// The trailers as `git log` shows them, one an item.
  var trailers: [[UInt8]] = []
}

/// Asks Git about many commits, a few hundred in one process.
struct GitReader {
  let repository: ScratchRepository
  /// The file of allowed signers.
  private let allowed: String
  private let folder: String
  private let scratch: ScratchFolder
  private let mark = "Mark-\(UUID().uuidString)"
  private static let batch = 1000

  /// Takes the repository that the commits go to, and the lines of who may sign.
  init(_ repository: ScratchRepository, allowed lines: String = "") throws {
    self.repository = repository
    scratch = try ScratchFolder("mutants")
    folder = scratch.path
    allowed = "\(folder)/allowed"
    try Data(lines.utf8).write(to: URL(filePath: allowed))
    try Data("x\n\n\(mark): x\n".utf8).write(to: URL(filePath: "\(folder)/mark"))
  }

  /// Writes raw commits, whatever is wrong with them; their ids in order.
  func write(_ commits: [[UInt8]]) throws -> [String] {
    var ids: [String] = []
    // Git keeps every file open that it hashes literally.
    for start in stride(from: 0, to: commits.count, by: 500) {
      let paths = try files(Array(commits[start..<min(start + 500, commits.count)]))
      let output = try succeed(
        ["hash-object", "-t", "commit", "-w", "--literally", "--no-filters", "--stdin-paths"],
        input: paths.joined(separator: "\n") + "\n")
      ids += String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    }
    guard ids.count == commits.count else { throw TestFailure("git wrote \(ids.count) commits") }
    return ids
  }

  /// What Git says of commits by their ids; those that it cannot read are left out.
  func read(_ ids: [String]) throws -> [String: GitReading] {
    let (readings, isWhole, errors) = try log(ids, signature: "%n%n")
    guard isWhole else { throw TestFailure("git log: \(errors)") }
    return readings
  }

  /// The same with what Git says of the signatures.
  ///
  /// A signature of a kind that Git does not know ends its process: that commit gets no letter, and
  /// the others are asked about again.
  func readSignatures(_ ids: [String]) throws -> [String: GitReading] {
    var readings = try read(ids)
    var seen: Set<String> = []
    var rest = ids.filter { readings[$0] != nil && seen.insert($0).inserted }[...]
    while !rest.isEmpty {
      let (found, isWhole, _) = try log(Array(rest), signature: "%G?%n%GF%n%GS")
      readings.merge(found) { $1 }
      rest = isWhole ? [] : rest.drop { found[$0] != nil }.dropFirst()
    }
    return readings
  }

  private func log(
    _ ids: [String], signature: String
  ) throws -> (readings: [String: GitReading], isWhole: Bool, errors: String) {
    let format = "%H%n\(signature)%n%T%n%P%n%ct%n%(trailers:only=true,unfold=true)"
    let outcome = try run(
      [
        "-c", "gpg.ssh.allowedSignersFile=\(allowed)", "log", "-z", "--no-walk=unsorted",
        "--ignore-missing", "--format=\(format)", "--stdin",
      ], input: ids.joined(separator: "\n") + "\n")
    var readings: [String: GitReading] = [:]
    for entry in outcome.output.split(separator: 0) {
      let lines = Array(entry).lines
      let words = lines.prefix(7).map { String(decoding: $0, as: UTF8.self) }
      guard words.count == 7 else { throw TestFailure("git log printed a short entry: \(words)") }
      readings[words[0]] = GitReading(
        letter: words[1].isEmpty ? nil : words[1], fingerprint: words[2], signer: words[3],
        tree: words[4], parents: words[5].split(separator: " ").map(String.init),
        committed: words[6], trailers: lines.dropFirst(7).filter { !$0.isEmpty })
    }
    return (readings, outcome.status == 0, String(outcome.errorText.suffix(500)))
  }

  /// The trailers of messages as `git interpret-trailers --parse` shows them, one an item.
  func trailers(of messages: [[UInt8]]) throws -> [[[UInt8]]] {
    var result: [[[UInt8]]] = []
    for start in stride(from: 0, to: messages.count, by: Self.batch) {
      let part = messages[start..<min(start + Self.batch, messages.count)].map {
        Self.isEndless($0) ? [] : $0
      }
      let arguments = try files(part).flatMap { [$0, "\(folder)/mark"] }
      let output = try succeed(["interpret-trailers", "--parse"] + arguments)
      var current: [[UInt8]] = []
      let end = Array("\(mark): x".utf8)
      for line in Array(output).lines {
        if line == end {
          result.append(current)
          current = []
        } else {
          current.append(line)
        }
      }
    }
    guard result.count == messages.count else {
      throw TestFailure("git read \(result.count) messages of \(messages.count)")
    }
    return result
  }

  /// Whether Git 2.39 never comes to an end: cut scissors behind a divider. It is not asked then.
  private static func isEndless(_ message: [UInt8]) -> Bool {
    let scissors = Array("# ------------------------ >8 ------------------------".utf8)
    let lines = message.lines
    guard let divider = lines.firstIndex(where: { $0.starts(with: "---".utf8) }) else {
      return false
    }
    return lines[divider...].contains { $0.starts(with: scissors) }
  }

  private func files(_ contents: [[UInt8]]) throws -> [String] {
    try contents.enumerated().map { index, bytes in
      let path = "\(folder)/\(index)"
      try Data(bytes).write(to: URL(filePath: path))
      return path
    }
  }

  private func succeed(_ arguments: [String], input: String = "") throws -> Data {
    let outcome = try run(arguments, input: input)
    guard outcome.status == 0 else {
      throw TestFailure("git \(arguments.prefix(4)): \(outcome.errorText.suffix(500))")
    }
    return outcome.output
  }

  private func run(_ arguments: [String], input: String) throws -> Command.Outcome {
    try Command.run(
      try Command.find("git"), arguments, in: repository.path,
      environment: CleanEnvironment.variables(home: repository.home), input: Data(input.utf8),
      timeout: 3600)
  }
}
