internal import ArgumentParser
internal import Decision
internal import Git
internal import Glibc
internal import Ledger
internal import Primitives

/// How results are written.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json
}

/// Which repository is asked, and where trust begins.
struct PlaceOptions: ParsableArguments {
  @Option(
    name: .customShort("C"), help: ArgumentHelp("Work in this directory.", valueName: "path"),
    completion: .directory)
  var directory: String = "."

  @Option(
    help: ArgumentHelp(
      "Trust begins at this commit of the trunk: a full id, or `first`.", valueName: "commit"))
  var trustRoot: String?

  @Option(help: ArgumentHelp("The protected branch.", valueName: "ref"))
  var trunk: String?

  @Option(
    help: ArgumentHelp("This earlier tip must still lie on the trunk.", valueName: "commit"))
  var descendsFrom: String?
}

/// Options that every command with a repository understands.
struct RepositoryOptions: ParsableArguments {
  @OptionGroup var place: PlaceOptions

  @Option(help: "How the result is written.")
  var format: OutputFormat = .text

  var directory: String { place.directory }
  var trunk: String? { place.trunk }
}

/// Options that say from when and where a change is judged.
struct StandpointOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Preview this revision's records and acts.", valueName: "revision"))
  var head: String?

  @Option(help: ArgumentHelp("Judge as of this commit of the trunk.", valueName: "commit"))
  var at: String?

  @Option(
    help: ArgumentHelp("Judge as of this time, such as 2026-03-08T01:00:00Z.", valueName: "time"))
  var now: String?

  /// Whether anything but the trunk's tip and the machine's clock is asked about.
  var isWhatIf: Bool { head != nil || at != nil || now != nil }
}

/// An opened repository and what the options make of it.
struct Session {
  let reading: HistoryReader.Reading
  let now: Instant
  /// How it was read.
  let options: LedgerOptions
  private var threads: Int { options.threads }

  var history: History { reading.history }

  /// Reads the history that the options ask for.
  init(
    _ options: RepositoryOptions, _ standpoint: StandpointOptions,
    configure: (inout LedgerOptions) -> Void = { _ in }
  ) throws {
    try self.init(options.place, standpoint, configure: configure)
  }

  /// Reads the history that the options ask for.
  init(
    _ options: PlaceOptions, _ standpoint: StandpointOptions, index: HistoryIndex? = nil,
    configure: (inout LedgerOptions) -> Void = { _ in }
  ) throws {
    now = try Clock.instant(standpoint.now)
    let repository = try Self.open(options)
    var ledger = try Self.ledgerOptions(options, standpoint, repository)
    ledger.now = now
    configure(&ledger)
    self.options = ledger
    do throws(LedgerError) {
      reading = try HistoryReader(options: ledger).read(repository, index: index)
    } catch {
      throw Failure(error)
    }
    if options.trustRoot == nil, Terminal.environment("ASSENT_TRUST_ROOT") == nil {
      Terminal.remark(
        "warning: no trust root was given; trusting the first policy of the trunk, "
          + "\(reading.trustRoot.short)")
    }
  }

  /// Opens the repository that the options name.
  static func open(_ options: PlaceOptions) throws -> Repository {
    do throws(GitError) {
      return try Repository(discoveringFrom: options.directory)
    } catch {
      throw Failure(error)
    }
  }

  /// The trust root that flags or environment name; nil if none does.
  static func trustRoot(_ options: PlaceOptions) throws -> LedgerOptions.TrustRoot? {
    guard let text = options.trustRoot ?? Terminal.environment("ASSENT_TRUST_ROOT") else {
      return nil
    }
    if text == "first" { return .first }
    guard let id = ObjectID(text) else {
      let source = options.trustRoot == nil ? "ASSENT_TRUST_ROOT" : "--trust-root"
      throw Failure(
        "trust-root-missing",
        text.isEmpty ? "\(source) is empty" : "\(source): `\(text)` is no full commit id",
        hint: "give all forty digits, or `first`", exitStatus: 3)
    }
    return .commit(id)
  }

  /// Trunk, trust root and the tip that was seen before, as the options name them.
  static func ledgerOptions(
    _ options: PlaceOptions, _ repository: borrowing Repository,
    now: Instant = Instant(seconds: .max)
  ) throws -> LedgerOptions {
    var ledger = LedgerOptions(now: now)
    ledger.trunk = options.trunk
    ledger.trustRoot = try trustRoot(options) ?? .first
    ledger.threads = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    guard let earlier = options.descendsFrom else { return ledger }
    do throws(GitError) { ledger.descendsFrom = try repository.resolve(revision: earlier) } catch {
      throw Failure(error)
    }
    return ledger
  }

  static func ledgerOptions(
    _ options: PlaceOptions, _ standpoint: StandpointOptions,
    _ repository: borrowing Repository
  ) throws -> LedgerOptions {
    var ledger = try ledgerOptions(options, repository)
    ledger.isReplay = standpoint.now != nil
    do throws(GitError) {
      if let head = standpoint.head { ledger.head = try repository.resolve(revision: head) }
      if let at = standpoint.at { ledger.at = try repository.resolve(revision: at) }
    } catch {
      throw Failure(error)
    }
    return ledger
  }

  /// What `body` makes of the verdicts on many changes, over the cores and in their order.
  ///
  /// Throws a failure with exit status 4 if nothing of one id was ever recorded.
  func verdicts<Output: Sendable>(
    _ ids: [String], _ body: @escaping @Sendable (Verdict) -> Output
  ) throws -> [Output] {
    let results = parallelMap(ids, threads: threads) { [self] id in
      Result { body(try verdict(id)) }
    }
    return try results.map { try $0.get() }
  }

  /// The verdict on a change.
  ///
  /// Throws a failure with exit status 4 if nothing of that id was ever recorded.
  func verdict(_ id: String, question: GateQuestion = GateQuestion()) throws -> Verdict {
    guard let change = history.changes[id], !change.versions.isEmpty,
      let verdict = evaluate(id, in: history, now: now, question: question)
    else {
      throw Failure(noSuchChange: id)
    }
    return verdict
  }
}
