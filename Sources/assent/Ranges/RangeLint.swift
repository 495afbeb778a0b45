internal import Git
internal import Glibc
internal import Ledger
internal import Primitives

/// Lints the commits that `--commits` names.
struct RangeLint {
  /// What is written where the pipeline is asked for the base.
  static let ofPipeline = "ci"

  /// `BASE..HEAD`, or `ci`.
  let text: String
  let directory: String
  let now: Instant
  var environment: (String) -> String? = Terminal.environment

  /// Reads the history and judges the range; throws where that cannot be told.
  func report() throws -> RangeCheck.Report {
    let (base, head) = try revisions()
    var place = PlaceOptions()
    place.directory = directory
    (place.trunk, place.trustRoot, place.descendsFrom) = (nil, nil, nil)
    let repository = try Session.open(place)
    let trustRoot = try PushHook.trustRoot(nil, repository) ?? .first
    do throws(GitError) { try repository.refuseIfIncomplete() } catch { throw incomplete(error) }
    let range = CommitRange(
      base: try commit(base, repository), head: try commit(head, repository))
    let threads = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    let report: RangeCheck.Report
    do throws(LedgerError) {
      report = try RangeCheck(range, trustRoot: trustRoot, now: now, threads: threads)
        .report(repository)
    } catch {
      throw Failure(error)
    }
    // A range that somebody meant to have commits and that has none was named wrongly.
    guard report.commits > 0 || (text != Self.ofPipeline && range.base == range.head) else {
      throw Failure(
        "range-empty", "`--commits \(text)` holds no commit",
        hint: "name what was there before, then the head: --commits origin/main..HEAD",
        exitStatus: 3)
    }
    return report
  }

  // MARK: The range

  private func revisions() throws -> (base: String, head: String) {
    if text == Self.ofPipeline { return (try pipelineBase(), "HEAD") }
    guard let range = CommitRange.revisions(in: text) else {
      throw Failure(
        "usage", "`--commits \(text)` is no range", hint: "write BASE..HEAD, BASE.. or ci",
        exitStatus: 2)
    }
    return range
  }

  private func pipelineBase() throws -> String {
    guard let pipeline = Pipeline.running(environment) else {
      throw Failure(
        "usage", "`--commits ci` asks the pipeline, and none that is known is running",
        hint: "name the range: --commits origin/main..HEAD", exitStatus: 2)
    }
    let base = pipeline.base(environment) { path in
      guard case .bytes(let bytes) = PlainFile.read(path, limit: 1 << 20) else { return nil }
      return bytes
    }
    // Of a new branch forges say that it was at the commit of zeros before.
    guard let base, base.utf8.contains(where: { $0 != UInt8(ascii: "0") }) else {
      throw Failure(
        "base-missing", "the pipeline does not say which commit came before",
        hint: "name the range: --commits origin/main..HEAD", exitStatus: 3)
    }
    return base
  }

  // MARK: What is not there

  private func commit(_ revision: String, _ repository: borrowing Repository) throws -> ObjectID {
    do throws(GitError) { return try repository.resolve(revision: revision) } catch {
      guard error.code == .notFound else { throw Failure(error) }
      let fetch = Pipeline.running(environment)?.wholeHistory
      throw Failure(
        "base-missing", "there is no commit `\(revision)` here",
        hint: fetch.map { "\($0), and fetch the branch" } ?? "fetch it, or correct the name",
        exitStatus: 3)
    }
  }

  private func incomplete(_ error: GitError) -> Failure {
    guard error.code == .shallow, let pipeline = Pipeline.running(environment) else {
      return Failure(error)
    }
    return Failure(
      error.code.rawValue, error.message, hint: pipeline.wholeHistory, exitStatus: 3)
  }
}
