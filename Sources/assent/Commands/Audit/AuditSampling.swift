internal import Audit
internal import Reporting

/// The sampler that the inputs ask for.
struct AuditSampling {
  private let sampler: Sampler

  /// Forty items, unless something else is asked for: what firms take of daily events.
  private static let usualSize = 40
  /// What the tables of auditing guides begin with.
  static let usualConfidence = "95"
  static let usualTolerable = "5"

  /// Throws a failure with exit status 2 for sizes and shares that are none.
  init(_ inputs: AuditInputs, _ scope: AuditScope) throws {
    if let seed = inputs.seed { try Self.check(seed) }
    sampler = Sampler(
      seed: inputs.seed ?? Sampler.seed(of: scope), size: try Self.size(inputs),
      by: inputs.strata)
  }

  /// Nobody could type what cannot be seen, to draw the same.
  private static func check(_ seed: String) throws {
    guard (1...200).contains(seed.utf8.count), PlainText.line(seed) == seed else {
      throw Failure(
        "usage", "--seed is empty, too long, or has characters that cannot be seen",
        hint: "give one line of at most 200 bytes", exitStatus: 2)
    }
  }

  /// Draws the sample.
  func sample(of changes: [ChangeSummary]) -> Sample { sampler.sample(of: changes) }

  private static func size(_ inputs: AuditInputs) throws -> Sampler.Size {
    guard inputs.confidence != nil || inputs.tolerable != nil || inputs.deviations != nil else {
      let size = inputs.size ?? usualSize
      guard size >= 0 else {
        throw Failure("usage", "--size \(size) is less than none", exitStatus: 2)
      }
      return .items(size)
    }
    guard inputs.size == nil else {
      throw Failure(
        "usage", "--size and --confidence both say how large the sample is",
        hint: "leave out one", exitStatus: 2)
    }
    let confidence = try percentage(inputs.confidence ?? usualConfidence, "--confidence")
    let tolerable = try percentage(inputs.tolerable ?? usualTolerable, "--tolerable")
    do throws(SampleSize.Fault) {
      return .plan(
        try SamplePlan(
          confidence: confidence, tolerable: tolerable, deviations: inputs.deviations ?? 0))
    } catch {
      throw Failure(error)
    }
  }

  static func percentage(_ text: String, _ flag: String) throws -> Percentage {
    guard let share = Percentage(text) else {
      throw Failure(
        "usage", "`\(flag) \(text)` is no share between 0 and 100", hint: "write it like 95",
        exitStatus: 2)
    }
    return share
  }
}

extension Failure {
  /// A question about samples that has no answer.
  init(_ fault: SampleSize.Fault) {
    self.init(
      "usage", fault.message,
      hint: fault == .impossible ? "allow fewer deviations, or examine all" : nil, exitStatus: 2)
  }
}
