internal import Acts
package import Git
internal import Ledger
internal import Primitives
internal import Records
internal import Signatures

/// Reads a message before it is committed, as everybody will read it afterwards.
///
/// A message without anything that looks like an act has no problems.
package struct MessageCheck {
  /// What is wrong with a message.
  package struct Problem: Hashable, Sendable {
    /// A code of acts or near misses.
    package let code: String
    /// What is wrong: lower case, one line, no full stop.
    package let message: String
    /// What to do about it, as an imperative.
    package let advice: String
  }

  /// The largest message file that is read; a verbose one holds the whole difference.
  private static let largest = 1 << 26

  private let git: GitCommand
  /// What the hook was told of the commit that is being made.
  private let environment: [String: String]
  private let usesEditor: Bool

  /// - Parameters:
  ///   - index: the index file of the commit that is being made, where Git named one.
  ///   - usesEditor: whether Git takes comment lines out of the message.
  package init(
    for repository: borrowing Repository, index: String?, usesEditor: Bool
  ) throws(ActingError) {
    git = try GitCommand(for: repository)
    environment = index.map { ["GIT_INDEX_FILE": $0] } ?? [:]
    self.usesEditor = usesEditor
  }

  /// What is wrong with the message in a file.
  package func problems(
    ofFile path: String, in repository: borrowing Repository
  ) throws(ActingError) -> [Problem] {
    let message = try cleaned(try Files.read(path, limit: Self.largest))
    let reading = MessageReading(message: message)
    var problems = reading.nearMisses.map(Self.problem)
    if let fault = reading.fault ?? reading.malformed.first?.fault {
      problems.append(
        Problem(
          code: "malformed", message: fault,
          advice: "let the command write it: assent approve, assent test, …"))
    }
    guard reading.hasActs, problems.isEmpty else { return problems }
    if let problem = repositoryProblem(reading, repository) { problems.append(problem) }
    for statement in reading.statements {
      if let problem = try digestProblem(statement) { problems.append(problem) }
    }
    return problems
  }

  private static func problem(_ miss: NearMiss) -> Problem {
    Problem(
      code: miss.code.rawValue, message: "a line looks like an act and is none: \(miss.line)",
      advice: miss.suggestion.map {
        "write it as `\($0): …`, in the last paragraph, among trailers alone"
      } ?? "reword it, or write it as a trailer of the last paragraph")
  }

  // MARK: What Git will make of the file

  /// The message as Git will commit it, by the user's `commit.cleanup`.
  private func cleaned(_ bytes: [UInt8]) throws(ActingError) -> [UInt8] {
    let mode = try git.configuration("commit.cleanup") ?? "default"
    if mode == "verbatim" { return bytes }
    let strips = mode == "strip" || (mode == "default" && usesEditor)
    let cut = strips || mode == "scissors" ? Self.aboveScissors(bytes) : bytes
    let outcome = try git.run(["stripspace"] + (strips ? ["--strip-comments"] : []), input: cut)
    guard outcome.status == 0 else { throw GitCommand.failure(["stripspace"], outcome) }
    return outcome.output
  }

  /// What stands above the line below which Git shows the difference.
  private static func aboveScissors(_ bytes: [UInt8]) -> [UInt8] {
    let mark = Array(" ------------------------ >8 ------------------------".utf8)
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let line = bytes[start..<end]
      // The comment character is the user's to choose.
      if line.count == mark.count + 1, line.dropFirst().elementsEqual(mark) {
        return Array(bytes[..<start])
      }
      start = end + 1
    }
    return bytes
  }

  // MARK: What the acts are bound to

  private func repositoryProblem(
    _ reading: MessageReading, _ repository: borrowing Repository
  ) -> Problem? {
    let expected = expectedRepository(repository)
    guard let named = reading.repository else {
      return Problem(
        code: "wrong-repository", message: "the message has no `Change-Repository`",
        advice: "add the trailer `Change-Repository: \(expected ?? "<owner>/<name>")`")
    }
    guard let expected, expected != named else { return nil }
    return Problem(
      code: "wrong-repository", message: "the message names \(named), the policy \(expected)",
      advice: "write `Change-Repository: \(expected)`")
  }

  /// What the trunk's policy calls this repository; nil where that cannot be told.
  private func expectedRepository(_ repository: borrowing Repository) -> String? {
    do throws(LedgerError) {
      let trunk = try TrunkFinder(options: LedgerOptions()).find(in: repository)
      let commit: CommitHeader
      do throws(GitError) { commit = try repository.commitHeader(trunk.tip) } catch { return nil }
      let snapshot = try PolicyReader().snapshot(ofTree: commit.tree, in: repository)
      return snapshot.policy?.charter.repository
    } catch {
      return nil
    }
  }

  /// An act must name the record as the commit will have it: as the index has it now.
  private func digestProblem(_ statement: Statement) throws(ActingError) -> Problem? {
    guard ChangeID.isLegal(statement.change) else { return nil }
    guard let digest = statement.digest else {
      return Problem(
        code: "digest-missing",
        message: "\(statement.verb.rawValue) of \(statement.change) names no digest",
        advice: "let the command write it: assent \(statement.verb.name) \(statement.change)")
    }
    guard let bytes = try record(of: statement.change) else {
      return Problem(
        code: "record-missing", message: "the commit has no record of \(statement.change)",
        advice: "make the act on the trunk's tip")
    }
    let actual = sha256(of: bytes)
    guard actual != digest else { return nil }
    return Problem(
      code: "digest-mismatch",
      message: "\(statement.change) is \(actual) in this commit, not \(digest)",
      advice: "read the record again, then write `digest=\(actual)`")
  }

  /// The bytes of a change's record in the index.
  private func record(of change: String) throws(ActingError) -> [UInt8]? {
    let year = change.split(separator: "-").dropFirst().first.map { String($0) } ?? ""
    for path in ["changes/\(year)/\(change).yaml", "changes/\(change).yaml"] {
      let outcome = try git.run(["cat-file", "blob", ":" + path], variables: environment)
      if outcome.status == 0 { return outcome.output }
    }
    return nil
  }
}
